"""What was not checked is told wherever a result is: by `coverage`, `check` and `refer`; leads stand apart."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from cluegraph.cli.main import main

Command = Callable[..., tuple[int, str, str]]
LIST = """\
姓名,身份证号,乡镇,行政村,补贴项目,年度,补贴金额
张三,330299197001010018,柳溪镇,上坪村,高龄津贴,2023,300.00
张三,330299197001010018,柳溪镇,下坪村,高龄津贴,2023,300.00
李四,,柳溪镇,中坪村,高龄津贴,2023,300.00
"""
REGISTER = "户号,姓名,身份证号,与户主关系,乡镇,行政村\n1,李四,330299196505050027,户主,柳溪镇,大坪村\n"


@pytest.fixture
def cluegraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a workspace in which a subsidy list and a register of another village are loaded."""
    data = tmp_path / "数据"
    data.mkdir()
    (data / "补贴.csv").write_text(LIST, encoding="utf-8")
    (data / "户籍.csv").write_text(REGISTER, encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--workspace", str(tmp_path / "workspace"), "--lang", "zh"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    assert run("load", str(data))[0] == 0
    return run


def test_a_check_that_could_not_run_looks_unlike_one_that_found_nothing(cluegraph: Command) -> None:
    said, outcomes = [], []
    for words in (("SUB-05",), ("SUB-01", "--set", "SUB-01.k=3")):
        code, table, _ = cluegraph("check", *words)
        assert code == 0
        said.append(table)
        found = json.loads(cluegraph("check", *words, "--format", "json")[1])
        assert found["clues"] == []
        outcomes.append(found["coverage"]["outcome"])
    assert outcomes == ["nothing_run", "partly"]
    assert "什么都没有检查" in said[0] and "什么都没有检查" not in said[1]
    assert "不能据此认为没有问题" in said[1]
    assert all("未检查的内容：" in table and "详见 cluegraph coverage" in table for table in said)


def test_the_page_says_what_was_checked_what_was_not_and_whom_to_ask(cluegraph: Command) -> None:
    assert "什么都没有检查" in cluegraph("coverage")[1], "nothing has been run yet"
    cluegraph("check")
    code, page, _ = cluegraph("coverage")
    assert code == 0
    for told in (
        "一、检查了什么",
        "补贴发放表：3 行，3 个村",
        "没有补贴发放表：柳溪镇大坪村",
        "死亡人员：载入后就能运行",
        "3 行中 1 行（33.3%）",
        "公安局、民政局（殡葬）、卫健局：请提供死亡人员",
    ):
        assert told in page
    found = json.loads(cluegraph("coverage", "--format", "json")[1])
    assert (found["outcome"], found["clues"] > 0) == ("partly", True)
    assert "death" in [each["missing"] for each in found["not_loaded"]]


def test_a_rule_that_looked_at_one_of_several_registers_says_which_it_did_not(
    cluegraph: Command, tmp_path: Path
) -> None:
    """A company register is there, no cars, houses, shares: SUB-07 ran and looked at none of these."""
    firms = "企业名称,统一社会信用代码,法定代表人,法定代表人身份证号,成立日期,登记状态\n"
    (tmp_path / "工商登记.csv").write_text(
        firms + "甲公司,91330299MA2A000001,周五,330299197505050050,2015-01-01,存续\n", encoding="utf-8"
    )
    assert cluegraph("load", str(tmp_path / "工商登记.csv"))[0] == 0
    absent = {"vehicle": "车辆登记", "property": "不动产登记", "stake": "股东及董监高"}
    (line,) = [line for line in cluegraph("check", "SUB-07")[1].splitlines() if line.startswith("SUB-07")]
    assert all(title in line for title in absent.values())
    (rule,) = json.loads(cluegraph("check", "SUB-07", "--format", "json")[1])["rules"]
    assert set(absent) <= set(rule["not_looked_at"])
    page = cluegraph("coverage")[1]
    assert all(f"    {title}：" in page for title in absent.values())
    told = {each["missing"]: each for each in json.loads(cluegraph("coverage", "--format", "json")[1])["not_loaded"]}
    assert all("SUB-07" in told[kind]["not_looked_at_by"] for kind in absent)
    file = tmp_path / "上坪村.docx"
    assert cluegraph("refer", "--village", "上坪村", "-o", str(file))[0] == 0
    text = _text(file)
    assert all(f"{title}：" in text for title in absent.values())
    assert "SUB-07 低保家庭名下有车辆、房产或企业：没有看车辆登记、不动产登记、股东及董监高" in text


def test_what_was_loaded_since_the_last_check_has_not_been_checked(cluegraph: Command, tmp_path: Path) -> None:
    cluegraph("check", "SUB-01")
    assert json.loads(cluegraph("coverage", "--format", "json")[1])["rules_run"] == 1
    (tmp_path / "补.csv").write_text(LIST.replace("300.00", "310.00"), encoding="utf-8")
    cluegraph("load", str(tmp_path / "补.csv"))
    assert json.loads(cluegraph("coverage", "--format", "json")[1])["outcome"] == "nothing_run"


def test_one_village_and_a_village_that_nobody_names(cluegraph: Command) -> None:
    cluegraph("check", "SUB-01")
    page = cluegraph("coverage", "--village", "大坪村")[1]
    assert page.startswith("大坪村：") and "没有补贴发放表：柳溪镇大坪村" in page
    assert "没有补贴发放表" not in cluegraph("coverage", "--village", "上坪村")[1]
    code, out, error = cluegraph("coverage", "--village", "天外村")
    assert (code, out) == (2, "")
    assert "没有“天外村”这个村" in error


def test_a_village_without_clues_gets_a_list_that_says_how_far_the_check_reached(
    cluegraph: Command, tmp_path: Path
) -> None:
    file = tmp_path / "大坪村.docx"
    words = ("refer", "--village", "大坪村", "-o", str(file))
    assert cluegraph(*words)[0] == 0
    before = _text(file)
    cluegraph("check", "SUB-01")
    assert cluegraph(*words)[0] == 0
    after = _text(file)
    assert "没有列出线索" in before and "没有列出线索" in after
    assert "什么都没有检查" in before and "什么都没有检查" not in after
    assert "没有补贴发放表：柳溪镇大坪村" in after
    refused = cluegraph("refer", "--village", "大坪村", "--reviewed-by", "周审核", "--reason", "印证", "-o", str(file))
    assert (refused[0], "没有符合条件的线索" in refused[2]) == (1, True)


def test_every_form_of_a_list_has_the_part(cluegraph: Command, tmp_path: Path) -> None:
    cluegraph("check", "SUB-01")
    for form in ("docx", "xlsx", "json"):
        assert cluegraph("refer", "--rule", "SUB-01", "-o", str(tmp_path / f"清单.{form}"))[0] == 0
    assert "四、本次未检查的内容" in _text(tmp_path / "清单.docx")
    sheet = openpyxl.load_workbook(tmp_path / "清单.xlsx")["本次未检查的内容"]
    cells = "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)
    assert "不能据此认为没有问题" in cells and "没有补贴发放表：柳溪镇大坪村" in cells
    told = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))
    assert "不能据此认为没有问题" in told["checked"]
    assert "villages_without_lists" in [each["topic"] for each in told["not_checked"]]
    assert told["coverage"]["outcome"] == "partly"


