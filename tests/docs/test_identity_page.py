"""The weights on the page are those of the model."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from cluegraph.graph.identity.model import Comparison, county_model

PAGE = (Path(__file__).parents[2] / "docs" / "身份.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("comparison", county_model(0).comparisons, ids=lambda comparison: comparison.name)
def test_the_weights_of_the_page_are_the_models(comparison: Comparison) -> None:
    title = f"| {comparison.title.zh} {comparison.title.en} |"
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith(title)]
    weighed = [level for level in comparison.levels if level.m is not None]
    assert rows
    for level, row in zip(weighed, rows, strict=False):
        assert level.m
        assert level.u
        assert [cell.strip() for cell in row[3:6]] == [
            f"{level.m:.3g}",
            f"{level.u:.3g}",
            f"{log2(level.m / level.u):+.1f}",
        ]


def test_the_thresholds_of_the_page_are_the_models() -> None:
    from cluegraph.graph.identity.resolution import MAYBE, MERGE

    assert f"可能性 ≥ {100 * MERGE:g}%" in PAGE
    assert f"可能性 {100 * MAYBE:g}% 以上" in PAGE
