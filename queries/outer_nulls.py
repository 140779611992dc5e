"""Conditions of an OPTIONAL MATCH, EXISTS or COUNT that a null from outside may meet.

Ladybug 0.22 joins what such a part finds back to the rows outside by the values that its WHERE takes from there, and
never joins a null: where `p.id_no` is null, `e.name = p.name OR e.id_no = p.id_no` finds nothing, whatever the names
say. A condition that no null can meet is safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cluegraph.queries.tokens import Token, closing

_NAMES = frozenset({"word", "quoted"})
_ENDS = frozenset({"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "UNION", "WHERE", "ORDER", "LIMIT", "SKIP"})
_WORDS = _ENDS | frozenset(
    (
        *("AND", "OR", "XOR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END"),
        *("STARTS", "ENDS", "CONTAINS", "EXISTS", "COUNT", "DISTINCT", "AS", "ANY", "ALL", "NONE", "SINGLE"),
    )
)
_QUANTIFIERS = frozenset({"ANY", "ALL", "NONE", "SINGLE"})
_MET_BY_NULL = frozenset((*(f"{word}(" for word in _QUANTIFIERS), "COALESCE(", "COUNT{"))
_NEVER_NULL = frozenset({"COALESCE", "COUNT", "COLLECT", "SUM", "SIZE"})


@dataclass(frozen=True)
class _Reference:
    """A value from outside: its text (`p.id_no`, `year`) and where it stands."""

    text: str
    position: int


def lost_to_nulls(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The line and the text of each value from outside that makes the embedded engine lose rows where it is null."""
    reader = _Reader(all_tokens, places)
    given = reader.never_null()
    for inner, start, end in reader.conditions():
        seen: set[str] = set()
        refused, secured = [], set()
        for first, last in reader.conjuncts(start, end):
            references = reader.references(inner, first, last)
            loose = {text for text in reader.loose(references, first, last) if text not in given}
            refused += [reference for reference in references if reference.text in loose]
            secured |= {reference.text for reference in references} if not reader.spans(first, last) else set()
        for reference in refused:
            if reference.text not in secured | seen:
                seen.add(reference.text)
                yield all_tokens[reference.position].line, reference.text


