"""Anchor a correction in the words of the documents, so that it holds when they are extracted anew."""

from collections.abc import Iterable

from newsweave.errors import NewsweaveError
from newsweave.graph.corrections.correction import Place, Target
from newsweave.graph.show.wording import event_words, quote_words, statement_words
from newsweave.graph.view import Graph
from newsweave.types import Entity, Event, Form, Mention, Quote, Span, Statement

_PLACES = 8  # enough to know an entity again when some of its documents are gone


def entity_target(graph: Graph, entity: Entity) -> Target:
    """Anchor an entity: its name and kind, and where it is mentioned, one place in each of the first documents."""
    firsts: dict[str, Mention] = {}
    for mention in sorted(graph.mentions(entity), key=_named_first):
        firsts.setdefault(mention.span.document, mention)
    spans = [firsts[document].span for document in sorted(firsts)[:_PLACES]]
    return Target(what="entity", kind=entity.kind.value, name=_name(entity), places=_places(graph, spans))


def _name(entity: Entity) -> str:
    """Choose a name that the documents use, also where a person gave it another."""
    used = [name for name, _ in entity.names]
    return entity.name if entity.name in used or not used else used[0]


def mentions_target(graph: Graph, entity: Entity, wanted: Iterable[str]) -> Target:
    """Anchor some mentions of an entity.

    Args:
        graph: The graph.
        entity: The entity.
        wanted: Documents, by id, source or title: all mentions there; or one mention, as document:start.

    Raises:
        NewsweaveError: The entity is not mentioned there; names the places where it is.
    """
    mentions = graph.mentions(entity)
    spans: list[Span] = []
    for text in wanted:
        found = [mention.span for mention in mentions if text in mention_names(graph, mention)]
        if not found:
            where = dict.fromkeys(mention_names(graph, mention)[-1] for mention in mentions)
            cure = f"it is at {', '.join(list(where)[:10])}"
            raise NewsweaveError(f"mention {text!r}", f"{entity.name} is not mentioned there", cure)
        spans += found
    places = _places(graph, sorted(set(spans)))
    name = ", ".join(dict.fromkeys(place.words for place in places))
    return Target(what="mentions", kind=entity.kind.value, name=name, places=places)


def mention_names(graph: Graph, mention: Mention) -> tuple[str, ...]:
    """List what a mention can be called: its document, and the document with the offset; the shortest last."""
    document = graph.document(mention.span.document)
    called = [each for each in (document.title, document.id, document.source) if each]
    return (*called, *(f"{each}:{mention.span.start}" for each in called))


def item_target(graph: Graph, item: Statement | Event | Quote) -> Target:
    """Anchor what is said: a statement by its sentences and ends, an event by its triggers, a quote by its words."""
    if isinstance(item, Statement):
        return Target(
            what="statement",
            kind=item.predicate,
            name=statement_words(graph, item),
            places=_places(graph, sorted({each.sentence for each in item.evidence})),
            ends=tuple(entity_target(graph, graph.entity(end)) for end in (item.subject, item.object)),
        )
    if isinstance(item, Event):
        spans = sorted({each.trigger for each in item.evidence if each.trigger} | {item.trigger})
        return Target(what="event", kind=item.type, name=event_words(graph, item), places=_places(graph, spans))
    return Target(
        what="quote", kind=item.kind.value, name=quote_words(graph, item), places=_places(graph, [item.content])
    )


def _named_first(mention: Mention) -> tuple[bool, Span]:
    return mention.form is not Form.NAMED, mention.span


def _places(graph: Graph, spans: Iterable[Span]) -> tuple[Place, ...]:
    return tuple(
        Place(document=span.document, start=span.start, end=span.end, words=graph.words(span)) for span in spans
    )
