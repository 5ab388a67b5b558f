"""Where nodes of a graph of any size begin, so that Gephi opens with a picture and not with a square of dust.

Pivot MDS (Brandes and Pich, 2006): each node is told by its distances to a few pivots, and the two directions in
which these differ most are the page. Some rounds of springs between neighbours and of pushing within the cells of a
grid then set apart what lies on top of each other. Time grows with the number of edges, not with its square: 10,000
nodes take seconds. Nothing but + - * / and square roots: the same places on every machine. A small picture that is
to be read as it is takes `layout`.
"""

import random
from collections import defaultdict, deque
from collections.abc import Sequence
from math import sqrt

from newsweave.exports.layout import Point

_PIVOTS = 24
_POWER = 30  # rounds of power iteration
_LENGTH = 100.0  # of an edge
_ROUNDS, _WORK = 30, 100_000  # of springs and pushing, and nodes moved in all of them: large parts have fewer rounds
_CROWD = 16  # nodes of a cell that push one node; more are not asked

Links = list[list[int]]


def places(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Place nodes so that neighbours stand near each other.

    Args:
        nodes: Ids.
        links: Which are tied; direction does not matter.

    Returns:
        The centre of each, to one decimal; parts that nothing ties stand in rows, the largest first.
    """
    numbers = {node: number for number, node in enumerate(nodes)}
    near: list[set[int]] = [set() for _ in nodes]
    for one, other in links:
        if one != other:
            near[numbers[one]].add(numbers[other])
            near[numbers[other]].add(numbers[one])
    neighbours = [sorted(found) for found in near]
    parts = [(part, _spread(part, neighbours, _pivoted(part, neighbours))) for part in _parts(neighbours)]
    found = _packed(parts)
    return {node: found[numbers[node]] for node in nodes}


def _parts(neighbours: Links) -> list[list[int]]:
    """List what hangs together, the largest first."""
    seen = [False] * len(neighbours)
    found = []
    for start in range(len(neighbours)):
        if not seen[start]:
            part = sorted(_steps(start, neighbours))
            for node in part:
                seen[node] = True
            found.append(part)
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _steps(start: int, neighbours: Links) -> dict[int, int]:
    """Count the steps to each node that can be reached."""
    steps, queue = {start: 0}, deque([start])
    while queue:
        node = queue.popleft()
        for other in neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _pivoted(part: list[int], neighbours: Links) -> dict[int, Point]:
    """Draw one part by its distances to pivots that lie far from each other."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    farthest = dict.fromkeys(part, len(part))
    pivot, columns = part[0], []
    for _ in range(min(_PIVOTS, len(part))):
        steps = _steps(pivot, neighbours)
        columns.append(_centred([float(steps[node] * steps[node]) for node in part]))
        farthest = {node: min(farthest[node], steps[node]) for node in part}
        pivot = max(part, key=lambda node: farthest[node])
    means = [sum(column[row] for column in columns) / len(columns) for row in range(len(part))]
    columns = [[mean - value for value, mean in zip(column, means, strict=True)] for column in columns]
    products = [[sum(a * b for a, b in zip(one, other, strict=True)) for other in columns] for one in columns]
    across = _direction(products, None)
    axes = [across, _direction(products, across)]
    points = [
        [sum(v * c[row] for v, c in zip(axis, columns, strict=True)) for row in range(len(part))] for axis in axes
    ]
    scaled = [_scaled(axis, sqrt(len(part)) * _LENGTH / 2) for axis in points]
    chance = random.Random(1)  # leaves of one hub have one place until they are shaken
    return {
        node: (x + chance.random() * _LENGTH, y + chance.random() * _LENGTH)
        for node, x, y in zip(part, *scaled, strict=True)
    }


def _centred(column: list[float]) -> list[float]:
    mean = sum(column) / len(column)
    return [value - mean for value in column]


def _direction(products: list[list[float]], other: list[float] | None) -> list[float]:
    """Find the direction of greatest spread by power iteration, or the greatest beside another."""
    chance = random.Random(2)
    vector = [chance.random() - 0.5 for _ in products]
    for _ in range(_POWER):
        vector = [sum(value * part for value, part in zip(row, vector, strict=True)) for row in products]
        if other:
            along = sum(a * b for a, b in zip(vector, other, strict=True))
            vector = [a - along * b for a, b in zip(vector, other, strict=True)]
        length = sqrt(sum(value * value for value in vector)) or 1.0
        vector = [value / length for value in vector]
    return vector


def _scaled(axis: list[float], width: float) -> list[float]:
    """Stretch so that the standard deviation is a part of the width; an axis without any stays."""
    spread = sqrt(sum(value * value for value in axis) / len(axis))
    return [value * width / spread / 2 if spread else 0.0 for value in axis]


def _spread(part: list[int], neighbours: Links, points: dict[int, Point]) -> dict[int, Point]:
    """Draw neighbours to each other's side and push others in the same corner apart, less with each round."""
    rounds = min(_ROUNDS, 2 + _WORK // len(part)) if len(part) > 1 else 0
    for step in range(rounds):
        most = _LENGTH * (1 - step / rounds)
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node in part:
            x, y = points[node]
            cells[int(x // (2 * _LENGTH)), int(y // (2 * _LENGTH))].append(node)
        points = {node: _moved(points[node], points, neighbours[node], cells, most) for node in part}
    return points


def _moved(
    at: Point, points: dict[int, Point], near: list[int], cells: dict[tuple[int, int], list[int]], most: float
) -> Point:
    """Move one node by the springs to its neighbours and the push of those in its cells (Fruchterman and Reingold)."""
    (x, y), across, down = at, 0.0, 0.0
    for other in near[:_CROWD]:
        away_x, away_y = points[other][0] - x, points[other][1] - y
        far = sqrt(away_x * away_x + away_y * away_y)
        across += away_x * far / _LENGTH / len(near)
        down += away_y * far / _LENGTH / len(near)
    cell_x, cell_y = int(x // (2 * _LENGTH)), int(y // (2 * _LENGTH))
    for cell in ((cell_x + i, cell_y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        for other in cells.get(cell, ())[:_CROWD]:
            away_x, away_y = x - points[other][0], y - points[other][1]
            if away_x or away_y:
                square = away_x * away_x + away_y * away_y
                across += away_x * _LENGTH * _LENGTH / square
                down += away_y * _LENGTH * _LENGTH / square
    far = sqrt(across * across + down * down)
    step = min(far, most) / far if far else 0.0
    return x + across * step, y + down * step


def _packed(parts: list[tuple[list[int], dict[int, Point]]]) -> dict[int, Point]:
    """Set the parts in rows under each other, the largest first, on a page about as wide as high."""
    boxes = [_box(points) for _, points in parts]
    area = sum((right - left + _LENGTH) * (bottom - top + _LENGTH) for left, top, right, bottom in boxes)
    page = max([sqrt(area), *(right - left + _LENGTH for left, _, right, _ in boxes)], default=0.0)
    found: dict[int, Point] = {}
    x = y = height = 0.0
    for (_, points), (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x and x + right - left + _LENGTH > page:
            x, y, height = 0.0, y + height, 0.0
        for node, (at_x, at_y) in points.items():
            found[node] = round(x + at_x - left, 1), round(-(y + at_y - top), 1)  # Gephi's y points up
        x, height = x + right - left + _LENGTH, max(height, bottom - top + _LENGTH)
    return found


def _box(points: dict[int, Point]) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in points.values()], [y for _, y in points.values()]
    return min(across), min(down), max(across), max(down)
