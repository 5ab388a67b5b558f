"""The tables of verbs and nouns that tie two named things together, read once from `data/relations.toml`."""

import functools
from dataclasses import dataclass

from newsweave.ingest.lists import read_table
from newsweave.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: words, what they join, and which way.

    Attributes:
        predicate: The fact that they tell.
        words: Verb forms or nouns, in small letters.
        object: How the other end hangs on the word: "dobj", or a preposition.
        flip: Whether the grammatical subject is the object of the fact.
        role: What the word makes of its subject: "head".
        subjects: Kinds that the one end may have.
        objects: Kinds that the other end may have.
        only: Words of which the other end's name has one, if any are given.
        without: A preposition that may not hang on the word: "led Bayern to victory".
        particle: A word that has to hang on the verb: "set up".
        passive: Whether the verb has to be in the passive: "was awarded the prize".
        dative: Whether it is told of whom something is given to: "awarded her the prize".
        compound: A word that has to stand before the noun, unless that tells enough: "parent" before "company".
        phase: Whether the verb tells that the state begins or ends: "begins", "ends"; None for neither.
        example: A sentence that the row reads.
        gives: Subject and object of the fact in it.
    """

    predicate: str
    words: frozenset[str]
    object: str
    flip: bool
    role: str | None
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    only: frozenset[str]
    without: str | None
    particle: str | None
    passive: bool
    dative: bool
    compound: str | None
    phase: str | None
    example: str
    gives: tuple[str, str]


@functools.cache
def rows(table: str) -> tuple[Row, ...]:
    """Return the rows of a table: "verb", "noun", "kin" or "career"."""
    data = read_table("relations")
    return tuple(
        Row(
            predicate=row["predicate"],
            words=frozenset(row.get("verbs") or row["nouns"]),
            object=row.get("object", "of"),
            flip=row.get("flip", False),
            role=row.get("role"),
            subjects=frozenset(map(Kind, row.get("subjects", ["PERSON"]))),
            objects=frozenset(map(Kind, row.get("objects", ["PERSON"]))),
            only=frozenset(row.get("only", ())),
            without=row.get("without"),
            particle=row.get("particle"),
            passive=row.get("passive", False),
            dative=row.get("dative", False),
            compound=row.get("compound"),
            phase=row.get("phase"),
            example=row["example"],
            gives=(row["gives"][0], row["gives"][1]),
        )
        for row in data[table]
    )


@functools.cache
def rows_by_word(table: str) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a table by each of their words."""
    return {word: tuple(row for row in rows(table) if word in row.words) for row in rows(table) for word in row.words}
