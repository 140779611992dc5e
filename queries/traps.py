"""What a saved query may not contain, because engines differ on it, crash on it or crawl.

Each check sees tokens only; whether the text is Cypher at all, the engine says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cluegraph.i18n import Text
from cluegraph.queries.joined import wrongly_joined
from cluegraph.queries.outer_nulls import lost_to_nulls
from cluegraph.queries.tokens import Token, closing, enclosing, tokens


@dataclass(frozen=True)
class Trap:
    """A forbidden construct: its line in the text (from 1), what it is, and what to write instead."""

    line: int
    what: Text
    instead: Text


_WRITES = frozenset(
    (
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "ALTER", "COPY", "LOAD", "INSTALL", "EXPORT"),
        *("IMPORT", "ATTACH", "USE", "BEGIN", "COMMIT", "ROLLBACK", "CHECKPOINT", "CALL", "FOREACH"),
    )
)
_FUNCTIONS = {
    "labels": Text("直接写出标签", "write the label itself"),
    "label": Text("直接写出标签", "write the label itself"),
    "keys": Text("写出属性名", "name the properties"),
    "properties": Text("写出属性名", "name the properties"),
    "substring": Text("用 left、right", "use left and right"),
    "type": Text("返回关系本身或写出类型", "return the relationship or write its type"),
    "id": Text("用 key", "use key"),
    "elementid": Text("用 key", "use key"),
    "startnode": Text("在模式中给节点命名", "name the node in the pattern"),
    "endnode": Text("在模式中给节点命名", "name the node in the pattern"),
    "nodes": Text("逐个写出节点", "name the nodes"),
    "relationships": Text("逐个写出关系", "name the relationships"),
    "rels": Text("逐个写出关系", "name the relationships"),
    "shortestpath": Text("用固定步数", "use fixed hops"),
    "allshortestpaths": Text("用固定步数", "use fixed hops"),
    "reduce": Text("返回多行，由程序汇总", "return rows"),
    "head": Text("用 min 或 max", "use min or max"),
    "split": Text("在装载时拆分", "split when loading"),
    "tointeger": Text("在装载时转换", "convert when loading"),
    "datetime": Text("用 day_no、month_no、year", "use day_no, month_no, year"),
    "duration": Text("用 day_no、month_no、year", "use day_no, month_no, year"),
}
_QUANTIFIERS = frozenset({"ANY", "ALL", "NONE", "SINGLE"})
_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "UNION"})
_LOGIC = frozenset({"WHERE", "AND", "OR", "NOT", "XOR"})
_MOST_HOPS = 4

Check = Callable[[Sequence[Token], Sequence[int]], Iterator[Trap]]


def traps(cypher: str) -> list[Trap]:
    """Everything in the text that is not allowed, in the order of the lines."""
    checks = (_words, _functions, _stars, _patterns, _brackets, _wheres, _orders, _unions, _quantified)
    return _found(cypher, (*checks, *_SILENT))


def answered_wrongly(cypher: str) -> list[Trap]:
    """What in the text the embedded engine answers wrongly without saying so, in the order of the lines."""
    return _found(cypher, _SILENT)


def _found(cypher: str, checks: Sequence[Check]) -> list[Trap]:
    found = tokens(cypher)
    places = enclosing(found)
    return sorted((trap for check in checks for trap in check(found, places)), key=lambda trap: trap.line)


def _at(all_tokens: Sequence[Token], position: int) -> Token:
    return all_tokens[position] if 0 <= position < len(all_tokens) else Token("sign", "", 0)


def _named_thing(all_tokens: Sequence[Token], position: int) -> bool:
    """Whether the word is a property, label, type or map key, not a keyword."""
    return _at(all_tokens, position - 1).text in {".", ":", "|"} or (
        _at(all_tokens, position + 1).text == ":" and _at(all_tokens, position - 1).text in {"{", ","}
    )


def _words(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        if token.upper in _WRITES and not _named_thing(all_tokens, position):
            yield Trap(
                token.line,
                Text(f"{token.upper} 不能出现在只读的查询里", f"{token.upper} has no place in a read-only query"),
                Text("只用 MATCH、WITH、UNWIND、RETURN。", "use MATCH, WITH, UNWIND and RETURN only."),
            )
        if token.upper == "SHORTEST" and not _named_thing(all_tokens, position):
            yield Trap(
                token.line,
                Text("SHORTEST 并非每种引擎都有", "SHORTEST is not known to every engine"),
                Text("用固定步数。", "use fixed hops."),
            )


def _functions(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        instead = _FUNCTIONS.get(token.text.lower()) if token.kind == "word" else None
        called = _at(all_tokens, position + 1).text == "(" and not _named_thing(all_tokens, position)
        if instead is not None and called:
            yield Trap(
                token.line,
                Text(
                    f"{token.text}() 在各引擎上不一致或不可用", f"{token.text}() differs between engines or is missing"
                ),
                Text(f"{instead.zh}。", f"{instead.en}."),
            )


def _relationship(all_tokens: Sequence[Token], position: int) -> bool:
    """Whether the bracket at `position` is that of a relationship in a pattern."""
    return all_tokens[position].text == "[" and _at(all_tokens, position - 1).text in {"-", "<-"}


def _stars(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    for position in range(len(all_tokens)):
        if _relationship(all_tokens, position):
            inside = all_tokens[position : closing(all_tokens, position)]
            star = next((token for token in inside if token.kind == "sign" and token.text == "*"), None)
            if star is not None:
                yield Trap(
                    star.line,
                    Text(
                        "不定长路径（*）在各引擎上结果不同且极慢",
                        "a path of variable length (*) differs between engines and crawls",
                    ),
                    Text("用 KIN_WITHIN，或固定步数加 UNION。", "use KIN_WITHIN, or fixed hops with UNION."),
                )


def _match_clauses(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each MATCH clause's patterns begin and end."""
    ends = _CLAUSES | {"WHERE", "ORDER", "LIMIT", "SKIP"}
    for position, token in enumerate(all_tokens):
        if token.upper != "MATCH" or _named_thing(all_tokens, position):
            continue
        end = position + 1
        while end < len(all_tokens):
            inner = places[end] != places[position]
            if not inner and (all_tokens[end].text == "}" or all_tokens[end].upper in ends):
                break
            if inner and places[end] < places[position]:
                break
            end += 1
        yield position, end


