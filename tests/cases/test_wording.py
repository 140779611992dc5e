"""No text that the product writes speaks of guilt: it names what was seen, as 疑点 or 线索, 待核实.

Citations of laws stand in 《》 and keep their names; source cells are the files' own words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "graph", "loaders", "queries", "viz", "cases")
GUILT = re.compile(
    r"违纪|违法|违规|贪污|受贿|行贿|犯罪|罪犯|嫌疑人|侵吞|侵占|套取|骗取|冒领|挪用|作案|吃空饷|优亲厚友|陪标|虚列"
)
GUILT_EN = re.compile(
    r"(?i)\b(guilty|culprit|criminal|corrupt(?:ion)?|embezzle\w*|fraud\w*|offender|perpetrator|crimes?)\b"
)
CITATION = re.compile(r"《[^》]*》")


def python_texts(path: Path) -> Iterator[tuple[int, str]]:
    """The string constants inside calls of `Text`, f-strings too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def file_texts(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a template, script or YAML file; comments and rules' Cypher are read like the rest."""
    yield from enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


@cache
def sources() -> list[Path]:
    """Python files, templates, scripts and YAML files that ship, but for the rules' cases: these are records."""
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    return [
        path for path in found if path.suffix in (".py", ".html", ".js", ".yml") and not path.name.endswith(".test.yml")
    ]


def guilty(path: Path) -> list[str]:
    texts = python_texts(path) if path.suffix == ".py" else file_texts(path)
    return [
        f"{path.relative_to(ROOT)}:{line}: {found[0]}"
        for line, text in texts
        if (found := GUILT.search(CITATION.sub("", _without_laws(path, text))) or GUILT_EN.search(text))
    ]


def _without_laws(path: Path, text: str) -> str:
    """In a rule's file the law's name stands under `law:` without 《》."""
    return re.sub(r"law: ?[^,}\n]+", "", text) if path.suffix == ".yml" else text


def test_there_is_much_to_scan() -> None:
    assert len(sources()) > 100
    assert sum(len(list(python_texts(path))) for path in sources() if path.suffix == ".py") > 300


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_text_speaks_of_guilt(folder: str) -> None:
    found = [line for path in sources() if path.is_relative_to(ROOT / folder) for line in guilty(path)]
    assert found == []


@pytest.mark.parametrize("text", ["涉嫌违纪", "贪污线索", "the culprit", "虚报冒领"])
def test_the_scan_would_find_such_a_word(text: str, tmp_path: Path) -> None:
    assert GUILT.search(CITATION.sub("", text)) or GUILT_EN.search(text)


def test_the_name_of_a_law_is_no_accusation() -> None:
    assert not GUILT.search(CITATION.sub("", "《财政违法行为处罚处分条例》第六条"))
