"""The reader of rule files: what is wrong is refused with the file and the line on which it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import RuleError
from cluegraph.queries.library import read_library
from cluegraph.queries.rule import read_rule

from .sample import line_of, written

LEAST = 'least: {type: money, default: "1000.00", minimum: "0.01", title: {zh: 最低合计, en: least total}}'

WRONG = {
    "an unknown key": (("status: test", "status: test\nauthor: 张三"), "author"),
    "a missing field": (("family: subsidy\n", ""), None),
    "a family that there is not": (("family: subsidy", "family: gossip"), "family: gossip"),
    "an innocent explanation that says nothing": (
        ("{zh: 承包地面积确实很大, en: The person really farms much land}", "{zh: 无, en: unknown}"),
        "{zh: 无",
    ),
    "a lazy check": (("{zh: 核对土地承包合同, en: Compare the land contracts}", "{zh: 待定, en: TBD}"), "{zh: 待定"),
    "a description of a few words": (
        (
            "  zh: 同一年里同一个人在补贴发放表上的合计金额达到设定的数额。",
            "  zh: 金额大。",
        ),
        "description:",
    ),
    "a reason in one language": (
        ("  zh: 金额明显高于一般农户，需要核对发放依据是否齐全。\n", ""),
        None,
    ),
    "a title that says who is guilty": (("zh: 同一账户收到多笔补贴", "zh: 同一账户套取补贴"), "title:"),
    "a text that says who is guilty": (("zh: 金额明显高于一般农户", "zh: 涉嫌贪污，金额明显高于一般农户"), "why:"),
    "needs of nothing": (("needs: {all: [subsidy], helps: [household]}", "needs: {helps: [household]}"), "needs:"),
    "a parameter of an unknown type": (("{type: money,", "{type: yuan,"), "least: {type"),
    "a default that is no money": (('default: "1000.00"', 'default: "1000.001"'), "least: {type"),
    "a default below the minimum": (('default: "1000.00"', 'default: "0.00"'), "least: {type"),
    "a parameter that nobody uses": (
        (LEAST, LEAST + "\n  most: {type: integer, default: 1, title: {zh: 最多, en: most}}"),
        "most:",
    ),
    "a parameter that nobody declared": (("amount_fen >= $least", "amount_fen >= $least AND year > $since"), "$since"),
    "a trap in the query": (("sum(x.amount_fen) AS amount_fen", "head(collect(x.amount_fen)) AS amount_fen"), "head("),
    "a write in the denominator": (
        ("denominator: |\n", "denominator: |\n  MATCH (q:Person) SET q.name = ''\n"),
        "SET q.name",
    ),
    "an empty identity": (("identity: [person, year]", "identity: []"), "identity:"),
    "a revision of nought": (("revision: 1", "revision: 0"), "revision:"),
    "no YAML at all": (("title: {zh", "title: {{zh"), None),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_is_refused_with_file_and_line(name: str, tmp_path: Path) -> None:
    change, place = WRONG[name]
    path = written(tmp_path, change)
    with pytest.raises(RuleError) as refused:
        read_rule(path)
    assert refused.value.where.file == "LOCAL-01.yml"
    assert refused.value.where.line is not None
    if place is not None:
        assert refused.value.where.line == line_of(place, path)


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    rule = read_rule(written(tmp_path)).rule
    assert rule.id == "LOCAL-01"
    assert rule.records == ["records"]
    assert rule.subjects["person"].role.en == "payee"
    assert rule.columns() == {
        "person": "subjects",
        "year": "identity",
        "villages": "subjects",
        "records": "records",
        "amount_fen": "amount",
        "doubts": "doubts",
    }


def test_a_subject_may_be_written_as_a_label_alone(tmp_path: Path) -> None:
    short = ("villages: {label: Village, role: {zh: 发放村, en: village}}", "villages: Village")
    rule = read_rule(written(tmp_path, short)).rule
    assert rule.subjects["villages"].label == "Village"


def test_the_same_id_twice_is_refused_and_the_other_file_named(tmp_path: Path) -> None:
    written(tmp_path, name="a.yml")
    written(tmp_path, name="b.yml")
    with pytest.raises(RuleError) as refused:
        read_library(tmp_path)
    assert refused.value.where.file == "rules/b.yml"
    assert refused.value.where.line == 1
    assert "rules/a.yml" in refused.value.what.en


def test_a_rule_of_ones_own_may_not_take_a_shipped_id(tmp_path: Path) -> None:
    written(tmp_path, ("id: LOCAL-01", "id: SUB-01"))
    with pytest.raises(RuleError):
        read_library(tmp_path)


def test_a_method_or_a_related_rule_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "a", ("denominator: |", "method: guess\ndenominator: |"))
    written(tmp_path / "b", ("denominator: |", "related: [SUB-99]\ndenominator: |"))
    for folder in ("a", "b"):
        with pytest.raises(RuleError) as refused:
            read_library(tmp_path / folder)
        assert refused.value.where.line is not None


def test_the_folder_of_ones_own_rules_may_be_missing(tmp_path: Path) -> None:
    assert [file for file in read_library(tmp_path / "nowhere") if file.local] == []
