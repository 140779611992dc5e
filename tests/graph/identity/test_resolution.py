"""Who is merged, who is only suggested, and who is left alone. A wrong merge hurts somebody who did nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
import pytest

from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.judgements import Judgement, pair_id
from cluegraph.graph.identity.resolution import Resolution, resolve
from cluegraph.graph.reference import Reference

Records = Callable[..., pl.LazyFrame]
Row = Mapping[str, object]
ZHANG, LI = "330299197001010018", "330299198002020029"
TWIN = "330299197505050010"
MASKED = "330299********0018"
CARD, OTHER_CARD = "6217000000000000018", "6217000000000000026"


def subsidy(**given: object) -> dict[str, object]:
    fixed = {"programme": "高龄津贴", "village": "上坪村", "township": "柳溪镇", "year": 2023, "amount_fen": 100}
    return {**fixed, "name": "张三", "account": None, "account_name": None, "phone": None, **given}


@pytest.fixture
def outcome(records: Records) -> Callable[..., Resolution]:
    def of(*rows: Row, judged: Sequence[Judgement] = (), **kinds: Sequence[Row]) -> Resolution:
        given: dict[str, Sequence[Row]] = {"subsidy": rows, **kinds}
        frames = {kind: records(kind, each) for kind, each in given.items()}
        return resolve(mentions_of(frames, Reference()), judged)

    return of


def judgement(one: str, other: str, action: Any) -> Judgement:
    return Judgement(1, pair_id(one, other), one, other, action, "审核员", "2026-01-01T00:00:00+08:00", "查了户籍")


def merged(resolution: Resolution) -> dict[str, tuple[str, str]]:
    return {mention: (to, rung) for mention, _, to, rung in resolution.merges.rows()}


def linked(resolution: Resolution) -> list[tuple[str, str]]:
    return resolution.links.select("start", "end").rows()


def test_covered_digits_with_name_and_village_are_merged_on_the_third_rung(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG), subsidy(id_no=MASKED))
    assert merged(found) == {f"张三@柳溪镇·上坪村#{MASKED}": (ZHANG, "L3")}
    assert linked(found) == []


def test_a_name_in_a_village_is_only_perhaps_the_same(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG), subsidy())
    assert merged(found) == {}
    assert linked(found) == [("张三@柳溪镇·上坪村", ZHANG)]
    assert found.pairs["status"].to_list() == ["name_only"]


def test_a_name_alone_is_nothing_at_all(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG), subsidy(village="下坪村"), vehicle=[{"owner": "张三", "plate": "浙A00001"}])
    assert merged(found) == {}
    assert linked(found) == []


def test_the_same_name_and_account_are_merged_on_the_fourth_rung(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, account=CARD), subsidy(account=CARD), subsidy(account=CARD, village="下坪村"))
    assert merged(found) == {
        f"张三@柳溪镇·上坪村|{CARD}": (ZHANG, "L4"),
        f"张三@柳溪镇·下坪村|{CARD}": (ZHANG, "L4"),
    }


def test_rows_of_one_key_part_where_their_accounts_belong_to_two_people(outcome: Any) -> None:
    found = outcome(
        subsidy(id_no=ZHANG, account=CARD),
        subsidy(id_no=TWIN, account=OTHER_CARD),
        subsidy(account=CARD),
        subsidy(account=OTHER_CARD),
        subsidy(),
    )
    assert {to for to, _ in merged(found).values()} == {ZHANG, TWIN}
    assert "张三@柳溪镇·上坪村" not in merged(found)


def test_an_account_in_somebody_elses_name_ties_nobody(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, account=CARD, account_name="张三"), subsidy(account=CARD, account_name="李四"))
    assert merged(found) == {}


def test_an_account_or_a_phone_that_many_names_share_ties_nobody(outcome: Any) -> None:
    others = [
        subsidy(name=name, account=CARD, phone="13800000001") for name in ("王一", "李二", "赵四", "钱五", "孙六")
    ]
    found = outcome(
        subsidy(id_no=ZHANG, account=CARD, phone="13800000001"),
        subsidy(account=CARD, phone="13800000001", village="下坪村"),
        *others,
    )
    assert merged(found) == {}


def test_the_same_phone_in_one_village_merges_and_over_villages_suggests(outcome: Any) -> None:
    phone = "13800000001"
    found = outcome(subsidy(id_no=ZHANG, phone=phone), subsidy(phone=phone), subsidy(phone=phone, village="下坪村"))
    assert merged(found) == {f"张三@柳溪镇·上坪村|电话{phone}": (ZHANG, "L4")}
    assert ("张三@柳溪镇·下坪村", ZHANG) in linked(found)


def test_contradicting_digits_never_meet_whatever_else_agrees(outcome: Any) -> None:
    against = "330299********0026"
    found = outcome(
        subsidy(id_no=ZHANG, account=CARD, phone="13800000001"),
        subsidy(id_no=against, account=CARD, phone="13800000001"),
    )
    assert merged(found) == {}
    assert linked(found) == []


def test_two_valid_numbers_are_two_people_and_no_third_row_joins_them(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, account=CARD), subsidy(id_no=TWIN, account=CARD), subsidy(account=CARD))
    assert merged(found) == {}
    assert found.pairs["status"].to_list() == ["ambiguous", "ambiguous"]
    assert linked(found) == [("张三@柳溪镇·上坪村", ZHANG), ("张三@柳溪镇·上坪村", TWIN)]


def test_a_chain_does_not_join_digits_that_contradict(outcome: Any) -> None:
    one, other = "330299********0018", "330299********0026"
    found = outcome(
        subsidy(id_no=one, account=CARD), subsidy(account=CARD), subsidy(id_no=other, account=CARD, village="下坪村")
    )
    assert merged(found) == {}
    assert "conflict" in found.pairs["status"].to_list()


def test_the_commoner_the_name_the_less_it_counts(outcome: Any) -> None:
    namesakes = [
        subsidy(id_no=f"3302991970010{i:04d}X", village=f"第{i}村", account=f"62170000000000{i:05d}")
        for i in range(100)
    ]
    village = "第7村"
    found = outcome(*namesakes, subsidy(id_no="330299********007X", village=village))
    assert merged(found) == {}
    assert [end for _, end in linked(found)] == ["33029919700100007X"]


def test_homophones_need_more_than_covered_digits(outcome: Any) -> None:
    weak = outcome(subsidy(id_no=ZHANG, name="李晓红"), subsidy(id_no=MASKED, name="李小红"))
    assert merged(weak) == {}
    assert len(linked(weak)) == 1
    strong = outcome(subsidy(id_no=ZHANG, name="李晓红", account=CARD), subsidy(name="李小红", account=CARD))
    assert list(merged(strong).values()) == [(ZHANG, "L4")]


def test_variant_characters_are_the_same_name(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, name="陈国华"), subsidy(id_no=MASKED, name="陳國華"))
    assert list(merged(found).values()) == [(ZHANG, "L3")]


def test_brothers_whose_names_differ_by_a_character_are_two(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, name="王建国", account=CARD), subsidy(name="王建华", account=CARD))
    assert merged(found) == {}
    assert linked(found) == []


def test_an_invalid_number_joins_nothing(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, account=CARD), subsidy(id_no="33029919700101001", account=CARD))
    assert merged(found) == {}
    assert found.pairs["status"].to_list() == ["invalid_id"]


def test_people_without_any_valid_number_are_one_key_in_the_end(outcome: Any) -> None:
    found = outcome(subsidy(id_no=MASKED, account=CARD), subsidy(account=CARD, village="下坪村"))
    assert merged(found) == {f"张三@柳溪镇·下坪村|{CARD}": (f"张三@柳溪镇·上坪村#{MASKED}", "L4")}


def test_the_head_of_the_household_alone_does_not_merge(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG, household_head="张大"), subsidy(household_head="张大"))
    assert merged(found) == {}
    assert found.links["score"].item() > 0.9


def test_judged_the_same_wins_over_the_likelihood(outcome: Any) -> None:
    bare = "张三@柳溪镇·上坪村"
    found = outcome(subsidy(id_no=ZHANG), subsidy(), judged=[judgement(bare, ZHANG, "same")])
    assert merged(found) == {bare: (ZHANG, "L2")}
    assert linked(found) == []


def test_judged_the_same_holds_where_no_likelihood_would_have_shown_the_pair(outcome: Any) -> None:
    away = "张三@柳溪镇·下坪村"
    found = outcome(subsidy(id_no=ZHANG), subsidy(village="下坪村"), judged=[judgement(away, ZHANG, "same")])
    assert merged(found) == {away: (ZHANG, "L2")}


def test_judged_different_parts_what_the_likelihood_would_merge(outcome: Any) -> None:
    covered = f"张三@柳溪镇·上坪村#{MASKED}"
    found = outcome(subsidy(id_no=ZHANG), subsidy(id_no=MASKED), judged=[judgement(covered, ZHANG, "different")])
    assert merged(found) == {}
    assert linked(found) == []


def test_judged_unsure_stays_a_suggestion(outcome: Any) -> None:
    covered = f"张三@柳溪镇·上坪村#{MASKED}"
    found = outcome(subsidy(id_no=ZHANG), subsidy(id_no=MASKED), judged=[judgement(covered, ZHANG, "unsure")])
    assert merged(found) == {}
    assert linked(found) == [(f"张三@柳溪镇·上坪村#{MASKED}", ZHANG)]


def test_judged_different_is_not_got_round_by_a_third_row(outcome: Any) -> None:
    rows = [
        subsidy(id_no=MASKED, account=CARD),
        subsidy(account=CARD),
        subsidy(id_no=MASKED, account=CARD, village="下坪村"),
    ]
    apart = judgement(f"张三@柳溪镇·上坪村#{MASKED}|{CARD}", f"张三@柳溪镇·下坪村#{MASKED}|{CARD}", "different")
    assert len(merged(outcome(*rows))) > 0
    assert merged(outcome(*rows, judged=[apart])) == {}


def test_judged_the_same_cannot_join_two_valid_numbers(outcome: Any) -> None:
    bare = "张三@柳溪镇·上坪村"
    both = [judgement(bare, ZHANG, "same"), judgement(bare, TWIN, "same")]
    found = outcome(subsidy(id_no=ZHANG), subsidy(id_no=TWIN), subsidy(), judged=both)
    assert merged(found) == {}
    assert len(found.refused) == 2


def test_a_judgement_holds_when_the_township_becomes_known(outcome: Any) -> None:
    found = outcome(subsidy(id_no=ZHANG), subsidy(), judged=[judgement("张三@上坪村", ZHANG, "same")])
    assert merged(found) == {"张三@柳溪镇·上坪村": (ZHANG, "L2")}


def test_a_judgement_of_rows_that_are_gone_is_kept_and_told(outcome: Any) -> None:
    gone = judgement("赵六@柳溪镇·上坪村", ZHANG, "same")
    found = outcome(subsidy(id_no=ZHANG), judged=[gone])
    assert list(found.lost) == [gone]
    assert merged(found) == {}


def test_the_order_of_the_rows_makes_no_difference(outcome: Any) -> None:
    rows = [
        subsidy(id_no=ZHANG, account=CARD),
        subsidy(account=CARD),
        subsidy(id_no=MASKED),
        subsidy(),
        subsidy(id_no=LI),
    ]
    first, second = outcome(*rows), outcome(*rows[::-1])
    assert first.merges.equals(second.merges)
    assert first.links.equals(second.links)
    assert first.pairs.equals(second.pairs)


def test_rows_that_share_a_key_with_somebody_merged_are_not_drawn_in(outcome: Any) -> None:
    found = outcome(subsidy(account=CARD), subsidy(account=CARD, village="下坪村"), subsidy())
    (to,) = {to for to, _ in merged(found).values()}
    assert to == f"张三@柳溪镇·上坪村|{CARD}"
    assert set(merged(found)) == {f"张三@柳溪镇·上坪村|{CARD}", f"张三@柳溪镇·下坪村|{CARD}"}
