"""What a rule looked at and what it could not judge: rows that lack what it needs are counted, never passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cluegraph.queries.fixture_graph import graph_of
from cluegraph.queries.fixtures import FixtureRecords
from cluegraph.queries.library import read_library
from cluegraph.queries.run import Clock, RunSettings, check

CLOCK = Clock(now=lambda: datetime(2025, 1, 1, tzinfo=UTC), seconds=lambda: 0.0)
LIBRARY = read_library()
ZHANG, LI, MASKED = "330299197001010018", "330299197203150027", "330299********0030"
OFFICE, VILLAGE = "柳溪镇人民政府", "上坪村村民委员会"
ONE, OTHER = "云溪县安泰建设有限公司", "云溪县宏图建设有限公司"
USCC = {ONE: "91330299MA1AB2CD3D", OTHER: "91330299MA2XY4KT5H"}
DAY = date(2023, 3, 1)

Row = dict[str, Any]


def contract(**more: Any) -> Row:
    return {"title": "道路", "buyer": OFFICE, "supplier": ONE, "amount": "500000.00", "signed_on": DAY, **more}


def tender(number: str, **more: Any) -> Row:
    return {"tender_no": number, "buyer": OFFICE, "method": "公开招标", **more}


def bid(number: str, bidder: str = ONE, **more: Any) -> Row:
    return {"tender_no": number, "bidder": bidder, "price": "980000.00", **more}


def subsidy(name: str, id_no: str | None, **more: Any) -> Row:
    return {
        "name": name, "id_no": id_no, "programme": "农村低保", "village": "上坪村", "township": "柳溪镇",
        "period": "2023-05", "amount": "200.00", **more,
    }  # fmt: skip


def cadre(name: str, id_no: str | None) -> Row:
    return {"name": name, "id_no": id_no, "post": "镇长", "unit": OFFICE}


def company(name: str, **more: Any) -> Row:
    return {"company": name, "uscc": USCC[name], **more}


def voucher(**more: Any) -> Row:
    return {"payer": OFFICE, "payee": ONE, "amount": "9000.00", "date": DAY, **more}


DECIDED = {"bid": [bid("甲", won="是"), bid("甲", OTHER, won="否"), bid("乙")]}
UNSTATED = {
    "contract": [
        contract(contract_no="1", category="工程", method="询价"),
        contract(contract_no="2", category="/", method="询价"),
        contract(contract_no="3", category="工程", method="无"),
    ]
}
NUMBERS = {"subsidy": [subsidy("张三", ZHANG), subsidy("李芳", "330299197203150021"), subsidy("王强", MASKED)]}

COUNTED: list[tuple[str, Mapping[str, Sequence[Row]], tuple[int, int]]] = [
    ("CON-01", UNSTATED, (1, 2)),
    ("CON-02", UNSTATED, (2, 1)),
    ("CON-03", UNSTATED, (1, 2)),
    (
        "CON-04",
        {
            "tender": [tender("甲"), tender("乙"), tender("丙", method=None), tender("丁", method="询价")],
            "bid": [bid("甲")],
        },
        (1, 2),
    ),
    (
        "CON-05",
        {
            "tender": [
                tender("甲", noticed_on=DAY, deadline=date(2023, 4, 1)),
                tender("乙", deadline=date(2023, 4, 1)),
                tender("丙", method="询价"),
            ]
        },
        (1, 1),
    ),
    ("CON-06", {"bid": [bid("甲", phone="13800000001"), bid("甲", OTHER, phone="无")]}, (1, 1)),
    (
        "CON-08",
        {
            "bid": [
                bid("甲", project_manager="张三", project_manager_id_no=ZHANG),
                bid("甲", OTHER, project_manager="王强", project_manager_id_no=MASKED),
            ]
        },
        (1, 1),
    ),
    (
        "CON-09",
        {
            "bid": [bid("甲"), bid("甲", OTHER)],
            "company": [company(ONE, legal_representative="张三", legal_representative_id_no=ZHANG)],
        },
        (1, 1),
    ),
    ("CON-10", {"bid": [bid("甲", submitted_at=DAY), bid("乙")]}, (1, 1)),
    ("CON-11", DECIDED, (2, 1)),
    ("CON-12", DECIDED, (2, 1)),
    ("CON-13", {"bid": [bid("甲"), bid("甲", OTHER, price="0.00")]}, (1, 1)),
    ("CON-14", {"bid": [bid("甲", rejected="是"), bid("甲", OTHER)]}, (1, 1)),
    (
        "CON-15",
        {
            "contract": [contract(contract_no="1"), contract(contract_no="2", supplier=OTHER)],
            "company": [company(ONE, founded_on=date(2010, 1, 1))],
        },
        (1, 1),
    ),
    (
        "CON-16",
        {"contract": [contract(contract_no="1", final_amount="500000.00"), contract(contract_no="2")]},
        (1, 1),
    ),
    (
        "COI-01",
        {
            "public_payroll": [{"name": "张三", "id_no": ZHANG, "unit": OFFICE, "status": "在职"}],
            "company": [
                company(ONE, status="存续", legal_representative="张三", legal_representative_id_no=ZHANG),
                company(OTHER, legal_representative="李芳", legal_representative_id_no=LI),
            ],
        },
        (1, 1),
    ),
    (
        "COI-03",
        {
            "contract": [contract(contract_no="1")],
            "payroll": [
                {
                    "name": "张三",
                    "id_no": ZHANG,
                    "unit": OFFICE,
                    "month": "2023-03",
                    "net": "5000.00",
                    "account": "20100299",
                },
                {"name": "李芳", "id_no": LI, "unit": OFFICE, "month": "2023-03", "net": "5000.00", "account": "无"},
            ],
        },
        (1, 1),
    ),
    (
        "COI-04",
        {
            "tender": [tender("甲", opened_on=DAY), tender("乙")],
            "bid": [bid("甲"), bid("乙")],
            "cadre": [cadre("张三", ZHANG)],
            "company": [company(ONE, legal_representative="李芳", legal_representative_id_no=LI)],
        },
        (1, 1),
    ),
    (
        "COI-05",
        {
            "cadre": [cadre("张三", ZHANG)],
            "payment": [
                voucher(payee="张三", payee_id_no=ZHANG, handled_by="张三"),
                voucher(payee="李芳", handled_by="张三"),
            ],
        },
        (1, 1),
    ),
    (
        "COI-06",
        {
            "cadre": [cadre("张三", ZHANG), cadre("王强", MASKED)],
            "kin": [
                {"name": "张三", "id_no": ZHANG, "relative_name": "李芳", "relative_id_no": LI, "relation": "妻子"}
            ],
        },
        (1, 1),
    ),
    (
        "FLOW-03",
        {
            "subsidy": [subsidy("张三", ZHANG, account="6228480000000000011"), subsidy("李芳", LI, account="-")],
            "transfer": [{"from_account": "20100299", "to_account": "20100300", "amount": "1.00", "at": DAY}],
        },
        (1, 1),
    ),
    (
        "FLOW-04",
        {"payment": [voucher(payee="张三", payee_id_no=ZHANG), voucher(payee="李芳")]},
        (1, 1),
    ),
    (
        "FLOW-05",
        {
            "subsidy": [subsidy("张三", ZHANG)],
            "funds_in": [
                {"village": "上坪村", "township": "柳溪镇", "programme": "农村低保", "amount": "200.00", "date": DAY},
                {"unit": OFFICE, "programme": "农村低保", "amount": "200.00", "date": DAY},
            ],
        },
        (1, 1),
    ),
    (
        "FLOW-06",
        {
            "contract": [contract(contract_no="1")],
            "payment": [voucher(contract_no="1"), voucher(contract_no="2"), voucher(contract_no="无")],
        },
        (1, 2),
    ),
    ("DQ-01", NUMBERS, (2, 1)),
    (
        "DQ-02",
        {
            "subsidy": [
                subsidy("张三", ZHANG, account="6228480402564890018"),
                subsidy("李芳", LI, account="20100299100001"),
            ]
        },
        (1, 1),
    ),
    ("DQ-03", NUMBERS, (2, 1)),
    ("DQ-05", {"payment": [voucher(purpose="材料款")] * 3}, (0, 3)),
    (
        "PRO-01",
        {
            "subsidy": [subsidy("张三", ZHANG), subsidy("李芳", LI, village="下坪村")],
            "published": [subsidy("张三", ZHANG)],
        },
        (1, 1),
    ),
    (
        "PRO-02",
        {
            "subsidy": [
                subsidy("张三", ZHANG, collected_by="李芳", collected_by_id_no=LI),
                subsidy("张三", ZHANG, collected_by="李芳"),
            ]
        },
        (1, 1),
    ),
    ("PRO-03", {"contract": [contract(contract_no="1", awarded_on=DAY), contract(contract_no="2")]}, (1, 1)),
    ("PRO-04", {"subsidy": [subsidy("张三", ZHANG), subsidy("李芳", None)]}, (1, 1)),
]


@pytest.mark.parametrize(("rule", "records", "counts"), [pytest.param(*one, id=one[0]) for one in COUNTED])
def test_what_cannot_be_judged_is_counted(
    rule: str, records: Mapping[str, Sequence[Row]], counts: tuple[int, int], tmp_path: Path
) -> None:
    rows = {kind: list(of_kind) for kind, of_kind in records.items()}
    with graph_of(rows, {}, tmp_path) as engine:
        (result,) = check(engine, FixtureRecords(rows), LIBRARY, [rule], RunSettings(), CLOCK).results
    assert (result.status, result.checked, result.unchecked) == ("ran", *counts)
