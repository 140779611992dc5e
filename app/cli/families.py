"""Leads and what is for attention only, in tables of their own: nothing of the one stands among the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cluegraph.cli.tabular import aligned
from cluegraph.queries.rule import RuleKind
from cluegraph.queries.wording import FAMILIES


def in_families(
    header: Sequence[str], rows: Iterable[tuple[RuleKind, Sequence[object]]], numbers: Sequence[int] = ()
) -> list[str]:
    """The lines of one table a family, each under its title; a family without rows is left out."""
    told = list(rows)
    lines: list[str] = []
    for kind, title in FAMILIES.items():
        own = [row for of, row in told if of == kind]
        if own:
            lines += [*([""] if lines else []), f"【{title}】", aligned(header, own, numbers)]
    return lines
