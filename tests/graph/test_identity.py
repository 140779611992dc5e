"""Who is the same and who is not: people, villages, companies, contracts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cluegraph.graph.reference import Reference

Build = Callable[..., Any]
ZHANG, LI, WANG = "330299197001010018", "330299198002020029", "330299196503030035"
CODE, OTHER_CODE = "91330299MA2AAAAA1X", "91330299MA2BBBBB2Y"


def subsidy(**given: object) -> dict[str, object]:
    return {
        "programme": "高龄津贴",
        "village": "上坪村",
        "township": "柳溪镇",
        "year": 2023,
        "amount_fen": 100,
        **given,
    }


def test_one_valid_number_is_one_person_over_kinds_and_villages(build: Build) -> None:
    graph = build(
        {
            "subsidy": [subsidy(name="张三", id_no=ZHANG), subsidy(name="张三", id_no=ZHANG, village="下坪村")],
            "payroll": [{"name": "张三", "id_no": ZHANG, "unit": "柳溪镇中心小学", "month": "2023-05", "net_fen": 1}],
        }
    )
    assert graph.keys("Person") == [ZHANG]
    assert len(graph.pairs("PAID_TO")) == 3


def test_people_without_a_valid_number_are_kept_apart_by_village_and_digits(build: Build) -> None:
    masked = "330299********0018"
    graph = build(
        {
            "subsidy": [
                subsidy(name="张三"),
                subsidy(name="张三", village="下坪村"),
                subsidy(name="张三", id_no=masked),
                subsidy(name="张三", id_no="33029919700101001"),
                subsidy(name="张三"),
            ]
        }
    )
    assert graph.keys("Person") == [
        "张三@柳溪镇·上坪村",
        f"张三@柳溪镇·上坪村#{masked}",
        "张三@柳溪镇·上坪村#33029919700101001",
        "张三@柳溪镇·下坪村",
    ]
    assert graph.node("Person", f"张三@柳溪镇·上坪村#{masked}")["natural_key"] == masked
    assert graph.node("Person", "张三@柳溪镇·下坪村")["natural_key"] == "张三@下坪村"


def test_a_name_without_place_and_number_never_joins(build: Build) -> None:
    graph = build({"vehicle": [{"owner": "张三", "plate": "浙A00001"}, {"owner": "张三", "plate": "浙A00002"}]})
    assert len(graph.keys("Person")) == 2


def test_rows_without_a_name_or_number_speak_of_nobody(build: Build) -> None:
    graph = build({"allowance": [{"village": "上坪村", "month": "2023-05", "amount_fen": 1, "collected_by": None}]})
    assert graph.keys("Person") == []
    assert graph.keys("Payment") == ["allowance:1"]


def test_several_names_of_one_number_are_counted_but_not_their_spellings(build: Build) -> None:
    graph = build(
        {
            "subsidy": [
                subsidy(name="买买提·吐尔逊", id_no=ZHANG),
                subsidy(name="买买提•吐尔逊", id_no=ZHANG),
                subsidy(name="李四", id_no=LI),
                subsidy(name="李肆", id_no=LI),
            ]
        }
    )
    assert graph.node("Person", ZHANG)["name_count"] == 1
    assert graph.node("Person", LI)["names"] == "李四、李肆"
    named = graph.rows("MATCH (p:Person)-[r:NAMED]->(f:SourceFile) RETURN p.key, r.name, r.ref")
    assert named == [[LI, "李四", "subsidy:3"], [LI, "李肆", "subsidy:4"]]


def test_every_place_of_an_invalid_number_can_be_cited(build: Build) -> None:
    graph = build({"subsidy": [subsidy(name="张三", id_no="123"), subsidy(name="张三", id_no="123")]})
    refs = graph.rows("MATCH (p:Person)-[r:NAMED]->(:SourceFile) RETURN p.natural_key, p.id_valid, r.ref")
    assert refs == [["123", False, "subsidy:1"], ["123", False, "subsidy:2"]]


def test_birth_and_sex_come_from_a_valid_number_only(build: Build) -> None:
    graph = build({"subsidy": [subsidy(name="张三", id_no=ZHANG), subsidy(name="李四", id_no="3302991970")]})
    person = graph.node("Person", ZHANG)
    assert (person["birth_ymd"], person["sex"], person["id_valid"]) == (19700101, "男", True)
    assert "birth_ymd" not in graph.node("Person", "李四@柳溪镇·上坪村#3302991970")


def test_villages_of_one_name_in_two_townships_are_two(build: Build) -> None:
    graph = build({"subsidy": [subsidy(name="张三"), subsidy(name="张三", township="石桥乡")]})
    assert graph.keys("Village") == ["柳溪镇·上坪村", "石桥乡·上坪村"]
    assert graph.pairs("IN_TOWNSHIP") == [("柳溪镇·上坪村", "柳溪镇"), ("石桥乡·上坪村", "石桥乡")]
    assert len(graph.keys("Person")) == 2


def test_a_village_without_township_is_the_only_one_of_its_name(build: Build) -> None:
    graph = build({"subsidy": [subsidy(name="张三")], "land": [{"holder": "李四", "village": "上坪村"}]})
    assert graph.keys("Village") == ["柳溪镇·上坪村"]


def test_a_village_without_township_is_its_own_where_two_have_the_name(build: Build) -> None:
    rows = [subsidy(name="张三"), subsidy(name="李四", township="石桥乡"), subsidy(name="王五", township=None)]
    graph = build({"subsidy": rows})
    assert graph.keys("Village") == ["上坪村", "柳溪镇·上坪村", "石桥乡·上坪村"]
    assert "township" not in graph.node("Village", "上坪村")


@pytest.mark.parametrize(
    "buyer",
    ["上坪村", "上坪村村民委员会", "上坪村民委员会", "上坪村委会", "上坪村股份经济合作社", "柳溪镇上坪村村民委员会"],
)
def test_the_committee_and_the_cooperative_are_the_village(build: Build, buyer: Any) -> None:
    contract = {"title": "修路", "buyer": buyer, "supplier": "某某公司", "amount_fen": 1}
    graph = build({"subsidy": [subsidy(name="张三")], "contract": [contract]})
    assert graph.pairs("BOUGHT_BY") == [("contract:1", "柳溪镇·上坪村")]
    assert graph.keys("Unit") == []


def test_offices_are_units(build: Build) -> None:
    rows = [{"unit": name, "year": 2023, "budget_fen": 1, "final_fen": 1} for name in ("柳溪镇人民政府", "县教育局")]
    graph = build({"budget": rows})
    assert graph.keys("Unit") == ["县教育局", "柳溪镇人民政府"]


def test_a_company_name_is_the_code_that_all_data_agree_on(build: Build) -> None:
    graph = build(
        {
            "company": [{"company": "柳溪建材有限公司", "uscc": CODE}],
            "contract": [{"title": "修路", "buyer": "县交通局", "supplier": "柳溪建材有限公司", "amount_fen": 1}],
        }
    )
    assert graph.pairs("AWARDED_TO") == [("contract:1", CODE)]


def test_a_company_name_with_two_codes_stays_a_name(build: Build) -> None:
    graph = build(
        {
            "company": [{"company": "兴旺商店", "uscc": CODE}, {"company": "兴旺商店", "uscc": OTHER_CODE}],
            "contract": [{"title": "修路", "buyer": "县交通局", "supplier": "兴旺商店", "amount_fen": 1}],
        }
    )
    assert graph.pairs("AWARDED_TO") == [("contract:1", "兴旺商店")]
    assert graph.keys("Company") == [CODE, OTHER_CODE, "兴旺商店"]


def test_brackets_of_both_widths_are_one_company(build: Build) -> None:
    graph = build(
        {
            "company": [{"company": "云溪(集团)有限公司", "uscc": CODE}],
            "stake": [{"company": "云溪（集团）有限公司", "holder": "张三", "holder_id_no": ZHANG}],
        }
    )
    assert graph.pairs("SHAREHOLDER_OF") == [(ZHANG, CODE)]


def test_an_invalid_code_is_not_a_key(build: Build) -> None:
    graph = build({"company": [{"company": "某某厂", "uscc": "9133"}]})
    assert graph.keys("Company") == ["某某厂"]


def test_contracts_of_one_number_and_two_buyers_are_two(build: Build) -> None:
    rows = [
        {"contract_no": "HT1", "title": "甲", "buyer": "县交通局", "supplier": "某某公司", "amount_fen": 1},
        {"contract_no": "HT1", "title": "乙", "buyer": "县水利局", "supplier": "某某公司", "amount_fen": 1},
    ]
    graph = build({"contract": rows})
    assert graph.keys("Contract") == ["HT1@县交通局", "HT1@县水利局"]
    assert graph.node("Contract", "HT1@县水利局")["natural_key"] == "HT1"


def test_households_of_one_number_in_two_villages_are_two(build: Build) -> None:
    rows = [
        {"household_no": "01", "name": "张三", "id_no": ZHANG, "village": "上坪村"},
        {"household_no": "01", "name": "李四", "id_no": LI, "village": "下坪村"},
        {"household_no": "01", "name": "王五", "id_no": WANG},
    ]
    graph = build({"household": rows})
    assert graph.keys("Household") == ["01", "上坪村#01", "下坪村#01"]


def test_names_with_quotes_backslashes_newlines_and_cypher_come_back_as_written(build: Build) -> None:
    names = [
        "O'Brien",
        'a"b',
        "c\\d\\",
        "e\nf",
        "') DETACH DELETE n //",
        "${x} `y` {{z}}",
        "\ttab",
        "<script>1</script>",
    ]
    graph = build({"subsidy": [subsidy(name=name, remark=name) for name in names]}, Reference())
    assert [row[0] for row in graph.rows("MATCH (p:Person) RETURN p.name")] == sorted(names)
    assert [row[0] for row in graph.rows("MATCH (x:Payment) RETURN x.remark")] == sorted(names)
    assert graph.rows("MATCH (p:Person) WHERE p.name = $name RETURN p.name", name="c\\d\\") == [["c\\d\\"]]


def test_the_same_rows_in_another_order_make_the_same_graph(build: Build) -> None:
    rows = [
        subsidy(name="李肆", id_no=LI, account="1", account_name="李四", row=3, ref="subsidy:3"),
        subsidy(name="李四", id_no=LI, account="1", account_name="李肆", row=1, ref="subsidy:1"),
        subsidy(name="李四", id_no=LI, account="1", account_name="李四", row=2, ref="subsidy:2"),
    ]
    asked = "MATCH (p:Person) OPTIONAL MATCH (a:Account)-[h:HELD_BY]->(p) RETURN p, a, h"
    first = build({"subsidy": rows}).rows(asked)
    assert build({"subsidy": rows[::-1]}).rows(asked) == first
    assert first[0][2]["ref"] == "subsidy:2"
