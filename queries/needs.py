"""Whether the loaded data are enough for a rule, and which kinds or columns are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cluegraph.i18n import Text
from cluegraph.queries.kinds import title_of_kind
from cluegraph.queries.rule import Needs

Loaded = Mapping[str, frozenset[str]]
"""Loaded kinds, each with the fields that at least one counted sheet has."""


def missing(needs: Needs, loaded: Loaded) -> list[str]:
    """The kinds that the rule cannot do without, `kind.field` where only a column is missing; empty when it can run."""
    lacking = [part for kind in needs.all for part in _lacking(kind, needs, loaded)]
    for group in needs.any:
        parts = [_lacking(kind, needs, loaded) for kind in group]
        if all(parts):
            lacking += [part for lacks in parts for part in lacks]
    return list(dict.fromkeys(lacking))


def missing_text(needs: Needs, loaded: Loaded) -> Text:
    """What `missing` names, in words; empty when the rule can run."""
    parts = [title_of_kind(part) for kind in needs.all for part in _lacking(kind, needs, loaded)]
    for group in needs.any:
        lacking = [_lacking(kind, needs, loaded) for kind in group]
        if all(lacking):
            titles = [title_of_kind(part) for of_kind in lacking for part in of_kind]
            either = Text("或".join(title.zh for title in titles), " or ".join(title.en for title in titles))
            parts.append(either)
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def absent_alternatives(needs: Needs, loaded: Loaded) -> list[str]:
    """The kinds (or `kind.field`) of an `any` group that are not there while another one is.

    The rule runs without them and looks at the others alone.
    """
    absent = []
    for group in needs.any:
        parts = [_lacking(kind, needs, loaded) for kind in group]
        if not all(parts):
            absent += [part for lacks in parts for part in lacks]
    return list(dict.fromkeys(absent))


def unseen_text(parts: Sequence[str], most: int) -> Text:
    """What a rule did not look at, in words: at most so many kinds, then how many there are in all."""
    titles, count = [title_of_kind(part) for part in parts[:most]], len(parts)
    more = Text(f" 等 {count} 类", f" and {count - most} more") if count > most else Text("", "")
    zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
    return Text(
        f"没有看{zh}{more.zh}（没有载入或缺列）", f"not looked at, as not loaded or without the column: {en}{more.en}"
    )


def helps_missing(needs: Needs, loaded: Loaded) -> list[str]:
    """The kinds that would have made the rule surer and are not loaded (or not with the columns it uses)."""
    return [kind for kind in needs.helps if _lacking(kind, needs, loaded)]


def _lacking(kind: str, needs: Needs, loaded: Loaded) -> list[str]:
    if kind not in loaded:
        return [kind]
    return [
        f"{kind}.{column}"
        for column in needs.columns.get(kind, [])
        if not any(name in loaded[kind] for name in column.split("|"))
    ]
