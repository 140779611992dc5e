"""Writes the county's rows as an office would: workbooks and texts with titles, totals and headers of many wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

from ruamel.yaml import YAML

from cluegraph.demo import cells
from cluegraph.demo.cells import Cell, Show
from cluegraph.demo.identity import id_check_digit
from cluegraph.demo.sheets import Column, Sheet, Style, table
from cluegraph.demo.writers import GB_CSV, UTF8_BOM_CSV, write_openpyxl, write_xlsxwriter
from tests.county.people import COUNTY, Village
from tests.county.world import Line, Row, World

_TIMES = ("year", "period", "date", "month")

_SHEETS = YAML(typ="safe").load(Path(__file__).with_name("headers.yml"))
HEADERS: dict[str, dict[str, list[str]]] = {kind: sheet["columns"] for kind, sheet in _SHEETS.items()}
_ALWAYS = {"bid": {"rejected"}, "vehicle": {"kind", "status"}, "cadre": {"post", "from", "to"}}
_LISTS = {"subsidy", "allowance", "payroll", "published", "cadre", "kin"}
_SUMMED = {"subsidy", "allowance", "published", "payment"}
_MESSY = {"subsidy", "allowance", "payroll", "public_payroll"}
_DATES = (cells.plain, cells.dashed_date, cells.slash_date, cells.chinese_date, cells.dotted_date)


def write_county(world: World, folder: Path, *, masked: bool = False, names_only: bool = False) -> None:
    """Writes all files below the folder.

    `masked` covers eight digits of every ID on the lists of subsidies and allowances, while registers and payrolls have
    them whole. `names_only` leaves every number (IDs, accounts) out of the lists of subsidies, allowances, salaries,
    cadres and kin; the registers have them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(masked, names_only)
    for place, (name, sheets) in enumerate(sorted(_books(world, writer).items())):
        if len(sheets) == 1 and place % 2:
            (GB_CSV, UTF8_BOM_CSV)[place // 2 % 2](folder / f"{name}.csv", sheets)
        else:
            (write_xlsxwriter, write_openpyxl)[place % 3 == 0](folder / f"{name}.xlsx", sheets)
    for place, (name, sheet) in enumerate(sorted(_own_books(world, writer).items())):
        (write_openpyxl, write_xlsxwriter)[place % 2](folder / f"{name}.xlsx", [sheet])


class _Writer:
    """Turns rows to sheets."""

    def __init__(self, masked: bool, names_only: bool) -> None:
        self._masked, self._names_only = masked, names_only

    def sheet(self, kind: str, name: str, title: str, rows: Sequence[Row], without: Iterable[str] = ()) -> Sheet:
        """One sheet; a column stands where some row has something for it."""
        flat = [_flat(row) for row in rows]
        columns = self._columns(kind, name + title, rows, without)
        total = "amount" if kind in _SUMMED and crc32(name.encode()) % 2 else ""
        return table(
            name, columns, flat, Style(titles=(title,), total_of=total, footer="制表人：　　审核人：" if total else "")
        )  # type: ignore[arg-type]

    def _columns(self, kind: str, salt: str, rows: Sequence[Row], without: Iterable[str] = ()) -> list[Column]:
        flat = [_flat(row) for row in rows]
        fields = [
            field
            for field in HEADERS[kind]
            if field not in without
            and (field in _ALWAYS.get(kind, ()) or any(row.get(field) is not None for row in flat))
        ]
        if self._names_only and kind in _LISTS:
            fields = [field for field in fields if not _is_number(field)]
        return [Column("序号", "#"), *(self._column(kind, field, salt) for field in fields)]

    def own_sheet(self, kind: str, name: str, rows: Sequence[Row], lines: Sequence[Line]) -> Sheet:
        """A sheet whose totals and other lines are given instead of made."""
        columns = self._columns(kind, name, rows)
        sheet = table("Sheet1", columns, [_flat(row) for row in rows], Style(titles=(name,)))
        place = next(i for i, column in enumerate(columns) if column.field in ("amount", "net"))
        first = len(sheet.grid) - len(rows)
        for line in reversed(lines):
            cells: list[Cell] = [line.words, *[None] * (len(columns) - 1)]
            cells[place] = line.amount
            sheet.grid.insert(first + (len(rows) if line.after is None else line.after), cells)
        return sheet

    def _column(self, kind: str, field: str, salt: str) -> Column:
        wordings = HEADERS[kind][field]
        choice = crc32(f"{salt}{field}".encode())
        return Column(wordings[choice % len(wordings)], field, self._show(kind, field, choice))

    def _show(self, kind: str, field: str, choice: int) -> Show:
        if field == "id_no" and (kind == "published" or (self._masked and kind in ("subsidy", "allowance"))):
            return _covered if kind == "published" else _MASKS[choice % len(_MASKS)]
        if field.endswith("id_no") and kind in _MESSY:
            return _messy(choice)
        if field in ("from", "to", "at", "deadline", "date") or field.endswith("_on"):
            return _DATES[choice % len(_DATES)]
        if field in ("period", "month"):
            return (cells.plain, _chinese_month)[choice % 2]
        return cells.plain


def _flat(row: Row) -> Row:
    place = row.get("place")
    if not isinstance(place, Village):
        return row
    return {**row, "village": row.get("spelt") or place.name, "township": place.township}


def _is_number(field: str) -> bool:
    return field.endswith(("id_no", "account", "phone", "uscc"))


def _cover(shown: slice, rest: slice, sign: str = "*") -> Show:
    """Shows two parts of an ID and covers what lies between them."""

    def show(value: object) -> object:
        if not isinstance(value, str) or len(value) != 18 or not value.isalnum():
            return value
        first, last = value[shown], value[rest]
        return first + sign * (18 - len(first) - len(last)) + last

    return show  # type: ignore[return-value]


_covered = _cover(slice(6), slice(14, 18))
_MASKS = (_covered, _covered, _covered, _cover(slice(10), slice(14, 18)), _cover(slice(6), slice(14, 18), "●"))


def _messy(choice: int) -> Callable[[object], object]:
    """Most numbers plainly, the others lower-case, in full width, with blanks, in the old form of fifteen digits."""
    ways = (cells.plain,) * 6 + (cells.lower_x, cells.full_width, cells.padded, cells.old_id)

    def show(value: object) -> object:
        if not isinstance(value, str) or not _is_valid(value):
            return value
        return ways[crc32(f"{choice}{value}".encode()) % len(ways)](value)

    return show  # type: ignore[return-value]


def _is_valid(number: str) -> bool:
    try:
        date.fromisoformat(number[6:14])
    except ValueError:
        return False
    return len(number) == 18 and number[:17].isdigit() and id_check_digit(number[:17]) == number[17]


def _chinese_month(value: object) -> object:
    text = str(value)
    return f"{text[:4]}年{int(text[5:])}月" if len(text) == 7 else value


def _books(world: World, writer: _Writer) -> dict[str, list[Sheet]]:
    books: dict[str, list[Sheet]] = {}
    for kind, all_rows in world.rows.items():
        rows = [row for row in all_rows if "book" not in row]
        if kind in ("subsidy", "allowance", "published"):
            books |= _lists(kind, rows, writer)
        elif kind == "payroll":
            books |= _payrolls(rows, writer)
        else:
            half = -(-len(rows) // 2) if len(rows) > 400 else len(rows)
            parts = [rows[start : start + half] for start in range(0, len(rows), half)]
            title = COUNTY + _SHEETS[kind]["title"]
            books[title] = [writer.sheet(kind, f"第{i}册", title, part) for i, part in enumerate(parts, start=1)]
    return books


def _own_books(world: World, writer: _Writer) -> dict[str, Sheet]:
    """A sheet for each name in the rows' `book`, with the lines that are to stand in it."""
    books: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for kind, rows in world.rows.items():
        for row in rows:
            if "book" in row:
                books[str(row["book"]), kind].append(row)
    return {name: writer.own_sheet(kind, name, rows, world.lines[name]) for (name, kind), rows in books.items()}


def _lists(kind: str, rows: Sequence[Row], writer: _Writer) -> dict[str, list[Sheet]]:
    """A book for each programme and year, a sheet for each township, and another one for each way to give the time."""
    groups: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        programme = str(row.get("programme") or "误工补助")
        when = next(str(row[field])[:4] for field in _TIMES if row.get(field) is not None)
        ways = "".join(
            {"year": "年", "period": "期", "date": "日", "month": "月"}[f] for f in _TIMES if row.get(f) is not None
        )
        township = row["place"].township  # type: ignore[attr-defined]
        groups[programme, when][f"{township}{ways}"].append(row)
    books = {}
    word = "公示表" if kind == "published" else "发放表"
    for (programme, year), sheets in groups.items():
        spoken = crc32(f"{programme}{year}".encode()) % 3 == 0 and kind == "subsidy"
        made = []
        for name, group in sheets.items():
            shuffled = sorted(group, key=lambda row: crc32(repr((row["name"], row.get("id_no"))).encode()))
            title = f"{name[:-1].rstrip('年期日月')}{year}年{programme}{word}"
            made.append(writer.sheet(kind, name, title, shuffled, ("programme", "township") if spoken else ()))
        books[f"{year}年{programme}{word}"] = made
    return books


def _payrolls(rows: Sequence[Row], writer: _Writer) -> dict[str, list[Sheet]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[f"{str(row['month'])[:4]}年工资发放表"].append(row)
    return {name: [writer.sheet("payroll", "工资表", name, group)] for name, group in groups.items()}
