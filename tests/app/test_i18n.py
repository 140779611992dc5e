from __future__ import annotations

import pytest

from cluegraph.i18n import Text, language, language_of_environment, use_language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
    ],
)
def test_language_comes_from_the_environment_and_is_chinese_where_unclear(
    environment: dict[str, str], expected: str
) -> None:
    assert language_of_environment(environment) == expected


def test_a_text_shows_itself_in_the_language_of_the_run() -> None:
    before = language()
    text = Text("线索", "clue")
    try:
        use_language("en")
        assert str(text) == "clue"
        use_language("zh")
        assert str(text) == "线索"
    finally:
        use_language(before)
