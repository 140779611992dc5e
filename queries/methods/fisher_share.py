"""SUB-10: whether kin are over-represented among payees, by Fisher's exact test on each row's four counts.

The test is one-sided (more kin than chance would give) on the hypergeometric distribution: R. A. Fisher, 1922.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scipy.stats import fisher_exact

from cluegraph.graph.engine import Value

ADDS = frozenset({"p_value", "share", "base", "doubts"})

Row = dict[str, Value]


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """The rows in which kin have at least `times` their share and the test stays below `chance`.

    A row has `residents`, `kin_residents`, `payees`, `kin_payees` (payees are among the residents), `unknown` (payees
    of whom nothing is known, for they have no valid ID) and `noted` (kin payees of whom a notice was made). Where the
    condition no longer holds once the unknown are counted as strangers, or the noted are left out, a doubt says so.
    Shares are percent.
    """
    return [{**row, **_figures(row), "doubts": _doubts(row, parameters)} for row in rows if _holds(row, parameters)]


def _count(row: Row, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0


def _holds(row: Row, parameters: Mapping[str, object], strangers: int = 0, without: int = 0) -> bool:
    """Whether the condition holds with so many more payees who are no kin, and without so many kin payees."""
    kin, payees = _count(row, "kin_payees") - without, _count(row, "payees") - without + strangers
    kin_residents, residents = _count(row, "kin_residents") - without, _count(row, "residents") - without + strangers
    if kin < int(str(parameters["least"])) or not kin_residents or not payees:
        return False
    # Compared crosswise, so that exactly so many times the base is not lost to rounding.
    if kin * residents < float(str(parameters["times"])) * kin_residents * payees:
        return False
    return _p_value(kin, payees, kin_residents, residents) < float(str(parameters["chance"]))


def _p_value(kin: int, payees: int, kin_residents: int, residents: int) -> float:
    others = residents - kin_residents
    table = [[kin, payees - kin], [kin_residents - kin, others - (payees - kin)]]
    return float(fisher_exact([[max(cell, 0) for cell in line] for line in table], alternative="greater").pvalue)


def _figures(row: Row) -> Row:
    kin, payees = _count(row, "kin_payees"), _count(row, "payees")
    kin_residents, residents = _count(row, "kin_residents"), _count(row, "residents")
    p_value = _p_value(kin, payees, kin_residents, residents)
    return {
        "p_value": f"{p_value:.1e}" if p_value < 0.001 else f"{p_value:.3f}",
        "share": round(100 * kin / payees),
        "base": round(100 * kin_residents / residents, 1),
    }


def _doubts(row: Row, parameters: Mapping[str, object]) -> list[Value]:
    doubts: list[Value] = []
    if not _holds(row, parameters, strangers=_count(row, "unknown")):
        doubts.append("unknown_payees")
    if not _holds(row, parameters, without=_count(row, "noted")):
        doubts.append("noted")
    return doubts
