"""Programmes, tender limits and a county's own settings, read from data files into what the graph is made with.

The shipped files lie in queries/data; workspace/programmes.yml and workspace/thresholds.yml add to them or override.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from cluegraph.errors import DataFileError, Where
from cluegraph.graph.reference import Programme, Rate, Reference, TenderLimit
from cluegraph.i18n import Text
from cluegraph.queries.parameters import Given
from cluegraph.workspace import Workspace
from cluegraph.yamlfile import Strict, line_of, load_tree, read_yaml

SHIPPED = Path(__file__).parent / "data"
_FIRST_YEAR, _LAST_YEAR = 0, 9999


def _yuan(text: str) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}” 不是金额 / is no amount in yuan") from None
    if amount <= 0 or amount != round(amount, 2):
        raise ValueError(f"“{text}” 应为正数，最多两位小数 / must be above nought with at most two places")
    return text


Year = Annotated[int, Field(ge=1950, le=2100)]


class Dated(Strict):
    """Something that holds from one year to another, both included; open where one is left out."""

    from_: Year | None = Field(default=None, alias="from")
    until: Year | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError("until 早于 from / until is before from")
        return self

    def years(self) -> tuple[int, int]:
        """The first and last year that it holds in."""
        return self.from_ or _FIRST_YEAR, self.until or _LAST_YEAR


class Source(Strict):
    """Where a rule of a programme stands; `verified` only after somebody has read it."""

    law: str = Field(min_length=2)
    article: str = ""
    verified: bool


class RateEntry(Dated):
    """What a programme pays, in yuan `per` unit (亩, 人·月, …)."""

    yuan: Annotated[str, AfterValidator(_yuan)]
    per: str = Field(min_length=1)
    source: str = Field(min_length=4)
    verified: bool


class ProgrammeEntry(Dated):
    """One programme of programmes.yml, as it was in these years; the file's head says what each field means."""

    name: str = Field(min_length=2)
    title: str = ""
    aliases: list[str] = []
    unit: Literal["person", "household", "area", "event"]
    monthly: bool = False
    universal: bool = False
    discretionary: bool = False
    means_tested: bool = False
    fiscal_staff_excluded: bool = False
    cadre_excluded: bool = False
    kin_notice: bool = False
    after_death: bool = False
    land: Literal["farmland", "forest", "grassland"] | None = None
    grace_days: int | None = Field(default=None, ge=0, le=400)
    age_min: int | None = Field(default=None, ge=0, le=120)
    age_max: int | None = Field(default=None, ge=0, le=120)
    excludes: list[str] = []
    rates: list[RateEntry] = []
    basis: list[Source] = []


class LimitEntry(Strict):
    """One tender limit of thresholds.yml, in yuan; `until` is the last day, open where it is left out. A limit of a
    `region` (a province, or 中央) holds only where the county's file says that it belongs there."""

    category: str = Field(min_length=1)
    aliases: list[str] = []
    buyers: Literal["any", "unit", "village"] = "any"
    limit: Annotated[str, AfterValidator(_yuan)]
    from_: date = Field(alias="from")
    until: date | None = None
    source: str = Field(min_length=4)
    region: str | None = Field(default=None, min_length=2)
    verified: bool = True


class Programmes(Strict):
    """programmes.yml."""

    programmes: list[ProgrammeEntry] = []


class Thresholds(Strict):
    """thresholds.yml. `region` chooses the shipped limits of a province (or 中央) for units' purchases; `parameters`
    sets parameters of rules for every run, `off` switches rules off."""

    region: str | None = None
    limits: list[LimitEntry] = []
    parameters: dict[str, dict[str, Given]] = {}
    off: list[str] = []


