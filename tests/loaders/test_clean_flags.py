"""Yes and no as offices write them."""

from __future__ import annotations

import polars as pl

from cluegraph.loaders.clean_flags import flags


def test_who_did_not_pass_the_first_review_was_rejected() -> None:
    cells = pl.Series(["是", "否", "通过", "未通过", "不合格", "√", "/", "待定"])
    assert flags(cells, "初审是否通过").to_list() == [False, True, False, True, True, False, None, None]


def test_who_was_rejected_is_said_as_it_stands() -> None:
    assert flags(pl.Series(["是", "否", "否决", "有效", ""]), "是否否决").to_list() == [True, False, True, False, None]
