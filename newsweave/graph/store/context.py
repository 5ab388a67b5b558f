"""The ties and the company of entities, from a store's tables; see `newsweave.graph.resolution.context`."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from newsweave.graph.resolution.context import RARE, Context
from newsweave.graph.resolution.namesakes import Namesakes
from newsweave.graph.store.bands import Bands

_REMEMBERED = 50_000  # entities

_TIES = "SELECT words FROM tie WHERE entity = ?"
_COMPANY = """
    SELECT other.id, variant.name FROM entity AS one
    JOIN entity AS other ON other.document = one.document
    JOIN variant ON variant.number = other.variant
    JOIN cell ON cell.number = variant.cell
    WHERE one.id = ? AND variant.specific AND cell.size <= ?
"""


class Contexts:
    """Gathers the context of bands when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._context = Context()
        self._asked: dict[str, tuple[str, ...]] = {}

    def of(self, groups: Iterable[Namesakes], *, company: bool = True) -> Context:
        """Gather the context of those that speak for bands: their ties, and their company if it is asked for."""
        if len(self._context.ties) > _REMEMBERED:
            self._context = Context()
            self._asked.clear()
        for group in groups:
            for identifier in self._ids(group):
                if identifier not in self._context.ties:
                    ties = self._connection.execute(_TIES, (identifier,))
                    self._context.ties[identifier] = frozenset(words for (words,) in ties)
                if company and identifier not in self._context.company:
                    self._gather(identifier)
        return self._context

    def speaking(self, group: Namesakes) -> Namesakes:
        """Put in the place of a band's members those that speak for its context."""
        first = group.members[0]
        return replace(group, members=tuple(replace(first, id=identifier) for identifier in self._ids(group)))

    def _ids(self, group: Namesakes) -> tuple[str, ...]:
        if group.id not in self._asked:
            query = "SELECT first, number FROM variant WHERE band = ?"
            firsts = self._connection.execute(query, (group.id,)).fetchall()
            self._asked[group.id] = tuple(self._bands.asked(firsts))
        return self._asked[group.id]

    def _gather(self, identifier: str) -> None:
        found = self._connection.execute(_COMPANY, (identifier, RARE))
        self._context.company[identifier] = frozenset(name for other, name in found if other != identifier)
