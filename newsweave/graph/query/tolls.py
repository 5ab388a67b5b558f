"""How many, according to whom, as of when: the numbers that are given of what happened, side by side.

    graph.tolls(place=graph.find("Almaty"), role="killed")

Nothing is added up and nothing is chosen: who counts differently stands beside the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from newsweave.errors import UnknownNameError
from newsweave.graph.events.values import date_words, days, number_words, told
from newsweave.graph.query.timeline import day_range
from newsweave.graph.show.wording import heading, status_words, who_words
from newsweave.graph.view import EntityLike, Graph
from newsweave.types import Entity, Event, Evidence, Role, Span, Value, ValueKind

_NO_TOLL = frozenset({None, "other", "money"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One number that somebody gives.

    Attributes:
        words: The number, of what, and what it tells: "at least 18 people killed".
        role: What it tells: "killed", "injured", "arrested".
        low: The smallest number meant; None if vague ("dozens").
        high: The largest; None if open ("at least 18") or vague.
        claimant: Who says so; None if the paper itself does.
        status: "denied", "planned", "possible" ...; empty if it is plainly so.
        published: As of when: the day of the article.
        sources: Who published it, the first first; copies of one article are one toll.
        event: Id of the event.
        when: When it happened, in words; None if that is not told.
        sentence: Where it stands.
        text: The words of the sentence.
    """

    words: str
    role: str
    low: float | None
    high: float | None
    claimant: str | None
    status: str
    published: date | None
    sources: tuple[str, ...]
    event: str
    when: str | None
    sentence: Span
    text: str


def tolls(
    graph: Graph,
    *,
    place: EntityLike | None = None,
    role: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    as_of: date | str | None = None,
) -> tuple[Toll, ...]:
    """List the numbers that are given of what happened, by day of publication, then in text order.

    Args:
        graph: The graph.
        place: Only of what happened there or in what is said to lie there, or is told in a sentence that names it.
        role: Only what tells this: "killed".
        since: Only of what may have happened on this day or later; without a date, what was published then.
        until: Likewise, or earlier.
        as_of: Only what was published by then.

    Raises:
        UnknownNameError: No number in the graph tells this; lists what they tell.
        NewsweaveError: A date is none.
    """
    first = day_range(since, "since")[0] if since is not None else date.min
    last = day_range(until, "until")[1] if until is not None else date.max
    by = day_range(as_of, "as_of")[1] if as_of is not None else date.max
    found = list(_counts(graph))
    known = {str(value.role) for _, _, value in found}
    if role is not None and role not in known:
        raise UnknownNameError("toll", role, known)
    there = _there(graph, place) if place is not None else None
    naming = {mention.sentence for each in there or () for mention in graph.mentions(each)}
    listed = [
        _toll(graph, event, evidence, value)
        for event, evidence, value in found
        if role in (None, value.role)
        and _in(event, evidence, there, naming)
        and _then(graph, event, evidence, first, last)
    ]
    published = (toll for toll in listed if as_of is None or (toll.published is not None and toll.published <= by))
    ordered = sorted(published, key=lambda toll: (toll.published or date.max, toll.sentence, toll.words))
    return tuple(_without_copies(graph, ordered))


def _counts(graph: Graph) -> Iterator[tuple[Event, Evidence, Value]]:
    for event in graph.events():
        for evidence in event.evidence:
            for value in told(event, evidence):
                if value.kind is ValueKind.QUANTITY and value.role not in _NO_TOLL:
                    yield event, evidence, value


def _toll(graph: Graph, event: Event, evidence: Evidence, value: Value) -> Toll:
    document = graph.document(evidence.sentence.document)
    return Toll(
        words=number_words(value),
        role=str(value.role),
        low=value.low,
        high=value.high,
        claimant=who_words(graph, evidence.claimant) if evidence.claimant else None,
        status=status_words(evidence),
        published=document.published,
        sources=(document.publisher or heading(document),),
        event=event.id,
        when=date_words(event.time) if event.time else None,
        sentence=evidence.sentence,
        text=" ".join(graph.words(evidence.sentence).split()),
    )


# --- where and when


def _there(graph: Graph, place: EntityLike) -> frozenset[str]:
    """List a place and what is said to lie in it, at any depth."""
    found = {place.id if isinstance(place, Entity) else place}
    pending = list(found)
    while pending:
        inner = {each.subject for each in graph.statements(predicate="located_in", object=pending.pop())} - found
        found |= inner
        pending += inner
    return frozenset(found)


def _in(event: Event, evidence: Evidence, there: frozenset[str] | None, naming: set[Span]) -> bool:
    if there is None:
        return True
    places = {each.participant.entity for each in event.roles if each.role is Role.PLACE and each.participant.entity}
    return not there.isdisjoint(places) if places else evidence.sentence in naming


def _then(graph: Graph, event: Event, evidence: Evidence, first: date, last: date) -> bool:
    published = graph.document(evidence.sentence.document).published
    covered = days(event.time) or ((published, published) if published else None)
    if covered is None:
        return first == date.min and last == date.max
    return covered[0] <= last and first <= covered[1]


def _without_copies(graph: Graph, ordered: list[Toll]) -> Iterator[Toll]:
    """Keep of what copies of an article repeat the first, with the sources of all."""
    alike: dict[tuple[object, ...], list[Toll]] = {}
    for toll in ordered:
        origin = graph.version_of(toll.sentence.document)
        document = origin.id if origin else toll.sentence.document
        alike.setdefault((document, toll.words, toll.claimant, toll.status, toll.event), []).append(toll)
    for same in alike.values():
        sources = dict.fromkeys(source for toll in same for source in toll.sources)
        yield replace(same[0], sources=tuple(sources))
