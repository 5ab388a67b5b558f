"""Pairs of bands in a store's tables: compared by names where a band changed, raised where what they share changed."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from newsweave.codec import json_text
from newsweave.graph.compare.comparison import SAME, Comparison
from newsweave.graph.resolution.matching import compare_groups
from newsweave.graph.resolution.raising import LEAST_COMPANY, LEAST_TIE, differ, raised_by
from newsweave.graph.store.bands import Bands
from newsweave.graph.store.changes import Changes
from newsweave.graph.store.context import Contexts
from newsweave.graph.store.meetings import Meetings
from newsweave.graph.store.namesakes import SharedCompany

_Pair = tuple[str, str]

_COLUMNS = "former, latter, score, raised"

_UNSURE_OF = f"SELECT {_COLUMNS} FROM pair WHERE latter = ? AND score >= {LEAST_TIE} AND score < {SAME}"
_PAIRS_OF = "SELECT former, latter FROM pair WHERE (former = :band OR latter = :band)"
_UNSURE = f"SELECT {_COLUMNS} FROM pair WHERE former = ? AND score >= {LEAST_TIE} AND score < {SAME}"


class Pairs:
    """Brings the table of pairs up to date.

    Attributes:
        touched: Bands whose cluster has to be decided again.
    """

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._contexts = Contexts(connection, bands)
        self._company = SharedCompany(connection, self._contexts)
        self._meetings = Meetings(connection, bands)
        self._unsure = self._meetings.unsure
        self._frayed = self._meetings.frayed
        self.touched = self._meetings.touched

    def refresh(self, changes: Changes, cells: Sequence[tuple[int, int]]) -> None:
        """Compare what changed.

        Args:
            changes: The bands that changed.
            cells: The cells that changed, and the size that each had before.
        """
        self._meetings.refresh(changes)
        new = self._by_cell(changes.changed)
        crossing: dict[int, set[str]] = {cell: set() for cell in (*new, *(cell for cell, _ in cells))}
        for words in self._company.crossing():
            for cell in self._unsettle(words):
                crossing.setdefault(cell, set()).add(words)
        for identifier in changes.unsettled - changes.changed:
            self._unsure.update((left, right) for left, right, *_ in self._unsure_of(identifier))
        for identifier in sorted(changes.joined.keys() - changes.unsettled - changes.changed):
            self._unsure.update(self._reached(identifier, changes.joined[identifier]))
        for left, right in sorted(self._unsure):
            self._raise(left, right)
        for cell in self._apart(crossing):
            self._raise_namesakes(cell, new[cell], crossing[cell], bereft=cell in changes.bereft)
        for identifier in sorted(self._frayed - changes.gone):
            self._tear(identifier)
        self.touched -= changes.gone

    def _by_cell(self, bands: Iterable[str]) -> dict[int, set[str]]:
        """Gather bands by their cells."""
        found: dict[int, set[str]] = defaultdict(set)
        for band in bands:
            found[self._connection.execute("SELECT cell FROM band WHERE id = ?", (band,)).fetchone()[0]].add(band)
        return found

    def _apart(self, cells: Iterable[int]) -> list[int]:
        """List those of some cells in which a name does not tell its bearer."""
        query = "SELECT number FROM cell WHERE apart AND number IN (SELECT value FROM json_each(?)) ORDER BY number"
        return [cell for (cell,) in self._connection.execute(query, (json_text(sorted(cells)),)).fetchall()]

    def _unsettle(self, words: str) -> set[int]:
        """Note the unsure pairs both of which are named beside a name; return the cells of namesakes there."""
        beside = self._company.beside(words)
        here = {band for band, *_ in beside}
        for band in here:
            found = self._connection.execute(_UNSURE, (band,))
            self._unsure.update((left, right) for left, right, *_ in found if right in here)
        number = Counter(cell for _, cell, alone, _ in beside if alone)
        return {cell for cell, count in number.items() if count > 1}

    def _unsure_of(self, band: str) -> list[tuple[str, str, float, str | None]]:
        """List the unsure pairs of a band, what names say of them, and why what they share makes them one."""
        return [row for query in (_UNSURE, _UNSURE_OF) for row in self._connection.execute(query, (band,))]

    def _reached(self, band: str, joined: Iterable[str]) -> Iterator[_Pair]:
        """List the unsure pairs of a band on which it bears that other members speak.

        Those that stand raised may fall, or have another reason; others rise only by what the new members have.
        """
        unsure = self._unsure_of(band)
        if not unsure:
            return
        tied, beside = self._contexts.holding(joined), None
        for left, right, score, raised in unsure:
            other = right if left == band else left
            if raised is not None or other in tied:
                yield left, right
            elif score >= LEAST_COMPANY:
                beside = self._contexts.beside(joined) if beside is None else beside
                if not beside.isdisjoint(self._contexts.members(other)):
                    yield left, right

    # --- by what they share

    def _raise(self, left: str, right: str) -> None:
        """Look whether what two bands share makes them one; names leave it open."""
        query = "SELECT score, reasons, raised FROM pair WHERE former = ? AND latter = ?"
        row = self._connection.execute(query, (left, right)).fetchone()
        if row is None:
            return
        score, reasons, before = row
        reason, *further = json.loads(reasons)
        raised = self._raised(left, right, Comparison(score, reason, tuple(further)))
        if raised != before:
            update = "UPDATE pair SET raised = ? WHERE former = ? AND latter = ?"
            self._connection.execute(update, (raised, left, right))
            self._frayed |= {left, right}
            self.touched |= {left, right}

    def _raised(self, left: str, right: str, names: Comparison) -> str | None:
        shared = self._contexts.shared(left, right, company=names.score >= LEAST_COMPANY)
        found = raised_by(self._bands.band(left), self._bands.band(right), names, shared)
        return None if found is None else json_text(found.reasons)

    def _raise_namesakes(self, cell: int, new: Set[str], crossing: Set[str], *, bereft: bool) -> None:
        """Look which namesakes whom the name does not identify share something."""
        query = "SELECT id FROM band WHERE cell = ? AND alone = 1 LIMIT 2"
        alone = [band for (band,) in self._connection.execute(query, (cell,))]
        if len(alone) < 2 or self._bands.band(alone[0]).lone:
            return
        new = {band for band in new if self._bands.band(band).alone}
        met = self._company.meetings(cell, new, crossing, bereft=bereft)
        for (left, right), meets in sorted(met.items()):
            self._settle(left, right, meets)

    def _settle(self, left: str, right: str, meets: bool) -> None:
        """Raise a pair of namesakes, or let it go."""
        run = self._connection.execute
        row = run("SELECT raised FROM pair WHERE former = ? AND latter = ?", (left, right)).fetchone()
        raised = None
        if meets:
            raised = self._raised(left, right, compare_groups(self._bands.band(left), self._bands.band(right)))
        if raised is None and row:
            self._meetings.forget(left, right, None, row[0])
        elif raised is not None and (row is None or row[0] != raised):
            run("INSERT OR REPLACE INTO pair (former, latter, raised) VALUES (?, ?, ?)", (left, right, raised))
            self.touched |= {left, right}

    def _tear(self, identifier: str) -> None:
        """Note whether a band fits two that differ, and so is neither."""
        run = self._connection.execute
        rows = run(f"{_PAIRS_OF} AND raised IS NOT NULL AND score IS NOT NULL", {"band": identifier}).fetchall()
        partners = sorted({band for pair in rows for band in pair} - {identifier}, key=self._bands.place)
        torn = differ([self._bands.band(partner) for partner in partners], range(len(partners)))
        changed = run("UPDATE band SET torn = ? WHERE id = ? AND torn != ?", (torn, identifier, torn)).rowcount
        if changed:
            namesakes = run(f"{_PAIRS_OF} AND score IS NULL", {"band": identifier}).fetchall()
            self.touched.update((identifier, *partners), *namesakes)
