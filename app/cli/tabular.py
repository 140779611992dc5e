"""Rows as aligned text, as CSV that no spreadsheet takes for a formula, and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def aligned(header: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> str:
    """A table in plain text, Chinese two wide; `numbers` are the positions of the columns that stand to the right."""
    texts = [list(header), *([shown(value) for value in row] for row in rows)]
    widths = [max(cell_len(line[column]) for line in texts) for column in range(len(header))]
    places = range(len(header))
    lines = ["  ".join(_padded(line[i], widths[i], i in numbers) for i in places).rstrip() for line in texts]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def _padded(text: str, width: int, right: bool) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def shown(value: object) -> str:
    """One value in one line; what would move a terminal's cursor is left out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else _json(value) if isinstance(value, (list, dict)) else str(value)
    return _CONTROL.sub(" ", text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV; a text that a spreadsheet would run as a formula is preceded by an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_safe(name) for name in header])
    writer.writerows([_safe(value) for value in row] for row in rows)
    return buffer.getvalue().rstrip("\n")


def _safe(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else _json(value) if isinstance(value, (list, dict, bool)) else str(value)
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def as_json(value: Any) -> str:
    """JSON with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)
