"""A clue as text for keeping, and back: everything that it holds, in both languages."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from cluegraph.queries.clue import Clue

_CLUE = TypeAdapter(Clue)


def clue_text(clue: Clue) -> str:
    """The clue as JSON."""
    return _CLUE.dump_json(clue).decode()


def clue_from(text: str, status: str) -> Clue:
    """The clue from its JSON, with the status that it has now."""
    return replace(_CLUE.validate_json(text), status=status)
