"""What was not checked, in sentences that an inspector reads and that an office can be asked with.

One `Remark` a topic; each of its lines is a fact about the loaded data, its questions say whom to ask for what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluegraph.i18n import Text

MOST_LINES = 10
MOST_NAMES = 8


@dataclass(frozen=True)
class Question:
    """What to ask of which office (or, where `office` is empty, what to do oneself)."""

    office: Text
    what: Text


@dataclass(frozen=True)
class Remark:
    """One topic: its title, a few words for a summary, the facts, and what to ask; `whole`: no line is ever cut."""

    topic: str
    title: Text
    short: Text
    lines: tuple[Text, ...]
    questions: tuple[Question, ...]
    whole: bool = False

    def shown(self, most: int = MOST_LINES) -> list[str]:
        """The lines in the language of this run, at most so many, then how many more there are."""
        most = len(self.lines) if self.whole else most
        told = [str(line) for line in self.lines[:most]]
        left = len(self.lines) - most
        more = Text(
            f"另有 {left} 项，见 cluegraph coverage --format json", f"{left} more: cluegraph coverage --format json"
        )
        return [*told, str(more)] if left > 0 else told

    def asked(self) -> list[str]:
        """The questions in the language of this run."""
        return [asked(question) for question in self.questions]


def asked(question: Question) -> str:
    """One question: the office, then what."""
    office, what = str(question.office), str(question.what)
    return f"{office}{Text('：', ': ')}{what}" if office else what


def names_text(names: Sequence[str], most: int = MOST_NAMES) -> Text:
    """The first names of a list, and how many there are where it is longer."""
    shown, more = list(names[:most]), len(names) > most
    zh = "、".join(shown) + (f"等 {len(names)} 个" if more else "")
    en = ", ".join(shown) + (f" and {len(names) - most} more" if more else "")
    return Text(zh, en)


def percent(share: float) -> str:
    """A share from 0 to 1 as percent; what is not nothing is never shown as nought, what is not all never as all."""
    value = share * 100
    if 0 < value < 0.1:
        return "<0.1%"
    return f"{min(value, 99.9) if share < 1 else 100:.1f}%"


def joined(texts: Sequence[Text]) -> Text:
    """Several phrases as one."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
