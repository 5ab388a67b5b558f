"""Document in, Extraction out: the steps in order, and the making of records from what they found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ids import content_id
from newsweave.ingest import nlp
from newsweave.ingest.claims import Tokens, claimant, speakers
from newsweave.ingest.event_records import events
from newsweave.ingest.event_values import EventValues
from newsweave.ingest.events import happenings
from newsweave.ingest.facts import Fact
from newsweave.ingest.naming import named
from newsweave.ingest.participants import Participants
from newsweave.ingest.posts import copulas, lone_titles, posts
from newsweave.ingest.quantities import quantities
from newsweave.ingest.quote_records import quotes
from newsweave.ingest.quotes import quotations
from newsweave.ingest.reading import Reading
from newsweave.ingest.references import references
from newsweave.ingest.relations import relations
from newsweave.ingest.stance import stance
from newsweave.ingest.things import Things
from newsweave.ingest.times import times
from newsweave.ingest.triple_records import triples
from newsweave.ingest.triples import open_triples
from newsweave.ingest.wholes import wholes
from newsweave.types import (
    Document,
    Evidence,
    Extraction,
    Failure,
    Statement,
)

_DEFAULT = Config()


def extract(document: Document, *, config: Config = _DEFAULT) -> Extraction:
    """Extract what one document says: a pure function of the document, the configuration and the software.

    Args:
        document: An article in English.
        config: Which spaCy pipeline to use.

    Returns:
        Its entities, mentions and statements, each with evidence in the text.

    Raises:
        ModelError: The pipeline is not installed or does not fit.

    >>> from newsweave.ids import make_document
    >>> article = make_document("German Chancellor Angela Merkel met Emmanuel Macron in Paris.")
    >>> [(s.predicate, s.role) for s in extract(article).statements]
    [('position_in', 'Chancellor')]
    """
    doc = next(nlp.read([document.text], config.model, config.batch))
    return from_doc(document, doc, config)


def extract_all(documents: Iterable[Document], *, config: Config = _DEFAULT) -> Iterator[Extraction | Failure]:
    """Extract many documents, in order; one that cannot be read is a Failure, and the others go on."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == config.batch:
            yield from _batch(batch, config)
            batch = []
    yield from _batch(batch, config)


def _batch(documents: list[Document], config: Config) -> Iterator[Extraction | Failure]:
    try:
        docs = list(nlp.read((document.text for document in documents), config.model, config.batch))
    except (ValueError, MemoryError) as error:
        if len(documents) == 1:
            yield Failure(source=documents[0].source or documents[0].id, error=error)
        else:  # find the one that it was
            for document in documents:
                yield from _batch([document], config)
        return
    for document, doc in zip(documents, docs, strict=True):
        yield from_doc(document, doc, config)


def from_doc(document: Document, doc: Doc, config: Config) -> Extraction:
    reading = Reading(document.id, doc, named(doc))
    found = list(posts(reading))
    referring = references(reading, found)
    reading.know(referring)
    found += [*copulas(reading), *relations(reading), *wholes(reading)]
    placed = {fact.subject.group for fact in found if fact.predicate == "position_in"}
    found += lone_titles(reading, {group for group in placed if group is not None})
    things = Things(reading, document, referring)
    quoted = quotations(reading)
    speaking = speakers(quoted)
    statements = _statements(reading, things, found, speaking)
    dated = times(reading, document.published)
    values = EventValues(reading, dated, quantities(reading))
    happened = events(reading, things, happenings(Participants(reading, speaking, dated)), speaking, values)
    said = quotes(reading, things, quoted)
    opened = triples(reading, things, open_triples(reading), speaking) if config.triples else ()
    return Extraction(
        document=document,
        pipeline=nlp.fingerprint(config.model) + ("" if config.triples else "; no open triples"),
        entities=things.entities(),
        mentions=things.mentions(),
        statements=statements,
        events=happened,
        quotes=said,
        triples=opened,
    )


def _statements(
    reading: Reading, things: Things, found: Iterable[Fact], speaking: Mapping[int, Tokens]
) -> tuple[Statement, ...]:
    evidence: dict[tuple[str, str, str, str | None, bool], set[Evidence]] = defaultdict(set)
    for fact in found:
        subject, other = things.id(fact.subject), things.id(fact.object)
        if subject != other:
            key = (subject, fact.predicate, other, fact.role, fact.former)
            evidence[key].add(_evidence(reading, things, fact, speaking))
    made = [
        Statement(
            id=content_id("s", *key, None, None, False),
            subject=key[0],
            predicate=key[1],
            object=key[2],
            role=key[3],
            former=key[4],
            evidence=tuple(sorted(listed, key=lambda item: (item.sentence, item.trigger, item.extractor))),
        )
        for key, listed in evidence.items()
    ]
    return tuple(sorted(made, key=lambda statement: statement.id))


def _evidence(reading: Reading, things: Things, fact: Fact, speaking: Mapping[int, Tokens]) -> Evidence:
    start, end = fact.trigger
    root = reading.doc[start:end].root
    held = stance(root)
    told = root.head if root.dep_ == "attr" else root
    says = claimant(told, speaking) if told.tag_.startswith("VB") else None
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
