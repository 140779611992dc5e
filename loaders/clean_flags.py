"""Reading of yes and no: 是/否, 中标/未中标, ✓, 1/0."""

from __future__ import annotations

import re

import polars as pl

from cluegraph.loaders.clean_text import over_distinct, without_placeholders
from cluegraph.loaders.identifiers import compact

_NO = re.compile(
    r"否|0|N|NO|FALSE|F|×|✗|✘|X|没有|不是|不|未(?:中标?|中选|成交|否决|被否决|通过)?|落标|不中标|没中标?|有效|第?[二三四五2345]名?(?:中标候选人)?"
)
_YES = re.compile(
    r"是|1|Y|YES|TRUE|T|√|✓|✔|☑|有|对|已?中标|中标(?:人|单位)|成交(?:供应商)?|中选|已?否决|被否决|废标|无效|作废|第?[一1]名?(?:中标候选人)?"
)


def flags(text: pl.Series, header: str) -> pl.Series:
    """Booleans; null where nothing or nothing clear is written.

    In a column of reasons (否决原因) any text means yes, 无 and a blank mean no; a column that asks who passed
    a review (初审是否通过) is turned round, since the field says who was rejected.
    """
    plain = compact(text).str.to_uppercase()
    if "是否通过" in header:
        return ~over_distinct(without_placeholders(plain.str.replace("^(不|未)?(通过|合格)$", "${1}是")), _passed)[
            "flag"
        ]
    if "原因" in header or "理由" in header:
        given = without_placeholders(plain)
        return given.is_not_null() & ~given.fill_null("否").str.contains(r"^(?:否|未.*|没有)$")
    return over_distinct(without_placeholders(plain), _read)["flag"]


def _read(distinct: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"flag": [_flag(cell) for cell in distinct]}, schema={"flag": pl.Boolean})


def _passed(distinct: pl.Series) -> pl.DataFrame:
    return _read(distinct.replace({"不是": "否", "未是": "否"})).select("flag")


def _flag(cell: str) -> bool | None:
    if _NO.fullmatch(cell):
        return False
    return True if _YES.fullmatch(cell) else None
