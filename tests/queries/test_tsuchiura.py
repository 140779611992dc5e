"""The statistical rules on real auctions with cartel labels: the figures that their pages state, low as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.loaders.load import load
from cluegraph.loaders.store import Records
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import read_library
from cluegraph.queries.run import Clock, Run, RunSettings, check
from cluegraph.queries.settings_data import read_reference
from cluegraph.workspace import Workspace

ROWS = list(
    csv.DictReader((Path(__file__).parents[1] / "data/tsuchiura/bids.csv").read_text(encoding="utf-8").splitlines())
)
AUCTIONS = {row["auction"]: row["auction_cartelized"] == "1" for row in ROWS}
FIRMS = {row["bidder"]: row["is_cartel"] == "1" for row in ROWS}
CLOCK = Clock(now=lambda: datetime(2025, 1, 1, tzinfo=UTC), seconds=lambda: 0.0)


@dataclass(frozen=True)
class Score:
    """How many were named, how many of these are labelled, precision and recall."""

    named: int
    labelled: int
    precision: float
    recall: float


@dataclass(frozen=True)
class Market:
    """The loaded auctions."""

    records: Records
    engine: EmbeddedEngine

    def run(self, rule: str, **given: float) -> Run:
        return check(
            self.engine, self.records, read_library(), [rule], RunSettings(given={rule: {**given}}), CLOCK
        )  # fmt: skip


def written(folder: Path) -> Path:
    """The auctions and the bids as two lists with the headers of a county's."""
    folder.mkdir()
    first = {row["auction"]: row for row in reversed(ROWS)}
    tenders = [(number, "土浦市", iso(row["date"]), row["reserve_price"]) for number, row in first.items()]
    bids = [(row["auction"], row["bidder"], row["bid"], "是" if row["winner"] == "1" else "否") for row in ROWS]
    lists = {
        "招标.csv": [("招标编号", "招标人", "开标日期", "控制价"), *tenders],
        "投标.csv": [("招标编号", "投标单位", "投标报价", "是否中标"), *bids],
    }
    for name, lines in lists.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    return folder


def iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    folder = tmp_path_factory.mktemp("tsuchiura")
    workspace = Workspace(folder / "workspace")
    load([written(folder / "数据")], workspace)
    records, engine = Records(workspace), EmbeddedEngine(folder / "graph.lbdb")
    reference = read_reference(workspace.root / "programmes.yml", workspace.root / "thresholds.yml")
    build_graph({kind: records.frame(kind) for kind in records.kinds()}, reference, engine, records.data(), folder)
    yield Market(records, engine)
    engine.close()


def score(clues: list[Clue], label: str, truth: Mapping[str, bool]) -> Score:
    named = {subject.key for clue in clues for subject in clue.subjects if subject.label == label}
    labelled = sum(truth[key] for key in named)
    return Score(
        len(named), labelled, round(labelled / max(1, len(named)), 3), round(labelled / sum(truth.values()), 3)
    )


def clues(run: Run, reason: str | None = None) -> list[Clue]:
    assert [result.status for result in run.results] == ["ran"]
    return [clue for clue in run.clues if reason is None or clue.values["reason"] == reason]


def test_every_auction_is_loaded_and_every_bid_that_names_a_price(market: Market) -> None:
    heights = {kind: market.records.frame(kind).collect().height for kind in market.records.kinds()}
    assert heights == {"tender": 1565, "bid": 6013 - 41}
    assert round(sum(AUCTIONS.values()) / len(AUCTIONS), 3) == 0.601
    assert (len(FIRMS), round(sum(FIRMS.values()) / len(FIRMS), 3)) == (269, 0.253)


def test_companies_that_keep_bidding_together(market: Market) -> None:
    found = clues(market.run("CON-10"))
    assert len(found) == 207
    assert score(found, "Company", FIRMS) == Score(130, 68, 0.523, 1.0)
    assert score(found, "Tender", AUCTIONS) == Score(1296, 809, 0.624, 0.86)


def test_winning_in_turns_is_hardly_seen_and_not_where_the_labels_are(market: Market) -> None:
    found = clues(market.run("CON-11"))
    assert [clue.severity for clue in found] == ["low"] * 3
    assert score(found, "Company", FIRMS) == Score(6, 3, 0.5, 0.044)
    assert score(found, "Tender", AUCTIONS) == Score(21, 0, 0.0, 0.0)


def test_nobody_bids_often_and_never_wins(market: Market) -> None:
    assert clues(market.run("CON-12")) == []


def test_equal_prices_and_even_steps_say_little(market: Market) -> None:
    run = market.run("CON-13")
    assert {clue.values["reason"] for clue in run.clues} == {"identical", "step"}
    assert score(clues(run, "identical"), "Tender", AUCTIONS) == Score(190, 119, 0.626, 0.126)
    assert score(clues(run, "step"), "Tender", AUCTIONS) == Score(51, 34, 0.667, 0.036)


def test_the_two_screens_that_are_off_do_no_better_than_the_base_rate(market: Market) -> None:
    run = market.run("CON-13", variation=1, gap=0.5)
    assert score(clues(run, "variation"), "Tender", AUCTIONS) == Score(757, 465, 0.614, 0.494)
    assert score(clues(run, "gap"), "Tender", AUCTIONS) == Score(397, 248, 0.625, 0.264)
    assert {clue.severity for clue in run.clues if clue.values["reason"] in ("variation", "gap")} == {"low"}


def test_the_pages_state_these_figures() -> None:
    pages = Path(__file__).parents[2] / "docs/rules"
    stated = {
        "CON-10": [
            "0.62", "0.94", "0.376", "207 组", "130 家", "68 家", "0.523", "1.000", "0.253", "1,296", "809", "0.624",
            "0.860", "0.601", "几乎等于基准率",
        ],
        "CON-11": ["3 组，均为低", "6 家企业中 3 家有标记", "21 次招标都没有标记"],
        "CON-12": ["一家也没有列出"],
        "CON-13": [
            "0.04 至 0.31", "0.376", "0.62", "0.94", "默认不用", "0.601", "190 次（准确率 0.626，召回率 0.126）",
            "51 次（0.667，0.036）", "757 次（0.614，0.494）", "397 次（0.625，0.264）", "分不开两种情况",
        ],
    }  # fmt: skip
    for rule, figures in stated.items():
        text = (pages / f"{rule}.md").read_text(encoding="utf-8")
        assert [figure for figure in figures if figure not in text] == []
