"""Accounts that gather subsidies: whose money counts, and what is known to be ordinary."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.collector_accounts import apply

LIMITS = {"accounts": 3, "percent": 80}


def passed(number: int, fen: int = 1000, purpose: str = "", *, valid: bool = True, source: str = "bank") -> Row:
    return {
        "sort": "passed", "receiver": "pot", "sender": f"a{number}", "payee": f"p{number}", "valid": valid,
        "household": "", "credit": f"c{number}", "credit_fen": 1000, "credit_day": 10, "given": True, "fen": fen,
        "day": 11, "ref": f"t{number}{source}", "source": source, "purpose": purpose, "holder": "",
    }  # fmt: skip


def fact(sort: str, holder: str = "", fen: int = 0) -> Row:
    return {"sort": sort, "receiver": "pot", "holder": holder, "fen": fen}


def test_three_payees_are_one_finding() -> None:
    (found,) = apply([passed(1), passed(2), passed(3)], LIMITS)
    assert (found["account"], found["amount"], found["payee_count"]) == ("pot", 3000, 3)
    assert (found["rung"], found["doubts"]) == ("", [])


def test_one_transfer_in_two_banks_files_does_not_make_eighty_percent_of_forty() -> None:
    rows = [passed(1), passed(2), passed(3, 400), passed(3, 400, source="other bank")]
    assert apply(rows, LIMITS) == []


def test_payees_without_a_valid_id_are_known_by_name_and_account() -> None:
    (found,) = apply([passed(1), passed(2), passed(3, valid=False)], LIMITS)
    assert found["rung"] == "L4"


def test_a_shop_where_everybody_pays_is_doubtful() -> None:
    rows = [passed(1), passed(2), passed(3), fact("senders", fen=16)]
    assert [found["doubts"] for found in apply(rows, LIMITS)] == [["crowd"]]


def test_goods_to_a_company_are_silent_and_to_a_person_doubtful() -> None:
    rows = [passed(number, purpose="化肥款") for number in (1, 2, 3)]
    assert apply([*rows, fact("company", "甲公司")], LIMITS) == []
    assert [found["doubts"] for found in apply([*rows, fact("person", "店主")], LIMITS)] == [["stated"]]
