"""Unite what single documents say: a view with canonical ids, which erases nothing.

Local values stay in their Extraction; each united value lists them in `members`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from newsweave.ids import content_id
from newsweave.types import (
    Entity,
    Event,
    Evidence,
    Kind,
    Link,
    Participant,
    Quote,
    Span,
    Statement,
    Triple,
)

# local entity id -> canonical entity id
Canonical = Mapping[str, str]

_KINDS = tuple(Kind)


# --- entities


def best_kind(members: Sequence[Entity], mentions: Mapping[str, int]) -> Kind:
    """Choose a kind by the number of mentions, then of members, then in the order of `Kind`."""
    weight = Counter[Kind]()
    for member in members:
        weight[member.kind] += mentions.get(member.id, 0)
    number = Counter(member.kind for member in members)
    return max(number, key=lambda kind: (weight[kind], number[kind], -_KINDS.index(kind)))


def best_name(members: Sequence[Entity]) -> str:
    """Choose among the members' names the one of most words, then the most frequent, then the first.

    >>> whole = Entity(id="e1", kind=Kind.ORG, name="Arab League", names=(("Arab League", 1), ("AL", 9)))
    >>> short = Entity(id="e2", kind=Kind.ORG, name="AL", names=(("AL", 3),))
    >>> best_name([short, whole])
    'Arab League'
    """
    counts = Counter(dict(_names(members)))
    counts.update(member.name for member in members)
    names = sorted({member.name for member in members})
    return min(names, key=lambda name: (-len(name.split()), -counts[name]))


def best_country(members: Sequence[Entity], mentions: Mapping[str, int]) -> str | None:
    """Choose the country that most mentions speak for, then the first in the alphabet."""
    weight = Counter[str]()
    for member in members:
        if member.country:
            weight[member.country] += 1 + mentions.get(member.id, 0)
    return min(weight, key=lambda country: (-weight[country], country), default=None)


def unite_entity(identifier: str, members: Sequence[Entity], mentions: Mapping[str, int]) -> Entity:
    """Make one canonical entity of the members of a cluster.

    Args:
        identifier: The cluster's id.
        members: Local entities, in any order.
        mentions: Number of mentions by local entity id.
    """
    weighty = sorted(members, key=lambda member: (-mentions.get(member.id, 0), member.id))
    return Entity(
        id=identifier,
        kind=best_kind(weighty, mentions),
        name=best_name(weighty),
        names=_names(weighty),
        country=best_country(weighty, mentions),
        links=_links(weighty),
        reasons=tuple(dict.fromkeys(reason for member in weighty for reason in member.reasons)),
        members=tuple(sorted(member.id for member in members)),
    )


def _names(members: Sequence[Entity]) -> tuple[tuple[str, int], ...]:
    counts = Counter[str]()
    for member in members:
        for name, count in member.names:
            counts[name] += count
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _links(members: Sequence[Entity]) -> tuple[Link, ...]:
    """Unite links to the same thing: one that is accepted anywhere is accepted, at its best score."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for member in members:
        for link in member.links:
            found[link.scheme, link.id].append(link)
    united = (
        replace(
            max(links, key=lambda link: (link.accepted, link.score)),
            reasons=tuple(sorted({reason for link in links for reason in link.reasons})),
        )
        for links in found.values()
    )
    return tuple(sorted(united, key=lambda link: (not link.accepted, link.scheme, -link.score, link.id)))


# --- ids inside values


def canonical_participant(participant: Participant, canonical: Canonical) -> Participant:
    """Put the canonical id in place of the local one."""
    if participant.entity is None:
        return participant
    return replace(participant, entity=canonical[participant.entity])


def canonical_evidence(evidence: Evidence, canonical: Canonical) -> Evidence:
    """Put the canonical id of the claimant in place of the local one."""
    if evidence.claimant is None or evidence.claimant.entity is None:
        return evidence
    return replace(evidence, claimant=canonical_participant(evidence.claimant, canonical))


def canonical_event(event: Event, canonical: Canonical) -> Event:
    """Put canonical ids into an event; its own id stays, and is its only member."""
    return replace(
        event,
        roles=tuple(
            replace(filler, participant=canonical_participant(filler.participant, canonical)) for filler in event.roles
        ),
        evidence=unite_evidence(event.evidence, canonical),
        members=(event.id,),
    )


def canonical_quote(quote: Quote, canonical: Canonical) -> Quote:
    """Put canonical ids into a quote; its own id stays."""
    speaker, addressee, medium = (
        canonical_participant(participant, canonical) if participant else None
        for participant in (quote.speaker, quote.addressee, quote.medium)
    )
    evidence = unite_evidence(quote.evidence, canonical)
    return replace(quote, speaker=speaker, addressee=addressee, medium=medium, evidence=evidence)


def canonical_triple(triple: Triple, canonical: Canonical) -> Triple:
    """Put canonical ids into an open triple; its own id stays."""
    return replace(
        triple,
        subject=canonical_participant(triple.subject, canonical),
        object=canonical_participant(triple.object, canonical),
        evidence=canonical_evidence(triple.evidence, canonical),
    )


# --- statements


def statement_id(statement: Statement, canonical: Canonical) -> str:
    """Make the id of what a statement says, the same for all that say so of the same entities.

    The same: equal canonical ends, predicate, since, until, former and derived, and roles that differ at most
    in case and white space.
    """
    return content_id(
        "s",
        canonical[statement.subject],
        statement.predicate,
        canonical[statement.object],
        None if statement.role is None else " ".join(statement.role.casefold().split()),
        statement.since,
        statement.until,
        statement.former,
        statement.derived,
    )


def unite_statement(identifier: str, same: Sequence[Statement], canonical: Canonical) -> Statement:
    """Make one statement of those that say the same."""
    first = same[0]
    return replace(
        first,
        id=identifier,
        subject=canonical[first.subject],
        object=canonical[first.object],
        role=_role(same),
        evidence=unite_evidence((item for statement in same for item in statement.evidence), canonical),
        members=tuple(sorted(statement.id for statement in same)),
    )


def _role(same: Sequence[Statement]) -> str | None:
    """Choose the most frequent way to write the role, then the first in the alphabet."""
    counts = Counter[str]()
    for statement in same:
        if statement.role is not None:
            counts[statement.role] += len(statement.evidence)
    return min(counts, key=lambda role: (-counts[role], role), default=None)


def unite_evidence(evidence: Iterable[Evidence], canonical: Canonical) -> tuple[Evidence, ...]:
    """Put canonical ids into evidence, drop what is there twice, and sort it by place."""
    return tuple(sorted({canonical_evidence(item, canonical) for item in evidence}, key=evidence_order))


def evidence_order(evidence: Evidence) -> tuple[object, ...]:
    """Make a key that sorts evidence by place in the text, then by everything else: a total order."""
    return (
        _place(evidence.sentence),
        _place(evidence.trigger),
        _place(evidence.subject),
        _place(evidence.object),
        _claimant_order(evidence.claimant),
        evidence.modality.value,
        evidence.polarity.value,
        tuple((_place(value.span), repr(value)) for value in evidence.values),
        evidence.extractor,
        -evidence.score,
    )


def _place(span: Span | None) -> tuple[str, int, int]:
    return ("", -1, -1) if span is None else (span.document, span.start, span.end)


def _claimant_order(claimant: Participant | None) -> tuple[str, tuple[str, int, int], str]:
    if claimant is None:
        return ("", _place(None), "")
    return (claimant.text, _place(claimant.span), claimant.entity or "")
