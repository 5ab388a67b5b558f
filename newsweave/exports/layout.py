"""Where to draw the nodes of a small graph: the same places on every machine.

Stress majorization (Gansner, Koren and North, "Graph Drawing by Stress Majorization", 2004) in its local form:
each node in turn moves to where its distances to all others fit best. It uses nothing but + - * / and square
roots, which IEEE 754 defines to the last bit; networkx's layouts go through numpy, whose sums and sines differ
between builds, and a difference in the last bit grows with every round.
"""

import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt

Point = tuple[float, float]
Size = tuple[float, float]  # width and height, pixels
Box = tuple[float, float, float, float]  # left, top, right, bottom

_LENGTH = 160.0  # of one edge, pixels: room for a predicate and a short post
_ROUNDS = 120
_STARTS = 4  # the best of so many is kept: one start in three ends folded on graphs of 30 nodes
_GAP = 12.0  # between nodes, pixels
_ASPECT = 1.8  # width to height of the page


def layout(sizes: Mapping[str, Size], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Place nodes so that neighbours stand near each other and no two overlap.

    Args:
        sizes: Room that each node needs around its centre, label included.
        edges: Which belong together; direction does not matter.

    Returns:
        The centre of each node; the page begins at 0, 0.

    Limits:
        Time grows with the square of the largest component: 100 nodes take about two seconds.
    """
    neighbours: dict[str, set[str]] = {node: set() for node in sizes}
    for one, other in edges:
        neighbours[one].add(other)
        neighbours[other].add(one)
    placed = [_place(component, neighbours, sizes) for component in _components(neighbours)]
    return _pack(placed, sizes)


def _components(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """List the connected parts, the largest first."""
    left = set(neighbours)
    found = []
    for node in sorted(neighbours):
        if node in left:
            component = sorted(_distances(node, neighbours))
            left.difference_update(component)
            found.append(component)
    return sorted(found, key=lambda component: (-len(component), component))


def _distances(start: str, neighbours: Mapping[str, set[str]]) -> dict[str, int]:
    """Count the steps to each node that can be reached."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in sorted(neighbours[node] - steps.keys()):
            steps[other] = steps[node] + 1
            queue.append(other)
    return steps


def _place(component: Sequence[str], neighbours: Mapping[str, set[str]], sizes: Mapping[str, Size]) -> dict[str, Point]:
    steps = [_distances(node, neighbours) for node in component]
    ideal = [[_LENGTH * row[node] for node in component] for row in steps]
    starts = [_majorize(ideal, seed) for seed in range(_STARTS if len(component) <= 40 else 1)]
    points = min(starts, key=lambda each: _stress(each, ideal))
    return dict(zip(component, _spread(_level(points), [sizes[node] for node in component]), strict=True))


def _majorize(ideal: Sequence[Sequence[float]], seed: int) -> list[Point]:
    chance = random.Random(seed)  # one seed, one picture
    points = [(chance.random() * _LENGTH, chance.random() * _LENGTH) for _ in ideal]
    for _ in range(_ROUNDS if len(ideal) > 1 else 0):
        for index, row in enumerate(ideal):
            points[index] = _fit(index, points, row)
    return points


def _fit(index: int, points: Sequence[Point], ideal: Sequence[float]) -> Point:
    """Find where one node fits best while the others stay; near ones count for more."""
    x, y = points[index]
    across = down = total = 0.0
    for other, (other_x, other_y) in enumerate(points):
        if other != index:
            away_x, away_y = x - other_x, y - other_y
            wanted = ideal[other]
            weight = 1 / (wanted * wanted)
            scale = wanted / (sqrt(away_x * away_x + away_y * away_y) or 1.0)
            across += weight * (other_x + away_x * scale)
            down += weight * (other_y + away_y * scale)
            total += weight
    return across / total, down / total


def _stress(points: Sequence[Point], ideal: Sequence[Sequence[float]]) -> float:
    total = 0.0
    for one, other in combinations(range(len(points)), 2):
        away_x, away_y = points[one][0] - points[other][0], points[one][1] - points[other][1]
        wrong = sqrt(away_x * away_x + away_y * away_y) / ideal[one][other] - 1
        total += wrong * wrong
    return total


def _level(points: Sequence[Point]) -> list[Point]:
    """Turn a drawing so that its longest way lies across, because pages are wide and words lie flat."""
    middle_x, middle_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    moved = [(x - middle_x, y - middle_y) for x, y in points]
    wide, slant = sum(x * x - y * y for x, y in moved), sum(2 * x * y for x, y in moved)
    length = sqrt(wide * wide + slant * slant) or 1.0
    cosine = sqrt(max(0.0, (1 + wide / length) / 2))  # half the angle of (wide, slant)
    sine = sqrt(max(0.0, (1 - wide / length) / 2)) * (1 if slant >= 0 else -1)
    return [(x * cosine + y * sine, y * cosine - x * sine) for x, y in moved]


def _spread(points: Sequence[Point], sizes: Sequence[Size]) -> list[Point]:
    """Push overlapping nodes apart, along the shorter way, until none overlap or nothing helps."""
    spread = [list(point) for point in points]
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(range(len(spread)), 2):
            moved |= _push(spread[one], spread[other], sizes[one], sizes[other])
        if not moved:
            break
    return [(x, y) for x, y in spread]


def _push(one: list[float], other: list[float], size: Size, other_size: Size) -> bool:
    lacks = [(size[axis] + other_size[axis]) / 2 + _GAP - abs(one[axis] - other[axis]) for axis in (0, 1)]
    if min(lacks) <= 0:
        return False
    axis = 0 if lacks[0] < lacks[1] else 1
    half = (lacks[axis] + 0.5) / 2
    sign = 1 if one[axis] < other[axis] else -1
    one[axis] -= sign * half
    other[axis] += sign * half
    return True


def _pack(placed: Sequence[Mapping[str, Point]], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Set the parts on a page, each as high up as it goes, then as far left."""
    boxes = [_box(part, sizes) for part in placed]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    page = max([sqrt(area * _ASPECT), *(box[2] - box[0] for box in boxes)], default=0.0)
    points: dict[str, Point] = {}
    full: list[Box] = []
    for part, (left, top, right, bottom) in zip(placed, boxes, strict=True):
        x, y = _highest(right - left, page, full)
        full.append((x, y, x + right - left, y + bottom - top))
        points |= {node: (x + at[0] - left, y + at[1] - top) for node, at in part.items()}
    return points


def _highest(width: float, page: float, full: Sequence[Box]) -> Point:
    """Find the place for a part of this width, under what is there already."""
    spots = []
    for x in (0.0, *(box[2] for box in full)):
        if x + width <= page:
            below = (box[3] for box in full if box[0] < x + width and x < box[2])
            spots.append((max(below, default=0.0), x))
    y, x = min(spots, default=(max((box[3] for box in full), default=0.0), 0.0))
    return x, y


def _box(part: Mapping[str, Point], sizes: Mapping[str, Size]) -> Box:
    """Give left, top, right and bottom of a part, with a margin."""
    return (
        min(x - sizes[node][0] / 2 for node, (x, _) in part.items()) - _GAP,
        min(y - sizes[node][1] / 2 for node, (_, y) in part.items()) - _GAP,
        max(x + sizes[node][0] / 2 for node, (x, _) in part.items()) + _GAP,
        max(y + sizes[node][1] / 2 for node, (_, y) in part.items()) + _GAP,
    )
