"""The remarks on records: villages without lists, programmes and months that may be missing, rows without ID numbers,
and what was given and is not in the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cluegraph.i18n import Text
from cluegraph.loaders.coverage import RecordCoverage
from cluegraph.loaders.coverage_items import AbsentProgramme, MissingMonths, Place, Unidentified, Unplaced, WithoutList
from cluegraph.loaders.held_back import HeldBack, Why
from cluegraph.loaders.offices import office_of
from cluegraph.loaders.series import month_number, month_text
from cluegraph.queries.coverage_words import Question, Remark, joined, names_text, percent
from cluegraph.queries.kinds import title_of_kind

NOTED_SHARE = 0.1
"""From this share of rows without a valid ID number on, a kind or place is worth a question to the office."""


def record_remarks(records: RecordCoverage) -> Iterator[Remark]:
    """One remark a sort of gap, where there is any."""
    yield from _without_list(records.without_list)
    yield from _absent(records.absent_programmes)
    yield from _months(records.missing_months)
    yield from _unidentified(records.unidentified)
    yield from _unplaced(records.unplaced)
    yield from _held_back(records.held_back)


def place_text(place: Place) -> str:
    """Township and village, or the unit."""
    return f"{place.township or ''}{place.name or ''}"


def _questions(kinds: Iterable[str], zh: str, en: str) -> tuple[Question, ...]:
    """The same question to the office of each kind; `{}` stands for the kind's title."""
    made = []
    for kind in dict.fromkeys(kinds):
        title = title_of_kind(kind)
        made.append(Question(office_of(kind), Text(zh.format(title.zh), en.format(title.en))))
    return tuple(made)


def _without_list(found: Sequence[WithoutList]) -> Iterator[Remark]:
    if not found:
        return
    lines = []
    for kind, of_kind in groupby(found, key=lambda each: each.kind):
        title = title_of_kind(kind)
        for township, places in groupby(of_kind, key=lambda each: each.place.township):
            names = names_text([each.place.name or "" for each in places], 12)
            lines.append(
                Text(f"没有{title.zh}：{township or ''}{names.zh}", f"no {title.en}: {township or ''} {names.en}")
            )
    kinds = list(dict.fromkeys(each.kind for each in found))
    counts = [sum(each.kind == kind for each in found) for kind in kinds]
    said = [(title_of_kind(kind), count) for kind, count in zip(kinds, counts, strict=True)]
    yield Remark(
        "villages_without_lists",
        Text("没有某种表的村（别的村有）", "Villages without a list that others have"),
        Text(
            "，".join(f"{count} 个村没有{title.zh}" for title, count in said),
            ", ".join(f"{count} villages without {title.en}" for title, count in said),
        ),
        tuple(lines),
        _questions(
            kinds,
            "请补齐上列村的{}；确实没有的，请说明原因",
            "please send the {} of these villages, or say why there are none",
        ),
    )


def _absent(found: Sequence[AbsentProgramme]) -> Iterator[Remark]:
    if not found:
        return
    lines = []
    for (year, programme, township), group in groupby(
        found, key=lambda each: (each.year, each.programme, each.place.township)
    ):
        members = list(group)
        names = names_text([each.place.name or "" for each in members], 12)
        what = Text(programme, programme) if programme else Text("任何补贴发放表", "any subsidy list")
        have, of = members[0].paid, members[0].villages
        lines.append(
            Text(
                f"{year}年{what.zh}：{township or ''} {of} 个村中 {have} 个村有，没有的是 {names.zh}",
                f"{what.en} in {year}: {have} of {of} villages{f' of {township}' if township else ''} have it, "
                f"not {names.en}",
            )
        )
    yield Remark(
        "programmes_maybe_missing",
        Text(
            "可能缺少的项目（同乡镇多数村有；也可能该村依法没有）",
            "Programmes that may be missing (most villages of the township have them; there may be none)",
        ),
        Text(f"{len(found)} 处可能缺少项目的表", f"{len(found)} lists of a programme may be missing"),
        tuple(lines),
        _questions(
            ["subsidy"],
            "请核对上列村当年有没有这个项目，有的请补{}",
            "please say whether these villages had the programme, and send the {} if so",
        ),
    )


