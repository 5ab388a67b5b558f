"""Who matters and who belongs together: centrality and communities of a graph's networks.

A network is one of `newsweave.graph.networks.networkx_view`, its edges taken in both directions and parallel ones as
one with the sum of their weights. The same graph gives the same numbers: nodes are taken in order of their ids, and
where chance is needed its seed is fixed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import networkx
from networkx import Graph as Network

from newsweave.errors import UnknownNameError
from newsweave.graph.networks.networkx_view import When, to_networkx
from newsweave.graph.view import Graph
from newsweave.types import Kind

_DAMPING = 0.85  # Brin and Page 1998
_ENOUGH = 1e-10  # change of all ranks together at which the iteration stops
_SEED = 20220105
_ALL_PAIRS = 2000  # nodes; of larger networks betweenness is estimated from so many (Brandes and Pich 2007)
_SAMPLE = 500
_NAMED = 3  # members that name a community


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One entity and its place.

    Attributes:
        place: 1 for the first.
        entity: Canonical id.
        name: Its fullest name.
        kind: What sort of thing it is.
        score: By what was asked for.
        mentions: How often it is mentioned.
        neighbours: To how many others the network ties it.
    """

    place: int
    entity: str
    name: str
    kind: Kind
    score: float
    mentions: int
    neighbours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Entities that have more to do with each other than with the rest.

    Attributes:
        name: Its first members.
        members: Those with most weight inside first; `score` is that weight.
    """

    name: str
    members: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """A network in parts.

    Attributes:
        found: The largest first.
        alone: How many entities nothing ties to any other.
        modularity: How much more weight lies inside the parts than chance would put there: 0 none, 1 all.
    """

    found: tuple[Community, ...]
    alone: int
    modularity: float


def rank(
    graph: Graph,
    by: str = "pagerank",
    network: str = "actors",
    *,
    within: str = "sentence",
    since: When = None,
    until: When = None,
    minimum_weight: int = 1,
) -> tuple[Ranked, ...]:
    """Put the entities of a network in order of importance, the first first, those of one score by name.

    Args:
        graph: The graph.
        by: "pagerank" (tied to much that is tied to much), "betweenness" (on the shortest paths between others),
            "degree" (tied to many) or "mentions".
        network: "statements", "actors" or "cooccurrence".
        within: See `to_networkx`; so the rest.
        since: Only what was on this day or later.
        until: Only what was on this day or earlier.
        minimum_weight: Only edges of this weight or more.

    Raises:
        UnknownNameError: There is no such order or network; lists them.
        NewsweaveError: `since` or `until` is no date.
    """
    if by not in MEASURES:
        raise UnknownNameError("by", by, MEASURES)
    made = to_networkx(graph, network, within=within, since=since, until=until, minimum_weight=minimum_weight)
    ids, plain = _simple(made)
    if not ids:
        return ()
    scores = MEASURES[by](plain, [made.nodes[name]["mentions"] for name in ids])
    return _ranked(graph, ids, plain, dict(enumerate(scores)))


def communities(
    graph: Graph,
    network: str = "cooccurrence",
    *,
    resolution: float = 1.0,
    within: str = "sentence",
    since: When = None,
    until: When = None,
    minimum_weight: int = 1,
) -> Communities:
    """Find communities by the method of Louvain (Blondel et al. 2008), with a fixed seed.

    Args:
        graph: The graph.
        network: "statements", "actors" or "cooccurrence".
        resolution: Above 1 for more and smaller ones, below 1 for fewer and larger ones.
        within: See `to_networkx`; so the rest.
        since: Only what was on this day or later.
        until: Only what was on this day or earlier.
        minimum_weight: Only edges of this weight or more.

    Raises:
        UnknownNameError: There is no such network; lists them.
        NewsweaveError: `since` or `until` is no date.
    """
    made = to_networkx(graph, network, within=within, since=since, until=until, minimum_weight=minimum_weight)
    ids, plain = _simple(made)
    if not plain.number_of_edges():
        return Communities(found=(), alone=len(ids), modularity=0.0)
    parts = networkx.community.louvain_communities(plain, resolution=resolution, seed=_SEED)
    found = [_community(graph, ids, plain, sorted(part)) for part in parts if len(part) > 1]
    return Communities(
        found=tuple(sorted(found, key=lambda each: (-len(each.members), each.name))),
        alone=sum(len(part) == 1 for part in parts),
        modularity=round(networkx.community.modularity(plain, parts, resolution=resolution), 9),
    )


def _simple(made: "Network[str]") -> tuple[list[str], "Network[int]"]:
    """Number the nodes in order, and unite parallel edges: the hash of a number is the same in every process."""
    ids = sorted(made)
    number = {name: place for place, name in enumerate(ids)}
    weights: dict[tuple[int, int], int] = {}
    one: str
    other: str
    weight: int
    for one, other, weight in made.edges(data="weight"):
        if one != other:
            ends = min(number[one], number[other]), max(number[one], number[other])
            weights[ends] = weights.get(ends, 0) + weight
    plain: Network[int] = Network()
    plain.add_nodes_from(range(len(ids)))
    plain.add_weighted_edges_from((*ends, weight) for ends, weight in sorted(weights.items()))
    return ids, plain


def _pagerank(plain: "Network[int]", _mentions: list[int]) -> list[float]:
    """Iterate PageRank; networkx's own needs SciPy."""
    number = len(plain)
    strength = [sum(data["weight"] for data in plain[node].values()) for node in range(number)]
    ranks = [1.0 / number] * number
    for _ in range(500):
        lost = sum(ranks[node] for node in range(number) if not strength[node])
        base = (1 - _DAMPING + _DAMPING * lost) / number
        before, ranks = ranks, [base] * number
        for node in range(number):
            for other, data in plain[node].items():
                ranks[other] += _DAMPING * before[node] * data["weight"] / strength[node]
        if sum(abs(new - old) for new, old in zip(ranks, before, strict=True)) < _ENOUGH:
            break
    return ranks


