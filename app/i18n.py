"""Text in Chinese and English, and which of the two the user reads.

Every text that a user sees is a `Text`: both languages stand side by side in the code, so neither can be forgotten.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]

_current: Language = "zh"


class Text(NamedTuple):
    """One message in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """The message in the language of this run."""
        return self.zh if _current == "zh" else self.en

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


def language() -> Language:
    """The language of this run."""
    return _current


def use_language(chosen: Language) -> None:
    """Sets the language of this run; called once, by the command line."""
    global _current
    _current = chosen


def language_of_environment(environment: Mapping[str, str] | None = None) -> Language:
    """English where LC_ALL, LC_MESSAGES or LANG begins with "en"; Chinese in every other case."""
    variables = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"
