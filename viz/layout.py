"""Where each node is drawn: the same network always gives the same positions, and no two captions overlap.

Each connected part is laid out by stress majorization (Gansner, Koren, North 2004) over graph distances from a radial
start, then boxes that overlap are pushed apart; the parts are packed in rows.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import rustworkx

from cluegraph.viz.model import Network, Node, neighbours

Points = npt.NDArray[np.float64]
RADIUS = 20.0
FONT = 14.0
LINE = 18.0
_GAP = 12.0
_ASPECT = 1.7
_SWEEPS = 400
_CLEARANCE = 34.0
_MOST_CROSSINGS = 30_000


def positions(network: Network) -> dict[str, tuple[float, float]]:
    """Node id → x, y of its symbol in pixels, y downwards; the middle of the picture is 0, 0."""
    joined = neighbours(network)
    order = [node.id for node in network.nodes]
    boxes = {node.id: box(node) for node in network.nodes}
    length = _edge_length(network)
    parts = [_part(part, joined, boxes, length) for part in _components(order, joined)]
    placed = _packed(parts, boxes)
    return {name: (x, round(y - boxes[name][1] / 2 + RADIUS, 1)) for name, (x, y) in placed.items()}


def box(node: Node) -> tuple[float, float]:
    """Width and height in pixels of a node with its caption beneath."""
    lines = node.caption.split("\n") if node.caption else []
    width = max([2 * RADIUS, *(text_width(line) for line in lines)])
    return width, 2 * RADIUS + LINE * len(lines) + 4


def frame(network: Network, placed: Mapping[str, tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all symbols with their captions, in pixels."""
    sizes = {node.id: box(node) for node in network.nodes}
    return (
        min((x - sizes[name][0] / 2 for name, (x, _) in placed.items()), default=0.0),
        min((y - RADIUS for _, y in placed.values()), default=0.0),
        max((x + sizes[name][0] / 2 for name, (x, _) in placed.items()), default=0.0),
        max((y + sizes[name][1] - RADIUS for name, (_, y) in placed.items()), default=0.0),
    )


def text_width(text: str, font: float = FONT) -> float:
    """Pixels: a Chinese character is as wide as the font is high, another about 0.56 of it."""
    return sum(font if unicodedata.east_asian_width(character) in "WFA" else 0.56 * font for character in text)


def _edge_length(network: Network) -> float:
    widest = max((text_width(edge.caption, 12) for edge in network.edges), default=0.0)
    return 110.0 + 0.55 * min(widest, 160.0)


def _components(order: Sequence[str], joined: Mapping[str, set[str]]) -> list[list[str]]:
    place = {name: number for number, name in enumerate(order)}
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(list(order))
    graph.add_edges_from_no_data([(place[a], place[b]) for a in order for b in joined[a] if place[a] < place[b]])
    found = [sorted(part) for part in rustworkx.connected_components(graph)]
    return [[order[number] for number in part] for part in sorted(found, key=lambda part: (-len(part), part))]


def _part(
    names: list[str], joined: Mapping[str, set[str]], boxes: Mapping[str, tuple[float, float]], length: float
) -> dict[str, tuple[float, float]]:
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    place = {name: number for number, name in enumerate(names)}
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(names)
    pairs = sorted((place[a], place[b]) for a in names for b in joined[a] if place[a] < place[b])
    graph.add_edges_from_no_data(pairs)
    points = _radial(names, joined) * length
    points = _stress(points, rustworkx.distance_matrix(graph) * length)
    sizes = np.array([boxes[name] for name in names])
    points = _apart(_off_edges(_lying(points), pairs), sizes)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _radial(names: list[str], joined: Mapping[str, set[str]]) -> Points:
    """A tree from the best joined node: each level a circle, each branch a wedge as wide as its leaves."""
    root = max(names, key=lambda name: (len(joined[name]), -names.index(name)))
    children = _tree(root, joined)
    leaves: dict[str, int] = {}
    for name in reversed(list(children)):
        leaves[name] = sum(leaves[child] for child in children[name]) or 1
    spot: dict[str, tuple[float, float]] = {}
    wedges = [(root, 0.0, 2 * math.pi, 0)]
    for name, start, width, level in wedges:
        angle = start + width / 2
        spot[name] = (level * math.cos(angle), level * math.sin(angle))
        for child in children[name]:
            share = width * leaves[child] / leaves[name]
            wedges.append((child, start, share, level + 1))
            start += share
    return np.array([spot[name] for name in names])


