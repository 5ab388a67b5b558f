"""The graph for networkx, for analysis of what fits in memory (some 900 bytes an edge).

    graph.to_networkx()                                   every statement and event an edge
    graph.to_networkx("actors")                           who did something to whom, and how often
    graph.to_networkx("cooccurrence", within="document")  who is named beside whom, and how often

Nodes are entity ids with `label`, `kind`, `names` (a tuple), `mentions` (how many), `documents` (ids that mention
it) and, if known, `country`. No attribute is None: what is not known is not there. Nodes and edges are in order.
What copies of an article repeat counts once in every `weight`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any, TypeAlias, TypedDict

from networkx import DiGraph, MultiDiGraph
from networkx import Graph as Network

from newsweave.errors import UnknownNameError
from newsweave.graph.networks.actors import event_pairs
from newsweave.graph.query.ask import Query, query
from newsweave.graph.query.timeline import day_range
from newsweave.graph.view import Graph
from newsweave.types import Document, Entity, Event, Span, Statement

NETWORKS = ("statements", "actors", "cooccurrence")
WITHIN = ("sentence", "document")

AnyNetwork: TypeAlias = "Network[str]"
When: TypeAlias = date | str | None


class Options(TypedDict, total=False):
    """What `to_networkx` takes besides the graph and the network; see there."""

    within: str
    since: When
    until: When
    minimum_weight: int


def to_networkx(
    graph: Graph,
    network: str = "statements",
    *,
    within: str = "sentence",
    since: When = None,
    until: When = None,
    minimum_weight: int = 1,
) -> AnyNetwork:
    """Make a networkx graph.

    "statements" is a MultiDiGraph with every entity: an edge for each statement, from subject to object, and for
    each event from who to whom, where both are entities. Its key is their id. Edges have `sort` ("statement" or
    "event"), `predicate` or `type`, `asserted`, `score` (the best), `weight` (how often it is said), `sentences`
    (their words) and `documents`; statements have `former` and `derived`, and if known `role`, `since` and
    `until`; events have `trigger` and if known `date`.

    "actors" is a DiGraph of those who did something to each other: `weight` tells in how many events, `types`
    which, the most frequent first, `events` their ids.

    "cooccurrence" is an undirected Graph of those who are named in one sentence or document: `weight` tells in
    how many, `documents` in which.

    Args:
        graph: The graph.
        network: Which of the three.
        within: What two have to share to be neighbours in "cooccurrence": "sentence" or "document".
        since: Only what was on this day or later, as `Query.since` has it; of cooccurrence, what was published.
        until: Only what was on this day or earlier, likewise.
        minimum_weight: Only edges of this weight or more; but for "statements", nodes without edges go too.

    Raises:
        UnknownNameError: There is no such network; lists them.
        NewsweaveError: `since` or `until` is no date.
    """
    if network not in NETWORKS:
        raise UnknownNameError("network", network, NETWORKS)
    if within not in WITHIN:
        raise UnknownNameError("within", within, WITHIN)
    if network == "cooccurrence":
        return _cooccurrence(graph, within, since, until, minimum_weight)
    found = query(graph, Query(since=since, until=until))
    if network == "actors":
        return _actors(graph, found.events, minimum_weight)
    return _statements(graph, found.statements, found.events, minimum_weight)


def _statements(
    graph: Graph, statements: Iterable[Statement], events: Iterable[Event], least: int
) -> "MultiDiGraph[str]":
    result: MultiDiGraph[str] = MultiDiGraph()
    _add_nodes(graph, result, (entity.id for entity in graph.entities()))
    for item in statements:
        if graph.times_told(item.evidence) >= least:
            result.add_edge(item.subject, item.object, key=item.id, **_statement(graph, item))
    for event in events:
        if graph.times_told(event.evidence) >= least:
            for who, whom in event_pairs(event):
                result.add_edge(who, whom, key=event.id, **_event(graph, event))
    return result


def _actors(graph: Graph, events: Iterable[Event], least: int) -> "DiGraph[str]":
    joined: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        for pair in event_pairs(event):
            joined[pair].append(event)
    kept = {pair: found for pair, found in sorted(joined.items()) if len(found) >= least}
    result: DiGraph[str] = DiGraph()
    _add_nodes(graph, result, {end for pair in kept for end in pair})
    for (who, whom), found in kept.items():
        types = Counter(event.type for event in found)
        result.add_edge(
            who,
            whom,
            weight=len(found),
            types=tuple(sorted(types, key=lambda name: (-types[name], name))),
            events=tuple(event.id for event in found),
            documents=_documents(each.sentence for event in found for each in event.evidence),
        )
    return result


def _cooccurrence(graph: Graph, within: str, since: When, until: When, least: int) -> "Network[str]":
    first = day_range(since, "since")[0] if since is not None else date.min
    last = day_range(until, "until")[1] if until is not None else date.max
    always = since is None and until is None
    wanted = {each.id for each in graph.documents() if always or _published_within(each, first, last)}
    named: dict[Span | str, set[str]] = defaultdict(set)
    for entity in graph.entities():
        for mention in graph.mentions(entity):
            if mention.span.document in wanted:
                named[mention.sentence if within == "sentence" else mention.span.document].add(entity.id)
    shared: dict[tuple[str, str], list[Span | str]] = defaultdict(list)
    for place, ids in named.items():
        for one, other in combinations(sorted(ids), 2):
            shared[one, other].append(place)
    kept = {pair: places for pair, places in sorted(shared.items()) if graph.times_told(places) >= least}
    result: Network[str] = Network()
    _add_nodes(graph, result, {end for pair in kept for end in pair})
    for (one, other), places in kept.items():
        documents = {place.document if isinstance(place, Span) else place for place in places}
        result.add_edge(one, other, weight=graph.times_told(places), documents=tuple(sorted(documents)))
    return result


def _published_within(document: Document, first: date, last: date) -> bool:
    return document.published is not None and first <= document.published <= last


def _add_nodes(graph: Graph, result: AnyNetwork, ids: Iterable[str]) -> None:
    for identifier in sorted(ids):
        result.add_node(identifier, **_node(graph, graph.entity(identifier)))


def _node(graph: Graph, entity: Entity) -> dict[str, Any]:
    mentions = graph.mentions(entity)
    return _known(
        label=entity.name,
        kind=entity.kind.value,
        names=tuple(name for name, _ in entity.names),
        country=entity.country,
        mentions=len(mentions),
        documents=_documents(mention.span for mention in mentions),
    )


def _statement(graph: Graph, statement: Statement) -> dict[str, Any]:
    return _said(graph, statement) | _known(
        sort="statement",
        predicate=statement.predicate,
        role=statement.role,
        since=statement.since,
        until=statement.until,
        former=statement.former,
        derived=statement.derived,
    )


def _event(graph: Graph, event: Event) -> dict[str, Any]:
    trigger = " ".join(graph.words(event.trigger).split())
    day = event.time.start if event.time else None
    return _said(graph, event) | _known(sort="event", type=event.type, trigger=trigger, date=day)


def _said(graph: Graph, item: Statement | Event) -> dict[str, Any]:
    sentences = sorted({evidence.sentence for evidence in item.evidence})
    return {
        "asserted": any(evidence.asserted for evidence in item.evidence),
        "score": max(evidence.score for evidence in item.evidence),
        "weight": graph.times_told(item.evidence),
        "sentences": tuple(graph.words(sentence) for sentence in sentences),
        "documents": _documents(sentences),
    }


def _documents(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(sorted({span.document for span in spans}))


def _known(**attributes: Any) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}
