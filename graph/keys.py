"""The keys of the entities that the rows of one kind speak of.

Each entity `e` gives the frame the column `@e` (its key; null: the row speaks of none), `@e:label` where the label can
vary, and `@e:name`, `@e:township` for places. Names are judged once for each distinct spelling, not for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from cluegraph.graph.companies import UNIT_LIKE, Companies
from cluegraph.graph.entities import ContractOf, Entity, HeadOf, PersonOf, Projection, SomebodyOf
from cluegraph.graph.identifiers import spelling
from cluegraph.graph.identity.people import People
from cluegraph.graph.limits import Limits
from cluegraph.graph.owners import owners
from cluegraph.graph.places import Places
from cluegraph.graph.programmes import Programmes
from cluegraph.graph.values import holds


def _no_contracts() -> pl.DataFrame:
    return pl.DataFrame(schema={"contract_no": pl.String, "buyer": pl.String, "key": pl.String})


@dataclass
class Context:
    """What has been judged over all the data before the first row is projected."""

    places: Places
    companies: Companies
    programmes: Programmes
    limits: Limits
    renamed: pl.Series
    """Valid ID numbers that bear several names."""
    contracts: pl.DataFrame = field(default_factory=_no_contracts)
    """`contract_no`, `buyer` and `key` of the contracts that are loaded."""
    people: People | None = None
    """Who is merged; None: everybody stays as loaded."""


def with_keys(frame: pl.DataFrame, projection: Projection, context: Context) -> pl.DataFrame:
    """The frame with the key columns of every entity, in the order of the file."""
    for name, entity in projection.entities.items():
        frame = _with_entity(frame, name, entity, context)
        person = entity.person or entity.somebody
        if person and context.people:
            frame = context.people.rekeyed(frame, projection.kind, name, person)
        if entity.when:
            frame = frame.with_columns(pl.when(holds(entity.when)).then(pl.col(f"@{name}")).alias(f"@{name}"))
    return frame


def label_of(name: str, entity: Entity) -> pl.Expr:
    """The label of the entity in each row."""
    labels = entity.labels()
    return pl.lit(labels[0]) if len(labels) == 1 else pl.col(f"@{name}:label")


def _with_entity(frame: pl.DataFrame, name: str, entity: Entity, context: Context) -> pl.DataFrame:
    if entity.person:
        return frame.with_columns(_person_key(entity.person).alias(f"@{name}"))
    if entity.somebody:
        return _with_somebody(frame, name, entity.somebody, context)
    if entity.household:
        number, village = pl.col(entity.household.number).cast(pl.String), pl.col(f"@{entity.household.village}")
        return frame.with_columns(pl.coalesce(pl.concat_str([village, pl.lit("#"), number]), number).alias(f"@{name}"))
    if entity.head:
        return _with_head(frame, name, entity.head)
    if entity.contract:
        return _with_contract(frame, name, entity.contract, context)
    if entity.identifier:
        kind = entity.identifier.kind
        value = spelling(kind, pl.col(entity.identifier.value).cast(pl.String))
        return frame.with_columns(pl.concat_str([pl.lit(f"{kind}:"), value]).alias(f"@{name}"))
    if entity.node:
        return frame.with_columns(pl.col(entity.node.key).cast(pl.String).alias(f"@{name}"))
    return _with_judged(frame, name, entity, context)


def _with_judged(frame: pl.DataFrame, name: str, entity: Entity, context: Context) -> pl.DataFrame:
    if entity.village:
        return _judged(
            frame, name, {"name": entity.village.name, "township": entity.village.township}, context.places.villages
        )
    if entity.party:
        party = entity.party
        inputs = {"unit": party.unit, "village": party.village, "township": party.township}
        return _judged(frame, name, inputs, context.places.parties)
    if entity.company:
        frame = _with_valid_code(frame, entity.company.uscc)
        return _judged(frame, name, {"name": entity.company.name, "uscc": "_uscc"}, context.companies.keys).drop(
            "_uscc"
        )
    if entity.employer:
        return _judged(frame, name, {"name": entity.employer.name}, lambda names: _employers(names, context))
    if entity.owner:
        judges = (context.places, context.companies)
        return _judged(frame, name, {"name": entity.owner.name}, lambda names: owners(names, *judges))
    if not context.programmes.dated:
        return _judged(frame, name, {"programme": entity.programme}, context.programmes.keys)
    frame = frame.with_columns(_year_of(frame).alias("_year"))
    inputs = {"programme": entity.programme, "year": "_year"}
    return _judged(frame, name, inputs, context.programmes.keys).drop("_year")


def _year_of(frame: pl.DataFrame) -> pl.Expr:
    """The year that each row says it is of, else that of its period, month or date."""
    stated = [pl.col(name).cast(pl.String).str.head(4) for name in ("year", "period", "month", "date") if name in frame]
    return pl.coalesce(*stated, pl.lit(None, pl.String))


def _judged(
    frame: pl.DataFrame, name: str, inputs: Mapping[str, str | None], judge: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Judges each distinct combination of the inputs once and gives every row its judgement."""
    given = {key: column for key, column in inputs.items() if column}
    distinct = frame.select(pl.col(column).cast(pl.String).alias(key) for key, column in given.items()).unique()
    missing = [pl.lit(None, pl.String).alias(key) for key in inputs if key not in given]
    judgement = judge(distinct.with_columns(missing).select(*inputs))
    table = pl.concat(
        [
            distinct.select(pl.all().name.prefix("_in:")),
            judgement.select(pl.all().name.prefix(f"@{name}:")).rename({f"@{name}:key": f"@{name}"}),
        ],
        how="horizontal",
    )
    keys = [pl.col(column).cast(pl.String) for column in given.values()]
    return frame.join(
        table,
        left_on=keys,
        right_on=[f"_in:{key}" for key in given],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _person_key(person: PersonOf | SomebodyOf) -> pl.Expr:
    """The valid ID; else name, village or unit and the digits as written; else name and row, so that it never joins."""
    name = pl.col(person.name).cast(pl.String)
    place = pl.coalesce(pl.col(f"@{person.place}"), pl.col("ref")) if person.place else pl.col("ref")
    if not person.id_no:
        return pl.concat_str([name, pl.lit("@"), place])
    written = pl.col(person.id_no).cast(pl.String)
    digits = pl.concat_str([pl.lit("#"), written]).fill_null("")
    valid = pl.col(f"{person.id_no}_state") == "valid"
    return pl.when(valid).then(written).otherwise(pl.concat_str([name, pl.lit("@"), place, digits]))


def _with_valid_code(frame: pl.DataFrame, column: str | None) -> pl.DataFrame:
    if column is None:
        return frame.with_columns(pl.lit(None, pl.String).alias("_uscc"))
    valid = pl.col(f"{column}_state") == "valid"
    return frame.with_columns(pl.when(valid).then(pl.col(column).cast(pl.String)).alias("_uscc"))


def _employers(names: pl.DataFrame, context: Context) -> pl.DataFrame:
    """A company's key where the name is a company's, else the unit's name."""
    companies = context.companies.keys(names.with_columns(uscc=pl.lit(None, pl.String)))
    is_company = context.companies.is_company(names["name"])
    return companies.select(
        key=pl.when(is_company).then(pl.col("key")).otherwise(names["name"]),
        label=pl.when(is_company).then(pl.lit("Company")).otherwise(pl.lit("Unit")),
        name=pl.when(is_company).then(pl.col("name")).otherwise(names["name"]),
        uscc=pl.when(is_company).then(pl.col("uscc")),
    )


def _with_somebody(frame: pl.DataFrame, name: str, somebody: SomebodyOf, context: Context) -> pl.DataFrame:
    """A company where there is a credit code or the name is a company's; nobody where it is a unit's or a village's."""
    frame = _with_valid_code(frame, somebody.uscc)
    frame = _judged(frame, name, {"name": somebody.name, "uscc": "_uscc"}, context.companies.keys).drop("_uscc")
    written = frame.get_column(somebody.name).cast(pl.String)
    no_id = frame.get_column(somebody.id_no).is_null() if somebody.id_no else pl.repeat(True, frame.height, eager=True)
    is_company = frame.get_column(f"@{name}:uscc").is_not_null() | context.companies.is_company(written)
    is_unit = written.str.contains(UNIT_LIKE) & (written.str.len_chars() > 3)
    label = (
        pl.when(~no_id)
        .then(pl.lit("Person"))
        .when(is_company)
        .then(pl.lit("Company"))
        .when(~is_unit.fill_null(False))
        .then(pl.lit("Person"))
    )
    frame = frame.with_columns(label.alias(f"@{name}:label"))
    is_person = pl.col(f"@{name}:label") == "Person"
    key = (
        pl.when(is_person)
        .then(_person_key(somebody))
        .when(pl.col(f"@{name}:label").is_not_null())
        .then(pl.col(f"@{name}"))
    )
    return frame.with_columns(key.alias(f"@{name}"))


def _with_head(frame: pl.DataFrame, name: str, head: HeadOf) -> pl.DataFrame:
    """The first row of a household that is its head's; null for the head and for whoever is not kin."""
    household, member, relation = f"@{head.household}", f"@{head.member}", pl.col(head.relation).cast(pl.String)
    heads = frame.filter(relation.is_in(head.heads) & pl.col(household).is_not_null())
    first = heads.unique(household, keep="first", maintain_order=True).select(
        household, pl.col(member).alias(f"@{name}")
    )
    joined = frame.join(first, on=household, how="left", maintain_order="left")
    no_kin = relation.is_null() | relation.is_in(head.heads) | relation.str.contains_any(head.not_kin)
    return joined.with_columns(
        pl.when(~no_kin & (pl.col(f"@{name}") != pl.col(member))).then(pl.col(f"@{name}")).alias(f"@{name}")
    )


def _with_contract(frame: pl.DataFrame, name: str, contract: ContractOf, context: Context) -> pl.DataFrame:
    number, buyer = pl.col(contract.contract_no).cast(pl.String), pl.col(f"@{contract.buyer}")
    if contract.own:
        key = pl.coalesce(pl.concat_str([number, pl.lit("@"), buyer]), pl.col("ref"))
        frame = frame.with_columns(key.alias(f"@{name}"))
        known = frame.select(number.alias("contract_no"), buyer.alias("buyer"), pl.col(f"@{name}").alias("key"))
        context.contracts = pl.concat([context.contracts, known.drop_nulls()]).unique(maintain_order=True)
        return frame
    exact = context.contracts.unique(["contract_no", "buyer"], keep="first", maintain_order=True)
    counted = exact.group_by("contract_no").agg(pl.col("key").first().alias("only"), pl.len())
    joined = frame.select(number.alias("contract_no"), buyer.alias("buyer")).join(
        exact, on=["contract_no", "buyer"], how="left", maintain_order="left"
    )
    joined = joined.join(counted.filter(pl.col("len") == 1), on="contract_no", how="left", maintain_order="left")
    return frame.with_columns(joined.select(pl.coalesce("key", "only")).to_series().alias(f"@{name}"))
