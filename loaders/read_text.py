"""Reads csv and tsv: what encoding, what delimiter, and the records at the rows a spreadsheet would show them."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter

import polars as pl

from cluegraph.errors import UsageError
from cluegraph.i18n import Text
from cluegraph.loaders.read_book import trimmed
from cluegraph.loaders.refusals import damaged, not_a_table, refused
from cluegraph.loaders.table import Sheet, SourceFile

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = ("\t", ",", ";", "|", "，")
_SAMPLE_LINES = 200
_SEPARATOR_LINE = re.compile(r"\A(?:\"?)sep=(.)(?:\"?)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY = Text("二进制数据", "binary data")
_MOST_COLUMNS = 16384
_LOOKED_AT = 100_000
_FEW_CONTROLS = 10


def read_text(file: SourceFile, encoding: str | None = None) -> Sheet:
    """The one sheet of a text file, named ''. Raises `FileRefused`."""
    text = decoded(file.path.read_bytes(), file.shown, encoding)
    stated = _SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated else delimiter_of(text)
    cells = _records(text[stated.end() :] if stated else text, delimiter, file.shown)
    return Sheet("", 1, cells, hidden=False, hidden_rows=frozenset(), hidden_columns=frozenset())


def decoded(content: bytes, shown: str, encoding: str | None = None) -> str:
    """The text by `encoding`, else by its BOM, else as UTF-16, UTF-8 or GB18030; strictly, over the whole file."""
    if encoding is not None:
        return _decoded_as(content, encoding, shown)
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _decoded_as(content[len(bom) :], name, shown)
    for name in (*_wide_encodings(content), "utf-8", "gb18030"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:_LOOKED_AT])) * _FEW_CONTROLS > len(text[:_LOOKED_AT]):
            raise not_a_table(shown, _BINARY)
        return text
    raise refused(
        shown,
        Text("无法判断文字编码（不是 UTF-8、GB18030、UTF-16）", "its encoding is none of UTF-8, GB18030 and UTF-16"),
        Text("请用 --encoding 指明编码，或另存为 UTF-8。", "name the encoding with --encoding, or save it as UTF-8."),
    )


def check_encoding(name: str) -> None:
    """Raises `UsageError` where there is no encoding of text of that name."""
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError):
        raise UsageError(
            Text(f"没有名为“{name}”的文字编码", f'there is no encoding of text called "{name}"'),
            Text(
                "--encoding 请写 gb18030、utf-8、utf-16 等。", "name one like gb18030, utf-8 or utf-16 with --encoding."
            ),
        ) from None


def _decoded_as(content: bytes, encoding: str, shown: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except (LookupError, ValueError):
        what = Text(f"文件不全是 {encoding} 编码", f"not all of the file is in {encoding}")
    todo = Text("请检查 --encoding，或把文件另存为 UTF-8。", "check --encoding, or save the file as UTF-8.")
    raise refused(shown, what, todo)


def _wide_encodings(content: bytes) -> tuple[str, ...]:
    """UTF-16 without a BOM: every digit, comma and line end has a zero byte, always on the same side."""
    head = content[:65536]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(content) % 2 or max(even, odd) * 20 < len(head):
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def delimiter_of(text: str) -> str:
    """The delimiter that divides most lines of the beginning into the same number of parts; a comma if none does."""
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:200_000]).splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        score = max(((times * min(count, 20)) for count, times in counts.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _width(content: bytes, delimiter: str) -> int:
    """No record has more fields than this; delimiters inside quotes are counted too."""
    mark = delimiter.encode()
    return max((line.count(mark) for line in content.split(b"\n")), default=0) + 1


def _records(text: str, delimiter: str, shown: str) -> pl.DataFrame:
    if not delimiter.isascii():
        text, delimiter = text.replace(delimiter, "\t"), "\t"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    quote = '"' if text.count('"') % 2 == 0 else None
    content = text.encode("utf-8", "replace")
    width = _width(content, delimiter)
    if width > _MOST_COLUMNS:
        width = _width(re.sub(rb'"[^"]*"', b"", content), delimiter)
    if width > _MOST_COLUMNS:
        what = Text(f"有 {width} 列", f"it has {width} columns")
        raise refused(shown, what, Text("请检查分隔符和引号。", "check its delimiter and quotes."))
    try:
        cells = pl.read_csv(
            io.BytesIO(content),
            has_header=False,
            separator=delimiter,
            quote_char=quote,
            schema={str(position): pl.String for position in range(max(width, 2))},
            truncate_ragged_lines=True,
            missing_columns="insert",
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError:
        raise damaged(shown) from None
    return trimmed(cells.with_columns(pl.all().replace("", None)))
