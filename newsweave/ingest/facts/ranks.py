"""What a post makes of its holder, by the table of `data/derived.toml`: a president of a country is its head of state.

The table is read once; of the rows for one sort of body the one with the longest ending of the role holds.
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsweave.ingest.lists import read_table
from newsweave.ingest.names.cues import cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """One row: roles in one sort of body, and what they make of who holds them.

    Attributes:
        gives: Predicates from the holder to the body.
        of: What the post is in: country, place (that is no country), body, or any.
        roles: How the role ends, in small letters; empty: every role but those of `excepted`.
        alone: Whether nothing but plain words may stand before it: a research director is no head.
        lasting: Predicates that stay true when the post is over.
        excepted: Endings of roles for which a row for every role does not hold.
        score: How sure it follows, 0 to 1.
        example: A sentence that the row reads.
        facts: Subject, predicate and object of what it gives in it.
    """

    gives: tuple[str, ...]
    of: str
    roles: frozenset[str]
    alone: bool
    lasting: frozenset[str]
    excepted: frozenset[str]
    score: float
    example: str
    facts: tuple[tuple[str, str, str], ...]


@functools.cache
def derivations() -> dict[str, Any]:
    """Return the whole table; nobody may change what is returned."""
    return read_table("derived")


@functools.cache
def rows() -> tuple[Rank, ...]:
    """Return the rows for posts, in the order of the table."""
    return tuple(
        Rank(
            gives=tuple(row["gives"]),
            of=row["of"],
            roles=frozenset(row.get("roles", ())),
            alone=row.get("alone", False),
            lasting=frozenset(row.get("lasting", ())),
            excepted=frozenset(row.get("except", ())),
            score=row["score"],
            example=row["example"],
            facts=tuple((fact[0], fact[1], fact[2]) for fact in row["facts"]),
        )
        for row in derivations()["post"]
    )


def ranks(role: str, of: str) -> Iterator[tuple[str, bool, float]]:
    """Yield what a role makes of its holder: predicate, whether it stays true afterwards, and score.

    >>> list(ranks("Deputy Foreign Minister", "country"))[-1][0]
    'citizen_of'
    """
    words = role.lower().replace("’", "'").split()
    endings = [" ".join(words[start:]) for start in range(len(words))]  # the longest first
    fitting = [row for row in rows() if row.of in (of, "any")]
    for row in (*_longest(endings, fitting), *_general(endings, fitting)):
        yield from ((predicate, predicate in row.lasting, row.score) for predicate in row.gives)


def _longest(endings: list[str], fitting: list[Rank]) -> list[Rank]:
    plain = frozenset(derivations()["plain"]["words"]) | cues().roles | {"and", "&"}
    before = endings[0].split()
    for size, ending in enumerate(endings):
        for row in fitting:
            if ending in row.roles:
                return [] if row.alone and not plain.issuperset(before[:size]) else [row]
    return []


def _general(endings: Iterable[str], fitting: list[Rank]) -> list[Rank]:
    listed = set(endings)
    return [row for row in fitting if not row.roles and not listed & row.excepted]
