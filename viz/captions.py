"""The captions that stand in a picture: masked first, then shortened, so that no rest of a number is left."""

from __future__ import annotations

from dataclasses import replace

from cluegraph.viz.mask import Masker
from cluegraph.viz.model import Network

LONGEST = 14


def captioned(network: Network, masker: Masker) -> Network:
    """The network with the captions of nodes and edges as they are drawn."""
    return replace(
        network,
        nodes=tuple(replace(node, caption=_drawn(node.caption, masker)) for node in network.nodes),
        edges=tuple(replace(edge, caption=masker.text(edge.caption)) for edge in network.edges),
    )


def _drawn(caption: str, masker: Masker) -> str:
    return "\n".join(shortened(line) for line in masker.text(caption).split("\n"))


def shortened(text: str) -> str:
    """At most LONGEST characters."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
