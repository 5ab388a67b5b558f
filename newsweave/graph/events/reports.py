"""What one article tells of a happening, folded for comparing: the deed, who and where, when, how real."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations
from typing import TypeVar

from newsweave.graph.events.values import days
from newsweave.graph.names.countries import country_names
from newsweave.graph.names.fold import plain
from newsweave.types import Document, Entity, Event, Kind, Modality, Polarity, Precision, Role

_NUMBERS = re.compile(r"[0-9][0-9.,]*")
_TOLLS = frozenset({"DIE", "INJURE"})
_T = TypeVar("_T")
_EXACT = frozenset({Precision.DAY, Precision.HOUR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The table `reports.toml`, which explains its parts.

    Attributes:
        one_deed: Types that name the deed.
        once: Deeds that befall a person once.
        always_new: Types that are new each time.
        of_oneself: Types that befall the agent if nobody else.
        mutual: Deeds that two do with each other.
        words: By type and word, the deed that it names.
        causes: By name, what people die of or are hurt by, as its words stand in sentences.
        empty: Words that say nothing of who or what it is.
    """

    one_deed: frozenset[str]
    once: frozenset[str]
    always_new: frozenset[str]
    of_oneself: frozenset[str]
    mutual: frozenset[str]
    words: Mapping[tuple[str, str], str]
    causes: Mapping[str, re.Pattern[str]]
    empty: frozenset[str]


@cache
def deeds() -> Deeds:
    """Read the table, on first use."""
    table = tomllib.loads(resources.files(__package__).joinpath("reports.toml").read_text("utf-8"))
    return Deeds(
        **{name: frozenset(table[name]) for name in ("one_deed", "once", "always_new", "of_oneself", "mutual")},
        words={(row["type"], word): row["deed"] for row in table["word"] for word in row["words"]},
        causes={row["name"]: re.compile(rf"\b(?:{'|'.join(row['words'])})\b") for row in table["cause"]},
        empty=frozenset(table["empty"]["words"] + table["empty"]["numbers"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event of one article.

    Attributes:
        place: Which of all events it is.
        document: Its id.
        published: Day of publication.
        deed: What was done: a type that names it, or type and verb; None for what is new each time.
        agents: Who did it: canonical ids.
        patients: To whom, and who received: canonical ids; of what two do with each other, each two of them as one.
        persons: Those of the patients that are persons.
        things: To whom or what, as the words describe it, without articles and numbers: "protesters".
        places: Where: canonical ids, no country.
        countries: Where: canonical ids of countries.
        first: The first day that it may have been on; None if it has no date.
        last: The last.
        exact: Whether it is dated to the day.
        causes: What they died of or were hurt by, as the sentences tell; of other deeds nothing.
        moods: How real it is told to be: modality and polarity of each evidence.
    """

    place: int
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
    causes: frozenset[str]
    moods: frozenset[tuple[Modality, Polarity]]


def report(event: Event, place: int, document: Document, entities: Mapping[str, Entity]) -> Report:
    """Fold an event, which stands at a place among all, for comparing."""
    first, last = days(event.time) or (None, None)
    places = _entities(event, (Role.PLACE,))
    countries = _set(place for place in places if plain(entities[place].name) in country_names())
    agents, patients = _entities(event, (Role.AGENT,)), _entities(event, (Role.PATIENT, Role.RECIPIENT))
    if event.type in deeds().of_oneself and not patients:
        agents, patients = frozenset(), agents
    persons = _set(patient for patient in patients if entities[patient].kind is Kind.PERSON)
    done = deed(event.type, event.lemma)
    if done in deeds().mutual and len(agents | patients) > 1:
        parties = frozenset(" with ".join(two) for two in combinations(sorted(agents | patients), 2))
        agents, patients, persons = frozenset(), parties, frozenset()
    return Report(
        place=place,
        document=document.id,
        published=document.published,
        deed=done,
        agents=agents,
        patients=patients,
        persons=persons,
        things=_set(filter(None, _described(event))),
        places=places - countries,
        countries=countries,
        first=first,
        last=last,
        exact=event.time is not None and event.time.precision in _EXACT and first == last,
        causes=_set(_causes(event, document.text)) if done in _TOLLS else frozenset(),
        moods=_set((each.modality, each.polarity) for each in event.evidence),
    )


def deed(kind: str, lemma: str) -> str | None:
    """Name what was done, alike for words that tell one deed; None for what is new each time.

    >>> deed("DIE", "perish") == deed("DIE", "kill") == deed("ASSAULT", "kill")
    True
    >>> deed("CONSULT", "meet"), deed("SAY", "say")
    ('CONSULT meet', None)
    """
    word = (lemma.split() or [""])[0]
    if (kind, word) in deeds().words:
        return deeds().words[kind, word]
    if kind in deeds().always_new:
        return None
    return kind if kind in deeds().one_deed else f"{kind} {word}"


def is_once(name: str | None) -> bool:
    """Tell whether a deed befalls a person as a rule once in a few days."""
    return name in deeds().once


def described(words: str) -> str:
    """Take articles and numbers from the words for a group.

    >>> described("At least 18 protesters"), described("Twenty-six police officers")
    ('protesters', 'police officers')
    """
    return " ".join(word for word in plain(_NUMBERS.sub(" ", words)).split() if word not in deeds().empty)


def causes(words: str) -> set[str]:
    """Tell what people died of or were hurt by; of several words at one place the first row's counts.

    >>> sorted(causes("A gunman opened fire on the ferry")), causes("a car bomb")
    (['shooting', 'water'], {'bomb'})
    """
    found, rest = set(), words.lower()
    for name, pattern in deeds().causes.items():
        rest, times = pattern.subn(" ", rest)
        found.update([name] * bool(times))
    return found


def _causes(event: Event, text: str) -> Iterable[str]:
    return (name for each in event.evidence for name in causes(text[each.sentence.start : each.sentence.end]))


def _entities(event: Event, roles: Collection[Role]) -> frozenset[str]:
    return _set(each.participant.entity for each in event.roles if each.role in roles and each.participant.entity)


def _set(items: Iterable[_T]) -> frozenset[_T]:
    """Make a set, once for the same items as a rule: each takes 216 bytes, and most events have five."""
    return _made_once(frozenset(items))


@lru_cache(maxsize=1 << 14)
def _made_once(items: frozenset[_T]) -> frozenset[_T]:
    return items


def _described(event: Event) -> Iterable[str]:
    return (
        described(each.participant.text)
        for each in event.roles
        if each.role is Role.PATIENT and each.participant.entity is None
    )
