"""A county's volume as the files that offices send: subsidy lists, payrolls and registers, all people made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import polars as pl
import xlsxwriter

PEOPLE = 250_000
VILLAGES = 300
STAFF = 17_000
PROGRAMMES = ("残疾人两项补贴", "残疾人两项补贴", "农村低保", "城乡居民养老金")
ODD = 1_000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Volume:
    """How many rows of each list are made."""

    subsidy: int = 1_000_000
    payroll: int = 200_000


def write_county(folder: Path, volume: Volume) -> None:
    """Writes the lists and the registers below `folder`; always the same files.

    Most people are paid as they should be; about one row in a thousand is odd (another village, an account of others,
    a second payment, a payment after death), so that the queries have something to find and not everything.
    """
    folder.mkdir(parents=True, exist_ok=True)
    people = pl.DataFrame({"身份证号码": _id_numbers(), "n": range(PEOPLE)}).with_columns(
        pl.Series("姓名", [_name(i) for i in range(PEOPLE)]),
        (pl.lit("第") + (pl.col("n") // 3 % VILLAGES).cast(pl.String) + "号村").alias("行政村"),
    )
    _subsidies(people, volume.subsidy).write_csv(folder / "惠农补贴发放明细.csv")
    staff = people.tail(STAFF).with_columns(
        (pl.lit("县第") + (pl.col("n") % 60).cast(pl.String) + "局").alias("单位名称")
    )
    _payroll(staff, volume.payroll).write_csv(folder / "工资发放明细.csv")
    _registers(people, staff, folder)


def _name(index: int) -> str:
    return f"{'赵钱孙李周吴郑王冯陈'[index % 10]}{chr(0x4E00 + index % 3000)}{chr(0x5000 + index // 3000)}"


def write_workbook(path: Path, rows: int = 100_000) -> None:
    """One .xlsx subsidy list of `rows` rows and ten columns."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("明细")
        sheet.write_row(
            0,
            0,
            ["序号", "乡镇", "行政村", "姓名", "身份证号码", "补贴项目", "年度", "补贴金额（元）", "银行账号", "备注"],
        )
        for row in range(1, rows + 1):
            person = f"33029919700101{row % 10_000:04d}"
            sheet.write_row(
                row,
                0,
                [
                    row,
                    "柳溪镇",
                    f"{row % 300}号村",
                    "王强",
                    person,
                    PROGRAMMES[0],
                    2023,
                    row % 900 + 0.5,
                    f"62{row:014d}",
                    "",
                ],
            )


def _id_numbers() -> list[str]:
    """ID numbers that differ in birthday or in order, in no order of time."""
    numbers = []
    for index in range(PEOPLE):
        day = date(1935, 1, 1) + timedelta(days=index * 7919 % 25_000)
        body = f"330299{day:%Y%m%d}{1 + index // 25_000:03d}"
        total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
        numbers.append(body + "10X98765432"[total % 11])
    return numbers


@cache
def _card(body: str) -> str:
    """The number of a bank card with its check digit (Luhn)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
    return f"{body}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def _subsidies(people: pl.DataFrame, rows: int) -> pl.DataFrame:
    months = pl.DataFrame({"月份": [f"2023-{month:02d}" for month in range(1, 13)]})
    paid = people.head(rows // 12 + 1).join(months, how="cross").head(rows - ODD)
    listed = paid.select(
        pl.lit("柳溪镇").alias("乡镇"),
        "行政村",
        "姓名",
        "身份证号码",
        pl.col("n").map_elements(lambda n: PROGRAMMES[n % len(PROGRAMMES)], return_dtype=pl.String).alias("补贴项目"),
        "月份",
        (pl.lit("1") + (pl.col("n") % 90 + 10).cast(pl.String) + ".50").alias("补贴金额（元）"),
        pl.col("n").map_elements(lambda n: _card(f"62179{n:010d}"), return_dtype=pl.String).alias("银行账号"),
    )
    odd = listed.gather_every(len(listed) // ODD, offset=5).head(ODD).with_row_index("k")
    kind = pl.col("k") % 3
    odd = odd.with_columns(
        pl.when(kind == 0).then(pl.lit("第299号村")).otherwise("行政村").alias("行政村"),
        pl.when(kind == 1).then(pl.lit(_card("621799999999999"))).otherwise("银行账号").alias("银行账号"),
    ).drop("k")
    return pl.concat([listed, odd])


def _payroll(staff: pl.DataFrame, rows: int) -> pl.DataFrame:
    months = pl.DataFrame(
        {"月份": [f"{2023 + month // 12}-{month % 12 + 1:02d}" for month in range(rows // STAFF + 1)]}
    )
    return (
        staff.join(months, how="cross")
        .head(rows)
        .select(
            "单位名称",
            "姓名",
            "身份证号码",
            "月份",
            pl.lit("在职").alias("人员状况"),
            pl.lit("5230.50").alias("实发工资"),
            pl.col("n").map_elements(lambda n: _card(f"62282{n:010d}"), return_dtype=pl.String).alias("工资卡号"),
        )
    )


def _registers(people: pl.DataFrame, staff: pl.DataFrame, folder: Path) -> None:
    dead = people.gather_every(600).select("姓名", "身份证号码", pl.lit("2023-08-02").alias("死亡日期"))
    dead.write_csv(folder / "死亡人员名单.csv")
    place = pl.col("n") % 3
    relation = pl.when(place == 0).then(pl.lit("户主")).when(place == 1).then(pl.lit("配偶")).otherwise(pl.lit("子"))
    people.select(
        (pl.col("n") // 3).cast(pl.String).str.zfill(9).alias("户号"),
        "姓名",
        "身份证号码",
        relation.alias("与户主关系"),
        "行政村",
    ).write_csv(folder / "户籍登记表.csv")
    staff.select(
        "单位名称", "姓名", "身份证号码", pl.lit("在职").alias("人员状态"), pl.lit("2015-01-01").alias("进入时间")
    ).write_csv(folder / "财政供养人员名单.csv")
