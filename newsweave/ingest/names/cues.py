"""The word lists of `data/cues.toml`, read once."""

import functools
from dataclasses import dataclass

from newsweave.ingest.grammar.inflection import plural
from newsweave.ingest.lists import read_table
from newsweave.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words that tell what a name names, in small letters unless said otherwise.

    Attributes:
        titles: Forms of address before a person's name.
        surnames: Callings and titles that are surnames, too.
        styles: Those of monarchs, princes and popes, who are called by a given name.
        roles: Nouns for a post or calling.
        plurals: Their plurals, each with its singular.
        staff: Those whom a body has and a place has not; one word or two.
        founders: Those of them that found what they are named with.
        creators: Those of them that make it.
        students: Those who learn at a body.
        callings: Those of them that are no office of a country.
        scholars: Those of them that study a place: "Syria expert".
        private: Those who hold no office of a state, whatever their nationality.
        relatives: Nouns for kin and kindred.
        parties: Names for a member of a party, as written.
        modifiers: Words before such a noun: "press" in "press secretary".
        tails: Token sequences after such a noun: ("of", "state").
        heads: For a kind, nouns that are the last word of its names ("ministry", "square").
        leads: First words that tell what a name in another language names: "Grupo", with its kind.
        prefixes: Words that make a name of the one behind them, as written: "USS", "Hurricane", with its kind.
        before: Common nouns right before a name, with what they make of it.
        behind: Common nouns right behind a name, with what they make of it: "the Otto chatbot".
        after_bodies: Common nouns right behind the name of a body: "Tehreek-e-Insaf party".
        called: What a body may be called, with the last words of such bodies' names: "the group" for a "Front".
        organs: Last words of the names of a state's bodies.
        pronouns: Pronouns, each with its sort: he, she, it, first.
        gender: Words before or for a person, with the pronoun that they tell: he or she.
        nominals: Common nouns that take up what was named, with its kind.
        speaking: Verb forms whose subject speaks.
        personal: Verb forms whose subject is a person.
        suffered: Those whose object is one.
        sport: Words of articles about sport.
        sport_alone: Words of those about sports in which persons meet, not teams.
        sport_verbs: Verb forms whose subject or object is a team, in such an article.
        before_opponents: Words before the name of a team, in such an article.
        players: What a team has, right after its name, in such an article.
        before_places: Words before the name of a place.
        place_nouns: Nouns before "of" and the name of a place.
        not_names: Words with a capital that are no names, as written.
        edges: What a name neither begins nor ends with.
    """

    titles: frozenset[str]
    surnames: frozenset[str]
    styles: frozenset[str]
    roles: frozenset[str]
    plurals: dict[str, str]
    staff: frozenset[str]
    founders: frozenset[str]
    creators: frozenset[str]
    students: frozenset[str]
    callings: frozenset[str]
    scholars: frozenset[str]
    private: frozenset[str]
    relatives: frozenset[str]
    parties: frozenset[str]
    modifiers: frozenset[str]
    tails: frozenset[tuple[str, ...]]
    heads: dict[Kind, frozenset[str]]
    leads: dict[str, Kind]
    prefixes: dict[str, Kind]
    before: dict[str, Kind]
    behind: dict[str, Kind]
    after_bodies: frozenset[str]
    called: dict[str, frozenset[str]]
    organs: frozenset[str]
    pronouns: dict[str, str]
    gender: dict[str, str]
    nominals: dict[str, Kind]
    persons: frozenset[str]
    speaking: frozenset[str]
    personal: frozenset[str]
    suffered: frozenset[str]
    sport: frozenset[str]
    sport_alone: frozenset[str]
    sport_verbs: frozenset[str]
    before_opponents: frozenset[str]
    players: frozenset[str]
    before_places: frozenset[str]
    place_nouns: frozenset[str]
    not_names: frozenset[str]
    edges: frozenset[str]


@functools.cache
def cues() -> Cues:
    """Return the lists; read on first use."""
    data = read_table("cues")
    return Cues(
        titles=frozenset(data["titles"]["forms"]),
        surnames=frozenset(data["surnames"]["forms"]),
        styles=frozenset(data["styles"]["forms"]),
        roles=frozenset(data["roles"]["nouns"]),
        plurals={plural(noun): noun for noun in data["roles"]["nouns"]},
        staff=frozenset(data["roles"]["staff"]),
        founders=frozenset(data["roles"]["founders"]),
        creators=frozenset(data["roles"]["creators"]),
        students=frozenset(data["roles"]["students"]),
        callings=frozenset(data["roles"]["callings"]),
        scholars=frozenset(data["roles"]["scholars"]),
        private=frozenset(data["roles"]["private"]),
        relatives=frozenset(data["roles"]["relatives"]),
        parties=frozenset(data["roles"]["parties"]),
        modifiers=frozenset(data["roles"]["modifiers"]),
        tails=frozenset(tuple(tail.split()) for tail in data["roles"]["tails"]),
        heads={Kind(kind): frozenset(words) for kind, words in data["heads"].items()},
        leads=_kinds(data["leads"]),
        prefixes=_kinds(data["prefixes"]),
        before=_kinds(data["before"]),
        behind=_kinds(data["behind"]),
        after_bodies=frozenset(data["after"]["bodies"]),
        called={noun: frozenset(words) for noun, words in data["called"].items()},
        organs=frozenset(data["organs"]["nouns"]),
        pronouns={word: sort for sort, words in data["pronouns"].items() for word in words},
        gender={word: sort for sort, words in data["gender"].items() for word in words},
        nominals=_kinds(data["nominals"]),
        persons=frozenset(data["persons"]["nouns"]),
        speaking=frozenset(data["verbs"]["speaking"]),
        personal=frozenset(data["verbs"]["personal"]),
        suffered=frozenset(data["verbs"]["suffered"]),
        sport=frozenset(data["sport"]["words"]),
        sport_alone=frozenset(data["sport"]["alone"]),
        sport_verbs=frozenset(data["sport"]["verbs"]),
        before_opponents=frozenset(data["sport"]["prepositions"]),
        players=frozenset(data["sport"]["players"]),
        before_places=frozenset(data["prepositions"]["place"]),
        place_nouns=frozenset(data["prepositions"]["place_nouns"]),
        not_names=frozenset(data["not_names"]["words"]),
        edges=frozenset(data["not_names"]["edges"]),
    )


def _kinds(table: dict[str, list[str]]) -> dict[str, Kind]:
    """Turn a table of kinds with their words round."""
    return {word: Kind(kind) for kind, words in table.items() for word in words}
