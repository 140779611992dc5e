"""A made-up county to try the resolution of identities on: namesakes, clans, covered numbers, shared accounts.

Seeded; every ID number begins with 330299, which was never given out. What makes it hard is meant: surnames and
generation names repeat within villages, the last four digits hang together within a village (the police station's
code), relatives share accounts and phones, an official's phone stands on many rows, and one person in seven is in no
register, so that a namesake is the only candidate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

REGION = "330299"
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_SURNAMES = np.array(
    list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈")
)
_MALE = np.array(
    list(
        "国建志文明永春海金德玉世家荣福林庆学兴华光宝少立长正云大新仁良树俊成水根生贵才义方元开军强平伟勇涛斌波辉刚杰峰磊超鹏浩亮飞毅鑫"
    )
)
_FEMALE = np.array(
    list("秀玉桂春美月凤素金爱翠惠巧彩红兰珍雪水菊英芳梅霞琴娟莲萍丽燕玲云香花仙娥芬慧敏静洁婷颖琳莹雅欣佳晓倩")
)
_SOUNDS = {
    "小": "晓",
    "伟": "炜",
    "芳": "方",
    "丽": "莉",
    "建": "健",
    "明": "鸣",
    "志": "智",
    "英": "瑛",
    "华": "桦",
    "国": "帼",
}
_OLD = {
    "张": "張",
    "陈": "陳",
    "刘": "劉",
    "国": "國",
    "华": "華",
    "军": "軍",
    "凤": "鳳",
    "荣": "榮",
    "兰": "蘭",
    "云": "雲",
    "学": "學",
}
_PER_VILLAGE = 1500


@dataclass(frozen=True)
class Population:
    """`frames`: kind → rows as the loaders type them (with `ref`). `truth`: `ref` → `person` (the number of whoever is
    meant), `evidence` (something besides name and village ties the row to that number's other rows) and `bare` (the row
    has nothing but name and village)."""

    frames: dict[str, pl.LazyFrame]
    truth: pl.DataFrame


def population(people: int, rows: int, seed: int = 1) -> Population:
    """So many people in villages of 1,500, and so many rows: the register, and lists with whole, covered or no IDs."""
    random = np.random.default_rng(seed)
    county = _people(people, random)
    register = county.filter(pl.Series(random.random(county.height) < 0.86))
    lists = _lists(county, rows - register.height, random)
    known = _known(register, lists)
    frames = {"household": _register(register).lazy(), "subsidy": lists.drop("person", "evidence").lazy()}
    truth = lists.filter(pl.col("id_no_state").ne_missing("valid")).join(known, on="person", how="left")
    digits = pl.col("id_no_state").eq_missing("masked")
    tied = pl.col("account").is_in(pl.col("accounts")) | pl.col("phone").is_in(pl.col("phones"))
    at_home = pl.col("village").is_in(pl.col("villages"))
    evidence = pl.col("in_data").fill_null(False) & ((digits & at_home) | tied).fill_null(False)
    return Population(
        frames,
        truth.select(
            "ref", "person", evidence=evidence, bare=~digits & pl.col("account").is_null() & pl.col("phone").is_null()
        ),
    )


def _skewed(random: np.random.Generator, pool: np.ndarray, size: int, skew: float) -> np.ndarray:
    return pool[(len(pool) * random.random(size) ** skew).astype(int)]


def _people(count: int, random: np.random.Generator) -> pl.DataFrame:
    villages = max(1, count // _PER_VILLAGE)
    village = random.integers(0, villages, count)
    clan = _skewed(random, _SURNAMES, villages, 1.3)
    generation = _skewed(random, _MALE, villages, 1.0)
    male = random.random(count) < 0.5
    surname = np.where(random.random(count) < 0.35, clan[village], _skewed(random, _SURNAMES, count, 2.0))
    first = np.where(male, _skewed(random, _MALE, count, 1.3), _skewed(random, _FEMALE, count, 1.3))
    first = np.where(male & (random.random(count) < 0.2), generation[village], first)
    last = np.where(male, _skewed(random, _MALE, count, 1.2), _skewed(random, _FEMALE, count, 1.2))
    short = random.random(count) < 0.12
    name = np.char.add(np.char.add(surname, np.where(short, "", first)), last)
    ids = _numbers(village, male, random)
    household = village * 1000 + random.integers(0, _PER_VILLAGE // 3, count)
    shared = random.random(count) < 0.25
    account = np.where(shared, household + 5_000_000_000, np.arange(count) + 7_000_000_000)
    own_phone = random.random(count) < 0.5
    phone = np.where(own_phone, np.arange(count), household + 50_000_000)
    frame = pl.DataFrame(
        {
            "person": ids,
            "name": name,
            "village_no": village,
            "household": household,
            "account_no": account,
            "phone_no": phone,
        }
    ).unique("person", keep="first", maintain_order=True)
    return frame.with_columns(
        village=pl.format("第{}村", "village_no"),
        account=pl.format("62170{}", pl.col("account_no").cast(pl.String).str.zfill(14)),
        phone=pl.format("139{}", pl.col("phone_no").cast(pl.String).str.zfill(8)),
        head=pl.col("name").first().over("household"),
    )


def _numbers(village: np.ndarray, male: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Valid numbers; two police-station codes a village."""
    count = len(village)
    born = np.datetime64("1935-01-01") + random.integers(0, 365 * 75, count).astype("timedelta64[D]")
    birth = np.char.replace(born.astype("datetime64[D]").astype(str), "-", "")
    station = (village * 2 + random.integers(0, 2, count)) % 100
    sex = 2 * random.integers(0, 5, count) + male
    body = np.char.add(np.char.add(REGION, birth), np.char.zfill((station * 10 + sex).astype(str), 3))
    digits = body.view("U1").reshape(count, 17).astype(int)
    check = np.array(list("10X98765432"))[(digits * _WEIGHTS).sum(axis=1) % 11]
    return np.char.add(body, check)


