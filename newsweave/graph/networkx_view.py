"""The graph for networkx: for analysis of what fits in memory (some 900 bytes an edge)."""

from networkx import MultiDiGraph

from newsweave.graph.view import Graph
from newsweave.types import Entity, Statement


def to_networkx(graph: Graph) -> "MultiDiGraph[str]":
    """Make a directed multigraph: a node for each entity, an edge for each statement.

    Nodes are entity ids with `label`, `kind`, `names` (a tuple), `country` (None if unknown), `mentions` (how
    many) and `documents` (ids that mention it). Edges have the statement's id as key and `predicate`, `role`,
    `since`, `until`, `former`, `derived`, `asserted`, `score` (the best), `weight` (how often it is said, copies of
    an article once), `sentences` (their words) and `documents`.
    """
    result: MultiDiGraph[str] = MultiDiGraph()
    for entity in graph.entities():
        result.add_node(entity.id, **_node(graph, entity))
    for statement in graph.statements():
        result.add_edge(statement.subject, statement.object, key=statement.id, **_edge(graph, statement))
    return result


def _node(graph: Graph, entity: Entity) -> dict[str, object]:
    mentions = graph.mentions(entity)
    return {
        "label": entity.name,
        "kind": entity.kind.value,
        "names": tuple(name for name, _ in entity.names),
        "country": entity.country,
        "mentions": len(mentions),
        "documents": tuple(sorted({mention.span.document for mention in mentions})),
    }


def _edge(graph: Graph, statement: Statement) -> dict[str, object]:
    sentences = sorted({evidence.sentence for evidence in statement.evidence})
    return {
        "predicate": statement.predicate,
        "role": statement.role,
        "since": statement.since,
        "until": statement.until,
        "former": statement.former,
        "derived": statement.derived,
        "asserted": statement.asserted,
        "score": max(evidence.score for evidence in statement.evidence),
        "weight": graph.times_told(statement.evidence),
        "sentences": tuple(graph.words(sentence) for sentence in sentences),
        "documents": tuple(sorted({sentence.document for sentence in sentences})),
    }
