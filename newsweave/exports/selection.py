"""Which part of a graph to draw: the surroundings of an entity, some kinds, the best connected of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsweave.exports.rows import EdgeRow, NodeRow
from newsweave.types import Kind

MOST = 80  # entities in one picture; more are no longer read


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to draw.

    Attributes:
        around: Canonical id of an entity; None for the whole graph.
        depth: How many edges away from it still counts.
        top: Draw at most so many entities: those with most edges, nearest first.
        kinds: Only entities of these kinds.
        title: What stands above the picture.
    """

    around: str | None = None
    depth: int = 1
    top: int = MOST
    kinds: frozenset[Kind] = frozenset(Kind)
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What was chosen.

    Attributes:
        nodes: The most important first.
        edges: All between them.
        untied: How many more entities are of these kinds, and are tied to nothing that is.
        cut: How many more are left out for `top`.
    """

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    untied: int
    cut: int


def select(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow], selection: Selection) -> Selected:
    """Choose what to draw."""
    known = {node.identifier: node for node in nodes}
    fitting = {name for name, node in known.items() if node.kind in selection.kinds or name == selection.around}
    ties = [edge for edge in edges if edge.source in fitting and edge.target in fitting]
    steps = dict.fromkeys(fitting, 0) if selection.around is None else _steps(selection.around, ties, selection.depth)
    links = Counter(end for edge in ties for end in {edge.source, edge.target} if end in steps)
    drawable = (name for name in steps if links[name] or name == selection.around)
    order = sorted(drawable, key=lambda name: (steps[name], -links[name], name))
    most = set(order[: selection.top])
    between = [edge for edge in ties if edge.source in most and edge.target in most]
    tied = {end for edge in between for end in (edge.source, edge.target)} | {selection.around}
    drawn = tuple(known[name] for name in order if name in most and name in tied)  # the rest hang on what is cut
    return Selected(nodes=drawn, edges=tuple(between), untied=len(steps) - len(order), cut=len(order) - len(drawn))


def _steps(start: str, edges: Sequence[EdgeRow], depth: int) -> dict[str, int]:
    """Count the edges from one entity to each that is no further than `depth`."""
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    steps, reached = {start: 0}, {start}
    for step in range(1, depth + 1):
        reached = {other for node in reached for other in near[node]} - steps.keys()
        steps |= dict.fromkeys(sorted(reached), step)
    return steps
