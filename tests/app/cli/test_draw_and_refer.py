"""`draw` and `refer` on files loaded and checked by the same command line."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from cluegraph.cli.main import main
from cluegraph.queries.store import RunStore

ID, OTHER_ID = "330299197001010018", "330299196505050027"
ACCOUNT, PHONE = "6217001234567890123", "13800001234"
HEADERS = ["序号", "姓名", "身份证号码", "村", "补贴项目", "银行账号", "补贴金额（元）", "联系电话", "备注"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages pay the same two people into one account."""
    folder = tmp_path_factory.mktemp("县")
    for village in ("上坪村", "下坪村"):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append([f"柳溪镇{village}2023年耕地地力保护补贴发放表"])
        sheet.append(HEADERS)
        sheet.append([1, "张三", ID, village, "耕地地力保护补贴", ACCOUNT, 300, PHONE, f"转{ACCOUNT}"])
        sheet.append([2, "李四", OTHER_ID, village, "耕地地力保护补贴", ACCOUNT, 300, "", "=1+1"])
        book.save(folder / f"{village}.xlsx")
    root = folder / "ws"
    assert main(["load", str(folder), "--workspace", str(root), "--lang", "zh"]) == 0
    assert main(["check", "SUB-01", "SUB-03", "--workspace", str(root), "--lang", "zh"]) == 0
    return root


def run(workspace: Path, *words: str) -> int:
    return main([*words, "--workspace", str(workspace), "--lang", "zh"])


def shared_account(workspace: Path) -> str:
    return RunStore(workspace / "runs.sqlite").clues(rule="SUB-03")[0].id


