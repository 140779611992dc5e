"""The command identity, as a reviewer calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cluegraph.cli.main import main

WHOLE, COVERED = "330299197001010018", "330299********0018"
COVERED_KEY = f"张三友@柳溪镇·上坪村#{COVERED}"
BARE_KEY = "李四海@柳溪镇·上坪村"
OTHER = "330299198002020028"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """One list with whole numbers, one with a covered number and one without."""
    monkeypatch.chdir(tmp_path)
    rows = [("张三友", WHOLE), ("李四海", OTHER), ("张三友", COVERED), ("李四海", "")]
    lines = [f"{name},{number},上坪村,柳溪镇,高龄津贴,300,2023-06-01" for name, number in rows]
    text = "\n".join(["姓名,身份证号,村,乡镇,补贴项目,金额,发放日期", *lines])
    (tmp_path / "补贴发放表.csv").write_text(text, encoding="utf-8")
    assert main(["load", "补贴发放表.csv"]) == 0
    capsys.readouterr()
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["identity", *words, "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def pair(capsys: pytest.CaptureFixture[str], show: str) -> str:
    (only,) = told(capsys, "list", "--show", show)["pairs"]
    return str(only["pair"])


def test_the_list_says_who_is_merged_and_who_is_only_suggested(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(capsys)
    assert (answer["without_number"], answer["merged"], answer["links"]) == (2, 1, 1)
    suggested, merged = answer["pairs"]
    assert (suggested["one"], suggested["other"], suggested["status"]) == (BARE_KEY, OTHER, "name_only")
    assert (merged["one"], merged["other"], merged["rung"]) == (COVERED_KEY, WHOLE, "L3")
    assert main(["identity"]) == 0
    assert "归并 1，可能同一人的连线 1" in capsys.readouterr().out


def test_a_pair_is_explained_step_by_step(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "explain", pair(capsys, "merged"))
    bits = {step["comparison"]: step["bits"] for step in answer["steps"]}
    assert bits["姓名"] > 10
    assert bits["证号后四位"] > 8
    assert bits["账户"] == 0
    assert answer["start"] + sum(bits.values()) == pytest.approx(answer["weight"])
    assert answer["probability"] > 0.995
    assert main(["identity", "explain", COVERED_KEY, WHOLE, "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "the digits written agree" in shown
    assert "Outcome: merged." in shown


def test_two_who_were_never_compared_can_be_explained_too(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "explain", BARE_KEY, WHOLE)
    assert answer["status"] == "unlikely"
    assert answer["probability"] < 0.01


def test_a_judgement_is_signed_changes_the_graph_and_can_be_undone(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    which = pair(capsys, "suggested")
    assert main(["identity", "same", which]) == 2
    assert main(["identity", "same", which, "--by", "王审核", "--reason", "看了身份证"]) == 0
    capsys.readouterr()
    assert (
        main(["query", "MATCH (p:Person) RETURN p.key AS key, p.merged AS rung ORDER BY key", "--format", "json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["rows"] == [{"key": WHOLE, "rung": "L3"}, {"key": OTHER, "rung": "L2"}]
    assert main(["identity", "undo", which, "--by", "李复核", "--reason", "看错了人"]) == 0
    capsys.readouterr()
    assert told(capsys)["merged"] == 1
    entries = told(capsys, "history")["judgements"]
    assert [(entry["action"], entry["by"], entry["reason"]) for entry in entries] == [
        ("same", "王审核", "看了身份证"),
        ("undo", "李复核", "看错了人"),
    ]
    assert main(["identity", "undo", which, "--by", "李复核", "--reason", "再撤"]) == 2


@pytest.mark.parametrize(("action", "word"), [("same", "相同"), ("different", "不同"), ("unsure", "拿不准")])
def test_an_explanation_ends_with_who_judged_when_and_why(
    workspace: Path, capsys: pytest.CaptureFixture[str], action: str, word: str
) -> None:
    which = pair(capsys, "suggested")
    assert main(["identity", action, which, "--by", "王审核", "--reason", "看了身份证"]) == 0
    capsys.readouterr()
    day = told(capsys, "history")["judgements"][0]["at"][:10]
    assert main(["identity", "explain", which]) == 0
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last.startswith(f"人工判断：{word}（王审核，{day} ")
    assert last.endswith("），理由：看了身份证。")
    judgement = told(capsys, "explain", which)["judgement"]
    assert (judgement["action"], judgement["by"], judgement["reason"]) == (action, "王审核", "看了身份证")
    assert main(["identity", "undo", which, "--by", "李复核", "--reason", "看错了人"]) == 0
    capsys.readouterr()
    assert main(["identity", "explain", which]) == 0
    assert "王审核" not in capsys.readouterr().out
    assert told(capsys, "explain", which)["judgement"] is None


def test_two_valid_numbers_cannot_be_judged_the_same(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "same", WHOLE, OTHER, "--by", "王审核", "--reason", "一人两号"]) == 2
    assert "两个有效的身份证号是两个人" in capsys.readouterr().err
    assert told(capsys, "history")["judgements"] == []


def test_pairs_go_out_as_a_workbook_and_come_back_judged(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "export", "-o", "待判断.xlsx"]) == 0
    book = openpyxl.load_workbook("待判断.xlsx")
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    column = {name: header.index(name) + 1 for name in ("判断", "判断人", "理由")}
    for row, (word, by, why) in enumerate([("相同", "王审核", "看了身份证"), ("也许", "王审核", "不知道")], start=2):
        sheet.cell(row, column["判断"], word)
        sheet.cell(row, column["判断人"], by)
        sheet.cell(row, column["理由"], why)
    book.save("已判断.xlsx")
    capsys.readouterr()
    assert main(["identity", "import", "已判断.xlsx"]) == 3
    printed = capsys.readouterr()
    assert "新记下 1 条，未采用 1 行" in printed.out
    assert "第3行：判断应写" in printed.err
    assert told(capsys)["merged"] == 2
    assert main(["identity", "import", "已判断.xlsx"]) == 3
    assert "新记下 0 条" in capsys.readouterr().out


def test_the_sheet_goes_into_a_folder_that_is_made(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "export", "-o", "新夹/下层/待判断.xlsx"]) == 0
    assert openpyxl.load_workbook("新夹/下层/待判断.xlsx").worksheets[0].max_row == 3


def test_where_the_sheet_cannot_be_written_is_said(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("占用").write_text("", encoding="utf-8")
    Path("文件夹.xlsx").mkdir()
    for target, why in (("占用/待判断.xlsx", "文件无法写入（"), ("文件夹.xlsx", "文件无法写入（这是一个文件夹）")):
        assert main(["identity", "export", "-o", target]) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"{target}：{why}")
        assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["待判断.docx", "待判断", "待判断.xls", "待判断.csv"])
def test_the_sheet_is_a_workbook_and_nothing_else(
    workspace: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["identity", "export", "-o", name]) == 2
    assert f"{name}：判断表是 Excel 工作簿；文件名请以 .xlsx 结尾。" in capsys.readouterr().err
    assert not Path(name).exists()


def test_a_workbook_that_is_not_the_sheet_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("别的.xlsx").write_bytes(b"nothing")
    assert main(["identity", "import", "别的.xlsx"]) == 3
    assert "别的.xlsx" in capsys.readouterr().err


def test_a_sheet_that_is_not_there_is_said_to_be_missing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "import", "没有.xlsx"]) == 2
    assert capsys.readouterr().err == "没有.xlsx：文件不存在；请核对文件名和所在文件夹。\n"


def test_it_can_be_switched_off(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "off"]) == 0
    capsys.readouterr()
    assert told(capsys)["on"] is False
    assert main(["identity", "on"]) == 0


@pytest.mark.parametrize(
    "words", [["explain"], ["explain", "P-XXXXXXXX"], ["explain", "谁", "谁"], ["export"], ["import"]]
)
def test_what_is_missing_is_said(workspace: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", *words]) == 2
    assert capsys.readouterr().err
