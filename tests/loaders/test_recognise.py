"""A sheet's header, its tables, and what its titles, its name and its path state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cluegraph.errors import SheetRefused
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.recognise import recognise
from cluegraph.loaders.table import Block, Table

from .sheets import Rows, fields_of, read, sheet_of, table_of, text_of, write

HEADER = ["序号", "姓名", "身份证号", "补贴金额"]
PERSON = ["1", "张三", "330299197001010018", "300"]
LIST = [["柳溪镇上坪村2023年耕地地力保护补贴发放表"], HEADER, PERSON]


def context(table: Table, block: int = 0) -> dict[str, str]:
    return {name: stated.value for name, stated in table.blocks[block].context.items()}


def origins(table: Table, block: int = 0) -> dict[str, str]:
    return {name: stated.origin for name, stated in table.blocks[block].context.items()}


def rows_of(block: Block) -> list[int]:
    return block.rows["row"].to_list()


# formats

SHEETS: Mapping[str, Rows] = {
    "subsidy": [
        ["柳溪镇上坪村2023年低保发放表"],
        ["姓名", "身份证号", "补贴金额"],
        ["张三", "330299197001010018", 100],
    ],
    "published": [["低保公示表"], ["姓名", "身份证号", "补贴金额"], ["张三", "330299********0018", 100]],
    "payroll": [["水利局2023年3月工资表"], ["姓名", "应发工资", "实发工资"], ["张三", 5000, 4500]],
    "allowance": [["上坪村误工表"], ["姓名", "日期", "误工天数", "金额"], ["张三", "2023-01-05", 2, 300]],
    "contract": [
        ["合同编号", "合同名称", "甲方", "乙方", "合同金额", "签订日期"],
        ["1", "a", "b", "c", 5, "2023-01-05"],
    ],
    "tender": [["招标编号", "项目名称", "招标人", "开标时间"], ["1", "a", "b", "2023-01-05"]],
    "bid": [["招标编号", "投标单位", "投标报价", "是否中标"], ["1", "a", 5, "是"]],
    "payment": [["凭证号", "付款单位", "收款单位", "付款金额", "付款日期"], ["1", "a", "b", 5, "2023-01-05"]],
    "transfer": [["付款账号", "收款账号", "交易金额", "交易时间"], ["6217", "6228", 5, "2023-01-05"]],
    "cadre": [["姓名", "身份证号", "村名", "职务", "任职时间"], ["张三", "3302", "上坪村", "书记", "2023-01"]],
    "kin": [["干部姓名", "亲属姓名", "称谓"], ["张三", "张四", "子"]],
    "household": [["户号", "姓名", "身份证号", "与户主关系"], ["1", "张三", "3302", "户主"]],
    "public_payroll": [["单位名称", "姓名", "身份证号", "人员状态"], ["水利局", "张三", "3302", "在职"]],
    "death": [["姓名", "身份证号", "死亡日期"], ["张三", "3302", "2023-01-05"]],
    "company": [["企业名称", "统一社会信用代码", "法定代表人"], ["大路公司", "9133", "张三"]],
    "stake": [["企业名称", "股东", "持股比例"], ["大路公司", "张三", 50]],
    "vehicle": [["车辆所有人", "身份证号", "车牌号"], ["张三", "3302", "川A1"]],
    "property": [["产权人", "身份证号", "不动产权证号"], ["张三", "3302", "1"]],
    "land": [["承包方代表", "身份证号", "确权面积（亩）"], ["张三", "3302", 5.5]],
    "insurance": [["姓名", "身份证号", "参保单位", "缴费基数"], ["张三", "3302", "大路公司", 4000]],
    "funds_in": [["收款村", "资金项目", "拨入金额", "拨入日期"], ["上坪村", "低保", 5, "2023-01-05"]],
    "budget": [["单位名称", "年度", "预算数", "决算数"], ["水利局", 2023, 5, 6]],
    "tip": [["反映日期", "反映村", "反映内容"], ["2023-01-05", "上坪村", "x"]],
}
FORMATS = ["a.xlsx", "a.x.xlsx", "a.xls", "a.csv", "a.tsv"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_in_every_format(tmp_path: Path, name: str) -> None:
    assert set(SHEETS) == set(shipped_kinds())
    for kind, rows in SHEETS.items():
        write(tmp_path / name, [[None], *rows])
        book = read(tmp_path / name)
        table = recognise(book.file, book.sheets[0], shipped_kinds())
        assert table.kind == kind
        assert rows_of(table.blocks[0]) == [len(rows) + 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_kind_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    for kind, rows in SHEETS.items():
        (tmp_path / "a.csv").write_bytes(text_of(rows).encode(encoding))
        book = read(tmp_path / "a.csv")
        assert recognise(book.file, book.sheets[0], shipped_kinds()).kind == kind


# headers


def test_title_rows_stand_above_the_header() -> None:
    table = table_of(LIST)
    assert (table.title_rows, table.blocks[0].header_rows, rows_of(table.blocks[0])) == ((1,), (2,), [3])


def test_a_merged_header_of_two_rows() -> None:
    rows = [
        ["2023年高龄津贴发放表"] * 5,
        ["序号", "领取人", "领取人", "补贴情况", "补贴情况"],
        ["序号", "姓名", "身份证号", "标准", "金额"],
        ["1", "张三", "330299197001010018", "80", "240"],
    ]
    table = table_of(rows)
    assert table.blocks[0].header_rows == (2, 3)
    assert fields_of(table) == {
        "序号": None, "领取人/姓名": "name", "领取人/身份证号": "id_no", "补贴情况/标准": "rate",
        "补贴情况/金额": "amount",
    }  # fmt: skip


def test_a_header_of_two_rows_that_is_not_merged() -> None:
    rows = [
        ["序号", "干部", None, "亲属", None, None],
        [None, "姓名", "身份证号", "姓名", "身份证号", "称谓"],
        ["1", "王书记", "330299197001010018", "王小", "330299199001010018", "儿子"],
    ]
    found = fields_of(table_of(rows))
    assert found["干部/姓名"] == "name"
    assert (found["亲属/姓名"], found["亲属/身份证号"], found["亲属/称谓"]) == (
        "relative_name",
        "relative_id_no",
        "relation",
    )


def test_a_collector_under_a_group_is_not_the_payee() -> None:
    rows = [
        ["姓名", "身份证号", "补贴金额", "代领人", "代领人"],
        ["姓名", "身份证号", "补贴金额", "姓名", "身份证号"],
        ["张三", "330299197001010018", "240", "李四", "330299199001010018"],
    ]
    found = fields_of(table_of(rows))
    assert (found["代领人/姓名"], found["代领人/身份证号"]) == ("collected_by", "collected_by_id_no")


def test_the_first_row_of_data_is_no_part_of_the_header() -> None:
    rows = [["姓名", "村", "补贴金额", "备注"], ["姓名", "上坪村", None, "无"], ["张三", "上坪村", "5", None]]
    assert table_of(rows).blocks[0].header_rows == (1,)


# kinds


def test_a_notice_is_told_by_title_sheet_or_path() -> None:
    plain = [HEADER, PERSON]
    assert table_of([["低保公示表"], *plain]).kind == "published"
    assert table_of(plain, name="公示").kind == "published"
    assert table_of(plain, shown="公示/低保.xlsx").kind == "published"
    assert table_of(plain, shown="低保.xlsx").kind == "subsidy"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("上坪村2023年3月村干部工资表", "payroll"),
        ("上坪村2023年3月误工补贴发放表", "allowance"),
        ("上坪村慰问金发放表", "subsidy"),
    ],
)
def test_a_title_decides_where_headers_cannot(title: str, kind: str) -> None:
    header = ["序号", "姓名", "身份证号", "金额", "备注"]
    assert table_of([[title], header, ["1", "张三", "330299197001010018", "5", None]]).kind == kind


def test_headers_count_before_the_file_s_name() -> None:
    rows = [["姓名", "误工天数", "日标准", "金额", "日期"], ["张三", "2", "150", "300", "2023-01-05"]]
    assert table_of(rows, shown="工资表.xlsx").kind == "allowance"


def test_a_list_that_names_a_programme_and_no_days_pays_subsidies() -> None:
    header = ["序号", "户主姓名", "身份证号码", "项目名称", "实发金额", "行政村名称", "乡镇", "补贴月份", "银行卡号"]
    row = ["1", "张三", "330299197001010018", "春荒救济", "55", "上坪村", "柳溪镇", "2023-03", "6217990000000000"]
    assert table_of([header, row]).kind == "subsidy"
    worked = [[*header, "工作内容"], [*row, "修水渠"]]
    assert table_of(worked).kind == "allowance"


@pytest.mark.parametrize(
    ("unit", "header", "field"),
    [
        (None, "补贴标准", "rate"),
        ("单位：元", "补贴标准", "rate"),
        ("单位：万元", "补贴标准", None),
        ("单位：万元", "补贴标准(元/亩)", "rate"),
        (None, "补贴标准(万元/亩)", None),
    ],
)
def test_a_rate_that_may_not_be_in_yuan_is_left_a_cell(unit: str | None, header: str, field: str | None) -> None:
    """Else amounts of a table in 万元 would differ from quantity times rate in every row."""
    rows: Rows = [[unit], ["姓名", "行政村", "年度", "补贴项目", "面积（亩）", header, "补贴金额"]]
    table = table_of([*rows, ["张三", "上坪村", "2023", "耕地地力保护补贴", "5", "0.012", "0.06"]])
    assert {column.header: column.field for column in table.columns}[header] == field


def refusal(rows: Rows) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        table_of(rows, name="一月", shown="柳溪镇/名单.xlsx")
    return refused.value


@pytest.mark.parametrize("programme", ["新农保养老金", "城乡居民养老金", "城居保待遇"])
def test_a_pension_in_the_title_tells_a_list_of_benefits(programme: str) -> None:
    header = ["序号", "姓名", "公民身份号码", "所在村", "月份", "发放金额", "银行账号"]
    row = ["1", "张三", "330299197001010018", "上坪村", "2023-03", "180", "6217"]
    assert table_of([[f"柳溪镇2023年{programme}发放表"], header, row]).kind == "subsidy"


def test_a_sheet_that_two_kinds_fit_equally_is_refused_with_both() -> None:
    refused = refusal([["姓名", "身份证号", "金额"], ["张三", "330299197001010018", "5"]])
    assert "补贴发放表（subsidy）" in refused.what.zh
    assert "误工补助表（allowance）" in refused.what.zh


def test_a_refusal_says_what_was_seen_and_gives_a_mapping_to_start_from() -> None:
    refused = refusal([["序号", "姓名", "死亡日期", "<script>"], ["1", "张三", "2023-01-05", "x"]])
    assert "缺身份证号" in refused.what.zh
    assert "lacks ID number" in refused.what.en
    assert 'files: "柳溪镇/名单.xlsx"' in refused.todo.zh
    assert "kind: death" in refused.todo.zh
    assert '"死亡日期": died_on' in refused.todo.zh
    assert (refused.where.sheet, refused.where.row) == ("一月", 1)


@pytest.mark.parametrize("rows", [[["填表说明"], ["一、本表由各村填写"]], [["封面"], [None], ["柳溪镇", "2023年"]]])
def test_what_is_no_table_is_refused(rows: Rows) -> None:
    assert "没有找到能识别的表头" in refusal(rows).what.zh


def test_two_lists_side_by_side_are_refused() -> None:
    header = ["序号", "姓名", "补贴金额", "序号", "姓名", "补贴金额"]
    assert "并排" in refusal([header, ["1", "张三", "5", "2", "李四", "5"]]).what.zh


def test_petty_cash_is_not_taken_for_funds() -> None:
    refusal([["日期", "摘要", "金额", "经手人"], ["2023-01-05", "买水泥", "100", "张三"]])


# context


def test_a_title_states_place_programme_and_year() -> None:
    assert context(table_of(LIST)) == {
        "township": "柳溪镇", "village": "上坪村", "programme": "耕地地力保护补贴", "year": "2023",
    }  # fmt: skip


def test_title_before_sheet_before_file_before_folder() -> None:
    table = table_of([["高龄津贴发放表"], HEADER, PERSON], name="3月", shown="石桥镇/下坪村/2022年.xlsx")
    assert context(table)["period"] == "2022-03"
    assert origins(table) == {
        "programme": "title", "period": "sheet", "year": "path", "village": "path", "township": "path",
    }  # fmt: skip


def test_a_column_gives_what_it_has_and_a_blank_column_nothing() -> None:
    header = ["采购人", "合同名称", "乙方", "合同金额", "签订日期"]
    title, row = ["柳溪镇上坪村合同台账"], ["下坪村", "a", "b", "5", "2023-01-05"]
    assert "buyer" not in context(table_of([title, header, row]))
    assert context(table_of([title, header, [None, *row[1:]]]))["buyer"] == "上坪村"


def test_blanks_of_a_place_column_are_what_the_title_states() -> None:
    header = ["村", "姓名", "补贴金额"]
    assert context(table_of([["上坪村慰问金发放表"], header, [None, "张三", "5"]]))["village"] == "上坪村"


def test_labels_above_the_table() -> None:
    labels = ["填报单位（盖章）：柳溪镇上坪村村民委员会", None, "制表日期：2023年11月5日", None, "单位：元"]
    table = table_of([["2022年农村低保金发放花名册"], labels, [*HEADER, "备注"], [*PERSON, None]])
    assert context(table) == {
        "township": "柳溪镇", "village": "上坪村", "year": "2022", "programme": "农村低保金",
    }  # fmt: skip


def test_a_label_in_one_cell_and_its_value_in_the_next() -> None:
    rows = [["低保发放表"], ["乡镇", "柳溪镇", "村", "上坪村", "月份：", "2023年3月"], HEADER, PERSON]
    found = context(table_of(rows))
    assert (found["township"], found["village"], found["period"]) == ("柳溪镇", "上坪村", "2023-03")


def test_a_stated_date_of_payment_is_the_date_and_a_date_of_making_is_not() -> None:
    assert context(table_of([["低保发放表  发放日期：2023年6月15日"], HEADER, PERSON]))["date"] == "2023-06-15"
    assert "date" not in context(table_of([["2023年低保发放表  填表日期：2024年1月5日"], HEADER, PERSON]))


def test_a_payroll_s_unit_and_month() -> None:
    table = table_of(
        [["青山县水利局2023年3月份在职人员工资发放表"], ["姓名", "应发工资", "实发工资"], ["张三", "5", "4"]]
    )
    assert context(table) == {"unit": "青山县水利局", "year": "2023", "month": "2023-03"}


def test_several_months_in_one_are_the_last_and_noted() -> None:
    table = table_of([["上坪村2023年1-3月高龄津贴发放表"], HEADER, PERSON])
    assert context(table)["period"] == "2023-03"
    assert any("1–3月" in note.zh for note in table.notes)


def test_a_village_that_buys_is_the_buyer() -> None:
    rows = [
        ["柳溪镇上坪村2023年工程合同台账"],
        ["合同名称", "承建单位", "合同价", "签订日期"],
        ["a", "b", "5", "2023-01-05"],
    ]
    assert context(table_of(rows))["buyer"] == "上坪村"


def test_the_register_of_deaths_by_its_folder() -> None:
    rows = [["姓名", "身份证号", "死亡日期"], ["张三", "3302", "2023-01-05"]]
    assert context(table_of(rows, shown="公安局/死亡.xlsx"))["register"] == "公安"
    assert context(table_of(rows, shown="2023年火化.xlsx"))["register"] == "民政"


# units

WORKS = ["合同名称", "甲方", "承建单位", "合同价", "结算价（元）", "签订日期"]
WORK = ["a", "上坪村", "b", "9.8", "98000", "2023-01-05"]


def factors(table: Table) -> dict[str | None, int]:
    return {column.field: column.factor for column in table.columns}


def test_a_unit_stated_above_counts_where_the_header_has_none() -> None:
    table = table_of([["合同台账"], ["单位：万元"], WORKS, WORK])
    assert (factors(table)["amount"], factors(table)["final_amount"]) == (10_000, 1)
    assert any("10000" in note.zh for note in table.notes)


def test_ten_thousand_in_a_title_is_no_unit() -> None:
    table = table_of([["上坪村10万元以下项目合同台账"], WORKS, WORK])
    assert factors(table)["amount"] == 1


# several tables


def test_villages_one_below_the_other_are_blocks_of_their_own() -> None:
    rows: list[list[str | None]] = []
    for village in ("上坪村", "下坪村", "石桥村"):
        rows += [[f"柳溪镇{village}2023年高龄津贴发放表"], [*HEADER], [*PERSON], ["小计", None, None, "300"], [None]]
    table = table_of(rows)
    assert [context(table, block)["village"] for block in range(3)] == ["上坪村", "下坪村", "石桥村"]
    assert [block.header_rows for block in table.blocks] == [(2,), (7,), (12,)]
    assert table.title_rows == (1, 6, 11)
    assert [rows_of(block) for block in table.blocks] == [[3, 4, 5], [8, 9, 10], [13, 14, 15]]


def test_a_repeated_page_header_stays_among_the_rows() -> None:
    table = table_of([*LIST, HEADER, PERSON])
    assert [rows_of(block) for block in table.blocks] == [[3, 4, 5]]


def test_a_village_alone_in_a_row_begins_its_block() -> None:
    rows = [
        ["2023年低保发放表"],
        HEADER,
        ["上坪村（1人）"],
        PERSON,
        ["二、下坪村"] * 4,
        PERSON,
        ["合计", None, None, "600"],
    ]
    table = table_of(rows)
    assert [context(table, block).get("village") for block in range(3)] == [None, "上坪村", "下坪村"]
    assert [rows_of(block) for block in table.blocks] == [[], [4], [6, 7]]
    assert table.title_rows == (1, 3, 5)


def test_a_later_table_may_have_its_columns_in_another_order() -> None:
    rows = [
        ["柳溪镇上坪村2023年低保发放表"], ["姓名", "身份证号", "补贴金额"], ["张三", "3302", "5"],
        ["柳溪镇下坪村2023年低保发放表"], ["身份证号", "姓名", "民族", "补贴金额"], ["3303", "李四", "汉", "6"],
    ]  # fmt: skip
    table = table_of(rows)
    names = {column.field: str(column.position) for column in table.columns}
    values = [[block.rows[names[name]].to_list() for name in ("name", "id_no", "amount")] for block in table.blocks]
    assert values == [[["张三"], ["3302"], ["5"]], [["李四"], ["3303"], ["6"]]]
    assert {column.header for column in table.columns} == {"姓名", "身份证号", "补贴金额", "民族"}


def test_every_row_of_the_sheet_is_in_exactly_one_place() -> None:
    rows: list[list[str | None]] = [[None], ["低保发放表"], ["单位：元"], HEADER, ["上坪村"], PERSON, [None]]
    rows += [["下坪村2023年低保发放表"], HEADER, PERSON, ["制表人：王"]]
    table = table_of(rows)
    places = [*table.title_rows, *(row for block in table.blocks for row in (*block.header_rows, *rows_of(block)))]
    assert sorted(places) == list(range(1, len(rows) + 1))


# hostile input


def test_five_thousand_columns_and_script_in_headers() -> None:
    bad = ["<script>alert(1)</script>", "') DETACH DELETE n //", "\x00\x07", "x" * 30_000]
    header = [*HEADER, *(f"{bad[number % 4]}{number}" for number in range(5000))]
    table = table_of([header, [*PERSON, *["x"] * 5000]])
    assert (table.kind, len(table.columns)) == ("subsidy", 5004)


def test_notes_of_hidden_parts() -> None:
    from dataclasses import replace

    from cluegraph.loaders.table import SourceFile

    sheet = replace(sheet_of(LIST), hidden=True, hidden_rows=frozenset({3}), hidden_columns=frozenset({1, 2}))
    file = SourceFile(Path("/a.xlsx"), "a.xlsx", "0" * 64, "xlsx")
    notes = [note.en for note in recognise(file, sheet, shipped_kinds()).notes]
    assert len(notes) == 3
    assert any("2 hidden columns" in note for note in notes)
