"""What each kind of record becomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from cluegraph.graph.projection import projections
from cluegraph.graph.reference import Programme, Reference, TenderLimit

Build = Callable[..., Any]
ZHANG, LI, WANG = "330299197001010018", "330299198002020029", "330299196503030035"
CODE = "91330299MA2AAAAA1X"
EPOCH = date(1970, 1, 1)


def day_no(day: date) -> int:
    return (day - EPOCH).days


def test_a_subsidy_row_is_a_payment_with_its_row(build: Build) -> None:
    row = {
        "name": "张三",
        "id_no": ZHANG,
        "programme": "2023年耕地地力保护补贴",
        "amount_fen": 36915,
        "village": "上坪村",
        "township": "柳溪镇",
        "year": 2023,
        "period": "2023-05",
        "account": "62170001",
        "bank": "农商行",
        "account_name": "张三",
        "quantity": Decimal("3.5"),
        "rate": Decimal("105.47"),
        "remark": "补发上年",
    }
    graph = build({"subsidy": [row]})
    payment = graph.node("Payment", "subsidy:1")
    assert payment == {
        "key": "subsidy:1",
        "ref": "subsidy:1",
        "kind": "subsidy",
        "amount_fen": 36915,
        "year": 2023,
        "month_no": 24281,
        "period": "2023-05",
        "day_no": day_no(date(2023, 5, 20)),
        "earliest_day_no": day_no(date(2023, 5, 20)),
        "ymd": 20230520,
        "date_given": False,
        "quantity": 3.5,
        "rate_fen": 10547,
        "expected_fen": 36915,
        "back_pay": True,
        "remark": "补发上年",
        "account_name": "张三",
        "source": "ab" * 32,
        "path": "甲.xlsx",
        "sheet": "Sheet1",
        "row": 1,
        "_label": "Payment",
    }
    assert graph.pairs("PAID_TO") == [("subsidy:1", ZHANG)]
    assert graph.pairs("INTO") == [("subsidy:1", "62170001")]
    assert graph.pairs("UNDER") == [("subsidy:1", "耕地地力保护补贴")]
    assert graph.pairs("LISTED_BY") == [("subsidy:1", "柳溪镇·上坪村")]
    assert graph.pairs("HELD_BY") == [("62170001", ZHANG)]
    (paid,) = graph.relationships("PAID_TO")
    assert paid == {"source": "ab" * 32, "path": "甲.xlsx", "sheet": "Sheet1", "row": 1, "_type": "PAID_TO"}


@pytest.mark.parametrize(
    ("given", "day", "month", "earliest"),
    [
        ({"period": "2023", "year": 2023}, None, None, date(2023, 1, 1)),
        ({"period": "2023-02", "year": 2023}, date(2023, 2, 20), 2023 * 12 + 2, date(2023, 2, 20)),
        ({"period": "2023", "year": 2023, "date": date(2023, 9, 8)}, date(2023, 9, 8), None, date(2023, 9, 8)),
        (
            {"period": "2023-02", "year": 2023, "date": date(2023, 3, 1)},
            date(2023, 3, 1),
            2023 * 12 + 2,
            date(2023, 3, 1),
        ),
    ],
)
def test_when_a_subsidy_was_paid(build: Build, given: Any, day: Any, month: Any, earliest: Any) -> None:
    row = {"name": "张三", "programme": "低保", "village": "上坪村", "amount_fen": 1, **given}
    payment = build({"subsidy": [row]}).node("Payment", "subsidy:1")
    assert payment.get("day_no") == (day_no(day) if day else None)
    assert payment.get("month_no") == month
    assert payment["earliest_day_no"] == day_no(earliest)


@pytest.mark.parametrize(
    ("programme", "given", "period"),
    [
        ("低保", {"period": "2023", "year": 2023, "period_from": "title"}, "2023-03"),
        ("低保", {"period": "2022", "year": 2022, "period_from": "title"}, "2022"),
        ("危改", {"period": "2023-03", "year": 2023, "period_from": "date"}, "2023"),
        ("危改", {"period": "2023-03", "year": 2023, "period_from": "column"}, "2023-03"),
        ("爱心补助", {"period": "2023-03", "year": 2023, "period_from": "date"}, "2023-03"),
    ],
)
def test_a_date_alone_is_read_by_the_rhythm_of_the_programme(
    build: Build, programme: str, given: Any, period: str
) -> None:
    reference = Reference([Programme("低保", monthly=True), Programme("危改")])
    row = {
        "name": "张三",
        "programme": programme,
        "village": "上坪村",
        "amount_fen": 1,
        "date": date(2023, 3, 1),
        **given,
    }
    assert build({"subsidy": [row]}, reference).node("Payment", "subsidy:1")["period"] == period


def test_payroll_pays_the_net_and_else_the_gross(build: Build) -> None:
    common = {"name": "李四", "id_no": LI, "unit": "柳溪镇人民政府", "month": "2023-12", "status": "在职"}
    rows = [{**common, "net_fen": 500, "gross_fen": 600}, {**common, "gross_fen": 600}]
    graph = build({"payroll": rows})
    paid = graph.rows(
        "MATCH (x:Payment) RETURN x.key, x.amount_fen, x.net_fen, x.gross_fen, x.status, x.month_no, x.year"
    )
    assert paid == [
        ["payroll:1", 500, 500, 600, "在职", 24288, 2023],
        ["payroll:2", 600, None, 600, "在职", 24288, 2023],
    ]
    assert graph.pairs("UNDER") == []


def test_an_allowance_row(build: Build) -> None:
    row = {
        "name": "张三",
        "id_no": ZHANG,
        "village": "上坪村",
        "date": date(2023, 9, 29),
        "days": Decimal("0.5"),
        "rate": Decimal("120"),
        "amount_fen": 6000,
        "reason": "防汛",
        "handled_by": "李四",
        "approved_by": "王五",
        "collected_by": "赵六",
        "collected_by_id_no": WANG,
    }
    graph = build({"allowance": [row]})
    payment = graph.node("Payment", "allowance:1")
    assert (payment["kind"], payment["days"], payment["period"]) == ("allowance", 0.5, "2023-09")
    assert (payment["date"], payment["date_given"], payment["workday"]) == ("2023-09-29", True, False)
    assert graph.pairs("HANDLED_BY") == [("allowance:1", "李四@上坪村")]
    assert graph.pairs("APPROVED_BY") == [("allowance:1", "王五@上坪村")]
    assert graph.pairs("COLLECTED_BY") == [("allowance:1", WANG)]


def test_working_days_follow_the_state_calendar(build: Build) -> None:
    days = [date(2023, 10, 7), date(2023, 10, 8), date(2023, 10, 9), date(2023, 10, 6), date(1999, 1, 2)]
    rows = [{"name": "张三", "village": "上坪村", "date": day, "amount_fen": 1} for day in days]
    found = build({"allowance": rows}).rows("MATCH (x:Payment) RETURN x.row, x.workday")
    assert found == [[1, True], [2, True], [3, True], [4, False], [5, False]]


def test_a_voucher_pays_a_company_for_its_contract(build: Build) -> None:
    graph = build(
        {
            "company": [{"company": "柳溪建材有限公司", "uscc": CODE}],
            "contract": [
                {
                    "contract_no": "HT1",
                    "title": "修路",
                    "buyer": "上坪村委会",
                    "supplier": "柳溪建材有限公司",
                    "amount_fen": 9,
                }
            ],
            "payment": [
                {
                    "payer": "上坪村",
                    "payee": "柳溪建材有限公司",
                    "payee_account": "3300",
                    "amount_fen": 5,
                    "date": date(2023, 4, 5),
                    "contract_no": "HT1",
                    "invoice_issuer": "别的公司",
                }
            ],
        }
    )
    assert graph.pairs("PAID_TO") == [("payment:1", CODE)]
    assert graph.pairs("FOR") == [("payment:1", "HT1@上坪村")]
    assert graph.pairs("HELD_BY") == [("3300", CODE)]
    assert graph.node("Payment", "payment:1")["invoice_issuer"] == "别的公司"


@pytest.mark.parametrize(
    ("payee", "label"),
    [
        ({"payee": "张三", "payee_id_no": ZHANG}, "Person"),
        ({"payee": "张三"}, "Person"),
        ({"payee": "柳溪镇兴旺商店"}, "Company"),
        ({"payee": "某某", "payee_uscc": CODE}, "Company"),
        ({"payee": "柳溪镇中心卫生院"}, None),
        ({"payee": "下坪村村民委员会"}, None),
    ],
)
def test_who_a_voucher_pays(build: Build, payee: Any, label: Any) -> None:
    graph = build({"payment": [{"payer": "县教育局", "amount_fen": 1, "date": date(2023, 1, 1), **payee}]})
    found = graph.rows("MATCH (x:Payment)-[:PAID_TO]->(p) RETURN label(p)")
    assert found == ([[label]] if label else [])
    assert graph.node("Payment", "payment:1")["payee_name"] == payee["payee"]


def test_a_published_row_is_no_payment(build: Build) -> None:
    row = {
        "name": "张三",
        "id_no": "330299********0018",
        "programme": "低保",
        "village": "上坪村",
        "year": 2023,
        "amount_fen": 1,
    }
    graph = build({"published": [row]})
    assert graph.keys("Payment") == []
    entry = graph.node("PublishedEntry", "published:1")
    assert (entry["name"], entry["id_text"], entry["year"]) == ("张三", "330299********0018", 2023)
    assert graph.pairs("NAMES") == [("published:1", "张三@上坪村#330299********0018")]
    assert graph.pairs("UNDER") == [("published:1", "低保")]
    assert graph.pairs("LISTED_BY") == [("published:1", "上坪村")]


def test_posts_and_employment_have_numbers_beside_dates_and_open_ends(build: Build) -> None:
    graph = build(
        {
            "cadre": [
                {
                    "name": "李四",
                    "id_no": LI,
                    "post": "村主任",
                    "village": "上坪村",
                    "from": date(2020, 3, 1),
                    "to": None,
                }
            ],
            "public_payroll": [
                {
                    "name": "李四",
                    "id_no": LI,
                    "unit": "县教育局",
                    "status": "在职",
                    "from": date(2010, 1, 1),
                    "to": date(2019, 12, 31),
                }
            ],
        }
    )
    (post,) = graph.relationships("HOLDS_POST")
    assert (post["post"], post["from"], post["from_day_no"], post["from_month_no"]) == (
        "村主任",
        "2020-03-01",
        day_no(date(2020, 3, 1)),
        2020 * 12 + 3,
    )
    assert "to" not in post and "to_day_no" not in post
    (employment,) = graph.relationships("EMPLOYED_BY")
    assert (employment["to"], employment["to_month_no"], employment["status"]) == ("2019-12-31", 2019 * 12 + 12, "在职")
    assert graph.rows("MATCH (p:Person)-[r:HOLDS_POST]->(v:Village) WHERE r.to IS NULL RETURN v.name") == [["上坪村"]]


def test_the_earliest_death_of_all_registers_counts(build: Build) -> None:
    rows = [
        {"name": "张三", "id_no": ZHANG, "died_on": date(2023, 5, 2), "register": "民政"},
        {"name": "张三", "id_no": ZHANG, "died_on": date(2023, 5, 1), "register": "公安"},
    ]
    graph = build({"death": rows})
    person = graph.node("Person", ZHANG)
    assert (person["died_on"], person["died_day_no"]) == ("2023-05-01", day_no(date(2023, 5, 1)))
    assert person["died_month_no"] == 2023 * 12 + 5
    recorded = graph.rows(
        "MATCH (:Person)-[r:DEATH_RECORDED_IN]->(f:SourceFile) RETURN r.register, r.day_no, r.ref, f.path"
    )
    assert recorded == [["公安", 19478, "death:2", "甲.xlsx"], ["民政", 19479, "death:1", "甲.xlsx"]]


def test_kin_come_from_declarations_and_from_the_household(build: Build) -> None:
    household = [
        {"household_no": "1", "name": "李四", "id_no": LI, "relation_to_head": "户主", "village": "上坪村"},
        {"household_no": "1", "name": "张三", "id_no": ZHANG, "relation_to_head": "子", "village": "上坪村"},
        {"household_no": "1", "name": "王五", "id_no": WANG, "relation_to_head": "非亲属", "village": "上坪村"},
    ]
    kin = [
        {
            "name": "赵六",
            "id_no": "330299197705050047",
            "relative_name": "李四",
            "relative_id_no": LI,
            "relation": "兄弟",
        }
    ]
    cadre = [{"name": "赵六", "id_no": "330299197705050047", "post": "书记", "village": "上坪村"}]
    graph = build({"household": household, "kin": kin, "cadre": cadre})
    assert graph.rows("MATCH (a:Person)-[r:KIN]->(b:Person) RETURN a.name, b.name, r.relation, r.ref") == [
        ["李四", "张三", "子", "household:2"],
        ["赵六", "李四", "兄弟", "kin:1"],
    ]
    assert graph.rows("MATCH (a:Person)-[r:KIN_WITHIN]->(b:Person) RETURN a.name, b.name, r.hops") == [
        ["赵六", "张三", 2],
        ["赵六", "李四", 1],
        ["赵六", "赵六", 0],
    ]
    assert len(graph.pairs("IN_HOUSEHOLD")) == 3
    assert len(graph.pairs("LIVES_IN")) == 3


def test_kin_end_after_four_steps_and_take_the_shortest_way(build: Build) -> None:
    chain = [f"33029919700101{number:04d}" for number in range(6)]
    kin = [
        {
            "name": f"甲{at}",
            "id_no": chain[at],
            "relative_name": f"甲{at + 1}",
            "relative_id_no": chain[at + 1],
            "relation": "兄弟",
        }
        for at in range(5)
    ]
    kin.append(
        {"name": "甲0", "id_no": chain[0], "relative_name": "甲3", "relative_id_no": chain[3], "relation": "叔侄"}
    )
    cadre = [{"name": "甲0", "id_no": chain[0], "post": "书记", "village": "上坪村"}]
    found = build({"kin": kin, "cadre": cadre}).rows("MATCH (:Person)-[r:KIN_WITHIN]->(b:Person) RETURN b.name, r.hops")
    assert found == [["甲0", 0], ["甲1", 1], ["甲2", 2], ["甲3", 1], ["甲4", 2], ["甲5", 3]]


def test_stakes_are_shares_offices_or_both(build: Build) -> None:
    stakes = [
        {"company": "甲公司", "holder": "张三", "holder_id_no": ZHANG, "share": Decimal("60"), "role": "股东"},
        {"company": "甲公司", "holder": "李四", "holder_id_no": LI, "role": "监事"},
        {"company": "甲公司", "holder": "王五", "holder_id_no": WANG, "share": Decimal("10"), "role": "股东、董事"},
        {"company": "甲公司", "holder": "乙公司", "holder_uscc": CODE, "share": Decimal("30")},
    ]
    graph = build({"stake": stakes})
    shares = graph.rows("MATCH (h)-[r:SHAREHOLDER_OF]->(:Company) RETURN h.key, r.share")
    assert shares == [[WANG, 10.0], [ZHANG, 60.0], [CODE, 30.0]]
    offices = graph.rows("MATCH (h:Person)-[r:EXECUTIVE_OF]->(:Company) RETURN h.key, r.role")
    assert offices == [[WANG, "股东、董事"], [LI, "监事"]]


def test_a_company_with_its_representative_phone_and_village(build: Build) -> None:
    company = {
        "company": "柳溪建材有限公司",
        "uscc": CODE,
        "legal_representative": "李四",
        "legal_representative_id_no": LI,
        "founded_on": date(2020, 1, 2),
        "status": "存续",
        "capital_fen": 100,
        "address": "云溪县柳溪镇上坪村8号",
        "phone": "13800000000",
        "insured_staff": 0,
    }
    other = {"company": "已注销公司", "uscc": "91330299MA2CCCCC3Z", "status": "注销"}
    land = {"holder": "张三", "village": "上坪村", "township": "柳溪镇"}
    graph = build({"company": [company, other, {"company": "不详公司"}], "land": [land]})
    node = graph.node("Company", CODE)
    assert (node["active"], node["insured_staff"], node["founded_on"]) == (True, 0, "2020-01-02")
    assert graph.node("Company", "91330299MA2CCCCC3Z")["active"] is False
    assert "active" not in graph.node("Company", "不详公司")
    assert graph.pairs("LEGAL_REP_OF") == [(LI, CODE)]
    assert graph.pairs("LOCATED_IN") == [(CODE, "柳溪镇·上坪村")]
    assert graph.pairs("USES") == [(CODE, "address:云溪县柳溪镇上坪村8号"), (CODE, "phone:13800000000")]


def test_an_address_names_a_village_only_as_a_whole_and_in_its_township(build: Build) -> None:
    villages = [
        {"holder": "张三", "village": name, "township": town}
        for name, town in (("上坪村", "柳溪镇"), ("大上坪村", "柳溪镇"), ("同名村", "柳溪镇"), ("同名村", "石桥乡"))
    ]
    addresses = ["柳溪镇大上坪村1号", "柳溪镇新上坪村1号", "同名村1号", "云溪县石桥乡同名村2号", "县城建设路1号"]
    companies = [{"company": f"公司{number}", "address": text} for number, text in enumerate(addresses)]
    graph = build({"land": villages, "company": companies})
    assert graph.pairs("LOCATED_IN") == [("公司0", "柳溪镇·大上坪村"), ("公司3", "石桥乡·同名村")]


def test_things_that_people_own(build: Build) -> None:
    graph = build(
        {
            "vehicle": [{"owner": "张三", "id_no": ZHANG, "plate": "浙A12345", "kind": "轿车", "status": "正常"}],
            "property": [{"owner": "张三", "id_no": ZHANG, "certificate_no": "浙2020第1号", "area": Decimal("98.5")}],
            "land": [
                {
                    "holder": "张三",
                    "id_no": ZHANG,
                    "village": "上坪村",
                    "confirmed_area": Decimal("5.25"),
                    "lent_out": Decimal("1"),
                }
            ],
        }
    )
    assert graph.pairs("OWNS") == [(ZHANG, "land:1"), (ZHANG, "浙2020第1号"), (ZHANG, "浙A12345")]
    assert graph.node("Plot", "land:1")["confirmed_area"] == 5.25
    assert graph.node("Vehicle", "浙A12345")["kind"] == "轿车"


def test_tenders_bids_and_what_bidders_share(build: Build) -> None:
    graph = build(
        {
            "tender": [
                {
                    "tender_no": "ZB1",
                    "title": "修路",
                    "buyer": "县交通局",
                    "base_price_fen": 100,
                    "deadline": date(2023, 5, 1),
                }
            ],
            "bid": [
                {"tender_no": "ZB1", "bidder": "甲公司", "price_fen": 90, "won": True, "mac": "AA-BB", "rank": 1},
                {
                    "tender_no": "ZB1",
                    "bidder": "乙公司",
                    "price_fen": 95,
                    "won": False,
                    "mac": "aa:bb",
                    "ip": "127.0.0.1",
                },
                {"tender_no": "ZB2", "bidder": "乙公司", "price_fen": 95},
            ],
        }
    )
    assert graph.pairs("CALLED_BY") == [("ZB1", "县交通局")]
    tender = graph.node("Tender", "ZB1")
    assert (tender["title"], tender["ref"], tender["deadline_day_no"]) == ("修路", "tender:1", day_no(date(2023, 5, 1)))
    assert graph.node("Tender", "ZB2")["ref"] == "bid:3"
    bids = graph.rows("MATCH (c:Company)-[b:BID_FOR]->(t:Tender {key: 'ZB1'}) RETURN c.key, b.price_fen, b.won, b.rank")
    assert bids == [["乙公司", 95, False, None], ["甲公司", 90, True, 1]]
    assert graph.rows("MATCH (c:Company)-[u:USES]->(i:Identifier) RETURN c.key, i.key, u.tender") == [
        ["乙公司", "mac:AABB", "ZB1"],
        ["甲公司", "mac:AABB", "ZB1"],
    ]


def test_a_project_manager_with_a_number_is_proposed_by_the_bidder(build: Build) -> None:
    bids = [
        {"tender_no": "ZB1", "bidder": "甲公司", "project_manager": "张三", "project_manager_id_no": ZHANG},
        {"tender_no": "ZB1", "bidder": "乙公司", "project_manager": "张三"},
    ]
    submitted = {"submitted_at": date(2023, 5, 1), "remark": "联合体"}
    graph = build({"bid": [{"price_fen": 1, **bid, **submitted} for bid in bids]})
    rows = graph.rows("MATCH (p:Person)-[r:PROPOSED_BY]->(c:Company) RETURN p.key, c.key, r.tender")
    assert rows == [[ZHANG, "甲公司", "ZB1"]]
    bid = graph.relationships("BID_FOR")[0]
    assert (bid["submitted_day_no"], bid["remark"]) == (day_no(date(2023, 5, 1)), "联合体")


def test_the_account_of_a_deposit_is_a_node_that_nobody_holds(build: Build) -> None:
    bids = [
        {"tender_no": "ZB1", "bidder": "甲公司", "deposit_account": "6230910199000000018"},
        {"tender_no": "ZB1", "bidder": "乙公司", "deposit_account": "6230910199000000018"},
        {"tender_no": "ZB1", "bidder": "丙公司", "deposit_account": None},
    ]
    graph = build({"bid": [{"price_fen": 1, **bid} for bid in bids]})
    rows = graph.rows("MATCH (c:Company)-[r:DEPOSITED_FROM]->(a:Account) RETURN c.key, a.key, r.tender, r.ref")
    assert rows == [
        ["乙公司", "6230910199000000018", "ZB1", "bid:2"],
        ["甲公司", "6230910199000000018", "ZB1", "bid:1"],
    ]
    assert graph.pairs("HELD_BY") == []


def test_transfers_keep_every_row(build: Build) -> None:
    row = {"from_account": "1", "to_account": "2", "amount_fen": 5, "at": date(2023, 1, 1), "from_name": "张三"}
    graph = build({"transfer": [row, row]})
    assert [transfer["row"] for transfer in graph.relationships("TRANSFERRED")] == [1, 2]
    assert graph.node("Account", "1")["holder_names"] == "张三"
    assert graph.pairs("HELD_BY") == []


def test_an_account_says_whether_its_check_digit_is_right(build: Build) -> None:
    common = {"name": "张三", "programme": "低保", "village": "上坪村", "year": 2023, "amount_fen": 1}
    written = ("6228480402564890018", "6228480402564890081", "1202021109876543210", "10112345")
    graph = build({"subsidy": [{**common, "account": account} for account in written]})
    states = [graph.node("Account", account).get("card_state") for account in written]
    assert states == ["valid", "invalid", None, None]


def test_a_credit_code_that_fails_its_check_is_kept_as_written(build: Build) -> None:
    rows = [
        {"company": "甲公司", "uscc": "91330299MA2A000001", "uscc_state": "invalid"},
        {"company": "乙公司", "uscc": "91330299MA2B00001C", "uscc_state": "valid"},
    ]
    graph = build({"company": rows})
    written = graph.rows("MATCH (c:Company)-[w:CODED]->(f:SourceFile) RETURN c.name, c.uscc, w.uscc, w.ref")
    assert written == [["甲公司", None, "91330299MA2A000001", "company:1"]]


def test_the_holder_of_an_account_is_who_is_stated(build: Build) -> None:
    common = {"programme": "低保", "village": "上坪村", "year": 2023, "amount_fen": 1}
    rows = [
        {**common, "name": "张三", "id_no": ZHANG, "account": "1", "account_name": "张三"},
        {**common, "name": "张三", "id_no": ZHANG, "account": "2", "account_name": "李四"},
        {**common, "name": "张三", "id_no": ZHANG, "account": "3", "account_name": "李四", "account_id_no": LI},
        {**common, "name": "张三", "id_no": ZHANG, "account": "4"},
        {
            **common,
            "name": "张三",
            "id_no": ZHANG,
            "account": "5",
            "account_name": "李四",
            "account_id_no": "330299****0029",
        },
    ]
    graph = build({"subsidy": rows})
    assert graph.pairs("HELD_BY") == [("1", ZHANG), ("3", LI)]
    assert graph.node("Account", "2")["holder_names"] == "李四"
    assert graph.keys("Person") == [ZHANG, LI]


def test_insurance_is_paid_by_a_company_or_a_unit(build: Build) -> None:
    rows = [
        {"name": "张三", "id_no": ZHANG, "unit": "杭州某某科技有限公司", "from": date(2023, 1, 1), "base_fen": 400000},
        {"name": "李四", "id_no": LI, "unit": "柳溪镇中心小学"},
    ]
    graph = build({"insurance": rows})
    assert graph.rows(
        "MATCH (p:Person)-[r:INSURED_BY]->(c:Company) RETURN p.key, c.key, r.from_month_no, r.base_fen"
    ) == [[ZHANG, "杭州某某科技有限公司", 24277, 400000]]
    assert graph.rows("MATCH (p:Person)-[:INSURED_BY]->(u:Unit) RETURN p.key, u.key") == [[LI, "柳溪镇中心小学"]]


def test_money_received_budgets_and_tips(build: Build) -> None:
    graph = build(
        {
            "funds_in": [
                {
                    "village": "上坪村",
                    "programme": "低保",
                    "amount_fen": 7,
                    "date": date(2023, 1, 5),
                    "from_unit": "县财政局",
                }
            ],
            "budget": [{"unit": "县教育局", "year": 2023, "budget_fen": 10, "final_fen": 12}],
            "tip": [
                {"no": "1", "date": date(2023, 2, 1), "village": "上坪村", "text": "反映误工补助", "about_name": "张三"}
            ],
        }
    )
    assert graph.pairs("RECEIVED_BY") == [("funds_in:1", "上坪村")]
    assert graph.node("Funding", "funds_in:1")["day_no"] == day_no(date(2023, 1, 5))
    assert graph.pairs("OF") == [("budget:1", "县教育局")]
    assert graph.pairs("ABOUT") == [("tip:1", "上坪村"), ("tip:1", "张三@上坪村")]
    assert graph.node("Tip", "tip:1")["no"] == "1"


def test_the_limit_of_a_contract_is_its_categorys_on_the_day_of_signing_for_its_buyer(build: Build) -> None:
    limits = [
        TenderLimit("工程", Decimal(4_000_000), date(2018, 6, 1), name="国家", aliases=["施工"]),
        TenderLimit("工程", Decimal(600_000), date(2022, 1, 1), buyer_type="village", name="本县村级"),
        TenderLimit("货物", Decimal(2_000_000), date(2018, 6, 1), date(2022, 12, 31), name="国家货物"),
    ]
    contracts = [
        {"buyer": "县交通局", "category": "施工", "signed_on": date(2023, 1, 1)},
        {"buyer": "上坪村", "category": "工程", "signed_on": date(2023, 1, 1)},
        {"buyer": "上坪村", "category": "工程", "signed_on": date(2021, 1, 1)},
        {"buyer": "上坪村", "category": "货物", "signed_on": date(2022, 12, 31)},
        {"buyer": "上坪村", "category": "货物", "signed_on": date(2023, 1, 1)},
        {"buyer": "上坪村", "category": "租赁", "signed_on": date(2023, 1, 1)},
    ]
    rows = [{"title": "某项目", "supplier": "某某公司", "amount_fen": 1, **contract} for contract in contracts]
    found = build({"contract": rows}, Reference(limits=limits)).rows(
        "MATCH (c:Contract) RETURN c.row, c.category, c.limit_fen, c.limit_name"
    )
    assert found == [
        [1, "工程", 400_000_000, "国家"],
        [2, "工程", 60_000_000, "本县村级"],
        [3, "工程", 400_000_000, "国家"],
        [4, "货物", 200_000_000, "国家货物"],
        [5, "货物", None, None],
        [6, "租赁", None, None],
    ]


def test_programmes_carry_what_is_configured_and_exclude_each_other_both_ways(build: Build) -> None:
    reference = Reference(
        [
            Programme(
                "农村低保",
                ["低保"],
                unit="household",
                monthly=True,
                fiscal_staff_excluded=True,
                kin_notice=True,
                land="farmland",
                grace_days=62,
                excludes=["特困供养"],
            ),
            Programme("特困供养"),
            Programme("高龄津贴", age_min=80),
        ]
    )
    rows = [
        {"name": "张三", "programme": name, "village": "上坪村", "year": 2023, "amount_fen": 1}
        for name in ("低保", "2023年特困供养发放表", "爱心补助")
    ]
    graph = build({"subsidy": rows}, reference)
    assert graph.keys("Programme") == ["农村低保", "爱心补助", "特困供养"]
    programme = graph.node("Programme", "农村低保")
    assert (programme["configured"], programme["unit"], programme["fiscal_staff_excluded"]) == (True, "household", True)
    assert graph.node("Programme", "爱心补助")["configured"] is False
    assert (programme["kin_notice"], programme["land"], programme["grace_days"]) == (True, "farmland", 62)
    assert graph.pairs("EXCLUDES") == [("农村低保", "特困供养"), ("特困供养", "农村低保")]


def test_a_payment_is_under_the_programme_as_it_was_in_its_year(build: Build) -> None:
    reference = Reference(
        [Programme("高龄津贴", age_min=80, last_year=2021), Programme("高龄津贴", age_min=75, first_year=2022)]
    )
    common = {"name": "张三", "programme": "高龄津贴", "village": "上坪村", "amount_fen": 1}
    rows = [{**common, "year": 2021}, {**common, "period": "2022-03"}, {**common, "date": date(2020, 5, 1)}]
    graph = build({"subsidy": rows}, reference)
    found = graph.rows("MATCH (x:Payment)-[:UNDER]->(g:Programme) RETURN x.ref, g.name, g.age_min")
    assert found == [["subsidy:1", "高龄津贴", 80], ["subsidy:2", "高龄津贴", 75], ["subsidy:3", "高龄津贴", 80]]


@pytest.mark.parametrize("projection", projections(), ids=lambda projection: projection.kind)
def test_a_row_that_has_provenance_only_breaks_nothing(build: Build, projection: Any) -> None:
    empty = pl.LazyFrame(
        {"source": ["ab" * 32], "path": ["甲.csv"], "sheet": [""], "row": [2], "ref": ["abababababababab/1/2"]}
    )
    graph = build({projection.kind: empty})
    assert graph.keys("Person") == []
    assert graph.keys("Village") == []


def test_frames_without_rows_make_an_empty_graph(build: Build) -> None:
    graph = build(
        {
            "subsidy": pl.LazyFrame(
                schema={
                    "name": pl.String,
                    "source": pl.String,
                    "path": pl.String,
                    "sheet": pl.String,
                    "row": pl.Int64,
                    "ref": pl.String,
                }
            )
        }
    )
    assert graph.keys("Payment") == []
    assert graph.engine.data() == "data"


def test_amounts_are_exact_beyond_the_reach_of_floats(build: Build) -> None:
    row = {"name": "张三", "programme": "低保", "village": "上坪村", "year": 2023, "amount_fen": 9007199254740993}
    assert build({"subsidy": [row]}).node("Payment", "subsidy:1")["amount_fen"] == 9007199254740993


@pytest.mark.parametrize(
    ("quantity", "rate", "fen"),
    [
        ("0.0050", "1", 1),
        ("0.0049", "1", 0),
        ("3.3333", "0.0150", 5),
        ("123456.7891", "98765.4321", 1219326312114),
        ("1", None, None),
    ],
)
def test_quantity_times_rate_is_rounded_half_up_to_the_fen(build: Build, quantity: Any, rate: Any, fen: Any) -> None:
    row = {
        "name": "张三",
        "programme": "低保",
        "village": "上坪村",
        "year": 2023,
        "amount_fen": 1,
        "quantity": Decimal(quantity),
        "rate": Decimal(rate) if rate else None,
    }
    assert build({"subsidy": [row]}).node("Payment", "subsidy:1").get("expected_fen") == fen
