"""Makes the sample county: people first, then what the offices write, then the files."""

from __future__ import annotations

from pathlib import Path

from cluegraph.demo.background import accounts as money_from_above
from cluegraph.demo.background import officials, population, purchases, wages, welfare
from cluegraph.demo.cases import (
    accounts,
    buying,
    clerk,
    concentration,
    days,
    deaths,
    insured,
    interests,
    means,
    numbers,
    payrolls,
    rates,
    repeats,
    returns,
    shares,
    ties,
)
from cluegraph.demo.lists import agriculture, broken, registers, village
from cluegraph.demo.lists import payrolls as payroll_lists
from cluegraph.demo.lists import purchases as purchase_lists
from cluegraph.demo.lists import welfare as welfare_lists
from cluegraph.demo.lists.plan import Office
from cluegraph.demo.truth import Truth
from cluegraph.demo.world import World

_CASES = (
    repeats.plant_repeats, accounts.plant_accounts, deaths.plant_deaths, means.plant_means, rates.plant_rates,
    payrolls.plant_payrolls, days.plant_days, shares.plant_shares, ties.plant_ties, buying.plant_buying,
    interests.plant_interests, numbers.plant_numbers,
)  # fmt: skip
_OFFICES: tuple[Office, ...] = (
    agriculture.workbooks, welfare_lists.workbooks, payroll_lists.workbooks, village.workbooks,
    purchase_lists.workbooks, registers.workbooks, broken.workbooks,
)  # fmt: skip


def make_county(seed: int = 2024) -> World:
    """Everything that the offices know, with the answer sheet; nothing is written yet."""
    world = World.begin(seed)
    population.settle_ordinary(world)
    welfare.write_welfare(world)
    officials.write_officials(world)
    for plant in _CASES:
        plant(world)
    wages.write_wages(world)
    population.write_land(world)
    population.write_belongings(world)
    purchases.write_purchases(world)
    insured.plant_insured(world)
    returns.plant_returns(world)
    concentration.note_concentration(world)
    clerk.plant_clerk(world)
    purchases.write_transfers(world)
    money_from_above.write_accounts(world)
    money_from_above.write_published(world)
    population.write_register(world)
    return world


def write_county(folder: Path, seed: int = 2024) -> Truth:
    """Writes the county's files below the folder; the same seed gives the same files. Returns the answer sheet."""
    world = make_county(seed)
    for office in _OFFICES:
        for book in office(world):
            path = folder / book.path
            path.parent.mkdir(parents=True, exist_ok=True)
            book.writer(path, book.sheets)
    broken.write_oddities(folder)
    return world.truth
