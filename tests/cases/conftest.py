"""Made-up clues for lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cluegraph.i18n import Text
from cluegraph.queries.clue import CitedRecord, Clue, ClueSubject, clue_id
from cluegraph.queries.rule import Rule

SHA = "3f" * 32
ID = "330299197001010018"
ACCOUNT = "6217001234567890123"


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


RULE = Rule.model_validate(
    {
        "id": "SUB-03",
        "title": both("多人一卡", "Several payees on one account"),
        "family": "subsidy",
        "kind": "lead",
        "status": "stable",
        "revision": 1,
        "severity": "high",
        "description": both(
            "同一银行账户收取了两户以上领取人的补贴，账户名与领取人不一致时尤其值得核对。",
            "One bank account received the subsidies of payees of two or more households.",
        ),
        "why": both(
            "补贴应当直接发到本人或本户的账户。", "Subsidies are to be paid to the payee's own or household account."
        ),
        "basis": [
            {"law": "社会救助暂行办法", "article": "第六十八条", "verified": False},
            {"law": "财政违法行为处罚处分条例", "article": "第六条", "verified": False},
        ],
        "innocent": [
            both(
                "同一家庭共用一张卡，户籍尚未并户。", "One family shares a card and its registers are not joined yet."
            ),
            both("特困人员由供养机构代管账户。", "An institution keeps the account of those in its care."),
        ],
        "check_next": [
            both("调取账户开户资料，核对户主身份。", "Get the account's opening papers and check who holds it."),
            both("入户询问领取人是否足额收到。", "Ask the payees at home whether they received all of it."),
        ],
        "needs": {"all": ["subsidy"]},
        "parameters": {},
        "identity": ["account"],
        "subjects": {"account": "Account", "payees": "Person"},
        "cypher": "MATCH (x:Payment)-[:INTO]->(a:Account) RETURN a.key AS account",
        "denominator": "MATCH (x:Payment) RETURN count(x) AS checked",
    }
)


def _a_clue(number: int = 1, rows: int = 3, name: str = "王一", cell: str = "") -> Clue:
    """A clue of SUB-03 with `rows` cited rows."""
    records = tuple(
        CitedRecord(
            ref=f"{SHA[:16]}/1/{row + 4}",
            file="柳溪镇/上坪村/2023年耕地地力保护补贴发放表.xlsx",
            sha256=SHA,
            sheet="发放表",
            row=row + 4,
            cells={
                "序号": str(row + 1),
                "姓名": name,
                "身份证号码": ID,
                "一卡通账号": ACCOUNT,
                "补贴面积（亩）": "3.20",
                "补贴标准（元/亩）": "93.75",
                "补贴金额（元）": "300.00",
                "备注": cell or "=1+1",
            },
        )
        for row in range(rows)
    )
    return Clue(
        id=clue_id("SUB-03", 1, [number]),
        rule="SUB-03",
        revision=1,
        severity="high" if number % 3 else "medium",
        rung="L1",
        score=0.93,
        title=Text(f"{name}等 2 人的补贴进入同一账户", f"Subsidies of {name} and another go to one account"),
        subjects=(
            ClueSubject("account", "Account", ACCOUNT, ACCOUNT, "", Text("账户", "account")),
            ClueSubject("payees", "Person", ID, ID, name, Text("领取人", "payee")),
            ClueSubject(
                "payees", "Person", "330299198001010026", "330299198001010026", "李二", Text("领取人", "payee")
            ),
            ClueSubject(
                "villages", "Village", "柳溪镇·上坪村", "上坪村", "上坪村", Text("村", "village"), "柳溪镇", True
            ),
        ),
        amount_fen=30000 * rows,
        records=records,
        params={"k": 2},
        doubts=(
            Text("户籍未加载，每人按一户计。", "No household register is loaded; each person counts as a household."),
        ),
    )


@pytest.fixture
def rule() -> Rule:
    """A rule with clauses that nobody has read yet."""
    return RULE


@pytest.fixture
def a_clue() -> Callable[..., Clue]:
    """Makes a clue: `a_clue(number, rows=3, name="王一", cell="")`."""
    return _a_clue
