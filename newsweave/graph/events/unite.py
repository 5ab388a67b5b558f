"""One happening in several articles as one event with its reports; see `newsweave.graph.events.same`.

Reports meet where they share a deed and a participant, each with its next neighbours by date, so that time grows with
the number of reports. Conflicting numbers and claims stay side by side: each evidence keeps its claimant and values.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from newsweave.graph.events.reports import Report, deed, report
from newsweave.graph.events.same import Within, clash, same_event
from newsweave.graph.merge import evidence_order
from newsweave.graph.resolution.cluster import agglomerate
from newsweave.types import Document, Entity, Event, Precision, Role, RoleFiller, Span, Statement, Value

_NEIGHBOURS = 30  # reports of one deed and participant that each is compared with, by date
_ROLES = tuple(Role)
_PRECISE = (Precision.HOUR, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)

# score and places of two reports
Pair = tuple[float, int, int]


def unite_events(
    events: Sequence[Event],
    documents: Mapping[str, Document],
    entities: Mapping[str, Entity],
    statements: Iterable[Statement],
    copy_of: Mapping[str, str],
) -> list[tuple[int, ...]]:
    """Tell which events of different articles are one happening.

    Args:
        events: With canonical ids, one for each that an article tells, ordered by where it stands.
        documents: By id.
        entities: By canonical id.
        statements: Those that tell which place lies in which are used.
        copy_of: The first of its group for each document that is a copy.

    Returns:
        The places of the reports of each, that which was published first in front; ordered by where that stands.
    """
    reports = [
        report(event, place, documents[event.trigger.document], entities)
        for place, event in enumerate(events)
        if event.trigger.document in copy_of or deed(event.type, event.lemma) is not None
    ]
    reports.sort(key=lambda item: (item.published or date.max, item.place))
    within = _within(statements)
    copied = set(_copied(reports, events, documents, copy_of))
    pairs = [*((1.0, *pair) for pair in copied), *_alike(reports, within)]

    def fits(left: Sequence[int], right: Sequence[int]) -> bool:
        return all(
            (min(one, other), max(one, other)) in copied or not clash(reports[one], reports[other], within)
            for one in left
            for other in right
        )

    joined = [
        tuple(reports[number].place for number in group) for group in agglomerate(range(len(reports)), pairs, fits)
    ]
    alone = set(range(len(events))).difference(*joined)
    return sorted([*joined, *((place,) for place in alone)])


def _within(statements: Iterable[Statement]) -> Within:
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.predicate == "located_in":
            found[statement.subject].add(statement.object)
    return {place: frozenset(wider) for place, wider in found.items()}


# --- who is compared with whom


def _copied(
    reports: Sequence[Report],
    events: Sequence[Event],
    documents: Mapping[str, Document],
    copy_of: Mapping[str, str],
) -> Iterator[tuple[int, int]]:
    """Pair what copies of an article tell in the same words; where a sentence comes again, in order."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    times = Counter[tuple[object, ...]]()
    for place, item in enumerate(reports):
        if item.document in copy_of:
            wording = _wording(events[item.place], documents[item.document])
            times[item.document, *wording] += 1
            alike[copy_of[item.document], times[item.document, *wording], *wording].append(place)
    return (pair for places in alike.values() for pair in combinations(places, 2))


def _wording(event: Event, document: Document) -> tuple[object, ...]:
    """Tell a report by its sentence and the place of its trigger there, white space set aside."""
    sentence = next((each.sentence for each in event.evidence if _covers(each.sentence, event)), event.trigger)
    before = document.text[sentence.start : event.trigger.start].split()
    return event.type, event.lemma, tuple(document.text[sentence.start : sentence.end].split()), len(before)


def _covers(sentence: Span, event: Event) -> bool:
    return sentence.start <= event.trigger.start and event.trigger.end <= sentence.end


def _alike(reports: Sequence[Report], within: Within) -> Iterator[Pair]:
    """Pair and score the reports of one deed that share a participant, each with its neighbours in time."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(reports):
        if item.deed is not None:
            for who in item.agents | item.patients | item.places:
                buckets[item.deed, who].append(place)
                if item.exact:
                    buckets[item.deed, who, item.first].append(place)
    met = {
        (left, right)
        for places in buckets.values()
        for number, left in enumerate(places)
        for right in places[number + 1 : number + 1 + _NEIGHBOURS]
    }
    for left, right in sorted(met):
        score = same_event(reports[left], reports[right], within)
        if score:
            yield score, left, right


# --- one event of several


def one_event(events: Sequence[Event]) -> Event:
    """Make one event of its reports; the first gives it its id, type and trigger."""
    if len(events) == 1:
        return events[0]
    values = {value for event in events for value in event.quantities}
    return replace(
        events[0],
        cameo=next((event.cameo for event in events if event.cameo), None),
        roles=_roles(events),
        time=min((event.time for event in events if event.time), key=_exactness, default=None),
        quantities=tuple(sorted(values, key=lambda value: (value.span, repr(value)))),
        evidence=tuple(sorted({each for event in events for each in event.evidence}, key=evidence_order)),
        members=tuple(sorted(member for event in events for member in event.members)),
    )


def _exactness(value: Value) -> tuple[object, ...]:
    exact = _PRECISE.index(value.precision) if value.precision else len(_PRECISE)
    return value.start is None, exact, value.span, repr(value)


def _roles(events: Iterable[Event]) -> tuple[RoleFiller, ...]:
    """List participants by role and place, each entity once a role and article."""
    fillers = {filler for event in events for filler in event.roles}
    ordered = sorted(fillers, key=lambda each: (_ROLES.index(each.role), each.participant.span, repr(each)))
    found: dict[tuple[Role, str, str], RoleFiller] = {}
    for filler in ordered:
        who = filler.participant
        found.setdefault((filler.role, who.span.document, who.entity or who.text.casefold()), filler)
    return tuple(found.values())
