"""Shapes and colours: from the vocabulary, as vis-network and as the legend's drawings want them."""

from __future__ import annotations

from cluegraph.viz.model import Edge
from cluegraph.viz.vocabulary import EdgeKind, NodeKind

SHAPES: dict[str, str] = {
    "dot": "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
    "square": "M3 3h14v14h-14z",
    "diamond": "M10 1l8 9l-8 9l-8-9z",
    "triangle": "M10 2l9 16h-18z",
    "triangleDown": "M1 2h18l-9 16z",
    "star": "M10 1l2.6 6.2l6.6.5l-5 4.3l1.6 6.5l-5.8-3.5l-5.8 3.5l1.6-6.5l-5-4.3l6.6-.5z",
    "hexagon": "M5.5 2h9l4.5 8l-4.5 8h-9l-4.5-8z",
    "box": "M0 5h20v10h-20z",
    "ellipse": "M10 5a10 5 0 1 0 0 10a10 5 0 1 0 0-10z",
}
"""The vocabulary's shapes, each as an SVG path in a 20 × 20 box; the caption always stands beneath."""
_DRAWN_BY_US = ("box", "ellipse")

FOCUS = "#c8102e"
_INK = "#1f2933"
_EDGE = "#7b8794"
_MINOR = "#cbd2d9"


def shape_of(kind: NodeKind) -> str:
    """The kind's shape; `dot` where it is none of these."""
    return kind.shape if kind.shape in SHAPES else "dot"


def size_of(kind: NodeKind) -> int:
    """Half the height of a symbol in pixels."""
    return 10 if kind.record and kind.shape == "dot" else 16


def node_style(kind: NodeKind, focus: bool) -> dict[str, object]:
    """Options of a vis-network node; what the picture is about is larger and ringed, a single record small.

    vis-network writes the caption inside its own box and ellipse, so the page's script draws these two (`drawn`).
    """
    ring = FOCUS if focus else _INK
    shape = shape_of(kind)
    return {
        "shape": "custom" if shape in _DRAWN_BY_US else shape,
        "drawn": shape,
        "size": 20 if focus else size_of(kind),
        "borderWidth": 3 if focus else 1,
        "color": {
            "background": kind.colour,
            "border": ring,
            "highlight": {"background": kind.colour, "border": FOCUS},
            "hover": {"background": kind.colour, "border": FOCUS},
        },
    }


def edge_style(kind: EdgeKind, edge: Edge, number: int, backwards: bool) -> dict[str, object]:
    """Options of a vis-network edge: the 2nd, 3rd, … edge between the same two nodes bends away from the first."""
    bend = 0.0 if number == 1 else 0.16 * (number // 2) * (1 if number % 2 == 0 else -1) * (-1 if backwards else 1)
    return {
        "width": 0.8 if edge.minor else 1.2 if edge.count == 1 else min(1.5 + edge.count**0.5 * 0.5, 6.0),
        "dashes": kind.derived,
        "color": {"color": _MINOR if edge.minor else _EDGE, "highlight": FOCUS, "hover": FOCUS},
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": round(bend, 3)} if bend else False,
    }
