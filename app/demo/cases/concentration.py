"""CON-15 after all others: where the planted purchases leave one supplier with a large part of what a buyer spends."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from cluegraph.demo.book import Row, money, text
from cluegraph.demo.world import World

_CONTRACTS, _PERCENT = 5, 30


def note_concentration(world: World) -> None:
    """Whoever has 30 % of a buyer's value, over all years or in one, where the buyer has five contracts or more."""
    contracts = world.book.rows("contract")
    years = sorted({text(row["signed_on"])[:4] for row in contracts})
    pairs = _concentrated(contracts)
    for year in years:
        pairs |= _concentrated([row for row in contracts if text(row["signed_on"]).startswith(year)])
    for buyer, supplier in sorted(pairs):
        world.truth.echo("CON-15", (buyer, supplier), "占采购人合同金额三成以上", "30 % of the buyer's value and more")


def _concentrated(contracts: list[Row]) -> set[tuple[str, str]]:
    spent: Counter[str] = Counter()
    earned: Counter[tuple[str, str]] = Counter()
    fen = {id(row): int(money(row["amount"]) * Decimal(100)) for row in contracts}
    number = Counter(text(row["buyer"]) for row in contracts)
    for row in contracts:
        spent[text(row["buyer"])] += fen[id(row)]
        earned[text(row["buyer"]), text(row["supplier_uscc"])] += fen[id(row)]
    return {
        (buyer, supplier)
        for (buyer, supplier), amount in earned.items()
        if number[buyer] >= _CONTRACTS and amount * 100 >= spent[buyer] * _PERCENT
    }
