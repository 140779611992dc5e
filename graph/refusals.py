"""What a graph engine says of a query that it does not accept: first in words that say what to do, then its own."""

from __future__ import annotations

import re

from cluegraph.errors import QueryRefused
from cluegraph.i18n import Text

_NAMES = Text("请对照 docs/图谱词汇.md 改正名称。", "look its name up in docs/图谱词汇.md.")
_ANYTHING = Text(
    "请对照 docs/图谱词汇.md 检查节点、关系和属性的名称及语法。", "check names and syntax against docs/图谱词汇.md."
)
_KNOWN: tuple[tuple[str, Text, Text], ...] = (
    (
        r"Table (?P<a>\S+) does not exist",
        Text("图谱里没有叫 {a} 的节点或关系", "the graph has no node or relationship called {a}"),
        _NAMES,
    ),
    (
        r"Cannot find property (?P<a>\S+) for (?P<b>\S+?)\.?$",
        Text("{b} 没有叫 {a} 的属性", "{b} has no property called {a}"),
        _NAMES,
    ),
    (
        r"Variable [`']?(?P<a>\w+)[`']? (?:is not in scope|not defined)",
        Text("没有写明 {a} 是什么", "what {a} is has not been said"),
        Text("请先在 MATCH、WITH 或 UNWIND 里写出它。", "name it in MATCH, WITH or UNWIND first."),
    ),
    (
        r"(?i:function (?P<a>\w+) does not exist|unknown function '(?P<b>[\w.]+)')",
        Text("没有叫 {a}{b} 的函数", "there is no function called {a}{b}"),
        Text("请换一个函数，或去掉它。", "use another function, or leave it out."),
    ),
    (
        r"(?:Parser exception|Invalid input).*\(line:? (?P<a>\d+), (?:offset|column)",
        Text("第 {a} 行有一处语法不对", "there is a fault of syntax in line {a}"),
        Text(
            "请检查那里的括号、引号、逗号和关键字；名称见 docs/图谱词汇.md。",
            "check brackets, quotes, commas and keywords there; names are in docs/图谱词汇.md.",
        ),
    ),
)


def refused(said: str) -> QueryRefused:
    """The engine's message, led by what is wrong and followed by what to do."""
    what, todo = _in_plain_words(said)
    return QueryRefused(
        Text(f"图引擎不接受这条查询：{what.zh}", f"the engine does not accept this query: {what.en}"),
        Text(f"{todo.zh}引擎原话：{said}", f"{todo.en} In the engine's words: {said}"),
    )


def _in_plain_words(said: str) -> tuple[Text, Text]:
    for pattern, what, todo in _KNOWN:
        if found := re.search(pattern, said):
            names = {name: value or "" for name, value in found.groupdict().items()}
            return Text(what.zh.format(**names), what.en.format(**names)), todo
    return Text("写法有误", "it is written wrongly"), _ANYTHING
