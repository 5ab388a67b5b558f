"""The word lists of `names.toml`, read once and folded where they are compared folded."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from newsweave.graph.names.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What is known of words in names.

    Attributes:
        titles: Words that stand before a person's name.
        styles: Those of them that make a given name alone a name.
        suffixes: Words that tell a father from a son.
        particles: Words inside a person's name that papers keep or drop.
        equivalents: By folded given name, the groups of forms of one name that it is in.
        given: Folded given names.
        two_surnames: Folded given names whose bearers have two surnames.
        surnames_first: East Asian surnames, each with the first spelling of its group.
        common_given: Folded given names that many have.
        common_surnames: Folded surnames that many have.
        legal_forms: Words for the legal form of a company.
        generic: Words that fit a body of any country.
        spellings: By word of a body's name, how it is usually written.
        phrases: By several words of a body's name, what says the same.
        seats: By name of a body without its country, the only country that has it.
        acronyms: By acronym in small letters, the one body that it stands for.
        place_spellings: By word of a place's name, how it is usually written.
        country_names: By ISO 3166-1 alpha-2 code, names that the atlas lacks.
        country_adjectives: By code, adjectives that the atlas lacks.
    """

    titles: frozenset[str]
    styles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    equivalents: Mapping[str, frozenset[int]]
    given: frozenset[str]
    two_surnames: frozenset[str]
    surnames_first: Mapping[str, str]
    common_given: frozenset[str]
    common_surnames: frozenset[str]
    legal_forms: frozenset[str]
    generic: frozenset[str]
    spellings: Mapping[str, str]
    phrases: Mapping[str, str]
    seats: Mapping[str, str]
    acronyms: Mapping[str, str]
    place_spellings: Mapping[str, str]
    country_names: Mapping[str, list[str]]
    country_adjectives: Mapping[str, list[str]]


@cache
def tables() -> Tables:
    """Return the word lists; read on first use."""
    data = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    persons, bodies = data["persons"], data["organisations"]
    equivalents = _equivalents(persons["equivalents"])
    spellings: dict[str, str] = bodies["spellings"]
    return Tables(
        titles=frozenset(persons["titles"]),
        styles=frozenset(persons["styles"]),
        suffixes=frozenset(persons["suffixes"]),
        particles=frozenset(persons["particles"]),
        equivalents=equivalents,
        given=_folded(persons["given"]) | equivalents.keys(),
        two_surnames=_folded(persons["two_surnames"]),
        surnames_first={word: group[0] for group in persons["surnames_first"] for word in group},
        common_given=_folded(persons["common_given"]),
        common_surnames=_folded(persons["common_surnames"]),
        legal_forms=frozenset(bodies["legal_forms"]),
        generic=frozenset(spellings.get(word, word) for word in bodies["generic"]),
        spellings=spellings,
        phrases=bodies["phrases"],
        seats={name: code for code, names in bodies["seats"].items() for name in names},
        acronyms=bodies["acronyms"],
        place_spellings=data["places"]["spellings"],
        country_names=data["countries"]["names"],
        country_adjectives=data["countries"]["adjectives"],
    )


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _equivalents(listed: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(listed):
        for word in group:
            groups.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}
