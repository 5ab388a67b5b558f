"""The arrows of a picture: their paths around each other, and places for their words that are still free."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from newsweave.exports.layout import Box, Point
from newsweave.exports.rows import EdgeRow

_BEND = 34.0  # between parallel arrows, pixels
_SPOTS = (0.0, -0.25, 0.25, -0.5, 0.5, -1.0, 1.0)  # from the middle of what is free of an arrow to its ends
_MOST = 30  # letters of a post that are still short
_LETTER = 5.6  # width of a letter at 10 pixels
_HEAD = 8.0  # length of an arrow's head, pixels
_TOLERABLE = 90.0  # square pixels that words may cover of other words or a node before they are left out


@dataclass(frozen=True, slots=True)
class Shape:
    """What a node covers: a circle, and its name below it."""

    at: Point
    radius: float
    name: Box

    def boxes(self) -> tuple[Box, Box]:
        """Cover it with boxes."""
        (x, y), far = self.at, self.radius
        return (x - far, y - far, x + far, y + far), self.name

    def way_out(self, away: Point, gap: float) -> float:
        """Tell how far from the centre an arrow is clear of circle and name, so that its head is seen."""
        left, top, right, bottom = self.name
        far = self.radius + gap
        while (
            left - gap < self.at[0] + away[0] * far < right + gap
            and top - gap < self.at[1] + away[1] * far < bottom + gap
        ):
            far += 2
        return far


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge as it is drawn.

    Attributes:
        edge: The row.
        path: Its line, in SVG's path language.
        label: The predicate, and the post if that is short; empty where no words fit.
        turn: Where the label stands and how it lies, as an SVG transform.
    """

    edge: EdgeRow
    path: str
    label: str
    turn: str


def arrows(edges: Iterable[EdgeRow], shapes: Mapping[str, Shape]) -> list[Arrow]:
    """Draw edges, those between the same two nodes beside each other, and no words over a node."""
    between: dict[tuple[str, str], list[EdgeRow]] = defaultdict(list)
    for edge in edges:
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    full = [box for _, shape in sorted(shapes.items()) for box in shape.boxes()]
    drawn = []
    for (low, _), parallel in sorted(between.items()):
        for number, edge in enumerate(parallel):
            bend = (number - (len(parallel) - 1) / 2) * _BEND * (1 if edge.source == low else -1)
            source, target = shapes[edge.source], shapes[edge.target]
            drawn.append(_loop(edge, source, number) if source is target else _arrow(edge, source, target, bend, full))
    return drawn


def _arrow(edge: EdgeRow, source: Shape, target: Shape, bend: float, full: list[Box]) -> Arrow:
    away, length = _towards(source.at, target.at)
    middle = (
        (source.at[0] + target.at[0]) / 2 - away[1] * bend * 2,
        (source.at[1] + target.at[1]) / 2 + away[0] * bend * 2,
    )
    start, used = _rim(source, middle, 1)
    end, used_too = _rim(target, middle, 3)
    curve = source.at, middle, target.at
    label, spot = _words_on(edge, curve, (used + 3, length - used_too - _HEAD - 3), full)
    path = f"M{_point(start)} Q{_point(middle)} {_point(end)}"
    return Arrow(edge, path, label, _turn(spot, away))


def _rim(shape: Shape, towards: Point, gap: float) -> tuple[Point, float]:
    """Find where an arrow leaves or meets a node, and how far that is from its centre."""
    away, length = _towards(shape.at, towards)
    far = min(shape.way_out(away, gap), max(length, shape.radius))
    return (shape.at[0] + away[0] * far, shape.at[1] + away[1] * far), far


def words(edge: EdgeRow) -> tuple[str, ...]:
    """Put an edge in few words, in fewer, and in the fewest."""
    past = " (former)" if edge.former else ""
    if not edge.roles or len(edge.roles) > _MOST:
        return f"{edge.label}{past}", edge.label
    short = f"{edge.roles}{past}", edge.label
    return short if edge.event else (f"{edge.label}: {short[0]}", *short)


def _loop(edge: EdgeRow, shape: Shape, number: int) -> Arrow:
    """Draw an edge from a node to itself, above it; a further one higher."""
    (x, y), far = shape.at, shape.radius * 0.7
    top = y - 4 * shape.radius - 14 * number
    path = f"M{_point((x - far, y - far))} C{_point((x - far * 3, top))} {_point((x + far * 3, top))} "
    spot = x, y - 0.25 * far + 0.75 * (top - y) - 6
    return Arrow(edge, path + _point((x + far, y - far)), edge.label, _turn(spot, (1.0, 0.0)))


def _towards(start: Point, end: Point) -> tuple[Point, float]:
    """Give the direction from one point to another, and how far it is."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = sqrt(across * across + down * down)
    return ((across / length, down / length) if length else (1.0, 0.0)), length


def _words_on(edge: EdgeRow, curve: Sequence[Point], free: tuple[float, float], full: list[Box]) -> tuple[str, Point]:
    """Choose the fullest words, and a spot for them, that cover nothing; else those that cover least, if not much.

    Args:
        edge: The row.
        curve: Centre of the source, bend, centre of the target.
        free: From where to where no node covers the arrow, as distances from the source.
        full: What is covered already; the words are added to it.
    """
    away, length = _towards(curve[0], curve[2])
    best: tuple[float, str, Point, list[Box]] | None = None
    for label in words(edge):
        width = len(label) * _LETTER
        slack = free[1] - free[0] - width
        if slack < 0 and label != edge.label:
            continue
        for place in _SPOTS:
            far = (free[0] + free[1]) / 2 + place * max(0.0, slack) / 2
            spot = _on_curve(curve, far / (length or 1.0))
            boxes = _boxes(spot, away, width)
            covered = sum(_overlap(box, other) for box in boxes for other in full)
            if best is None or covered < best[0]:
                best = covered, label, spot, boxes
        if best and not best[0]:
            break
    assert best, "the last words are tried whether they fit or not"
    if best[0] > _TOLERABLE:
        return "", best[2]
    full.extend(best[3])
    return best[1], best[2]


def _on_curve(curve: Sequence[Point], part: float) -> Point:
    """Find a point of a quadratic Bezier curve."""
    rest = 1 - part
    x, y = (
        rest * rest * start + 2 * rest * part * middle + part * part * end
        for start, middle, end in zip(*curve, strict=True)
    )
    return x, y


def _boxes(at: Point, away: Point, width: float) -> list[Box]:
    """Cover slanting words with small boxes, one for every 12 pixels."""
    number = max(1, round(width / 12))
    steps = ((index + 0.5) / number * width - width / 2 for index in range(number))
    centres = ((at[0] + away[0] * step, at[1] + away[1] * step) for step in steps)
    return [(x - 6, y - 6, x + 6, y + 6) for x, y in centres]


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _turn(at: Point, away: Point) -> str:
    """Lay words along a direction, never upside down."""
    across, down = away if away[0] >= 0 else (-away[0], -away[1])
    turned = (across, down, -down, across)
    return f"matrix({' '.join(f'{value + 0.0:.3f}' for value in turned)} {at[0]:.1f} {at[1]:.1f})"


def _point(at: Point) -> str:
    return f"{at[0]:.1f},{at[1]:.1f}"
