"""Programmes and tender limits: what is shipped, and what a county adds or overrides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cluegraph.errors import DataFileError
from cluegraph.graph.reference import Programme, Reference, TenderLimit
from cluegraph.queries.settings_data import county_settings, read_reference, reference_of
from cluegraph.workspace import Workspace


def programme(reference: Reference, name: str) -> Programme:
    (found,) = [one for one in reference.programmes if name in (one.name, *one.aliases)]
    return found


def limits(reference: Reference, category: str) -> list[TenderLimit]:
    return [one for one in reference.limits if one.category == category]


def test_the_shipped_programmes_are_as_the_semantics_say() -> None:
    shipped = read_reference()
    low = programme(shipped, "农村最低生活保障金")
    assert (low.name, low.unit, low.monthly, low.means_tested, low.fiscal_staff_excluded) == (
        "农村低保",
        "household",
        True,
        True,
        True,
    )
    assert "特困供养" in low.excludes
    assert set(programme(shipped, "特困供养").excludes) >= {"农村低保", "残疾人两项补贴"}
    assert programme(shipped, "高龄津贴").age_min == 80
    assert programme(shipped, "公益性岗位").age_max == 60
    farmland = programme(shipped, "耕地地力保护补贴")
    assert (farmland.universal, farmland.fiscal_staff_excluded, farmland.discretionary) == (True, False, False)
    assert programme(shipped, "丧葬补助").after_death
    assert programme(shipped, "青苗补偿款").event


def test_subsidies_that_may_be_drawn_together_do_not_exclude_each_other() -> None:
    shipped = read_reference()
    low = programme(shipped, "低保")
    for other in ("高龄津贴", "残疾人两项补贴", "困难残疾人生活补贴", "重度残疾人护理补贴"):
        assert other not in low.excludes
        assert low.name not in programme(shipped, other).excludes


def test_the_two_disability_allowances_are_two_programmes() -> None:
    shipped = read_reference()
    names = {programme(shipped, name).name for name in ("困难残疾人生活补贴", "重度残疾人护理补贴", "残疾人两项补贴")}
    assert len(names) == 3


def test_the_limits_are_those_of_order_16_from_the_day_it_held() -> None:
    shipped = read_reference()
    amounts = {name: limits(shipped, name)[0].amount_yuan for name in ("工程", "货物", "服务")}
    assert amounts == {"工程": Decimal(4_000_000), "货物": Decimal(2_000_000), "服务": Decimal(1_000_000)}
    assert all(one.valid_from == date(2018, 6, 1) and "16号" in one.name for one in shipped.limits)


def test_a_county_adds_a_programme_and_overrides_another(tmp_path: Path) -> None:
    path = tmp_path / "programmes.yml"
    path.write_text(
        "programmes:\n"
        "  - {name: 高龄津贴, unit: person, age_min: 70, aliases: [敬老金]}\n"
        "  - {name: 山区交通补贴, unit: household, aliases: [地力补贴]}\n",
        encoding="utf-8",
    )
    own = read_reference(path)
    assert programme(own, "敬老金").age_min == 70
    assert programme(own, "地力补贴").name == "山区交通补贴"
    assert programme(own, "耕地地力补贴").name == "耕地地力保护补贴"


def test_a_county_changes_a_programme_for_some_years_only(tmp_path: Path) -> None:
    path = tmp_path / "programmes.yml"
    path.write_text(
        "programmes:\n"
        "  - {name: 高龄津贴, unit: person, age_min: 70, from: 2021, until: 2022, aliases: [敬老金]}\n"
        "  - {name: 高龄津贴, unit: person, age_min: 75, from: 2024, aliases: [敬老金]}\n",
        encoding="utf-8",
    )
    own = [one for one in read_reference(path).programmes if one.name == "高龄津贴"]
    spans = sorted((one.first_year or 0, one.last_year or 9999, one.age_min) for one in own)
    assert spans == [(0, 2020, 80), (2021, 2022, 70), (2023, 2023, 80), (2024, 9999, 75)]
    assert all("高龄补贴" in one.aliases for one in own if one.age_min == 80)


def test_a_county_chooses_the_limits_of_its_region(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yml"
    path.write_text(
        "region: 地方指引\n"
        "limits:\n"
        '  - {category: 服务, buyers: unit, limit: "3000000.00", from: 2024-01-01, source: 本省2024年目录及标准}\n',
        encoding="utf-8",
    )
    units = [one for one in read_reference(None, path).limits if one.buyer_type == "unit"]
    spans = sorted((one.category, one.valid_from or date.min, one.valid_to, one.amount_yuan) for one in units)
    assert spans == [
        ("服务", date(2020, 1, 1), date(2023, 12, 31), Decimal(4_000_000)),
        ("服务", date(2024, 1, 1), None, Decimal(3_000_000)),
        ("货物", date(2020, 1, 1), None, Decimal(4_000_000)),
    ]
    shipped = [one for one in units if one.amount_yuan == 4_000_000]
    assert all(one.name.endswith("（待核对）") for one in shipped)


def test_a_region_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yml"
    path.write_text("off: []\nregion: 某某省\n", encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        read_reference(None, path)
    assert refused.value.where.line == 2


def test_a_local_limit_replaces_the_shipped_one_for_its_days_only(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yml"
    path.write_text(
        "limits:\n"
        '  - {category: 工程, limit: "600000.00", from: 2022-01-01, until: 2022-12-31, source: 本县办法第三条}\n'
        '  - {category: 工程, buyers: village, limit: "300000.00", from: 2020-01-01, source: 本县村级办法}\n',
        encoding="utf-8",
    )
    general = [one for one in limits(read_reference(None, path), "工程") if one.buyer_type is None]
    spans = sorted((one.valid_from or date.min, one.valid_to, one.amount_yuan) for one in general)
    assert spans == [
        (date(2018, 6, 1), date(2021, 12, 31), Decimal(4_000_000)),
        (date(2022, 1, 1), date(2022, 12, 31), Decimal(600_000)),
        (date(2023, 1, 1), None, Decimal(4_000_000)),
    ]
    assert [one.buyer_type for one in read_reference(None, path).limits].count("village") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("programmes:\n  - {name: 甲补贴, unit: person, excludes: [没有的]}\n", 2),
        ("programmes:\n  - {name: 甲补贴, unit: person, aliases: [乙补贴]}\n  - {name: 乙补贴, unit: person}\n", 3),
        ("programmes:\n  - name: 甲补贴\n    unit: village\n", 3),
        ("programmes:\n  - name: 甲补贴\n    unit: person\n    colour: red\n", 4),
        ("programmes:\n  - {name: 甲补贴, unit: person, from: 2020}\n  - {name: 甲补贴, unit: area, until: 2020}\n", 3),
        ("programmes:\n  - {name: 甲补贴, unit: person, aliases: [乙补贴, 乙补贴]}\n", 2),
        ("programmes:\n  - {name: 甲补贴, unit: person, aliases: [甲补贴]}\n", 2),
        ("programmes:\n  - {name: 甲补贴, unit: person, from: 2021, until: 2020}\n", 2),
    ],
)
def test_a_wrong_file_of_a_county_is_refused(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "programmes.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        read_reference(path)
    assert refused.value.where.file == "programmes.yml"
    assert refused.value.where.line == line


@pytest.mark.parametrize("limit", ['"much"', '"-5"', '"1.005"'])
def test_a_limit_that_is_no_amount_is_refused(tmp_path: Path, limit: str) -> None:
    path = tmp_path / "thresholds.yml"
    path.write_text(
        f"limits:\n  - {{category: 工程, limit: {limit}, from: 2022-01-01, source: 本县办法}}\n", encoding="utf-8"
    )
    with pytest.raises(DataFileError):
        read_reference(None, path)


def test_a_county_sets_parameters_and_switches_rules_off(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert county_settings(workspace).off == frozenset()
    workspace.thresholds.write_text('parameters:\n  SUB-08: {standard: "650"}\noff: [CON-02]\n', encoding="utf-8")
    own = county_settings(workspace)
    assert own.parameters == {"SUB-08": {"standard": "650"}}
    assert own.off == frozenset({"CON-02"})
    assert reference_of(workspace) == read_reference()
