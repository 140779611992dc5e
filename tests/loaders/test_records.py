"""A recognised sheet becomes records, and every one of its rows is accounted for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl
import pytest

from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.records import SheetRecords, records_of
from cluegraph.loaders.table import Block, Column, Sheet, Stated, Table

Cells = Sequence[str | None]
LIST = {"序号": None, "姓名": "name", "身份证号": "id_no", "村名": "village", "金额": "amount", "备注": "remark"}
STATED = {"programme": "农村低保", "year": "2023", "township": "柳溪镇"}
PEOPLE: list[Cells] = [
    ["1", "张三", "330299197001010018", "上坪村", "300.00", None],
    ["2", "李四", None, "上坪村", "200", None],
]


def read(
    kind: str,
    columns: Mapping[str, str | None],
    rows: Sequence[Cells],
    stated: Mapping[str, str] | None = None,
    factors: Mapping[str, int] | None = None,
) -> SheetRecords:
    """The records of a sheet with one header in row 1."""
    headers = list(columns)
    schema = {str(position): pl.String for position in range(len(headers))}
    cells = pl.DataFrame([headers, *rows], schema=schema, orient="row")
    numbered = cells.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row")).select("row", *schema)
    context = {name: Stated(value, "title") for name, value in (stated or {}).items()}
    made = tuple(
        Column(field, header, position, (factors or {}).get(header, 1))
        for position, (header, field) in enumerate(columns.items())
    )
    sheet = Sheet("表", 1, cells, False, frozenset(), frozenset())
    return records_of(Table(kind, sheet, made, (Block((1,), context, numbered[1:]),), (), ()), shipped_kinds()[kind])


def figures(records: SheetRecords) -> tuple[int, int, int]:
    """Loaded, quarantined, skipped; together they are all rows."""
    assert records.loaded + len(records.quarantine) + records.skipped == records.rows
    return records.loaded, len(records.quarantine), records.skipped


@pytest.mark.parametrize(
    "row",
    [
        [None, None, None, None, None, None],
        ["3", None, None, None, None, None],
        ["3", None, None, "上坪村", None, None],
        ["-", "/", None, None, "—", None],
        ["合计", None, None, None, "500.00", None],
        [None, "合 计", None, None, "500.00", None],
        ["合计", "合计", "合计", "合计", "500.00", None],
        ["小计", None, None, None, "500.00", None],
        [None, None, None, "上坪村小计", "500.00", None],
        ["合计：2人", None, None, None, "500", None],
        ["合计", "2人", None, None, "500", None],
        ["本页合计", None, None, None, "500", None],
        ["累计", None, None, None, "1500", None],
        ["过次页", None, None, None, "300", None],
        [None, "承前页", None, None, "300", None],
        ["转下页：300.00元", None, None, None, None, None],
        ["总计", None, None, None, "500", None],
        ["合计（大写）：伍佰元整", None, None, None, None, None],
        ["大写金额", "伍佰元整", None, None, "500", None],
        ["人民币（大写）伍佰元整", None, None, None, None, None],
        ["制表人：王五", None, None, "审核人：赵六", None, None],
        ["制表人：王五", "制表人：王五", "制表人：王五", "负责人：赵六", "负责人：赵六", "2023年5月1日"],
        [None, "填表人", "王五", None, None, None],
        ["单位负责人（签字）：", None, "会计：", None, "出纳：", None],
        ["填报单位（盖章）：上坪村村民委员会", None, None, None, None, "2023年5月1日"],
        ["监督电话：12345678", None, None, None, None, None],
        ["注：本表一式三份，村委会、镇政府、财政所各一份", None, None, None, None, None],
        ["备注：以上人员已公示", *["备注：以上人员已公示"] * 5],
        ["说明", None, None, None, None, None],
        ["2、以上人员均已核实", None, None, None, None, None],
        ["第1页 共3页", None, None, None, None, None],
        ["序号", "姓名", "身份证号", "村名", "金额", "备注"],
        ["序号", "姓 名", "身份证号", "村名", "金额", None],
        ["柳溪镇上坪村2023年农村低保发放表", *["柳溪镇上坪村2023年农村低保发放表"] * 5],
        ["第一村民小组", None, None, None, None, None],
        ["甲", "乙", "丙", "丁", "1", "2"],
        [None, None, None, None, "500.00", None],
    ],
)
def test_rows_that_are_no_records_are_skipped(row: Cells) -> None:
    records = read("subsidy", LIST, [*PEOPLE, row], STATED)
    assert figures(records) == (2, 0, 2), [each.message.zh for each in records.quarantine]
    assert records.amount == 50_000


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (["3", "王五", None, "上坪村", None, None], "amount", "missing_required"),
        (["3", None, "330299197001010026", "上坪村", "100", None], "name", "missing_required"),
        (["3", None, None, "上坪村", "100", None], "name", "missing_required"),
        ([None, "王五", None, None, None, None], "village", "missing_required"),
        (["3", "王五", None, "上坪村", "约100", None], "amount", "bad_number"),
        (["3", "王五", "3.30299E+17", "上坪村", "100", None], "id_no", "lost_digits"),
        ([None, None, None, None, "499.00", None], "name", "missing_required"),
        (["3", "计划生", None, "上坪村", "-", None], "amount", "missing_required"),
    ],
)
def test_rows_of_somebody_are_quarantined_when_they_cannot_be_read(row: Cells, field: str, reason: str) -> None:
    records = read("subsidy", LIST, [*PEOPLE, row], STATED)
    assert figures(records) == (2, 1, 1)
    assert (records.quarantine[0].row, records.quarantine[0].reason) == (4, reason)
    assert field in records.quarantine[0].message.zh or records.quarantine[0].field in (field, "amount")


@pytest.mark.parametrize(
    "row",
    [
        ["3", "王五", "330299197002300018", "上坪村", "100", "累计发放三次，合计1200"],
        ["3", "王五", "330299********0018", "上坪村", "-100.00", "冲销"],
        ["3", "王五", None, "上坪村", "0", None],
        ["3", "计划生", None, "上坪村", "100", "注：补发"],
        [None, "王五", None, "上坪村", "100", "制表人：李"],
        ["3", "章负责", None, "上坪村", "100", None],
        ["合1", "王五", None, "上坪村", "100", None],
        ["3", "王五", "无", "上坪村", "1,000.00元", None],
    ],
)
def test_rows_that_only_look_odd_are_records(row: Cells) -> None:
    assert figures(read("subsidy", LIST, [*PEOPLE, row], STATED)) == (3, 0, 1)


def test_a_row_with_several_faults_is_one_entry_that_names_them_all() -> None:
    records = read("subsidy", LIST, [*PEOPLE, ["3", "王五", "3.30299E+17", "上坪村", "abc", None]], STATED)
    (entry,) = records.quarantine
    assert (entry.field, entry.reason, entry.value) == ("id_no", "lost_digits", "3.30299E+17")
    assert "金额" in entry.message.zh
    assert entry.cells["姓名"] == "王五"


@pytest.mark.parametrize(
    ("totals", "stated"),
    [
        ({4: ("合计", "500")}, 50_000),
        ({4: ("合计", "499.99")}, 49_999),
        ({4: ("小计", "500")}, None),
        ({4: ("本页合计", "500"), 5: ("累计", "900")}, None),
        ({4: ("小计", "500"), 5: ("总计", "520")}, 52_000),
        ({4: ("过次页", "500"), 5: ("承上页", "500")}, None),
        ({4: ("转下页", "500"), 5: ("承前页", "500"), 6: ("合计", "520")}, 52_000),
        ({4: ("合计：500.00元", None)}, 50_000),
        ({4: ("合计人数：2人", None)}, None),
    ],
)
def test_the_sheets_own_total_is_told_from_its_subtotals(
    totals: Mapping[int, tuple[str, str | None]], stated: int | None
) -> None:
    rows = [[label, None, None, None, amount, None] for label, amount in totals.values()]
    assert read("subsidy", LIST, [*PEOPLE, *rows], STATED).stated_total == stated


def test_one_total_a_group_adds_up_and_a_total_over_all_stands_alone() -> None:
    first, second = PEOPLE
    groups: list[Cells] = [
        first, ["合计", None, None, None, "300", None], second, ["合计", None, None, None, "200", None],
    ]  # fmt: skip
    assert read("subsidy", LIST, groups, STATED).stated_total == 50_000
    whole: list[Cells] = [*groups[:3], ["合计", None, None, None, "500", None]]
    assert read("subsidy", LIST, whole, STATED).stated_total == 50_000


def test_a_field_that_nothing_gives_is_said_to_have_no_column() -> None:
    records = read("payroll", {"姓名": "name", "实发工资": "net"}, [["张三", "1"]], {"month": "2023-03"})
    assert [(each.field, each.reason) for each in records.quarantine] == [("unit", "missing_required")]
    assert "没有“单位”这一栏" in records.quarantine[0].message.zh


def test_cards_with_a_wrong_check_digit_load_and_are_counted() -> None:
    columns = {"姓名": "name", "金额": "amount", "卡号": "account"}
    rows: list[Cells] = [
        ["张三", "1", "6217001234567893"],
        ["李四", "1", "6217001234567894"],
        ["王五", "1", "101012345678"],
    ]
    records = read("subsidy", columns, rows, {"programme": "低保", "village": "上坪村", "year": "2023"})
    assert figures(records) == (3, 0, 1)
    assert [note.zh for note in records.notes] == ["“银行账号”有 1 个银行卡号校验位不符，已载入，请核对"]


def test_amounts_and_totals_in_ten_thousands() -> None:
    rows = [["1", "张三", None, "上坪村", "1.5", None], ["合计", None, None, None, "1.5", None]]
    records = read("subsidy", LIST, rows, STATED, {"金额": 10_000})
    assert (records.amount, records.stated_total) == (1_500_000, 1_500_000)


def test_a_total_in_ten_thousands_is_exact_to_the_fen() -> None:
    rows = [["1", "张三", None, "上坪村", "105.978722", None], ["合计", None, None, None, "105.978722", None]]
    records = read("subsidy", LIST, rows, STATED, {"金额": 10_000})
    assert (records.amount, records.stated_total) == (105_978_722, 105_978_722)


def test_what_the_title_states_fills_fields_without_a_column_and_says_so() -> None:
    columns = {"姓名": "name", "金额": "amount"}
    stated = {"programme": "耕地地力保护补贴", "village": "上坪村", "township": "柳溪镇", "year": "2023"}
    frame = read("subsidy", columns, [["张三", "1"]], stated).frame
    row = frame.row(0, named=True)
    assert (row["programme"], row["village"], row["township"], row["year"], row["period"]) == (
        "耕地地力保护补贴", "上坪村", "柳溪镇", 2023, "2023",
    )  # fmt: skip
    assert {row[f"{name}_from"] for name in ("programme", "village", "township", "period")} == {"title"}


def test_one_village_has_one_spelling() -> None:
    names = ["柳溪镇上坪村", "上坪村村民委员会", "上坪村委会", "上坪村股份经济合作社", " 上 坪 村 ", "上坪村三组"]
    rows = [[None, "张三", None, name, "1", None] for name in names]
    frame = read("subsidy", LIST, rows, {"programme": "低保", "year": "2023"}).frame
    assert frame["village"].unique().to_list() == ["上坪村"]
    assert frame["township"].drop_nulls().to_list() == ["柳溪镇"]


@pytest.mark.parametrize(
    ("columns", "row", "stated", "expected"),
    [
        ({"月份": "period"}, ["3月"], {"year": "2023"}, ("2023-03", 2023, "column")),
        ({"年度": "year", "月份": "period"}, ["2023年度", "3"], {}, ("2023-03", 2023, "column")),
        ({"发放日期": "date"}, ["2023/3/5"], {}, ("2023-03", 2023, "date")),
        ({"发放日期": "date"}, ["2023年3月"], {}, ("2023-03", 2023, "column")),
        ({"发放日期": "date"}, ["2023/3/5"], {"year": "2023"}, ("2023", 2023, "title")),
        ({"发放日期": "date"}, ["2023/4/5"], {"year": "2023", "period": "2023-03"}, ("2023-03", 2023, "title")),
        ({"年度": "year"}, ["2023"], {}, ("2023", 2023, "column")),
        ({"批次": "period"}, ["1"], {"year": "2023"}, ("2023", 2023, "title")),
        ({"补贴期号": "period"}, ["202303"], {}, ("2023-03", 2023, "column")),
    ],
)
def test_the_period_of_a_list(
    columns: Mapping[str, str], row: Cells, stated: Mapping[str, str], expected: tuple[str, int, str]
) -> None:
    all_columns = {"姓名": "name", "金额": "amount", **columns}
    records = read("subsidy", all_columns, [["张三", "1", *row]], {"programme": "低保", "village": "上坪村", **stated})
    assert figures(records) == (1, 0, 1), [each.message.zh for each in records.quarantine]
    assert records.frame.select("period", "year", "period_from").row(0) == expected


def test_a_month_without_any_year_is_not_guessed() -> None:
    columns = {"姓名": "name", "金额": "amount", "月份": "period"}
    records = read("subsidy", columns, [["张三", "1", "3月"]], {"programme": "低保", "village": "上坪村"})
    assert [each.reason for each in records.quarantine] == ["bad_date"]


def test_pay_needs_net_or_gross() -> None:
    columns = {"姓名": "name", "应发工资": "gross", "实发工资": "net"}
    rows: list[Cells] = [["张三", "100", None], ["李四", None, "90"], ["王五", None, None], ["赵六", "100", "95"]]
    records = read("payroll", columns, rows, {"unit": "柳溪镇中心小学", "month": "2023-03"})
    assert figures(records) == (3, 1, 1)
    assert records.quarantine[0].reason == "missing_required"
    assert records.amount == 28_500
    assert records.frame["period"].unique().to_list() == ["2023-03"]


def test_of_fields_that_may_stand_for_each_other_the_one_with_a_column_is_named() -> None:
    stated = {"unit": "柳溪镇中心小学", "month": "2023-03"}
    records = read("payroll", {"姓名": "name", "应发工资": "gross"}, [["张三", None], ["李四", "1"]], stated)
    assert [(each.field, each.header) for each in records.quarantine] == [("gross", "应发工资")]


def test_posts_may_be_dated_by_month_or_year_and_be_open() -> None:
    columns = {"姓名": "name", "职务": "post", "村名": "village", "任职时间": "from", "离任时间": "to"}
    rows: list[Cells] = [
        ["张三", "书记", "上坪村", "2018年3月", "2021年11月"],
        ["李四", "主任", "上坪村", "2018", "至今"],
        ["王五", "会计", "上坪村", "2018.03.05", None],
    ]
    frame = read("cadre", columns, rows).frame
    assert frame["from"].to_list() == [dt.date(2018, 3, 1), dt.date(2018, 1, 1), dt.date(2018, 3, 5)]
    assert frame["to"].to_list() == [dt.date(2021, 11, 30), None, None]


def test_a_death_dated_by_month_is_at_its_end() -> None:
    columns = {"姓名": "name", "身份证号": "id_no", "死亡日期": "died_on"}
    rows: list[Cells] = [["张三", "330299197001010018", "2022年2月"], ["李四", "330299197001010026", "2022年"]]
    records = read("death", columns, rows)
    assert records.frame["died_on"].to_list() == [dt.date(2022, 2, 28)]
    assert [each.reason for each in records.quarantine] == ["bad_date"]


def test_bids_have_flags_ranks_and_prices() -> None:
    columns = {
        "招标编号": "tender_no",
        "投标单位": "bidder",
        "报价": "price",
        "是否中标": "won",
        "否决原因": "rejected",
        "排名": "rank",
    }
    rows: list[Cells] = [
        ["Z1", "甲建设有限公司", "100万元", "中标", "无", "第一名"],
        ["Z1", "乙建设有限公司", "1,010,000", "未中标", None, "2"],
        ["Z1", "丙建设（集团）有限公司", "99", "√", "报价低于成本", "3"],
    ]
    frame = read("bid", columns, rows).frame
    assert frame["won"].to_list() == [True, False, True]
    assert frame["rejected"].to_list() == [False, False, True]
    assert frame["rank"].to_list() == [1, 2, 3]
    assert frame["price_fen"].to_list() == [100_000_000, 101_000_000, 9_900]
    assert frame["bidder"].to_list()[2] == "丙建设(集团)有限公司"


def test_shares_are_percent() -> None:
    columns = {"企业名称": "company", "股东": "holder", "持股比例": "share"}
    frame = read("stake", columns, [["甲公司", "张三", "30%"], ["甲公司", "李四", "70%"]]).frame
    assert frame["share"].to_list() == [Decimal(30), Decimal(70)]


def test_accounts_that_are_none_do_not_stop_a_transfer() -> None:
    columns = {"付款账号": "from_account", "收款账号": "to_account", "交易金额": "amount", "交易时间": "at"}
    rows: list[Cells] = [
        ["6217001234567890", "6217****7890", "1", "2023-03-05 10:11:12"],
        ["6217001234567890", "6.21700E+15", "1", "2023-03-05 10:11:12"],
        ["6217001234567890", None, "1", "2023-03-05 10:11:12"],
    ]
    records = read("transfer", columns, rows)
    assert figures(records) == (1, 2, 1)
    assert records.frame["to_account"].to_list() == [None]
    assert [each.reason for each in records.quarantine] == ["lost_digits", "missing_required"]
    assert records.last_day == (dt.date(2023, 3, 5) - dt.date(1970, 1, 1)).days


def test_original_cells_stay_as_written_under_their_headers() -> None:
    columns = {"姓名": "name", "金额（元）": "amount", "村": "village"}
    frame = read("subsidy", columns, [["王　强", "￥1,000", "上坪村"]], {"programme": "低保", "year": "2023"}).frame
    assert frame.select("name", "amount_fen").row(0) == ("王强", 100_000)
    assert frame.select(pl.col("^cell[.].*$")).row(0, named=True) == {
        "cell.姓名": "王　强", "cell.金额（元）": "￥1,000", "cell.村": "上坪村",
    }  # fmt: skip


def test_a_cell_that_something_was_pasted_into_is_no_name_but_a_remark_may_be_long() -> None:
    """No person, account or contract is called so; a graph server could not even keep it as a key."""
    columns = {"姓名": "name", "金额": "amount", "村": "village", "备注": "remark"}
    rows: list[Cells] = [
        ["王" * 501, "100", "上坪村", None],
        ["李四", "100", "上坪村", "详" * 3000],
        ["赵" * 500, "100", "上坪村", None],
    ]
    records = read("subsidy", columns, rows, {"programme": "低保", "year": "2023"})
    assert [(each.field, each.reason) for each in records.quarantine] == [("name", "too_long")]
    assert records.frame["remark"].to_list() == ["详" * 3000, None]
