"""The words of a Cypher text: enough to see its parameters and what it must not do; parsing is the engine's work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cluegraph.errors import QueryRefused
from cluegraph.graph.escapes import refuse_escapes
from cluegraph.i18n import Text

_LEXER = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<string>'(?:\\.|[^'\\])*'?|\"(?:\\.|[^\"\\])*\"?)"
    r"|(?P<quoted>`[^`]*`?)"
    r"|(?P<parameter>\$\w+)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<blank>\s+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_BEGINS = frozenset(("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN"))
_NEVER = frozenset(
    (
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "ALTER", "COPY", "LOAD", "INSTALL", "ATTACH"),
        *(
            "USE",
            "EXPORT",
            "IMPORT",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "CHECKPOINT",
            "CALL",
            "FOREACH",
            "COMMENT",
            "PROFILE",
            "INSERT",
        ),
    )
)
_SIGNS = frozenset((*"+-*/%^=<>!|&", "NOT", "AND", "OR", "XOR"))
_OPERATORS = frozenset(
    (
        *("AND", "AS", "BY", "CASE", "CONTAINS", "DISTINCT", "ELSE", "IN", "LIMIT", "NOT", "ON", "OR", "RETURN"),
        *("SKIP", "THEN", "UNWIND", "WHEN", "WHERE", "WITH", "XOR"),
    )
)
"""Words after which a value stands, so that an AS there is a variable of that name."""
_ENDS_NAME = _BEGINS | frozenset(("", ",", ")", "}", "ORDER", "SKIP", "LIMIT", "WHERE", "UNION"))
_FUNCTION_GROUPS = frozenset(("date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"))
"""Of functions with a dot in their names these are harmless; the others are a plug-in's or tell of the server."""
LONGEST, DEEPEST, OPERATIONS = 50_000, 50, 100
"""Characters of a text, brackets within each other, and operators of one expression: far more than any saved query
has. A server takes minutes over a text of two thousand, and no time limit of a query ends its parsing."""
_NAMES = ("word", "quoted")
_RESERVED_TYPES = frozenset(("FOR",))


@dataclass(frozen=True)
class Word:
    """A piece of the text; `kind` is comment, string, quoted, parameter, word, number, blank or sign."""

    kind: str
    text: str


def words(cypher: str) -> Iterator[Word]:
    """All pieces, in order; joined they are the text again."""
    for match in _LEXER.finditer(cypher):
        yield Word(match.lastgroup or "sign", match[0])


def parameters_of(cypher: str) -> frozenset[str]:
    """The names of the parameters that the text uses, without $."""
    return frozenset(word.text[1:] for word in words(cypher) if word.kind == "parameter")


def needed(cypher: str, given: Mapping[str, object]) -> dict[str, object]:
    """The parameters that the text uses. Raises `QueryRefused` for one that is not given."""
    used = parameters_of(cypher)
    missing = sorted(used - set(given))
    if missing:
        names = "、".join(f"${name}" for name in missing)
        raise QueryRefused(
            Text(f"缺少参数 {names}", f"parameters are missing: {names}"),
            Text(
                "请给出它们的值：命令行用 --param 名称=值，规则写在 parameters 里。",
                "give them: --param name=value on the command line, `parameters` in a rule.",
            ),
        )
    return {name: given[name] for name in used}


def refuse_writing(cypher: str) -> None:
    """Raises `QueryRefused` for a text that is more than one reading query."""
    refuse_escapes(cypher)
    _refuse_excess(cypher)
    pieces = [word for word in words(cypher) if word.kind not in ("comment", "blank")]
    while pieces and pieces[-1].text == ";":
        pieces.pop()
    if not pieces:
        raise QueryRefused(
            Text("查询是空的", "the query is empty"),
            Text("请写一条 MATCH … RETURN … 查询。", "write MATCH … RETURN …."),
        )
    if any(piece.text == ";" for piece in pieces):
        raise QueryRefused(
            Text("一次只能执行一条查询", "only one query at a time"),
            Text("请去掉分号后的部分。", "leave out what follows the semicolon."),
        )
    first = pieces[0].text.upper()
    forbidden = _clause(pieces) or _function(pieces) or ("" if first in _BEGINS else first)
    if forbidden:
        raise QueryRefused(
            Text(f"查询只能读取，不接受 {forbidden}", f"queries only read; {forbidden} is not accepted"),
            Text(
                "请用 MATCH、OPTIONAL MATCH、WITH、UNWIND 和 RETURN 来写。",
                "use MATCH, OPTIONAL MATCH, WITH, UNWIND and RETURN.",
            ),
        )


