"""Which programme a name in a list means."""

from __future__ import annotations

import polars as pl
import pytest

from cluegraph.graph.programmes import Programmes
from cluegraph.graph.reference import Programme

KNOWN = Programmes(
    [
        Programme("农村低保", ["低保", "低保金", "农村低保金"], excludes=["特困"]),
        Programme("特困供养", ["特困"]),
        Programme("耕地地力保护补贴"),
        Programme("残疾人两项补贴", ["残疾人“两项补贴”"]),
        Programme("高龄津贴"),
    ]
)


def key_of(name: str | None) -> object:
    return KNOWN.keys(pl.DataFrame({"programme": [name]}, schema={"programme": pl.String})).item()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("农村低保", "农村低保"),
        ("低保金", "农村低保"),
        ("2023年农村低保金发放表", "农村低保"),
        ("２０２３年1-6月低保", "农村低保"),
        ("2023年第一季度低保金发放", "农村低保"),
        ("农村低保(第一季度)", "农村低保"),
        ("农村低保（2023年3月）", "农村低保"),
        ("2023年度耕地地力保护补贴资金发放花名册", "耕地地力保护补贴"),
        ("2022-2023年度耕地地力保护补贴", "耕地地力保护补贴"),
        ("耕地地力保护补贴(种粮农民)", "耕地地力保护补贴"),
        ("残疾人两项补贴", "残疾人两项补贴"),
        ("2023年3月份高龄津贴公示", "高龄津贴"),
    ],
)
def test_years_months_brackets_and_words_of_lists_do_not_matter(written: str, meant: str) -> None:
    assert key_of(written) == meant


@pytest.mark.parametrize("written", ["农村低保家庭慰问金", "特困家庭学生资助", "高龄津贴补发差额", "低保边缘户补助"])
def test_a_part_of_a_name_is_never_a_match(written: str) -> None:
    assert key_of(written) == written


def test_an_unknown_programme_is_itself_without_the_year() -> None:
    assert key_of("2023年爱心助学金发放表") == key_of("爱心助学金") == "爱心助学金"
    assert key_of("2023年") == "2023年"
    assert key_of(None) is None


def test_exclusions_run_both_ways_and_only_between_programmes_that_occur() -> None:
    both = KNOWN.exclusions(["农村低保", "特困供养", "高龄津贴"])
    assert both.rows() == [("农村低保", "特困供养"), ("特困供养", "农村低保")]
    assert KNOWN.exclusions(["农村低保"]).is_empty()
