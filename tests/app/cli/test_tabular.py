"""Tables and values on the command line."""

from __future__ import annotations

import pytest

from cluegraph.cli.tabular import aligned, as_csv, shown
from cluegraph.cli.typed import parameters_from, value_from
from cluegraph.errors import UsageError


def test_chinese_counts_as_two_columns_wide() -> None:
    assert aligned(["姓名", "n"], [["张三丰", 5], ["Li", 12]], numbers=(1,)).splitlines() == [
        "姓名     n",
        "------  --",
        "张三丰   5",
        "Li      12",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text_in_csv(text: str) -> None:
    cell = as_csv(["a"], [[text]]).split("\n", 1)[1].strip('"')
    assert cell.startswith("'")


def test_a_negative_amount_stays_a_number_in_csv() -> None:
    assert as_csv(["a"], [["-5.00"], [-3], [None], [True]]) == 'a\n-5.00\n-3\n""\ntrue'


def test_control_characters_cannot_move_the_cursor() -> None:
    assert shown("a\x1b[2Jb\nc") == "a [2Jb c"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023", 2023),
        ("-5", -5),
        ("0.5", 0.5),
        ("330299197001010018", "330299197001010018"),
        ("6222020000000011", "6222020000000011"),
        ("007", "007"),
        ("true", True),
        ("null", None),
        ('"2023"', "2023"),
        ("[1, 2]", [1, 2]),
        ("[张三", "[张三"),
        ("上坪村", "上坪村"),
        ("", ""),
    ],
)
def test_a_value_is_typed_by_how_it_is_written(text: str, value: object) -> None:
    assert value_from(text) == value


def test_a_parameter_without_a_name_is_wrong_usage() -> None:
    assert parameters_from(["$k=1", "名=a=b"]) == {"k": 1, "名": "a=b"}
    for wrong in ("k", "=1", "a b=1"):
        with pytest.raises(UsageError):
            parameters_from([wrong])
