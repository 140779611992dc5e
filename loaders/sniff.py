"""What a file is by its content, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cluegraph.i18n import Text
from cluegraph.loaders.refusals import RESAVE, damaged, encrypted, not_a_table, refused
from cluegraph.loaders.table import Format
from cluegraph.loaders.zipguard import check_zip

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = Text("图片", "a picture")
_ARCHIVE = Text("压缩包", "an archive")
_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("PDF 文档", "a PDF document")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"SQLite format 3", Text("数据库", "a database")),
    (b"\x7fELF", Text("程序", "a program")),
    (b"MZ\x90", Text("程序", "a program")),
    (b"PAR1", Text("Parquet 数据文件", "a Parquet data file")),
)
_OLE_CONTENTS: tuple[tuple[str, Text], ...] = (
    ("WordDocument", Text("Word 文档", "a Word document")),
    ("PowerPoint Document", Text("演示文稿", "a presentation")),
)
_ZIP_CONTENTS: tuple[tuple[str, Text], ...] = (
    ("word/", Text("Word 文档", "a Word document")),
    ("ppt/", Text("演示文稿", "a presentation")),
    ("OFD.xml", Text("OFD 版式文档", "an OFD document")),
)


def format_of(path: Path, shown: str) -> Format:
    """The format that the content shows. Raises `FileRefused` when it is empty, broken, locked or no table."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise refused(shown, Text("文件是空的", "the file is empty"), Text("请检查导出是否完整。", "check its export."))
    if head.startswith(_OLE):
        return _format_of_ole(path, shown)
    if head.startswith(b"PK"):
        return _format_of_zip(path, shown)
    for magic, thing in _MAGIC:
        if head.startswith(magic):
            raise not_a_table(shown, thing)
    return _format_of_text(path, shown, head)


def _format_of_ole(path: Path, shown: str) -> Format:
    content = path.read_bytes()
    if _names("EncryptedPackage", content):
        raise encrypted(shown)
    if _names("Workbook", content) or _names("Book", content):
        return "xls"
    for name, thing in _OLE_CONTENTS:
        if _names(name, content):
            raise not_a_table(shown, thing)
    raise damaged(shown)


def _names(stream: str, content: bytes) -> bool:
    """Whether the OLE file's directory has an entry of this name (they stand in UTF-16, ended by a null)."""
    return (stream + "\0").encode("utf-16-le") in content


def _format_of_zip(path: Path, shown: str) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise encrypted(shown)
            form = _format_of_members(archive, names, shown)
            check_zip(archive, shown)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, KeyError, ValueError):
        raise damaged(shown) from None
    return form


def _format_of_members(archive: zipfile.ZipFile, names: set[str], shown: str) -> Format:
    lowered = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" in lowered:
        return "xlsx"
    if "xl/workbook.bin" in lowered:
        return "xlsb"
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            if b"spreadsheet" in stream.read(200):
                return "ods"
    for prefix, thing in _ZIP_CONTENTS:
        if any(name.startswith(prefix) for name in names):
            raise not_a_table(shown, thing)
    what = Text("是压缩包，不是电子表格", "it is an archive, not a spreadsheet")
    raise refused(shown, what, Text("请先解压，再加载其中的文件。", "unpack it first, then load what is in it."))


def _format_of_text(path: Path, shown: str, head: bytes) -> Format:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"<style")):
        thing = Text("网页或 XML（虽然以表格命名）", "a web page or XML (though named as a spreadsheet)")
        what = Text(f"内容是{thing.zh}", f"the content is {thing.en}")
        raise refused(shown, what, RESAVE)
    if path.suffix.lower() in (".tsv", ".tab"):
        return "tsv"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head
    text = head.replace(b"\0", b"") if wide else head
    return "tsv" if text.count(b"\t") > text.count(b",") and text.count(b"\t") >= text.count(b"\n") else "csv"
