"""Edit extractions as a person says: kinds, names and links, whose mentions they are, and what is wrong taken out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from newsweave.graph.corrections.bench import Bench, called
from newsweave.graph.corrections.correction import Action, Correction, Place, Target
from newsweave.graph.names.fold import plain
from newsweave.ids import content_id
from newsweave.types import (
    Entity,
    Event,
    Evidence,
    Extraction,
    Kind,
    Link,
    Mention,
    Participant,
    Quote,
    Span,
    Statement,
)

# --- what an entity is


def described(extraction: Extraction, members: Set[str], correction: Correction) -> Extraction:
    """Give those entities of a document that are members of a cluster another kind, name or link."""
    entities = tuple(_described(each, correction) if each.id in members else each for each in extraction.entities)
    mentions = extraction.mentions
    if correction.action is Action.RETYPE:
        kind = Kind(str(correction.value))
        mentions = tuple(replace(each, kind=kind) if each.entity in members else each for each in mentions)
    return replace(extraction, entities=entities, mentions=mentions)


def _described(entity: Entity, correction: Correction) -> Entity:
    value = str(correction.value)
    said = f"{correction.by} says so ({correction.at[:10]})" + (f": {correction.note}" if correction.note else ".")
    if correction.action is Action.RETYPE:
        return replace(entity, kind=Kind(value), reasons=(said, *(each for each in entity.reasons if each != said)))
    if correction.action is Action.RELABEL:
        return replace(entity, name=value)
    scheme, _, identifier = value.partition(":")
    link = Link(scheme=scheme, id=identifier, score=1.0, reasons=(said,))
    others = (
        replace(each, accepted=each.accepted and each.scheme != scheme)
        for each in entity.links
        if (each.scheme, each.id) != (scheme, identifier)
    )
    return replace(entity, links=(link, *others))


def has(entity: Entity, correction: Correction) -> bool:
    """Tell whether an entity has the kind, name or link that a correction gives it."""
    if correction.action is Action.LINK:
        return any(f"{each.scheme}:{each.id}" == correction.value and each.accepted for each in entity.links)
    return correction.value in ((entity.kind,) if correction.action is Action.RETYPE else (entity.name,))


# --- whose mentions they are


def split_mentions(bench: Bench, cluster: str, target: Target) -> set[str]:
    """Gather the local entities that only the mentions at some places make; where need be, make them.

    Returns:
        Ids of local entities of the cluster, which can be taken out of it.
    """
    moved = set[str]()
    for local, mentions in sorted(bench.mentioned(target.places).items()):
        if bench.cluster_of[local] != cluster:
            continue
        document = bench.owner[local]
        extraction = bench.extractions[document]
        if all(each in mentions for each in extraction.mentions if each.entity == local):
            moved.add(local)
            continue
        made = _entity_of(bench.entity(local), mentions)
        bench.extractions[document] = _moved(extraction, local, made, [each.span for each in mentions])
        bench.reindex(document)
        bench.members[cluster].add(made.id)
        bench.cluster_of[made.id] = cluster
        moved.add(made.id)
    return moved


def _entity_of(entity: Entity, mentions: Sequence[Mention]) -> Entity:
    """Make the local entity that these mentions alone make."""
    counts = Counter(each.text for each in mentions if each.form == "named") or Counter(each.text for each in mentions)
    names = tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    name = min(counts, key=lambda each: (-len(each.split()), -counts[each], each))
    first = min(each.span for each in mentions)
    return replace(entity, id=content_id("e", entity.id, "split", first), name=name, names=names, links=())


def _moved(extraction: Extraction, local: str, made: Entity, spans: Sequence[Span]) -> Extraction:
    """Give the mentions at these places, and what is said there, to another entity."""

    def at(span: Span | None) -> bool:
        return span is not None and any(each.start < span.end and span.start < each.end for each in spans)

    def who(participant: Participant | None) -> Participant | None:
        if participant is None or participant.entity != local or not at(participant.span):
            return participant
        return replace(participant, entity=made.id)

    def told(evidence: Evidence) -> Evidence:
        return replace(evidence, claimant=who(evidence.claimant))

    return replace(
        extraction,
        entities=tuple(sorted((*extraction.entities, made), key=lambda each: each.id)),
        mentions=tuple(
            replace(each, entity=made.id) if each.entity == local and each.span in spans else each
            for each in extraction.mentions
        ),
        statements=_statements(extraction.statements, local, made.id, at, told),
        events=tuple(_event(event, who, told) for event in extraction.events),
        quotes=tuple(_quote(quote, who, told) for quote in extraction.quotes),
        triples=tuple(
            replace(
                each,
                subject=who(each.subject) or each.subject,
                object=who(each.object) or each.object,
                evidence=told(each.evidence),
            )
            for each in extraction.triples
        ),
    )


_Who = Callable[[Participant | None], Participant | None]
_Told = Callable[[Evidence], Evidence]


def _event(event: Event, who: _Who, told: _Told) -> Event:
    roles = tuple(replace(each, participant=who(each.participant) or each.participant) for each in event.roles)
    return replace(event, roles=roles, evidence=tuple(map(told, event.evidence)))


def _quote(quote: Quote, who: _Who, told: _Told) -> Quote:
    return replace(
        quote,
        speaker=who(quote.speaker),
        addressee=who(quote.addressee),
        medium=who(quote.medium),
        evidence=tuple(map(told, quote.evidence)),
    )


def _statements(
    statements: Iterable[Statement], local: str, made: str, at: Callable[[Span | None], bool], told: _Told
) -> tuple[Statement, ...]:
    """Give each evidence to the statement whose ends it names."""
    found: dict[tuple[str, str], list[tuple[Statement, Evidence]]] = defaultdict(list)
    for statement in statements:
        for evidence in statement.evidence:
            subject = made if statement.subject == local and at(evidence.subject) else statement.subject
            other = made if statement.object == local and at(evidence.object) else statement.object
            same = (statement.subject, statement.object) == (subject, other)
            key = replace(statement, subject=subject, object=other, evidence=())
            identifier = statement.id if same else _statement_id(key)
            found[identifier, subject + " " + other].append((replace(key, id=identifier), told(evidence)))
    united = (replace(listed[0][0], evidence=tuple(each for _, each in listed)) for listed in found.values())
    return tuple(sorted(united, key=lambda each: each.id))


def _statement_id(each: Statement) -> str:
    key = (each.subject, each.predicate, each.object, each.role, each.since, each.until, each.former, each.derived)
    return content_id("s", *key)


# --- what is wrong


def rejected(bench: Bench, corrections: Sequence[Correction]) -> tuple[list[Extraction], list[Correction]]:
    """Take out what persons rejected.

    A statement loses the evidence of the sentences that were rejected, and goes with the last of them; what another
    sentence says stays. Where a document has changed, the same words stand for the same sentence.

    Returns:
        The extractions, by document id, and the corrections that find nothing.
    """
    about: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        for document in _documents(bench, correction.targets[0]):
            about[document].append(correction)
    busy = set[str]()
    left = []
    for document, extraction in sorted(bench.extractions.items()):
        for correction in about[document]:
            kept = _without(bench, extraction, correction.targets[0])
            if kept != extraction:
                busy.add(correction.id)
                extraction = kept  # noqa: PLW2901 - what is left of it
        left.append(extraction)
    return left, [each for each in corrections if each.id not in busy]


def _documents(bench: Bench, target: Target) -> Iterable[str]:
    """List the documents that a target may be in: those of its places, or any if one of these is gone."""
    documents = {place.document for place in target.places}
    return sorted(documents) if documents <= bench.extractions.keys() else bench.extractions


def _without(bench: Bench, extraction: Extraction, target: Target) -> Extraction:
    text = extraction.document.text

    def there(span: Span | None) -> bool:
        return span is not None and any(_is_there(span, text, place, bench) for place in target.places)

    if target.what == "event":
        events = (each for each in extraction.events if not (each.type == target.kind and there(each.trigger)))
        return replace(extraction, events=tuple(events))
    if target.what == "quote":
        return replace(extraction, quotes=tuple(each for each in extraction.quotes if not there(each.content)))
    ends = [bench.find(end) for end in target.ends]
    statements = []
    for statement in extraction.statements:
        if statement.predicate == target.kind and _ends_fit(bench, statement, target, ends):
            evidence = tuple(each for each in statement.evidence if not there(each.sentence))
            statement = replace(statement, evidence=evidence)  # noqa: PLW2901 - what is left of it
        if statement.evidence:
            statements.append(statement)
    return replace(extraction, statements=tuple(statements))


def _is_there(span: Span, text: str, place: Place, bench: Bench) -> bool:
    if place.document == span.document:
        return span.start < place.end and place.start < span.end
    words = plain(text[span.start : span.end])
    return place.document not in bench.extractions and len(place.words.split()) > 1 and words == plain(place.words)


def _ends_fit(bench: Bench, statement: Statement, target: Target, ends: Sequence[str | None]) -> bool:
    """Tell whether a statement has the ends of a target: at its places, in its clusters, or by name."""
    return all(
        local in bench.mentioned(end.places) or bench.cluster_of[local] == cluster or called(bench.entity(local), end)
        for local, end, cluster in zip((statement.subject, statement.object), target.ends, ends, strict=True)
    )
