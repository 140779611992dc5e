"""What every command knows: the workspace and the engine that the command line named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cluegraph.workspace import Workspace


@dataclass(frozen=True)
class Context:
    """The workspace and the engine of this run."""

    workspace: Workspace
    engine: str


_current = Context(Workspace(Path("workspace")), "embedded")


def current() -> Context:
    """The context of this run."""
    return _current


def use(context: Context) -> None:
    """Sets the context of this run; called once, by `main`."""
    global _current
    _current = context
