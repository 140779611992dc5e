"""Whom a bank's holder names mean: a village, a unit, a company, or nobody where it is a person's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from cluegraph.graph.companies import Companies
from cluegraph.graph.owners import owners
from cluegraph.graph.places import Places

Build = Callable[..., Any]
CODE = "91330299MA2AAAAA1X"
PLACES = Places([pl.DataFrame({"village": ["上坪村", "李村"], "township": ["柳溪镇", "柳溪镇"]})])
COMPANIES = Companies([pl.DataFrame({"name": ["云溪县安泰建设有限公司"], "uscc": [CODE]})])


@pytest.mark.parametrize(
    ("written", "key", "label"),
    [
        ("上坪村村民委员会", "柳溪镇·上坪村", "Village"),
        ("柳溪镇上坪村股份经济合作社", "柳溪镇·上坪村", "Village"),
        ("李村", "柳溪镇·李村", "Village"),
        ("柳溪镇人民政府", "柳溪镇人民政府", "Unit"),
        ("云溪县公路管理处", "云溪县公路管理处", "Unit"),
        ("云溪县安泰建设有限公司", CODE, "Company"),
        ("云溪县文友商贸有限公司", "云溪县文友商贸有限公司", "Company"),
        ("张三", None, None),
        ("刘爱村", None, None),
        ("何其会", None, None),
        ("欧阳建国", None, None),
        ("阿卜杜拉·买买提", None, None),
        (None, None, None),
    ],
)
def test_the_holder_of_an_account_is_a_village_a_unit_a_company_or_nobody(
    written: str | None, key: str | None, label: str | None
) -> None:
    named = pl.DataFrame({"name": pl.Series([written], dtype=pl.String)})
    found = owners(named, PLACES, COMPANIES).row(0, named=True)
    assert (found["key"], found["label"]) == (key, label)


def test_a_bank_flow_says_whose_the_accounts_of_units_and_companies_are_and_makes_no_person(build: Build) -> None:
    row = {"from_account": "20100299100001", "from_name": "柳溪镇人民政府", "to_account": "330501600001",
           "to_name": "云溪县安泰建设有限公司", "amount_fen": 100, "at": "2023-05-01", "purpose": "工程款"}  # fmt: skip
    second = {**row, "from_account": "330501600001", "from_name": "云溪县安泰建设有限公司", "to_account": "62170001",
              "to_name": "张三"}  # fmt: skip
    graph = build({"transfer": [row, second]})
    assert graph.pairs("HELD_BY") == [
        ("20100299100001", "柳溪镇人民政府"),
        ("330501600001", "云溪县安泰建设有限公司"),
    ]
    first, _ = sorted(graph.relationships("TRANSFERRED"), key=lambda transfer: transfer["row"])
    assert (first["from_name"], first["to_name"]) == ("柳溪镇人民政府", "云溪县安泰建设有限公司")
    assert graph.pairs("PAID_TO") == []
    assert graph.node("Account", "62170001")["holder_names"] == "张三"
