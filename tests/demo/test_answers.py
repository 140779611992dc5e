"""The answer sheet against what was found: found, missed, raised wrongly, expected to follow, beyond."""

from __future__ import annotations

from cluegraph.demo.answers import compare
from cluegraph.demo.truth import Truth
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue, ClueSubject


def a_clue(rule: str, *keys: str) -> Clue:
    subjects = tuple(ClueSubject("person", "Person", key, key, "某人", Text("对象", "subject")) for key in keys)
    return Clue(f"{rule}-{'-'.join(keys)}", rule, 1, "high", "L1", 1.0, Text("疑点", "clue"), subjects, None, (), {})


def a_sheet() -> Truth:
    truth = Truth()
    truth.plant("SUB-01", ("甲", "上坪村"), "两村同领", "in two villages")
    truth.plant("SUB-01", ("乙",), "两村同领", "in two villages")
    truth.lookalike("SUB-01", ("丙",), "同名", "of one name")
    truth.echo("SUB-02", ("甲",), "随之重复", "follows")
    return truth


def test_a_clue_that_names_all_subjects_is_the_case() -> None:
    score = compare(a_sheet(), [a_clue("SUB-01", "甲", "上坪村", "下坪村"), a_clue("SUB-01", "乙")])[0]
    assert (score.found, score.missed, score.raised, score.beyond) == (2, (), (), ())


def test_a_clue_that_lacks_a_subject_is_not_the_case() -> None:
    clue = a_clue("SUB-01", "甲", "下坪村")
    score = compare(a_sheet(), [clue])[0]
    assert [case.subjects for case in score.missed] == [("甲", "上坪村"), ("乙",)]
    assert score.beyond == (clue,)


def test_a_lookalike_that_was_raised_is_named_and_not_counted_as_beyond() -> None:
    score = compare(a_sheet(), [a_clue("SUB-01", "丙")])[0]
    assert [case.subjects for case in score.raised] == [("丙",)]
    assert score.beyond == ()


def test_what_follows_from_another_case_is_told_apart() -> None:
    expected, other = a_clue("SUB-02", "甲"), a_clue("SUB-02", "丁")
    score = next(score for score in compare(a_sheet(), [expected, other]) if score.rule == "SUB-02")
    assert (score.echoes, score.beyond) == ((expected,), (other,))


def test_a_rule_without_cases_that_raises_something_is_shown() -> None:
    scores = compare(a_sheet(), [a_clue("CON-09", "戊")])
    assert [score.rule for score in scores] == ["CON-09", "SUB-01", "SUB-02"]
