"""Villages and townships in text."""

from __future__ import annotations

import pytest

from cluegraph.loaders.place import is_village_body, split


@pytest.mark.parametrize(
    ("text", "township", "village"),
    [
        ("上坪村", None, "上坪村"),
        ("柳溪镇上坪村", "柳溪镇", "上坪村"),
        ("柳溪镇上坪村三组", "柳溪镇", "上坪村"),
        ("青山县柳溪镇上坪村", "柳溪镇", "上坪村"),
        ("川南省南山市青山县柳溪镇上坪村3组12号", "柳溪镇", "上坪村"),
        ("上坪村村民委员会", None, "上坪村"),
        ("上坪村委会", None, "上坪村"),
        ("上坪村民委员会", None, "上坪村"),
        ("柳溪镇上坪村股份经济合作社", "柳溪镇", "上坪村"),
        ("上坪村经济合作社", None, "上坪村"),
        ("上坪社区居民委员会", None, "上坪社区"),
        ("上坪居委会", None, "上坪社区"),
        ("城关街道办事处东门社区", "城关街道", "东门社区"),
        (" 上 坪 村 ", None, "上坪村"),
        ("周村村", None, "周村村"),
        ("周村村民委员会", None, "周村"),
        ("张村沟村一组", None, "张村沟村"),
        ("张家村镇李庄村", "张家村镇", "李庄村"),
        ("新市镇新村", "新市镇", "新村"),
        ("新乡村", None, "新乡村"),
        ("红旗村", None, "红旗村"),
        ("县前村", None, "县前村"),
        ("上坪", None, "上坪"),
        ("柳溪镇", "柳溪镇", None),
        ("柳溪镇人民政府", "柳溪镇", None),
        ("三组", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_township_and_village(text: str | None, township: str | None, village: str | None) -> None:
    assert split(text) == (township, village)


def test_the_bodies_of_a_village_are_the_village() -> None:
    assert is_village_body("柳溪镇上坪村股份经济合作社")
    assert not is_village_body("柳溪镇人民政府")
    assert not is_village_body("上坪村小学")
