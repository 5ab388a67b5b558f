"""Events and quotes as RDF: the Simple Event Model (SEM), with the groups and numbers that the text gives.

An event is a node, whether it happened, is denied or only planned: `nw:status` says which, and that it happened
is a claim, one for each evidence.
"""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from newsweave.exports.labels import claim_status
from newsweave.exports.rdf.claims import claim
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import Pair, about, number, term, text, when
from newsweave.types import Event, Participant, Quote, Role, Span, Value

_ROLES = {Role.PLACE: "sem:hasPlace"}  # the others are terms of ours


def events(scene: Scene) -> Iterator[Triple]:
    """Write each event, and the claims that it happened."""
    for event in scene.graph.events():
        subject, kind = scene.names("event", event.id), event_class(event.type)
        yield from about(subject, *_event(scene, event, kind))
        for evidence in event.evidence:
            yield from claim(scene, event.id, (subject, term("rdf:type"), kind), evidence)


def event_class(name: str) -> NamedNode:
    """Name the class of an event type.

    >>> event_class("REQUEST").value.rpartition("#")[2]
    'Request'
    """
    return term(f"nw:{name.capitalize()}")


def _event(scene: Scene, event: Event, kind: NamedNode) -> Iterator[Pair]:
    standing = next((each for each in event.evidence if each.asserted), event.evidence[0])
    yield term("rdf:type"), term("sem:Event")
    yield term("rdf:type"), kind
    yield term("rdfs:label"), text(_label(scene, event), scene.language(event.trigger))
    yield term("nw:status"), term(f"nw:{claim_status(standing).capitalize()}")
    for filler in event.roles:
        yield term(_ROLES.get(filler.role, f"nw:{filler.role}")), scene.participant(filler.participant)
    for value in event.quantities:
        yield term("nw:quantity"), _quantity_name(scene, value.span)
    if event.time:
        yield from _time(event.time)


def _label(scene: Scene, event: Event) -> str:
    """Put an event in a few words: who, what, whom."""
    who = [each.participant.text for each in event.roles if each.role is Role.AGENT]
    whom = [each.participant.text for each in event.roles if each.role is Role.PATIENT]
    said = ", ".join(who), scene.graph.words(event.trigger), ", ".join(whom)
    return " ".join(part for part in said if part)


def _time(value: Value) -> tuple[Pair, ...]:
    if value.end is None:
        return ((term("sem:hasTimeStamp"), when(value.start)),)
    return (
        (term("sem:hasBeginTimeStamp"), when(value.start)),
        (term("sem:hasEndTimeStamp"), when(value.end)),
    )


def quotes(scene: Scene) -> Iterator[Triple]:
    """Write each quote: who said what, to whom, where."""
    for quote in scene.graph.quotes():
        yield from about(scene.names("quote", quote.id), *_quote(scene, quote))


def _quote(scene: Scene, quote: Quote) -> Iterator[Pair]:
    language = scene.language(quote.content)
    yield term("rdf:type"), term("nw:Quote")
    yield term("nw:quoteKind"), text(quote.kind)
    yield term("nw:speaker"), scene.participant(quote.speaker)
    yield term("nw:cue"), text(quote.cue, language)
    yield term("nw:content"), text(scene.graph.words(quote.content), language)
    yield term("nw:addressee"), scene.participant(quote.addressee)
    yield term("nw:medium"), scene.participant(quote.medium)
    yield from dict.fromkeys(pair for each in quote.evidence for pair in scene.origin(each.sentence))


def groups(scene: Scene) -> Iterator[Triple]:
    """Write each group that the text only describes ("18 officers"), with its number if that is exact."""
    counts: dict[str, list[Value]] = defaultdict(list)
    for value in _quantities(scene):
        counts[value.span.document].append(value)
    described = {who.span: who for who in _participants(scene) if who.entity is None}
    for span, group in sorted(described.items()):
        inside = [value for value in counts[span.document] if _within(value.span, span)]
        exact = [value.low for value in inside if value.low is not None and value.low == value.high]
        yield from about(
            scene.names("group", span.document, span.start, span.end),
            (term("rdf:type"), term("nw:Group")),
            (term("rdfs:label"), text(group.text, scene.language(span))),
            (term("nw:count"), number(exact[0]) if exact else None),
        )


def quantities(scene: Scene) -> Iterator[Triple]:
    """Write each quantity: its bounds, what is counted, and what the number tells."""
    for span, value in sorted({value.span: value for value in _quantities(scene)}.items()):
        yield from about(
            _quantity_name(scene, span),
            (term("rdf:type"), term("nw:Quantity")),
            (term("rdfs:label"), text(value.text, scene.language(span))),
            (term("nw:low"), number(value.low)),
            (term("nw:high"), number(value.high)),
            (term("nw:unit"), text(value.unit)),
            (term("nw:tells"), text(value.role)),
        )


def _quantity_name(scene: Scene, span: Span) -> NamedNode:
    return scene.names("quantity", span.document, span.start, span.end)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _quantities(scene: Scene) -> Iterator[Value]:
    return (value for event in scene.graph.events() for value in event.quantities)


def _participants(scene: Scene) -> Iterator[Participant]:
    for event in scene.graph.events():
        yield from (filler.participant for filler in event.roles)
    for quote in scene.graph.quotes():
        yield from (who for who in (quote.speaker, quote.addressee, quote.medium) if who)
