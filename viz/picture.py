"""A network as a static picture (PNG or SVG) for a document: the same shapes, colours and positions as the page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D
from matplotlib.typing import MarkerType

from cluegraph.viz import words
from cluegraph.viz.captions import captioned
from cluegraph.viz.facts import harmless_numbers, personal_numbers
from cluegraph.viz.fonts import chinese_font
from cluegraph.viz.layout import RADIUS, frame, positions
from cluegraph.viz.mask import Masker, Unmasked
from cluegraph.viz.model import Edge, Network
from cluegraph.viz.style import FOCUS, shape_of, size_of
from cluegraph.viz.vocabulary import Vocabulary

_MARKERS: dict[str, MarkerType] = {
    "dot": "o",
    "square": "s",
    "diamond": "d",
    "triangle": "^",
    "triangleDown": "v",
    "star": "*",
    "hexagon": "H",
    "box": Path([(-1.3, -0.75), (1.3, -0.75), (1.3, 0.75), (-1.3, 0.75), (-1.3, -0.75)], closed=True),
    "ellipse": Path.unit_circle().transformed(Affine2D().scale(1.3, 0.75)),
}
_INK, _EDGE, _MINOR, _SOFT = "#1f2933", "#7b8794", "#cbd2d9", "#52606d"
_WIDTH_INCHES, _TALLEST_INCHES, _DPI = 6.1, 3.1, 200
_MOST_CAPTIONS = 36
_NARROWEST = 520.0
Points = Mapping[str, tuple[float, float]]


def picture_png(network: Network, vocabulary: Vocabulary, *, mask: bool = True) -> bytes:
    """The picture as PNG, about 155 mm wide at 200 dots an inch. Raises `WorkspaceError` without a Chinese font."""
    return _picture(network, vocabulary, mask, "png")


def picture_svg(network: Network, vocabulary: Vocabulary, *, mask: bool = True) -> bytes:
    """The picture as SVG, texts as outlines."""
    return _picture(network, vocabulary, mask, "svg")


def _picture(network: Network, vocabulary: Vocabulary, mask: bool, form: Literal["png", "svg"]) -> bytes:
    masker = Masker(personal_numbers(network, vocabulary), harmless_numbers(network)) if mask else Unmasked()
    network = captioned(network, masker)
    placed = positions(network)
    left, top, right, bottom = _margined(network, placed)
    width, height = right - left, bottom - top
    tall = min(max(_WIDTH_INCHES * height / width, 1.6), _TALLEST_INCHES)
    figure = Figure(figsize=(_WIDTH_INCHES, tall + 0.45), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.45 / (tall + 0.45), 1.0, tall / (tall + 0.45)))
    axes.set_axis_off()
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_aspect("equal")
    scale = min(_WIDTH_INCHES / width, tall / height) * 72
    font = chinese_font()
    _edges(axes, network, placed, scale, font)
    _nodes(axes, network, placed, scale, vocabulary, font)
    _legend(figure, network, vocabulary, font)
    target = io.BytesIO()
    figure.savefig(target, format=form, metadata={"Date": None} if form == "svg" else None)
    return target.getvalue()


def _margined(network: Network, placed: Points) -> tuple[float, float, float, float]:
    """Left, top, right, bottom with a margin; at least as wide as a small network, so that its signs stay small."""
    left, top, right, bottom = frame(network, placed)
    wider = max(0.0, _NARROWEST - (right - left)) / 2 + 15
    return left - wider, top - 15, right + wider, bottom + 10


def _font_size(scale: float, pixels: float) -> float:
    """Points for a text of so many pixels at this scale, readable in print."""
    return min(max(pixels * scale, 4.5), 10.0)


def _edges(axes: Axes, network: Network, placed: Points, scale: float, font: FontProperties) -> None:
    crowded = sum(not edge.minor for edge in network.edges) > _MOST_CAPTIONS
    drawn: dict[frozenset[str], int] = {}
    for edge in network.edges:
        ends = frozenset((edge.source, edge.target))
        drawn[ends] = drawn.get(ends, 0) + 1
        _edge(axes, edge, placed, drawn[ends], scale)
        if edge.caption and not edge.minor and not crowded and drawn[ends] == 1:
            _edge_caption(axes, edge.caption, placed[edge.source], placed[edge.target], scale, font)


def _edge(axes: Axes, edge: Edge, placed: Points, number: int, scale: float) -> None:
    axes.annotate(
        "",
        xy=placed[edge.target],
        xytext=placed[edge.source],
        arrowprops={
            "arrowstyle": "-|>",
            "color": _MINOR if edge.minor else _EDGE,
            "linewidth": 0.5 if edge.minor else min(0.8 + edge.count**0.5 * 0.2, 2.5),
            "mutation_scale": 7,
            "shrinkA": RADIUS * scale,
            "shrinkB": RADIUS * scale,
            "connectionstyle": f"arc3,rad={0.15 * (number - 1)}",
        },
    )


def _edge_caption(
    axes: Axes, text: str, start: tuple[float, float], end: tuple[float, float], scale: float, font: FontProperties
) -> None:
    axes.text(
        (start[0] + end[0]) / 2,
        (start[1] + end[1]) / 2,
        text,
        fontproperties=font,
        fontsize=_font_size(scale, 11),
        color=_SOFT,
        ha="center",
        va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
    )


def _nodes(
    axes: Axes,
    network: Network,
    placed: Points,
    scale: float,
    vocabulary: Vocabulary,
    font: FontProperties,
) -> None:
    for node in network.nodes:
        x, y = placed[node.id]
        kind = vocabulary.node(node.label)
        axes.plot(
            [x],
            [y],
            marker=_MARKERS[shape_of(kind)],
            markersize=size_of(kind) * 2 * scale,
            markerfacecolor=kind.colour,
            markeredgecolor=FOCUS if node.focus else _INK,
            markeredgewidth=1.4 if node.focus else 0.6,
            zorder=3,
        )
        axes.text(
            x,
            y + RADIUS + 2,
            node.caption,
            fontproperties=font,
            fontsize=_font_size(scale, 14),
            color=_INK,
            ha="center",
            va="top",
            zorder=4,
            path_effects=[withStroke(linewidth=2, foreground="white")],
        )


def _legend(figure: Figure, network: Network, vocabulary: Vocabulary, font: FontProperties) -> None:
    labels = list(dict.fromkeys(node.label for node in network.nodes))
    signs = [
        Line2D([], [], linestyle="none", marker=_MARKERS[shape_of(kind)], color=kind.colour, label=str(kind.title))
        for kind in map(vocabulary.node, labels)
    ]
    small = font.copy()
    small.set_size(6.5)
    figure.legend(handles=signs, loc="lower center", ncols=8, prop=small, frameon=False, bbox_to_anchor=(0.5, 0.02))
    figure.text(
        0.995, 0.005, f"{words.INTERNAL} · {words.LEAD}", fontproperties=font, fontsize=5.5, color=_SOFT, ha="right"
    )
