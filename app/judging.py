"""Judging pairs of people: which pair is meant, what may be judged, and the sheet on which others can judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import polars as pl

from cluegraph.errors import FileRefused, UsageError, Where, WorkspaceError, reason_of
from cluegraph.graph.identity.digits import contradict
from cluegraph.graph.identity.explain import STATUSES
from cluegraph.graph.identity.judgements import Action, Judgement, Judgements, Verdict, matched, pair_id
from cluegraph.graph.identity.resolution import Resolution
from cluegraph.i18n import Text

WORDS: dict[Verdict, Text] = {
    "same": Text("相同", "same"),
    "different": Text("不同", "different"),
    "unsure": Text("拿不准", "unsure"),
}
_COLUMNS = ("name", "written", "place", "account", "phone", "head")
_HEADER = Text(
    "编号|状态|可能性|甲 姓名|甲 证号|甲 村或单位|甲 账户|甲 电话|甲 户主|"
    "乙 姓名|乙 证号|乙 村或单位|乙 账户|乙 电话|乙 户主|判断|判断人|理由",
    "pair|status|probability|A name|A ID|A place|A account|A phone|A head|B name|B ID|B place|B account|B phone|B head|"
    "judgement|by|reason",
)
_JUDGED = (Text("编号", "pair"), Text("判断", "judgement"), Text("判断人", "by"), Text("理由", "reason"))
_WIDTHS = (13, 20, 9, *(12, 22, 16, 22, 14, 10) * 2, 10, 10, 40)


@dataclass(frozen=True)
class Refused:
    """A row of a judged sheet that was not taken, and why."""

    row: int
    why: Text


def ends_of(found: Resolution, items: Sequence[str]) -> list[tuple[str, str]]:
    """The mentions of each pair named by its id, or of the one pair named by two keys. Raises `UsageError`."""
    if items and all(item.upper().startswith("P-") for item in items):
        known = {pair: (one, other) for pair, one, other in found.pairs.select("pair", "one", "other").iter_rows()}
        known |= {entry.pair: (entry.one, entry.other) for entry in found.lost}
        return [_known(known, item.upper()) for item in items]
    if len(items) == 2:
        one, other = (_mention(found, item) for item in items)
        if one != other:
            return [(one, other)]
    raise UsageError(
        Text("没有说明是哪两个人", "which two people are meant is not said"),
        Text(
            "请写配对编号（P-…，见 cluegraph identity），或写两个人的键。",
            "name a pair (P-…, see cluegraph identity) or the keys of two people.",
        ),
    )


def _known(known: dict[str, tuple[str, str]], pair: str) -> tuple[str, str]:
    if pair in known:
        return known[pair]
    raise UsageError(
        Text(f"没有编号为 {pair} 的配对", f"there is no pair {pair}"),
        Text("请用 cluegraph identity 列出配对；也可以写两个人的键。", "list the pairs with cluegraph identity."),
    )


def _mention(found: Resolution, item: str) -> str:
    """The mention of a key, where it has only one."""
    mentions = found.mentions.filter((pl.col("mention") == item) | (pl.col("key") == item))
    names: list[str] = sorted(set(mentions.get_column("mention")))
    exact = [name for name in names if name == item]
    if len(exact or names) == 1:
        return (exact or names)[0]
    if not names:
        what = Text(f"没有键为“{item}”的人", f'there is nobody of the key "{item}"')
        return _raise(what, Text("请照 cluegraph identity 列出的写。", "write it as cluegraph identity lists it."))
    several = Text(f"“{item}”有 {len(names)} 种账户或电话", f'"{item}" stands with {len(names)} accounts or phones')
    return _raise(several, Text("请写其中之一：" + "；".join(names[:9]), "name one of: " + "; ".join(names[:9])))


def _raise(what: Text, todo: Text) -> str:
    raise UsageError(what, todo)


def judge(store: Judgements, found: Resolution, ends: tuple[str, str], action: Action, by: str, reason: str) -> None:
    """Records what somebody decided. Raises `UsageError` where the numbers forbid it, or where
    there is nothing to undo."""
    problem = forbidden(found, ends) if action == "same" else None
    if problem:
        raise UsageError(
            problem,
            Text("请核对证号是否录错，改正后重新载入。", "see whether a number was mistyped, and load it again."),
        )
    spelled = _as_judged_before(store, found, ends)
    if action == "undo" and pair_id(*spelled) not in {entry.pair for entry in store.standing()}:
        raise UsageError(
            Text("这一对没有可撤销的判断", "there is no judgement of this pair to undo"),
            Text("请看 cluegraph identity history。", "see cluegraph identity history."),
        )
    store.record(*spelled, action, by, reason)


def judgement_of(store: Judgements, found: Resolution, ends: tuple[str, str]) -> Judgement | None:
    """What stands of the pair now; None where nothing was decided, or it was undone."""
    meant, _ = matched(store.standing(), found.mentions.get_column("mention").unique())
    return next((entry for entry in meant if {entry.one, entry.other} == set(ends)), None)


def _as_judged_before(store: Judgements, found: Resolution, ends: tuple[str, str]) -> tuple[str, str]:
    """The ends as an earlier judgement of the pair spells them, from before a township was known."""
    standing = store.standing()
    meant, _ = matched(standing, found.mentions.get_column("mention").unique())
    numbers = {entry.number for entry in meant if {entry.one, entry.other} == set(ends)}
    return next(((entry.one, entry.other) for entry in standing if entry.number in numbers), ends)


def forbidden(found: Resolution, ends: tuple[str, str]) -> Text | None:
    """Why two cannot be one: two valid numbers, one that is invalid, or digits that contradict each other."""
    facts = found.mentions.unique("mention", keep="first").select("mention", "valid", "digits", "state")
    one, other = (facts.filter(pl.col("mention") == end) for end in ends)
    if one["valid"].any() and other["valid"].any():
        return Text("两个有效的身份证号是两个人", "two valid ID numbers are two people")
    if "invalid" in (*one["state"], *other["state"]):
        return Text(
            "所写的身份证号有误，改正之前不归并",
            "an ID number as written is invalid: nobody is merged before it is corrected",
        )
    both = pl.DataFrame({"one": one["digits"], "other": other["digits"]})
    if both.select(contradict(pl.col("one"), pl.col("other"))).to_series().any():
        return Text("写出的证号数字互相矛盾", "the digits of the two numbers contradict each other")
    return None


def write_sheet(found: Resolution, pairs: pl.DataFrame, path: Path) -> None:
    """Writes the pairs as a workbook in which each can be judged, with whole ID numbers. Raises `WorkspaceError`."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("identity")
            bold = book.add_format({"bold": True})
            for column, (header, width) in enumerate(zip(str(_HEADER).split("|"), _WIDTHS, strict=True)):
                sheet.write_string(0, column, header, bold)
                sheet.set_column(column, column, width)
            for number, cells in enumerate(_cells(found, pairs), start=1):
                for column, text in enumerate(cells):
                    sheet.write_string(number, column, text)
            words = [str(word) for word in WORDS.values()]
            judged = len(_WIDTHS) - 3
            sheet.data_validation(1, judged, max(pairs.height, 1), judged, {"validate": "list", "source": words})
            sheet.freeze_panes(1, 1)
    except (OSError, XlsxWriterException) as problem:
        reason = reason_of(problem)
        raise WorkspaceError(
            Text(f"文件无法写入（{reason.zh}）", f"the file cannot be written ({reason.en})"),
            Text(
                "如果它正在 Excel 中打开，请先关闭；或换一个位置。",
                "close it in Excel, or choose another place.",
            ),
            Where(file=str(path)),
        ) from None


