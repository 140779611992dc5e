"""Payments into private accounts are put together by payer and payee and counted once."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.private_accounts import apply

LIMITS = {"large": 500_000, "times": 3}


def paid(number: int, fen: int, sort: str = "transfer", **more: str) -> Row:
    row: Row = {
        "sort": sort, "place": "局", "label": "unit", "sender": "", "receiver": "acc", "person": "", "name": "张三",
        "fen": fen, "day": number, "ref": f"{sort}{number}", "source": "bank", "purpose": "",
    }  # fmt: skip
    return {**row, **more}


def test_voucher_and_bank_flow_of_one_payment_count_once_and_both_are_cited() -> None:
    (found,) = apply([paid(1, 500_000), paid(2, 500_000, "voucher")], LIMITS)
    assert (found["amount"], found["times"], found["records"]) == (500_000, 1, ["transfer1", "voucher2"])


def test_two_accounts_of_one_person_are_one_payee() -> None:
    rows = [paid(1, 100, person="330"), paid(2, 100, person="330", receiver="other"), paid(3, 100, person="330")]
    (found,) = apply(rows, LIMITS)
    assert (found["payee"], found["accounts"], found["rung"]) == ("330", ["acc", "other"], "")


def test_an_account_known_by_the_written_name_alone_says_so() -> None:
    (found,) = apply([paid(1, 500_000)], LIMITS)
    assert (found["payee"], found["person"], found["rung"], found["doubts"]) == ("acc", "", "L4", "unknown_holder")


def test_two_small_payments_are_nothing() -> None:
    assert apply([paid(1, 499_999), paid(2, 499_999)], LIMITS) == []
