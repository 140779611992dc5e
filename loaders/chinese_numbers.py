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
_MONEY = re.compile(rf"(?:([{_WHOLE}]+)(?:元|圆)?)?(?:([{_WHOLE}])角)?(?:([{_WHOLE}])分)?(?:整|正)?")

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
    match = _MONEY.fullmatch(text.replace("零元", "元") if len(text) > 2 else text)
    if not match or not any(match.groups()):
        return None
    whole = _whole(match.group(1)) if match.group(1) else 0
    if whole is None:
        return None
    jiao, cents = (_DIGITS.get(match.group(part) or "零", 0) for part in (2, 3))
    return Decimal(whole) + Decimal(jiao) / 10 + Decimal(cents) / 100


def _whole(text: str) -> int | None:
    """The whole number, or None where the characters do not make one: units must fall, as in 一千二百."""
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, section, digit, last_unit = 0, 0, 0, 10**4
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit:
                return None
            section, digit, last_unit = section + (digit or 1) * unit, 0, unit
        else:
            total, section, digit, last_unit = (total + section + digit) * _LARGE[character], 0, 0, 10**4
    return total + section + digit