def _cells(found: Resolution, pairs: pl.DataFrame) -> Iterator[list[str]]:
    people = described(found)
    for row in pairs.iter_rows(named=True):
        ends = [text for side in ("one", "other") for text in people[row[side]]]
        probability = "" if row["probability"] is None else f"{row['probability']:.4f}"
        yield [row["pair"], str(STATUSES[row["status"]]), probability, *ends, "", "", ""]


def described(found: Resolution) -> dict[str, list[str]]:
    """What is known of each mention: name, number as written, place, account, phone, head of household."""
    columns = [pl.col(name).drop_nulls().unique(maintain_order=True).str.join("、") for name in _COLUMNS]
    table = found.mentions.group_by("mention").agg(columns)
    return {mention: [str(text or "") for text in rest] for mention, *rest in table.iter_rows()}


def read_sheet(store: Judgements, found: Resolution, path: Path, by: str) -> tuple[int, list[Refused]]:
    """Takes the judgements of a workbook; how many were new, and the rows that were refused. One that stands already
    is not entered again. `by` counts where a row names nobody.

    Raises `FileRefused`, `UsageError` where there is no such file.
    """
    known = {pair: (one, other) for pair, one, other in found.pairs.select("pair", "one", "other").iter_rows()}
    standing = {entry.pair: entry.action for entry in store.standing()}
    taken, refused = 0, []
    for row, pair, word, judge_by, reason in _judged_rows(path):
        verdict = _verdict(word)
        who = judge_by or by
        if (problem := _problem(found, known.get(pair), verdict, who, reason)) is not None:
            refused.append(Refused(row, problem))
        elif verdict is not None and standing.get(pair) != verdict:
            store.record(*_as_judged_before(store, found, known[pair]), verdict, who, reason)
            taken += 1
    return taken, refused


