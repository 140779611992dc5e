from __future__ import annotations

import pytest

from cluegraph.errors import UsageError
from cluegraph.queries.period import period_from


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2023-05", "2023-05"),
        ("２０２３年５月", "2023-05"),
        ("2023-03..2023-08", "2023-03..2023-08"),
        ("2023年3月至2023年8月", "2023-03..2023-08"),
        ("2022 至 2023", "2022-01..2023-12"),
        ("2023-01..2023-12", "2023"),
    ],
)
def test_a_period_is_read_as_people_write_it_and_back(written: str, means: str) -> None:
    period = period_from(written)
    assert str(period) == means
    assert period_from(str(period)) == period


@pytest.mark.parametrize(
    "written", ["", "23", "2023-13", "2023-00", "去年", "2023..2022", "2021..2022..2023", "..2023"]
)
def test_what_is_no_period_is_refused_in_one_sentence(written: str) -> None:
    with pytest.raises(UsageError, match="2023-05"):
        period_from(written)


def test_a_month_lies_in_its_year_and_a_year_in_no_month() -> None:
    assert period_from("2023-05") in period_from("2023")
    assert period_from("2023-12") in period_from("2023-06..2024-02")
    assert period_from("2023") not in period_from("2023-05")
    assert period_from("2024-01") not in period_from("2023")
