"""Facts as records: statements with the places that say them, each once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsweave.ids import content_id
from newsweave.ingest.facts.fact import Fact, teller
from newsweave.ingest.grammar.stance import Stance, stance
from newsweave.ingest.quotes.claims import Tokens, claimant
from newsweave.ingest.reading import Reading
from newsweave.ingest.things import Things
from newsweave.types import Evidence, Statement

# Subject, predicate, object, role, since, until, former and derived.
_Key = tuple[str, str, str, str | None, str | None, str | None, bool, bool]


def statements(
    reading: Reading, things: Things, found: Iterable[Fact], speaking: Mapping[int, Tokens]
) -> tuple[Statement, ...]:
    """Make the statements of a document, by id.

    Args:
        reading: The document.
        things: Its entities.
        found: Its facts; one that follows is left out where the same is said.
        speaking: Who speaks where.
    """
    evidence: dict[_Key, set[Evidence]] = defaultdict(set)
    said: set[tuple[str, str, str]] = set()
    for fact in found:
        subject, other = things.id(fact.subject), things.id(fact.object)
        if not fact.derived:
            said.add((subject, fact.predicate, other))
        elif (subject, fact.predicate, other) in said:  # what is said need not be derived
            continue
        if subject != other:
            held = (fact.role, fact.since, fact.until, fact.former, fact.derived)
            evidence[subject, fact.predicate, other, *held].add(_evidence(reading, things, fact, speaking))
    made = [
        Statement(
            id=content_id("s", *key),
            subject=key[0],
            predicate=key[1],
            object=key[2],
            role=key[3],
            since=key[4],
            until=key[5],
            former=key[6],
            derived=key[7],
            evidence=tuple(sorted(listed, key=_order)),
        )
        for key, listed in evidence.items()
    ]
    return tuple(sorted(made, key=lambda statement: statement.id))


def _order(item: Evidence) -> tuple[object, ...]:
    """Order the places of a statement; its trigger tells the rest of each."""
    return item.sentence, item.trigger, item.extractor, -item.score, item.subject, item.object


def _evidence(reading: Reading, things: Things, fact: Fact, speaking: Mapping[int, Tokens]) -> Evidence:
    start, end = fact.trigger
    verb = teller(reading.doc[start:end].root)
    held = stance(verb) if verb else Stance()
    says = claimant(verb, speaking) if verb else None
    return Evidence(
        sentence=reading.sentence(start),
        trigger=reading.span(start, end),
        subject=reading.span(fact.subject.start, fact.subject.end),
        object=reading.span(fact.object.start, fact.object.end),
        claimant=things.participant(*says) if says else None,
        modality=held.modality,
        polarity=held.polarity,
        extractor=fact.rule,
        score=fact.score,
    )
