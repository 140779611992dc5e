"""What may not be judged the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph import identities
from cluegraph.api import County
from cluegraph.errors import UsageError
from cluegraph.graph.identity.judgements import Judgements
from cluegraph.judging import judge


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("33029919700101001", "所写的身份证号有误"),
        ("330299********0026", "互相矛盾"),
        ("330299198002020028", "两个有效"),
    ],
)
def test_numbers_that_forbid_it_are_told(tmp_path: Path, number: str, why: str) -> None:
    whole = "330299197001010018"
    lines = [f"张三友,{each},上坪村,柳溪镇,高龄津贴,300,2023-06-01" for each in (whole, number)]
    text = "\n".join(["姓名,身份证号,村,乡镇,补贴项目,金额,发放日期", *lines])
    (tmp_path / "补贴.csv").write_text(text, encoding="utf-8")
    county = County(tmp_path / "workspace")
    county.load(tmp_path / "补贴.csv")
    found = identities.resolution_of(county.workspace)
    (other,) = set(found.mentions["mention"]) - {whole}
    store = Judgements(county.workspace.judgements)
    with pytest.raises(UsageError, match=why):
        judge(store, found, (other, whole), "same", "王审核", "看了户籍")
    judge(store, found, (other, whole), "different", "王审核", "看了户籍")
    assert [entry.action for entry in store.standing()] == ["different"]
