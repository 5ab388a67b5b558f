"""Why something is in the graph, as plain data to show: what is known, and the sentences that say so.

explain(graph, "Blinken")                  an entity, by any name or its id
explain(graph, "s0123456789abcdef")        a statement, an event or a quote, by its id
explain(graph, "Blinken -> United States") an edge; "--" for either direction

"Plain data" means that nothing here knows of terminals or pages.
"""

import re
from dataclasses import dataclass

from newsweave.errors import NewsweaveError
from newsweave.graph.show.findings import Finding, finding, findings
from newsweave.graph.show.shown import shown
from newsweave.graph.show.witness import Witness, witness
from newsweave.graph.view import Graph
from newsweave.types import Entity, Event, Statement

_EDGE = re.compile(r"(.+?)\s+(->|→|--|—)\s+(.+)")
_ONE_WAY = frozenset({"->", "→"})
_ITEM = re.compile(r"[sqv][0-9a-f]{16}")  # the ids of `newsweave.ids`


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityExplanation:
    """What the graph knows of an entity; the entity holds its kind with reasons and its names with counts.

    Attributes:
        entity: The canonical entity.
        mentions: How often it is mentioned.
        statements: What is stated of it, by id.
        events: What it takes part in, in text order.
        quotes: What it said, in text order.
        claims: What it says of others: statements and events of which it is a claimant and no part.
        witnesses: The first sentences that mention it.
    """

    entity: Entity
    mentions: int
    statements: tuple[Finding, ...]
    events: tuple[Finding, ...] = ()
    quotes: tuple[Finding, ...] = ()
    claims: tuple[Finding, ...] = ()
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeExplanation:
    """What ties two entities.

    Attributes:
        source: One end; the subject, if a direction was asked for.
        target: The other end.
        statements: What is stated of both, by id.
        events: In what both take part, in text order.
    """

    source: Entity
    target: Entity
    statements: tuple[Finding, ...]
    events: tuple[Finding, ...] = ()


def explain(graph: Graph, text: str) -> EntityExplanation | EdgeExplanation | Finding:
    """Explain what a typed text means: an entity, an id, or an edge ("A -> B", "A -- B").

    Returns:
        For the id of a statement its edge, for that of an event or a quote what there is to say of it.

    Raises:
        NewsweaveError: A name fits several entities, or nothing ties the two; says what to type instead.
        UnknownNameError: Nothing is called so; lists near names or ids.
    """
    text = text.strip()
    if _ITEM.fullmatch(text):
        item = graph.item(text)
        return explain_statement(graph, item) if isinstance(item, Statement) else finding(graph, item)
    if edge := _EDGE.fullmatch(text):
        return explain_edge(graph, graph.find(edge[1]), graph.find(edge[3]), directed=edge[2] in _ONE_WAY)
    return explain_entity(graph, graph.find(text))


def explain_entity(graph: Graph, entity: Entity, *, sentences: int = 5) -> EntityExplanation:
    """Explain an entity: what is stated of it, what it did and said, and the first sentences that mention it."""
    evidence = {item.sentence: item for item in reversed(graph.evidence(entity.id))}
    first = [evidence[sentence] for sentence in sorted(evidence)[:sentences]]
    statements, events = graph.statements(entity=entity), graph.events(entity)
    part: set[Statement | Event] = {*statements, *events}
    said: tuple[Statement | Event, ...] = (*graph.statements(), *graph.events())
    return EntityExplanation(
        entity=entity,
        mentions=len(graph.mentions(entity)),
        statements=findings(graph, shown(statements)),
        events=findings(graph, events),
        quotes=findings(graph, graph.quotes(entity)),
        claims=findings(graph, (item for item in said if item not in part and _claims(entity, item))),
        witnesses=tuple(witness(graph, item, [("mention", item.subject)]) for item in first),
    )


def explain_statement(graph: Graph, statement: Statement) -> EdgeExplanation:
    """Explain one statement."""
    return EdgeExplanation(
        source=graph.entity(statement.subject),
        target=graph.entity(statement.object),
        statements=findings(graph, [statement]),
    )


def explain_edge(graph: Graph, source: Entity, target: Entity, *, directed: bool = False) -> EdgeExplanation:
    """Explain what ties two entities: statements, and events in which both take part.

    Args:
        graph: The graph.
        source: One end.
        target: The other end.
        directed: Take only statements from source to target.

    Raises:
        NewsweaveError: Nothing ties them.
    """
    said = {item.id: item for item in graph.statements(source, object=target)}
    if not directed:
        said |= {item.id: item for item in graph.statements(target, object=source)}
    shared = {item.id for item in graph.events(target)}
    events = [item for item in graph.events(source) if item.id in shared]
    if not said and not events:
        cure = f"see what is known of one of them: {source.id}"
        raise NewsweaveError(f"{source.name} and {target.name}", "nothing in the graph ties them", cure)
    return EdgeExplanation(
        source=source,
        target=target,
        statements=findings(graph, shown(said[identifier] for identifier in sorted(said))),
        events=findings(graph, events),
    )


def _claims(entity: Entity, item: Statement | Event) -> bool:
    return any(each.claimant is not None and each.claimant.entity == entity.id for each in item.evidence)
