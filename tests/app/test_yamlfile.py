from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import DataFileError
from cluegraph.yamlfile import Strict, read_yaml


class Item(Strict):
    name: str
    size: int


class Box(Strict):
    items: list[Item]


def _file(folder: Path, text: str) -> Path:
    path = folder / "box.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_right_file_is_read(tmp_path: Path) -> None:
    box = read_yaml(_file(tmp_path, "items:\n  - {name: 甲, size: 2}\n"), Box)
    assert box.items[0].name == "甲"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("items:\n  - name: 甲\n    size: 2\n    colour: red\n", 4, "colour"),
        ("items:\n  - name: 甲\n    size: two\n", 3, "size"),
        ("items:\n  - size: 2\n", 2, "name"),
        ("items:\n  - [\n", 3, "YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(DataFileError) as refused:
        read_yaml(_file(tmp_path, text), Box)
    assert refused.value.where.line == line
    assert word in str(refused.value)


def test_a_file_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "box.yml"
    path.write_bytes("items: 甲".encode("gb18030"))
    with pytest.raises(DataFileError, match="UTF-8"):
        read_yaml(path, Box)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="无法读取"):
        read_yaml(tmp_path / "none.yml", Box)


@pytest.mark.parametrize("text", ["", "- 甲\n", "甲"])
def test_a_file_without_names_is_refused_in_plain_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError) as refused:
        read_yaml(_file(tmp_path, text), Box)
    assert refused.value.sentence("zh").startswith("box.yml，文件第1行：内容不是“名称: 值”的形式，或是空的；")
    assert "Box" not in refused.value.sentence("en")
