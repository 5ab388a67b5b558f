"""Groups and numbers as RDF: "18 officers" has no name, and what is counted is worth a node."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from newsweave.exports.rdf.parts import Place, place
from newsweave.exports.rdf.scene import Scene
from newsweave.types import Participant, Span, Value, ValueKind


@dataclass(frozen=True, slots=True)
class _Found:
    """What events and quotes count, and the groups in them that only have a description."""

    groups: dict[Place, Participant] = field(default_factory=dict)
    quantities: dict[Place, Value] = field(default_factory=dict)
    starting: dict[tuple[str, int], dict[Value, None]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, participants: Iterable[Participant | None], values: Iterable[Value] = ()) -> None:
        """Take up who has no name, and numbers."""
        for who in participants:
            if who is not None and who.entity is None:
                self.groups[place(who.span)] = who
        for value in values:
            if value.kind is not ValueKind.DATE:
                self.quantities[place(value.span)] = value
                self.starting[value.span.document, value.span.start][value] = None

    def exact(self, span: Span) -> float | None:
        """Find the first exact number that is told within a stretch of text."""
        for start in range(span.start, span.end + 1):
            for value in self.starting.get((span.document, start), ()):
                if value.span.end <= span.end and value.low is not None and value.low == value.high:
                    return value.low
        return None


def amounts(scene: Scene) -> Iterator[str]:
    """Write each group that the text only describes ("18 officers"), with its number if that is exact; then numbers."""
    found, pen = _found(scene), scene.pen
    for _, group in sorted(found.groups.items(), key=_where):
        said = [
            *pen.is_a("nw:Group"),
            pen.often("rdfs:label", group.text, scene.language(group.span)),
            pen.number("nw:count", found.exact(group.span)),
        ]
        yield pen.block(pen.spot("group", group.span), said)
    for _, value in sorted(found.quantities.items(), key=_where):
        said = [
            *pen.is_a("nw:Quantity"),
            pen.text("rdfs:label", value.text, scene.language(value.span)),
            pen.number("nw:low", value.low),
            pen.number("nw:high", value.high),
            pen.text("nw:unit", value.unit),
            pen.text("nw:tells", value.role),
        ]
        yield pen.block(scene.quantity(value.span), said)


def _found(scene: Scene) -> _Found:
    """Go through the events once, and through the quotes."""
    found = _Found()
    for event in scene.part.events:
        told = (value for each in event.evidence for value in each.values)
        found.note((filler.participant for filler in event.roles), chain(event.quantities, told))
    for quote in scene.part.quotes:
        found.note((quote.speaker, quote.addressee, quote.medium))
    return found


def _where(item: tuple[Place, object]) -> Place:
    return item[0]
