"""What the documents say is so: links lead somewhere, commands, options and make targets exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from cluegraph.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GLOBAL_OPTIONS = {"--workspace", "--engine", "--lang", "--help"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", prose):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


def _command_lines() -> list[str]:
    lines = []
    for path in DOCUMENTS:
        for block in re.findall(r"```(?:sh|bat)?\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.S):
            lines += [line.split(" # ")[0].strip() for line in block.splitlines() if line.startswith("cluegraph ")]
    return lines


def _options(name: str) -> set[str]:
    application = typer.Typer()
    application.command()(COMMANDS[name].function())
    return {option for parameter in typer.main.get_command(application).params for option in parameter.opts}


@pytest.mark.parametrize("line", _command_lines())
def test_every_command_line_in_the_documents_uses_options_that_exist(line: str) -> None:
    words = shlex.split(line)
    assert words[1] in COMMANDS
    given = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
    assert given <= _options(words[1]) | GLOBAL_OPTIONS


def test_the_readme_shows_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"cluegraph {name}" in readme or f"make {name}" in readme, name


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for path in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"^make ([a-z]+)", (ROOT / path).read_text(encoding="utf-8"), flags=re.M):
            assert re.search(rf"^{target}:", makefile, flags=re.M), target
