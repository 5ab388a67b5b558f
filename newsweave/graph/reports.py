"""What one article tells of a happening, folded for comparing: the deed, who and where, when, how real."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from newsweave.graph.countries import country_names
from newsweave.graph.fold import plain
from newsweave.graph.values import days
from newsweave.types import Document, Entity, Event, Kind, Modality, Polarity, Precision, Role

# The type itself names the deed, whatever the word: arrested, detained, taken into custody.
_ONE_DEED = frozenset({"DIE", "INJURE", "ARREST", "DISMISS", "APPOINT"})
# What befalls a person as a rule once in a few days.
_ONCE = _ONE_DEED | {
    "APPOINT nominate",
    "TRIAL convict",
    "TRIAL sentence",
    "TRIAL acquit",
    "TRIAL indict",
    "RESCUE rescue",
}
_NOMINATING = frozenset({"nominate", "nomination", "name", "designate"})  # long before it is an appointment
# The same word for these tells as a rule another happening each time; only copies of a text tell the same one.
_ALWAYS_NEW = frozenset("SAY OTHER MOVE REQUEST ACCUSE SUPPORT AID CONCEDE COOPERATE AGREE".split())
# Who kills and who dies are told by two types of event.
_KILLING = frozenset({"kill", "assassinate", "murder", "execute", "behead", "massacre", "slay"})
_WOUNDING = frozenset({"wound", "injure"})
_OF_ONESELF = frozenset({"DISMISS"})  # who resigns has the office no more, as who is dismissed
_NUMBERS = re.compile(r"[0-9][0-9.,]*")
_EMPTY = frozenset(
    "a an the some several many few at least most more than about around nearly almost over up to as dozen dozens "
    "hundred hundreds thousand thousands score scores of his her its their our my this that these those other another "
    "one two three four five six seven eight nine ten eleven twelve new first last following".split()
)
_EXACT = frozenset({Precision.DAY, Precision.HOUR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event of one article.

    Attributes:
        event: With canonical ids.
        document: Its id.
        published: Day of publication.
        deed: What was done: a type that names it, or type and verb; None for what is new each time.
        agents: Who did it: canonical ids.
        patients: To whom, and who received: canonical ids.
        persons: Those of the patients that are persons.
        things: To whom or what, as the words describe it, without articles and numbers: "protesters".
        places: Where: canonical ids, no country.
        countries: Where: canonical ids of countries.
        first: The first day that it may have been on; None if it has no date.
        last: The last.
        exact: Whether it is dated to the day.
        moods: How real it is told to be: modality and polarity of each evidence.
    """

    event: Event
    document: str
    published: date | None
    deed: str | None
    agents: frozenset[str]
    patients: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    first: date | None
    last: date | None
    exact: bool
    moods: frozenset[tuple[Modality, Polarity]]


def report(event: Event, document: Document, entities: Mapping[str, Entity]) -> Report:
    """Fold an event for comparing."""
    first, last = days(event.time) or (None, None)
    places = _entities(event, (Role.PLACE,))
    countries = frozenset(place for place in places if plain(entities[place].name) in country_names())
    agents, patients = _entities(event, (Role.AGENT,)), _entities(event, (Role.PATIENT, Role.RECIPIENT))
    if event.type in _OF_ONESELF and not patients:
        agents, patients = frozenset(), agents
    return Report(
        event=event,
        document=document.id,
        published=document.published,
        deed=deed(event.type, event.lemma),
        agents=agents,
        patients=patients,
        persons=frozenset(patient for patient in patients if entities[patient].kind is Kind.PERSON),
        things=frozenset(filter(None, _described(event))),
        places=places - countries,
        countries=countries,
        first=first,
        last=last,
        exact=event.time is not None and event.time.precision in _EXACT and first == last,
        moods=frozenset((each.modality, each.polarity) for each in event.evidence),
    )


def deed(kind: str, lemma: str) -> str | None:
    """Name what was done, alike for words that tell one deed; None for what is new each time.

    >>> deed("DIE", "perish") == deed("DIE", "kill") == deed("ASSAULT", "kill")
    True
    >>> deed("CONSULT", "meet"), deed("SAY", "say")
    ('CONSULT meet', None)
    """
    if kind in _ALWAYS_NEW:
        return None
    word = (lemma.split() or [""])[0]
    if kind == "ASSAULT" and word in _KILLING | _WOUNDING:
        return "DIE" if word in _KILLING else "INJURE"
    if kind == "APPOINT" and word in _NOMINATING:
        return "APPOINT nominate"
    return kind if kind in _ONE_DEED else f"{kind} {word}"


def is_once(name: str | None) -> bool:
    """Tell whether a deed befalls a person as a rule once in a few days."""
    return name in _ONCE


def described(words: str) -> str:
    """Take articles and numbers from the words for a group.

    >>> described("At least 18 protesters"), described("the 2,000 people")
    ('protesters', 'people')
    """
    return " ".join(word for word in plain(_NUMBERS.sub(" ", words)).split() if word not in _EMPTY)


def _entities(event: Event, roles: Collection[Role]) -> frozenset[str]:
    return frozenset(each.participant.entity for each in event.roles if each.role in roles and each.participant.entity)


def _described(event: Event) -> Iterable[str]:
    return (
        described(each.participant.text)
        for each in event.roles
        if each.role is Role.PATIENT and each.participant.entity is None
    )
