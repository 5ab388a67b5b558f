"""Hold that what one document says refers to nothing but its own entities."""

from collections.abc import Iterable, Iterator

from newsweave.errors import RecordError
from newsweave.types import Evidence, Extraction, Participant


def check_references(extraction: Extraction) -> None:
    """Check that an extraction holds the entities that it refers to.

    Raises:
        RecordError: Names the first value that does not fit.
    """
    own = {entity.id for entity in extraction.entities}
    for place, identifier in _references(extraction):
        if identifier not in own:
            thing, problem = f"document {extraction.document.id}", f"{identifier!r} is none of its entities"
            raise RecordError(thing, problem, "extract the document again", place)


def _references(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """List each local entity id that the extraction's values refer to, with the value that does."""
    for mention in extraction.mentions:
        yield f"mention {mention.text!r}", mention.entity
    for statement in extraction.statements:
        yield f"statement {statement.id}", statement.subject
        yield f"statement {statement.id}", statement.object
        yield from _named(f"statement {statement.id}", _claimants(statement.evidence))
    for event in extraction.events:
        yield from _named(f"event {event.id}", (filler.participant for filler in event.roles))
        yield from _named(f"event {event.id}", _claimants(event.evidence))
    for quote in extraction.quotes:
        yield from _named(f"quote {quote.id}", (quote.speaker, quote.addressee, quote.medium))
        yield from _named(f"quote {quote.id}", _claimants(quote.evidence))
    for triple in extraction.triples:
        ends = (triple.subject, triple.object, triple.evidence.claimant)
        yield from _named(f"triple {triple.id}", ends)


def _claimants(evidence: Iterable[Evidence]) -> Iterator[Participant | None]:
    return (item.claimant for item in evidence)


def _named(place: str, participants: Iterable[Participant | None]) -> Iterator[tuple[str, str]]:
    return ((place, who.entity) for who in participants if who is not None and who.entity is not None)
