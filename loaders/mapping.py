"""The user's mapping file: says of sheets that are not recognised, or not rightly, what they are.

Mapping ── SheetRule (which files and sheets; kind, header, columns, constants, units, dates, title)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from pydantic import Field

from cluegraph.errors import DataFileError, MappingError, Where
from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind, Kinds
from cluegraph.yamlfile import Strict, line_of, load_tree, read_yaml

UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_MOST_ROWS = 3
_DATE_SIGNS = re.compile(r"%[YymdHMS]")
_Loc = tuple[int | str, ...]


class SheetRule(Strict):
    """What the user says of the sheets that `files` and `sheets` (patterns with * and ?) name.

    `header` is the row of the header, or its rows, or 0 where there is none; `columns` field by header, or by column
    letter; `constants` are values for all rows; `units` the unit of money by field; `dates` how dates are written, by
    field, in strftime's signs; `title` a pattern that is searched in the titles, its groups named after fields.
    """

    files: str
    sheets: str = "*"
    kind: str = ""
    header: int | list[int] | None = None
    first_row: int | None = Field(default=None, ge=1)
    columns: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    units: dict[str, str] = Field(default_factory=dict)
    dates: dict[str, str] = Field(default_factory=dict)
    title: str = ""

    @property
    def header_rows(self) -> tuple[int, ...] | None:
        """The rows of the header; () where there is none, None where it is to be found."""
        if self.header is None or isinstance(self.header, list):
            return None if self.header is None else tuple(self.header)
        return (self.header,) if self.header else ()

    def covers(self, shown: str, sheet: str) -> bool:
        """Whether the rule is for this sheet; a pattern without '/' is compared with the file's name alone."""
        path = shown if "/" in self.files else PurePosixPath(shown).name
        return fnmatchcase(path, self.files) and fnmatchcase(sheet, self.sheets)


class _MappingFile(Strict):
    sheets: list[SheetRule] = Field(min_length=1)


@dataclass(frozen=True)
class Mapping:
    """The rules of one mapping file, in its order."""

    rules: tuple[SheetRule, ...]

    def rule_for(self, shown: str, sheet: str) -> SheetRule | None:
        """The first rule that covers the sheet."""
        return next((rule for rule in self.rules if rule.covers(shown, sheet)), None)


def read_mapping(path: Path, kinds: Kinds) -> Mapping:
    """Reads and checks a mapping file before any row is read. Raises `MappingError` with file and line."""
    try:
        file = read_yaml(path, _MappingFile)
        tree = load_tree(path, DataFileError, path.name)
    except DataFileError as problem:
        raise MappingError(problem.what, problem.todo, problem.where) from None
    for number, rule in enumerate(file.sheets):
        for location, what in _problems(rule, kinds):
            line = line_of(tree, ("sheets", number, *location))
            todo = Text("请对照文档改正这一处。", "correct this place as the documentation shows.")
            raise MappingError(what, todo, Where(file=path.name, line=line))
    return Mapping(tuple(file.sheets))


def _problems(rule: SheetRule, kinds: Kinds) -> Iterator[tuple[_Loc, Text]]:
    if rule.columns and not rule.kind:
        yield ("columns",), Text("写了 columns 就要写 kind", "columns need a kind")
    if rule.kind and rule.kind not in kinds:
        names = "、".join(kinds)
        zh, en = (
            f"没有种类“{rule.kind}”（有：{names}）",
            f'there is no kind "{rule.kind}" (there are: {names.replace("、", ", ")})',
        )
        yield ("kind",), Text(zh, en)
        return
    yield from _header_problems(rule)
    if rule.kind:
        yield from _field_problems(rule, kinds[rule.kind])
    yield from _title_problems(rule, kinds)


def _header_problems(rule: SheetRule) -> Iterator[tuple[_Loc, Text]]:
    rows = rule.header_rows
    if rows and (len(rows) > _MOST_ROWS or min(rows) < 1 or list(rows) != list(range(rows[0], rows[-1] + 1))):
        yield ("header",), Text("表头应为相连的一到三行", "the header should be one to three adjoining rows")
    if rows == () and not all(re.fullmatch(r"[A-Z]{1,3}", column) for column in rule.columns):
        yield (
            ("columns",),
            Text("没有表头时，列只能用字母（A、B…）", "without a header, columns are letters (A, B, …)"),
        )


def _field_problems(rule: SheetRule, kind: Kind) -> Iterator[tuple[_Loc, Text]]:
    named = [("columns", key, field) for key, field in rule.columns.items()]
    named += [(part, key, key) for part in ("constants", "units", "dates") for key in getattr(rule, part)]
    seen: set[str] = set()
    for part, key, field in named:
        if field not in kind.fields:
            names = "、".join(kind.fields)
            zh, en = (
                f"没有字段“{field}”（有：{names}）",
                f'there is no field "{field}" (there are: {names.replace("、", ", ")})',
            )
            yield (part, key), Text(zh, en)
        elif part == "columns" and field in seen:
            yield (part, key), Text(f"字段“{field}”写了两次", f'the field "{field}" is given twice')
        elif part == "columns":
            seen.add(field)
    for field, unit in rule.units.items():
        if unit not in UNITS:
            yield ("units", field), Text(f"没有单位“{unit}”（有：{'、'.join(UNITS)}）", f'there is no unit "{unit}"')
    for field, form in rule.dates.items():
        if not _DATE_SIGNS.search(form):
            what = Text(f"“{form}”不是日期格式（例：%d/%m/%Y）", f'"{form}" is no date format (such as %d/%m/%Y)')
            yield ("dates", field), what


def _title_problems(rule: SheetRule, kinds: Kinds) -> Iterator[tuple[_Loc, Text]]:
    if not rule.title:
        return
    try:
        groups = re.compile(rule.title).groupindex
    except re.error as problem:
        what = Text(f"title 不是正确的正则表达式（{problem}）", f"title is no regular expression ({problem})")
        yield ("title",), what
        return
    fields = kinds[rule.kind].fields if rule.kind else {name for kind in kinds.values() for name in kind.fields}
    if unknown := [name for name in groups if name not in fields]:
        yield ("title",), Text(f"title 中的“{unknown[0]}”不是字段", f'"{unknown[0]}" in title is no field')
    if not groups:
        zh, en = "title 中没有命名分组（例：(?P<village>.+村)）", "title has no named group (such as (?P<village>.+村))"
        yield ("title",), Text(zh, en)
