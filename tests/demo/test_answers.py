"""The answer sheet against what was found: found, missed, raised wrongly, expected to follow, beyond."""

from __future__ import annotations

from cluegraph.demo.answers import compare, compare_cases
from cluegraph.demo.truth import Truth
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.case_money import Total
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


def a_case(*clues: Clue, beside: tuple[Clue, ...] = ()) -> CaseLead:
    return CaseLead("CASE-AAAAAAAAAA", Text("一家", "a family"), "high", 0.9, Total(None), clues, beside, ())


def a_joined_sheet() -> Truth:
    truth = Truth()
    dead = truth.plant("SUB-05", ("甲",), "死后发放", "paid after death")
    paid = truth.plant("PAY-05", ("乙",), "有工资", "salaried")
    near = truth.echo("SUB-15", ("乙",), "在名单上", "on the list")
    truth.join((dead, paid, near), "一家人", "one family")
    return truth


def test_cases_planted_as_one_are_found_where_one_case_lead_has_their_clues_and_no_other() -> None:
    whole = a_case(a_clue("SUB-05", "甲"), a_clue("PAY-05", "乙", "甲"), beside=(a_clue("SUB-15", "乙"),))
    score = compare_cases(a_joined_sheet(), [whole])
    assert (score.planted, score.found, score.missed, score.beyond) == (1, 1, (), ())


def test_a_case_lead_that_lacks_a_clue_or_has_another_is_not_the_one_that_was_planted() -> None:
    clues = (a_clue("SUB-05", "甲"), a_clue("PAY-05", "乙"), a_clue("SUB-15", "乙"))
    for lead in (a_case(*clues[:2]), a_case(*clues, a_clue("SUB-01", "丙"))):
        score = compare_cases(a_joined_sheet(), [lead])
        assert [joined.why.zh for joined in score.missed] == ["一家人"]
        assert score.beyond == (lead,)
