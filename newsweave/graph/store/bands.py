"""Reads namesakes from a store's tables: what a band says to comparisons from its row, and its members."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import islice

from newsweave.graph.resolution.namesakes import Namesakes, parse
from newsweave.graph.resolution.raising import ASKED
from newsweave.graph.store.cells import variants_of
from newsweave.graph.store.said import Said
from newsweave.types import Entity, Kind, Link

_REMEMBERED = 50_000  # bands

# Where a band stands in the order of all: kind, key, id.
Place = tuple[str, str, str]

_BAND = "SELECT kind, key, said FROM band JOIN cell ON number = cell WHERE id = ?"
_OF_CELL = "SELECT id, kind, key, said FROM band JOIN cell ON number = cell WHERE cell = ? ORDER BY id"


class Bands:
    """Reads bands, and remembers what they say.

    A band as comparisons see it has one member that stands for all, and bears their links.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._remembered: dict[str, Namesakes] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def band(self, identifier: str) -> Namesakes:
        """Return a band as comparisons see it, by its id."""
        found = self._remembered.get(identifier)
        return found or self.learn(identifier, *self._connection.execute(_BAND, (identifier,)).fetchone())

    def learn(self, identifier: str, kind: str, key: str, said: str) -> Namesakes:
        """Return a band as comparisons see it, given its row."""
        found = self._remembered.get(identifier)
        if found is None:
            if len(self._remembered) > _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[identifier] = self._read(identifier, Kind(kind), key, Said.read(said))
        return found

    def of_cell(self, cell: int) -> list[Namesakes]:
        """List the bands of a cell as comparisons see them, in order."""
        return [self.learn(*row) for row in self._connection.execute(_OF_CELL, (cell,)).fetchall()]

    def whole(self, identifier: str) -> Namesakes:
        """Return a band with its members."""
        band = self.band(identifier)
        return replace(band, members=tuple(each.entity for each in variants_of(self._connection, band.id, band.kind)))

    def place(self, identifier: str) -> Place:
        """Tell where a band stands in the order of all."""
        band = self.band(identifier)
        return band.kind.value, band.key, identifier

    def forget(self) -> None:
        """Forget what was read."""
        self._remembered.clear()
        self._counts.clear()

    def standing(self, kind: str, short: str) -> int:
        """Tell for how many bands of a kind an acronym stands."""
        place = kind, short
        if place not in self._counts:
            query = "SELECT count(*) FROM short WHERE kind = ? AND short = ?"
            self._counts[place] = self._connection.execute(query, place).fetchone()[0]
        return self._counts[place]

    def asked(self, firsts: Iterable[tuple[str, int]]) -> list[str]:
        """List the members of a band that speak for its context, given its variants by their smallest ids."""
        listed = [self._members(*each) for each in firsts]
        return list(islice(merge(*listed) if len(listed) > 1 else listed[0], ASKED))

    def _members(self, first: str, variant: int) -> Iterator[str]:
        """Give the ids of a variant in order; its rows are read if more than the first is wanted."""
        yield first
        query = f"SELECT id FROM entity WHERE variant = ? AND id > ? ORDER BY id LIMIT {ASKED}"
        yield from (identifier for (identifier,) in self._connection.execute(query, (variant, first)))

    def _read(self, identifier: str, kind: Kind, key: str, said: Said) -> Namesakes:
        links = tuple(Link(scheme=scheme, id=each, score=1.0) for scheme, each in sorted(said.links))
        return Namesakes(
            members=(Entity(id=identifier, kind=kind, name=said.name, names=(), links=links),),
            key=key,
            name=said.name,
            parsed=parse(kind, said.name),
            country=said.country,
            distinctions=said.distinctions,
            shorts=said.shorts,
            shared=frozenset(short for short in said.shorts if self.standing(kind.value, short) > 1),
        )
