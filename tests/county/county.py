"""The whole county from a seed, and its registers."""

from __future__ import annotations

from tests.county.background import settle
from tests.county.plants import (
    contracts,
    flows,
    insured,
    interests,
    payroll,
    process,
    returns,
    signatures,
    spellings,
    subsidy_lists,
    subsidy_registers,
    tenders,
    totals,
    villages,
)
from tests.county.world import World

PEOPLE = (subsidy_lists, subsidy_registers, payroll, villages)
ALL = (*PEOPLE, contracts, tenders, interests, flows, process)
AFTERWARDS = (returns, insured, totals, signatures)  # of all; last, so that nothing before them changes


def make_county(seed: int, homes: int = 30) -> World:
    """Everything: all families, so many ordinary households a village."""
    return _made(seed, homes, ALL)


def make_villages(seed: int, homes: int = 24) -> World:
    """Only what subsidy lists, salaries, allowances and cadres are about."""
    return _made(seed, homes, PEOPLE)


def _made(seed: int, homes: int, families: tuple) -> World:
    world = World(seed)
    for family in families:
        family.plant(world)
    spellings.plant_people(world)
    if families is ALL:
        spellings.plant_money(world)
    villages.concentrate(world)
    settle(world, homes)
    if families is ALL:
        for family in AFTERWARDS:
            family.plant(world)
    _register(world)
    return world


def _register(world: World) -> None:
    for home in world.people.homes:
        if home.village.registered:
            for person in home.members:
                world.add("household", household_no=home.number, name=person.name, id_no=person.id_no,
                          relation_to_head=person.relation, place=home.village, address=home.address)  # fmt: skip
