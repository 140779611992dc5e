"""Shortest paths between two nodes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cluegraph.errors import QueryRefused

Build = Callable[..., Any]
ZHANG, LI, WANG = "330299197001010018", "330299198002020029", "330299196503030035"
TYPES = ["KIN", "SHAREHOLDER_OF", "AWARDED_TO", "BOUGHT_BY"]


@pytest.fixture
def graph(build: Build) -> Any:
    return build(
        {
            "kin": [
                {"name": "张三", "id_no": ZHANG, "relative_name": "李四", "relative_id_no": LI, "relation": "兄弟"}
            ],
            "stake": [
                {"company": "甲公司", "holder": "李四", "holder_id_no": LI, "share": Decimal("60")},
                {"company": "甲公司", "holder": "王五", "holder_id_no": WANG, "share": Decimal("40")},
                {"company": "乙公司", "holder": "李四", "holder_id_no": LI, "share": Decimal("5")},
                {"company": "乙公司", "holder": "王五", "holder_id_no": WANG, "share": Decimal("5")},
            ],
            "contract": [
                {"contract_no": "HT1", "title": "修路", "buyer": "县交通局", "supplier": "甲公司", "amount_fen": 1}
            ],
        }
    )


def shown(path: list[Any]) -> list[tuple[str, str, str]]:
    return [(step.start, step.type, step.end) for step in path]


def test_the_shortest_path_runs_both_ways_and_keeps_directions_and_rows(graph: Any) -> None:
    (path,) = graph.engine.paths(f"Person:{ZHANG}", "Unit:县交通局", TYPES, 4)
    assert shown(path) == [
        (f"Person:{ZHANG}", "KIN", f"Person:{LI}"),
        (f"Person:{LI}", "SHAREHOLDER_OF", "Company:甲公司"),
        ("Contract:HT1@县交通局", "AWARDED_TO", "Company:甲公司"),
        ("Contract:HT1@县交通局", "BOUGHT_BY", "Unit:县交通局"),
    ]
    assert path[1].properties["share"] == 60.0
    assert path[1].properties["ref"] == "stake:1"


def test_all_paths_of_the_shortest_length_are_found(graph: Any) -> None:
    paths = graph.engine.paths(f"Person:{LI}", f"Person:{WANG}", TYPES, 4)
    assert [shown(path)[0][2] for path in paths] == ["Company:乙公司", "Company:甲公司"]


def test_there_is_no_path_beyond_the_length_or_over_other_types(graph: Any) -> None:
    assert graph.engine.paths(f"Person:{ZHANG}", "Unit:县交通局", TYPES, 3) == []
    assert graph.engine.paths(f"Person:{ZHANG}", "Unit:县交通局", ["KIN"], 4) == []
    assert graph.engine.paths(f"Person:{ZHANG}", "Person:nobody", TYPES, 4) == []


def test_a_node_is_no_step_from_itself(graph: Any) -> None:
    assert graph.engine.paths(f"Person:{ZHANG}", f"Person:{ZHANG}", TYPES, 4) == [[]]


def test_unknown_words_are_refused(graph: Any) -> None:
    with pytest.raises(QueryRefused, match="NOPE"):
        graph.engine.paths(f"Person:{ZHANG}", f"Person:{LI}", ["NOPE"], 2)
    with pytest.raises(QueryRefused, match="Nobody"):
        graph.engine.paths("Nobody:1", f"Person:{LI}", ["KIN"], 2)
