"""Which names mean the same place."""

from __future__ import annotations

import polars as pl
import pytest

from cluegraph.graph.places import Places

STATED = pl.DataFrame(
    {
        "village": ["上坪村", "下坪村", "同名村", "同名村", "孤村", "镇前村", "龙镇头村", "桃源社区"],
        "township": ["柳溪镇", "云溪县柳溪镇", "柳溪镇", "石桥乡", None, "柳溪镇", "柳溪镇", "城关街道"],
    }
)
PLACES = Places([STATED])


def party(unit: str | None, village: str | None = None, township: str | None = None) -> tuple[object, ...]:
    row = {"unit": unit, "village": village, "township": township}
    return PLACES.parties(pl.DataFrame(row, schema=dict.fromkeys(row, pl.String))).select("key", "label").row(0)


def village(name: str | None, township: str | None = None) -> object:
    row = {"name": name, "township": township}
    return PLACES.villages(pl.DataFrame(row, schema=dict.fromkeys(row, pl.String)))["key"].item()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("云溪县柳溪镇上坪村村民委员会", "柳溪镇·上坪村"),
        ("上坪村民委员会", "柳溪镇·上坪村"),
        ("上坪村委会", "柳溪镇·上坪村"),
        ("上坪村股份经济合作社", "柳溪镇·上坪村"),
        ("上坪村经济合作社", "柳溪镇·上坪村"),
        ("上坪股份经济合作社", "柳溪镇·上坪村"),
        ("上坪村党支部", "柳溪镇·上坪村"),
        ("桃源社区居民委员会", "城关街道·桃源社区"),
        ("新村村委会", "新村"),
        ("石桥乡同名村委会", "石桥乡·同名村"),
        ("同名村委会", "同名村"),
    ],
)
def test_committees_and_cooperatives_are_their_village(written: str, key: str) -> None:
    assert party(written) == (key, "Village")


@pytest.mark.parametrize(
    "written",
    ["柳溪镇人民政府", "云溪县教育局", "柳溪镇中心小学", "柳溪镇党委", "柳溪镇供销合作社", "兴农股份经济合作社"],
)
def test_offices_and_other_cooperatives_are_units(written: str) -> None:
    assert party(written) == (written, "Unit")


def test_a_village_beside_the_unit_goes_first() -> None:
    assert party("柳溪镇人民政府", "上坪村", "柳溪镇") == ("柳溪镇·上坪村", "Village")
    assert party(None) == (None, None)


@pytest.mark.parametrize(
    ("name", "township", "key"),
    [
        ("下坪村", None, "柳溪镇·下坪村"),
        ("下坪村", "柳溪镇人民政府", "柳溪镇·下坪村"),
        ("下坪村", "石桥乡", "石桥乡·下坪村"),
        ("镇前村", "柳溪镇", "柳溪镇·镇前村"),
        ("龙镇头村", "柳溪镇", "柳溪镇·龙镇头村"),
        ("柳溪镇上坪村", None, "柳溪镇·上坪村"),
        ("孤村", None, "孤村"),
        (None, "柳溪镇", None),
    ],
)
def test_villages_and_their_townships(name: str | None, township: str | None, key: str | None) -> None:
    assert village(name, township) == key
