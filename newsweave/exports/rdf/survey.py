"""What the things that a part says hold within themselves, gathered by going through them once.

Groups that the text only describes, numbers, types of events, and the sentences that all of it rests on. Places are
kept as numbers: of many articles there are many.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsweave.types import Event, Participant, Quote, Span, Statement, Value, ValueKind

Place = tuple[str, int, int]  # a span: document, start, end


def place(span: Span) -> Place:
    """Make of a span what sorts and compares quickly."""
    return span.document, span.start, span.end


class Places:
    """Spans, each once, by document."""

    def __init__(self) -> None:
        self._found: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))

    def add(self, span: Span) -> None:
        """Take up a span."""
        self._found[span.document].extend((span.start, span.end))

    def documents(self) -> set[str]:
        """Tell in which documents there are any."""
        return set(self._found)

    def within(self, document: str) -> set[tuple[int, int]]:
        """Give start and end of those in a document."""
        ends = self._found.get(document, array("Q"))
        return set(zip(ends[::2], ends[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Survey:
    """What was gathered.

    Attributes:
        groups: Those who have no name, by where they stand.
        quantities: Numbers, by where they stand.
        starting: Numbers by document and start.
        types: Of events.
        sentences: That something rests on.
        quoted: The words of quotes.
    """

    groups: dict[Place, Participant] = field(default_factory=dict)
    quantities: dict[Place, Value] = field(default_factory=dict)
    starting: dict[tuple[str, int], dict[Value, None]] = field(default_factory=lambda: defaultdict(dict))
    types: set[str] = field(default_factory=set)
    sentences: Places = field(default_factory=Places)
    quoted: Places = field(default_factory=Places)

    def go_through(self, statements: Iterable[Statement], events: Iterable[Event], quotes: Iterable[Quote]) -> None:
        """Take up what statements, events and quotes hold."""
        for statement in statements:
            self._rest(statement)
        for event in events:
            self.types.add(event.type)
            self._rest(event)
            self._count(event.quantities)
            for filler in event.roles:
                self._meet(filler.participant)
            for evidence in event.evidence:
                self._count(evidence.values)
        for quote in quotes:
            self._rest(quote)
            self.quoted.add(quote.content)
            for who in (quote.speaker, quote.addressee, quote.medium):
                self._meet(who)

    def exact(self, span: Span) -> float | None:
        """Find the first exact number that is told within a stretch of text."""
        for start in range(span.start, span.end + 1):
            for value in self.starting.get((span.document, start), ()):
                if value.span.end <= span.end and value.low is not None and value.low == value.high:
                    return value.low
        return None

    def stretches(self) -> Iterator[tuple[Place, bool, bool]]:
        """Give sentences and quoted words in text order, and which of the two each is."""
        for document in sorted(self.sentences.documents() | self.quoted.documents()):
            sentences, quoted = self.sentences.within(document), self.quoted.within(document)
            for where in sorted(sentences | quoted):
                yield (document, *where), where in sentences, where in quoted

    def _rest(self, item: Statement | Event | Quote) -> None:
        for evidence in item.evidence:
            self.sentences.add(evidence.sentence)

    def _meet(self, who: Participant | None) -> None:
        if who is not None and who.entity is None:
            self.groups[place(who.span)] = who

    def _count(self, values: Iterable[Value]) -> None:
        for value in values:
            if value.kind is not ValueKind.DATE:
                self.quantities[place(value.span)] = value
                self.starting[value.span.document, value.span.start][value] = None
