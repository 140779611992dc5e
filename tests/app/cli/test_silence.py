"""Explaining and suppressing clues, comparing runs, and rules that are revised or retired, as an inspector does it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cluegraph.cli.main import main
from tests.queries.sample import written

ROWS = (
    ("张三", "330299197001010018", "上坪村", "600.00", "2023"),
    ("张三", "330299197001010018", "上坪村", "900.00", "2023"),
    ("李四", "330299198002020028", "下坪村", "5000.00", "2024"),
)
SIGNED = ("--reason", "迁户并村", "--by", "王审核")
Command = Callable[..., tuple[int, str, str]]


def load(cluegraph: Command, folder: Path, rows: Sequence[tuple[str, ...]] = ROWS) -> None:
    lines = [f"{n},柳溪镇,{village},{name},{number},耕地地力保护补贴,{amount},{year}"
             for n, (name, number, village, amount, year) in enumerate(rows, 1)]  # fmt: skip
    text = "\n".join(["序号,乡镇,村,姓名,身份证号,补贴项目,补贴金额,年度", *lines])
    folder.mkdir(exist_ok=True)
    (folder / "补贴发放表.csv").write_text(text, encoding="utf-8")
    assert cluegraph("load", str(folder))[0] == 0


@pytest.fixture
def cluegraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a workspace with one list and one rule of its own; gives exit code, output and messages."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--workspace", str(tmp_path / "ws"), "--lang", "zh"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    written(tmp_path / "ws" / "rules")
    load(run, tmp_path / "数据")
    return run


def checked(cluegraph: Command, *words: str) -> dict[str, Any]:
    code, out, err = cluegraph("check", "LOCAL-01", *words, "--format", "json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def clue_of(cluegraph: Command, name: str) -> str:
    (found,) = [clue["id"] for clue in checked(cluegraph)["clues"] if name in clue["title"]]
    return str(found)


def test_an_explained_clue_is_counted_and_not_listed(cluegraph: Command, tmp_path: Path) -> None:
    clue = clue_of(cluegraph, "张三")
    code, out, _ = cluegraph("silence", "clue", clue.lower(), *SIGNED)
    assert code == 0
    assert clue in out
    found = checked(cluegraph)
    assert [one["id"] for one in found["clues"]] == [clue_of(cluegraph, "李四")]
    (rule,) = found["rules"]
    assert (rule["findings"], rule["silenced"]) == (2, 1)
    assert [(one["id"], one["status"]) for one in checked(cluegraph, "--all")["clues"]][-1] == (clue, "explained")
    table = cluegraph("check", "LOCAL-01")[1]
    assert "其中 1 条已说明或静默" in table
    assert "另有 1 条已说明或静默" in table
    assert clue not in table
    assert "王审核于" in cluegraph("check", "LOCAL-01", "--all")[1]


def test_the_same_list_in_another_order_and_file_leaves_it_silent(cluegraph: Command, tmp_path: Path) -> None:
    cluegraph("silence", "clue", clue_of(cluegraph, "张三"), *SIGNED)
    cluegraph("unload", "补贴发放表.csv")
    load(cluegraph, tmp_path / "数据", tuple(reversed(ROWS)))
    assert checked(cluegraph)["rules"][0]["silenced"] == 1


def test_a_changed_cell_makes_it_speak_again_with_who_said_what(cluegraph: Command, tmp_path: Path) -> None:
    clue = clue_of(cluegraph, "张三")
    cluegraph("silence", "clue", clue, *SIGNED)
    load(cluegraph, tmp_path / "数据", ((*ROWS[0][:3], "700.00", "2023"), *ROWS[1:]))
    (again,) = [one for one in checked(cluegraph)["clues"] if one["id"] == clue]
    assert again["status"] == "new"
    (note,) = [note for note in again["notes"] if "说明" in note]
    assert "由王审核以“迁户并村”说明" in note
    assert "金额由 1,500.00 元变为 1,600.00 元" in note
    table = cluegraph("check", "LOCAL-01")[1]
    assert table.split("重新列出的线索")[1].count("由王审核以“迁户并村”说明") == 1
    assert "数据已变化，重新列出" in cluegraph("silence", "list")[1]


def test_a_comparison_says_why_a_clue_is_listed_again(cluegraph: Command, tmp_path: Path) -> None:
    three, four = clue_of(cluegraph, "张三"), clue_of(cluegraph, "李四")
    cluegraph("silence", "clue", three, four, *SIGNED)
    silent = checked(cluegraph)["run"]["id"]
    load(cluegraph, tmp_path / "数据", ((*ROWS[0][:3], "700.00", "2023"), *ROWS[1:]))
    cluegraph("silence", "undo", "2", "--reason", "记错了人", "--by", "李复核")
    again = cluegraph("check", "LOCAL-01", "--since", silent)[1].split("\n重新列出\n")[1]
    (of_three,) = [line for line in again.splitlines() if line.startswith(three)]
    (of_four,) = [line for line in again.splitlines() if line.startswith(four)]
    assert "由王审核以“迁户并村”说明（第 1 号），数据已变化" in of_three
    assert "已撤销" in of_four
    sheet = cluegraph("check", "LOCAL-01", "--since", silent, "--format", "csv")[1]
    assert any(line.startswith("resumed,") and "王审核" in line for line in sheet.splitlines())


def test_a_suppression_that_is_over_is_told_beside_the_clues(
    cluegraph: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clue = clue_of(cluegraph, "李四")
    until = datetime.now().astimezone().date() + timedelta(days=3)
    cluegraph("silence", "scope", "--village", "下坪村", "--until", until.isoformat(), *SIGNED)
    assert "重新列出的线索" not in cluegraph("check", "LOCAL-01")[1]
    later = _a_later_day(until + timedelta(days=1))
    monkeypatch.setattr("cluegraph.cli.check.date", later)
    (line,) = [
        line
        for line in cluegraph("check", "LOCAL-01")[1].split("重新列出的线索")[1].splitlines()
        if line.startswith(clue)
    ]
    assert f"已于 {until} 到期" in line


def _a_later_day(day: date) -> type[date]:
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(day.year, day.month, day.day)

    return Later


def test_undoing_brings_a_clue_back_and_stays_on_record(cluegraph: Command) -> None:
    clue = clue_of(cluegraph, "张三")
    cluegraph("silence", "clue", clue, *SIGNED)
    assert cluegraph("silence", "undo", "1", "--reason", "记错了人", "--by", "李复核")[0] == 0
    assert checked(cluegraph)["rules"][0]["silenced"] == 0
    (entry,) = json.loads(cluegraph("silence", "list", "--format", "json")[1])["decisions"]
    assert (entry["clue"], entry["by"], entry["reason"], entry["state"]) == (clue, "王审核", "迁户并村", "undone")
    assert (entry["undone"]["by"], entry["undone"]["reason"]) == ("李复核", "记错了人")


@pytest.mark.parametrize(
    ("scope", "silent"),
    [
        (("--rule", "local-01"), 2),
        (("--village", "上坪村"), 1),
        (("--village", "柳溪镇·下坪村"), 1),
        (("--period", "2024"), 1),
        (("--period", "2023-01..2024-12"), 2),
        (("--period", "2024-05"), 0),
        (("--rule", "LOCAL-01", "--village", "上坪村", "--period", "2024"), 0),
    ],
)
def test_a_scope_is_silent_and_counted(cluegraph: Command, scope: tuple[str, ...], silent: int) -> None:
    checked(cluegraph)
    code, out, err = cluegraph("silence", "scope", *scope, "--until", "open", *SIGNED)
    assert (code, err) == (0, "")
    assert f"现有线索 {silent} 条" in out
    assert checked(cluegraph)["rules"][0]["silenced"] == silent
    (entry,) = json.loads(cluegraph("silence", "list", "--format", "json")[1])["decisions"]
    assert (entry["state"], entry["until"], entry["clues"]) == ("in_force", None, silent)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("clue", "LOCAL-01-AAAAAAAAAA", *SIGNED), 2, "没有线索 LOCAL-01-AAAAAAAAAA"),
        (("clue", *SIGNED), 2, "没有写明是哪条线索"),
        (("clue", "X", "--reason", "  ", "--by", "王审核"), 2, "没有写明理由"),
        (("clue", "X", "--reason", "无", "--by", "王审核"), 2, "没有写明理由"),
        (("clue", "X", "--reason", "迁户并村"), 2, "没有写明由谁决定"),
        (("clue", "X", "--until", "2099-01-01", *SIGNED), 2, "只用于 scope"),
        (("scope", *SIGNED), 2, "没有写明静默什么"),
        (("scope", "--rule", "LOCAL-09", "--until", "open", *SIGNED), 2, "没有规则 LOCAL-09"),
        (("scope", "--village", "天外村", "--until", "open", *SIGNED), 2, "没有这个村：天外村"),
        (("scope", "--period", "去年", "--until", "open", *SIGNED), 2, "时段“去年”"),
        (("scope", "--rule", "LOCAL-01", *SIGNED), 2, "没有写明静默到哪一天"),
        (("scope", "--rule", "LOCAL-01", "--until", "明年", *SIGNED), 2, "日期“明年”"),
        (("scope", "--rule", "LOCAL-01", "--until", "2020-01-01", *SIGNED), 2, "日期 2020-01-01 已经过去"),
        (("scope", "X", "--rule", "LOCAL-01"), 2, "scope 后面不写“X”"),
        (("undo", *SIGNED), 2, "没有写明撤销第几号"),
        (("undo", "3", *SIGNED), 2, "没有第 3 号"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_recorded(
    cluegraph: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    given, out, err = cluegraph("silence", *words)
    assert (given, out) == (code, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert json.loads(cluegraph("silence", "list", "--format", "json")[1]) == {"decisions": []}


def test_a_clue_is_not_explained_twice_on_the_same_data(cluegraph: Command) -> None:
    clue = clue_of(cluegraph, "张三")
    cluegraph("silence", "clue", clue, *SIGNED)
    code, _, err = cluegraph("silence", "clue", clue, *SIGNED)
    assert code == 2
    assert "第 1 号" in err


def test_lists_leave_silent_clues_out_and_say_how_many_but_take_them_by_id(cluegraph: Command, tmp_path: Path) -> None:
    clue = clue_of(cluegraph, "张三")
    cluegraph("silence", "clue", clue, *SIGNED)
    target = tmp_path / "清单.json"

    def listed(*words: str) -> tuple[list[str], str]:
        code, out, err = cluegraph("refer", *words, "-o", str(target))
        assert code == 0, err
        return [one["id"] for one in json.loads(target.read_text(encoding="utf-8"))["clues"]], out

    found, said = listed("--rule", "LOCAL-01")
    assert clue not in found
    assert "另有 1 条已说明或静默" in said
    assert json.loads(target.read_text(encoding="utf-8"))["left_out"] == 1
    for words in ((clue,), ("--status", "explained")):
        found, said = listed(*words)
        assert found == [clue]
        assert "以“迁户并村”说明" in said
    assert "都已说明或静默" in cluegraph("refer", "--village", "上坪村", "-o", str(target))[2]
    code, out, _ = cluegraph("draw", clue, "-o", str(tmp_path / "图.html"))
    assert code == 0
    assert "以“迁户并村”说明" in out
    cluegraph("silence", "undo", "1", "--reason", "记错了人", "--by", "李复核")
    assert clue in listed("--rule", "LOCAL-01")[0]


def test_the_count_of_clues_means_the_same_wherever_it_stands(cluegraph: Command, tmp_path: Path) -> None:
    """Two more rows make a third clue; one of the three is explained, one of the two of its village."""
    load(cluegraph, tmp_path / "数据", (*ROWS, ("王五", "330299199003030038", "上坪村", "4000.00", "2024")))
    cluegraph("silence", "clue", clue_of(cluegraph, "张三"), *SIGNED)
    county, village = (f"查出线索 {count} 条，另有 1 条已说明或静默" for count in (2, 1))
    target = tmp_path / "清单.json"

    def listed(*words: str) -> str:
        assert cluegraph("refer", *words, "-o", str(target))[0] == 0
        return str(json.loads(target.read_text(encoding="utf-8"))["checked"])

    assert county in cluegraph("check", "LOCAL-01")[1]
    assert county in cluegraph("coverage")[1]
    assert county in listed("--rule", "LOCAL-01")
    assert village in listed("--village", "上坪村")
    assert village in cluegraph("coverage", "--village", "柳溪镇·上坪村")[1]
    found = json.loads(cluegraph("coverage", "--format", "json")[1])
    assert (found["clues"], found["silenced"]) == (2, 1)
    cluegraph("silence", "undo", "1", "--reason", "记错了人", "--by", "李复核")
    assert "查出线索 3 条；" in cluegraph("coverage")[1]


def test_a_run_is_compared_with_the_last_one(cluegraph: Command, tmp_path: Path) -> None:
    first = checked(cluegraph)
    three = next(one["id"] for one in first["clues"] if "张三" in one["title"])
    four = next(one["id"] for one in first["clues"] if "李四" in one["title"])
    more = ("王五", "330299199003030038", "下坪村", "4000.00", "2024")
    load(cluegraph, tmp_path / "数据", (*ROWS[:2], ("张三", ROWS[0][1], "上坪村", "100.00", "2023"), more))
    found = checked(cluegraph, "--since", "last")
    since = found["since"]
    assert since["run"] == first["run"]["id"]
    (five,) = [one["id"] for one in found["clues"] if "王五" in one["title"]]
    assert since["new"] == [five]
    assert [(gone["id"], gone["because"]) for gone in since["gone"]] == [(four, "data")]
    (changed,) = since["changed"]
    assert (changed["id"], changed["amount"]) == (three, {"from": "1500.00", "to": "1600.00"})
    assert changed["rows"] == {"added": 1, "removed": 0}
    table = cluegraph("check", "LOCAL-01", "--since", first["run"]["id"])[1]
    assert "新增 1 条，不再出现 1 条，变化 1 条" in table
    assert "金额由 1,500.00 元变为 1,600.00 元；证据行新增 1、减少 0" in table
    sheet = cluegraph("check", "LOCAL-01", "--since", first["run"]["id"], "--format", "csv")[1].splitlines()
    assert sorted(line.split(",")[0] for line in sheet[1:]) == ["changed", "gone", "new"]


def test_a_rule_that_lacks_data_now_has_no_clue_gone(cluegraph: Command) -> None:
    checked(cluegraph)
    cluegraph("unload", "补贴发放表.csv")
    since = checked(cluegraph, "--since", "last")["since"]
    assert since["gone"] == []
    assert [entry["rule"] for entry in since["not_comparable"]] == ["LOCAL-01"]


def test_a_wrong_run_is_said_before_anything_runs(cluegraph: Command) -> None:
    run = checked(cluegraph)["run"]["id"]
    code, out, err = cluegraph("check", "LOCAL-01", "--since", "昨天")
    assert (code, out) == (2, "")
    assert run in err


def test_a_revised_rule_makes_new_clues_and_the_old_ones_keep_theirs(cluegraph: Command, tmp_path: Path) -> None:
    old = clue_of(cluegraph, "张三")
    cluegraph("silence", "clue", old, *SIGNED)
    written(tmp_path / "ws" / "rules", ("revision: 1", "revision: 2"))
    found = checked(cluegraph, "--since", "last")
    (new,) = [one for one in found["clues"] if "张三" in one["title"]]
    assert (new["revision"], new["status"]) == (2, "new")
    assert new["id"] != old
    assert any("第 1 版" in note and "规则已是第 2 版" in note for note in new["notes"])
    assert {gone["because"] for gone in found["since"]["gone"]} == {"revision"}
    assert old in [gone["id"] for gone in found["since"]["gone"]]
    target = tmp_path / "清单.json"
    code, out, _ = cluegraph("refer", old, "-o", str(target))
    assert code == 0
    assert "这条线索出自规则第 1 版" in out
    (kept,) = json.loads(target.read_text(encoding="utf-8"))["clues"]
    assert (kept["id"], kept["revision"]) == (old, 1)


def test_a_retired_rule_does_not_run_and_its_page_and_clues_stay_readable(cluegraph: Command, tmp_path: Path) -> None:
    old = clue_of(cluegraph, "张三")
    written(tmp_path / "ws" / "rules", ("status: test", "status: retired"))
    found = checked(cluegraph, "--since", "last")
    assert (found["clues"], found["rules"][0]["status"]) == ([], "off")
    assert found["since"]["gone"] == []
    assert "金额明显高于一般农户" in cluegraph("rules", "LOCAL-01")[1]
    assert cluegraph("refer", old, "-o", str(tmp_path / "清单.json"))[0] == 0
    page = tmp_path / "图.html"
    code, out, _ = cluegraph("draw", old, "-o", str(page))
    assert code == 0
    assert "规则 LOCAL-01 已停用" in out
    assert old in page.read_text(encoding="utf-8")
