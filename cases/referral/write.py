"""Writes a list in the format that the file's name asks for."""

from __future__ import annotations

from pathlib import Path

from cluegraph.cases.referral.document import docx_bytes, has_more
from cluegraph.cases.referral.dossier import Dossier
from cluegraph.cases.referral.plain import json_bytes
from cluegraph.cases.referral.workbook import xlsx_bytes
from cluegraph.errors import UsageError, Where, WorkspaceError, reason_of
from cluegraph.i18n import Text

FORMATS = (".docx", ".xlsx", ".json")


def checked_format(path: Path) -> str:
    """The format, in lower case. Raises `UsageError` for any other."""
    form = path.suffix.lower()
    if form not in FORMATS:
        raise UsageError(
            Text(f"不能写成“{form or path.name}”格式", f'the format "{form or path.name}" cannot be written'),
            Text("文件名请以 .docx、.xlsx 或 .json 结尾。", "let the file's name end in .docx, .xlsx or .json."),
            Where(file=str(path)),
        )
    return form


def write_referral(path: Path, dossier: Dossier) -> list[Path]:
    """Writes the list and gives the files written.

    A .docx whose clues have more rows than it shows comes with a workbook of the same name that has them all. Raises
    `UsageError` for an unknown format, `WorkspaceError` where the file cannot be written.
    """
    form = checked_format(path)
    if form == ".json":
        return [_written(path, json_bytes(dossier))]
    if form == ".xlsx":
        return [_written(path, xlsx_bytes(dossier))]
    companion = path.with_suffix(".xlsx")
    files = [_written(path, docx_bytes(dossier, companion.name))]
    if has_more(dossier):
        files.append(_written(companion, xlsx_bytes(dossier)))
    return files


def _written(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as problem:
        raise WorkspaceError(
            Text(f"文件无法写入（{reason_of(problem).zh}）", f"the file cannot be written ({reason_of(problem).en})"),
            Text(
                "如果它正在 Word 或 Excel 中打开，请先关闭；或换一个位置。",
                "close it in Word or Excel, or choose another place.",
            ),
            Where(file=str(path)),
        ) from None
    return path