@dataclass(frozen=True)
class CountySettings:
    """What a workspace says of the rules themselves."""

    parameters: dict[str, dict[str, Given]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()


def reference_of(workspace: Workspace) -> Reference:
    """The shipped programmes and limits with the workspace's own. Raises `DataFileError`."""
    return read_reference(workspace.programmes, workspace.thresholds)


def county_settings(workspace: Workspace) -> CountySettings:
    """The parameters and switched-off rules of workspace/thresholds.yml. Raises `DataFileError`."""
    if not workspace.thresholds.exists():
        return CountySettings()
    local = read_yaml(workspace.thresholds, Thresholds, DataFileError)
    return CountySettings(local.parameters, frozenset(local.off))


def read_reference(programmes: Path | None = None, thresholds: Path | None = None) -> Reference:
    """Shipped data, overridden by the two local files where they exist. Raises `DataFileError` with file and line."""
    shipped, limits = _shipped()
    entries, own = shipped, Thresholds()
    if programmes is not None and programmes.exists():
        local = _read_programmes(programmes, programmes.name)
        entries = _overridden(shipped, local)
        _check_excludes(local, {entry.name for entry in entries}, programmes)
    if thresholds is not None and thresholds.exists():
        own = read_yaml(thresholds, Thresholds, DataFileError)
        _check_region(own, limits, thresholds)
    holding = [entry for entry in limits if entry.region in (None, own.region)]
    return Reference(
        programmes=[_programme(entry) for entry in entries],
        limits=[_limit(entry) for entry in [*own.limits, *_outside(holding, own.limits)]],
    )


@cache
def _shipped() -> tuple[list[ProgrammeEntry], list[LimitEntry]]:
    """The product's own data, read once."""
    programmes = _read_programmes(SHIPPED / "programmes.yml", "data/programmes.yml")
    _check_excludes(programmes, {entry.name for entry in programmes}, SHIPPED / "programmes.yml")
    return programmes, read_yaml(SHIPPED / "thresholds.yml", Thresholds, DataFileError).limits


def _read_programmes(path: Path, shown: str) -> list[ProgrammeEntry]:
    """The entries of one file, in which a name belongs to one programme."""
    entries = read_yaml(path, Programmes, DataFileError, shown).programmes
    owners: dict[str, str] = {}
    for number, entry in enumerate(entries):
        for other in entries[:number]:
            if other.name == entry.name and _meet(other, entry):
                zh = f"“{entry.name}”有两条，年度重叠"
                en = f'"{entry.name}" stands twice for the same years'
                todo = Text("请用 from、until 写明各自的年度。", "give each its years with from and until.")
                raise DataFileError(Text(zh, en), todo, _place(path, shown, number))
        for name in (entry.name, *entry.aliases):
            if owners.setdefault(name, entry.name) != entry.name:
                zh = f"“{name}”同时属于“{owners[name]}”和“{entry.name}”"
                en = f'"{name}" belongs to "{owners[name]}" and to "{entry.name}"'
                todo = Text("一个名称只能属于一个项目。", "a name belongs to one programme.")
                raise DataFileError(Text(zh, en), todo, _place(path, shown, number))
        if len({entry.name, *entry.aliases}) <= len(entry.aliases):
            zh, en = f"“{entry.name}”的名称重复", f'"{entry.name}" has a name twice'
            todo = Text("删除重复的名称。", "delete the name that is there twice.")
            raise DataFileError(Text(zh, en), todo, _place(path, shown, number))
    return entries


def _meet(one: Dated, other: Dated) -> bool:
    (first, last), (start, end) = one.years(), other.years()
    return first <= end and start <= last


def _check_region(own: Thresholds, shipped: list[LimitEntry], path: Path) -> None:
    known = sorted({entry.region for entry in shipped if entry.region})
    if own.region is not None and own.region not in known:
        zh, en = f"没有“{own.region}”的限额表", f'there is no table of limits for "{own.region}"'
        todo = Text(
            f"现有：{'、'.join(known)}。其他地方请在 limits 里逐条写明。",
            f"there are: {', '.join(known)}; write those of other places under limits.",
        )
        line = line_of(load_tree(path, DataFileError, path.name), ("region",))
        raise DataFileError(Text(zh, en), todo, Where(file=path.name, line=line))


def _check_excludes(entries: list[ProgrammeEntry], names: set[str], path: Path) -> None:
    for number, entry in enumerate(entries):
        for other in entry.excludes:
            if other not in names:
                zh = f"“{entry.name}”的 excludes 里没有“{other}”这个项目"
                en = f'"{entry.name}" excludes "{other}", which is no programme'
                todo = Text("请写项目的 name，不写别名。", "write the programme's name, not an alias.")
                raise DataFileError(Text(zh, en), todo, _place(path, path.name, number, "excludes"))


def _place(path: Path, shown: str, number: int, *field: str) -> Where:
    return Where(file=shown, line=line_of(load_tree(path, DataFileError, shown), ("programmes", number, *field)))


def _overridden(shipped: list[ProgrammeEntry], local: list[ProgrammeEntry]) -> list[ProgrammeEntry]:
    """Local entries first; for their years they replace shipped ones of the same name, and they take over the aliases
    that they claim."""
    claimed = {name for entry in local for name in (entry.name, *entry.aliases)}
    kept = []
    for entry in shipped:
        own = [one for one in local if one.name == entry.name]
        aliases = [alias for alias in entry.aliases if alias not in claimed]
        kept += [piece.model_copy(update={"aliases": aliases}) for piece in _years_left(entry, own)]
    return [*local, *kept]


def _years_left(entry: ProgrammeEntry, own: list[ProgrammeEntry]) -> list[ProgrammeEntry]:
    """The entry for the years in which no local one of its name holds."""
    left = [entry]
    for one in own:
        first, last = one.years()
        pieces = []
        for piece in left:
            if not _meet(piece, one):
                pieces.append(piece)
                continue
            start, end = piece.years()
            if start < first:
                pieces.append(piece.model_copy(update={"until": first - 1}))
            if end > last:
                pieces.append(piece.model_copy(update={"from_": last + 1}))
        left = pieces
    return left


def _programme(entry: ProgrammeEntry) -> Programme:
    return Programme(
        name=entry.name,
        aliases=tuple(entry.aliases),
        unit=entry.unit,
        monthly=entry.monthly,
        universal=entry.universal,
        discretionary=entry.discretionary,
        means_tested=entry.means_tested,
        fiscal_staff_excluded=entry.fiscal_staff_excluded,
        cadre_excluded=entry.cadre_excluded,
        after_death=entry.after_death,
        event=entry.unit == "event",
        kin_notice=entry.kin_notice,
        land=entry.land,
        grace_days=entry.grace_days,
        age_min=entry.age_min,
        age_max=entry.age_max,
        excludes=tuple(entry.excludes),
        first_year=entry.from_,
        last_year=entry.until,
        rates=tuple(Rate(Decimal(rate.yuan), rate.per, rate.from_, rate.until, rate.source) for rate in entry.rates),
    )


def _outside(shipped: list[LimitEntry], local: list[LimitEntry]) -> list[LimitEntry]:
    """The shipped limits for the days on which no local one of the same category and buyers holds."""
    left = shipped
    for own in local:
        left = [piece for entry in left for piece in _pieces(entry, own)]
    return left


def _pieces(entry: LimitEntry, own: LimitEntry) -> list[LimitEntry]:
    if (entry.category, entry.buyers) != (own.category, own.buyers):
        return [entry]
    last, own_last = entry.until or date.max, own.until or date.max
    if own.from_ > last or own_last < entry.from_:
        return [entry]
    pieces = []
    if own.from_ > entry.from_:
        pieces.append(entry.model_copy(update={"until": own.from_ - timedelta(days=1)}))
    if own_last < last:
        pieces.append(entry.model_copy(update={"from_": own_last + timedelta(days=1)}))
    return pieces


def _limit(entry: LimitEntry) -> TenderLimit:
    return TenderLimit(
        category=entry.category,
        aliases=tuple(entry.aliases),
        amount_yuan=Decimal(entry.limit),
        valid_from=entry.from_,
        valid_to=entry.until,
        buyer_type=None if entry.buyers == "any" else entry.buyers,
        name=f"{entry.source}：{entry.category} {Decimal(entry.limit):,.2f} 元{'' if entry.verified else '（待核对）'}",
        source=entry.source,
    )
