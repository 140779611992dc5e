from __future__ import annotations

import re

import pytest

from cluegraph.viz.template import inlined


@pytest.mark.parametrize("name", ["vis-network.js", "network.js", "page.css"])
def test_what_is_inlined_has_no_run_of_digits_that_looks_like_a_number_of_a_person(name: str) -> None:
    assert not re.search(r"\d{13,}", inlined(name))
