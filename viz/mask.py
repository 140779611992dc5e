"""Hides whole ID numbers, account numbers and phone numbers in any text.

Two nets, one behind the other: numbers known to be personal (from the graph's personal properties and from cells
under telling headers) are replaced wherever they occur; whatever else looks like such a number is replaced by shape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

SHORTEST_KNOWN = 6
_GROUPED = r"\d(?:[  　]\d){10,}|\d{3,}(?:[-  　–—－]\d{3,})*"
_NUMBER = re.compile(rf"(?:{_GROUPED})[XxＸｘ]?")
_SHORTEST_SHAPE = 11
_TOLD = re.compile(
    r"(身份证|证件|证号|帐号|账号|账户|帐户|卡号|一卡通|存折|电话|手机|联系|(?i:\b(?:id|account|phone|tel|mobile)\b))"
    r"[^\d\n]{0,8}(\d[\d\-  ]{4,}[\dXx*])"
)
_PERSONAL_HEADER = re.compile(
    r"身份证|证件号|证件号码|公民身份|身份号码|账号|帐号|账户|帐户|卡号|一卡通|存折|电话|手机|联系方式|"
    r"(?i:\bid[ _]?(?:no|number|card)\b|account|phone|mobile|\btel\b)"
)
_BIRTH_HEADER = re.compile(r"出生|生日|(?i:birth)")
_HARMLESS_HEADER = re.compile(r"合同编号|合同号|项目编号|招标编号|凭证号|凭证编号|统一社会信用代码|信用代码|发票号")
_WORDLIKE = re.compile(r"[0-9A-Za-z*０-９Ａ-Ｚａ-ｚ]{6,}")
_USCC = re.compile(r"[1569ANY][1-9][0-9]{6}[0-9A-Z]{10}")


class Masker:
    """Masks text; `personal` are numbers known to be somebody's, `harmless` numbers that may stay (contracts, USCC)."""

    def __init__(self, personal: Iterable[str] = (), harmless: Iterable[str] = ()) -> None:
        normal = map(plain_digits, personal)
        self._personal = {number for number in normal if len(number) >= SHORTEST_KNOWN and _has_digit(number)}
        self._harmless = {number for number in harmless if number not in self._personal and not id_shaped(number)}

    def text(self, text: str) -> str:
        """The text without a whole number of a person."""
        if not _has_digit(text):
            return text
        text = _WORDLIKE.sub(lambda found: self._if_known(found[0]), text)
        text = _NUMBER.sub(lambda found: self._by_shape(found[0]), text)
        return _TOLD.sub(lambda found: found[0].replace(found[2], short(found[2])), text)

    def cells(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Cells under headers of ID, account or phone are masked whatever they hold, the others as text."""
        return {self.text(header): self._cell(header, value) for header, value in cells.items()}

    def _cell(self, header: str, value: str) -> str:
        if _PERSONAL_HEADER.search(header):
            return self.text(_WORDLIKE.sub(lambda found: short(found[0]) if _has_digit(found[0]) else found[0], value))
        if _BIRTH_HEADER.search(header):
            return re.sub(r"(\d{4})\D?.*", r"\1-**-**", value)
        if _HARMLESS_HEADER.search(header) and value not in self._personal and not id_shaped(value):
            return value
        return self.text(value)

    def _if_known(self, word: str) -> str:
        return short(word) if plain_digits(word) in self._personal else word

    def _by_shape(self, written: str) -> str:
        digits = plain_digits(written)
        if digits in self._personal:
            return short(written)
        if len(digits) < _SHORTEST_SHAPE or written in self._harmless or digits in self._harmless:
            return written
        return short(written)


class Unmasked(Masker):
    """Leaves everything as it is: for `--unmask`."""

    def text(self, text: str) -> str:
        return text

    def cells(self, cells: Mapping[str, str]) -> dict[str, str]:
        return dict(cells)


def personal_cells(cells: Mapping[str, str]) -> set[str]:
    """The numbers that stand under headers of ID, account or phone."""
    return {
        number for header, value in cells.items() if _PERSONAL_HEADER.search(header) for number in numbers_in(value)
    }


def numbers_in(text: str) -> set[str]:
    """The words of six and more letters and digits that have a digit and are not masked already."""
    words = _WORDLIKE.findall(unicodedata.normalize("NFKC", text))
    return {word for word in words if _has_digit(word) and "*" not in word}


def short(number: str) -> str:
    """A number with its middle hidden: an ID keeps 6 and 4 characters, a mobile 3 and 4, any other the last 4 or 2."""
    digits = plain_digits(number)
    if "*" in digits:
        return digits
    if id_shaped(digits):
        return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-4:]}" if len(digits) >= 10 else f"****{digits[-2:]}"


def id_shaped(number: str) -> bool:
    """17 digits and a digit or X, or 15 digits; a credit code of an organisation is not one."""
    if re.fullmatch(r"[1-8]\d{16}[\dX]", number):
        return True
    return re.fullmatch(r"[1-8]\d{14}", number) is not None


def plain_digits(written: str) -> str:
    """As one normalised word: full-width forms, blanks and hyphens gone, X in upper case."""
    return re.sub(r"[\s\-–—]", "", unicodedata.normalize("NFKC", written)).upper()


def is_credit_code(text: str) -> bool:
    """Looks like the unified social credit code of an organisation."""
    return _USCC.fullmatch(text) is not None


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