def _months(found: Sequence[MissingMonths]) -> Iterator[Remark]:
    if not found:
        return
    kinds = list(dict.fromkeys(each.kind for each in found))
    yield Remark(
        "months_maybe_missing",
        Text("可能缺少的月份", "Months that may be missing"),
        Text(f"{len(found)} 个系列可能缺月份", f"{len(found)} series may lack months"),
        tuple(_months_lines(found)),
        _questions(
            kinds,
            "请补齐上列月份的{}；没有发放的，请说明",
            "please send the {} of these months, or say that none was paid",
        ),
    )


def _months_lines(found: Sequence[MissingMonths]) -> Iterator[Text]:
    """Places that lack the same months of the same list stand in one line."""
    same: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[MissingMonths]] = {}
    for each in found:
        same.setdefault((each.kind, each.programme or "", each.between, each.at_ends), []).append(each)
    for together in same.values():
        yield _months_line(together)


def _months_line(together: Sequence[MissingMonths]) -> Text:
    each = together[0]
    title, programme = title_of_kind(each.kind), each.programme or ""
    where = names_text([place_text(one.place) for one in together], 12)
    parts = []
    if each.between:
        months = month_spans(each.between)
        parts.append(Text(f"缺 {months.zh}（前后的月份都有）", f"months before and after are there, not {months.en}"))
    if each.at_ends:
        months = month_spans(each.at_ends)
        parts.append(Text(f"缺 {months.zh}（多数别的表有）", f"most others have {months.en}"))
    told = joined(parts)
    what = Text(
        f"{programme}（{title.zh}）" if programme else title.zh, f"{programme} ({title.en})" if programme else title.en
    )
    return Text(f"{what.zh}：{where.zh}{told.zh}", f"{what.en}: {where.en}: {told.en}")


def month_spans(months: Sequence[str]) -> Text:
    """Months in a row as one span: 2023-03 to 2023-06."""
    spans: list[list[int]] = []
    for month in sorted(map(month_number, months)):
        if spans and month == spans[-1][1] + 1:
            spans[-1][1] = month
        else:
            spans.append([month, month])
    ends = [(month_text(first), month_text(last)) for first, last in spans]
    return Text(
        "、".join(first if first == last else f"{first}至{last}" for first, last in ends),
        ", ".join(first if first == last else f"{first} to {last}" for first, last in ends),
    )


def _unidentified(found: Sequence[Unidentified]) -> Iterator[Remark]:
    """Each kind with its share, and the places where the share is large."""
    whole = [each for each in found if each.place is None]
    placed = [each for each in found if each.place is not None and each.share >= NOTED_SHARE]
    lines = [_share_line(each, [one for one in placed if one.kind == each.kind]) for each in whole]
    lines += [_share_line(each, []) for each in placed if not whole]
    if not lines:
        return
    asked = [each.kind for each in (whole or placed) if each.share >= NOTED_SHARE or whole == []]
    asked += [each.kind for each in placed]
    rows, without = sum(each.rows for each in whole or placed), sum(each.without_id for each in whole or placed)
    share = percent(without / rows)
    yield Remark(
        "rows_without_id",
        Text(
            "没有有效证件号的行（按号码匹配的规则不能判断）",
            "Rows without a valid ID number, which exact rules cannot judge",
        ),
        Text(f"{without} 行（{share}）没有有效证件号", f"{without} rows ({share}) without a valid ID number"),
        tuple(lines),
        _questions(
            asked,
            "请补齐{}里空缺、遮盖或填错的证件号",
            "please fill in the ID numbers that are blank, covered or wrong in the {}",
        ),
    )


