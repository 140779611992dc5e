"""The sample county: large and messy enough, the same every time, and nobody's real numbers in it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cluegraph.demo.county import make_county, write_county
from cluegraph.demo.identity import id_check_digit
from cluegraph.demo.truth import Truth
from cluegraph.demo.world import World

RULES = [
    "SUB-01",
    "SUB-02",
    "SUB-03",
    "SUB-04",
    "SUB-05",
    "SUB-06",
    "SUB-07",
    "SUB-08",
    "SUB-09",
    "SUB-11",
    "SUB-13",
    "SUB-14",
    "SUB-15",
    "PAY-01",
    "PAY-02",
    "PAY-04",
    "PAY-05",
    "PAY-06",
    "PAY-07",
    "PAY-08",
    "PAY-09",
    "CON-01",
    "CON-02",
    "CON-03",
    "COI-01",
    "COI-02",
    "COI-03",
    "FLOW-01",
    "FLOW-06",
    "DQ-01",
    "DQ-03",
    "PRO-01",
    "PRO-02",
]
KINDS = {
    "subsidy", "payroll", "allowance", "contract", "tender", "bid", "payment", "transfer", "cadre", "kin", "household",
    "public_payroll", "death", "company", "stake", "vehicle", "property", "land", "insurance", "published", "funds_in",
    "budget", "tip",
}  # fmt: skip
ID_FIELDS = ("id_no", "relative_id_no", "holder_id_no", "legal_representative_id_no", "payee_id_no",
             "project_manager_id_no", "collected_by_id_no", "account_id_no")  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return make_county()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    folder = tmp_path_factory.mktemp("county")
    return folder, write_county(folder)


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(written: tuple[Path, Truth], tmp_path: Path) -> None:
    truth = write_county(tmp_path)
    assert fingerprints(tmp_path) == fingerprints(written[0])
    assert truth == written[1]


def test_another_seed_makes_other_people(world: World) -> None:
    here = {member.name for home in world.households for member in home.members}
    other = make_county(seed=7)
    there = {member.name for home in other.households for member in home.members}
    assert len(here & there) < len(here) * 0.8
    assert Counter((case.rule, case.expected) for case in other.truth.cases) == Counter(
        (case.rule, case.expected) for case in world.truth.cases
    )


def test_it_is_a_county_of_every_kind_of_record(world: World) -> None:
    assert {kind for kind in KINDS if world.book.rows(kind)} == KINDS
    assert world.book.count() >= 20_000
    assert len(world.villages) >= 24
    assert len({village.township for village in world.villages}) >= 4


def test_two_villages_of_different_townships_bear_one_name(world: World) -> None:
    names = Counter(village.name for village in world.villages)
    assert [name for name, count in names.items() if count > 1] == ["东风村"]


def test_no_village_name_is_part_of_another(world: World) -> None:
    names = {village.name for village in world.villages}
    assert not [(one, other) for one in names for other in names if one != other and one in other]


def test_forty_files_of_every_format_are_written(written: tuple[Path, Truth]) -> None:
    formats = Counter(path.suffix for path in written[0].rglob("*") if path.is_file())
    assert sum(formats.values()) >= 40
    assert set(formats) == {".xlsx", ".xls", ".csv", ".tsv"}
    starts = {path.read_bytes()[:3] for path in written[0].rglob("*.[ct]sv")}
    assert any(start[:2] == b"\xff\xfe" for start in starts)
    assert b"\xef\xbb\xbf" in starts


@pytest.mark.parametrize("rule", RULES)
def test_five_cases_and_five_lookalikes_are_planted_for_each_rule(world: World, rule: str) -> None:
    assert len(world.truth.of(rule, "planted")) >= 5
    assert len(world.truth.of(rule, "lookalike")) >= 5


def test_the_answer_sheet_says_why_in_both_languages(world: World) -> None:
    for case in world.truth.cases:
        assert re.search("[\u4e00-\u9fff]", case.why.zh)
        assert re.search("[a-z]", case.why.en)
        assert case.subjects


def test_the_published_cases_are_retold(world: World) -> None:
    stories = Counter(case.story for case in world.truth.cases if case.story)
    assert set(stories) == {"鄞州", "贾汪", "宕昌", "舒城"}
    assert stories["宕昌"] == 20


def test_one_household_is_the_matter_of_several_rules(world: World) -> None:
    (joined,) = world.truth.joined
    assert len({case.rule for case in joined.cases if case.planted}) >= 3
    (home,) = {member.household_no for home in world.households for member in home.members
               if any(member.id_no in case.subjects for case in joined.cases)}  # fmt: skip
    clerks = [row for row in world.book.rows("cadre") if row["post"] == "村报账员"]
    of_home = {member.id_no for each in world.households if each.number == home for member in each.members}
    assert [row["village"] for row in clerks if row["id_no"] in of_home] == ["石门村"]


def test_every_id_number_bears_the_region_that_was_never_given_out(world: World) -> None:
    for kind in KINDS:
        for row in world.book.rows(kind):
            for field in ID_FIELDS:
                written = row.get(field)
                if written is not None:
                    digits = str(written).translate(str.maketrans("０１２３４５６７８９", "0123456789"))
                    assert digits.startswith("330299")


def test_the_people_of_the_county_have_numbers_of_their_own(world: World) -> None:
    people = [member for home in world.households for member in home.members]
    assert len({person.id_no for person in people}) == len(people)
    assert len({person.account for person in people}) == len(people)
    for person in people:
        assert id_check_digit(person.id_no[:17]) == person.id_no[17]
        assert person.id_no[6:14] == f"{person.born:%Y%m%d}"
        assert (int(person.id_no[16]) % 2 == 1) == (person.sex == "男")
        assert person.born <= date(2024, 1, 1)


def test_many_people_share_a_name_over_the_county(world: World) -> None:
    names = Counter(member.name for home in world.households for member in home.members)
    assert sum(1 for count in names.values() if count > 1) > 60