def _tree(root: str, joined: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Breadth first: each node with its children, parents before children."""
    children: dict[str, list[str]] = {root: []}
    queue = [root]
    for name in queue:
        for other in sorted(joined[name]):
            if other not in children:
                children[other] = []
                children[name].append(other)
                queue.append(other)
    return children


def _stress(points: Points, wanted: Points, sweeps: int = 120) -> Points:
    """Moves the points until their distances are near the wanted ones (weights 1/d²)."""
    count = len(points)
    weights = np.where(wanted > 0, 1.0 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    pull = weights * wanted
    for _ in range(sweeps):
        apart = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
        ratio = -pull / np.maximum(apart, 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        points = inverse @ (ratio @ points)
    return points


def _lying(points: Points) -> Points:
    """Turned so that the longer side lies; signs are fixed by the first point off the axis."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    if len(axes) < 2:
        return points
    turned = points @ axes.T
    for side in (0, 1):
        off = turned[np.abs(turned[:, side]) > 1.0, side]
        if len(off) and off[0] > 0:
            turned[:, side] = -turned[:, side]
    return np.asarray(turned, dtype=np.float64)


def _off_edges(points: Points, pairs: Sequence[tuple[int, int]], sweeps: int = 30) -> Points:
    """Moves a node aside that lies on an edge of two others; large networks are left as they are."""
    if len(points) * len(pairs) > _MOST_CROSSINGS:
        return points
    ends = np.array(pairs)
    count = len(points)
    foreign = np.ones((len(pairs), count), dtype=np.bool_)
    foreign[np.arange(len(pairs)), ends[:, 0]] = foreign[np.arange(len(pairs)), ends[:, 1]] = False
    for _ in range(sweeps):
        start, along = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
        length = np.maximum((along**2).sum(axis=1), 1e-6)
        part = ((points[None, :, :] - start[:, None, :]) * along[:, None, :]).sum(axis=2) / length[:, None]
        foot = start[:, None, :] + part[:, :, None] * along[:, None, :]
        away = points[None, :, :] - foot
        far = np.linalg.norm(away, axis=2)
        hit = foreign & (far < _CLEARANCE) & (part > 0.05) & (part < 0.95)
        if not hit.any():
            break
        normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.sqrt(length)[:, None]
        way = np.where((far > 0.5)[:, :, None], away / np.maximum(far, 1e-6)[:, :, None], normal[:, None, :])
        points = points + np.where(hit[:, :, None], way * (_CLEARANCE - far)[:, :, None] * 0.6, 0.0).sum(axis=0)
    return points


def _apart(points: Points, sizes: Points) -> Points:
    """Pushes overlapping boxes apart along the shorter way; widens the whole where that does not end."""
    half = sizes / 2
    need = half[:, None, :] + half[None, :, :] + _GAP
    distinct = ~np.eye(len(points), dtype=np.bool_)
    for sweep in range(_SWEEPS):
        gap = points[:, None, :] - points[None, :, :]
        deep = need - np.abs(gap)
        hit = np.logical_and(deep[:, :, 0] > 0.5, deep[:, :, 1] > 0.5) & distinct
        if not hit.any():
            break
        if sweep % 40 == 39:
            points = points * 1.08
        points = points + _push(gap, deep, hit)
    return np.asarray(np.round(points, 1), dtype=np.float64)


def _push(gap: Points, deep: Points, hit: npt.NDArray[np.bool_]) -> Points:
    count = len(gap)
    earlier = np.where(np.arange(count)[:, None] < np.arange(count)[None, :], -1.0, 1.0)
    sign = np.where(np.abs(gap) > 1e-6, np.sign(gap), earlier[:, :, None])
    across = deep[:, :, 0] < deep[:, :, 1]
    push_x = np.where(hit & across, sign[:, :, 0] * deep[:, :, 0] * 0.5, 0.0)
    push_y = np.where(hit & ~across, sign[:, :, 1] * deep[:, :, 1] * 0.5, 0.0)
    hits = np.maximum(hit.sum(axis=1), 1)
    moved = np.stack([push_x.sum(axis=1), push_y.sum(axis=1)], axis=1)
    return np.asarray(moved / np.sqrt(hits)[:, None], dtype=np.float64)


def _packed(
    parts: list[dict[str, tuple[float, float]]], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """The parts in rows, the largest first, about as wide as a screen; then moved so that the middle is 0, 0."""
    frames = [_frame(part, boxes) for part in parts]
    area = sum((right - left + 60) * (bottom - top + 60) for left, top, right, bottom in frames)
    widest = max([math.sqrt(area * _ASPECT), *(right - left for left, _, right, _ in frames)], default=0.0)
    placed: dict[str, tuple[float, float]] = {}
    x = y = tall = 0.0
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x > 0 and x + right - left > widest:
            x, y, tall = 0.0, y + tall + 60, 0.0
        placed.update({name: (px - left + x, py - top + y) for name, (px, py) in part.items()})
        x, tall = x + right - left + 60, max(tall, bottom - top)
    left, top, right, bottom = _frame(placed, boxes)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return {name: (round(px - middle_x, 1), round(py - middle_y, 1)) for name, (px, py) in placed.items()}


def _frame(
    part: Mapping[str, tuple[float, float]], boxes: Mapping[str, tuple[float, float]]
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the boxes of a part."""
    if not part:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(x - boxes[name][0] / 2 for name, (x, _) in part.items()),
        min(y - boxes[name][1] / 2 for name, (_, y) in part.items()),
        max(x + boxes[name][0] / 2 for name, (x, _) in part.items()),
        max(y + boxes[name][1] / 2 for name, (_, y) in part.items()),
    )
