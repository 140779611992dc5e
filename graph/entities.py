"""What a projection file may say: entities, their keys and properties, and the relationships between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from cluegraph.yamlfile import Strict

Scalar = str | int | bool


class Derived(Strict):
    """A value that is not simply a column: exactly one of these."""

    value: Scalar | None = None
    day_no: str | None = None
    month_no: str | None = None
    ymd: str | None = None
    year: str | None = None
    first: list[str] | None = None

    @model_validator(mode="after")
    def _one(self) -> Derived:
        if len(self.model_fields_set) != 1:
            raise ValueError("exactly one of value, day_no, month_no, ymd, year, first")
        return self

    def columns(self) -> list[str]:
        single = self.day_no or self.month_no or self.ymd or self.year
        return [single] if single else list(self.first or [])


Value = str | Derived


class Words(Strict):
    """The column contains one of the words."""

    column: str
    any: list[str]


class Condition(Strict):
    """When an entity or relationship holds for a row; all that are given must hold."""

    equal: list[str] | None = None
    valid: str | None = None
    present: str | None = None
    blank: str | None = None
    words: Words | None = None
    no_words: Words | None = None
    any: list[Condition] | None = None

    def columns(self) -> list[str]:
        words = [entry.column for entry in (self.words, self.no_words) if entry]
        names = [name for name in (self.valid, self.present, self.blank) if name]
        state = [f"{self.valid}_state"] if self.valid else []
        branches = [name for condition in self.any or [] for name in condition.columns()]
        return [*(self.equal or []), *names, *state, *words, *branches]


class PersonOf(Strict):
    """A person: valid ID, else name and place; `place` is another entity of the file."""

    name: str
    id_no: str | None = None
    place: str | None = None


class VillageOf(Strict):
    """A village, in its township where that is known."""

    name: str
    township: str | None = None


class PartyOf(Strict):
    """A village where one is named, else a unit; a unit whose name is a village committee's is the village."""

    unit: str
    village: str | None = None
    township: str | None = None


class CompanyOf(Strict):
    """A company by its credit code, else by its name."""

    name: str
    uscc: str | None = None


class SomebodyOf(Strict):
    """A person or a company; neither where the name is a unit's or a village's."""

    name: str
    id_no: str | None = None
    uscc: str | None = None
    place: str | None = None


class EmployerOf(Strict):
    """A company or a unit."""

    name: str


class OwnerOf(Strict):
    """Whoever a bank names as the holder of an account: a village, unit or company; nobody where it is a person's name,
    since a name alone is nobody."""

    name: str


class IdentifierOf(Strict):
    """A phone, address and so on."""

    kind: Literal["phone", "address", "email", "ip", "mac", "ca", "contact"]
    value: str


class ContractOf(Strict):
    """A contract by its number and buyer; `own` is the contract's own record, otherwise it must be loaded."""

    contract_no: str
    buyer: str
    own: bool = False


class HouseholdOf(Strict):
    """A household by its number, in its village where that is known."""

    number: str
    village: str


class HeadOf(Strict):
    """The head of the household, where the row is a member whose relation to the head is one of kin."""

    household: str
    member: str
    relation: str
    heads: list[str]
    not_kin: list[str]


class NodeOf(Strict):
    """Any other node, keyed by a column."""

    label: str
    key: str


class Entity(Strict):
    """What a row speaks of: exactly one way to its key, and the properties that the row gives it."""

    person: PersonOf | None = None
    village: VillageOf | None = None
    party: PartyOf | None = None
    company: CompanyOf | None = None
    somebody: SomebodyOf | None = None
    employer: EmployerOf | None = None
    owner: OwnerOf | None = None
    identifier: IdentifierOf | None = None
    contract: ContractOf | None = None
    programme: str | None = None
    household: HouseholdOf | None = None
    head: HeadOf | None = None
    node: NodeOf | None = None
    when: Condition | None = None
    properties: dict[str, Value] = Field(default_factory=dict)
    names: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Entity:
        if len(self.ways()) != 1:
            raise ValueError("exactly one of " + ", ".join(_LABELS))
        return self

    def ways(self) -> list[str]:
        return [way for way in _LABELS if getattr(self, way) is not None]

    def labels(self) -> tuple[str, ...]:
        """The labels that its node can have."""
        return (self.node.label,) if self.node else _LABELS[self.ways()[0]]

    def key_columns(self) -> list[str]:
        """The columns that its key is made of."""
        way = getattr(self, self.ways()[0])
        if isinstance(way, str):
            return [way]
        given = [getattr(way, name, None) for name in _KEY_COLUMNS[self.ways()[0]]]
        checked = [getattr(way, name, None) for name in ("id_no", "uscc")]
        return [
            *(str(name) for name in given if name),
            *(text for name in checked if name for text in (name, f"{name}_state")),
        ]

    def columns(self) -> list[str]:
        names = [self.names] if self.names else []
        return [
            *self.key_columns(),
            *(self.when.columns() if self.when else []),
            *value_columns(self.properties),
            *names,
        ]


_KEY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": ("name",),
    "village": ("name", "township"),
    "party": ("unit", "village", "township"),
    "company": ("name",),
    "somebody": ("name",),
    "employer": ("name",),
    "owner": ("name",),
    "identifier": ("value",),
    "contract": ("contract_no",),
    "household": ("number",),
    "head": ("relation",),
    "node": ("key",),
}
_LABELS: Mapping[str, tuple[str, ...]] = {
    "person": ("Person",),
    "village": ("Village",),
    "party": ("Village", "Unit"),
    "company": ("Company",),
    "somebody": ("Person", "Company"),
    "employer": ("Company", "Unit"),
    "owner": ("Village", "Unit", "Company"),
    "identifier": ("Identifier",),
    "contract": ("Contract",),
    "programme": ("Programme",),
    "household": ("Household",),
    "head": ("Person",),
    "node": (),
}


class Link(Strict):
    """A relationship between two entities. One that starts at the row's own node, or has `each_row`, is written for
    every row; any other once for each pair of ends and properties, with the first row that says so."""

    type: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    properties: dict[str, Value] = Field(default_factory=dict)
    when: Condition | None = None
    each_row: bool = False

    def columns(self) -> list[str]:
        return [*value_columns(self.properties), *(self.when.columns() if self.when else [])]


Computation = Literal["programme_times", "monthly_times", "amounts", "tender_limit", "id_pattern"]


class Projection(Strict):
    """One kind of record. `order` says whose statement about a shared node goes first (small first)."""

    kind: str
    order: int
    computed: list[Computation] = Field(default_factory=list)
    uses: list[str] = Field(default_factory=list)
    entities: dict[str, Entity]
    relationships: list[Link]

    def columns(self) -> frozenset[str]:
        """Every column of the record that the projection looks at."""
        parts = [self.uses, *(entity.columns() for entity in self.entities.values())]
        return frozenset(name for part in [*parts, *(link.columns() for link in self.relationships)] for name in part)


def value_columns(values: Mapping[str, Value]) -> list[str]:
    """The columns that property values are made of."""
    return [name for value in values.values() for name in ([value] if isinstance(value, str) else value.columns())]
