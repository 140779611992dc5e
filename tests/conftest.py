"""Every test begins in Chinese, whatever the machine's language is and whatever the test before it chose."""

from __future__ import annotations

import pytest

from cluegraph.i18n import use_language


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "CLUEGRAPH_WORKSPACE", "CLUEGRAPH_ENGINE", "CLUEGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    use_language("zh")
