"""The ties and the company of bands, from a store's tables; see `newsweave.graph.resolution.context`."""

import sqlite3
from collections.abc import Iterable

from newsweave.codec import json_text
from newsweave.graph.resolution.context import RARE, Context, Shared
from newsweave.graph.store.bands import Bands

_REMEMBERED = 20_000  # bands

_TIES = "SELECT DISTINCT words FROM tie WHERE entity IN (SELECT value FROM json_each(?))"
_HOLDING = """
    SELECT DISTINCT variant.band FROM json_each(?) AS asked
    CROSS JOIN tie AS one ON one.entity = asked.value CROSS JOIN tie AS other ON other.words = one.words
    CROSS JOIN entity ON entity.id = other.entity CROSS JOIN variant ON variant.number = entity.variant
"""
_NAMING = """
    SELECT entity.document FROM variant CROSS JOIN cell ON cell.number = variant.cell
    CROSS JOIN entity ON entity.variant = variant.number
    WHERE variant.name = ? AND variant.specific AND cell.size <= ?
"""
_DOCUMENTS = "SELECT document FROM entity WHERE id IN (SELECT value FROM json_each(?))"
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
        self._documents: dict[str, frozenset[int]] = {}
        self._naming: dict[str, frozenset[int]] = {}

    def shared(self, left: str, right: str, *, company: bool = True) -> Shared:
        """List what two bands share, in order: ties, and company if it is asked for."""
        if len(self._asked) > _REMEMBERED:
            for table in (self._asked, self._ties, self._company, self._documents, self._naming):
                table.clear()
        ties = tuple(sorted(self.ties(left) & self.ties(right)))
        return Shared(ties, tuple(sorted(self._common(left, right))) if company else ())

    def _common(self, left: str, right: str) -> frozenset[str]:
        """Gather the company of both; that of the one of more members only if its documents name the other's."""
        less, more = sorted((left, right), key=lambda band: len(self._ids(band)))
        company = self.company(less)
        if self._named(company).isdisjoint(self.documents(more)):
            return frozenset()
        return company & self.company(more)

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

    def beside(self, members: Iterable[str]) -> frozenset[int]:
        """List the documents that name the rare company of some entities."""
        rows = self._connection.execute(_COMPANY, (json_text(sorted(members)), RARE))
        return self._named(words for (words,) in rows.fetchall())

    def _named(self, company: Iterable[str]) -> frozenset[int]:
        """List the documents in which some names are rare company."""
        found = set[int]()
        for words in company:
            if words not in self._naming:
                rows = self._connection.execute(_NAMING, (words, RARE))
                self._naming[words] = frozenset(number for (number,) in rows)
            found |= self._naming[words]
        return frozenset(found)

    def documents(self, band: str) -> frozenset[int]:
        """List the documents of the members that speak for the context of a band."""
        if band not in self._documents:
            rows = self._connection.execute(_DOCUMENTS, (self._ids(band),))
            self._documents[band] = frozenset(number for (number,) in rows)
        return self._documents[band]

    def _gather(
        self, table: dict[str, frozenset[str]], query: str, band: str, limits: tuple[int, ...]
    ) -> frozenset[str]:
        if band not in table:
            rows = self._connection.execute(query, (self._ids(band), *limits))
            table[band] = frozenset(words for (words,) in rows)
        return table[band]

    def _ids(self, band: str) -> str:
        """List the members of a band that speak for its context, as JSON."""
        if band not in self._asked:
            listed = self._connection.execute("SELECT first, number, size FROM variant WHERE band = ?", (band,))
            self._asked[band] = json_text(self._bands.asked(listed.fetchall()))
        return self._asked[band]