def _text(file: Path) -> str:
    document = Document(io.BytesIO(file.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_rules_for_attention_only_stand_apart_from_leads(cluegraph: Command) -> None:
    listed = cluegraph("rules")[1]
    leads, attention = listed.split("【仅供关注")
    assert "SUB-01" in leads and "SUB-10" not in leads
    assert "SUB-10" in attention and "SUB-01" not in attention
    rules = {rule["id"]: rule for rule in json.loads(cluegraph("rules", "--format", "json")[1])["rules"]}
    assert (rules["SUB-01"]["kind"], rules["SUB-10"]["kind"]) == ("lead", "triage")
    assert {"status", "revision", "needs", "off"} <= set(rules["SUB-01"])
    assert "仅供关注" in cluegraph("rules", "SUB-10")[1]
    found = json.loads(cluegraph("check", "SUB-01", "--format", "json")[1])
    assert {clue["kind"] for clue in found["clues"]} == {"lead"}


def test_clues_for_attention_only_stand_apart_and_say_so(cluegraph: Command, tmp_path: Path) -> None:
    _local_rule(tmp_path, ("kind: lead", "kind: triage"), ('default: "1000.00"', 'default: "100.00"'))
    checked = cluegraph("check", "SUB-01", "LOCAL-01")[1]
    *_, leads, attention = checked.split("【")
    assert "SUB-01-" in leads and "LOCAL-01-" not in leads
    assert attention.startswith("仅供关注") and "LOCAL-01-" in attention and "SUB-01-" not in attention
    assert "其中仅供关注 1" in checked
    file = tmp_path / "清单.docx"
    assert cluegraph("refer", "--village", "上坪村", "-o", str(file))[0] == 0
    text = _text(file)
    assert "其中 1 条仅供关注" in text and "【仅供关注】" in text
    assert text.index("（一）张三") < text.index("（二）【仅供关注】")


def test_a_retired_rule_runs_no_more_and_stays_readable(cluegraph: Command, tmp_path: Path) -> None:
    _local_rule(tmp_path, ("status: test", "status: retired"), ("revision: 1", "revision: 3"))
    explained = cluegraph("rules", "LOCAL-01")[1]
    for told in ("已停用", "第 3 版", "金额明显高于一般农户"):
        assert told in explained
    (line,) = [line for line in cluegraph("rules")[1].splitlines() if line.startswith("LOCAL-01")]
    assert "停用" in line and not line.endswith("可以")
    found = json.loads(cluegraph("check", "LOCAL-01", "--format", "json")[1])
    assert [rule["status"] for rule in found["rules"]] == ["off"]
    assert "LOCAL-01" in found["coverage"]["rules_off"]


def _local_rule(tmp_path: Path, *changes: tuple[str, str]) -> None:
    from tests.queries.sample import written

    written(tmp_path / "workspace" / "rules", *changes)
