"""The commands load, status and unload, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cluegraph.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good list, in a workspace of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLUEGRAPH_WORKSPACE", raising=False)
    data = tmp_path / "数据"
    data.mkdir()
    text = "柳溪镇上坪村2023年3月农村低保发放表,,\n姓名,身份证号,金额\n张三,330299197001010018,300\n合计,,300\n"
    (data / "低保.csv").write_text(text, encoding="utf-8")
    return data


def test_a_clean_load_ends_with_0_and_prints_the_contracts_object(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(folder), "--format", "json"]) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert set(report) == {"files", "quarantine", "totals"}
    assert report["files"][0]["sheets"][0]["stated_total"] == "300.00"
    assert printed.err == ""


def test_a_refused_file_ends_with_3_and_the_rest_is_loaded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["load", str(folder), "--lang", "zh"]) == 3
    printed = capsys.readouterr().out
    assert "坏.xlsx：" in printed
    assert "300.00 ✓" in printed


def test_quarantined_rows_end_with_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "低保.csv"
    path.write_text(path.read_text(encoding="utf-8") + "李四,,\n", encoding="utf-8")
    assert main(["load", str(folder), "--lang", "en"]) == 3
    assert "is blank: fill it in" in capsys.readouterr().out


def test_nothing_named_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.exists()
    assert main(["load"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_status_before_and_after_a_load(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"] == []
    main(["load", str(folder)])
    capsys.readouterr()
    assert main(["status", "--quarantine", "退回.xlsx"]) == 0
    printed = capsys.readouterr().out
    assert "上坪村" in printed
    assert Path("退回.xlsx").exists()


def test_where_the_rows_in_quarantine_cannot_be_written_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("退回.xlsx").mkdir()
    assert main(["status", "--quarantine", "退回.xlsx"]) == 1
    said = capsys.readouterr().err
    assert said == "退回.xlsx：无法写入（这是一个文件夹）；请关闭已打开的同名文件，或换一个位置。\n"


def test_unload_takes_a_source_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", str(folder)])
    assert main(["unload", "低保.csv"]) == 0
    assert main(["unload", "低保.csv"]) == 2
    capsys.readouterr()
    main(["status", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["sources"] == []


def test_a_path_that_does_not_exist_is_wrong_usage_and_leaves_no_trace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(folder)]) == 0
    capsys.readouterr()
    before = recorded(capsys)
    assert main(["load", "没有的文件夹", "也没有.csv", "--lang", "zh"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "没有的文件夹" in printed.err
    assert "也没有.csv" in printed.err
    assert recorded(capsys) == before


def test_a_mistyped_path_beside_a_right_one_is_said_and_not_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(folder), "没有的文件夹", "--format", "json"]) == 3
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(file["file"], file["status"]) for file in files] == [("低保.csv", "loaded"), ("没有的文件夹", "refused")]
    assert "没有的文件夹" not in recorded(capsys)


def test_a_file_that_is_there_and_cannot_be_read_stays_among_what_is_not_loaded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["load", str(folder), str(folder / "坏.xlsx")]) == 3
    capsys.readouterr()
    assert "坏.xlsx" in recorded(capsys)


@pytest.mark.parametrize("name", ["gb2313", "base64", ""])
def test_an_encoding_that_does_not_exist_is_wrong_usage_before_anything_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["load", str(folder), "--encoding", name, "--lang", "zh"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert f"没有名为“{name}”的文字编码" in printed.err
    assert "低保.csv" not in recorded(capsys)


def test_an_encoding_that_exists_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "低保.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert main(["load", str(folder), "--encoding", "GB18030"]) == 0
    assert "低保.csv" in capsys.readouterr().out


def recorded(capsys: pytest.CaptureFixture[str]) -> str:
    """All that status and coverage say of what was loaded, and of what was not."""
    assert main(["status", "--format", "json"]) == 0
    assert main(["coverage", "--format", "json"]) == 0
    return capsys.readouterr().out
