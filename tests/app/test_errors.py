from __future__ import annotations

import pytest

import cluegraph.errors as errors
from cluegraph.errors import CluegraphError, SheetRefused, Where
from cluegraph.i18n import Text

REFUSED = SheetRefused(
    Text("认不出这张表", "the sheet is not recognised"),
    Text("请写一个映射文件。", "write a mapping file."),
    Where(file="民政局/低保.xlsx", sheet="一月", row=3),
)


def test_an_error_says_where_what_and_what_to_do_in_one_chinese_sentence() -> None:
    assert REFUSED.sentence("zh") == "民政局/低保.xlsx，工作表“一月”，第3行：认不出这张表；请写一个映射文件。"


def test_the_same_error_in_english() -> None:
    assert (
        REFUSED.sentence("en")
        == "民政局/低保.xlsx, sheet “一月”, row 3: the sheet is not recognised; write a mapping file."
    )


def _all_errors() -> list[type[CluegraphError]]:
    return [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, CluegraphError)]


@pytest.mark.parametrize("error", _all_errors())
def test_every_error_stands_in_the_tree_at_the_top_of_the_module(error: type[CluegraphError]) -> None:
    assert error.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("error", _all_errors())
def test_every_error_ends_with_an_exit_code_of_the_contract(error: type[CluegraphError]) -> None:
    assert error.exit_code in (1, 2, 3)
