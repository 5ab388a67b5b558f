"""Which namesakes in a store share something, of those whom their name does not identify; see `Context.meeting`.

There may be thousands of one name ("House"). Where only some are new, only the pairs that these can make or unmake are
looked at.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from newsweave.graph.resolution.context import RARE
from newsweave.graph.store.context import Contexts

_Pair = tuple[str, str]
_Beside = tuple[str, int, int, int]

# If more than this share of the namesakes are new, all of them are looked at.
_MANY = 0.1

# Namesakes who have a tie.
_TIED = """
    SELECT entity FROM tie CROSS JOIN entity ON entity.id = tie.entity
    CROSS JOIN variant ON variant.number = entity.variant CROSS JOIN band ON band.id = variant.band
    WHERE tie.words = ? AND variant.cell = ? AND band.alone
"""
_WHERE = "SELECT document, entity.id FROM band JOIN entity ON entity.id = band.id WHERE cell = ? AND alone = 1"
# Cells that few documents name now and did not before, or the other way.
_CROSSING = """
    INSERT OR IGNORE INTO crossing SELECT cell.number FROM cell JOIN dirty ON dirty.cell = cell.number
    WHERE dirty.size AND (dirty.size <= :rare) != (cell.size <= :rare)
"""
# Who is named beside a name that few documents name, or did before.
_BESIDE = """
    SELECT band.id, band.cell, band.alone, min(cell.size) <= :rare FROM variant AS rare
    CROSS JOIN cell ON cell.number = rare.cell
    CROSS JOIN entity AS beside ON beside.variant = rare.number
    CROSS JOIN entity ON entity.document = beside.document
    CROSS JOIN variant ON variant.number = entity.variant CROSS JOIN band ON band.id = variant.band
    WHERE rare.name = :words AND rare.specific AND (cell.size <= :rare OR cell.number IN (SELECT cell FROM crossing))
    GROUP BY band.id
"""
_RAISED = "SELECT former, latter FROM pair JOIN band ON id = former WHERE cell = ? AND score IS NULL"
_RAISED_OF = "SELECT former, latter FROM pair WHERE former = ? AND score IS NULL"


class SharedCompany:
    """Looks which namesakes of a cell meet."""

    def __init__(self, connection: sqlite3.Connection, contexts: Contexts) -> None:
        self._connection = connection
        self._contexts = contexts
        self._place: tuple[int, dict[int, list[str]]] = 0, {}
        self._holders: dict[tuple[int, str], frozenset[str]] = {}
        self._company: dict[str, list[_Beside]] = {}

    def crossing(self) -> list[str]:
        """List the names of cells that came to be rare company or ceased to, and were named before."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS crossing (cell INTEGER PRIMARY KEY)")
        run("DELETE FROM crossing")
        run(_CROSSING, {"rare": RARE})
        names = run("SELECT DISTINCT name FROM variant WHERE +specific AND cell IN (SELECT cell FROM crossing)")
        return [words for (words,) in names]

    def beside(self, words: str) -> list[_Beside]:
        """List the bands that a name is rare company of, or was before: id, cell, whether alone, whether it is now."""
        if words not in self._company:
            rows = self._connection.execute(_BESIDE, {"words": words, "rare": RARE})
            self._company[words] = rows.fetchall()
        return self._company[words]

    def meetings(self, cell: int, new: Set[str], crossing: Iterable[str], *, bereft: bool) -> dict[_Pair, bool]:
        """List the pairs that may have come to meet or ceased to, and whether they do.

        Args:
            cell: The namesakes.
            new: Those of them who are new.
            crossing: Names that came to be rare company of some or ceased to.
            bereft: Whether some namesakes are no more.
        """
        query = "SELECT count(*) FROM band WHERE cell = ? AND alone = 1"
        (count,) = self._connection.execute(query, (cell,)).fetchone()
        if bereft or len(new) > _MANY * count:
            return self._all(cell)
        touched = {pair for identifier in new for pair in self._with(cell, identifier, new)}
        for words in crossing:
            touched.update(self._beside(cell, words))
        return {pair: self._meet(cell, pair) for pair in touched}

    def _all(self, cell: int) -> dict[_Pair, bool]:
        alone = [
            band for (band,) in self._connection.execute("SELECT id FROM band WHERE cell = ? AND alone = 1", (cell,))
        ]
        met = set(self._contexts.of_each(alone).meeting(alone))
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

    def _beside(self, cell: int, words: str) -> Iterator[_Pair]:
        """List the pairs of namesakes whom a name ties now, by itself or with others, or may have tied before."""
        beside = {band: now for band, place, alone, now in self.beside(words) if alone and place == cell}
        yield from self._raised_among(beside.keys())
        yield from combinations(sorted(band for band, now in beside.items() if now), 2)
        holders = self._holding(cell, words)
        if len(holders) <= RARE:
            yield from combinations(sorted(holders), 2)

    def _raised_among(self, holders: Set[str]) -> Iterator[_Pair]:
        for former in sorted(holders):
            yield from (pair for pair in self._connection.execute(_RAISED_OF, (former,)) if pair[1] in holders)

    def _meet(self, cell: int, pair: _Pair) -> bool:
        left, right = map(self._shares, pair)
        return any(len(self._holding(cell, words)) <= RARE for words in left & right)

    def _shares(self, identifier: str) -> frozenset[str]:
        return self._contexts.ties(identifier) | self._contexts.company(identifier)

    def _holding(self, cell: int, words: str) -> frozenset[str]:
        """List the namesakes who have a tie, or are named beside a name that few documents name."""
        place = cell, words
        if place not in self._holders:
            run = self._connection.execute
            found = {identifier for (identifier,) in run(_TIED, (words, cell))}
            where = self._where(cell)
            for document, bearer in self._contexts.bearers(words):
                found.update(identifier for identifier in where.get(document, ()) if identifier != bearer)
            self._holders[place] = frozenset(found)
        return self._holders[place]

    def _where(self, cell: int) -> dict[int, list[str]]:
        """Gather the namesakes of a cell by document; of the cell that was asked for last they are remembered."""
        if cell != self._place[0]:
            found: dict[int, list[str]] = defaultdict(list)
            for document, identifier in self._connection.execute(_WHERE, (cell,)):
                found[document].append(identifier)
            self._place = cell, found
        return self._place[1]


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)
