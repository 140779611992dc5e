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


DATED = Programmes(
    [
        Programme("高龄津贴", ["敬老金"], age_min=80, last_year=2021, monthly=True, excludes=["护理补贴"]),
        Programme("高龄津贴", age_min=75, first_year=2023),
        Programme("护理补贴", last_year=2022),
        Programme("护理补贴", first_year=2023),
    ]
)
EARLIER = "高龄津贴（—2021）"


@pytest.mark.parametrize(
    ("written", "year", "meant"),
    [
        ("高龄津贴", "2024", "高龄津贴"),
        ("2020年敬老金发放表", "2020", EARLIER),
        ("高龄津贴", "2021", EARLIER),
        ("高龄津贴", "2022", EARLIER),
        ("高龄津贴", None, "高龄津贴"),
        ("爱心补助", "2020", "爱心补助"),
        (None, "2020", None),
    ],
)
def test_a_name_means_what_it_was_in_its_year(written: str | None, year: str | None, meant: str | None) -> None:
    row = pl.DataFrame({"programme": [written], "year": [year]}, schema={"programme": pl.String, "year": pl.String})
    assert DATED.keys(row).item() == meant


def test_versions_are_nodes_of_one_name_with_their_own_rules() -> None:
    nodes = DATED.nodes([EARLIER, "高龄津贴"])
    assert nodes.select("key", "name", "age_min", "monthly").rows() == [
        (EARLIER, "高龄津贴", 80, True),
        ("高龄津贴", "高龄津贴", 75, False),
    ]
    assert DATED.by_rhythm()[0] == [EARLIER]


def test_versions_exclude_each_other_only_in_years_that_they_share() -> None:
    keys = [EARLIER, "高龄津贴", "护理补贴", "护理补贴（—2022）"]
    assert DATED.exclusions(keys).rows() == [("护理补贴（—2022）", EARLIER), (EARLIER, "护理补贴（—2022）")]
