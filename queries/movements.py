"""Transfers between accounts as methods work on them, each counted once however many banks' files state it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cluegraph.graph.engine import Value


@dataclass(frozen=True, order=True)
class Transfer:
    """Money from one account to another; `day` counts days since 1970-01-01, `refs` are the rows that state it."""

    day: int
    sender: str
    receiver: str
    fen: int
    number: int = 0
    """Which of several alike of one day it is."""
    refs: tuple[str, ...] = field(default=(), compare=False)
    purpose: str = field(default="", compare=False)


_Alike = tuple[int, str, str, int]


def transfers(rows: Iterable[Mapping[str, Value]]) -> list[Transfer]:
    """The transfers of rows with `sender`, `receiver`, `fen`, `day`, `ref`, `source` and `purpose`, in order.

    The paying and the receiving bank's file may both state one transfer: alike ones (accounts, amount, day) are as many
    as the file that states most of them says.
    """
    alike: dict[tuple[int, str, str, int], dict[str, list[Mapping[str, Value]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        key = (whole(row["day"]), str(row["sender"]), str(row["receiver"]), whole(row["fen"]))
        alike[key][str(row["source"])].append(row)
    found = []
    for key, by_source in alike.items():
        groups = [sorted(group, key=lambda row: str(row["ref"])) for _, group in sorted(by_source.items())]
        for number in range(max(len(group) for group in groups)):
            same = [group[number] for group in groups if number < len(group)]
            purposes = Counter(str(row["purpose"]) for row in same if row["purpose"])
            refs = tuple(str(row["ref"]) for row in same)
            found.append(Transfer(*key, number, refs, "；".join(sorted(purposes))))
    return sorted(found)


def whole(value: Value) -> int:
    """A whole number of a row; 0 where there is none."""
    return value if isinstance(value, int) else int(float(str(value))) if value not in (None, "") else 0


def refs_of(moved: Iterable[Transfer]) -> set[str]:
    """The rows that state these transfers."""
    return {ref for transfer in moved for ref in transfer.refs}
