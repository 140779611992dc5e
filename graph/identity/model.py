"""What is compared, and how much each agreement weighs.

m is how often two rows of one person agree so, u how often two rows of two people do; log2(m/u) is the weight in bits.
County data are unlabelled and small pilot sets would let an estimate drift with every file that is loaded, so m and u
are fixed here with their reasons and never trained on the county's own rows; only how common a name, a village, an
account or a phone is comes from the data (`frequencies`), never rarer than a floor. So weights are the same next year,
and a reviewer can be shown why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cluegraph.i18n import Text

POPULATION = 300_000
"""People among whom a namesake may be found where fewer are loaded: a county."""


@dataclass(frozen=True)
class Level:
    """One outcome of a comparison: an SQL condition on columns `x_l`, `x_r`; the first that holds counts. Without m and
    u it says nothing (a side is blank). `frequency`: the column whose value's frequency takes the place of u."""

    condition: str
    words: Text
    m: float | None = None
    u: float | None = None
    frequency: str | None = None


@dataclass(frozen=True)
class Comparison:
    """One thing that is compared; `supports`: its agreement is a reason to merge besides name and place."""

    name: str
    title: Text
    levels: Sequence[Level]
    supports: bool = False


@dataclass(frozen=True)
class LinkModel:
    """All comparisons, which pairs are looked at, and how likely any two rows are one person before the comparison.

    `trained`: rules for expectation maximisation, for data without fixed m and u.
    """

    comparisons: Sequence[Comparison]
    blocking: Sequence[str]
    prior: float
    columns: Sequence[str] = ()
    trained: Sequence[str] = field(default_factory=tuple)

    def settings(self) -> dict[str, Any]:
        """The settings for Splink, in SQL that DuckDB and Spark both read."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "record",
            "probability_two_random_records_match": self.prior,
            "comparisons": [_settings(comparison) for comparison in self.comparisons],
            "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in self.blocking],
            "retain_intermediate_calculation_columns": True,
            "retain_matching_columns": True,
            "additional_columns_to_retain": list(self.columns),
        }

    def frequencies(self) -> list[str]:
        """The columns whose values' frequencies count."""
        return [level.frequency for comparison in self.comparisons for level in comparison.levels if level.frequency]


def _settings(comparison: Comparison) -> dict[str, Any]:
    levels = [_level(level) for level in comparison.levels]
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _level(level: Level) -> dict[str, Any]:
    made: dict[str, Any] = {"sql_condition": level.condition, "label_for_charts": level.words.en}
    if level.condition.endswith("IS NULL"):
        made["is_null_level"] = True
    if level.m is not None:
        made |= {"m_probability": level.m, "fix_m_probability": True}
    if level.u is not None:
        made |= {"u_probability": level.u, "fix_u_probability": True}
    if level.frequency:
        made["tf_adjustment_column"] = level.frequency
    return made


def blank(column: str) -> Level:
    return Level(f"{column}_l IS NULL OR {column}_r IS NULL", Text("一方没有写", "one side does not say"))


def _same(column: str, words: Text, m: float, u: float, frequency: bool = False) -> Level:
    return Level(f"{column}_l = {column}_r", words, m, u, column if frequency else None)


def _else(words: Text, m: float, u: float) -> Level:
    return Level("ELSE", words, m, u)


_NAME = Comparison(
    "name",
    Text("姓名", "Name"),
    (
        _same("name", Text("相同（越常见分量越轻）", "the same (the commoner, the less it counts)"), 0.94, 5e-4, True),
        Level("folded_l = folded_r", Text("异体、繁体字相同", "the same but for variant characters"), 0.02, 1e-5),
        Level("sound_l = sound_r", Text("同音不同字", "sounds the same, other characters"), 0.03, 2e-3),
        _else(Text("不同", "different"), 0.01, 0.99749),
    ),
)
_VILLAGE = Comparison(
    "village",
    Text("村", "Village"),
    (
        blank("village"),
        _same("village", Text("同一个村", "the same village"), 0.8, 0.005, True),
        _else(Text("不同的村", "different villages"), 0.2, 0.995),
    ),
)
_UNIT = Comparison(
    "unit",
    Text("单位", "Unit"),
    (
        blank("unit"),
        _same("unit", Text("同一个单位", "the same unit"), 0.8, 0.005, True),
        _else(Text("不同的单位", "different units"), 0.2, 0.995),
    ),
)
_ACCOUNT = Comparison(
    "account",
    Text("账户", "Account"),
    (
        blank("account"),
        _same("account", Text("同一个账户", "the same account"), 0.7, 1e-5, True),
        _else(Text("不同的账户", "different accounts"), 0.3, 0.99999),
    ),
    supports=True,
)
_PHONE = Comparison(
    "phone",
    Text("电话", "Phone"),
    (
        blank("phone"),
        _same("phone", Text("同一个电话", "the same phone"), 0.6, 1e-5, True),
        _else(Text("不同的电话", "different phones"), 0.4, 0.99999),
    ),
    supports=True,
)
_HEAD = Comparison(
    "head",
    Text("户主", "Head of household"),
    (
        blank("head"),
        _same("head", Text("户主同名", "heads of one name"), 0.8, 1 / 60),
        _else(Text("户主不同名", "heads of different names"), 0.2, 59 / 60),
    ),
)


def _digits(name: str, title: Text, u: float) -> Comparison:
    return Comparison(
        name,
        title,
        (
            blank(name),
            _same(name, Text("写出的数字相同", "the digits written agree"), 0.999, u),
            _else(Text("数字矛盾", "the digits contradict"), 0.001, 1 - u),
        ),
        supports=name != "birth_year",
    )


_LAST4 = _digits("last4", Text("证号后四位", "Last four of the ID"), 1 / 300)
"""Not 1 in 10,000: the 15th and 16th digit stand for a police station, the 17th for the sex, the 18th is a check."""
_BIRTH_YEAR = _digits("birth_year", Text("证号中的出生年", "Year of birth in the ID"), 1 / 60)
_BIRTH_DAY = _digits("birth_day", Text("证号中的出生月日", "Month and day of birth in the ID"), 1 / 250)
_EITHER_OPEN = "(NOT l.valid OR NOT r.valid) AND l.mention <> r.mention"
_TOGETHER = (("sound", "village"), ("sound", "unit"), ("sound", "account"), ("sound", "phone"), ("sound", "last4"),
             ("sound", "birth_year", "birth_day"))  # fmt: skip


def county_model(people: int) -> LinkModel:
    """The model for county records, of which `people` are loaded. Two people with valid numbers are never compared."""
    rules = [" AND ".join(f"l.{name} = r.{name}" for name in names) for names in _TOGETHER]
    return LinkModel(
        comparisons=(_NAME, _VILLAGE, _UNIT, _ACCOUNT, _PHONE, _HEAD, _LAST4, _BIRTH_YEAR, _BIRTH_DAY),
        blocking=[f"{rule} AND {_EITHER_OPEN}" for rule in rules],
        prior=1 / max(people, POPULATION),
    )