def _share_line(each: Unidentified, places: Sequence[Unidentified]) -> Text:
    title = title_of_kind(each.kind)
    where = f"{place_text(each.place)}的" if each.place else ""
    share = percent(each.share)
    worst = sorted(places, key=lambda one: (-one.share, -one.without_id))
    told = names_text([f"{place_text(one.place)} {percent(one.share)}" for one in worst if one.place])
    most = Text(f"；较多的：{told.zh}", f"; most in {told.en}") if worst else Text("", "")
    return Text(
        f"{where}{title.zh}：{each.rows} 行中 {each.without_id} 行（{share}）{most.zh}",
        f"{place_text(each.place) + ' ' if each.place else ''}{title.en}: {each.without_id} of {each.rows} rows "
        f"({share}){most.en}",
    )


def _unplaced(found: Sequence[Unplaced]) -> Iterator[Remark]:
    if not found:
        return
    rows = sum(each.rows for each in found)
    yield Remark(
        "rows_without_township",
        Text("村名相同、没有写乡镇的行", "Rows of villages of one name that say no township"),
        Text(f"{rows} 行不能确定是哪个村", f"{rows} rows of which the village is not certain"),
        tuple(map(_unplaced_line, found)),
        _questions([each.kind for each in found], "请在{}里写明乡镇", "please state the township in the {}"),
    )


def _unplaced_line(each: Unplaced) -> Text:
    title, townships = title_of_kind(each.kind), names_text(each.townships)
    return Text(
        f"{title.zh} {each.rows} 行只写“{each.village}”，{townships.zh}都有这个村",
        f'{title.en}: {each.rows} rows say only "{each.village}", which is in {townships.en}',
    )


_WHY: dict[Why, Text] = {
    "quarantine": Text("隔离的行", "rows in quarantine"),
    "refused_sheet": Text("没有载入的表", "sheet not loaded"),
    "overlapping": Text("与别的表重复、等待确认的表", "sheet that repeats others, to be decided"),
    "ignored": Text("确认不计入的表", "sheet left out by decision"),
    "refused_file": Text("没有载入的文件", "file not loaded"),
}


def _held_back(found: Sequence[HeldBack]) -> Iterator[Remark]:
    if not found:
        return
    rows = sum(each.rows or 0 for each in found if each.why == "quarantine")
    sheets = sum(each.why not in ("quarantine", "refused_file") for each in found)
    files = sum(each.why == "refused_file" for each in found)
    counts = [
        (rows, Text("行被隔离", "rows in quarantine")),
        (sheets, Text("张表", "sheets")),
        (files, Text("个文件", "files")),
    ]
    said = [(count, text) for count, text in counts if count]
    yield Remark(
        "not_in_the_graph",
        Text("交来了但没有进入图谱的内容", "What was given and is not in the graph"),
        Text(
            "、".join(f"{count} {text.zh}" for count, text in said) + "没有进入图谱",
            ", ".join(f"{count} {text.en}" for count, text in said) + " are not in the graph",
        ),
        tuple(map(_held_line, found)),
        (
            Question(
                Text("报表单位", "the office that sent it"),
                Text("请按原因改正后重新报送", "please mend it as said and send it again"),
            ),
        ),
    )


def _held_line(each: HeldBack) -> Text:
    sheet = f" [{each.sheet}]" if each.sheet else ""
    count = Text(f" {each.rows} 行", f", {each.rows} rows") if each.rows else Text("", "")
    why, reason = _WHY[each.why], _reason(each.message)
    return Text(
        f"{each.file}{sheet}：{why.zh}{count.zh}（{reason.zh}）",
        f"{each.file}{sheet}: {why.en}{count.en} ({reason.en})",
    )


def _reason(message: Text) -> Text:
    """The first sentence of a message; a refusal goes on with a mapping to fill in."""
    return Text(*(re.split("[。\n]|；如果|; if|\\. ", said, maxsplit=1)[0].strip() for said in message))
