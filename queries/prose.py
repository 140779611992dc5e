"""Prose that a rule must have: both languages, long enough to say something, and no word of guilt."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from cluegraph.i18n import Text
from cluegraph.yamlfile import Strict

_LAZY = re.compile(
    r"(?i)[\s。.…-]*(unknown|tbd|todo|n/?a|none|nil|xxx+|see above|as above|same"
    r"|无|未知|不详|待定|待补充|待补|暂无|略|同上|没有|空)?[\s。.…-]*"
)
_CHINESE = re.compile(r"[一-鿿]")
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_LETTER = re.compile(r"[A-Za-z]")
_CITATION = re.compile(r"《[^》]*》")
_GUILT = re.compile(r"违纪|违法|贪污|受贿|行贿|犯罪|罪犯")
_GUILTY_TITLE = re.compile(r"吃空饷|虚列|优亲厚友|陪标|套取|骗取|冒领|侵吞|侵占|挪用|违规")


def says_nothing(text: str) -> bool:
    """True for what is blank or stands for nothing: `无`, `待定`, `n/a`, `…`."""
    return _LAZY.fullmatch(text) is not None


class Both(Strict):
    """One text in Chinese and English."""

    zh: str
    en: str

    @property
    def text(self) -> Text:
        """The text in one line."""
        return _in_one_line(self.zh, self.en)


@cache
def _in_one_line(zh: str, en: str) -> Text:
    """YAML's folding leaves blanks that Chinese does not have."""
    return Text(_BETWEEN_CHINESE.sub("", " ".join(zh.split())), " ".join(en.split()))


def _written(both: Both, zh: int, en: int) -> Both:
    for language, value, least in (("zh", both.zh, zh), ("en", both.en, en)):
        if _LAZY.fullmatch(value):
            raise ValueError(f"{language}: “{value}” 等于没有写 / says nothing")
        if len(value.strip()) < least:
            raise ValueError(
                f"{language}: “{value}” 太短，至少 {least} 个字符 / too short, at least {least} characters"
            )
    if not _CHINESE.search(both.zh):
        raise ValueError("zh: 没有汉字 / has no Chinese character")
    if not _LETTER.search(both.en):
        raise ValueError("en: 没有英文 / has no English word")
    found = _GUILT.search(_CITATION.sub("", both.zh))
    if found:
        raise ValueError(
            f"zh: “{found[0]}”是定性用语，只能写疑点 / “{found[0]}” is a word of guilt, a rule names what was seen"
        )
    return both


def _named(both: Both) -> Both:
    found = _GUILTY_TITLE.search(_CITATION.sub("", both.zh))
    if found:
        raise ValueError(f"zh: “{found[0]}”是定性用语 / “{found[0]}” is a word of guilt, a title names what was seen")
    return _written(both, 2, 3)


Title = Annotated[Both, AfterValidator(_named)]
"""A name or headline: says what was seen."""

Sentence = Annotated[Both, AfterValidator(lambda both: _written(both, 4, 8))]
"""One item of a list: an innocent explanation, a step to check."""

Paragraph = Annotated[Both, AfterValidator(lambda both: _written(both, 12, 30))]
"""A paragraph: what the rule finds, why it is worth asking about."""