def _patterns(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Trap]:
    for start, end in _match_clauses(all_tokens, places):
        seen: set[str] = set()
        hops = 0
        for position in range(start, end):
            token = all_tokens[position]
            if token.text == "," and places[position] == places[start]:
                hops = 0
            if not _relationship(all_tokens, position):
                continue
            hops += 1
            types = _types(all_tokens, position)
            for name in sorted(types & seen):
                yield Trap(
                    token.line,
                    Text(
                        f"同一个 MATCH 里两次用到关系 {name}，各引擎结果不同",
                        f"{name} stands twice in one MATCH, on which engines differ",
                    ),
                    Text("拆成两个 MATCH 子句。", "write two MATCH clauses."),
                )
            seen |= types
            if hops == _MOST_HOPS + 1:
                yield Trap(
                    token.line,
                    Text(
                        f"一条路径超过 {_MOST_HOPS} 步，引擎的计划会爆炸",
                        f"a chain of more than {_MOST_HOPS} hops makes planning explode",
                    ),
                    Text("中间加一个 WITH。", "put a WITH between the hops."),
                )


def _types(all_tokens: Sequence[Token], position: int) -> set[str]:
    end = closing(all_tokens, position)
    names = {
        all_tokens[inside].text
        for inside in range(position + 1, end)
        if all_tokens[inside].kind in {"word", "quoted"}
        and all_tokens[inside - 1].text in {":", "|"}
        and all_tokens[inside - 2].text != "{"
        and "{" not in {token.text for token in all_tokens[position:inside]}
    }
    return names or {"（未写类型 / untyped）"}


