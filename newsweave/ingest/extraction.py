"""Document in, Extraction out: the steps in order, and the making of records from what they found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.errors import LanguageError
from newsweave.ids import content_id
from newsweave.ingest import nlp
from newsweave.ingest.affiliations import affiliations
from newsweave.ingest.capitals import capitals
from newsweave.ingest.careers import careers
from newsweave.ingest.claims import Tokens, claimant, speakers
from newsweave.ingest.derived import derived
from newsweave.ingest.event_records import events
from newsweave.ingest.event_values import EventValues
from newsweave.ingest.events import happenings
from newsweave.ingest.facts import Fact, normal
from newsweave.ingest.languages import primary
from newsweave.ingest.makers import makers
from newsweave.ingest.naming import named
from newsweave.ingest.nationality import nationalities
from newsweave.ingest.participants import Participants
from newsweave.ingest.posts import lone_titles, posts
from newsweave.ingest.quantities import quantities
from newsweave.ingest.quote_records import quotes
from newsweave.ingest.quotes import quotations
from newsweave.ingest.reading import Reading
from newsweave.ingest.references import references
from newsweave.ingest.relations import relations
from newsweave.ingest.seats import seats
from newsweave.ingest.spells import spelled
from newsweave.ingest.sport import contests
from newsweave.ingest.stance import Stance, stance
from newsweave.ingest.things import Things
from newsweave.ingest.times import times
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
    """Extract many documents, in order; one that cannot be read is a Failure, and the others go on.

    A document in another language than the pipeline's is one that cannot be read.
    """
    batch: list[Document] = []
    for document in documents:
        if foreign := _foreign(document, config):
            yield from _batch(batch, config)
            yield foreign
            batch = []
            continue
        batch.append(document)
        if len(batch) == config.batch:
            yield from _batch(batch, config)
            batch = []
    yield from _batch(batch, config)


def _foreign(document: Document, config: Config) -> Failure | None:
    """Tell a document in a language that the pipeline does not read; "und" and "mul" are tried."""
    ours, theirs = nlp.load(config.model).lang, primary(document.language)
    if theirs in {ours, "und", "mul"}:
        return None
    thing = document.source or document.id
    cure = f"give --model a pipeline for {theirs}, or write language: {ours} into its metadata if it is {ours}"
    return Failure(source=thing, error=LanguageError(thing, f"is in the language {document.language!r}", cure))


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
    said = quotations(reading)
    referring = references(reading, found, said)
    reading.know(referring)
    found += [
        *careers(reading),
        *relations(reading),
        *wholes(reading),
        *affiliations(reading),
        *seats(reading),
        *nationalities(reading),
        *makers(reading),
        *capitals(reading),
        *contests(reading),
    ]
    placed = {fact.subject.group for fact in found if fact.predicate == "position_in"}
    found += lone_titles(reading, {group for group in placed if group is not None})
    found = [normal(fact, reading.name) for fact in spelled(reading, found, document.published)]
    if config.derived:
        found += list(derived(reading, found))
    things = Things(reading, document, referring)
    speaking = speakers(said)
    statements = _statements(reading, things, found, speaking)
    dated = times(reading, document.published)
    values = EventValues(reading, dated, quantities(reading, dated))
    happened = events(reading, things, happenings(Participants(reading, speaking, dated)), speaking, values)
    quoted = quotes(reading, things, said)
    return Extraction(
        document=document,
        pipeline=nlp.fingerprint(config.model),
        entities=things.entities(),
        mentions=things.mentions(),
        statements=statements,
        events=happened,
        quotes=quoted,
    )


# Subject, predicate, object, role, since, until, former and derived.
_Key = tuple[str, str, str, str | None, str | None, str | None, bool, bool]


def _statements(
    reading: Reading, things: Things, found: Iterable[Fact], speaking: Mapping[int, Tokens]
) -> tuple[Statement, ...]:
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
            evidence=tuple(sorted(listed, key=lambda item: (item.sentence, item.trigger, item.extractor))),
        )
        for key, listed in evidence.items()
    ]
    return tuple(sorted(made, key=lambda statement: statement.id))


def _evidence(reading: Reading, things: Things, fact: Fact, speaking: Mapping[int, Tokens]) -> Evidence:
    start, end = fact.trigger
    root = reading.doc[start:end].root
    told = root.head if root.dep_ == "attr" else root
    spoken = told.tag_.startswith("VB")  # a title or an apposition is the paper's own word for somebody
    held = stance(told) if spoken else Stance()
    says = claimant(told, speaking) if spoken else None
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
