"""Every header that is known for a field fills that field; sheets with the headers of real offices are recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cluegraph.loaders.kinds import Field, Kind, shipped_kinds
from cluegraph.loaders.recognise_columns import Heading, fits, lexicon_of

from .sheets import fields_of, table_of

KINDS = shipped_kinds()
OWN = [kind for kind in KINDS.values() if not kind.like]
EXAMPLE = "2023年1月"


VARIANTS = [(kind, field) for kind in OWN for field in kind.fields.values()]


@pytest.mark.parametrize(("kind", "field"), VARIANTS, ids=lambda each: each.name)
def test_every_variant_fills_its_field(kind: Kind, field: Field) -> None:
    lexicon = lexicon_of(KINDS)
    rivals = {"name": {"household_head"}, "id_no": {"account_name", "account_id_no"}}.get(field.name, set())
    others = {name: (*other.headers, *other.weak)[0] for name, other in kind.fields.items() if name not in rivals}
    for header in (*field.headers, *field.weak):
        headers = list(dict.fromkeys((others | {field.name: header}).values()))
        headings = [Heading(position, (text,)) for position, text in enumerate(headers)]
        fit = next(fit for fit in fits(headings, lexicon, lambda _: True) if fit.kind is kind)
        assert headings[fit.columns[field.name]].text == header


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.name)
def test_a_sheet_with_all_fields_is_of_its_kind(kind: Kind) -> None:
    headers = list(dict.fromkeys((*field.headers, *field.weak)[0] for field in kind.fields.values()))
    assert table_of([headers, [EXAMPLE] * len(headers)]).kind == kind.name


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.name)
def test_a_sheet_with_the_required_fields_alone_is_of_its_kind_when_its_title_says_so(kind: Kind) -> None:
    names = [*kind.required, *(group[0] for group in kind.any_of)]
    headers = list(dict.fromkeys((*kind.fields[name].headers, *kind.fields[name].weak)[0] for name in names))
    word = max(kind.words, key=lambda word: kind.words[word])
    assert table_of([[word], headers, [EXAMPLE] * len(headers)]).kind == kind.name


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("补贴金额（元）", "amount"), ("补贴金额(万元)", "amount"), ("补贴金额\n（元）", "amount"),
        ("* 补贴金额", "amount"),
        ("补 贴 金 额", "amount"), ("补贴金额：元", "amount"), ("补贴金额/元", "amount"), ("2023年补贴金额", "amount"),
        ("本次发放金额（元）", "amount"), ("５.补贴金额", "amount"), ("补贴标准（元/亩）", "rate"),
        ("补贴标准 元/亩", "rate"), ("补贴面积（亩）", "quantity"), ("补贴面积[亩]", "quantity"),
        ("银行帐号", "account"), ("村（居）委会", "village"),
        ("乡（镇）", "township"), ("身份证号码（18位）", "id_no"), ("身份证号*", "id_no"), ("ＳＦＺＨ", "id_no"),
        ("【备注】", "remark"), ("发放时间（年月日）", "date"),
    ],
)  # fmt: skip
def test_blanks_brackets_units_and_signs_need_no_variants(written: str, field: str) -> None:
    base = {"amount": "补贴金额", "name": "姓名", "programme": "补贴项目"}
    base.pop(field, None)
    table = table_of([[*base.values(), written], ["x"] * (len(base) + 1)])
    assert fields_of(table)[written.strip()] == field


@pytest.mark.parametrize(
    ("header", "factor"),
    [("合同金额", 1), ("合同金额(元)", 1), ("合同金额（万元）", 10_000), ("合同金额/万元", 10_000),
     ("合同金额万元", 10_000), ("合同金额（单位：万元）", 10_000), ("合同金额(千元)", 1000)],
)  # fmt: skip
def test_the_unit_of_money_in_a_header(header: str, factor: int) -> None:
    table = table_of([["合同名称", "甲方", "乙方", "签订日期", header], ["x"] * 5])
    assert {column.factor for column in table.columns if column.field == "amount"} == {factor}


REAL = YAML(typ="safe").load(Path(__file__).with_name("real_headers.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "headers"), [(kind, line) for kind, lines in REAL.items() for line in lines])
def test_headers_of_real_offices(kind: str, headers: str) -> None:
    row = headers.split(", ")
    assert table_of([row, ["x"] * len(row)]).kind == kind


def test_every_kind_of_the_contract_is_known() -> None:
    assert {*REAL, "published"} == set(KINDS)


def fields_under(headers: str, title: str | None = None) -> dict[str, str | None]:
    row = headers.split(" ")
    rows: list[list[object]] = [[title]] if title else []
    return fields_of(table_of([*rows, row, ["2023年1月"] * len(row)]))


def test_a_head_beside_another_name_is_the_head_and_alone_the_payee() -> None:
    assert fields_under("户主 姓名 身份证号 补贴金额")["户主"] == "household_head"
    assert fields_under("户主 身份证号 补贴金额")["户主"] == "name"
    assert fields_under("户主姓名 户主身份证号 补贴金额")["户主身份证号"] == "id_no"


def test_beneficiary_and_account_holder_are_two() -> None:
    found = fields_under("姓名 身份证号 一卡通户名 一卡通户名身份证 一卡通账号 补贴金额")
    assert (found["姓名"], found["一卡通户名"], found["一卡通户名身份证"]) == ("name", "account_name", "account_id_no")


def test_a_card_holder_s_number_without_his_name_is_the_payee_s() -> None:
    assert fields_under("姓名 银行卡号 应发金额 持卡人身份证号 补贴项目名称")["持卡人身份证号"] == "id_no"


def test_a_total_is_the_amount_only_where_nothing_better_is() -> None:
    assert fields_under("姓名 身份证号 补贴金额 合计（元）")["合计（元）"] is None
    assert fields_under("姓名 身份证号 基本生活费1 合计（元）", "低保")["合计（元）"] == "amount"


def test_the_rate_is_no_amount() -> None:
    found = fields_under("姓名 补贴面积 补助标准 补贴金额")
    assert (found["补助标准"], found["补贴金额"]) == ("rate", "amount")


def test_net_and_gross_pay() -> None:
    found = fields_under("姓名 应发工资 扣款合计 实发工资")
    assert (found["应发工资"], found["实发工资"], found["扣款合计"]) == ("gross", "net", None)


def test_since_when_somebody_is_entitled_is_not_the_period() -> None:
    found = fields_under("姓名 补贴金额 开始时间 取消时间 最初享受月份")
    assert {found["开始时间"], found["取消时间"], found["最初享受月份"]} == {None}


def test_a_batch_is_the_period_only_where_it_reads_as_one() -> None:
    rows = [["姓名", "补贴金额", "批次"], ["张三", "5", "第一批"], ["李四", "5", "2"]]
    assert fields_of(table_of(rows))["批次"] is None
    rows = [["姓名", "补贴金额", "批次"], ["张三", "5", "2023年1月"], ["李四", "5", "202302"]]
    assert fields_of(table_of(rows))["批次"] == "period"


def test_a_place_for_a_signature_is_nobody_s_name() -> None:
    found = fields_under("姓名 补贴金额 领款人（签字） 经办人")
    assert found["领款人（签字）"] is None


YEAR_AND_MONTH = [
    "年月", "年 月", "所属年月", "发放年月", "年度月份", "年/月", "年、月", "年-月", "年（月）", "年月份", "年份月份",
    "年度（月份）", "年月（所属期）", "年份月份（必填）", "享受年月", "工资年月", "补助年月", "补贴年月",
]  # fmt: skip


@pytest.mark.parametrize("written", YEAR_AND_MONTH)
@pytest.mark.parametrize(
    ("title", "others", "field"),
    [
        ("上坪村2023年农村低保金发放花名册", ["姓名", "身份证号", "保障金额"], "period"),
        ("上坪村2023年农村低保金公示", ["姓名", "身份证号", "保障金额"], "period"),
        ("上坪村误工补助表", ["姓名", "身份证号", "误工天数", "误工补助金额"], "month"),
        ("青山县教育局工资表", ["姓名", "身份证号", "应发工资", "实发工资"], "month"),
    ],
)
def test_a_column_of_year_and_month_is_the_month_and_not_the_year(
    title: str, others: list[str], field: str, written: str
) -> None:
    table = table_of([[title], [*others, written], ["x"] * len(others) + ["2023年6月"]])
    assert fields_of(table)[written] == field


def test_a_year_alone_stays_the_year_and_a_month_beside_it_the_month() -> None:
    found = fields_under("姓名 身份证号 误工天数 误工补助金额 年 月", "上坪村误工补助表")
    assert (found["年"], found["月"]) == ("year", "month")


def test_a_year_before_the_month_s_header_leaves_it_the_month() -> None:
    assert fields_under("姓名 身份证号 应发工资 实发工资 2023年月份")["2023年月份"] == "month"


def test_a_kind_that_has_years_only_takes_the_year_of_a_month() -> None:
    assert fields_under("单位名称 预算数 决算数 年月", "青山县部门决算")["年月"] == "year"


def test_the_day_of_payment_is_no_month() -> None:
    assert fields_under("姓名 补贴项目 补贴金额 发放年月日")["发放年月日"] == "date"


@pytest.mark.parametrize("counted", ["月数", "享受月数", "人月", "人/月", "天", "日", "元", "人", "个月"])
def test_a_count_or_a_bare_unit_is_no_time(counted: str) -> None:
    assert fields_under(f"姓名 补贴项目 补贴金额 月份 {counted}")[counted] is None
