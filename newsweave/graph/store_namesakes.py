"""Which namesakes in a store share something, of those whom their name does not identify; see `Context.meeting`.

There may be thousands of one name ("House"). Where only some are new, only the pairs that these can make or unmake are
looked at.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from newsweave.graph.context import RARE
from newsweave.graph.namesakes import Namesakes
from newsweave.graph.store_bands import Bands
from newsweave.graph.store_context import Contexts

_Pair = tuple[str, str]

# If more than this share of the namesakes are new, all of them are looked at.
_MANY = 0.1

# Who is named beside a name that few documents name, and who has a tie.
_HOLDERS = """
    SELECT entity.id FROM variant AS rare CROSS JOIN cell ON cell.number = rare.cell
    CROSS JOIN entity AS beside ON beside.variant = rare.number
    CROSS JOIN entity ON entity.document = beside.document AND entity.id != beside.id
    CROSS JOIN variant ON variant.number = entity.variant CROSS JOIN band ON band.id = variant.band
    WHERE rare.name = :words AND rare.specific AND cell.size <= :rare AND variant.cell = :cell AND band.alone
    UNION
    SELECT tie.entity FROM tie CROSS JOIN entity ON entity.id = tie.entity
    CROSS JOIN variant ON variant.number = entity.variant CROSS JOIN band ON band.id = variant.band
    WHERE tie.words = :words AND variant.cell = :cell AND band.alone
"""
_BESIDE = """
    SELECT DISTINCT band.id FROM entity JOIN variant ON variant.number = entity.variant
    JOIN band ON band.id = variant.band WHERE variant.cell = :cell AND band.alone AND entity.document IN (
        SELECT document FROM entity JOIN variant ON number = variant WHERE variant.cell = :rare
    )
"""
_RAISED = "SELECT former, latter FROM pair JOIN band ON id = former WHERE cell = ? AND score IS NULL"
_RAISED_OF = "SELECT former, latter FROM pair WHERE former = ? AND score IS NULL"


class SharedCompany:
    """Looks which namesakes of a cell meet."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands, contexts: Contexts) -> None:
        self._connection = connection
        self._bands = bands
        self._contexts = contexts
        self._holders: dict[tuple[int, str], frozenset[str]] = {}

    def meetings(self, cell: int, new: Set[str], crossing: Iterable[int], *, bereft: bool) -> dict[_Pair, bool]:
        """List the pairs that may have come to meet or ceased to, and whether they do.

        Args:
            cell: The namesakes.
            new: Those of them who are new.
            crossing: Cells that came to be rare company or ceased to.
            bereft: Whether some namesakes are no more.
        """
        query = "SELECT count(*) FROM band WHERE cell = ? AND alone"
        (count,) = self._connection.execute(query, (cell,)).fetchone()
        if bereft or len(new) > _MANY * count:
            return self._all(cell)
        touched = {pair for identifier in new for pair in self._with(cell, identifier, new)}
        for rare in crossing:
            touched |= self._beside(cell, rare)
        return {pair: self._meet(cell, pair) for pair in touched}

    def _all(self, cell: int) -> dict[_Pair, bool]:
        alone: list[Namesakes] = [group for group in self._bands.bands(cell) if group.alone]
        met = set(self._contexts.of(alone).meeting([group.id for group in alone])) if len(alone) > 1 else set()
        raised = set(self._connection.execute(_RAISED, (cell,)))
        return {pair: pair in met for pair in met | raised}

    def _with(self, cell: int, identifier: str, new: Set[str]) -> Iterator[_Pair]:
        """List the pairs that a new namesake makes, and those that it unmakes: what many share ties none."""
        for words in self._shares(identifier):
            holders = self._holding(cell, words)
            if len(holders) <= RARE:
                yield from (_pair(identifier, other) for other in holders if other != identifier)
            elif len(holders - new) <= RARE:
                yield from self._raised_among(holders)

    def _beside(self, cell: int, rare: int) -> set[_Pair]:
        """List the pairs of namesakes who are both named beside a name."""
        rows = self._connection.execute(_BESIDE, {"cell": cell, "rare": rare})
        holders = {band for (band,) in rows}
        (size,) = self._connection.execute("SELECT size FROM cell WHERE number = ?", (rare,)).fetchone()
        return set(combinations(sorted(holders), 2)) if size <= RARE else set(self._raised_among(holders))

    def _raised_among(self, holders: Set[str]) -> Iterator[_Pair]:
        for former in sorted(holders):
            yield from (pair for pair in self._connection.execute(_RAISED_OF, (former,)) if pair[1] in holders)

    def _meet(self, cell: int, pair: _Pair) -> bool:
        left, right = map(self._shares, pair)
        return any(len(self._holding(cell, words)) <= RARE for words in left & right)

    def _shares(self, identifier: str) -> frozenset[str]:
        context = self._contexts.of([self._bands.band(identifier)])
        return context.ties[identifier] | context.company[identifier]

    def _holding(self, cell: int, words: str) -> frozenset[str]:
        place = cell, words
        if place not in self._holders:
            rows = self._connection.execute(_HOLDERS, {"cell": cell, "words": words, "rare": RARE})
            self._holders[place] = frozenset(identifier for (identifier,) in rows)
        return self._holders[place]


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)
