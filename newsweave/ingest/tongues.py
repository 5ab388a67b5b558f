"""How documents in each language are read: the table `data/tongues.toml`, read once."""

import functools
from dataclasses import dataclass

from newsweave.ingest.lists import read_table

_OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language, or all that have no table of their own.

    Attributes:
        needs: Components that a spaCy pipeline for it must have.
        off: Components whose work nobody reads.
        passes: Which passes go over a document: a key of `newsweave.ingest.extraction.PASSES`.
        edges: Words that a name neither begins nor ends with, in small letters.
        titles: Words right before the name of a person.
    """

    needs: tuple[str, ...]
    off: tuple[str, ...]
    passes: str
    edges: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


@functools.cache
def tongue(language: str) -> Tongue:
    """Return how a language is read.

    >>> tongue("en").passes, tongue("fr").passes, tongue("fi").passes
    ('all', 'names', 'names')
    """
    tables = read_table("tongues")
    table = tables.get(language, tables[_OTHER])
    return Tongue(
        needs=tuple(table["needs"]),
        off=tuple(table["off"]),
        passes=table["passes"],
        edges=frozenset(table.get("edges", ())),
        titles=frozenset(table.get("titles", ())),
    )
