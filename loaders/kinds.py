"""The kinds of record, read strictly from `kinds/*.yml`: their fields, and the headers by which they are known.

Kinds ── Kind (subsidy, payroll, …) ── Field (name, amount, …: its type, its headers)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field as Default

from cluegraph.errors import DataFileError, Where
from cluegraph.i18n import Text
from cluegraph.loaders.words import header_key
from cluegraph.yamlfile import Strict, read_yaml, yaml_files

FieldType = Literal[
    "text", "name", "id_no", "uscc", "account", "money", "decimal", "integer", "date", "month", "period", "year",
    "place", "phone", "flag",
]  # fmt: skip
_FOLDER = Path(__file__).parent / "kinds"
_SHARED = Path(__file__).parent / "data" / "shared_headers.yml"
_KNOWN, _TELLING = 1.0, 3.0


class _Words(Strict):
    zh: str
    en: str


class _FieldFile(Strict):
    type: FieldType
    title: _Words
    description: _Words | None = None
    required: bool = False
    from_title: bool = False
    telling: bool = False
    weight: float | None = Default(default=None, gt=0)
    shared: list[str] = Default(default_factory=list)
    prefixes: list[str] = Default(default_factory=list)
    headers: list[str] = Default(default_factory=list)
    weak: list[str] = Default(default_factory=list)
    beside: list[str] = Default(default_factory=list)
    parsed: bool = False


class _Yields(Strict):
    to: str
    where: str
    unless: list[str]


class _KindFile(Strict):
    kind: str
    title: _Words
    description: _Words
    like: str = ""
    without: list[str] = Default(default_factory=list)
    said_by: list[str] = Default(default_factory=list)
    fields: dict[str, _FieldFile] = Default(default_factory=dict)
    any_of: list[list[str]] = Default(default_factory=list)
    yields: _Yields | None = None
    words: dict[str, int] = Default(default_factory=dict)
    also: list[str] = Default(default_factory=list)
    against: list[str] = Default(default_factory=list)
    decisive: list[str] = Default(default_factory=list)


class _SharedFile(Strict):
    headers: dict[str, list[str]]


@dataclass(frozen=True)
class Field:
    """One field of a kind.

    `headers` and `weak` are in one spelling (`words.header_key`), the best first; a weak header fills the field only
    where no better column does and no other field claims it. `from_title`: title, sheet name or path may give it.
    `beside`: filled only where these fields have columns of their own. `parsed`: a weak header counts only where the
    cells read as a period. `weight` is what its column counts for the kind; a column that `is_telling` can settle it.
    """

    name: str
    type: FieldType
    title: Text
    description: Text
    required: bool
    from_title: bool
    headers: tuple[str, ...]
    weak: tuple[str, ...]
    beside: tuple[str, ...]
    parsed: bool
    is_telling: bool
    weight: float


@dataclass(frozen=True)
class Kind:
    """One kind of record. Of each group of `any_of`, at least one field must be there in every row.

    `words` are words of titles that speak for the kind, with their weight; `also` headers that speak for it without
    filling a field, `against` headers that speak against it, `decisive` headers that only this kind has. A kind
    `like` another one is told from it by `said_by`. Where a header fits two kinds alike, one gives way to the kind
    `yields_to` where that has the column `yields_where`, unless it has itself one of the columns `yields_unless`.
    """

    name: str
    title: Text
    description: Text
    fields: Mapping[str, Field]
    any_of: tuple[tuple[str, ...], ...]
    words: Mapping[str, int]
    also: frozenset[str]
    against: frozenset[str]
    decisive: frozenset[str]
    like: str
    said_by: tuple[str, ...]
    yields_to: str = ""
    yields_where: str = ""
    yields_unless: frozenset[str] = frozenset()

    @property
    def required(self) -> tuple[str, ...]:
        """The fields without which a row is quarantined."""
        return tuple(field.name for field in self.fields.values() if field.required)


class Kinds(Mapping[str, Kind]):
    """All kinds by their names."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = dict(kinds)

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def __hash__(self) -> int:
        return id(self)


@cache
def shipped_kinds() -> Kinds:
    """The kinds that come with the product."""
    return read_kinds(_FOLDER, _SHARED)


def read_kinds(folder: Path, shared: Path = _SHARED) -> Kinds:
    """Reads one kind a file. Raises `DataFileError` with file and line."""
    lists = read_yaml(shared, _SharedFile).headers
    files = {path: read_yaml(path, _KindFile) for path in yaml_files(folder)}
    by_name = {file.kind: file for file in files.values()}
    kinds: dict[str, Kind] = {}
    for path, file in files.items():
        if path.stem != file.kind:
            raise _wrong(path, f"文件名应为 {file.kind}.yml", f"the file should be named {file.kind}.yml")
        kinds[file.kind] = _kind(path, file, by_name, lists)
    return Kinds(kinds)


def _kind(path: Path, file: _KindFile, by_name: Mapping[str, _KindFile], lists: Mapping[str, list[str]]) -> Kind:
    base = by_name.get(file.like)
    if file.like and base is None:
        raise _wrong(path, f"没有种类“{file.like}”", f'there is no kind "{file.like}"')
    inherited = {name: field for name, field in base.fields.items() if name not in file.without} if base else {}
    fields = {name: _field(path, name, field, lists) for name, field in (inherited | file.fields).items()}
    groups = file.any_of or (base.any_of if base else [])
    yields = file.yields.unless if file.yields else []
    for name in {
        *(name for group in groups for name in group),
        *(n for f in fields.values() for n in f.beside),
        *yields,
    }:
        if name not in fields:
            raise _wrong(path, f"没有字段“{name}”", f'there is no field "{name}"')
    return Kind(
        name=file.kind,
        title=Text(file.title.zh, file.title.en),
        description=Text(file.description.zh, file.description.en),
        fields=fields,
        any_of=tuple(tuple(group) for group in groups),
        words=file.words,
        also=frozenset(header_key(header) for header in file.also),
        against=frozenset(header_key(header) for header in file.against),
        decisive=frozenset(header_key(header) for header in file.decisive),
        like=file.like,
        said_by=tuple(file.said_by),
        yields_to=file.yields.to if file.yields else "",
        yields_where=file.yields.where if file.yields else "",
        yields_unless=frozenset(file.yields.unless if file.yields else ()),
    )


def _field(path: Path, name: str, file: _FieldFile, lists: Mapping[str, list[str]]) -> Field:
    if unknown := [list_name for list_name in file.shared if list_name not in lists]:
        raise _wrong(path, f"没有共用表头“{unknown[0]}”", f'there are no shared headers "{unknown[0]}"')
    shared = [header for list_name in file.shared for header in lists[list_name]]
    prefixed = [prefix + header for prefix in file.prefixes for header in shared]
    strong = list(dict.fromkeys(header_key(header) for header in (*file.headers, *shared, *prefixed)))
    description = file.description or file.title
    return Field(
        name=name,
        type=file.type,
        title=Text(file.title.zh, file.title.en),
        description=Text(description.zh, description.en),
        required=file.required,
        from_title=file.from_title,
        headers=tuple(header for header in strong if header not in set(map(header_key, file.weak))),
        weak=tuple(dict.fromkeys(header_key(header) for header in file.weak)),
        beside=tuple(file.beside),
        parsed=file.parsed,
        is_telling=file.telling,
        weight=file.weight or (_TELLING if file.telling else _KNOWN),
    )


def _wrong(path: Path, zh: str, en: str) -> DataFileError:
    todo = Text("请按文档中的格式改正。", "correct it as the documentation shows.")
    return DataFileError(Text(zh, en), todo, Where(file=path.name))
