"""Document in, Extraction out: the steps in order, and the making of records from what they found."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ids import content_id
from newsweave.ingest import nlp
from newsweave.ingest.coreference import Group
from newsweave.ingest.facts import Fact
from newsweave.ingest.gazetteer import gazetteer
from newsweave.ingest.naming import named
from newsweave.ingest.posts import copulas, lone_titles, posts
from newsweave.ingest.reading import Reading, Reference, Referent
from newsweave.ingest.references import references
from newsweave.ingest.relations import relations
from newsweave.ingest.stance import stance
from newsweave.ingest.wholes import wholes
from newsweave.types import (
    Document,
    Entity,
    Evidence,
    Extraction,
    Failure,
    Form,
    Kind,
    Mention,
    Participant,
    Span,
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
    things = _Things(reading, document, referring)
    statements = _statements(reading, things, found)
    return Extraction(
        document=document,
        pipeline=nlp.fingerprint(config.model),
        entities=things.entities(),
        mentions=things.mentions(),
        statements=statements,
    )


class _Things:
    """The entities of one document, made from groups of names and from countries that adjectives name."""

    def __init__(self, reading: Reading, document: Document, referring: Iterable[Reference]) -> None:
        self._reading = reading
        self._referring = tuple(referring)
        self._text = document.text
        self._ids = [self._group_id(group) for group in reading.groups]
        self._implied: dict[str, set[tuple[int, int]]] = defaultdict(set)

    def _group_id(self, group: Group) -> str:
        return content_id("e", self._reading.document, group.kind, *sorted(group.forms))

    def id(self, referent: Referent) -> str:
        """Return the entity id of a referent, and remember a country that only an adjective names."""
        if referent.group is not None:
            return self._ids[referent.group]
        code = str(referent.country)
        self._implied[code].add((referent.start, referent.end))
        return content_id("e", self._reading.document, Kind.PLACE, f"country:{code}")

    def participant(self, start: int, end: int) -> Participant:
        """Make a participant of a phrase; the thing named in it, if it is one."""
        span = self._reading.span(start, end)
        root = self._reading.doc[start:end].root
        referent = self._reading.refers(root.i)
        return Participant(text=self._words(span), span=span, entity=self.id(referent) if referent else None)

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities, by id."""
        found = [self._entity(i, group) for i, group in enumerate(self._reading.groups)]
        for code in self._implied:
            name = gazetteer().country_name(code)
            found.append(
                Entity(
                    id=content_id("e", self._reading.document, Kind.PLACE, f"country:{code}"),
                    kind=Kind.PLACE,
                    name=name,
                    names=(),
                    country=code,
                    reasons=("an adjective of nationality names it",),
                )
            )
        return tuple(sorted(found, key=lambda entity: entity.id))

    def _entity(self, index: int, group: Group) -> Entity:
        forms = Counter(self._reading.words(name.start, name.end) for name in group.names)
        names = tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0])))
        return Entity(
            id=self._ids[index],
            kind=group.kind,
            name=_fullest(group, names),
            names=names,
            country=group.country,
            reasons=group.reasons,
        )

    def mentions(self) -> tuple[Mention, ...]:
        """Return all mentions, in text order."""
        found = []
        for index, group in enumerate(self._reading.groups):
            for name in group.names:
                found.append(self._mention(name.start, name.end, group.kind, Form.NAMED, self._ids[index]))
        for reference in self._referring:
            kind = self._reading.groups[reference.group].kind
            entity = self._ids[reference.group]
            found.append(self._mention(reference.start, reference.end, kind, reference.form, entity))
        for code, places in self._implied.items():
            entity = content_id("e", self._reading.document, Kind.PLACE, f"country:{code}")
            for start, end in places:
                found.append(self._mention(start, end, Kind.PLACE, Form.NOMINAL, entity))
        return tuple(sorted(found, key=lambda mention: (mention.span, mention.entity)))

    def _mention(self, start: int, end: int, kind: Kind, form: Form, entity: str) -> Mention:
        span = self._reading.span(start, end)
        root = self._reading.doc[start:end].root
        return Mention(
            span=span,
            text=self._words(span),
            kind=kind,
            form=form,
            sentence=self._reading.sentence(start),
            head=self._reading.span(root.i, root.i + 1),
            entity=entity,
        )


def _fullest(group: Group, names: tuple[tuple[str, int], ...]) -> str:
    """Return the name to show: a country's usual one, the longest for persons and bodies, else the most frequent."""
    if group.kind in (Kind.PERSON, Kind.ORG):
        return max(names, key=lambda item: (len(item[0].split()), len(item[0]), item[1], item[0]))[0]
    usual = gazetteer().country_name(group.country or "")
    return usual if usual in dict(names) else names[0][0]


def _statements(reading: Reading, things: _Things, found: Iterable[Fact]) -> tuple[Statement, ...]:
    evidence: dict[tuple[str, str, str, str | None, bool], set[Evidence]] = defaultdict(set)
    for fact in found:
        subject, other = things.id(fact.subject), things.id(fact.object)
        if subject != other:
            key = (subject, fact.predicate, other, fact.role, fact.former)
            evidence[key].add(_evidence(reading, things, fact))
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


def _evidence(reading: Reading, things: _Things, fact: Fact) -> Evidence:
    start, end = fact.trigger
    held = stance(reading.doc[start:end].root)
    return Evidence(
        sentence=reading.sentence(start),
        trigger=reading.span(start, end),
        subject=reading.span(fact.subject.start, fact.subject.end),
        object=reading.span(fact.object.start, fact.object.end),
        claimant=things.participant(*held.claimant) if held.claimant else None,
        modality=held.modality,
        polarity=held.polarity,
        extractor=fact.rule,
        score=fact.score,
    )
