"""The verbs that report words, read once from `data/quotes.toml`."""

import functools
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from newsweave.ingest.grammar.inflection import forms, lemma
from newsweave.ingest.lists import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRow:
    """One row of the table.

    Attributes:
        act: What is done with the words: "say", "warn", "demand".
        lemmas: Dictionary forms of its verbs.
        takes: How the words hang on them, in the order in which that is tried.
        particle: A word that has to stand behind the verb.
        sources: Whether only what is written, or those who study, can be the subject.
        present: Whether only its present tense reports: "thinks".
        plain: Whether the words behind a preposition need no quotation marks.
        nouns: Nouns that an object has to have; empty if any will do.
        example: A sentence that the row reads.
        gives: Speaker, cue and content in it.
    """

    act: str
    lemmas: frozenset[str]
    takes: tuple[str, ...]
    particle: str | None
    sources: bool
    present: bool
    plain: bool
    nouns: frozenset[str]
    example: str
    gives: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Nouns about speech, in small letters.

    Attributes:
        media: What one speaks in or on.
        issued: Those of them that speak for whoever issues them.
        sources: What speaks by itself, and those who study.
        norms: After "according to": not who says so but what it agrees with.
    """

    media: frozenset[str]
    issued: frozenset[str]
    sources: frozenset[str]
    norms: frozenset[str]


@functools.cache
def _data() -> dict[str, Any]:
    return read_table("quotes")


@functools.cache
def cue_rows() -> tuple[CueRow, ...]:
    """Return the rows in the order of the file."""
    return tuple(
        CueRow(
            act=row["act"],
            lemmas=frozenset(row["lemmas"]),
            takes=tuple(row["takes"]),
            particle=row.get("particle"),
            sources=row.get("sources", False),
            present=row.get("present", False),
            plain=row.get("plain", False),
            nouns=frozenset(row.get("nouns", ())),
            example=row["example"],
            gives=(row["gives"][0], row["gives"][1], row["gives"][2]),
        )
        for row in _data()["verb"]
    )


@functools.cache
def quote_words() -> Words:
    """Return the nouns about speech."""
    return Words(**{name: frozenset(words) for name, words in _data()["words"].items()})


@functools.cache
def _by_lemma() -> dict[str, tuple[CueRow, ...]]:
    lemmas = sorted({word for row in cue_rows() for word in row.lemmas})
    return {word: tuple(row for row in cue_rows() if word in row.lemmas) for word in lemmas}


@functools.cache
def _forms() -> frozenset[str]:
    return frozenset(form for word in _by_lemma() for form in forms(word))


def rows_of(token: Token) -> tuple[CueRow, ...]:
    """Return the rows that a verb has in the table; none for any other word."""
    if not token.tag_.startswith("VB") or token.lower_ not in _forms():
        return ()
    return tuple(row for row in _by_lemma().get(lemma(token), ()) if row.particle in {None, particle(token)})


def quotes_words(token: Token) -> bool:
    """Tell whether a verb can stand beside words in quotation marks: "said", "recalled"; not "expressed"."""
    return any("quote" in row.takes for row in rows_of(token))


def particle(verb: Token) -> str | None:
    """Return the particle of a verb: "out" in "pointed out"."""
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
