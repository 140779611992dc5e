"""PAY-04: months with a serving salary from one employer and insurance with another, put together by person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import whole

ADDS = frozenset({"months", "amount", "units", "villages", "insurers", "companies", "payments", "insured", "doubts"})
_FEWEST_TOGETHER = 3
_FIELD_POST = re.compile("司机|驾驶|外勤|外业|护林|巡护|巡线|巡查|测绘|勘测|驻点|驻外")

Row = dict[str, Value]


@dataclass(frozen=True)
class _Month:
    """A salary row of a month (counted in months) and the insurance of another employer that runs in it."""

    payer: str
    payer_label: str
    insurer: str
    insurer_label: str
    month: int
    fen: int
    post: str
    payment: str
    insured: str


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each person with at least `months` such months.

    Rows of the query by `sort`: 'month' (`person` was paid `fen` by `payer` in `month`, on the row `payment`, while
    insured by `insurer` on the row `insured`), 'staff' (`fen` people are on the payroll of `payer`), 'together' (`fen`
    people whom `payer` pays have been insured by `insurer`). An insurer of half of a payer's people, and of three at
    least, insures in common and is no other employer; a month whose salary was paid back is none.
    """
    by_sort: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_sort[str(row["sort"])].append(row)
    staff = {str(row["payer"]): whole(row["fen"]) for row in by_sort["staff"]}
    common = {
        (str(row["payer"]), str(row["insurer"]))
        for row in by_sort["together"]
        if whole(row["fen"]) >= _FEWEST_TOGETHER and whole(row["fen"]) * 2 >= staff.get(str(row["payer"]), 0)
    }
    by_person: dict[str, set[_Month]] = defaultdict(set)
    for row in by_sort["month"]:
        if (str(row["payer"]), str(row["insurer"])) not in common:
            by_person[str(row["person"])].add(_month(row))
    least = int(str(parameters["months"]))
    found = ((person, _kept(lines)) for person, lines in sorted(by_person.items()))
    return [_row(person, kept) for person, kept in found if len({line.month for line in kept}) >= least]


def _month(row: Row) -> _Month:
    return _Month(
        str(row["payer"]), str(row["payer_label"]), str(row["insurer"]), str(row["insurer_label"]), whole(row["month"]),
        whole(row["fen"]), str(row["post"]), str(row["payment"]), str(row["insured"]),
    )  # fmt: skip


def _kept(lines: Iterable[_Month]) -> list[_Month]:
    """The lines of those months in which the payer paid something after all repayments."""
    by_month: dict[tuple[str, int], list[_Month]] = defaultdict(list)
    for line in lines:
        by_month[line.payer, line.month].append(line)
    return [line for together in by_month.values() if _paid(together) > 0 for line in together]


def _paid(lines: Iterable[_Month]) -> int:
    """The sum of the salary rows in fen, each once however many insurances run beside it."""
    return sum({line.payment: line.fen for line in lines}.values())


def _row(person: str, lines: Sequence[_Month]) -> Row:
    """One finding."""
    payers = {(line.payer_label, line.payer) for line in lines}
    insurers = {(line.insurer_label, line.insurer) for line in lines}
    return {
        "person": person,
        "months": len({line.month for line in lines}),
        "amount": _paid(lines),
        "units": _keys("unit", payers),
        "villages": _keys("village", payers),
        "insurers": _keys("unit", insurers),
        "companies": _keys("company", insurers),
        "payments": [*sorted({line.payment for line in lines})],
        "insured": [*sorted({line.insured for line in lines})],
        "doubts": "field_post" if all(_FIELD_POST.search(line.post) for line in lines) else "",
    }


def _keys(label: str, nodes: set[tuple[str, str]]) -> list[Value]:
    return [*sorted(key for own, key in nodes if own == label)]
