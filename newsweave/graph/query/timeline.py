"""What happened when: the events of a graph in order of time, as plain data to show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph.events.values import covered, date_words, days, told, value_words
from newsweave.graph.ontology.terms import event_types
from newsweave.graph.show.findings import Finding, finding
from newsweave.graph.show.wording import deed_words, heading, says_words, status_words, who_words
from newsweave.graph.view import EntityLike, Graph
from newsweave.types import Document, Event, Evidence, Value, ValueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event.

    Attributes:
        first: The first day that it may have been on; None if it has no date.
        last: The last day that it may have been on.
        when: When, as exactly as it is known: "2022-01-05", "2022-01", "week of 2022-01-10".
        deed: Who did what to whom and where: "Police — arrested → 18 protesters; in Almaty".
        told: Who says what of it: "police say: dozens of people killed", "planned"; nothing for what the
            paper simply tells. Of several articles each number is told, with its article.
        sources: Who published it.
        published: Day of the first article that tells it, if that is known.
        finding: The event with its roles and sentences.
    """

    first: date | None
    last: date | None
    when: str | None
    deed: str
    told: tuple[str, ...]
    sources: tuple[str, ...]
    published: date | None
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in order of time.

    Attributes:
        dated: Those that have a date, by their first day, then their last, then their place in the text.
        undated: Those that have none, by their day of publication, then in text order.
    """

    dated: tuple[Row, ...]
    undated: tuple[Row, ...]


def timeline(
    graph: Graph,
    *,
    entity: EntityLike | None = None,
    type: str | None = None,  # noqa: A002 - as in `Event.type`
    since: date | str | None = None,
    until: date | str | None = None,
) -> Timeline:
    """Put events in order of time.

    Args:
        graph: The graph.
        entity: Only those that this entity takes part in.
        type: Only of this type, in any case: "ARREST".
        since: Only those that may have been on this day or later; a day, or a year, month or week in ISO 8601.
        until: Only those that may have been on this day or earlier, likewise.

    Raises:
        UnknownNameError: Neither the ontology nor the graph has this type of event.
        NewsweaveError: `since` or `until` is no date.
    """
    first = day_range(since, "since")[0] if since is not None else date.min
    last = day_range(until, "until")[1] if until is not None else date.max
    rows = [_row(graph, event) for event in graph.events(entity, type and _known_type(graph, type))]
    within = [row for row in rows if row.first and row.last and row.first <= last and first <= row.last]
    return Timeline(
        dated=tuple(sorted(within, key=lambda row: (row.first, row.last, row.when))),
        undated=tuple(sorted((row for row in rows if row.first is None), key=lambda row: row.published or date.max)),
    )


def day_range(said: date | str, place: str) -> tuple[date, date]:
    """Read a day, or a year, month or week in ISO 8601, as its first and last day.

    Raises:
        NewsweaveError: It is none; names the place.
    """
    found = (said, said) if isinstance(said, date) else covered(said.strip())
    if found is None:
        cure = "write a year, a month or a day: 2022, 2022-01 or 2022-01-05"
        raise NewsweaveError(place, f"{said!r} is no date", cure)
    return found


def _known_type(graph: Graph, name: str) -> str:
    known = {event.name for event in event_types()} | {event.type for event in graph.events()}
    if name in known:
        return name
    if name.upper() in known:
        return name.upper()
    raise UnknownNameError("event type", name.upper(), known)


def _row(graph: Graph, event: Event) -> Row:
    first, last = days(event.time) or (None, None)
    deed = deed_words(graph, event)
    documents = [graph.document(name) for name in dict.fromkeys(each.sentence.document for each in event.evidence)]
    return Row(
        first=first,
        last=last,
        when=date_words(event.time) if event.time else None,
        deed=deed,
        told=tuple(dict.fromkeys(_told(graph, event, deed))),
        sources=tuple(dict.fromkeys(map(_source, documents))),
        published=min((each.published for each in documents if each.published), default=None),
        finding=finding(graph, event),
    )


def _source(document: Document) -> str:
    return " ".join((document.publisher or heading(document)).split())


def _told(graph: Graph, event: Event, deed: str) -> Iterator[str]:
    """Tell what each mention adds: a claimant, a status, numbers, another date; of several articles, in which."""
    several = len({each.sentence.document for each in event.evidence}) > 1
    seen = set[tuple[str, str]]()
    for evidence in event.evidence:
        who = says_words(who_words(graph, evidence.claimant)) if evidence.claimant else ""
        values = (value_words(each) for each in told(event, evidence) if _adds(each, event, evidence, deed, several))
        added = ", ".join(filter(None, (status_words(evidence), *values)))
        words = f"{who}: {added}" if who and added else f"{who} so" if who else added
        document = graph.document(evidence.sentence.document)
        origin = graph.version_of(document) or document
        if words and (origin.id, words) not in seen:  # a copy adds nothing
            seen.add((origin.id, words))
            yield f"{words} [{_article(document)}]" if several else words


def _article(document: Document) -> str:
    return f"{_source(document)}, {document.published}" if document.published else _source(document)


def _adds(value: Value, event: Event, evidence: Evidence, deed: str, several: bool) -> bool:
    """Tell whether a time or number is not already on the line; a claimant's and an article's own are always shown."""
    if value.kind is ValueKind.DATE:
        return event.time is None or date_words(value) != date_words(event.time)
    return several or evidence.claimant is not None or value.text not in deed
