from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import UsageError
from cluegraph.settings import settings_from


def test_options_may_stand_before_or_after_the_command() -> None:
    before = settings_from(["--workspace", "w", "load", "数据"], {})
    after = settings_from(["load", "数据", "--workspace=w", "--lang", "en"], {})
    assert before.workspace == after.workspace == Path("w")
    assert before.arguments == after.arguments == ("load", "数据")
    assert after.language == "en"


def test_the_command_line_wins_over_the_environment() -> None:
    environment = {"CLUEGRAPH_WORKSPACE": "from-env", "CLUEGRAPH_ENGINE": "neo4j://x", "LANG": "en_US.UTF-8"}
    assert settings_from([], environment).workspace == Path("from-env")
    assert settings_from([], environment).engine == "neo4j://x"
    chosen = settings_from(["--workspace", "here", "--engine", "embedded", "--lang", "zh"], environment)
    assert (chosen.workspace, chosen.engine, chosen.language) == (Path("here"), "embedded", "zh")


def test_words_after_a_double_dash_are_left_alone() -> None:
    assert settings_from(["query", "--", "--lang"], {}).arguments == ("query", "--", "--lang")


@pytest.mark.parametrize("words", [["--workspace"], ["load", "--lang"], ["--engine="]])
def test_an_option_without_its_value_is_wrong_usage(words: list[str]) -> None:
    with pytest.raises(UsageError, match="缺少"):
        settings_from(words, {})


def test_an_unknown_language_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="--lang zh"):
        settings_from(["--lang", "fr"], {})
