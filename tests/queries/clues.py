"""Clues and runs made by hand, for the tests of the store."""

from __future__ import annotations

from cluegraph.i18n import Text
from cluegraph.queries.clue import CitedRecord, Clue, ClueSubject
from cluegraph.queries.rule import Severity
from cluegraph.queries.run import RuleResult, Run


def clue(
    name: str = "SUB-01-AAAAAAAAAA", severity: Severity = "high", village: str = "上坪村", score: float = 0.9
) -> Clue:
    person = ClueSubject(
        "person", "Person", "330299197001010018", "330299197001010018", "张三", Text("领取人", "payee")
    )
    place = ClueSubject("villages", "Village", f"柳溪镇·{village}", village, village, Text("村", "village"), "柳溪镇")
    return Clue(
        id=name,
        rule=name.rsplit("-", 1)[0],
        revision=1,
        severity=severity,
        rung="L1",
        score=score,
        title=Text("张三", "Zhang San"),
        subjects=(person, place),
        amount_fen=60_000,
        records=(CitedRecord("a/1/5", "补贴.xlsx", "a" * 64, "上坪村", 5, {"姓名": "张三", "金额": "300.00"}),),
        params={"k": 2},
        values={"person": "330299197001010018", "villages": [f"柳溪镇·{village}"], "year": 2023},
        parameters={"k": 2},
        villages=(village,),
    )


def run(number: int, clues: list[Clue], statuses: dict[str, str] | None = None) -> Run:
    rules = statuses or {one.rule: "ran" for one in clues}
    results = tuple(
        RuleResult(rule, status, findings=sum(one.rule == rule for one in clues))  # type: ignore[arg-type]
        for rule, status in rules.items()
    )
    at = f"2025-01-0{number}T08:00:00+08:00"
    return Run(f"2025010{number}T080000000000", at, "embedded", "d" * 64, results, tuple(clues))
