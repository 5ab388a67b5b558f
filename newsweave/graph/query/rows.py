"""What was found, a row each, as plain data to show: when, what, in words, who says so, who published it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsweave.graph.events.values import date_words
from newsweave.graph.query.ask import Item, span_of
from newsweave.graph.show.findings import Finding, finding
from newsweave.graph.show.wording import standing_words
from newsweave.graph.view import Graph
from newsweave.types import Event, Quote, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement, an event or a quote.

    Attributes:
        sort: "statement", "event" or "quote".
        when: In words: when the event was, since and until when the statement held; None if nobody tells.
        first: The first day of that, or of publication for statements without time and for quotes.
        last: The last, likewise.
        said: Who says it and how: "police say so", "the paper says that it is planned".
        sources: Who published it.
        finding: Its id, its words, its parties and its sentences.
    """

    sort: str
    when: str | None
    first: date | None
    last: date | None
    said: tuple[str, ...]
    sources: tuple[str, ...]
    finding: Finding


def rows(graph: Graph, items: Iterable[Item]) -> tuple[Found, ...]:
    """Make a row of each item, in the order given."""
    return tuple(_row(graph, item) for item in items)


def _row(graph: Graph, item: Item) -> Found:
    found = finding(graph, item)
    first, last = span_of(graph, item) or (None, None)
    told = (standing_words(each.claimant, each.modality, each.polarity) for each in found.witnesses)
    sources = (" ".join((each.publisher or each.title).split()) for each in found.witnesses)
    return Found(
        sort="statement" if isinstance(item, Statement) else "quote" if isinstance(item, Quote) else "event",
        when=_when(item),
        first=None if first == date.min else first,
        last=None if last == date.max else last,
        said=tuple(dict.fromkeys(told)),
        sources=tuple(dict.fromkeys(sources)),
        finding=found,
    )


def _when(item: Item) -> str | None:
    if isinstance(item, Event):
        return date_words(item.time) if item.time else None
    if isinstance(item, Statement) and (item.since or item.until):
        return f"{item.since or ''}..{item.until or ''}"
    return None