class _Reader:
    """The tokens of one text and what encloses each."""

    def __init__(self, all_tokens: Sequence[Token], places: Sequence[int]) -> None:
        self._tokens = all_tokens
        self._places = places

    def never_null(self) -> set[str]:
        """Names that stand for a value which cannot be null, and the keys of what a plain MATCH found."""
        found = set()
        for position, token in enumerate(self._tokens):
            if token.upper == "AS" and self._upper(position - 1) == "END":
                found.add(self._text(position + 1))
            if token.upper == "AS" and self._text(position - 1) == ")":
                opening = self._opening(position - 1)
                if self._upper(opening - 1) in _NEVER_NULL:
                    found.add(self._text(position + 1))
            if self._keyword(position, "MATCH") and self._upper(position - 1) != "OPTIONAL":
                found |= {f"{name}.key" for name in self._introduced(position, self._end(position))}
        return found

    def conditions(self) -> Iterator[tuple[set[str], int, int]]:
        """The names that a part brings in itself, and where each of its conditions begins and ends."""
        for position, token in enumerate(self._tokens):
            if self._keyword(position, "MATCH") and self._upper(position - 1) == "OPTIONAL":
                yield from self._where(self._introduced(position, self._end(position)), self._end(position))
            if token.text == "{" and self._upper(position - 1) in {"EXISTS", "COUNT"}:
                last = closing(self._tokens, position)
                clauses = [
                    inside
                    for inside in range(position, last)
                    if self._places[inside] == position and self._keyword(inside, "MATCH")
                ]
                inner = set().union(*(self._introduced(clause, self._end(clause)) for clause in clauses))
                for clause in clauses:
                    yield from self._where(inner, self._end(clause))

    def conjuncts(self, start: int, end: int) -> list[tuple[int, int]]:
        """What AND joins at the outermost level; the whole where an OR stands there too."""
        level = self._places[start - 1]
        outer = [at for at in range(start, end) if self._places[at] == level]
        if any(self._upper(at) in {"OR", "XOR"} for at in outer):
            return [(start, end)]
        cuts = [at for at in outer if self._upper(at) == "AND"]
        return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))

    def references(self, inner: set[str], start: int, end: int) -> list[_Reference]:
        """The values from outside between two positions."""
        found = []
        inner = inner | self._local(start, end)
        for at in range(start, end):
            token = self._tokens[at]
            bare = token.kind in _NAMES and self._text(at - 1) not in {".", ":", "|"} and token.upper not in _WORDS
            if not bare or self._text(at + 1) in {"(", ":"} or token.text in inner:
                continue
            dotted = self._text(at + 1) == "."
            found.append(_Reference(f"{token.text}.{self._text(at + 2)}" if dotted else token.text, at))
        return found

    def loose(self, references: Sequence[_Reference], start: int, end: int) -> set[str]:
        """Of the values those that the condition may be met without."""
        found = set()
        for first, last, alternatives in self.spans(start, end):
            inside = [reference for reference in references if first <= reference.position < last]
            everywhere = {reference.text for reference in inside}
            for one, other in alternatives:
                everywhere &= {reference.text for reference in inside if one <= reference.position < other}
            found |= {reference.text for reference in inside} - (everywhere if alternatives else set())
        return found

    def spans(self, start: int, end: int) -> list[tuple[int, int, list[tuple[int, int]]]]:
        """What a null may meet: the beginning and end of each such expression, and its alternatives (OR)."""
        found = []
        for at in range(start, end):
            upper, after = self._upper(at), self._text(at + 1)
            behind = closing(self._tokens, at + 1) if after in {"(", "{"} else at
            if upper in {"OR", "XOR"}:
                found.append(self._choice(at, start, end))
            elif f"{upper}{after}" in _MET_BY_NULL:
                found.append((at + 1, behind, []))
            elif upper == "NOT":
                found += self._negated(at)
            elif upper == "CASE":
                found.append((at, self._case_end(at, end), []))
            elif upper == "IS" and self._upper(at + 1) == "NULL":
                found.append((max(start, at - 3), at, []))
            elif self._text(at) == "[" and self._list(at):
                found.append((at, closing(self._tokens, at), []))
        return found

    def _negated(self, at: int) -> list[tuple[int, int, list[tuple[int, int]]]]:
        """NOT of several conditions, or of a part that may be absent."""
        if self._text(at + 1) == "(":
            end = closing(self._tokens, at + 1)
            several = any(self._upper(inside) == "AND" for inside in range(at + 1, end))
            return [(at + 1, end, [])] if several else []
        if self._upper(at + 1) == "EXISTS":
            return [(at + 2, closing(self._tokens, at + 2), [])]
        return []

    def _choice(self, at: int, start: int, end: int) -> tuple[int, int, list[tuple[int, int]]]:
        opening = self._places[at]
        inside = opening >= start
        first, last = (opening + 1, closing(self._tokens, opening)) if inside else (start, end)
        cuts = [cut for cut in range(first, last) if self._places[cut] == opening and self._upper(cut) in {"OR", "XOR"}]
        return first, last, list(zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True))

    def _case_end(self, at: int, end: int) -> int:
        depth = 0
        for inside in range(at, end):
            depth += (self._upper(inside) == "CASE") - (self._upper(inside) == "END")
            if depth == 0:
                return inside
        return end

    def _list(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return before.text not in {"-", "<-", ")", "]"} and (before.kind not in _NAMES or before.upper in _WORDS)

    def _where(self, inner: set[str], at: int) -> Iterator[tuple[set[str], int, int]]:
        if self._upper(at) == "WHERE":
            yield inner, at + 1, self._end(at)

    def _local(self, start: int, end: int) -> set[str]:
        """The names that parts and quantifiers inside a condition bring in."""
        clauses = [at for at in range(start, end) if self._keyword(at, "MATCH")]
        found = set().union(*(self._introduced(clause, self._end(clause)) for clause in clauses))
        return found | {self._text(at + 2) for at in range(start, end) if self._upper(at) in _QUANTIFIERS}

    def _introduced(self, start: int, end: int) -> set[str]:
        """The names in the brackets of patterns."""
        opened = [at for at in range(start, end) if self._text(at) in {"(", "["}]
        return {self._text(at + 1) for at in opened if self._tokens[at + 1].kind in _NAMES}

    def _end(self, start: int) -> int:
        """Where the clause that begins at `start` ends."""
        level = self._places[start]
        for at in range(start + 1, len(self._tokens)):
            if self._places[at] < level or (self._places[at] == level and self._text(at) == "}"):
                return at
            if self._places[at] == level and self._upper(at) in _ENDS and not self._operator(at):
                return at
        return len(self._tokens)

    def _operator(self, at: int) -> bool:
        named = self._text(at - 1) in {".", ":", "|"}
        return named or (self._upper(at) == "WITH" and self._upper(at - 1) in {"STARTS", "ENDS"})

    def _keyword(self, at: int, word: str) -> bool:
        return self._upper(at) == word and not self._operator(at)

    def _opening(self, at: int) -> int:
        return next(
            opening for opening in range(at, -1, -1)
            if self._text(opening) in {"(", "["} and closing(self._tokens, opening) == at
        )  # fmt: skip

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _upper(self, at: int) -> str:
        return self._tokens[at].upper if 0 <= at < len(self._tokens) else ""