def the_case(workspace: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(workspace, "check", "SUB-01", "SUB-03", "--format", "json") == 0
    (case,) = json.loads(capsys.readouterr().out)["cases"]
    found: dict[str, Any] = case
    return found


def test_clues_on_the_same_people_and_account_are_one_case(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = the_case(workspace, capsys)
    assert case["rules"] == ["SUB-01", "SUB-03"]
    assert len(case["clues"]) == 3
    assert (case["amount"], case["amount_is"]) == ("1200.00", "exact")
    assert {subject["key"] for subject in case["subjects"]} == {ID, OTHER_ID, ACCOUNT}
    assert run(workspace, "check", "SUB-01", "SUB-03") == 0
    table = capsys.readouterr().out
    lines = [line for line in table.splitlines() if line.startswith(case["id"])]
    assert len(lines) == 1
    assert table.index(case["id"]) < table.index(case["clues"][0])


def test_the_score_can_be_added_up_in_the_list_and_the_picture(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(workspace, "check", "SUB-03") == 0
    found = shared_account(workspace)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(found)]
    score, shares = line.split()[2:4]
    assert sum(Decimal(share) for share in shares.split("+")) == Decimal(score)
    target = tmp_path / "图.html"
    assert run(workspace, "draw", found, "-o", str(target)) == 0
    page = target.read_text(encoding="utf-8")
    money = shares.split("+")[2]
    assert re.search(rf"{score} = 程度 \S 0\.\d\d \+ .*元 {money} \+ ", page)


def test_a_score_is_the_same_when_its_rule_is_run_alone(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = the_case(workspace, capsys)
    assert run(workspace, "check", "SUB-01", "SUB-03", "--format", "json") == 0
    together = {clue["id"]: clue for clue in json.loads(capsys.readouterr().out)["clues"]}
    assert run(workspace, "check", "SUB-03", "--format", "json") == 0
    alone = json.loads(capsys.readouterr().out)
    (clue,) = alone["clues"]
    assert clue["corroborated_by"] == ["SUB-01"]
    assert clue == together[clue["id"]]
    assert alone["cases"] == [case]
    total = sum(alone["score_weights"][name] * part for name, part in clue["score_parts"].items())
    assert clue["score"] == pytest.approx(total, abs=0.006)


def test_a_case_is_written_as_one_list_with_each_clue_once(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = the_case(workspace, capsys)
    target = tmp_path / "并案.json"
    assert run(workspace, "refer", case["id"].lower(), case["clues"][0], "-o", str(target)) == 0
    written = json.loads(target.read_text(encoding="utf-8"))
    assert [clue["id"] for clue in written["clues"]] == case["clues"]
    assert [one["id"] for one in written["cases"]] == [case["id"]]
    document = tmp_path / "并案.docx"
    assert run(workspace, "refer", case["id"], "-o", str(document)) == 0
    text = "\n".join(paragraph.text for paragraph in Document(str(document)).paragraphs)
    assert f"并案线索 {case['id']}：" in text
    assert "金额合计 1,200.00 元（同一行只计一次）" in text


def test_the_list_of_a_village_names_the_cases_of_its_clues_and_a_referral_those_alone_that_are_whole_on_it(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, target = the_case(workspace, capsys), tmp_path / "清单.json"
    signed = ("--reviewed-by", "周审核", "--reason", "印证")
    for choice, named in (
        (("--village", "上坪村"), [case["id"]]),
        (("--rule", "SUB-03"), [case["id"]]),
        (("--rule", "SUB-03", *signed), []),
        (("--village", "上坪村", *signed), [case["id"]]),
        ((case["clues"][0],), []),
    ):
        assert run(workspace, "refer", *choice, "-o", str(target)) == 0
        assert [one["id"] for one in json.loads(target.read_text(encoding="utf-8"))["cases"]] == named


def test_a_case_is_drawn_as_one_network_masked(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, page = the_case(workspace, capsys), tmp_path / "并案.html"
    assert run(workspace, "draw", case["id"], "-o", str(page)) == 0
    written = page.read_text(encoding="utf-8")
    assert all(clue in written for clue in case["clues"])
    assert not any(whole in written for whole in (ID, OTHER_ID, ACCOUNT, PHONE))


@pytest.mark.parametrize("command", ["draw", "refer"])
def test_a_case_that_there_is_not_is_one_sentence(
    workspace: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(workspace, command, "CASE-AAAAAAAAAA") == 2
    assert "CASE-AAAAAAAAAA" in capsys.readouterr().err


def test_a_case_is_explained_clue_by_clue(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = the_case(workspace, capsys)
    assert run(workspace, "silence", "clue", case["id"].lower(), "--reason", "迁户并村", "--by", "王审核") == 2
    said = capsys.readouterr().err
    assert f"{case['id']} 是并案线索，要逐条说明" in said
    assert all(clue in said for clue in case["clues"])
    assert run(workspace, "silence", "clue", "CASE-AAAAAAAAAA", "--reason", "迁户并村", "--by", "王审核") == 2
    assert "没有并案线索 CASE-AAAAAAAAAA" in capsys.readouterr().err
    assert run(workspace, "silence", "list", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"decisions": []}


def test_a_clue_is_drawn_masked(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clue, page = shared_account(workspace), tmp_path / "图" / "网络.html"
    assert run(workspace, "draw", clue, "-o", str(page)) == 0
    written = page.read_bytes()
    assert clue.encode() in written
    for whole in (ID, OTHER_ID, ACCOUNT, PHONE):
        assert whole.encode() not in written
    for cell in ("330299********0018", "下坪村.xlsx", "第 3 行"):
        assert cell.encode() in written
    said = capsys.readouterr().out
    assert str(page) in said
    assert "已遮蔽" in said


def test_unmask_is_said_and_shows_whole_numbers(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.html"
    assert run(workspace, "draw", shared_account(workspace), "--unmask", "-o", str(page)) == 0
    assert ID.encode() in page.read_bytes()
    assert "未遮蔽" in capsys.readouterr().out


def test_without_an_output_the_page_lies_in_the_workspace_under_a_masked_name(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(workspace, "draw", "--person", ID) == 0
    (page,) = (workspace / "out").glob("*.html")
    assert ID not in page.name
    assert ID.encode() not in page.read_bytes()
    assert str(page) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["draw", "SUB-01-AAAAAAAAAA"], 2, "没有线索 SUB-01-AAAAAAAAAA"),
        (["draw", "--person", "330299199901010011"], 2, "已载入的数据里没有这个人员"),
        (["draw", "--village", "天外村"], 2, "已载入的数据里没有这个村"),
        (["draw"], 2, "请写一个线索编号"),
        (["draw", "X", "--village", "上坪村"], 2, "请写一个线索编号"),
        (["draw", "--village", "上坪村", "--hops", "9"], 2, "--hops"),
        (["draw", "X", "--hops", "2"], 2, "--hops"),
        (["refer", "-o", "a.docx"], 2, "请写线索编号"),
        (["refer", "--rule", "SUB-03", "-o", "a.pdf"], 2, ".docx"),
        (["refer", "--rule", "SUB-03", "--reviewed-by", "周审核", "-o", "a.docx"], 2, "移交理由"),
        (["refer", "--rule", "SUB-03", "--reason", "印证", "-o", "a.docx"], 2, "审核人"),
        (["refer", "--village", "天外村", "-o", "a.docx"], 2, "没有“天外村”这个村"),
        (["refer", "--village", "别处镇·上坪村", "-o", "a.docx"], 2, "没有“别处镇·上坪村”这个村"),
        (["refer", "--rule", "SUB-05", "-o", "a.docx"], 1, "规则 SUB-05 未检查（缺少：死亡人员），不等于没有问题"),
        (["refer", "--rule", "SUB-13", "-o", "a.docx"], 1, "规则 SUB-13 未检查（还没有在现在的数据上运行）"),
        (["refer", "--rule", "SUB-01", "--status", "explained", "-o", "a.docx"], 1, "没有符合条件的线索"),
        (["refer", "SUB-01-AAAAAAAAAA", "-o", "a.docx"], 2, "没有线索"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert run(workspace, *words) == code
    error = capsys.readouterr().err
    assert said in error
    assert len(error.strip().splitlines()) == 1


def test_lists_of_a_rule_a_village_a_state_and_of_named_clues(workspace: Path, tmp_path: Path) -> None:
    clue = shared_account(workspace)
    asked = {
        "rule": ["--rule", "sub-03"],
        "village": ["--village", "上坪村"],
        "status": ["--status", "new"],
        "named": [clue, clue.lower()],
        "township and village": ["--village", "柳溪镇·上坪村"],
        "both": ["--rule", "SUB-01", "--status", "new"],
    }
    found = {}
    for name, words in asked.items():
        file = tmp_path / f"{name}.json"
        assert run(workspace, "refer", *words, "-o", str(file)) == 0
        found[name] = len(json.loads(file.read_text(encoding="utf-8"))["clues"])
    assert found == {"rule": 1, "village": 3, "township and village": 3, "status": 3, "named": 1, "both": 2}


@pytest.mark.parametrize("form", ["docx", "xlsx", "json"])
def test_a_referral_is_written_in_each_format(
    workspace: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"移交.{form}"
    words = ["--reviewed-by", "周审核", "--reason", "相互印证", "--to", "县审计局", "-o", str(file)]
    assert run(workspace, "refer", "--rule", "SUB-03", *words) == 0
    assert file.stat().st_size > 5000
    said = capsys.readouterr().out
    assert "《问题线索移交清单》" in said
    assert "不作为认定结论" in said


def test_a_list_names_people_whole_and_its_picture_is_there(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "清单.json"
    assert run(workspace, "refer", "--rule", "SUB-03", "-o", str(file)) == 0
    (clue,) = json.loads(file.read_text(encoding="utf-8"))["clues"]
    assert {ID, OTHER_ID, ACCOUNT} <= {subject["key"] for subject in clue["subjects"]}
    assert clue["picture"]["type"] == "image/png"
    assert {record["row"] for record in clue["records"]} == {3, 4}
