"""What is hidden in a sheet and how far it reaches; told by the file's own parts, since calamine does not."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_CELLS = 30_000_000


def most_cells() -> int:
    """The largest used area (rows × columns) that is laid out: a full sheet of a million rows and 28 columns."""
    return _MOST_CELLS


@dataclass(frozen=True)
class Layout:
    """Rows count from 1, columns from 0; `area` is the product of the last used row and column.

    `unvalued` holds (row, column) of formulas whose result the file does not store.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    area: int = 0
    unvalued: frozenset[tuple[int, int]] = frozenset()
