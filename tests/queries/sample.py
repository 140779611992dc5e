"""A small rule of one's own, as an inspector would write it, for the tests of the reader and the runner."""

from __future__ import annotations

from pathlib import Path

RULE = """\
id: LOCAL-01
title: {zh: 同一账户收到多笔补贴, en: One account took several subsidies}
family: subsidy
kind: lead
status: test
revision: 1
severity: high
description:
  zh: 同一年里同一个人在补贴发放表上的合计金额达到设定的数额。
  en: The yearly total of one person on subsidy lists reaches a set amount.
why:
  zh: 金额明显高于一般农户，需要核对发放依据是否齐全。
  en: The amount is well above that of other households and wants its papers checked.
basis: [{law: 社会救助暂行办法, article: 第六十八条, verified: false}]
innocent:
  - {zh: 承包地面积确实很大, en: The person really farms much land}
check_next:
  - {zh: 核对土地承包合同, en: Compare the land contracts}
needs: {all: [subsidy], helps: [household]}
parameters:
  least: {type: money, default: "1000.00", minimum: "0.01", title: {zh: 最低合计, en: least total}}
identity: [person, year]
subjects:
  person: {label: Person, role: {zh: 领取人, en: payee}}
  villages: {label: Village, role: {zh: 发放村, en: village}}
amount: amount_fen
doubts:
  arrears: {text: {zh: 含补发的行, en: some rows are arrears}, at_most: medium}
title_text:
  zh: "{person}{year}年合计{amount}元（{villages}）"
  en: "{person} took {amount} yuan in {year} ({villages})"
cypher: |
  MATCH (x:Payment)-[:PAID_TO]->(p:Person)
  WHERE x.kind = 'subsidy' AND p.id_valid
  MATCH (x)-[:LISTED_BY]->(v:Village)
  WITH p, x.year AS year, sum(x.amount_fen) AS amount_fen, collect(DISTINCT v.key) AS villages,
    collect(DISTINCT x.ref) AS records,
    sum(CASE WHEN coalesce(x.remark, '') CONTAINS '补发' THEN 1 ELSE 0 END) AS late
  WHERE amount_fen >= $least
  RETURN p.key AS person, year, amount_fen, villages, records, CASE WHEN late > 0 THEN 'arrears' ELSE '' END AS doubts
denominator: |
  MATCH (x:Payment)-[:PAID_TO]->(p:Person)
  WHERE x.kind = 'subsidy'
  RETURN sum(CASE WHEN p.id_valid THEN 1 ELSE 0 END) AS checked,
    sum(CASE WHEN p.id_valid THEN 0 ELSE 1 END) AS unchecked
"""


def written(folder: Path, *changes: tuple[str, str], name: str = "LOCAL-01.yml") -> Path:
    """The rule file with some of its text changed."""
    text = RULE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, path: Path) -> int:
    """The line (from 1) on which a text stands in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
