"""What titles, sheet names and file names say."""

from __future__ import annotations

import pytest

from cluegraph.loaders.times import Time, cut_times, plain_digits
from cluegraph.loaders.title import Said, read_title


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2023年1月", Time(2023, 1)),
        ("2023年1月份", Time(2023, 1)),
        ("2023 年 3 月", Time(2023, 3)),
        ("二〇二三年度", Time(2023)),
        ("二○二三年十二月", Time(2023, 12)),
        ("２０２３年", Time(2023)),
        ("2023-03", Time(2023, 3)),
        ("2023.3", Time(2023, 3)),
        ("202303", Time(2023, 3)),
        ("23年3月", Time(2023, 3)),
        ("3月", Time(None, 3)),
        ("十二月", Time(None, 12)),
        ("2023年3月15日", Time(2023, 3, 15)),
        ("20230315", Time(2023, 3, 15)),
        ("2023年1-3月", Time(2023, 3, None, 1)),
        ("2023年10月—12月", Time(2023, 12, None, 10)),
        ("2023年第一季度", Time(2023, 3, None, 1)),
        ("2023年下半年", Time(2023, 12, None, 7)),
        ("2022-2023年度", Time()),
    ],
)
def test_times(text: str, time: Time) -> None:
    assert cut_times(plain_digits(text), "")[0] == [time]


@pytest.mark.parametrize("text", ["80周岁以上", "12个月", "10万元以下", "13月", "1组", "第2批"])
def test_what_is_no_time(text: str) -> None:
    assert cut_times(plain_digits(text), "")[0] == []


def said(text: str, *, is_title: bool = True) -> dict[str, object]:
    found = read_title(text, is_title=is_title)
    return {name: value for name, value in vars(found).items() if value}


@pytest.mark.parametrize(
    ("text", "township", "village", "programme"),
    [
        ("柳溪镇上坪村2023年耕地地力保护补贴发放表", "柳溪镇", "上坪村", "耕地地力保护补贴"),
        ("柳溪镇2023年1月农村低保金发放花名册（公示）", "柳溪镇", None, "农村低保金"),
        ("农村低保金发放花名册（柳溪镇上坪村2023年1月）", "柳溪镇", "上坪村", "农村低保金"),
        ("附件1：柳溪镇2023年耕地地力保护补贴面积公示表", "柳溪镇", None, "耕地地力保护补贴"),
        ("青山县2023年农村危房改造补助资金发放公示表", None, None, "农村危房改造补助"),
        ("2023 年 度 残 疾 人 两 项 补 贴 发 放 表", None, None, "残疾人两项补贴"),
        ("上 坪 村 高 龄 津 贴 发 放 表", None, "上坪村", "高龄津贴"),
        ("柳溪镇2023年第二批困难群众临时救助金发放表", "柳溪镇", None, "困难群众临时救助金"),
        ("2023年柳溪镇上坪村村级公益性岗位补贴发放表", "柳溪镇", "上坪村", "村级公益性岗位补贴"),
        ("惠民惠农财政补贴资金“一卡通”发放清册", None, None, None),
        ("2023年补贴发放表", None, None, None),
        ("2023年1月80周岁以上老年人高龄津贴发放表", None, None, "80周岁以上老年人高龄津贴"),
    ],
)
def test_titles_of_lists(text: str, township: str | None, village: str | None, programme: str | None) -> None:
    found = read_title(text)
    assert (found.township, found.village, found.programme) == (township, village, programme)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("柳溪镇中心小学2023年3月工资表", "柳溪镇中心小学"),
        ("2023年3月柳溪镇人民政府机关干部工资发放明细表", "柳溪镇人民政府"),
        ("青山县教育局2023年3月份在职人员工资表", "青山县教育局"),
        ("单位名称：青山县水利局", "青山县水利局"),
        ("填报单位（盖章）：上坪村村民委员会", "上坪村村民委员会"),
        ("单位：万元", None),
        ("2023年3月工资表", None),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    assert read_title(text).unit == unit


def test_several_labels_in_one_cell() -> None:
    found = said("乡镇：柳溪镇  村名：上坪村   月份：2023年3月   单位：元")
    assert (found["township"], found["village"], found["factor"]) == ("柳溪镇", "上坪村", 1)
    assert found["times"] == [Time(2023, 3)]


@pytest.mark.parametrize("label", ["制表日期", "填报时间", "公示时间", "打印日期"])
def test_when_a_list_was_made_is_not_when_it_was_paid(label: str) -> None:
    assert read_title(f"{label}：2023年11月5日") == Said()


def test_when_it_was_paid() -> None:
    assert read_title("发放时间：2023年6月15日").paid == Time(2023, 6, 15)


@pytest.mark.parametrize(
    ("text", "factor"),
    [("单位：万元", 10_000), ("（单位：万元）", 10_000), ("金额单位: 元", 1), ("单位：人、万元", 10_000),
     ("10万元以下项目", None), ("单位：上坪村", None)],
)  # fmt: skip
def test_the_unit_of_money(text: str, factor: int | None) -> None:
    assert read_title(text).factor == factor


@pytest.mark.parametrize("name", ["Sheet1", "附件", "汇总", "1", "公示", "导出数据"])
def test_names_that_say_nothing(name: str) -> None:
    assert said(name, is_title=False) == {}


def test_names_of_sheets_and_files() -> None:
    assert said("上坪村", is_title=False) == {"village": "上坪村"}
    assert said("低保", is_title=False) == {"programme": "低保"}
    assert said("导出 20231105", is_title=False) == {"dated": [Time(2023, 11, 5)]}


def test_a_long_text_is_read_in_no_time() -> None:
    assert read_title("镇村" * 100_000 + "：" * 1000).programme is None
