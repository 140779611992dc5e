"""Roles in one hand: a name is somebody only where nobody else can be meant."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.joined_roles import apply

LIMITS = {"small": 3}


def fact(sort: str, handler: str = "", payee: str = "", *, ref: str = "", fen: int = 0, approver: str = "") -> Row:
    return {
        "sort": sort, "place": "村", "label": "village", "handler": handler, "approver": approver, "payee": payee,
        "fen": fen, "ref": ref, "own_cost": False,
    }  # fmt: skip


VOUCHER = fact("row", "张三", "330", ref="v1", fen=100, approver="李四")
CADRE = fact("bearer", "张三", "330", ref="c1")


def test_handler_and_payee_in_one_hand() -> None:
    (found,) = apply([VOUCHER, CADRE], LIMITS)
    assert (found["person"], found["roles_zh"], found["amount"]) == ("330", "经办、领款", 100)
    assert (found["rung"], found["doubts"], found["offices"]) == ("L5", ["own_claim"], ["c1"])


def test_a_name_of_two_people_is_nobody() -> None:
    assert apply([VOUCHER, CADRE, fact("bearer", "张三", "331", ref="c2")], LIMITS) == []


def test_a_name_that_another_payee_bears_is_nobody() -> None:
    assert apply([VOUCHER, CADRE, fact("bearer", "张三", "331")], LIMITS) == []


def test_a_name_that_only_payees_bear_is_nobody() -> None:
    assert apply([VOUCHER, fact("bearer", "张三", "330")], LIMITS) == []


def test_kin_in_two_roles_are_one_finding_with_the_rows_that_say_so() -> None:
    rows = [
        fact("row", "张三", "999", ref="v1", fen=100, approver="李四"), fact("bearer", "李四", "331", ref="c2"),
        fact("kin", "999", "331", ref="k1"),
    ]  # fmt: skip
    (found,) = apply(rows, LIMITS)
    assert (found["person"], found["relative"], found["offices"]) == ("331", "999", ["c2", "k1"])
