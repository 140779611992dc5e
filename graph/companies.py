"""Companies: which names mean the same one, judged over all the data, and which names are companies at all."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

COMPANY_LIKE = (
    r"(?:公司|集团|厂|商店|商行|商贸|门市部?|经营部|营业部|服务部|工作室|工作坊|合作社|专业社|家庭农场|农场|林场|养殖场|砖场|石场|沙场|"
    r"超市|便利店|饭店|酒店|餐馆|餐厅|宾馆|饭庄|农家乐|[\p{Han}]店|店铺|加油站|事务所|苗圃|工程队|施工队|建筑队|运输队|个体户|个体工商户)"
    r"(?:\(.*\))?(?:.{1,12}(?:分公司|分店|支行|分行))?$"
)
UNIT_LIKE = (
    r"(?:政府|人大|政协|局|委|委员会|办公室|办事处|办|学校|小学|中学|幼儿园|大学|学院|医院|卫生院|卫生室|中心|站|所|院|馆|"
    r"法院|检察院|银行|信用社|财政所|国库|专户|村|社区|合作联社|经济合作社|组)$"
)


class Companies:
    """Names and credit codes that all the data know."""

    def __init__(self, stated: Iterable[pl.DataFrame]) -> None:
        """`stated` holds frames with text columns `name` and `uscc`, where only valid codes stand."""
        pairs = pl.concat([_EMPTY, *(frame.select(name=plain_name("name"), uscc="uscc").unique() for frame in stated)])
        self.names = pairs.select("name").drop_nulls().unique()
        by_name = pairs.drop_nulls().unique().group_by("name").agg(pl.col("uscc").first(), pl.len())
        self._code = by_name.filter(pl.col("len") == 1).select("name", known="uscc")

    def keys(self, written: pl.DataFrame) -> pl.DataFrame:
        """`name` and `uscc` (valid or null) → `key`, `name`, `uscc` in the same order.

        The key is the code; else the only code that the data give the name; else the name.
        """
        plain = written.select(name=plain_name("name"), uscc="uscc")
        joined = plain.join(self._code, on="name", how="left", maintain_order="left")
        code = pl.coalesce("uscc", "known")
        return joined.select(key=pl.coalesce(code, "name"), name="name", uscc=code)

    def is_company(self, written: pl.Series) -> pl.Series:
        """Whether a name is a company's: the data have it as one, or it ends like one."""
        plain = written.to_frame("name").select(plain_name("name")).to_series()
        known = plain.is_in(self.names.to_series().implode())
        return (known | plain.str.contains(COMPANY_LIKE)).fill_null(False)


def plain_name(column: str) -> pl.Expr:
    """A company's name without blanks and with one kind of brackets."""
    return pl.col(column).str.replace_all(r"\s+", "").str.replace_all("（", "(").str.replace_all("）", ")")


_EMPTY = pl.DataFrame(schema={"name": pl.String, "uscc": pl.String})
