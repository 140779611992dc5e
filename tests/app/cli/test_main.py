from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from cluegraph.cli.commands import COMMANDS
from cluegraph.cli.main import main


def _cluegraph(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cluegraph", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), **environment},
        check=False,
    )


def test_help_lists_every_command_in_chinese_by_default() -> None:
    shown = _cluegraph("--help")
    assert shown.returncode == 0
    for name, command in COMMANDS.items():
        assert name in shown.stdout
        assert command.help.zh in shown.stdout.replace("\n", "")


def test_help_is_english_where_the_environment_is() -> None:
    shown = _cluegraph("--help", LANG="en_US.UTF-8")
    assert "Each is a lead, not a finding." in " ".join(shown.stdout.split())


def test_help_is_quick() -> None:
    _cluegraph("--help")
    begin = time.perf_counter()
    _cluegraph("--help")
    assert time.perf_counter() - begin < 2, "the aim is 0.5 s on a quiet machine; heavy imports crept in"


def test_help_imports_none_of_the_heavy_libraries() -> None:
    program = "import sys\nfrom cluegraph.cli.main import main\nmain(['--help'])\nprint([m for m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    for library in ("'polars'", "'pandas'", "'ladybug'", "'matplotlib'", "'pyvis'"):
        assert library not in loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str) -> None:
    assert COMMANDS[name].function().__module__ == f"cluegraph.cli.{name}"
    assert main([name, "--help"]) == 0


def test_an_unknown_command_names_the_nearest_one() -> None:
    shown = _cluegraph("lod")
    assert shown.returncode == 2
    assert shown.stderr.strip() == "没有“lod”这个命令；是不是 load？"


def test_an_unknown_option_is_a_sentence_and_wrong_usage() -> None:
    shown = _cluegraph("load", "--colour", "--lang", "en")
    assert shown.returncode == 2
    assert shown.stderr.strip() == "there is no option --colour; see cluegraph load --help."


def test_the_version_is_printed() -> None:
    assert _cluegraph("--version").stdout.startswith("cluegraph 0.")


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        (("check", "--format", "xml"), "zh", "--format 的内容不对（“xml”不在 table、json、csv 之中）；"),
        (("check", "--format", "xml"), "en", '--format is not accepted ("xml" is none of table, json, csv); '),
        (("draw", "--village", "甲村", "--hops", "a"), "zh", "--hops 的内容不对（应为整数）；"),
        (("query", "RETURN 1", "--rows", "0"), "zh", "--rows 的内容不对（不能小于 1）；"),
        (("query", "RETURN 1", "--rows", "0"), "en", "--rows is not accepted (it cannot be less than 1); "),
        (("query", "RETURN 1", "--seconds", "0"), "zh", "--seconds 的内容不对（不能小于 0.1）；"),
        (("query", "RETURN 1", "--seconds", "9999"), "zh", "--seconds 的内容不对（不能大于 3600）；"),
        (("query", "RETURN 1", "--seconds", "一"), "zh", "--seconds 的内容不对（应为数字）；"),
        (("query", "RETURN", "1", "AS n"), "zh", "命令写法不对（多写了 1 AS n）；用法见 cluegraph query --help。"),
        (("query", "RETURN", "1"), "en", "the command is written wrongly (1 is one too many); "),
        (("query", "RETURN 1", "--rows"), "zh", "选项 --rows 的用法不对（后面缺少内容）；"),
        (("check", "--all=1"), "zh", "选项 --all 的用法不对（后面不跟内容）；"),
        (("draw", "X-1", "-o", "图.png"), "zh", "图.png：网络图是网页；文件名请以 .html 结尾。"),
        (("status", "--quarantine", "隔离.txt"), "zh", "隔离.txt：隔离的行写成 Excel 工作簿；文件名请以 .xlsx 结尾。"),
        (("refer", "--rule", "FOO-01", "-o", "单.docx"), "zh", "没有规则 FOO-01；用 cluegraph rules 查看全部规则。"),
    ],
)
def test_a_wrong_value_is_said_in_the_users_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], language: str, said: str
) -> None:
    assert main([*words, "--workspace", str(tmp_path / "ws"), "--lang", language]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert not list(tmp_path.glob("*.*"))
