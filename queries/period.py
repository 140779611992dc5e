"""A span of whole months: one month, one year, or from one to another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cluegraph.errors import UsageError
from cluegraph.i18n import Text

_MONTHS = 12
_BETWEEN = re.compile(r"\.\.|至|到|~|—|–")
_ONE = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:[-./]?(?P<month>0?[1-9]|1[0-2])月?)?")


@dataclass(frozen=True)
class Period:
    """First and last month, both counted, as year × 12 + month - 1."""

    first: int
    last: int

    def __contains__(self, other: Period) -> bool:
        """Whether another period lies wholly within this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        """`2023`, `2023-05`, or `2023-03..2024-02`; `period_from` reads it back."""
        if self.first == self.last:
            return _month(self.first)
        if self.first % _MONTHS == 0 and self.last == self.first + _MONTHS - 1:
            return f"{self.first // _MONTHS}"
        return f"{_month(self.first)}..{_month(self.last)}"


def _month(number: int) -> str:
    return f"{number // _MONTHS}-{number % _MONTHS + 1:02d}"


def period_from(text: str) -> Period:
    """Reads `2023`, `2023-05`, `2023年5月`, `2023-03..2023-08`, `2022至2023`. Raises `UsageError`."""
    ends = [_one(part) for part in _BETWEEN.split("".join(unicodedata.normalize("NFKC", text).split()))]
    known = [end for end in ends if end is not None]
    if len(known) == len(ends) <= 2 and known[0].first <= known[-1].last:
        return Period(known[0].first, known[-1].last)
    raise UsageError(
        Text(f"时段“{text}”的写法不对", f'the period "{text}" is written wrongly'),
        Text("请写成 2023、2023-05 或 2023-03..2023-08。", "write it as 2023, 2023-05 or 2023-03..2023-08."),
    )


def _one(text: str) -> Period | None:
    found = _ONE.fullmatch(text)
    if found is None:
        return None
    start = int(found["year"]) * _MONTHS
    if found["month"] is None:
        return Period(start, start + _MONTHS - 1)
    return Period(start + int(found["month"]) - 1, start + int(found["month"]) - 1)
