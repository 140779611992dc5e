"""Which month or year a row is of."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.row_periods import row_period


@pytest.mark.parametrize(
    ("kind", "field", "value", "period"),
    [
        ("subsidy", "period", "2023-05", "2023-05"),
        ("published", "period", "2023", "2023"),
        ("payroll", "period", "2023-05", "2023-05"),
        ("allowance", "period", None, ""),
        ("contract", "signed_on", dt.date(2023, 5, 4), "2023-05"),
        ("tender", "opened_on", dt.date(2023, 12, 31), "2023-12"),
        ("transfer", "at", dt.date(2023, 5, 4), "2023-05"),
        ("payment", "date", None, ""),
        ("budget", "year", 2023, "2023"),
        ("death", "died_on", dt.date(2023, 5, 4), ""),
    ],
)
def test_lists_have_their_period_events_their_month_and_registers_none(
    kind: str, field: str, value: object, period: str
) -> None:
    frame = pl.DataFrame({field: [value]}, schema_overrides={"period": pl.String, "date": pl.Date})
    assert frame.select(row_period(kind)).to_series().to_list() == [period]


def test_every_kind_has_a_period_or_none() -> None:
    for kind in shipped_kinds():
        assert row_period(kind).meta.output_name() == "period_of_row"
