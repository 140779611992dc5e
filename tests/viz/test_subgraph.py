"""Pictures of real clues, found by the shipped rules in the records of their own cases."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cluegraph.errors import ClueNotFound, UsageError
from cluegraph.graph.engine import Engine
from cluegraph.queries.cases import Case, read_cases
from cluegraph.queries.fixture_graph import graph_of
from cluegraph.queries.fixtures import FixtureRecords
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.rule import RuleFile
from cluegraph.queries.run import RunSettings, check
from cluegraph.viz.draw import draw_clue, draw_neighbourhood, picture_of_clue
from cluegraph.viz.start import find_start
from cluegraph.viz.subgraph import clue_network, neighbourhood
from cluegraph.viz.vocabulary import shipped

ID, OTHER_ID = "330299197001010018", "330299198001010020"
ACCOUNT = "6217001234567890123"
USCC = "91330299MA2XY4KT5H"
ROWS = {
    "subsidy": [
        {"name": "张三", "id_no": ID, "programme": "耕地地力保护补贴", "village": "上坪村", "township": "柳溪镇",
         "year": 2023, "amount": "300.00", "account": ACCOUNT, "phone": "13800001234", "remark": f"卡{ACCOUNT}"},
        {"name": "张三", "id_no": ID, "programme": "耕地地力保护补贴", "village": "下坪村", "township": "柳溪镇",
         "year": 2023, "amount": "310.00", "account": ACCOUNT},
        {"name": "李四", "id_no": OTHER_ID, "programme": "耕地地力保护补贴", "village": "上坪村", "township": "青山镇",
         "year": 2023, "amount": "320.00", "account": ACCOUNT},
    ],
    "company": [{"company": "上坪建筑有限公司", "uscc": USCC, "legal_representative": "张三",
                 "legal_representative_id_no": ID, "status": "存续"}],
}  # fmt: skip
LIBRARY = [file for file in read_library() if file.test_path.exists()]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder, graph_of(ROWS, {}, Path(folder)) as made:
        yield made


def first_hit(file: RuleFile) -> Case:
    return next(case for case in read_cases(file.test_path) if case.case == "hit")


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.rule.id)
def test_every_rule_draws_its_clue_with_all_subjects_and_no_whole_number(file: RuleFile, tmp_path: Path) -> None:
    case = first_hit(file)
    records = FixtureRecords(case.records)
    with graph_of(case.records, case.settings, tmp_path) as engine:
        settings = RunSettings(given={file.rule.id: case.parameters})
        clue = check(engine, records, Library([file]), [file.rule.id], settings).clues[0]
        network = clue_network(clue, file.rule, engine, records, shipped())
        page = draw_clue(clue, file.rule, engine, records)
        picture = picture_of_clue(clue, file.rule, engine, records)
    drawn = {node.id for node in network.nodes}
    assert {f"{subject.label}:{subject.node}" for subject in clue.subjects} <= drawn
    assert clue.id in page
    assert picture.startswith(b"\x89PNG")
    numbers = {
        str(row.get(field) or "")
        for rows in case.records.values()
        for row in rows
        for field in row
        if field.endswith("id_no")
    }
    for number in numbers - {""}:
        assert "*" in number or number not in page
    assert re.findall(r"(?<!\d)330299(?:19|20)\d{9}[\dX](?!\d)", page) == []


def test_a_persons_neighbourhood_reaches_lists_account_and_company(engine: Engine) -> None:
    network = neighbourhood(find_start("Person", ID, engine), 2, engine, FixtureRecords(ROWS), shipped())
    assert {"Village:柳溪镇·上坪村", "Village:柳溪镇·下坪村", f"Account:{ACCOUNT}", f"Company:{USCC}"} <= {
        node.id for node in network.nodes
    }
    assert [node.caption for node in network.nodes if node.focus] == ["张三"]
    assert f"Person:{OTHER_ID}" not in {node.id for node in network.nodes}
    assert {row.cells["amount"] for row in network.rows() if "amount" in row.cells} == {"300.00", "310.00"}


def test_more_hops_reach_who_shares_the_account(engine: Engine) -> None:
    network = neighbourhood(find_start("Person", ID, engine), 4, engine, FixtureRecords(ROWS), shipped())
    assert f"Person:{OTHER_ID}" in {node.id for node in network.nodes}


def test_one_step_from_a_village_is_whom_it_pays(engine: Engine) -> None:
    network = neighbourhood(find_start("Village", "下坪村", engine), 1, engine, FixtureRecords(ROWS), shipped())
    assert {f"Person:{ID}", f"Account:{ACCOUNT}"} <= {node.id for node in network.nodes}


def test_one_hop_of_a_company_is_its_representative(engine: Engine) -> None:
    network = neighbourhood(find_start("Company", USCC.lower(), engine), 1, engine, FixtureRecords(ROWS), shipped())
    assert f"Person:{ID}" in {node.id for node in network.nodes}
    assert {edge.type for edge in network.edges} >= {"LEGAL_REP_OF"}


def test_a_neighbourhood_is_masked_to_the_byte(engine: Engine) -> None:
    page = draw_neighbourhood(find_start("Person", ID, engine), 4, engine, FixtureRecords(ROWS)).encode()
    for whole in (ID, OTHER_ID, ACCOUNT, "13800001234"):
        assert whole.encode() not in page
    assert USCC.encode() in page


def test_a_village_of_two_townships_must_be_named_with_its_township(engine: Engine) -> None:
    with pytest.raises(UsageError, match="柳溪镇·上坪村、青山镇·上坪村"):
        find_start("Village", "上坪村", engine)
    assert find_start("Village", "青山镇·上坪村", engine).key == "青山镇·上坪村"
    assert find_start("Village", "下坪村", engine).key == "柳溪镇·下坪村"


@pytest.mark.parametrize(
    ("label", "named"), [("Person", "330299199901010011"), ("Company", "无此公司"), ("Village", "x')")]
)
def test_who_is_not_in_the_data_is_said_so(engine: Engine, label: str, named: str) -> None:
    with pytest.raises(ClueNotFound, match="已载入的数据里没有"):
        find_start(label, named, engine)


@pytest.mark.parametrize("written", [ID, "３３０２９９１９７００１０１００１８", f" {ID} "])
def test_an_id_is_found_however_it_is_written(engine: Engine, written: str) -> None:
    assert find_start("Person", written, engine).key == ID


@pytest.mark.parametrize("hops", [0, 5])
def test_hops_are_from_one_to_four(engine: Engine, hops: int) -> None:
    with pytest.raises(UsageError, match="--hops"):
        neighbourhood(find_start("Person", ID, engine), hops, engine, FixtureRecords(ROWS), shipped())


def test_a_clue_whose_picture_shows_none_of_its_rows_falls_back_to_them(tmp_path: Path) -> None:
    file = next(file for file in LIBRARY if file.rule.picture and first_hit(file).records.keys() == {"allowance"})
    case = first_hit(file)
    records = FixtureRecords(case.records)
    blind = file.rule.model_copy(update={"picture": "MATCH (x:Tip) RETURN x"})
    with graph_of(case.records, case.settings, tmp_path) as engine:
        settings = RunSettings(given={file.rule.id: case.parameters})
        clue = check(engine, records, Library([file]), [file.rule.id], settings).clues[0]
        network = clue_network(clue, blind, engine, records, shipped())
    assert {node.id for node in network.nodes if node.label == "Payment"} == {
        f"Payment:{each.ref}" for each in clue.records
    }
    assert {row.row for row in network.rows()} >= {each.row for each in clue.records}
