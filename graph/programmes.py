"""Programmes: the configured one that a name in a list means, and the nodes made of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from cluegraph.graph.reference import Programme

_SPAN = r"(?:\d{4}|[〇零一二三四五六七八九十]{4})\s*年度?"
_MONTHS = r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月?\s*[-—–~至到]\s*\d{1,2}月份?|\d{1,2}月份?|全年)"
_LEADING = rf"^(?:(?:\d{{4}}\s*[-—–~至到]\s*)?{_SPAN}(?:\s*[-—–~至到]\s*{_SPAN})?)?(?:{_MONTHS})?(?:的|度)?"
_TRAILING = (
    r"(?:资金)?(?:发放|公示|领取|兑付|兑现|打卡|签领|花名册?|名册|名单|名单表|明细|明细表|登记表|登记册|汇总表|一览表|情况表|清单|清册|"
    r"公示表|发放表|表|册)+$"
)
_DATED = rf"\((?:{_SPAN})?(?:{_MONTHS})?\)|\((?:公示|第?[一二三四五六七八九十\d]+批次?|补发)\)"


def cleaned(name: pl.Expr) -> pl.Expr:
    """A programme's name without year, month and the words of a list's title."""
    narrow = name.str.normalize("NFKC").str.replace_all(r"\s+", "").str.replace_all(_DATED, "")
    bare = narrow.str.replace(_LEADING, "").str.replace(_TRAILING, "")
    return pl.when(bare.str.len_chars() >= 2).then(bare).otherwise(narrow)


class Programmes:
    """The configured programmes, found by their name or an alias, never by a part of it.

    A name whose rules changed has several versions of different years. The latest has the name as its key, the others
    name and years; a year that no version holds in is that of the nearest.
    """

    def __init__(self, configured: Sequence[Programme]) -> None:
        self._versions: dict[str, list[Programme]] = {}
        for programme in sorted(configured, key=_span):
            self._versions.setdefault(programme.name, []).append(programme)
        self._known = {self._key(programme): programme for programme in configured}
        spelled = [
            (spelling, programme.name)
            for programme in configured
            for alias in (*programme.aliases, programme.name)
            for spelling in (alias.removesuffix("资金"), alias)
        ]
        written = pl.DataFrame(spelled, schema={"alias": pl.String, "name": pl.String}, orient="row")
        forms = [written.select(form(pl.col("alias")).alias("form"), "name") for form in (_matching, _outside)]
        self._names = pl.concat(forms).drop_nulls().unique("form", keep="last", maintain_order=True)

    @property
    def dated(self) -> bool:
        """Whether any name has several versions, so that the year has to be known."""
        return any(len(versions) > 1 for versions in self._versions.values())

    def keys(self, written: pl.DataFrame) -> pl.DataFrame:
        """`programme` as written (and `year` as text, which may be missing) → `key`: that of the configured version of
        the year, else the cleaned name; in the same order."""
        forms = written.select(
            plain=cleaned(pl.col("programme")),
            form=_matching(pl.col("programme")),
            outside=_outside(pl.col("programme")),
        )
        exact = forms.join(self._names, on="form", how="left", maintain_order="left")
        looser = exact.join(
            self._names, left_on="outside", right_on="form", how="left", suffix="_out", maintain_order="left"
        )
        named = looser.select(key=pl.coalesce("name", "name_out", "plain"))
        if not self.dated or "year" not in written.columns:
            return named
        pairs = zip(named["key"], written["year"], strict=True)
        return pl.DataFrame({"key": [self._of_year(name, year) for name, year in pairs]}, schema={"key": pl.String})

    def by_rhythm(self) -> tuple[list[str], list[str]]:
        """The keys of the programmes that are paid every month, and of all that are configured."""
        return [key for key, one in self._known.items() if one.monthly], list(self._known)

    def nodes(self, keys: list[str]) -> pl.DataFrame:
        """The nodes of these programmes with what is configured of each."""
        return pl.DataFrame([self._node(key) for key in keys], schema=_SCHEMA, orient="row")

    def exclusions(self, keys: list[str]) -> pl.DataFrame:
        """The pairs (`_from`, `_to`) among these that exclude each other, both ways."""
        stated = [(key, other) for key, programme in self._known.items() for other in programme.excludes]
        others = self.keys(pl.DataFrame({"programme": [other for _, other in stated]}, schema={"programme": pl.String}))
        pairs = [
            (key, self._key(version))
            for (key, _), name in zip(stated, others["key"], strict=True)
            for version in self._versions.get(name, [])
            if _overlap(self._known[key], version)
        ]
        one_way = pl.DataFrame(pairs, schema={"_from": pl.String, "_to": pl.String}, orient="row")
        both = pl.concat([one_way, one_way.select(_from="_to", _to="_from")]).unique().sort("_from", "_to")
        return both.filter(pl.col("_from").is_in(keys) & pl.col("_to").is_in(keys) & (pl.col("_from") != pl.col("_to")))

    def _key(self, programme: Programme) -> str:
        if programme == self._versions[programme.name][-1]:
            return programme.name
        return f"{programme.name}（{programme.first_year or ''}—{programme.last_year or ''}）"

    def _of_year(self, name: str | None, year: str | None) -> str | None:
        versions = self._versions.get(name or "")
        if name is None or versions is None or year is None or not year.isdigit():
            return name
        return self._key(min(versions, key=lambda version: _distance(version, int(year))))

    def _node(self, key: str) -> tuple[object, ...]:
        programme = self._known.get(key)
        known = programme or Programme(key)
        flags = (
            known.monthly,
            known.means_tested,
            known.fiscal_staff_excluded,
            known.cadre_excluded,
            known.after_death,
            known.discretionary,
            known.universal,
            known.event,
            known.kin_notice,
        )
        limits = (known.land, known.grace_days, known.age_min, known.age_max)
        return (key, known.name, programme is not None, known.unit, *flags, *limits)


_FIRST, _LAST = 0, 9999


def _span(programme: Programme) -> tuple[int, int]:
    first = _FIRST if programme.first_year is None else programme.first_year
    return first, _LAST if programme.last_year is None else programme.last_year


def _overlap(one: Programme, other: Programme) -> bool:
    (first, last), (start, end) = _span(one), _span(other)
    return first <= end and start <= last


def _distance(programme: Programme, year: int) -> int:
    """How many years the programme is away from the year; 0 where it holds."""
    first, last = _span(programme)
    return max(first - year, year - last, 0)


def _matching(name: pl.Expr) -> pl.Expr:
    """The form that is compared: cleaned, without brackets and quotation marks."""
    return cleaned(name).str.replace_all(r"[()\[\]【】《》“”\"'‘’、·]", "")


def _outside(name: pl.Expr) -> pl.Expr:
    """The form without what stands in brackets."""
    return _matching(name.str.normalize("NFKC").str.replace_all(r"\([^)]*\)|【[^】]*】|\[[^\]]*\]", ""))


_FLAGS = (
    "monthly",
    "means_tested",
    "fiscal_staff_excluded",
    "cadre_excluded",
    "after_death",
    "discretionary",
    "universal",
    "event",
    "kin_notice",
)
_SCHEMA = {
    "key": pl.String,
    "name": pl.String,
    "configured": pl.Boolean,
    "unit": pl.String,
    **dict.fromkeys(_FLAGS, pl.Boolean),
    "land": pl.String,
    "grace_days": pl.Int64,
    "age_min": pl.Int64,
    "age_max": pl.Int64,
}
