"""Reading of dates, months and years as people write them.

Accepted: 2023-01-05, 2023/1/5, 2023.01.05, 20230105, 2023年1月5日, 二〇二三年一月五日, with or without a time, Excel
serials (20000 to 60000), and coarser: 2023年1月, 2023-01, 2023.1, 202301, 2023年, 2023年度, 2023年第一季度 (its last
month), 1月 (of the year that the list states). A `Reading` says how much was written; nothing is added to it here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import polars as pl

from cluegraph.loaders.chinese_numbers import chinese_number
from cluegraph.loaders.clean_text import over_distinct, without_placeholders
from cluegraph.loaders.identifiers import compact

_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 60_001)
_YEARS = range(1900, 2100)
_OPEN = ("至今", "现在", "目前", "在任", "在职", "长期", "今", "无固定期限", "迄今", "仍在任")

_TIME = re.compile(r"(?<=[0-9日号])(?:T|上午|下午)?[0-9]{1,2}(?::[0-9]{1,2}){1,2}(?:\.[0-9]+)?(?:Z|AM|PM)?$")
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?")
_DAY = re.compile(r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?")
_MONTH = re.compile(r"([0-9]{4})(?:年度?|[-/.])([0-9]{1,2})(?:月份?)?")
_YEAR = re.compile(r"([0-9]{4})(?:年度?|年份)?")
_SHORT_YEAR = re.compile(r"([0-9]{2})年(?=[0-9]{1,2}月|$)")
_MONTH_ALONE = re.compile(r"([0-9]{1,2})(?:月份?)?")
_DAY_ALONE = re.compile(r"([0-9]{1,2})月([0-9]{1,2})[日号]")
_QUARTER = re.compile(r"([0-9]{4})年?度?第?([1-4])季度?")
_HALF = re.compile(r"([0-9]{4})年?度?([上下])半年")
_BATCH = re.compile(r"(?:([0-9]{4})年?度?)?第?[0-9]{1,3}[批期次](?:次|补贴|资金)?")
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号季批期])")


@dataclass(frozen=True)
class Reading:
    """What one text says: the parts of a date that are written. `year` is None where only a month (and day) stands.

    All None: the text says nothing about time but is no error (至今, 第1批).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None


def read_date(text: str) -> Reading | None:
    """The parts of a date in `text` (NFKC, without blanks); None where it cannot be read."""
    if text in _OPEN:
        return Reading()
    plain = _CHINESE.sub(_digits_of, _WEEKDAY.sub("", text))
    plain = _TIME.sub("", plain) if ":" in plain else plain
    plain = _SHORT_YEAR.sub(lambda match: f"20{match.group(1)}年", plain) if "年" in plain[:3] else plain
    if re.fullmatch(r"[0-9]+(?:\.0+)?|[0-9]{5}\.[0-9]+", plain):
        return _from_number(plain)
    for pattern in (_DAY, _MONTH, _YEAR):
        if match := pattern.fullmatch(plain):
            return _real(*(int(part) for part in match.groups()))
    return _from_words(plain)


def readings(text: pl.Series) -> pl.DataFrame:
    """Int64 columns year, month, day of every text, Boolean `blank`, and Boolean `bad` where it cannot be read."""
    plain = without_placeholders(compact(text))
    parts = over_distinct(_without_time(plain), _read_all)
    return parts.with_columns(pl.col("bad").fill_null(False), plain.is_null().alias("blank"))


def _read_all(distinct: pl.Series) -> pl.DataFrame:
    found = [read_date(cell) for cell in distinct]
    rows = [(r.year, r.month, r.day, False) if r else (None, None, None, True) for r in found]
    schema = {"year": pl.Int64, "month": pl.Int64, "day": pl.Int64, "bad": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _without_time(plain: pl.Series) -> pl.Series:
    """Seconds make nearly every text distinct, so they go before the distinct ones are looked at."""
    if not plain.str.contains(":", literal=True).any():
        return plain
    return plain.str.replace(
        r"^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{2})T?[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$", "$1"
    )


def _from_number(plain: str) -> Reading | None:
    digits, _, fraction = plain.partition(".")
    number = int(digits)
    if len(digits) == 8:
        return _real(number // 10_000, number // 100 % 100, number % 100)
    if len(digits) == 6:
        return _real(number // 100, number % 100)
    if len(digits) == 5 and number in _SERIALS:
        day = _EPOCH + dt.timedelta(days=number)
        return Reading(day.year, day.month, day.day)
    if len(digits) == 4:
        return _real(number, int(fraction)) if fraction.strip("0") else _real(number)
    return Reading(month=number) if len(digits) <= 2 and 1 <= number <= 12 and not fraction.strip("0") else None


def _from_words(plain: str) -> Reading | None:
    if match := _QUARTER.fullmatch(plain):
        return _real(int(match.group(1)), int(match.group(2)) * 3)
    if match := _HALF.fullmatch(plain):
        return _real(int(match.group(1)), 6 if match.group(2) == "上" else 12)
    if match := _BATCH.fullmatch(plain):
        return _real(int(match.group(1))) if match.group(1) else Reading()
    if match := _DAY_ALONE.fullmatch(plain):
        month, day = (int(part) for part in match.groups())
        return Reading(None, month, day) if _real(2000, month, day) else None
    if match := _MONTH_ALONE.fullmatch(plain):
        return Reading(month=int(match.group(1))) if 1 <= int(match.group(1)) <= 12 else None
    return None


def _real(year: int, month: int | None = None, day: int | None = None) -> Reading | None:
    """The reading if there is such a day in the calendar."""
    if year not in _YEARS:
        return None
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month == 0 or day == 0:
        return None
    return Reading(year, month, day)


def _digits_of(match: re.Match[str]) -> str:
    number = chinese_number(match.group(0).replace("○", "〇"))
    return match.group(0) if number is None else str(int(number))
