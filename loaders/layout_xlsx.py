"""Hidden rows and columns, the extent and formulas without a result of .xlsx sheets, in one pass over the raw XML."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cluegraph.loaders.layout import Layout

_BLOCK = 4 << 20
_CARRY = 4096
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d+)\"")
_FAR_CELL = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{2,3})\d+\"[^>]*(?<!/)>")
_FORMULA = re.compile(rb"[<:]f[ >/]")
_UNVALUED = re.compile(
    rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d+)\"(?![^>]*\bt=\"str\")[^>]*(?<!/)>"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_MOST_UNVALUED = 100_000
_MOST_COLUMNS = 16384


def xlsx_layouts(path: Path) -> dict[str, Layout]:
    """The layout of each sheet by its name. Raises BadZipFile or KeyError when a part is missing or broken."""
    with zipfile.ZipFile(path) as archive:
        return {name: _layout(archive, part) for name, part in _sheet_parts(archive)}


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
    relations = names.get("xl/_rels/workbook.xml.rels")
    targets = dict(_targets(archive.read(relations))) if relations else {}
    for tag in _SHEET.findall(archive.read(names["xl/workbook.xml"])):
        target = targets.get(_attribute(tag, rb"\w+:id"), "")
        part = names.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower())
        if part:
            yield _attribute(tag, b"name"), part


def _targets(relations: bytes) -> Iterator[tuple[str, str]]:
    for tag in _RELATION.findall(relations):
        yield _attribute(tag, b"Id"), _attribute(tag, b"Target")


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    text = (found[1] or found[2] or b"").decode("utf-8", "replace") if found else ""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _layout(archive: zipfile.ZipFile, part: str) -> Layout:
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    last_row = 0
    far_columns: set[bytes] = set()
    unvalued: set[tuple[int, int]] = set()
    with archive.open(part) as stream:
        for text in _overlapping_blocks(stream):
            for tag in _COLUMN.findall(text):
                hidden_columns.update(_span(tag))
            hidden_rows.update(int(_attribute(tag, b"r") or 0) for tag in _HIDDEN_ROW.findall(text))
            last_row = max(last_row, _last_row(text))
            far_columns.update(_FAR_CELL.findall(text))
            if _FORMULA.search(text) and len(unvalued) < _MOST_UNVALUED:
                unvalued.update((int(row), _position(letters) - 1) for letters, row in _UNVALUED.findall(text))
    width = max((_position(letters) for letters in far_columns), default=26)
    return Layout(frozenset(hidden_rows), frozenset(hidden_columns), last_row * width, frozenset(unvalued))


def _overlapping_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Blocks that repeat the end of the one before, so that no tag is missed at a border."""
    carried = b""
    while block := stream.read(_BLOCK):
        text = carried + block
        yield text
        carried = text[-_CARRY:]


def _last_row(text: bytes) -> int:
    """Rows stand in ascending order, so the last of a block is its highest; one written out of order is caught too."""
    return max((int(number) for number in _ROW.findall(text)), default=0)


def _span(tag: bytes) -> range:
    first, last = int(_attribute(tag, b"min") or 1), int(_attribute(tag, b"max") or 1)
    return range(first - 1, min(last, _MOST_COLUMNS))


def _position(letters: bytes) -> int:
    """A column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
