"""Groups and numbers as RDF: "18 officers" has no name, and what is counted is worth a node."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from newsweave.exports.rdf.parts import place
from newsweave.exports.rdf.scene import Scene
from newsweave.types import Participant, Span, Value, ValueKind


def groups(scene: Scene) -> Iterator[str]:
    """Write each group that the text only describes ("18 officers"), with its number if that is exact."""
    counts: dict[tuple[str, int], list[Value]] = defaultdict(list)  # by where they begin
    for value in _quantities(scene):
        counts[value.span.document, value.span.start].append(value)
    described = {place(who.span): who for who in _participants(scene) if who.entity is None}
    pen = scene.pen
    for _, group in sorted(described.items(), key=lambda item: item[0]):
        said = [
            *pen.is_a("nw:Group"),
            pen.often("rdfs:label", group.text, scene.language(group.span)),
            pen.number("nw:count", _exact(counts, group.span)),
        ]
        yield pen.block(pen.spot("group", group.span), said)


def quantities(scene: Scene) -> Iterator[str]:
    """Write each quantity: its bounds, what is counted, and what the number tells."""
    pen, found = scene.pen, {place(value.span): value for value in _quantities(scene)}
    for _, value in sorted(found.items(), key=lambda item: item[0]):
        said = [
            *pen.is_a("nw:Quantity"),
            pen.text("rdfs:label", value.text, scene.language(value.span)),
            pen.number("nw:low", value.low),
            pen.number("nw:high", value.high),
            pen.text("nw:unit", value.unit),
            pen.text("nw:tells", value.role),
        ]
        yield pen.block(scene.quantity(value.span), said)


def _exact(counts: Mapping[tuple[str, int], list[Value]], span: Span) -> float | None:
    """Find the first exact number that is told within a stretch of text."""
    for start in range(span.start, span.end + 1):
        for value in counts.get((span.document, start), ()):
            if value.span.end <= span.end and value.low is not None and value.low == value.high:
                return value.low
    return None


def _quantities(scene: Scene) -> Iterator[Value]:
    """List the numbers of events, and those that a mention alone gives."""
    for event in scene.part.events:
        for value in event.quantities:
            if value.kind is not ValueKind.DATE:
                yield value
        for each in event.evidence:
            for value in each.values:
                if value.kind is not ValueKind.DATE:
                    yield value


def _participants(scene: Scene) -> Iterator[Participant]:
    for event in scene.part.events:
        yield from (filler.participant for filler in event.roles)
    for quote in scene.part.quotes:
        yield from (who for who in (quote.speaker, quote.addressee, quote.medium) if who)