def _brackets(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        before, after = _at(all_tokens, position - 1), _at(all_tokens, position + 1)
        if token.text == "{" and before.kind == "word" and after.text == ".":
            yield Trap(
                token.line,
                Text("映射投影 n {.x} 并非每种引擎都有", "a map projection n {.x} is not known to every engine"),
                Text("逐列返回。", "return columns."),
            )
        if token.text != "[" or _relationship(all_tokens, position):
            continue
        inside = all_tokens[position + 1 : closing(all_tokens, position)]
        signs = {inner.text for inner in inside if inner.kind == "sign"}
        if (len(inside) > 1 and inside[1].upper == "IN") or (inside and inside[0].text == "(" and "|" in signs):
            yield Trap(
                token.line,
                Text("列表推导并非每种引擎都有", "a comprehension is not known to every engine"),
                Text("用 UNWIND 和 collect。", "use UNWIND and collect."),
            )
        elif _indexed(before) and ".." not in signs:
            yield Trap(
                token.line,
                Text("列表下标各引擎从不同的数开始", "list indexing starts from different numbers"),
                Text("用 min、max 或 UNWIND。", "use min, max or UNWIND."),
            )


_BEFORE_LIST = _CLAUSES | _LOGIC | frozenset(["IN", "THEN", "ELSE", "WHEN", "DISTINCT", "BY", "AS", "CASE", "LIMIT"])


def _indexed(before: Token) -> bool:
    return before.text in {")", "]"} or (
        before.kind in {"word", "quoted", "parameter"} and before.upper not in _BEFORE_LIST
    )


def _wheres(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        if token.upper in _LOGIC and not _named_thing(all_tokens, position):
            name, colon = _at(all_tokens, position + 1), _at(all_tokens, position + 2)
            if name.kind == "word" and colon.text == ":":
                yield Trap(
                    token.line,
                    Text("WHERE 里的 n:标签 并非每种引擎都有", "n:Label in WHERE is not known to every engine"),
                    Text("在 MATCH 的模式里写标签。", "write the label in the pattern of MATCH."),
                )
        opening = places[position]
        if token.upper == "WHERE" and opening >= 0 and all_tokens[opening].text in {"(", "["}:
            if _at(all_tokens, opening - 1).upper in _QUANTIFIERS or (
                all_tokens[opening].text == "[" and not _relationship(all_tokens, opening)
            ):
                continue
            yield Trap(
                token.line,
                Text("模式内部的 WHERE 并非每种引擎都有", "WHERE inside a pattern is not known to every engine"),
                Text("把 WHERE 写在 MATCH 之后。", "put WHERE after the MATCH."),
            )


def _orders(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        if token.upper != "WITH" or _at(all_tokens, position - 1).upper in {"STARTS", "ENDS"}:
            continue
        words = []
        for later in range(position + 1, len(all_tokens)):
            upper = all_tokens[later].upper
            follows = places[later] == places[position] and not _named_thing(all_tokens, later)
            after_operator = _at(all_tokens, later - 1).upper in {"STARTS", "ENDS"}
            if follows and upper in _CLAUSES and not after_operator:
                break
            words.append(upper if follows else "")
        if "ORDER" in words and "LIMIT" not in words:
            yield Trap(
                token.line,
                Text("WITH … ORDER BY 没有 LIMIT", "WITH … ORDER BY without LIMIT"),
                Text("把排序放到最后。", "order at the end."),
            )


def _unions(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    pairs = list(pairwise(all_tokens))
    all_of_them = any(first.upper == "UNION" and second.upper == "ALL" for first, second in pairs)
    some = any(token.upper == "UNION" for token in all_tokens)
    for first, second in pairs:
        if all_of_them and first.upper == "RETURN" and second.upper == "DISTINCT":
            yield Trap(
                first.line,
                Text("UNION ALL 里的 RETURN DISTINCT 会使引擎崩溃", "RETURN DISTINCT in a UNION ALL crashes an engine"),
                Text("用 WITH DISTINCT，或用 UNION。", "use WITH DISTINCT, or UNION."),
            )
        if some and first.upper == "NULL" and second.upper == "AS":
            yield Trap(
                first.line,
                Text(
                    "UNION 里的空列 null 并非每种引擎都接受", "a bare null column in a UNION is not accepted everywhere"
                ),
                Text("写 ''。", "write ''."),
            )


def _repeats(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    """One value under two names in a branch of a UNION: an engine mixes up the branches' columns and says nothing."""
    if not any(token.upper == "UNION" for token in all_tokens):
        return
    for start, token in enumerate(all_tokens):
        if token.upper == "RETURN":
            values = [
                value
                for value in _returned(all_tokens, start + 1)
                if any(part.kind in _NAMES and part.upper not in _CONSTANTS for part in value)
            ]
            texts = [" ".join(part.text for part in value) for value in values]
            for text in sorted({text for text in texts if texts.count(text) > 1}):
                yield Trap(
                    token.line,
                    Text(
                        f"UNION 的一个分支里 {text} 返回了两次，引擎会弄错各列",
                        f"{text} is returned twice in a branch of a UNION, which mixes up an engine's columns",
                    ),
                    Text("第二次写成表达式，如 x + ''。", "write the second one as an expression, like x + ''."),
                )


_NAMES, _CONSTANTS = frozenset({"word", "quoted"}), frozenset({"TRUE", "FALSE", "NULL"})


def _varies(token: Token) -> bool:
    return token.kind in _NAMES and token.upper not in _CONSTANTS


def _returned(all_tokens: Sequence[Token], start: int) -> list[list[Token]]:
    """The expressions of a RETURN, without their names."""
    values: list[list[Token]] = [[]]
    depth, named = 0, False
    for token in all_tokens[start:]:
        if token.upper in {"UNION", "ORDER", "LIMIT", "SKIP"} and depth == 0:
            break
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        if token.text == "," and depth == 0:
            values.append([])
            named = False
        elif token.upper == "AS" and depth == 0:
            named = True
        elif not named:
            values[-1].append(token)
    return values


def _quantified(all_tokens: Sequence[Token], _: Sequence[int]) -> Iterator[Trap]:
    for position, token in enumerate(all_tokens):
        if token.upper not in _QUANTIFIERS or _at(all_tokens, position + 1).text != "(":
            continue
        for inner in all_tokens[position + 1 : closing(all_tokens, position + 1)]:
            if inner.kind == "parameter":
                yield Trap(
                    inner.line,
                    Text(
                        f"{token.text}() 里不能直接用参数 {inner.text}",
                        f"the parameter {inner.text} may not stand inside {token.text}()",
                    ),
                    Text(f"先写 WITH {inner.text} AS 名字。", f"write WITH {inner.text} AS name first."),
                )


def _joins(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Trap]:
    for line in wrongly_joined(all_tokens, places):
        yield Trap(
            line,
            Text(
                "几步连在一起又带条件，内嵌引擎会丢行、错行而不报错",
                "hops joined at once with these conditions lose and mix up rows on the embedded engine, silently",
            ),
            Text("在两个 MATCH 之间写 WITH *。", "write WITH * between the two MATCH clauses."),
        )


def _nulls(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Trap]:
    for line, value in lost_to_nulls(all_tokens, places):
        yield Trap(
            line,
            Text(
                f"{value} 取自外面而可能为空，内嵌引擎会丢掉本该找到的行而不报错",
                f"{value} comes from outside and may be null, where the embedded engine silently loses rows",
            ),
            Text(
                f"先写 WITH *, coalesce({value}, '') AS 名字，条件里用这个名字。",
                f"write WITH *, coalesce({value}, '') AS name first, and use the name in the condition.",
            ),
        )


_SILENT: tuple[Check, ...] = (_repeats, _joins, _nulls)
