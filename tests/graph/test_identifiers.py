"""One spelling of what bidders may share; what says nothing is no identifier."""

from __future__ import annotations

import polars as pl
import pytest

from cluegraph.graph.identifiers import spelling


def spelled(kind: str, text: str) -> str | None:
    found: str | None = pl.select(spelling(kind, pl.lit(text))).item()
    return found


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("mac", "02-29-00-AB-CD-0e", "02:29:00:ab:cd:0E"),
        ("mac", "0229.00AB.CD0E", "022900ABCD0E"),
        ("email", "Tb1@Example.invalid", "tb1@example.invalid"),
        ("phone", "+86 13800000000", "138-0000-0000"),
        ("phone", "(0570)8100000", "0570-8100000"),
        ("address", "柳溪镇 上坪村８号", "柳溪镇上坪村8号"),
        ("ip", " 203.0.113.7", "203.0.113.7"),
    ],
)
def test_two_formats_of_one_thing_are_one(kind: str, one: str, other: str) -> None:
    assert spelled(kind, one) == spelled(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mac", "00:00:00:00:00:00"),
        ("mac", "FF-FF-FF-FF-FF-FF"),
        ("ip", "0.0.0.0"),
        ("ip", "127.0.0.1"),
        ("ip", "未获取到"),
        ("contact", "未知"),
        ("phone", "0000000"),
        ("ca", "同上"),
    ],
)
def test_what_says_nothing_is_no_identifier(kind: str, text: str) -> None:
    assert spelled(kind, text) is None


def test_different_machines_stay_different() -> None:
    assert spelled("mac", "02-29-00-AB-CD-0E") != spelled("mac", "02-29-00-AB-CD-0F")
