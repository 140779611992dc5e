"""Which rows below a header are no records: blank, total, footer, note, heading and repeated header rows.

A row is left out only for what it plainly is; a row that may be somebody's is never left out, but goes to quarantine
when it lacks what it needs. Only rows that look odd in one of a few columns are looked at closely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from cluegraph.loaders.chinese_numbers import is_in_words
from cluegraph.loaders.clean_money import amount_in
from cluegraph.loaders.clean_text import PLACEHOLDERS
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.table import Column

Why = Literal["blank", "total", "worded", "footer", "note", "heading", "header", "counter", "numbers"]

_SERIAL = re.compile(r"序号|序|编号|顺序号?|行号|号|项次|№|#|no\.?", re.IGNORECASE)
_TOTAL_WORD = r"(?:总合计|合计数|合计|小计|总计|累计|共计|页计|总数|合計|过次页|转次页|转下页|承前页|承上页)"
_UNITS = r"(?:元|万元|人次|人数|人|户数|户|笔|条|行|名|亩|头|次|天|金额|人民币|大写|小写)"
_TOTAL = re.compile(rf"[^0-9:]{{0,14}}{_TOTAL_WORD}[(\[]?{_UNITS}*[)\]]?[:=]?(?:-?[0-9][0-9,.]*{_UNITS}?[,、;]?)*")
_TOTAL_FIRST = re.compile(rf"(?:本页|本村|本组|全[村镇乡县])?{_TOTAL_WORD}")
_COUNT = re.compile(rf"-?[0-9][0-9,.]*{_UNITS}?|{_UNITS}")
_OFFICE = (
    "制表|填表|填报|制单|记账|审核|复核|审批|审定|批准|核对|校对|负责|经办|主管|分管|领导|会计|出纳|财务|主任|书记|支书|监督|"
    "公示|举报|联系|电话|盖章|公章|签字|签章|签名|日期|时间|报送|上报|验收|单位|统计|录入|监委|代发"
)
_SIGNED = re.compile(rf"[^:0-9]{{0,12}}(?:{_OFFICE})[^:]{{0,10}}:.*")
_SIGNED_BARE = re.compile(
    r"(?:制表|填表|填报|制单|审核|复核|审批|经办|单位负责|财务负责|部门负责|负责)人(?:[(]?(?:签字|签章|签名|盖章)[)]?)?[^0-9:]{0,4}"
    r"|(?:主管|分管|单位)领导(?:签字|签章)?|[(]?(?:盖章|公章|签字|签章)[)]?"
)
_DAY = re.compile(
    r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4})?年?[-/.0-9一二三四五六七八九十]*月?[0-9一二三四五六七八九十]*[日号]?"
)
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|附|填表说明|填报说明|注意事项|公示说明|补充说明|温馨提示)(?:[:0-9、.]|$).*|[※★*].*|第[0-9一二三四五六七八九十]+页.*"
    r"|共[0-9]+页.*|[(]?[0-9一二三四五六七八九十]{1,2}[)]?[、.)].*[\u4e00-\u9fff].*|单位[:](?:人民币)?(?:万?元).*"
)
_HEADING = re.compile(r".*(?:村|组|社|社区|居委会|村委会|镇|乡|队|街道|片区|类|批|表|单|册|科|股|局|所|校|部门)")
_COUNTER = re.compile(r"[甲乙丙丁戊己庚辛]|栏次|栏目|[(]?[0-9]{1,2}[)]?(?:=.*)?")
_ODD = (
    "计",
    "計",
    "大写",
    ":",
    "：",
    "总数",
    "注",
    "说明",
    "签",
    "章",
    "制表",
    "审核",
    "负责",
    "经办",
    "页",
    "甲",
    "栏次",
    "※",
)
_IDENTITY = frozenset({"id_no", "uscc", "account"})
_NUMBERS = frozenset({"money", "decimal", "integer"})
_SPARE = frozenset({"place", "year", "month", "period"})
_FREE = frozenset({"remark", "reason", "project", "purpose", "text", "scope", "bank", "address", "location", "title"})
_LONG = 15


@dataclass(frozen=True)
class Skipped:
    """A row that is no record. `label` is the text by which a total row is known."""

    position: int
    why: Why
    label: str = ""


def skipped(kind: Kind, columns: Sequence[Column], rows: pl.DataFrame) -> list[Skipped]:
    """The rows of a block that are no records, by their position in `rows`."""
    layout = _Layout.of(kind, columns)
    odd = rows.select(layout.odd()).to_series().arg_true()
    return [
        Skipped(position, *verdict)
        for position, cells in zip(odd, rows[odd].select(layout.cells).iter_rows(), strict=True)
        if (verdict := layout.verdict([_squeeze(cell) for cell in cells]))
    ]


def _squeeze(cell: str | None) -> str:
    """NFKC without blanks; '' for placeholders."""
    if cell is None:
        return ""
    text = "".join(unicodedata.normalize("NFKC", cell).split())
    return "" if text in PLACEHOLDERS else text


@dataclass(frozen=True)
class _Layout:
    """Which of a table's columns (by their place among `cells`) say what."""

    cells: list[str]
    needed: list[int]
    main: int
    serial: frozenset[int]
    spare: frozenset[int]
    identity: tuple[int, ...]
    numbers: frozenset[int]
    loose: frozenset[int]
    watched: frozenset[int]
    free: frozenset[int]
    headers: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, kind: Kind, columns: Sequence[Column]) -> _Layout:
        types = [kind.fields[column.field].type if column.field else "" for column in columns]
        fields = [column.field or "" for column in columns]
        needed = [
            place for place, field in enumerate(fields)
            if field and field != "programme" and kind.fields[field].required and types[place] not in _SPARE
        ]  # fmt: skip
        serial = frozenset(_serials(columns))
        numbers = frozenset(place for place, type_ in enumerate(types) if type_ in _NUMBERS)
        main = _main(kind, fields)
        people = any(field.required and field.type == "name" for field in kind.fields.values())
        spare = {place for place, type_ in enumerate(types) if type_ in _SPARE or fields[place] == "programme"}
        return cls(
            cells=[str(column.position) for column in columns],
            needed=needed,
            main=main,
            serial=serial,
            spare=frozenset(spare if people else ()),
            identity=tuple(place for place, type_ in enumerate(types) if type_ in _IDENTITY),
            numbers=numbers,
            loose=frozenset(place for place, field in enumerate(fields) if not field) - serial,
            watched=frozenset({0, main, *spare}),
            free=frozenset(place for place, field in enumerate(fields) if field in _FREE),
            headers=tuple(_pieces(column.header) for column in columns),
        )

    def odd(self) -> pl.Expr:
        """Rows worth a closer look: something needed is blank, or the first columns hold a telling word."""
        words = [pl.col(self.cells[place]).str.contains_any(list(_ODD)) for place in sorted(self.watched)]
        main = pl.col(self.cells[self.main])
        again = main.str.replace_all(r"\s", "").is_in([*self.headers[self.main], *PLACEHOLDERS])
        merged = main == pl.col(next((cell for cell in self.cells if cell != self.cells[self.main]), self.cells[0]))
        blank = [pl.col(self.cells[place]).fill_null("").str.contains(r"^\s*$") for place in self.needed]
        return pl.any_horizontal(*words, again, merged, *blank).fill_null(False).alias("odd")

    def verdict(self, cells: list[str]) -> tuple[Why, str] | None:
        """Why this row is no record, or None."""
        present = {place: cell for place, cell in enumerate(cells) if cell}
        if not self._informative(present):
            return "blank", ""
        if self._is_header(present):
            return "header", ""
        if (label := self._total_label(cells, present)) is not None:
            return ("worded" if "大写" in label else "total"), label
        if self._has_figures(cells) and all(
            place in self.numbers or self._loose(place, cell) for place, cell in present.items()
        ):
            return "numbers", ""
        return self._of_text(cells, present)

    def _of_text(self, cells: list[str], present: dict[int, str]) -> tuple[Why, str] | None:
        texts = list(dict.fromkeys(present.values()))
        if all(_COUNTER.fullmatch(text) for text in texts) and len(texts) > 2 and _COUNTER.fullmatch(cells[self.main]):
            return "counter", ""
        if self._has_figures(cells):
            return None
        lacking = any(not cells[place] for place in self.needed)
        signed = [text for text in texts if _SIGNED.fullmatch(text) or _SIGNED_BARE.fullmatch(text)]
        if signed and (
            texts[0] in signed if lacking else all(text in signed or _DAY.fullmatch(text) for text in texts)
        ):
            return "footer", ""
        if lacking and 2 * len(signed) >= len(texts):
            return "footer", ""
        if (lacking or len(texts) == 1) and _NOTE.fullmatch(texts[0]):
            return "note", ""
        return ("heading", "") if len(texts) == 1 and self._is_heading(texts[0], present) else None

    def _informative(self, present: dict[int, str]) -> bool:
        return any(
            not (place in self.spare or (place in self.serial and _COUNT.fullmatch(cell)))
            for place, cell in present.items()
        )

    def _is_header(self, present: dict[int, str]) -> bool:
        same = sum(cell in self.headers[place] for place, cell in present.items())
        return same >= 2 and 2 * same >= len(present)

    def _total_label(self, cells: list[str], present: dict[int, str]) -> str | None:
        """The text that makes a row a total: nobody is named in it."""
        if any(re.search(r"[0-9*]{6}", cells[place]) for place in self.identity):
            return None
        numbered = any(place in self.serial and _COUNT.fullmatch(cell) for place, cell in present.items())
        for place, cell in present.items():
            if place in self.free and place != min(present):
                continue
            if numbered and place == self.main and not _TOTAL_FIRST.match(cell):
                continue
            worded = "大写" in cell and place == min(present)
            if (worded or _TOTAL.fullmatch(cell)) and self._unnamed(cells[self.main], cell):
                return cell
        return None

    def _unnamed(self, main: str, label: str) -> bool:
        if main in ("", label) or _COUNT.fullmatch(main) or _TOTAL.fullmatch(main):
            return True
        return "大写" in label and ("大写" in main or is_in_words(main))

    def _has_figures(self, cells: list[str]) -> bool:
        return any(amount_in(cells[place]) is not None for place in self.numbers if cells[place])

    def _loose(self, place: int, cell: str) -> bool:
        return place in self.loose and bool(_COUNT.fullmatch(cell))

    def _is_heading(self, text: str, present: dict[int, str]) -> bool:
        """A line of one text: a village's or group's heading, a title again, a sentence; not a lone name."""
        merged = len(present) > 1
        alone_elsewhere = self.main not in present and not any(place in self.identity for place in present)
        return merged or alone_elsewhere or len(text) >= _LONG or bool(_HEADING.fullmatch(text))


def _main(kind: Kind, fields: Sequence[str]) -> int:
    """The column that names what a row is about: the first required name, text or place that the sheet has."""
    for field in kind.fields.values():
        if field.required and field.type in ("name", "text", "place") and field.name in fields:
            return fields.index(field.name)
    return 0


def _serials(columns: Sequence[Column]) -> list[int]:
    return [
        place for place, column in enumerate(columns)
        if column.field is None and any(_SERIAL.fullmatch(piece) for piece in _pieces(column.header))
    ]  # fmt: skip


def _pieces(header: str) -> frozenset[str]:
    whole = _squeeze(header)
    return frozenset({whole, *(piece for piece in whole.split("/") if piece)})
