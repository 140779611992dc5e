"""What the loaded lists leave out: each gap has a case where it is told and one where there is nothing to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from cluegraph.graph.reference import Programme, Reference
from cluegraph.loaders.coverage import RecordCoverage, record_coverage
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.load import load
from cluegraph.loaders.offices import office_of
from cluegraph.workspace import Workspace

ID = "330299197001010018"
REFERENCE = Reference(
    programmes=(
        Programme("农村低保", monthly=True),
        Programme("耕地地力保护补贴"),
        Programme("青苗补偿款", unit="event", event=True),
    )
)
Cover = Callable[[dict[str, str]], RecordCoverage]


@pytest.fixture
def cover(tmp_path: Path) -> Cover:
    """Loads files (name → text) into one workspace and gives what they do not cover."""

    def covered(files: dict[str, str]) -> RecordCoverage:
        data = tmp_path / "数据"
        for name, text in files.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        workspace = Workspace(tmp_path / "workspace")
        load([data], workspace)
        return record_coverage(workspace, REFERENCE)

    return covered


def paid(village: str, programme: str, month: str = "2023-01", id_no: str = ID, township: str = "柳溪镇") -> str:
    return f"张三,{id_no},{township},{village},{programme},{month},300.00\n"


def subsidies(rows: Iterable[str]) -> str:
    return "姓名,身份证号,乡镇,行政村,补贴项目,月份,补贴金额\n" + "".join(rows)


def of_villages(names: str, programme: str, months: Iterable[int] = (1,)) -> list[str]:
    return [paid(f"{name}村", programme, f"2023-{month:02d}") for name in names for month in months]


REGISTER = "户号,姓名,身份证号,与户主关系,乡镇,行政村\n"


def resident(village: str) -> str:
    return f"1,李四,330299197001010026,户主,柳溪镇,{village}\n"


def test_a_village_of_the_register_without_a_list_that_others_have_is_named(cover: Cover) -> None:
    found = cover({"补贴.csv": subsidies(of_villages("甲乙", "农村低保")), "户籍.csv": REGISTER + resident("丙村")})
    lists = {(each.kind, each.place.township, each.place.name): each.seen_in for each in found.without_list}
    assert lists["subsidy", "柳溪镇", "丙村"] == ("household",)
    assert {name for kind, _, name in lists if kind == "subsidy"} == {"丙村"}
    assert {name for kind, _, name in lists if kind == "household"} == {"甲村", "乙村"}


def test_nothing_is_asked_for_where_no_village_has_such_a_list(cover: Cover) -> None:
    found = cover({"户籍.csv": REGISTER + resident("甲村") + resident("乙村")})
    assert found.without_list == ()


def test_a_village_body_is_the_village(cover: Cover) -> None:
    committee = "姓名,身份证号,职务,单位\n李四,330299197001010026,主任,甲村村民委员会\n"
    found = cover({"补贴.csv": subsidies(of_villages("甲", "农村低保")), "干部.csv": committee})
    assert found.without_list == ()


def test_a_programme_that_most_villages_of_a_township_have_may_be_missing_elsewhere(cover: Cover) -> None:
    rows = of_villages("甲乙丙", "农村低保") + of_villages("甲乙", "高龄津贴")
    (absent,) = cover({"补贴.csv": subsidies(rows)}).absent_programmes
    assert (absent.place.name, absent.year, absent.programme) == ("丙村", "2023", "高龄津贴")
    assert (absent.paid, absent.villages) == (2, 3)


@pytest.mark.parametrize(
    ("villages", "programme"),
    [("甲", "高龄津贴"), ("甲乙", "青苗补偿款"), ("甲乙丙", "高龄津贴")],
    ids=["in one village of three", "paid for an event", "in all of them"],
)
def test_a_programme_is_not_missed_that_is(cover: Cover, villages: str, programme: str) -> None:
    rows = of_villages("甲乙丙", "农村低保") + of_villages(villages, programme)
    assert cover({"补贴.csv": subsidies(rows)}).absent_programmes == ()


def test_two_villages_say_nothing_about_each_other(cover: Cover) -> None:
    rows = of_villages("甲乙", "农村低保") + of_villages("甲", "高龄津贴")
    assert cover({"补贴.csv": subsidies(rows)}).absent_programmes == ()


def test_a_village_without_any_list_of_a_year_is_told_once_and_not_by_programme(cover: Cover) -> None:
    rows = of_villages("甲乙丙", "农村低保") + [
        paid(f"{name}村", programme, "2024-01") for name in "甲乙" for programme in ("农村低保", "高龄津贴")
    ]
    (absent,) = cover({"补贴.csv": subsidies(rows)}).absent_programmes
    assert (absent.place.name, absent.year, absent.programme) == ("丙村", "2024", None)


def test_months_are_missing_between_and_at_the_ends_that_most_others_have(cover: Cover) -> None:
    rows = of_villages("甲乙", "农村低保", range(1, 7)) + of_villages("丙", "农村低保", (2, 4))
    (gap,) = cover({"补贴.csv": subsidies(rows)}).missing_months
    assert (gap.place.name, gap.programme, gap.between) == ("丙村", "农村低保", ("2023-03",))
    assert gap.at_ends == ("2023-01", "2023-05", "2023-06")


@pytest.mark.parametrize(
    "rows",
    [
        of_villages("甲乙丙", "农村低保", range(1, 7)),
        of_villages("甲乙丙", "临时补贴", (3, 6, 9, 12)),
        of_villages("甲乙丙", "耕地地力保护补贴", (5, 11)),
        of_villages("甲", "农村低保", range(1, 7)) + of_villages("乙", "农村低保", (2, 3)),
    ],
    ids=["complete", "by the quarter", "once a year", "only one other to compare with"],
)
def test_no_month_is_missing(cover: Cover, rows: list[str]) -> None:
    assert cover({"补贴.csv": subsidies(rows)}).missing_months == ()


def test_rows_that_say_no_township_are_told_and_fill_the_months_of_their_namesakes(cover: Cover) -> None:
    rows = [paid("甲村", "农村低保", f"2023-{month:02d}") for month in (1, 3)]
    rows += [paid("甲村", "农村低保", f"2023-{month:02d}", township="白沙镇") for month in (1, 2, 3)]
    rows += [paid("甲村", "农村低保", "2023-02", township="")]
    found = cover({"补贴.csv": subsidies(rows)})
    (unplaced,) = found.unplaced
    assert (unplaced.village, set(unplaced.townships), unplaced.rows) == ("甲村", {"柳溪镇", "白沙镇"}, 1)
    assert found.missing_months == ()


def test_rows_without_a_valid_id_are_counted_by_kind_and_village(cover: Cover) -> None:
    rows = [
        paid("甲村", "农村低保"),
        paid("乙村", "农村低保", id_no=""),
        paid("乙村", "农村低保", "2023-02", "330299********0018"),
    ]
    whole, village = cover({"补贴.csv": subsidies(rows)}).unidentified
    assert (whole.place, whole.rows, whole.without_id) == (None, 3, 2)
    assert village.place is not None
    assert (village.place.name, village.share) == ("乙村", 1.0)


def test_valid_numbers_and_notice_boards_that_cover_them_are_nothing_to_ask_for(cover: Cover) -> None:
    notice = "柳溪镇甲村2023年高龄津贴公示名单\n姓名,身份证号,补贴金额\n张三,330299********0018,300\n"
    found = cover({"补贴.csv": subsidies([paid("甲村", "农村低保")]), "公示.csv": notice})
    assert {kind.kind for kind in found.loaded} == {"subsidy", "published"}
    assert found.unidentified == ()


def test_what_was_given_and_is_not_in_the_graph_is_named_with_the_reason(cover: Cover) -> None:
    many = [f"姓{n},,柳溪镇,甲村,高龄津贴,2023-01,{n + 1}.00\n" for n in range(12)]
    found = cover(
        {
            "甲村.csv": subsidies(many),
            "甲村汇总.csv": subsidies([*many, paid("甲村", "高龄津贴")]),
            "乙村.csv": subsidies([paid("乙村", "农村低保"), paid("乙村", "农村低保").replace("300.00", "三百多")]),
            "通知.csv": "关于报送资料的通知\n请于月底前报送\n",
        }
    )
    held = {(each.file, each.why): each.rows for each in found.held_back}
    assert held == {
        ("甲村汇总.csv", "overlapping"): 13,
        ("乙村.csv", "quarantine"): 1,
        ("通知.csv", "refused_file"): None,
    }
    assert [each.file for each in found.for_village("乙村").held_back] == ["乙村.csv"]


def test_what_was_loaded_whole_leaves_nothing_behind(cover: Cover) -> None:
    assert cover({"补贴.csv": subsidies([paid("甲村", "农村低保")])}).held_back == ()


def test_a_refused_file_that_was_mended_is_told_no_more(cover: Cover) -> None:
    assert [each.why for each in cover({"甲.csv": "没有表\n"}).held_back] == ["refused_file"]
    assert cover({"甲.csv": subsidies([paid("甲村", "农村低保")])}).held_back == ()


def test_one_village_is_asked_about_alone(cover: Cover) -> None:
    rows = of_villages("甲乙丙", "农村低保") + of_villages("甲乙", "高龄津贴")
    found = cover({"补贴.csv": subsidies(rows)})
    assert len(found.for_village("丙村").absent_programmes) == 1
    assert found.for_village("甲村").absent_programmes == ()
    assert [(kind.kind, kind.rows) for kind in found.for_village("甲村").loaded] == [("subsidy", 2)]
    assert not found.for_village("丁村").villages
    assert found.for_village("柳溪镇·甲村").villages and not found.for_village("白沙镇·甲村").villages


def test_an_empty_workspace_is_nothing_loaded(tmp_path: Path) -> None:
    found = record_coverage(Workspace(tmp_path / "nothing"), REFERENCE)
    assert (found.loaded, found.without_list, found.held_back) == ((), (), ())
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("kind", sorted(shipped_kinds()))
def test_there_is_an_office_to_ask_for_every_kind(kind: str) -> None:
    assert office_of(kind).zh and office_of(kind).en
