"""The refusal of a sheet: what was seen in it, which kinds come near, and a mapping file to start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cluegraph.errors import SheetRefused, Where
from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind, Kinds
from cluegraph.loaders.recognise_columns import Fit, Heading
from cluegraph.loaders.recognise_headers import Header
from cluegraph.loaders.table import Sheet, SourceFile
from cluegraph.loaders.words import header_key

_SHOWN_HEADERS = 12
_SHOWN_KINDS = 3
_LONGEST = 30
_PLAIN_LETTERS = 26


@dataclass(frozen=True)
class Sight:
    """What was looked at: the sheet, and the header that was found in it."""

    file: SourceFile
    sheet: Sheet
    header: Header | None
    kinds: Kinds


def unknown(sight: Sight, found: Sequence[Fit]) -> SheetRefused:
    """No kind fits."""
    header = sight.header
    if header is None:
        what = Text("没有找到能识别的表头", "no known header was found in it")
        return _refused(sight, what, found)
    seen = _headers(header)
    near = found[:_SHOWN_KINDS]
    zh = [f"表头不合任何种类（见到：{seen}）", *(_near_zh(fit) for fit in near)]
    en = [f"its header fits no kind (seen: {seen})", *(_near_en(fit) for fit in near)]
    return _refused(sight, Text("；".join(zh), "; ".join(en)), found)


def equal(sight: Sight, found: Sequence[Fit]) -> SheetRefused:
    """Two or more kinds fit equally."""
    zh = "、".join(f"{fit.kind.title.zh}（{fit.kind.name}）" for fit in found)
    en = ", ".join(f"{fit.kind.title.en} ({fit.kind.name})" for fit in found)
    seen = _headers(sight.header) if sight.header else ""
    what = Text(f"表头（{seen}）同样符合几个种类：{zh}", f"its header ({seen}) fits several kinds equally: {en}")
    return _refused(sight, what, found)


def side_by_side(sight: Sight, header: Header, kind: Kind) -> SheetRefused | None:
    """A sheet with the same columns twice, side by side: half of its people would be lost."""
    times = Counter(header_key(heading.text) for heading in header.headings)
    twice = {key for key, count in times.items() if count > 1}
    fields = [name for name in kind.required if not kind.fields[name].from_title]
    doubled = [name for name in fields if twice & {*kind.fields[name].headers, *kind.fields[name].weak}]
    if len(doubled) < 2 or len(doubled) < len(fields):
        return None
    what = Text("同一张表左右并排了两组相同的列", "the same columns stand in it twice, side by side")
    todo = Text("请把右边一组移到左边一组的下面，再加载。", "move the right group below the left one, then load it.")
    return SheetRefused(what, todo, _where(sight, header.rows[0]))


def two_units(sight: Sight, header: Header) -> SheetRefused:
    """One amount column in yuan and in 万元 in different parts of the sheet."""
    what = Text("同一工作表里的几张表金额单位不同", "the tables of this sheet are in different units of money")
    todo = Text("请分成几个工作表，再加载。", "put them on sheets of their own, then load it.")
    return SheetRefused(what, todo, _where(sight, header.rows[0]))


def _refused(sight: Sight, what: Text, found: Sequence[Fit]) -> SheetRefused:
    start = _starter(sight, found)
    todo = Text(
        f"如果是数据表，请把下面几行存成映射文件、补全后用 --mapping 加载：\n{start}",
        f"if it holds records, save these lines as a mapping file, complete them and load it with --mapping:\n{start}",
    )
    return SheetRefused(what, todo, _where(sight, sight.header.rows[0] if sight.header else None))


def _where(sight: Sight, row: int | None) -> Where:
    return Where(file=sight.file.shown, sheet=sight.sheet.name, row=row)


def _headers(header: Header) -> str:
    texts = [_short(heading) for heading in header.headings]
    return "、".join(texts[:_SHOWN_HEADERS]) + ("…" if len(texts) > _SHOWN_HEADERS else "")


def _short(heading: Heading) -> str:
    text = " ".join(heading.text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _near_zh(fit: Fit) -> str:
    fields = fit.kind.fields
    has = "、".join(fields[name].title.zh for name in fit.columns)
    lacks = "、".join("/".join(fields[name].title.zh for name in group.split("/")) for group in fit.missing)
    return f"像{fit.kind.title.zh}（{fit.kind.name}）：有{has}" + (f"，缺{lacks}" if lacks else "")


def _near_en(fit: Fit) -> str:
    fields = fit.kind.fields
    has = ", ".join(fields[name].title.en for name in fit.columns)
    lacks = ", ".join("/".join(fields[name].title.en for name in group.split("/")) for group in fit.missing)
    return f"like {fit.kind.title.en} ({fit.kind.name}): has {has}" + (f", lacks {lacks}" if lacks else "")


def _starter(sight: Sight, found: Sequence[Fit]) -> str:
    """A mapping file for this sheet: what is known filled in, the rest to be completed."""
    kind = found[0].kind if found else sight.kinds["subsidy"]
    columns = found[0].columns if found else {}
    names = {position: name for name, position in columns.items()}
    lines = ["sheets:", f"  - files: {_quoted(sight.file.shown)}"]
    if sight.sheet.name:
        lines.append(f"    sheets: {_quoted(sight.sheet.name)}")
    lines.append(f"    kind: {kind.name}")
    header = sight.header
    if header is not None:
        rows = ", ".join(str(row) for row in header.rows)
        lines.append(f"    header: {rows if len(header.rows) == 1 else f'[{rows}]'}")
    lines.append("    columns:")
    for heading in header.headings[: _SHOWN_HEADERS * 3] if header else ():
        name = names.get(heading.position)
        lines.append(f"      {'' if name else '# '}{_quoted(heading.text)}: {name or '…'}")
    for name in (name for group in found[0].missing for name in group.split("/")) if found else ():
        lines.append(f"      # …: {name}")
    if header is None:
        lines.append("      # 表头: name")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    plain = " ".join("".join(character for character in text if character.isprintable() or character == "\n").split())
    return '"' + plain[:80].replace("\\", "\\\\").replace('"', '\\"') + '"'
