"""Reads namesakes from a store's tables: what a band says to comparisons from its row, and its members."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice

from newsweave.graph.resolution.namesakes import Namesakes, parse
from newsweave.graph.resolution.raising import ASKED
from newsweave.graph.store.cells import Variant, variants_of
from newsweave.graph.store.said import Said
from newsweave.types import Entity, Kind, Link

_REMEMBERED = 10_000  # bands
_KEPT = 4_000  # bands, with their variants

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
        self._shared: dict[tuple[str, str], bool] = {}
        self._variants: dict[str, Sequence[Variant]] = {}

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
        return replace(band, members=tuple(each.entity for each in self.variants(band)))

    def variants(self, band: Namesakes) -> Sequence[Variant]:
        """List the variants of a band, by their smallest ids."""
        found = self._variants.get(band.id)
        return tuple(variants_of(self._connection, band.id, band.kind)) if found is None else found

    def keep(self, band: str, variants: Sequence[Variant]) -> None:
        """Remember the variants of a band, which were just read."""
        if len(self._variants) < _KEPT:
            self._variants[band] = variants

    def place(self, identifier: str) -> Place:
        """Tell where a band stands in the order of all."""
        band = self.band(identifier)
        return band.kind.value, band.key, identifier

    def forget(self) -> None:
        """Forget what was read."""
        self._remembered.clear()
        self._shared.clear()

    def is_shared(self, kind: str, short: str) -> bool:
        """Tell whether an acronym stands for several bands of a kind."""
        place = kind, short
        if place not in self._shared:
            rows = self._connection.execute("SELECT 1 FROM short WHERE kind = ? AND short = ? LIMIT 2", place)
            self._shared[place] = len(rows.fetchall()) > 1
        return self._shared[place]

    def asked(self, listed: Iterable[tuple[str, int, int]]) -> list[str]:
        """List the members of a band that speak for its context, given its variants: smallest id, row and size."""
        members = [[first] if size == 1 else self._members(number) for first, number, size in listed]
        return list(islice(merge(*members) if len(members) > 1 else members[0], ASKED))

    def _members(self, variant: int) -> Iterator[str]:
        query = f"SELECT id FROM entity WHERE variant = ? ORDER BY id LIMIT {ASKED}"
        yield from (identifier for (identifier,) in self._connection.execute(query, (variant,)))

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
            shared=frozenset(short for short in said.shorts if self.is_shared(kind.value, short)),
        )
