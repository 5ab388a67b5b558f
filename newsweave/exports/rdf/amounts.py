"""Groups and numbers as RDF: "18 officers" has no name, and what is counted is worth a node."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Triple

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import about, number, term, text
from newsweave.types import Participant, Span, Value, ValueKind


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
            scene.quantity(span),
            (term("rdf:type"), term("nw:Quantity")),
            (term("rdfs:label"), text(value.text, scene.language(span))),
            (term("nw:low"), number(value.low)),
            (term("nw:high"), number(value.high)),
            (term("nw:unit"), text(value.unit)),
            (term("nw:tells"), text(value.role)),
        )


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _quantities(scene: Scene) -> Iterator[Value]:
    """List the numbers of events, and those that a mention alone gives."""
    for event in scene.part.events:
        for value in (*event.quantities, *(value for each in event.evidence for value in each.values)):
            if value.kind is not ValueKind.DATE:
                yield value


def _participants(scene: Scene) -> Iterator[Participant]:
    for event in scene.part.events:
        yield from (filler.participant for filler in event.roles)
    for quote in scene.part.quotes:
        yield from (who for who in (quote.speaker, quote.addressee, quote.medium) if who)