def _problem(
    found: Resolution, ends: tuple[str, str] | None, verdict: Verdict | None, by: str, reason: str
) -> Text | None:
    if verdict is None:
        return Text("判断应写：相同、不同或拿不准", "the judgement must be same, different or unsure")
    if ends is None:
        return Text("已载入的数据里没有这个配对", "what is loaded has no such pair")
    if not by or not reason:
        return Text("缺少判断人或理由", "by whom or why is missing")
    return forbidden(found, ends) if verdict == "same" else None


def _verdict(word: str) -> Verdict | None:
    return next((verdict for verdict, text in WORDS.items() if word in text), None)


def _judged_rows(path: Path) -> Iterator[tuple[int, str, str, str, str]]:
    """Row, pair, judgement, by whom and why of each row that was judged."""
    import openpyxl

    if not path.exists():
        raise UsageError(
            Text("文件不存在", "there is no such file"),
            Text("请核对文件名和所在文件夹。", "check its name and folder."),
            Where(file=str(path)),
        )
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException):
        raise _not_ours(path) from None
    rows = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    header = rows[0] if rows else []
    places = [next((place for place, name in enumerate(header) if name in wanted), -1) for wanted in _JUDGED]
    if -1 in places:
        raise _not_ours(path)
    for number, row in enumerate(rows[1:], start=2):
        pair, word, by, reason = (row[place] for place in places)
        if word:
            yield number, pair, word, by, reason


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _not_ours(path: Path) -> FileRefused:
    return FileRefused(
        Text("不是导出的判断表，或打不开", "not a sheet for judging, or it cannot be opened"),
        Text(
            "请用 cluegraph identity export 导出的表，表头不要改。",
            "use the sheet that cluegraph identity export wrote, with its header.",
        ),
        Where(file=str(path)),
    )


def entry_of(entry: Judgement) -> dict[str, Any]:
    """A judgement for JSON."""
    return {
        "pair": pair_id(entry.one, entry.other),
        "one": entry.one,
        "other": entry.other,
        "action": entry.action,
        "by": entry.by,
        "at": entry.at,
        "reason": entry.reason,
    }
