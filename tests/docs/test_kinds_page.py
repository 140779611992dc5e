"""The page about kinds of file: its table is the shipped kinds, its examples are read."""

from __future__ import annotations

import re
from pathlib import Path

from cluegraph.loaders.kinds import read_kinds, shipped_kinds
from cluegraph.loaders.mapping import read_mapping

PAGE = (Path(__file__).parents[2] / "docs" / "文件类型.md").read_text(encoding="utf-8")
MAPPING, KIND = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.S)


def test_the_table_names_every_kind_and_field() -> None:
    for kind in shipped_kinds().values():
        (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{kind.name}` |")]
        for field in kind.fields.values():
            assert f"{field.name} {field.title.zh}{'*' if field.required else ''}" in line, (kind.name, field.name)
        for group in kind.any_of:
            assert f"{'/'.join(group)}*" in line


def test_the_mapping_of_the_page_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(MAPPING, encoding="utf-8")
    rule = read_mapping(tmp_path / "a.yml", shipped_kinds()).rule_for("柳溪镇/慰问金.xlsx", "Sheet1")
    assert rule is not None
    assert rule.columns["给了多少"] == "amount"


def test_the_kind_of_the_page_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "death.yml").write_text(KIND, encoding="utf-8")
    assert read_kinds(tmp_path)["death"].required == ("name", "died_on")
