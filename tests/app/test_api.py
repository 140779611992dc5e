from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from cluegraph.api import County
from cluegraph.errors import ClueNotFound, FileRefused, QueryRefused, UsageError
from cluegraph.graph.engine import Limits
from server.process import Server

PAID = pd.DataFrame(
    {
        "乡镇": ["柳溪镇", "柳溪镇", "柳溪镇"],
        "行政村": ["上坪村", "下坪村", "上坪村"],
        "姓名": ["张三", "张三", "李四"],
        "身份证号码": ["330299197001010018", "330299197001010018", "330299197502020024"],
        "补贴项目": ["临时救助"] * 3,
        "年度": [2023] * 3,
        "补贴金额": [Decimal("300.50"), Decimal("300.50"), Decimal("100.00")],
    }
)


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path / "workspace")
    assert county.load_frame(PAID, "民政局名单").to_json()["totals"]["loaded"] == 3  # type: ignore[index]
    return county


def test_a_frame_is_loaded_and_its_clues_come_back_as_a_frame(county: County) -> None:
    clues = county.check("SUB-01")
    (clue,) = clues.to_dict("records")
    assert clue["amount"] == Decimal("601.00")
    assert {subject["key"] for subject in clue["subjects"]} == {"330299197001010018", "上坪村", "下坪村", "临时救助"}
    assert [(record["file"], record["row"]) for record in clue["records"]] == [
        ("民政局名单.csv", 2),
        ("民政局名单.csv", 3),
    ]


def test_a_frame_of_the_same_name_replaces_the_first_one(county: County) -> None:
    county.load_frame(PAID.head(1), "民政局名单")
    counted = county.query("MATCH (p:Payment) RETURN count(*) AS payments, sum(p.amount_fen) AS fen")
    assert counted.to_dict("records") == [{"payments": 1, "fen": 30050}]
    assert county.check("SUB-01").empty


def test_an_answer_says_whether_rows_were_cut(county: County) -> None:
    people = county.query("MATCH (p:Person) WHERE p.name = $name RETURN p.name AS name", {"name": "李四"})
    assert people["name"].tolist() == ["李四"]
    assert people.attrs["cut"] is False


def test_a_query_that_would_write_is_refused(county: County) -> None:
    with pytest.raises(QueryRefused):
        county.query("CREATE (:Village {key: 'x'})")


def test_a_clause_that_hides_in_an_escape_is_refused(county: County) -> None:
    with pytest.raises(QueryRefused, match="转义"):
        county.query(
            "WITH 'a\\u0027 AS a LOAD CSV FROM \\u0027http://127.0.0.1:9/\\u0027 AS r RETURN r //' AS b RETURN b"
        )


def test_an_explained_clue_is_left_out_and_counted_until_its_data_change(county: County) -> None:
    (clue,) = county.check("SUB-01").to_dict("records")
    county.explain(clue["id"], reason="迁户并村", by="王审核")
    assert county.check("SUB-01").empty
    assert county.check("SUB-01").attrs["silenced"] == 1
    assert county.check("SUB-01", silent=True)["status"].tolist() == ["explained"]
    county.load_frame(PAID.assign(补贴金额=[Decimal("300.50"), Decimal("400.00"), Decimal("100.00")]), "民政局名单")
    assert county.check("SUB-01")["id"].tolist() == [clue["id"]]


def test_a_suppressed_rule_is_silent_until_it_is_undone(county: County) -> None:
    number = county.suppress(rule="SUB-01", until="open", reason="统一清理", by="李复核")
    assert county.check("SUB-01").attrs["silenced"] == 1
    county.undo(number, reason="清理已毕", by="李复核")
    assert len(county.check("SUB-01")) == 1
    with pytest.raises(UsageError, match="没有写明静默什么"):
        county.suppress(until="open", reason="统一清理", by="李复核")


def test_a_frame_without_rows_is_refused(county: County) -> None:
    with pytest.raises(FileRefused, match="没有数据行"):
        county.load_frame(PAID.head(0), "空表")


def test_a_query_becomes_a_network(county: County) -> None:
    network = county.network("MATCH (x:Payment)-[r:PAID_TO]->(p:Person {name: $name}) RETURN x, r, p", {"name": "张三"})
    assert [data["type"] for *_, data in network.edges(data=True)] == ["PAID_TO", "PAID_TO"]
    assert network.nodes["Person:330299197001010018"]["name"] == "张三"
    assert network.graph == {"cut": False, "without_ends": 0}


def test_a_network_of_a_query_whose_rows_were_cut_says_so(county: County) -> None:
    assert county.network("MATCH (x:Payment) RETURN x", limits=Limits(rows=1)).graph["cut"] is True


def test_a_clue_becomes_the_network_of_its_picture(county: County) -> None:
    (clue,) = county.check("SUB-01").to_dict("records")
    network = county.network_of_clue(clue["id"])
    labels = sorted(data["label"] for _, data in network.nodes(data=True))
    assert labels.count("Person") == 1
    assert labels.count("Payment") == 2
    assert {f"{subject['label']}" for subject in clue["subjects"]} <= set(labels)


def test_a_network_of_no_clue_is_refused(county: County) -> None:
    with pytest.raises(ClueNotFound):
        county.network_of_clue("SUB-01-0000000000")


def test_py2neo_is_for_servers(county: County) -> None:
    with pytest.raises(UsageError, match="Neo4j 服务器"):
        county.py2neo()


def test_the_workspace_of_a_server_is_handed_to_py2neo(
    tmp_path: Path, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("py2neo")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file))
    county = County(tmp_path / "workspace", engine=neo4j_server.routed)
    county.load_frame(PAID, "民政局名单")
    with county.py2neo() as graph:
        assert graph.evaluate("MATCH (x:Payment) RETURN sum(x.amount_fen)") == 70100
        assert graph.nodes.match("Person", name="张三").first()["key"] == "330299197001010018"
        with pytest.raises(QueryRefused):
            graph.run("MATCH (n) DETACH DELETE n")


def test_a_network_is_the_same_on_every_engine(
    county: County, tmp_path: Path, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file))
    served = County(county.workspace.root, engine=neo4j_server.address)
    (clue,) = county.check("SUB-01").to_dict("records")
    asked = "MATCH (x:Payment)-[r]->(n) RETURN x, collect({r: r, n: n}) AS around"
    for one, other in (
        (county.network(asked), served.network(asked)),
        (county.network_of_clue(clue["id"]), served.network_of_clue(clue["id"])),
    ):
        assert one.number_of_edges() > 0
        assert list(one.nodes(data=True)) == list(other.nodes(data=True))
        assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
        assert one.graph == other.graph
