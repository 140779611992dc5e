"""The picture of a clue shows the payments that the clue cites, and no others as if it rested on them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cluegraph.graph.engine import Limits
from cluegraph.graph.items import items
from cluegraph.queries.cases import read_cases
from cluegraph.queries.fixture_graph import graph_of
from cluegraph.queries.fixtures import FixtureRecords
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.picture import picture_of
from cluegraph.queries.run import Clock, RunSettings, check

CLOCK = Clock(now=lambda: datetime(2025, 1, 1, tzinfo=UTC), seconds=lambda: 0.0)
OLD = {
    "payroll": {"unit": "上坪村村委会", "month": "2011-01", "net": "70.00"},
    "subsidy": {
        "village": "上坪村",
        "township": "柳溪镇",
        "programme": "高龄津贴",
        "period": "2011-01",
        "amount": "70",
    },
}
"""Rows of long ago that concern no clue."""


def payments(rule: str, folder: Path, more: bool = False) -> list[tuple[set[str], set[str]]]:
    """Of each clue of the rule's first case the payments in its picture and the rows it cites.

    With `more`, everybody in the case has a salary and a subsidy of long ago as well.
    """
    (file,) = read_library().chosen([rule])
    case = read_cases(file.test_path)[0]
    rows = {kind: [*of_kind] for kind, of_kind in case.records.items()}
    people = {row["id_no"]: row["name"] for of_kind in case.records.values() for row in of_kind if row.get("id_no")}
    for kind, old in OLD.items() if more else ():
        rows[kind] = [*rows.get(kind, []), *(old | {"id_no": id_no, "name": name} for id_no, name in people.items())]
    records = FixtureRecords(rows)
    with graph_of(rows, case.settings, folder) as engine:
        run = check(engine, records, Library([file]), [rule], RunSettings(given={rule: case.parameters}), CLOCK)
        found = []
        for clue in run.clues:
            shown = items([picture_of(clue, file.rule, engine, records.last_day_no(), Limits())])
            drawn = {str(item["ref"]) for item in shown if item.get("_label") == "Payment"}
            found.append((drawn, {record.ref for record in clue.records}))
        return found


def test_a_payment_within_the_days_of_grace_is_not_in_the_picture(tmp_path: Path) -> None:
    """The first payment after the death is within the 31 days."""
    ((drawn, cited),) = payments("SUB-05", tmp_path)
    assert drawn == {"subsidy:2", "subsidy:3", "subsidy:4"}
    assert drawn < cited


@pytest.mark.parametrize("rule", ["PAY-01", "PAY-03", "PAY-04", "PAY-05", "SUB-05", "SUB-06", "SUB-08"])
def test_a_payment_that_is_not_cited_is_not_in_the_picture(rule: str, tmp_path: Path) -> None:
    found = payments(rule, tmp_path, more=True)
    assert found
    for drawn, cited in found:
        assert drawn
        assert drawn <= cited