def _betweenness(plain: "Network[int]", _mentions: list[int]) -> list[float]:
    sample = _SAMPLE if len(plain) > _ALL_PAIRS else None
    found = networkx.betweenness_centrality(plain, k=sample, seed=_SEED)
    return [found[node] for node in range(len(plain))]


def _degree(plain: "Network[int]", _mentions: list[int]) -> list[float]:
    return [float(len(plain[node])) for node in range(len(plain))]


def _mentions(_plain: "Network[int]", mentions: list[int]) -> list[float]:
    return list(map(float, mentions))


MEASURES: dict[str, Callable[["Network[int]", list[int]], list[float]]] = {
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "degree": _degree,
    "mentions": _mentions,
}


def _community(graph: Graph, ids: list[str], plain: "Network[int]", part: list[int]) -> Community:
    inside = set(part)
    weights = {
        node: float(sum(data["weight"] for other, data in plain[node].items() if other in inside)) for node in part
    }
    members = _ranked(graph, ids, plain, weights)
    return Community(name=", ".join(each.name for each in members[:_NAMED]), members=members)


def _ranked(graph: Graph, ids: list[str], plain: "Network[int]", scores: dict[int, float]) -> tuple[Ranked, ...]:
    def order(node: int) -> tuple[float, str, str]:
        return -round(scores[node], 9), graph.entity(ids[node]).name, ids[node]

    return tuple(
        Ranked(
            place=place,
            entity=ids[node],
            name=graph.entity(ids[node]).name,
            kind=graph.entity(ids[node]).kind,
            score=round(scores[node], 9),
            mentions=len(graph.mentions(ids[node])),
            neighbours=len(plain[node]),
        )
        for place, node in enumerate(sorted(scores, key=order), 1)
    )
