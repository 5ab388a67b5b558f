"""An article about what happened, read by hand: a toll that two tell differently, a plan, a denial, a request."""

from datetime import date

from newsweave.ids import content_id, make_document
from newsweave.types import (
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Kind,
    Modality,
    Participant,
    Polarity,
    Precision,
    Quote,
    QuoteKind,
    Role,
    RoleFiller,
    Triple,
    Value,
    ValueKind,
)
from tests.factory import make_entity, make_mention, make_sentence, make_span

NEWS = (
    "President Anna Berg asked the Council for help on January 5.\n"
    "At least 18 people were killed in Norburg, the Interior Ministry said.\n"
    "Dozens had died, according to police.\n"
    "The Council may send 200 observers to Norburg next week.\n"
    "Soldiers did not arrest Carl Dahl, Berg told the Council.\n"
    "Berg met Dahl.\n"
    "“We stay calm,” Berg told the Council.\n"
)


def make_happenings(text: str = NEWS, publisher: str | None = "The Daily Example") -> Extraction:
    """Read the article: five events, a quote and an open triple."""
    document = make_document(
        text, title="Killed in Norburg", publisher=publisher, published=date(2022, 1, 6), source="norburg.txt"
    )
    berg = make_entity(document, Kind.PERSON, "Anna Berg", "Berg")
    dahl = make_entity(document, Kind.PERSON, "Carl Dahl", "Dahl")
    council = make_entity(document, Kind.ORG, "Council")
    ministry = make_entity(document, Kind.ORG, "Interior Ministry")
    norburg = make_entity(document, Kind.PLACE, "Norburg")
    entities = (berg, dahl, council, ministry, norburg)
    asked = _asked(document, berg, council)
    return Extraction(
        document=document,
        pipeline="factory@1",
        entities=tuple(sorted(entities, key=lambda each: each.id)),
        mentions=tuple(make_mention(document, each, each.name) for each in entities),
        events=(
            asked,
            _killed(document, norburg, ministry),
            _sends(document, council, norburg),
            _arrested(document, dahl, berg),
            _met(document, berg, dahl),
        ),
        quotes=(_calm(document, berg, council),),
        triples=(
            Triple(
                id=content_id("t", "met", document.id),
                subject=make_participant(document, "Berg", 2, berg),
                relation="met",
                object=make_participant(document, "Dahl", 1, dahl),
                evidence=make_telling(document, "met"),
            ),
        ),
    )


def make_participant(document: Document, words: str, nth: int = 0, entity: Entity | None = None) -> Participant:
    """Let the nth place of these words stand for an entity, or for a group that has no name."""
    return Participant(text=words, span=make_span(document, words, nth), entity=entity.id if entity else None)


def make_role(role: Role, document: Document, words: str, *, nth: int = 0, entity: Entity | None = None) -> RoleFiller:
    """Give the nth place of these words a role."""
    return RoleFiller(role=role, participant=make_participant(document, words, nth, entity))


def make_telling(
    document: Document,
    trigger: str,
    *values: Value,
    claimant: Participant | None = None,
    modality: Modality = Modality.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
) -> Evidence:
    """Mention a happening: by whom it is told, with which times and numbers."""
    span = make_span(document, trigger)
    return Evidence(
        sentence=make_sentence(document, span),
        trigger=span,
        claimant=claimant,
        modality=modality,
        polarity=polarity,
        values=values,
        extractor="factory@1",
        score=0.9,
    )


def make_event(
    document: Document, name: str, trigger: str, roles: tuple[RoleFiller, ...], *evidence: Evidence
) -> Event:
    """Make an event whose time and numbers are those of its evidence."""
    values = tuple(value for each in evidence for value in each.values)
    return Event(
        id=content_id("v", name, make_span(document, trigger)),
        type=name,
        trigger=make_span(document, trigger),
        lemma=trigger,
        roles=roles,
        time=next((value for value in values if value.kind is ValueKind.DATE), None),
        quantities=tuple(value for value in values if value.kind is not ValueKind.DATE),
        evidence=evidence,
    )


def make_date(document: Document, words: str, start: str, precision: Precision, end: str | None = None) -> Value:
    """Resolve words to a date or an interval."""
    span = make_span(document, words)
    return Value(kind=ValueKind.DATE, text=words, span=span, start=start, end=end, precision=precision)


def make_number(
    document: Document, words: str, low: float | None, high: float | None, role: str, unit: str = "people"
) -> Value:
    """Read words as a number of something."""
    span = make_span(document, words)
    return Value(kind=ValueKind.QUANTITY, text=words, span=span, low=low, high=high, unit=unit, role=role)


def _asked(document: Document, berg: Entity, council: Entity) -> Event:
    roles = (
        make_role(Role.AGENT, document, "Anna Berg", entity=berg),
        make_role(Role.PATIENT, document, "help"),
        make_role(Role.RECIPIENT, document, "Council", entity=council),
    )
    day = make_date(document, "January 5", "2022-01-05", Precision.DAY)
    return make_event(document, "REQUEST", "asked", roles, make_telling(document, "asked", day))


def _killed(document: Document, norburg: Entity, ministry: Entity) -> Event:
    roles = (
        make_role(Role.PATIENT, document, "At least 18 people"),
        make_role(Role.PLACE, document, "Norburg", entity=norburg),
    )
    says = make_participant(document, "Interior Ministry", entity=ministry)
    police = make_participant(document, "police")
    return make_event(
        document,
        "DIE",
        "killed",
        roles,
        make_telling(document, "killed", make_number(document, "At least 18", 18.0, None, "killed"), claimant=says),
        make_telling(document, "died", make_number(document, "Dozens", None, None, "killed"), claimant=police),
    )


def _sends(document: Document, council: Entity, norburg: Entity) -> Event:
    roles = (
        make_role(Role.AGENT, document, "Council", nth=1, entity=council),
        make_role(Role.PATIENT, document, "200 observers"),
        make_role(Role.PLACE, document, "Norburg", nth=1, entity=norburg),
    )
    week = make_date(document, "next week", "2022-01-10", Precision.WEEK, "2022-01-16")
    number = make_number(document, "200", 200.0, 200.0, "sent", "observers")
    return make_event(
        document, "MOBILIZE", "send", roles, make_telling(document, "send", week, number, modality=Modality.POSSIBLE)
    )


def _arrested(document: Document, dahl: Entity, berg: Entity) -> Event:
    roles = (
        make_role(Role.AGENT, document, "Soldiers"),
        make_role(Role.PATIENT, document, "Carl Dahl", entity=dahl),
    )
    says = make_participant(document, "Berg", 1, berg)
    denial = make_telling(document, "arrest", claimant=says, polarity=Polarity.NEGATIVE)
    return make_event(document, "ARREST", "arrest", roles, denial)


def _met(document: Document, berg: Entity, dahl: Entity) -> Event:
    roles = (
        make_role(Role.AGENT, document, "Berg", nth=2, entity=berg),
        make_role(Role.PATIENT, document, "Dahl", nth=1, entity=dahl),
    )
    return make_event(document, "CONSULT", "met", roles, make_telling(document, "met"))


def _calm(document: Document, berg: Entity, council: Entity) -> Quote:
    content = make_span(document, "We stay calm")
    return Quote(
        id=content_id("q", content),
        kind=QuoteKind.DIRECT,
        speaker=make_participant(document, "Berg", 3, berg),
        cue="told",
        content=content,
        addressee=make_participant(document, "Council", 3, council),
        evidence=(make_telling(document, "We stay calm"),),
    )
