"""Document in, Extraction out: the steps in order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from spacy.tokens import Doc

from newsweave.clock import stage
from newsweave.config import Config
from newsweave.ingest import nlp
from newsweave.ingest.batches import MOST_CHARACTERS
from newsweave.ingest.events.causes import caused
from newsweave.ingest.events.happenings import happenings
from newsweave.ingest.events.participants import Participants
from newsweave.ingest.events.records import events
from newsweave.ingest.events.values import EventValues
from newsweave.ingest.facts.posts import posts
from newsweave.ingest.facts.records import statements
from newsweave.ingest.facts.rules import facts
from newsweave.ingest.grammar.repairs import repaired
from newsweave.ingest.names.foreign import foreign
from newsweave.ingest.names.naming import named
from newsweave.ingest.quick.algebra import one_thread
from newsweave.ingest.quick.common import zone
from newsweave.ingest.quotes.claims import speakers
from newsweave.ingest.quotes.quotations import quotations
from newsweave.ingest.quotes.records import quotes
from newsweave.ingest.reading import Reading
from newsweave.ingest.references import references
from newsweave.ingest.refusals import pipeline, refusal
from newsweave.ingest.things import Things
from newsweave.ingest.tongues import tongue
from newsweave.ingest.triples.open import open_triples
from newsweave.ingest.triples.records import triples
from newsweave.ingest.values.quantities import quantities
from newsweave.ingest.values.times import times
from newsweave.types import (
    Document,
    Extraction,
    Failure,
)

_DEFAULT = Config()


def extract(document: Document, *, config: Config = _DEFAULT) -> Extraction:
    """Extract what one document says: a pure function of the document, the configuration and the software.

    Args:
        document: An article in English, or in a language of `config.languages`.
        config: Which spaCy pipeline to use.

    Returns:
        Its entities, mentions and statements, each with evidence in the text.

    Raises:
        ModelError: The pipeline is not installed or does not fit.
        LanguageError: The document is in a language that the pipeline does not read.
        LimitError: It is longer than `config.longest`.

    >>> from newsweave.ids import make_document
    >>> article = make_document("German Chancellor Angela Merkel met Emmanuel Macron in Paris.")
    >>> [(s.predicate, s.role) for s in extract(article).statements]
    [('position_in', 'Chancellor')]
    """
    (result,) = extract_batch([document], config=config)
    if isinstance(result, Failure):
        raise result.error
    return result


def extract_batch(documents: Sequence[Document], *, config: Config = _DEFAULT) -> list[Extraction | Failure]:
    """Extract documents that are read together, in order; one that cannot be read is a Failure, and the others go on.

    A document in a language without a pipeline, or a longer one than `config.longest`, cannot be read. What spaCy
    remembers of their words is forgotten afterwards, so that memory does not grow with every new word.
    """
    results: dict[int, Extraction | Failure] = {}
    read_by: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        if error := refusal(document, config):
            results[number] = Failure(source=error.thing, error=error)
        else:
            read_by[str(pipeline(document, config))].append(number)
    for model, numbers in read_by.items():
        characters = sum(len(documents[number].text) for number in numbers)
        with zone(nlp.load(model), characters), one_thread():
            found = _batch([documents[number] for number in numbers], config, model)
            results.update(zip(numbers, found, strict=True))
    return [results[number] for number in range(len(documents))]


def _batch(documents: Sequence[Document], config: Config, model: str) -> Iterator[Extraction | Failure]:
    long = sum(len(document.text) for document in documents) > MOST_CHARACTERS
    together = 1 if long else config.batch  # pieces of long texts
    try:
        with stage("spaCy"):
            docs = list(nlp.read((document.text for document in documents), model, together))
    except (ValueError, MemoryError) as error:
        if len(documents) == 1:
            yield Failure(source=documents[0].source or documents[0].id, error=error)
        else:  # find the one that it was
            for document in documents:
                yield from _batch([document], config, model)
        return
    for document, doc in zip(documents, docs, strict=True):
        yield _ruled(document, doc, config, model)


def _ruled(document: Document, doc: Doc, config: Config, model: str) -> Extraction | Failure:
    try:
        with stage("rules"):
            return PASSES[tongue(nlp.load(model).lang).passes](document, doc, config, model)
    except Exception as error:  # whatever a rule trips over, the other documents go on
        return Failure(source=document.source or document.id, error=error)


def from_doc(document: Document, doc: Doc, config: Config, model: str) -> Extraction:
    """Go over a Doc in English with every pass."""
    reading = Reading(document.id, doc, named(repaired(doc)))
    titles = list(posts(reading))
    said = quotations(reading)
    referring = references(reading, titles, said)
    reading.know(referring)
    dated = times(reading, document.published)
    stated = facts(reading, titles, dated, document.published, derive=config.derived)
    things = Things(reading, document, referring)
    speaking = speakers(said)
    who = Participants(reading, speaking, dated, said)
    values = EventValues(reading, dated, quantities(reading, dated))
    told = statements(reading, things, stated, speaking)
    happened = events(reading, things, caused(doc, happenings(who)), who.claimants(), values)
    quoted = quotes(reading, things, said)
    opened = triples(reading, things, open_triples(reading), speaking) if config.triples else ()
    return Extraction(
        document=document,
        pipeline=nlp.fingerprint(model) + ("" if config.triples else "; no open triples"),
        entities=things.entities(),
        mentions=things.mentions(),
        statements=told,
        events=happened,
        quotes=quoted,
        triples=opened,
    )


def names_alone(document: Document, doc: Doc, _config: Config, model: str) -> Extraction:
    """Go over a Doc in any language for what is named in it."""
    reading = Reading(document.id, doc, foreign(doc, tongue(nlp.load(model).lang)))
    things = Things(reading, document, ())
    return Extraction(
        document=document, pipeline=nlp.fingerprint(model), entities=things.entities(), mentions=things.mentions()
    )


class Passes(Protocol):
    """What goes over the documents of a language; see `newsweave.ingest.tongues`."""

    def __call__(self, document: Document, doc: Doc, config: Config, model: str, /) -> Extraction:
        """Make an Extraction of a Doc that a pipeline, named last, has read."""


PASSES: dict[str, Passes] = {"all": from_doc, "names": names_alone}
