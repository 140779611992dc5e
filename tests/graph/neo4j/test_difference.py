"""What two tables of a graph differ in: exactly what has to be taken away and written."""

from __future__ import annotations

import random
from collections import Counter

import polars as pl

from cluegraph.graph.engine import END, START
from cluegraph.graph.neo4j.difference import changed_nodes, changed_pairs

PEOPLE = pl.DataFrame({"key": ["甲", "乙", "丙"], "name": ["张", None, "王"], "age": [1, 2, None]})
KIN = pl.DataFrame({START: ["甲", "甲", "乙"], END: ["乙", "乙", "丙"], "relation": ["父子", "父子", None]})


def test_equal_tables_do_not_differ_in_whatever_order_their_rows_stand() -> None:
    for difference in (changed_nodes(PEOPLE, PEOPLE.reverse()), changed_pairs(KIN, KIN.reverse())):
        assert (difference.gone.height, difference.made.height) == (0, 0)


def test_changed_and_new_nodes_are_made_and_old_ones_go() -> None:
    new = pl.DataFrame({"key": ["丁", "乙", "丙"], "name": ["赵", None, None], "age": [4, 2, None]})
    difference = changed_nodes(PEOPLE, new)
    assert difference.gone.rows() == [("甲",)]
    assert difference.made.sort("key").rows() == [("丁", "赵", 4), ("丙", None, None)]


def test_a_table_that_is_new_or_gone_differs_in_all_rows() -> None:
    assert changed_nodes(None, PEOPLE).made.height == 3
    assert changed_nodes(PEOPLE, None).gone.height == 3
    assert changed_pairs(None, KIN).made.height == 3
    assert changed_pairs(KIN, None).gone.rows() == [("乙", "丙"), ("甲", "乙")]
    assert changed_pairs(None, None).made.height == 0


def test_a_column_that_comes_or_goes_is_a_change_where_it_says_something() -> None:
    wider = PEOPLE.with_columns(sex=pl.Series(["男", None, None]))
    assert changed_nodes(PEOPLE, wider).made.rows() == [("甲", "张", 1, "男")]
    back = changed_nodes(wider, PEOPLE)
    assert back.gone.height == 0
    assert back.made.rows(named=True) == [{"key": "甲", "name": "张", "age": 1, "sex": None}], "the null is written"


def test_relationships_alike_are_counted() -> None:
    two_less = KIN.filter(pl.col(END) == "丙")
    assert changed_pairs(KIN, two_less).gone.rows() == [("甲", "乙")]
    one_less = changed_pairs(KIN, KIN.slice(1))
    assert (one_less.gone.rows(), one_less.made.rows()) == ([("甲", "乙")], [("甲", "乙", "父子")])
    one_more = changed_pairs(KIN, pl.concat([KIN, KIN.head(1)]))
    assert one_more.made.height == 3


def test_applied_to_the_old_graph_a_difference_makes_the_new_one() -> None:
    chance = random.Random(11)

    def table() -> pl.DataFrame:
        rows = [
            (chance.choice("甲乙"), chance.choice("甲乙丙"), chance.choice(["父子", "兄弟", None])) for _ in range(6)
        ]
        return pl.DataFrame(rows, schema={START: pl.String, END: pl.String, "relation": pl.String}, orient="row")

    for _ in range(200):
        old, new = table(), table()
        difference = changed_pairs(old, new)
        gone = set(difference.gone.rows())
        left = Counter(row for row in old.rows() if row[:2] not in gone)
        assert left + Counter(difference.made.rows()) == Counter(new.rows())