def _lists(county: pl.DataFrame, rows: int, random: np.random.Generator) -> pl.DataFrame:
    """Rows of subsidy lists: 55 % whole numbers, 27 % covered, 18 % none."""
    count = county.height
    chosen = county[random.integers(0, count, rows)]
    draw = {
        name: pl.Series(random.random(rows))
        for name in ("form", "mask", "account", "new", "phone", "move", "error", "head")
    }
    number = pl.col("person")
    masked = (
        pl.when(draw["mask"] < 0.7).then(number.str.slice(0, 6) + "********" + number.str.slice(14))
        .when(draw["mask"] < 0.85).then(number.str.slice(0, 10) + "****" + number.str.slice(14))
        .otherwise(number.str.slice(0, 14) + "****")
    )  # fmt: skip
    state = pl.when(draw["form"] < 0.55).then(pl.lit("valid")).when(draw["form"] < 0.82).then(pl.lit("masked"))
    villages = county.get_column("village").unique().sort()
    elsewhere = villages[random.integers(0, len(villages), rows)]
    odd = draw["error"]
    sounds, old = (list(table.items()) for table in (_SOUNDS, _OLD))
    given, surname = pl.col("name").str.slice(1), pl.col("name").str.slice(0, 1)
    misheard = surname + given.str.replace_many([one for one, _ in sounds], [other for _, other in sounds])
    name = (
        pl.when(odd < 0.015).then(misheard)
        .when(odd < 0.03).then(pl.col("name").str.replace_many([one for one, _ in old], [other for _, other in old]))
        .otherwise("name")
    )  # fmt: skip
    office = pl.format("1380000{}", pl.col("village_no").cast(pl.String).str.zfill(4))
    fresh = pl.format("62170{}", pl.Series(random.integers(10**12, 10**13, rows)))
    phone = pl.when(draw["phone"] < 0.3).then("phone").when(draw["phone"] < 0.36).then(office)
    account = pl.when(draw["new"] < 0.1).then(fresh).otherwise("account")
    return chosen.with_columns(id_no_state=state).select(
        "person",
        evidence=pl.lit(False),
        ref=pl.format("s/1/{}", pl.int_range(rows)),
        source=pl.lit("s"),
        path=pl.lit("补贴.xlsx"),
        sheet=pl.lit("1"),
        row=pl.int_range(rows),
        name=name,
        id_no=pl.when(pl.col("id_no_state") == "valid")
        .then(number)
        .when(pl.col("id_no_state") == "masked")
        .then(masked),
        id_no_state="id_no_state",
        village=pl.when(draw["move"] < 0.03).then(pl.Series(elsewhere)).otherwise("village"),
        account=pl.when(draw["account"] < 0.75).then(account),
        phone=phone,
        household_head=pl.when(draw["head"] < 0.3).then("head"),
        programme=pl.lit("耕地地力保护补贴"),
        amount_fen=pl.lit(10_000),
        year=pl.lit(2023),
    )


def _register(register: pl.DataFrame) -> pl.DataFrame:
    relation = pl.when(pl.col("name") == pl.col("head")).then(pl.lit("户主")).otherwise(pl.lit("子女"))
    rows = register.height
    return register.select(
        ref=pl.format("h/1/{}", pl.int_range(rows)),
        source=pl.lit("h"),
        path=pl.lit("户籍.xlsx"),
        sheet=pl.lit("1"),
        row=pl.int_range(rows),
        household_no=pl.col("household").cast(pl.String),
        name="name",
        id_no="person",
        id_no_state=pl.lit("valid"),
        relation_to_head=relation,
        village="village",
    )


def _known(register: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """What rows with the whole number tell of each person: accounts, phones and villages."""
    whole = lists.filter(pl.col("id_no_state") == "valid").select("person", "account", "phone", "village")
    home = register.select("person", "village")
    every = pl.concat([whole, home], how="diagonal")
    gathered = every.group_by("person").agg(
        accounts=pl.col("account").drop_nulls().unique(),
        phones=pl.col("phone").drop_nulls().unique(),
        villages=pl.col("village").drop_nulls().unique(),
    )
    return gathered.with_columns(in_data=pl.lit(True))
