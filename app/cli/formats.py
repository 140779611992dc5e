"""How a command prints its result."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """For people, for programs, for spreadsheets."""

    table = "table"
    json = "json"
    csv = "csv"