def _refuse_excess(cypher: str) -> None:
    """A lone carriage return ends a comment for one engine and not for the other."""
    if "\r" in cypher.replace("\r\n", ""):
        raise QueryRefused(
            Text("查询里有单独的回车符", "the query holds a carriage return of its own"),
            Text("请改用普通的换行。", "use ordinary line ends."),
        )
    if len(cypher) > LONGEST or _is_tangled(cypher):
        raise QueryRefused(
            Text("查询太长或括号、运算套得太深", "the query is too long, or too deeply nested"),
            Text(
                "请分成几条查询；很长的名单请作为参数传入。",
                "divide it into several; give long lists as parameters.",
            ),
        )


def _is_tangled(cypher: str) -> bool:
    """Whether brackets stand too deep in each other, or too many operators follow each other without a clause, a comma
    or a bracket between them."""
    depth = operators = 0
    for word in words(cypher):
        if word.kind == "sign" and word.text in "([{":
            depth += 1
        elif word.kind == "sign" and word.text in ")]}":
            depth -= 1
        elif word.text.upper() in _SIGNS:
            operators += 1
        elif word.text == "," or word.text.upper() in _BEGINS:
            operators = 0
        if depth > DEEPEST or operators > OPERATIONS:
            return True
    return False


def _clause(pieces: list[Word]) -> str:
    """The first forbidden word that stands where a clause can begin, not as a name (`x.set`, `AS load`, `:USE`)."""
    for number, piece in enumerate(pieces):
        if piece.kind != "word" or piece.text.upper() not in _NEVER:
            continue
        before = pieces[number - 1].text.upper() if number else ""
        after = pieces[number + 1].text if number + 1 < len(pieces) else ""
        if before in (".", ":", "|", ",", "(", "[") or after in (".", ":", ",", ")", "="):
            continue
        if before != "AS" or after.upper() not in _ENDS_NAME or not _is_keyword(pieces, number - 1):
            return piece.text.upper()
    return ""


def _is_keyword(pieces: list[Word], number: int) -> bool:
    """Whether the AS there names the value before it, and is not itself a variable's name."""
    before = pieces[number - 1] if number else Word("blank", "")
    if before.kind == "sign":
        return before.text in (")", "]", "}")
    return before.kind != "blank" and before.text.upper() not in _OPERATORS


def _function(pieces: list[Word]) -> str:
    """The first function called by a name with dots (`apoc.cypher.runFirstColumnSingle`) that is not known to be
    harmless."""
    for number, piece in enumerate(pieces):
        if piece.text != "(" or number < 3:
            continue
        first = number - 1
        while first >= 2 and pieces[first - 1].text == "." and pieces[first - 2].kind in _NAMES:
            first -= 2
        if first < number - 1 and pieces[first].text.strip("`").lower() not in _FUNCTION_GROUPS:
            return "".join(word.text for word in pieces[first:number])
    return ""


def for_ladybug(cypher: str, parameters: Mapping[str, object]) -> str:
    """The text as Ladybug wants it: reserved relationship types quoted, whole numbers 64 bits wide.

    Ladybug gives a parameter the narrowest type that holds it, so that `$a * $b` of 100 and 100 overflows.
    """
    made: list[str] = []
    last = ""
    for word in words(cypher):
        text = word.text
        if word.kind == "word" and text.upper() in _RESERVED_TYPES and last in (":", "|"):
            text = f"`{text}`"
        elif word.kind == "parameter" and type(parameters.get(text[1:])) is int and last not in ("LIMIT", "SKIP"):
            text = f"CAST({text} AS INT64)"
        made.append(text)
        if word.kind not in ("comment", "blank"):
            last = text.upper()
    return "".join(made)
