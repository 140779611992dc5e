"""What the offices know, before they write it down: rows by kind of list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
Row = Mapping[str, Value]


@dataclass
class Book:
    """Rows of every list. A row's fields bear the names of the contract; `list` says which office's list has it."""

    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, kind: str, /, **fields: Value) -> None:
        self._rows.setdefault(kind, []).append(fields)

    def rows(self, kind: str, keep: Callable[[Row], bool] | None = None) -> list[Row]:
        """The rows of a kind that `keep` accepts, in the order in which they were added."""
        found = self._rows.get(kind, [])
        return list(found) if keep is None else [row for row in found if keep(row)]

    def count(self) -> int:
        return sum(len(rows) for rows in self._rows.values())


def money(value: Value) -> Decimal:
    """The amount of a row in yuan. Raises TypeError where it is none."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"not an amount: {value!r}")


def text(value: Value) -> str:
    """A text of a row, '' where it is blank."""
    return "" if value is None else str(value)
