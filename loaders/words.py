"""One spelling for a header, whatever blanks, brackets, asterisks and units its office wrote around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 200
_NOISE = re.compile(r"[\s\u200b-\u200f\ufeff*※★☆●◆■#_\"'“”‘’`~^]|[\x00-\x1f]")
_VARIANT_SIGNS = str.maketrans({"帐": "账", "【": "(", "】": ")", "[": "(", "]": ")", "〔": "(", "〕": ")", "「": "(",
                                "」": ")", "{": "(", "}": ")", "<": "(", ">": ")", "《": "(", "》": ")", "、": "/",
                                "\\": "/", "|": "/", "—": "-", "–": "-", "－": "-"})  # fmt: skip
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}\)|\d{1,2}[.．,:](?!\d)|[①-⑳]|第\d{1,2}列)")
_TRAILING = re.compile(r"[:：;；,，.。/\-]+$")
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNED = re.compile(r"\((?:本人)?(?:签字|签名|签章|盖章|签收|手印|按手印|指印|公章|捺印)(?:[^()]*)\)")
_UNITS = (
    "亿元|千万元|百万元|万元|千元|百元|角|元|人民币元|人民币|亩|平方米|平方公里|公顷|平米|㎡|m2|公斤|千克|吨|头|只|羽|株|棵|间|套|户|人|人次|"
    "天|日|个工|工日|个月|月|年|岁|%|百分比|次|份|个|元/亩|元/月|元/人|元/天|元/日|元/头|元/人/月|元/人.月|元/户|元/工日|元/年"
)
_BARE_UNIT = re.compile(rf"(?<=[\u4e00-\u9fff])[:：/\-,，]?(?:单位[:：]?)?(?:{_UNITS})$")
_YEAR_AND_MONTH = re.compile(r"(?<!\d)年(?:度|份)?(?:[/\-.,]?月(?:份|度)?|\(/?月(?:份|度)?\))$")
_TIME_BEFORE = re.compile(
    r"^(?:(?:19|20)\d{2}(?:年度?)?(?:度)?(?:(?:第?[一二三四1234]季度)|\d{1,2}(?:-\d{1,2})?月份?)?|\d{1,2}(?:-\d{1,2})?月份?|"
    r"本次|本月|本年度?|本期|本批|当月|当年|当期|上年|全年|年度)+(?:度|的)?"
)
_MONEY_UNIT = re.compile(r"(亿元|千万元|百万元|万元|千元|百元|元)")
_STATED_UNIT = re.compile(
    r"单位[:：,，、]?\(?(?:人民币)?(?:[^:：\s]{0,6}[、,，/])?(亿元|千万元|百万元|万元|千元|百元|元)"
)
_FACTORS = {"亿元": 10**8, "千万元": 10**7, "百万元": 10**6, "万元": 10**4, "千元": 1000, "百元": 100, "元": 1}


def header_key(text: str) -> str:
    """The header in its one spelling: NFKC, lower case, no blanks, no asterisks, no numbering; brackets as ()."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    plain = _NOISE.sub("", plain).translate(_VARIANT_SIGNS)
    plain = _NUMBERING.sub("", plain)
    return _TRAILING.sub("", plain)


def header_keys(text: str) -> Iterator[str]:
    """The spellings under which a header may be known, the most exact first.

    As written, year and month in one ("年度/月份" → "年月"); its brackets' content run in ("乡(镇)" → "乡镇"); its
    brackets left out ("金额(万元)" → "金额"); then `shortened_keys`. A bracket that asks for a signature stays.
    """
    key = header_key(text)
    yield from dict.fromkeys(form for form in (*_whole_forms(key), *_shortened(key)) if form)


def shortened_keys(text: str) -> frozenset[str]:
    """The spellings for which something is taken off the header: a unit at its end, a year or month before it."""
    key = header_key(text)
    return frozenset(_shortened(key)) - frozenset(_whole_forms(key))


def _whole_forms(key: str) -> Iterator[str]:
    yield key
    key = _in_one(key)
    yield key
    if "(" in key or ")" in key:
        yield re.sub(r"[()]", "", key)
        if not _SIGNED.search(key):
            bare = _without_brackets(key)
            yield bare
            yield _in_one(bare)
            yield re.sub(r"[()].*$", "", bare)


def _shortened(key: str) -> Iterator[str]:
    if _SIGNED.search(key):
        return
    bare = _in_one(_without_brackets(_in_one(key)))
    unitless = _BARE_UNIT.sub("", bare)
    if unitless != bare:
        yield unitless
    timeless = _TIME_BEFORE.sub("", unitless)
    if timeless != unitless:
        yield timeless


def _in_one(key: str) -> str:
    """年月 for all ways to say that a column has both."""
    return _YEAR_AND_MONTH.sub("年月", key)


def _without_brackets(key: str) -> str:
    return _TRAILING.sub("", _BRACKETS.sub("", key))


def money_factor(header: str) -> int | None:
    """How many yuan the header's unit is: 10000 for "金额（万元）", 1 for "金额（元）", None where it names none."""
    key = header_key(header)
    units = [unit for bracket in _BRACKETS.findall(key) for unit in _MONEY_UNIT.findall(bracket)]
    if not units:
        found = re.search(r"[:：/\-,，\u4e00-\u9fff](亿元|千万元|百万元|万元|千元|百元|元)$", key)
        units = [found[1]] if found else []
    return _FACTORS[units[0]] if units else None


def stated_factor(text: str) -> int | None:
    """The factor of a "单位：万元" above a table; None where nothing of the kind stands in `text`."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).replace(" ", "")
    found = _STATED_UNIT.search(plain)
    return _FACTORS[found[1]] if found else None
