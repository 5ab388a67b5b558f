"""The ties and the company of bands, from a store's tables; see `newsweave.graph.resolution.context`."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from newsweave.codec import json_text
from newsweave.graph.resolution.context import RARE, Context, Shared
from newsweave.graph.store.bands import Bands

_REMEMBERED = 200_000  # words and members
# Of two bands, the bearers of the company of one are looked up if no more members than this speak for it.
_FEW = 5

_TIES = "SELECT DISTINCT words FROM tie WHERE entity IN (SELECT value FROM json_each(?))"
_HOLDING = """
    SELECT DISTINCT variant.band FROM json_each(?) AS asked
    CROSS JOIN tie AS one ON one.entity = asked.value CROSS JOIN tie AS other ON other.words = one.words
    CROSS JOIN entity ON entity.id = other.entity CROSS JOIN variant ON variant.number = entity.variant
"""
_BEARERS = """
    SELECT entity.document, entity.id FROM variant CROSS JOIN cell ON cell.number = variant.cell
    CROSS JOIN entity ON entity.variant = variant.number
    WHERE variant.name = ? AND variant.specific AND cell.size <= ?
"""
_MEMBERS = "SELECT document, id FROM entity WHERE id IN (SELECT value FROM json_each(?))"
_COMPANY = """
    SELECT DISTINCT variant.name FROM json_each(?) AS asked
    CROSS JOIN entity AS one ON one.id = asked.value
    CROSS JOIN entity AS other ON other.document = one.document AND other.id != one.id
    CROSS JOIN variant ON variant.number = other.variant
    CROSS JOIN cell ON cell.number = variant.cell
    WHERE variant.specific AND cell.size <= ?
"""


class Contexts:
    """Gathers the context of bands when it is asked for: of those of their members that speak for it."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._asked: dict[str, str] = {}
        self._ties: dict[str, frozenset[str]] = {}
        self._company: dict[str, frozenset[str]] = {}
        self._members: dict[str, dict[int, list[str]]] = {}
        self._bearers: dict[str, list[tuple[int, str]]] = {}
        self._number = 0

    def shared(self, left: str, right: str, *, company: bool = True) -> Shared:
        """List what two bands share, in order: ties, and company if it is asked for."""
        if self._number > _REMEMBERED:
            self._forget()
        ties = tuple(sorted(self.ties(left) & self.ties(right)))
        return Shared(ties, tuple(sorted(self._common(left, right))) if company else ())

    def _common(self, left: str, right: str) -> frozenset[str]:
        """List the company of both."""
        less, more = sorted((left, right), key=lambda band: len(self.members(band)))
        company = self.company(less)
        if len(self.members(less)) > _FEW:
            return company & self.company(more)
        beside = self.members(more)
        return frozenset(
            words
            for words in company
            if any(member != bearer for document, bearer in self.bearers(words) for member in beside.get(document, ()))
        )

    def of_each(self, bands: Iterable[str]) -> Context:
        """Gather the ties and the company of bands of one entity each."""
        listed = list(bands)
        return Context({band: self.ties(band) for band in listed}, {band: self.company(band) for band in listed})

    def ties(self, band: str) -> frozenset[str]:
        """Gather the ties of a band."""
        return self._gather(self._ties, _TIES, band, ())

    def company(self, band: str) -> frozenset[str]:
        """Gather the rare company of a band."""
        return self._gather(self._company, _COMPANY, band, (RARE,))

    def holding(self, members: Iterable[str]) -> set[str]:
        """List the bands that have a tie which some entities have."""
        return {band for (band,) in self._connection.execute(_HOLDING, (json_text(sorted(members)),))}

    def beside(self, members: Iterable[str]) -> set[int]:
        """List the documents that name the rare company of some entities."""
        rows = self._connection.execute(_COMPANY, (json_text(sorted(members)), RARE)).fetchall()
        return {document for (words,) in rows for document, _ in self.bearers(words)}

    def bearers(self, words: str) -> list[tuple[int, str]]:
        """List the documents in which a name is rare company, and who bears it there."""
        if words not in self._bearers:
            self._bearers[words] = self._connection.execute(_BEARERS, (words, RARE)).fetchall()
            self._number += len(self._bearers[words]) + 1
        return self._bearers[words]

    def members(self, band: str) -> dict[int, list[str]]:
        """Gather the members that speak for the context of a band by document."""
        if band not in self._members:
            found: dict[int, list[str]] = defaultdict(list)
            for document, member in self._connection.execute(_MEMBERS, (self._ids(band),)):
                found[document].append(member)
            self._members[band] = found
            self._number += len(found)
        return self._members[band]

    def _forget(self) -> None:
        for table in (self._asked, self._ties, self._company, self._members, self._bearers):
            table.clear()
        self._number = 0

    def _gather(
        self, table: dict[str, frozenset[str]], query: str, band: str, limits: tuple[int, ...]
    ) -> frozenset[str]:
        if band not in table:
            rows = self._connection.execute(query, (self._ids(band), *limits))
            table[band] = frozenset(words for (words,) in rows)
            self._number += len(table[band])
        return table[band]

    def _ids(self, band: str) -> str:
        """List the members of a band that speak for its context, as JSON."""
        if band not in self._asked:
            listed = self._connection.execute("SELECT first, number, size FROM variant WHERE band = ?", (band,))
            self._asked[band] = json_text(self._bands.asked(listed.fetchall()))
            self._number += 1
        return self._asked[band]
