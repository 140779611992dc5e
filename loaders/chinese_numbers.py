"""Numbers written in Chinese characters: 三, 二十五, 半, 叁佰元整, 一千二百元五角."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {character: value for value, pair in enumerate(
    ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in pair}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_WHOLE = "".join((*_DIGITS, *_UNITS, *_LARGE))
_ONE = "".join(_DIGITS)
_MONEY = re.compile(rf"(?:([{_WHOLE}]+)(?:[元圆]|(?=[整正]?$)))?(?:零?([{_ONE}])角)?(?:零?([{_ONE}])分)?(?:整|正)?")
_COLLOQUIAL = re.compile(rf"[百佰千仟万亿][{_ONE[2:]}](?=[万亿]|$)")
_EMPTY = re.compile(r"(?:^|亿)万|^亿|零[十拾百佰千仟]")

_WRITTEN = re.compile(rf"[{_WHOLE}]+[元圆][{''.join(_DIGITS)}角分]*(?:整|正)?")
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾]|[整正]$")
_NO_NUMBER = re.compile(r"^[佰百仟千]|[拾十佰百仟千]{2}")


def amount_in_words(text: str) -> int | None:
    """The amount in fen that a text writes out (大写：人民币叁佰元零伍分); None where none is clear."""
    match = _WRITTEN.search("".join(unicodedata.normalize("NFKC", text).split()))
    if not match or not _FORMAL.search(match.group()) or _NO_NUMBER.search(match.group()):
        return None
    padded = re.sub("零[拾十佰百仟千]", "零", match.group())
    whole = re.sub("^零+(?:[万亿]零*)*", "", padded)
    yuan = chinese_number(re.sub("(?<=[元圆])零(?![角分])", "", whole))
    return None if yuan is None else int(yuan * 100)


def chinese_number(text: str) -> Decimal | None:
    """The number that Chinese characters say, in yuan where they say money; None where they say none."""
    if text == "半":
        return Decimal("0.5")
    parts = _parts(text)
    if parts is None:
        return None
    whole = _whole(parts[0]) if parts[0] else 0
    if whole is None:
        return None
    jiao, cents = (_DIGITS[part or "零"] for part in parts[1:])
    return Decimal(whole) + Decimal(jiao) / 10 + Decimal(cents) / 100


def is_in_words(text: str) -> bool:
    """Whether a text is nothing but Chinese numerals, one clear number or not."""
    return text == "半" or _parts(text) is not None


def _parts(text: str) -> tuple[str | None, str | None, str | None] | None:
    """The characters of yuan, jiao and fen."""
    match = _MONEY.fullmatch(re.sub("(?<=.)零(?=[元圆])", "", text))
    return (match[1], match[2], match[3]) if match and any(match.groups()) else None


def _whole(text: str) -> int | None:
    """The whole number, or None where the characters do not make one, or may make two.

    Units must fall, as in 一千二百; a digit straight behind 百, 千, 万 or 亿 needs one: 五百二 is said of 520 and
    written for 502.
    """
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    if _COLLOQUIAL.search(text) or _EMPTY.search(text):
        return None
    upper, _, lower = text.rpartition("亿")
    hundred_millions, rest = _below_hundred_million(upper), _below_hundred_million(lower)
    return None if hundred_millions is None or rest is None else hundred_millions * _LARGE["亿"] + rest


def _below_hundred_million(text: str) -> int | None:
    upper, _, lower = text.rpartition("万")
    ten_thousands, rest = _below_ten_thousand(upper), _below_ten_thousand(lower)
    return None if ten_thousands is None or rest is None else ten_thousands * _LARGE["万"] + rest


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_unit = 0, 0, 10**4
    for character in text:
        unit = _UNITS.get(character)
        if character in _DIGITS and not digit:
            digit = _DIGITS[character]
        elif unit and unit < last_unit and (digit or unit == _UNITS["十"]):
            total, digit, last_unit = total + (digit or 1) * unit, 0, unit
        else:
            return None
    return total + digit
