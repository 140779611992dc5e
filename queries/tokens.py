"""The words and signs of a Cypher text: enough to see a forbidden word, not a parser (that is the engine's)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEXER = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<quoted>`[^`]*`)"
    r"|(?P<parameter>\$\w+)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>\.\.|<-|->|<>|<=|>=|=~|[^\s\w])",
    re.DOTALL,
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Token:
    """One word or sign; `line` counts from 1 in the text; `kind` is word, quoted, parameter, string, number or sign."""

    kind: str
    text: str
    line: int

    @property
    def upper(self) -> str:
        """The word in capitals; empty for anything but a word, so that a string is never taken for a keyword."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(cypher: str) -> list[Token]:
    """The tokens without comments."""
    found = []
    for match in _LEXER.finditer(cypher):
        kind = match.lastgroup or ""
        if kind != "comment":
            found.append(Token(kind, match[0], cypher.count("\n", 0, match.start()) + 1))
    return found


def closing(all_tokens: Sequence[Token], opening: int) -> int:
    """The position of the bracket that closes the one at `opening`; the end of the text where none does."""
    depth = 0
    for position in range(opening, len(all_tokens)):
        if all_tokens[position].kind != "sign":
            continue
        if all_tokens[position].text in _PAIRS:
            depth += 1
        elif all_tokens[position].text in _PAIRS.values():
            depth -= 1
            if depth == 0:
                return position
    return len(all_tokens) - 1


def enclosing(all_tokens: Sequence[Token]) -> list[int]:
    """For each token the position of the innermost bracket that is open there, -1 outside."""
    stack: list[int] = []
    places = []
    for position, token in enumerate(all_tokens):
        if token.kind == "sign" and token.text in _PAIRS.values() and stack:
            stack.pop()
        places.append(stack[-1] if stack else -1)
        if token.kind == "sign" and token.text in _PAIRS:
            stack.append(position)
    return places


def parameters(cypher: str) -> dict[str, int]:
    """The parameters that a text uses, with the line of the first use."""
    used: dict[str, int] = {}
    for token in tokens(cypher):
        if token.kind == "parameter":
            used.setdefault(token.text[1:], token.line)
    return used


def listed(cypher: str) -> frozenset[str]:
    """The names of the parameters that stand behind IN, without $."""
    return frozenset(
        name.text[1:] for word, name in pairwise(tokens(cypher)) if word.upper == "IN" and name.kind == "parameter"
    )
