"""The shipped programmes and limits agree with themselves and with what the rules take them to mean."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from cluegraph.graph.programmes import Programmes
from cluegraph.graph.reference import Programme
from cluegraph.queries.settings_data import SHIPPED, ProgrammeEntry, Thresholds, read_reference
from cluegraph.queries.settings_data import Programmes as ProgrammesFile
from cluegraph.yamlfile import read_yaml

ENTRIES = read_yaml(SHIPPED / "programmes.yml", ProgrammesFile).programmes
BY_NAME = {entry.name: entry for entry in ENTRIES}
SHIPPED_PROGRAMMES = [pytest.param(entry, id=entry.name) for entry in ENTRIES]
NATIONAL = """
耕地地力保护补贴 低保 农村低保 城市低保 特困供养 高龄津贴 残疾人两项补贴 困难残疾人生活补贴 重度残疾人护理补贴
危房改造 农机购置补贴 退耕还林 公益林 雨露计划 移民后期扶持 公益性岗位 独生子女 老党员 离任村干部补贴 临时救助
孤儿 事实无人抚养儿童补助 养老金 农资补贴 救灾 慰问 产业扶持 丧葬补助 青苗补偿款 一次性补助 能繁母猪补贴
价格临时补贴 取暖补贴
"""


def meant(written: str) -> str:
    programmes = Programmes(read_reference().programmes)
    return str(programmes.keys(pl.DataFrame({"programme": [written]})).item())


def test_the_national_programmes_are_there() -> None:
    assert [name for name in NATIONAL.split() if meant(name) not in BY_NAME] == []


@pytest.mark.parametrize("entry", SHIPPED_PROGRAMMES)
def test_exclusions_name_programmes_that_are_there_and_stand_at_both(entry: ProgrammeEntry) -> None:
    for other in entry.excludes:
        assert other != entry.name
        assert entry.name in BY_NAME[other].excludes


def test_a_name_means_one_programme_however_it_is_written() -> None:
    programmes = Programmes(read_reference().programmes)
    names = [(name, entry.name) for entry in ENTRIES for name in (entry.name, *entry.aliases)]
    assert [name for name, times in Counter(name for name, _ in names).items() if times > 1] == []
    for form in ("{}", "2023年{}发放表", "{}（2023年第一季度）", "２０２３年度{}资金发放花名册"):
        written = pl.DataFrame({"programme": [form.format(name) for name, _ in names]})
        found = programmes.keys(written)["key"].to_list()
        wrong = [(name, key) for (name, owner), key in zip(names, found, strict=True) if key != owner]
        assert wrong == [], form


@pytest.mark.parametrize("entry", SHIPPED_PROGRAMMES)
def test_what_is_said_of_a_programme_agrees_with_itself(entry: ProgrammeEntry) -> None:
    assert not (entry.universal and entry.discretionary)
    assert not (entry.universal and entry.means_tested)
    assert not (entry.universal and entry.fiscal_staff_excluded)
    assert not (entry.monthly and entry.unit == "event")
    assert (entry.land is not None) == (entry.unit == "area")
    if entry.age_min is not None and entry.age_max is not None:
        assert entry.age_min <= entry.age_max


@pytest.mark.parametrize("entry", SHIPPED_PROGRAMMES)
def test_a_rate_says_where_it_stands_and_for_which_years(entry: ProgrammeEntry) -> None:
    for rate in entry.rates:
        assert rate.source
        assert rate.from_ is not None


def test_what_the_semantics_fix() -> None:
    programmes = {one.name: one for one in read_reference().programmes}
    closed = {name for name, one in programmes.items() if one.fiscal_staff_excluded}
    assert closed == {"农村低保", "城市低保", "特困供养"}
    notice = {name for name, one in programmes.items() if one.kin_notice}
    assert notice == {"农村低保", "城市低保", "特困供养", "危房改造"}
    chosen = {"农村低保", "特困供养", "临时救助", "危房改造", "公益性岗位补贴", "救灾补助", "慰问金", "扶贫产业补助"}
    assert chosen <= {name for name, one in programmes.items() if one.discretionary}
    open_to_all = {"耕地地力保护补贴", "农资综合补贴", "高龄津贴", "城乡居民养老金"}
    assert open_to_all <= {name for name, one in programmes.items() if one.universal and not one.discretionary}
    after = {"丧葬补助", "抚恤金", "一次性抚恤金", "残疾军人抚恤金"}
    assert {name for name, one in programmes.items() if one.after_death} == after
    assert programmes["离任村干部补贴"].cadre_excluded


def test_money_that_may_lawfully_be_drawn_together_is_not_excluded() -> None:
    low = BY_NAME["农村低保"].excludes
    for other in (
        "高龄津贴",
        "残疾人两项补贴",
        "城乡居民养老金",
        "危房改造",
        "临时救助",
        "价格临时补贴",
        "孤儿基本生活费",
    ):
        assert other not in low


def test_limits_of_a_region_are_of_units_and_say_that_nobody_has_read_them() -> None:
    limits = read_yaml(SHIPPED / "thresholds.yml", Thresholds).limits
    general = {(limit.category, limit.limit) for limit in limits if limit.region is None}
    assert general == {("工程", "4000000.00"), ("货物", "2000000.00"), ("服务", "1000000.00")}
    for limit in limits:
        if limit.region is not None:
            assert (limit.buyers, limit.verified) == ("unit", False)
            assert limit.from_ >= date(2020, 1, 1)
    spans = [(limit.region, limit.category, limit.buyers, limit.from_) for limit in limits]
    assert len(spans) == len(set(spans))


def test_a_rate_reaches_the_settings_with_its_years() -> None:
    (rate,) = next(one for one in read_reference().programmes if one.name == "移民后期扶持").rates
    assert (rate.yuan, rate.per, rate.first_year, rate.last_year) == (Decimal("600.00"), "人·年", 2006, None)


def test_programmes_without_years_need_no_year() -> None:
    assert not Programmes(read_reference().programmes).dated
    assert Programmes([Programme("甲"), Programme("甲", first_year=2020)]).dated
