"""DQ-04: sheets whose own totals differ from their rows or from their words, and numbers missing from series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import number_gaps
from cluegraph.queries.wording import yuan

ADDS = frozenset({"series", "units", "villages", "sheets", "said_zh", "said_en", "records", "doubts"})

Row = dict[str, Value]


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a series with gaps (`sort` 'gaps', as in `number_gaps`), and one for each row of another `sort`: 'sum' or
    'words', with the key of the `sheet`, `stated` and `other` in fen, what the `lines` cite, and what is doubtful.
    """
    gaps = number_gaps.apply([row for row in rows if row["sort"] == "gaps"], parameters)
    return [*map(_gap, gaps), *(_difference(row) for row in rows if row["sort"] != "gaps")]


def _gap(row: Row) -> Row:
    first, last, missing, gone = (row[name] for name in ("first", "last", "missing", "gone"))
    zh = f"凭证号 {first} 至 {last} 之间缺 {missing} 个：{gone}"
    en = f"{missing} numbers are missing between vouchers {first} and {last}: {gone}"
    return {**row, "sheets": "", "said_zh": zh, "said_en": en, "doubts": []}


def _difference(row: Row) -> Row:
    stated, other = int(str(row["stated"])), int(str(row["other"]))
    one, two, between = yuan(stated), yuan(other), yuan(abs(stated - other))
    if row["sort"] == "words":
        zh = f"合计数字为 {one} 元，大写为 {two} 元"
        en = f"the total is {one} yuan in figures and {two} yuan in words"
    else:
        zh = f"合计写 {one} 元，各行之和 {two} 元，相差 {between} 元"
        en = f"the total says {one} yuan, the rows add up to {two} yuan, {between} yuan apart"
    doubts: list[Value] = [name for name in ("quarantined", "hidden", "several") if row[name]]
    lines = row["lines"] if isinstance(row["lines"], list) else []
    cited = {str(line[name]) for line in lines if isinstance(line, dict) for name in ("no", "ref") if line[name]}
    records: list[Value] = [*sorted(cited)]
    none: list[Value] = []
    return {
        "series": f"{row['sort']}|{row['sheet']}",
        "units": none,
        "villages": none,
        "sheets": row["sheet"],
        "said_zh": zh,
        "said_en": en,
        "records": records,
        "doubts": doubts,
    }
