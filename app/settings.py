"""Options that may stand anywhere on the command line, and the environment variables behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cluegraph.errors import UsageError
from cluegraph.i18n import Language, Text, language_of_environment


@dataclass(frozen=True)
class Settings:
    """The workspace, the engine and the language of one run, and the rest of the command line."""

    workspace: Path
    engine: str
    language: Language
    arguments: tuple[str, ...]


def settings_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Takes --workspace, --engine and --lang out of `arguments`, wherever they stand. Raises `UsageError`."""
    found = {
        "--workspace": environment.get("CLUEGRAPH_WORKSPACE") or "workspace",
        "--engine": environment.get("CLUEGRAPH_ENGINE") or "embedded",
        "--lang": language_of_environment(environment),
    }
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name not in found:
            rest.append(word)
        elif value := (value if equals else next(words, "")):
            found[name] = value
        else:
            raise _without_value(name)
    return Settings(Path(found["--workspace"]), found["--engine"], _language(found["--lang"]), tuple(rest))


def _language(name: str) -> Language:
    if name == "zh":
        return "zh"
    if name == "en":
        return "en"
    raise UsageError(
        Text(f"没有“{name}”这种语言", f'there is no language "{name}"'),
        Text("请用 --lang zh 或 --lang en。", "use --lang zh or --lang en."),
    )


def _without_value(name: str) -> UsageError:
    return UsageError(
        Text(f"选项 {name} 后面缺少内容", f"the option {name} lacks its value"),
        Text(f"请写成 {name} 内容。", f"write {name} VALUE."),
    )
