"""Hidden rows and columns of .xls sheets, from the BIFF records of the workbook stream."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDoc, CompDocError

from cluegraph.loaders.layout import Layout

_BOUNDSHEET, _ROW, _COLINFO, _BOF, _EOF = 0x85, 0x208, 0x7D, 0x809, 0x0A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_BIFF8 = 0x0600


def xls_layouts(path: Path) -> dict[str, Layout]:
    """The layout of each sheet by its name; empty where the stream cannot be walked (calamine then refuses it)."""
    try:
        stream = _workbook_stream(path.read_bytes())
        return {name: _layout(stream, offset) for name, offset in _sheets(stream)}
    except (CompDocError, XLRDError, struct.error, AssertionError, IndexError, UnicodeDecodeError):
        return {}


def _workbook_stream(content: bytes) -> bytes:
    document = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, base, length = document.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + length])
    raise XLRDError("no workbook stream")


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Each record's code, and where its data begin and end."""
    while offset + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, offset)
        yield code, offset + 4, offset + 4 + length
        offset += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    biff8 = struct.unpack_from("<H", stream, 4)[0] == _BIFF8
    for code, start, end in _records(stream, 0):
        if code == _EOF:
            return
        if code == _BOUNDSHEET:
            offset, _state, _kind, length = struct.unpack_from("<IBBB", stream, start)
            yield _sheet_name(stream[start + 7 : end], length, biff8), offset


def _sheet_name(data: bytes, length: int, biff8: bool) -> str:
    if not biff8:
        return data[:length].decode("gb18030")
    if data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le")
    return data[1 : 1 + length].decode("latin-1")


def _layout(stream: bytes, offset: int) -> Layout:
    rows: set[int] = set()
    columns: set[int] = set()
    depth = 0
    for code, start, _end in _records(stream, offset):
        if code == _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
            if not depth:
                break
        elif code == _ROW:
            number, options = struct.unpack_from("<H10xH", stream, start)
            if options & _ROW_HIDDEN:
                rows.add(number + 1)
        elif code == _COLINFO:
            first, last, _width, _format, options = struct.unpack_from("<HHHHH", stream, start)
            if options & _COLUMN_HIDDEN:
                columns.update(range(first, last + 1))
    return Layout(frozenset(rows), frozenset(columns))
