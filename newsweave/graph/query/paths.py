"""Who is near whom: neighbours to a depth, and all shortest paths, each step with what ties its two ends.

Two entities are tied by a statement of both, in either direction, and by an event in which both take part.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from newsweave.errors import NewsweaveError
from newsweave.graph.query.ask import Item, Query, parties, query
from newsweave.graph.show.findings import Finding, findings
from newsweave.graph.show.shown import shown
from newsweave.graph.view import EntityLike, Graph
from newsweave.types import Entity

_ALL = Query()
_Ties = Mapping[str, Mapping[str, list[Item]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What ties two entities.

    Attributes:
        source: Where the step begins.
        target: Where it ends.
        findings: Statements of both by id, then events of both in text order, with their sentences.
    """

    source: Entity
    target: Entity
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An entity that can be reached.

    Attributes:
        entity: Which.
        distance: In how many steps, 1 or more.
        steps: The last step to it, from each entity that is nearer by one; by that one's id.
    """

    entity: Entity
    distance: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One shortest way from an entity to another.

    Attributes:
        entities: Where it goes, both ends included.
        steps: One fewer than entities.
    """

    entities: tuple[Entity, ...]
    steps: tuple[Step, ...]


def neighbourhood(graph: Graph, entity: EntityLike, depth: int = 1, asked: Query = _ALL) -> tuple[Neighbour, ...]:
    """List what is at most so many steps from an entity, by distance, then id.

    Args:
        graph: The graph.
        entity: An entity, an id, a name or a part of one.
        depth: The most steps.
        asked: Steps are what fits this alone.

    Raises:
        UnknownNameError: Nothing is called so; lists near names.
    """
    centre, ties = _found(graph, entity), _ties(graph, asked)
    distance = _distances(ties, centre.id, depth)
    return tuple(
        Neighbour(
            entity=graph.entity(name),
            distance=far,
            steps=tuple(
                _step(graph, before, name, ties) for before in sorted(ties[name]) if distance.get(before) == far - 1
            ),
        )
        for name, far in sorted(distance.items(), key=lambda each: (each[1], each[0]))
        if far
    )


def shortest_paths(
    graph: Graph, source: EntityLike, target: EntityLike, asked: Query = _ALL, *, longest: int = 10, limit: int = 20
) -> tuple[Path, ...]:
    """Find all shortest paths between two entities, by the ids on the way.

    Args:
        graph: The graph.
        source: An entity, an id, a name or a part of one.
        target: Likewise.
        asked: Steps are what fits this alone.
        longest: The most steps.
        limit: The most paths: there can be very many.

    Raises:
        UnknownNameError: Nothing is called so; lists near names.
        NewsweaveError: The two are one, or nothing leads from one to the other.
    """
    start, end = _found(graph, source), _found(graph, target)
    if start.id == end.id:
        raise NewsweaveError(f"{source} and {target}", "both are the same entity", f"see explain {start.id}")
    ties = _ties(graph, asked)
    distance = _distances(ties, end.id, longest)
    if start.id not in distance:
        cure = "ask for longer paths or leave conditions out, or see the neighbours of one of them"
        raise NewsweaveError(f"{start.name} and {end.name}", f"no path of at most {longest} steps joins them", cure)
    return tuple(_path(graph, way, ties) for way in islice(_ways(ties, distance, start.id), limit))


def _found(graph: Graph, entity: EntityLike) -> Entity:
    return entity if isinstance(entity, Entity) else graph.find(entity)


def _ties(graph: Graph, asked: Query) -> _Ties:
    """Map each entity to those that it is tied to, and by what; what only repeats another fact is left out."""
    found = query(graph, asked)
    ties: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    items: tuple[Item, ...] = (*shown(found.statements), *found.events)
    for item in items:
        for one, other in combinations(sorted({identifier for _, identifier in parties(item)}), 2):
            ties[one][other].append(item)
            ties[other][one].append(item)
    return {one: dict(others) for one, others in ties.items()}


def _distances(ties: _Ties, start: str, most: int) -> dict[str, int]:
    """Count the steps from an entity to all that are not too far."""
    distance, edge = {start: 0}, [start]
    for far in range(1, most + 1):
        edge = sorted({other for one in edge for other in ties.get(one, ()) if other not in distance})
        if not edge:
            break
        distance |= dict.fromkeys(edge, far)
    return distance


def _ways(ties: _Ties, distance: Mapping[str, int], start: str) -> Iterator[tuple[str, ...]]:
    """Walk downhill to where the distance is 0, in every way."""
    open_ways: list[tuple[str, ...]] = [(start,)]
    while open_ways:
        way = open_ways.pop()
        far = distance[way[-1]]
        if far == 0:
            yield way
        else:
            nearer = [other for other in ties[way[-1]] if distance.get(other) == far - 1]
            open_ways += [(*way, other) for other in sorted(nearer, reverse=True)]


def _path(graph: Graph, way: tuple[str, ...], ties: _Ties) -> Path:
    return Path(
        entities=tuple(map(graph.entity, way)),
        steps=tuple(_step(graph, one, other, ties) for one, other in pairwise(way)),
    )


def _step(graph: Graph, one: str, other: str, ties: _Ties) -> Step:
    return Step(source=graph.entity(one), target=graph.entity(other), findings=findings(graph, ties[one][other]))
