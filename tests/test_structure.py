"""The shape that the whole keeps: one installed top level, small modules, words that accuse nobody."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "graph", "loaders", "queries", "viz", "cases", "server", "bench")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_over_400_lines_and_no_function_over_60(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, f"{node.name} at line {node.lineno}"


def test_only_the_outermost_boundary_catches_everything() -> None:
    broad = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = ast.unparse(node.type) if isinstance(node, ast.ExceptHandler) and node.type else ""
            if (
                isinstance(node, ast.ExceptHandler)
                and (not names or {"Exception", "BaseException"} & set(names.split()))
                and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
            ):
                broad.append(str(path.relative_to(ROOT)))
    assert broad == ["app/cli/main.py"]


@pytest.mark.slow
def test_the_wheel_has_one_top_level_and_all_data_files(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"cluegraph"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for folder in ("graph/model", "graph/projection", "loaders/kinds", "queries/library", "queries/data"):
        shipped = [name for name in tracked if name.startswith(folder) and name.endswith(".yml")]
        assert shipped
        for name in shipped:
            assert f"cluegraph/{name}" in names
