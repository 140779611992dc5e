"""The user's mapping file, and sheets that are read by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import MappingError, SheetRefused
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.mapping import Mapping, read_mapping

from .sheets import Rows, fields_of, table_of


def mapping_of(folder: Path, text: str) -> Mapping:
    path = folder / "映射.yml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, shipped_kinds())


ODD: Rows = [
    ["某表 上坪村 2023"],
    ["甲", "乙", "丙", "丁"],
    ["张三", "330299197001010018", "0.03", "05/01/2023"],
]
RULE = """
sheets:
  - files: "*.xlsx"
    kind: subsidy
    columns: {甲: name, 乙: id_no, 丙: amount, 丁: date}
    constants: {programme: 农村低保}
    units: {amount: 万元}
    dates: {date: "%d/%m/%Y"}
    title: '(?P<village>..村)(?P<year>20\\d\\d)'
"""


def test_columns_constants_units_dates_and_title(tmp_path: Path) -> None:
    table = table_of(ODD, mapping=mapping_of(tmp_path, RULE))
    (block,) = table.blocks
    found = {column.field: column for column in table.columns if column.field}
    assert (table.kind, block.header_rows, table.title_rows) == ("subsidy", (2,), (1,))
    assert found["amount"].factor == 10_000
    assert block.rows[str(found["date"].position)].to_list() == ["2023-01-05"]
    assert block.rows["3"].to_list() == ["05/01/2023"]
    stated = {name: (each.value, each.origin) for name, each in block.context.items()}
    assert stated["programme"] == ("农村低保", "mapping")
    assert (stated["village"][0], stated["year"][0]) == ("上坪村", "2023")


def test_columns_by_letter_without_a_header(tmp_path: Path) -> None:
    text = "sheets:\n  - {files: 表.xlsx, kind: death, header: 0, columns: {A: name, B: id_no, C: died_on}}\n"
    table = table_of([["张三", "3302", "2023-01-05"]], mapping=mapping_of(tmp_path, text))
    assert fields_of(table) == {"A": "name", "B": "id_no", "C": "died_on"}
    assert table.blocks[0].rows["row"].to_list() == [1]


def test_header_rows_and_first_row(tmp_path: Path) -> None:
    rows = [["人", "人"], ["名", "号"], ["说明", None], ["张三", "3302"]]
    text = """
sheets:
  - files: "*"
    kind: kin
    header: [1, 2]
    first_row: 4
    columns: {人/名: name, 人/号: relation, B: relative_name}
"""
    with pytest.raises(MappingError):
        mapping_of(tmp_path, text.replace("relative_name", "nobody"))
    text = text.replace(", B: relative_name", "")
    table = table_of(rows, mapping=mapping_of(tmp_path, text))
    assert table.blocks[0].header_rows == (1, 2)
    assert table.blocks[0].rows["row"].to_list() == [4]
    assert table.title_rows == (3,)


def test_a_rule_without_columns_settles_the_kind_and_constants(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "金额"], ["张三", "3302", "5"]]
    text = 'sheets:\n  - {files: "*", sheets: "一*", kind: allowance, constants: {village: 上坪村}}\n'
    mapping = mapping_of(tmp_path, text)
    table = table_of(rows, name="一月", mapping=mapping)
    assert (table.kind, table.blocks[0].context["village"].value) == ("allowance", "上坪村")
    with pytest.raises(SheetRefused):
        table_of(rows, name="二月", mapping=mapping)


def test_a_pattern_with_a_folder_is_compared_with_the_whole_path(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, 'sheets:\n  - {files: "柳溪镇/*.xlsx", kind: subsidy}\n')
    assert mapping.rule_for("柳溪镇/低保.xlsx", "a")
    assert not mapping.rule_for("石桥镇/低保.xlsx", "a")


def test_a_header_that_is_not_there_is_named(tmp_path: Path) -> None:
    text = "sheets:\n  - {files: '*', kind: subsidy, header: 2, columns: {甲: name, 戊: amount}}\n"
    with pytest.raises(SheetRefused, match="戊"):
        table_of(ODD, mapping=mapping_of(tmp_path, text))
    with pytest.raises(SheetRefused, match="映射"):
        table_of(ODD, mapping=mapping_of(tmp_path, text.replace("header: 2, ", "")))


def test_the_mapping_in_a_refusal_can_be_used(tmp_path: Path) -> None:
    rows = [["序号", "姓名", "身份证号", "补贴标准", "给钱"], ["1", "张三", "3302", "5", "10"]]
    with pytest.raises(SheetRefused) as refused:
        table_of(rows, name="a")
    start = refused.value.todo.zh.split("\n", 1)[1]
    completed = start.replace('# "给钱": …', '"给钱": amount')
    table = table_of(rows, name="a", mapping=mapping_of(tmp_path, completed))
    assert (table.kind, fields_of(table)["给钱"]) == ("subsidy", "amount")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sheets: []\n", 1),
        ("sheets:\n  - files: '*'\n    kinds: subsidy\n", 3),
        ("sheets:\n  - files: '*'\n    kind: subsidies\n", 3),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    columns:\n      甲: nobody\n", 5),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    columns:\n      甲: name\n      乙: name\n", 6),
        ("sheets:\n  - files: '*'\n    columns: {甲: name}\n", 3),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    header: [1, 3]\n", 4),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    header: 0\n    columns: {甲: name}\n", 5),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    units:\n      amount: 两\n", 5),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    dates:\n      date: dd/mm\n", 5),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    title: '(?P<village>'\n", 4),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    title: '..村'\n", 4),
        ("sheets:\n  - files: '*'\n    kind: subsidy\n    constants:\n      colour: red\n", 5),
        ("sheets:\n  - files: '*\n", 2),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(MappingError) as refused:
        mapping_of(tmp_path, text)
    assert refused.value.where.file == "映射.yml"
    assert refused.value.where.line is not None
    assert abs(refused.value.where.line - line) <= 1
