"""The sentences with which a file is refused: what is wrong with it and what the user can do."""

from __future__ import annotations

from cluegraph.errors import FileRefused, Where, reason_of
from cluegraph.i18n import Text

RESAVE = Text(
    "请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再加载。",
    "open the original in Excel or WPS, save it as .xlsx and load that.",
)
ASK_AGAIN = Text(
    "请向提供单位重新索取，或从原件重新导出。", "ask the office for it again, or export it from the original again."
)
ONLY_TABLES = Text("请提供 .xlsx、.xls、.csv 或 .tsv 电子表格。", "give a spreadsheet: .xlsx, .xls, .csv or .tsv.")
UNPROTECT = Text(
    "请用密码打开，去掉打开密码后另存，再加载。", "open it with its password, save it without one, and load that."
)


def refused(shown: str, what: Text, todo: Text, sheet: str = "") -> FileRefused:
    """A `FileRefused` for the file that the user knows as `shown`."""
    return FileRefused(what, todo, Where(file=shown, sheet=sheet))


def not_a_table(shown: str, thing: Text) -> FileRefused:
    """The content is something else than a table, whatever the file is called."""
    what = Text(f"内容是{thing.zh}，不是电子表格", f"the content is {thing.en}, not a spreadsheet")
    return refused(shown, what, ONLY_TABLES)


def damaged(shown: str) -> FileRefused:
    """The file is cut off or broken."""
    return refused(shown, Text("文件已损坏或不完整", "the file is damaged or cut off"), ASK_AGAIN)


def encrypted(shown: str) -> FileRefused:
    """The file wants a password."""
    return refused(shown, Text("文件有打开密码", "the file is protected by a password"), UNPROTECT)


def unreadable(shown: str, problem: OSError) -> FileRefused:
    """The operating system does not let us read it."""
    reason = reason_of(problem)
    return refused(
        shown,
        Text(f"无法读取（{reason.zh}）", f"it cannot be read ({reason.en})"),
        Text("请检查文件是否存在、是否有读取权限。", "check that it exists and may be read."),
    )


def too_large(shown: str, detail: Text, sheet: str = "") -> FileRefused:
    """Unpacking or laying out the file would take more memory than any honest list needs."""
    return refused(
        shown,
        Text(f"展开后过大（{detail.zh}），可能是压缩炸弹", f"it unpacks too large ({detail.en}), perhaps a zip bomb"),
        Text(
            "请核对来源；确属正常数据的，删除多余的空白行列或拆成几个文件后再加载。",
            "check where it came from; if it is honest, delete unused rows and columns or split it, then load it.",
        ),
        sheet,
    )
