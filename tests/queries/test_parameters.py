"""Parameters: what a rule declares, what a user sets, what the query gets."""

from __future__ import annotations

import pytest

from cluegraph.errors import UsageError
from cluegraph.queries.parameters import Given, Parameter, value_of, values_of
from cluegraph.queries.prose import Both

TITLE = Both(zh="最少村数", en="villages at least")


def declared(kind: str, **more: object) -> Parameter:
    return Parameter.model_validate({"type": kind, "title": TITLE, **more})


@pytest.mark.parametrize(
    ("kind", "given", "graph", "shown"),
    [
        ("integer", "3", 3, 3),
        ("integer", 3, 3, 3),
        ("percent", "30%", 30, 30),
        ("number", "0.25", 0.25, 0.25),
        ("money", "30000", 3_000_000, "30000.00"),
        ("money", "0.01", 1, "0.01"),
        ("text", " 上坪村 ", "上坪村", "上坪村"),
        ("list", "低保，特困, 临时救助", ["低保", "特困", "临时救助"], ["低保", "特困", "临时救助"]),
    ],
)
def test_a_value_reaches_the_query_in_its_type(kind: str, given: Given, graph: object, shown: object) -> None:
    value = value_of("SUB-01", "k", declared(kind), given)
    assert (value.graph, value.shown) == (graph, shown)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("integer", "two"),
        ("integer", "2.5"),
        ("percent", "a lot"),
        ("number", "nan"),
        ("money", "1.005"),
        ("money", "1,000"),
        ("text", "  "),
        ("list", "a,,b"),
    ],
)
def test_a_value_of_another_type_is_wrong_usage(kind: str, given: Given) -> None:
    with pytest.raises(UsageError) as refused:
        value_of("SUB-01", "k", declared(kind), given)
    assert "SUB-01.k" in refused.value.sentence("en")


def test_a_value_outside_its_bounds_is_wrong_usage() -> None:
    parameter = declared("integer", default=2, minimum=2, maximum=9)
    for given in ("1", "10"):
        with pytest.raises(UsageError):
            value_of("SUB-01", "k", parameter, given)
    assert value_of("SUB-01", "k", parameter, "9").graph == 9


def test_defaults_fill_what_is_not_given_and_a_required_one_stays_open() -> None:
    of_rule = {"k": declared("integer", default=2), "standard": declared("money")}
    values = values_of("SUB-08", of_rule, {})
    assert set(values) == {"k"}
    assert values_of("SUB-08", of_rule, {"standard": "650"})["standard"].graph == 65_000


def test_a_parameter_that_nobody_declared_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as refused:
        values_of("SUB-01", {"k": declared("integer", default=2)}, {"kk": "3"})
    assert "k" in refused.value.todo.en
