"""Years, months and dates in Chinese titles: "2023年1月", "二〇二三年度", "2023年第一季度", "2023年1-3月"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_WORD = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_MONTH_WORD = re.compile(r"(?<![零一二三四五六七八九])(十[一二]?|[一二三四五六七八九])(?=月)")
_YEAR = r"(?<!\d)((?:19|20)\d{2})"
_JOIN = r"\s*(?:-|—|–|~|～|至|到|、)\s*"


class Time(NamedTuple):
    """A stated time. `first_month` is set where several months are paid in one: `month` is then the last of them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    first_month: int | None = None


_Reader = Callable[["re.Match[str]"], Time | None]


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() and 1 <= int(text) <= 12 else None


def _range(year: int | None, first: str, last: str) -> Time | None:
    start, end = _month(first), _month(last)
    return Time(year, end, None, start) if start and end and start < end else None


def _date(found: re.Match[str]) -> Time | None:
    month, day = _month(found[2]), int(found[3])
    return Time(int(found[1]), month, day) if month and 1 <= day <= 31 else None


def _year_and_month(found: re.Match[str]) -> Time | None:
    month = _month(found[2])
    return Time(int(found[1]), month) if month else None


def _quarter(found: re.Match[str]) -> Time | None:
    quarter = int("一二三四".find(found[2]) + 1 or found[2])
    return Time(int(found[1]), quarter * 3, None, quarter * 3 - 2) if quarter <= 4 else None


def _half(found: re.Match[str]) -> Time:
    return Time(int(found[1]), 6, None, 1) if found[2] == "上" else Time(int(found[1]), 12, None, 7)


def _several_years(_found: re.Match[str]) -> Time:
    """Several years in one say none of them."""
    return Time()


def _lone_month(found: re.Match[str]) -> Time | None:
    month = _month(found[1])
    return Time(None, month) if month else None


_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"{_YEAR}\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]"), _date),
    (re.compile(rf"{_YEAR}[-./](\d{{1,2}})[-./](\d{{1,2}})(?!\d)"), _date),
    (re.compile(rf"{_YEAR}([01]\d)([0-3]\d)(?!\d)"), _date),
    (re.compile(rf"{_YEAR}\s*年?\s*(\d{{1,2}})\s*月?份?{_JOIN}(?:\1\s*年)?\s*(\d{{1,2}})\s*月份?"),
     lambda found: _range(int(found[1]), found[2], found[3])),
    (re.compile(rf"{_YEAR}\s*年{_JOIN}{_YEAR}\s*年度?"), _several_years),
    (re.compile(rf"{_YEAR}{_JOIN}{_YEAR}\s*(?:年度?|学年)?"), _several_years),
    (re.compile(rf"{_YEAR}\s*年?度?第?([一二三四1-4])季度?"), _quarter),
    (re.compile(rf"{_YEAR}\s*年?度?(上|下)半年"), _half),
    (re.compile(rf"{_YEAR}\s*年度?\s*(\d{{1,2}})\s*月份?"), _year_and_month),
    (re.compile(r"(?<!\d)([12]\d)\s*年\s*(\d{1,2})\s*月份?"),
     lambda found: Time(2000 + int(found[1]), _month(found[2])) if _month(found[2]) else None),
    (re.compile(rf"{_YEAR}[-./_](\d{{1,2}})(?![\d])月?份?"), _year_and_month),
    (re.compile(rf"{_YEAR}(0[1-9]|1[0-2])(?!\d)月?份?"), _year_and_month),
    (re.compile(rf"{_YEAR}\s*(?:年度|年|度)"), lambda found: Time(int(found[1]))),
    (re.compile(r"(?<![\d.])(\d{1,2})\s*月?份?\s*(?:-|—|–|~|～|至|到)\s*(\d{1,2})\s*月份?"),
     lambda found: _range(None, found[1], found[2])),
    (re.compile(r"(?<![\d.])(\d{1,2})\s*月份?(?!底前|内)"), _lone_month),
    (re.compile(rf"{_YEAR}(?!\d)(?!\s*(?:元|人|户|亩|号|份|万))"), lambda found: Time(int(found[1]))),
)  # fmt: skip


def plain_digits(text: str) -> str:
    """NFKC, with the years and months that are written in Chinese numerals as digits."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _YEAR_WORD.sub(lambda found: found[0].translate(_DIGITS), plain)
    return _MONTH_WORD.sub(lambda found: str(_small_number(found[0])), plain)


def _small_number(word: str) -> int:
    if word.startswith("十"):
        return 10 + int(word[1:].translate(_DIGITS) or 0)
    return int(word.translate(_DIGITS))


def cut_times(text: str, gap: str) -> tuple[list[Time], str]:
    """The times in `text` (of `plain_digits`), and the text with `gap` in their places."""
    found: list[Time] = []
    for pattern, read in _PATTERNS:
        for match, time in _readable(pattern, read, text):
            found.append(time)
            text = text.replace(match, gap, 1)
    return found, text


def _readable(pattern: re.Pattern[str], read: _Reader, text: str) -> Iterator[tuple[str, Time]]:
    for match in pattern.finditer(text):
        time = read(match)
        if time is not None:
            yield match[0], time
