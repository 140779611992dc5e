"""A workspace in which somebody's number is covered: from loading to the clue, and what a judgement changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cluegraph import identities
from cluegraph.api import County
from cluegraph.graph.identity.judgements import Judgements
from cluegraph.workspace import Workspace

DEAD = "330299197001010018"
COVERED = "330299********0018"
MENTION = f"张三友@柳溪镇·上坪村#{COVERED}"


@pytest.fixture
def county(tmp_path: Path) -> County:
    """A dead man in the register; his allowance went on under his covered number."""
    county = County(tmp_path / "workspace")
    write(tmp_path / "data", COVERED)
    county.load(tmp_path / "data")
    return county


def write(folder: Path, number: str) -> None:
    folder.mkdir(exist_ok=True)
    register = f"户号,姓名,身份证号,与户主关系,村,乡镇\n001,张三友,{DEAD},户主,上坪村,柳溪镇\n"
    deaths = f"姓名,身份证号,死亡日期,登记部门\n张三友,{DEAD},2022-01-05,民政\n"
    paid = f"姓名,身份证号,村,乡镇,补贴项目,金额,发放日期\n张三友,{number},上坪村,柳溪镇,高龄津贴,300,2023-06-01\n"
    for name, text in (("户籍", register), ("死亡人员", deaths), ("补贴发放表", paid)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def people(county: County) -> list[Any]:
    return list(county.query("MATCH (p:Person) RETURN p.key AS key ORDER BY key")["key"])


def paid_after_death(county: County) -> list[dict[str, Any]]:
    return list(county.check("SUB-05").to_dict("records"))


def judge(county: County, action: Any) -> None:
    Judgements(county.workspace.judgements).record(MENTION, DEAD, action, "王审核", "查了户籍")


def test_loading_merges_nobody_and_checking_resolves(county: County) -> None:
    apart = [DEAD, MENTION]
    assert people(county) == apart
    (clue,) = paid_after_death(county)
    assert people(county) == [DEAD]
    assert (clue["rung"], clue["severity"]) == ("L3", "medium")
    assert "须核对身份证" in clue["notes"][0]
    assert clue["subjects"][0]["key"] == DEAD


def test_what_was_loaded_since_is_not_merged_before_it_is_resolved(county: County, tmp_path: Path) -> None:
    paid_after_death(county)
    write(tmp_path / "data", "330299****01010018")
    county.load(tmp_path / "data")
    assert len(people(county)) == 2


def test_the_person_says_which_rows_were_merged(county: County) -> None:
    paid_after_death(county)
    person = county.query(
        "MATCH (x:Payment)-[:PAID_TO]->(p:Person) RETURN p.merged AS merged, p.merged_rows AS rows, x.ref AS ref"
    )
    assert person["merged"].to_list() == ["L3"]
    assert person["rows"].to_list() == [f"{person['ref'][0]}:L3"]


def test_judged_different_takes_the_clue_away_and_undoing_brings_it_back(county: County) -> None:
    assert len(paid_after_death(county)) == 1
    judge(county, "different")
    assert paid_after_death(county) == []
    judge(county, "undo")
    assert len(paid_after_death(county)) == 1


def test_a_judgement_survives_unloading_and_loading_again(county: County, tmp_path: Path) -> None:
    judge(county, "different")
    assert paid_after_death(county) == []
    write(tmp_path / "data", DEAD)
    county.load(tmp_path / "data")
    assert len(paid_after_death(county)) == 1
    write(tmp_path / "data", COVERED)
    county.load(tmp_path / "data")
    assert paid_after_death(county) == []


def test_switched_off_the_graph_is_as_loaded(county: County) -> None:
    identities.switch(county.workspace, on=False)
    assert paid_after_death(county) == []
    assert len(people(county)) == 2
    identities.switch(county.workspace, on=True)
    assert len(paid_after_death(county)) == 1


def test_where_nobody_is_to_be_resolved_the_graph_is_not_made_again(tmp_path: Path) -> None:
    county = County(tmp_path / "workspace")
    write(tmp_path / "data", DEAD)
    county.load(tmp_path / "data")
    before = county.workspace.graph.stat().st_mtime_ns
    assert len(paid_after_death(county)) == 1
    assert county.workspace.graph.stat().st_mtime_ns == before


def test_the_same_workspace_resolves_alike_every_time(county: County) -> None:
    first = identities.resolution_of(county.workspace)
    copy = Workspace(county.workspace.root)
    (copy.identities / "state.json").unlink()
    again = identities.resolution_of(copy)
    assert first.pairs.equals(again.pairs)
    assert first.merges.equals(again.merges)
