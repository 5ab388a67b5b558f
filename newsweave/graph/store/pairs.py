"""Pairs of bands in a store's tables: compared by names where a band changed, raised where what they share changed."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from newsweave.codec import json_text
from newsweave.graph.compare.comparison import PLAIN, SAME, Comparison
from newsweave.graph.resolution.matching import WINDOW, compare_groups
from newsweave.graph.resolution.raising import LEAST_COMPANY, LEAST_TIE, differ, raise_pair
from newsweave.graph.store.bands import Bands, Changes
from newsweave.graph.store.context import Contexts
from newsweave.graph.store.namesakes import SharedCompany

# A band under a key: its id, the key of its name, and whether it asks for the others.
_Row = tuple[str, str, int]

_BLOCK = """
    SELECT band, cell.key, asking FROM block JOIN band ON band.id = band JOIN cell ON cell.number = cell
    WHERE block.key = ? ORDER BY kind, cell.key, band, block.number
"""
_UNSURE_OF = f"SELECT former, latter FROM pair WHERE latter = ? AND score >= {LEAST_TIE} AND score < {SAME}"
_PAIRS_OF = "SELECT former, latter FROM pair WHERE (former = :band OR latter = :band)"
_UNSURE = f"SELECT former, latter FROM pair WHERE former = ? AND score >= {LEAST_TIE} AND score < {SAME}"


class Pairs:
    """Brings the table of pairs up to date.

    Attributes:
        touched: Bands whose cluster has to be decided again.
    """

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self.touched = set[str]()
        self._connection = connection
        self._bands = bands
        self._contexts = Contexts(connection, bands)
        self._company = SharedCompany(connection, bands, self._contexts)
        self._standing: dict[str, dict[str, list[tuple[int, int]]]] = {}
        self._unsure: set[tuple[str, str]] = set()
        self._frayed: set[str] = set()

    def refresh(self, changes: Changes, cells: Sequence[tuple[int, int]]) -> None:
        """Compare what changed.

        Args:
            changes: The bands that changed.
            cells: The cells that changed, and the size that each had before.
        """
        self.touched |= changes.changed
        for identifier in (*changes.changed, *changes.gone):
            self._drop(identifier)
        self._meet(changes)
        for identifier in changes.unsettled - changes.changed:
            for query in (_UNSURE, _UNSURE_OF):
                self._unsure.update(self._connection.execute(query, (identifier,)))
        crossing: dict[int, set[str]] = {cell: set() for cell in self._cells_of(changes.changed)}
        crossing |= {cell: set() for cell, _ in cells}
        for words in self._company.crossing():
            for cell in self._unsettle(words):
                crossing.setdefault(cell, set()).add(words)
        for left, right in sorted(self._unsure):
            self._raise(left, right)
        for cell, names in sorted(crossing.items()):
            self._raise_namesakes(cell, changes, names)
        for identifier in sorted(self._frayed - changes.gone):
            self._tear(identifier)
        self.touched -= changes.gone

    def _drop(self, identifier: str) -> None:
        """Forget the pairs of a band."""
        query = "SELECT former, latter, score, raised FROM pair WHERE former = ? OR latter = ?"
        for left, right, score, raised in self._connection.execute(query, (identifier, identifier)).fetchall():
            self._forget(left, right, score, raised)

    def _forget(self, left: str, right: str, score: float | None, raised: str | None) -> None:
        self._connection.execute("DELETE FROM pair WHERE former = ? AND latter = ?", (left, right))
        if raised is not None and score is not None:
            self._frayed |= {left, right}
        if raised is not None or (score is not None and score >= SAME):
            self.touched |= {left, right}

    # --- by names

    def _meet(self, changes: Changes) -> None:
        """Compare bands that changed with all that share a key with them."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS met (key TEXT PRIMARY KEY) WITHOUT ROWID")
        columns = "former TEXT, latter TEXT, PRIMARY KEY (former, latter)"
        run(f"CREATE TEMP TABLE IF NOT EXISTS candidate ({columns}) WITHOUT ROWID")
        run("DELETE FROM met")
        run("DELETE FROM candidate")
        for identifier in changes.changed:
            run("INSERT OR IGNORE INTO met SELECT key FROM block WHERE band = ?", (identifier,))
        crowded = [(key,) for key, count in changes.left.items() if self._is_crowded(key, count)]
        self._connection.executemany("INSERT OR IGNORE INTO met VALUES (?)", crowded)
        for (key,) in run("SELECT key FROM met ORDER BY key").fetchall():
            self._meet_under(key, changes)
        run("DELETE FROM met")
        run("DELETE FROM candidate")

    def _is_crowded(self, key: str, left: int) -> bool:
        (count,) = self._connection.execute("SELECT count(*) FROM block WHERE key = ?", (key,)).fetchone()
        return bool(count + left > WINDOW + 1)

    def _meet_under(self, key: str, changes: Changes) -> None:
        rows: list[_Row] = self._connection.execute(_BLOCK, (key,)).fetchall()
        if len(rows) < 2:
            return
        met = set(_meeting_some(rows, changes.changed))
        if len(rows) + changes.left[key] > WINDOW + 1:
            self._part(rows)
            met |= set(_meeting_far(rows, changes.left[key]))
        for left, right in sorted(met):
            self._compare(left, right, fresh=not changes.changed.isdisjoint((left, right)))

    def _compare(self, left: str, right: str, *, fresh: bool) -> None:
        run = self._connection.execute
        if not run("INSERT OR IGNORE INTO candidate VALUES (?, ?)", (left, right)).rowcount:
            return
        if not fresh and run("SELECT 1 FROM pair WHERE former = ? AND latter = ?", (left, right)).fetchone():
            return
        found = compare_groups(self._bands.band(left), self._bands.band(right))
        if found.score <= PLAIN:
            return
        values = (left, right, found.score, json_text(found.reasons))
        run("INSERT INTO pair (former, latter, score, reasons) VALUES (?, ?, ?, ?)", values)
        if LEAST_TIE <= found.score < SAME:
            self._unsure.add((left, right))
        elif found.score >= SAME:
            self.touched |= {left, right}

    def _part(self, rows: Sequence[_Row]) -> None:
        """Forget the pairs that no longer meet, since others stand between them under a crowded key."""
        here = _places(rows)
        query = "SELECT former, latter, score, raised FROM pair WHERE former = ? AND score IS NOT NULL"
        for band in sorted(here):
            for left, right, score, raised in self._connection.execute(query, (band,)).fetchall():
                if right in here and not (_near(here[left], here[right]) or self._meets(left, right)):
                    self._forget(left, right, score, raised)

    def _meets(self, left: str, right: str) -> bool:
        """Tell whether two bands are near enough under any key."""
        shared = "SELECT DISTINCT one.key FROM block AS one JOIN block AS other USING (key)"
        query = f"{shared} WHERE one.band = ? AND other.band = ?"
        return any(
            _near(self._places(key)[left], self._places(key)[right])
            for (key,) in self._connection.execute(query, (left, right)).fetchall()
        )

    def _places(self, key: str) -> dict[str, list[tuple[int, int]]]:
        if key not in self._standing:
            self._standing[key] = _places(self._connection.execute(_BLOCK, (key,)))
        return self._standing[key]

    # --- by what they share

    def _cells_of(self, bands: Iterable[str]) -> set[int]:
        query = "SELECT cell FROM band WHERE id = ?"
        return {self._connection.execute(query, (band,)).fetchone()[0] for band in bands}

    def _unsettle(self, words: str) -> set[int]:
        """Note the unsure pairs both of which are named beside a name; return the cells of namesakes there."""
        beside = self._company.beside(words)
        here = {band for band, *_ in beside}
        for band in here:
            self._unsure.update(pair for pair in self._connection.execute(_UNSURE, (band,)) if pair[1] in here)
        number = Counter(cell for _, cell, alone, _ in beside if alone)
        return {cell for cell, count in number.items() if count > 1}

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
        one, other = self._bands.band(left), self._bands.band(right)
        context = self._contexts.of((one, other), company=names.score >= LEAST_COMPANY)
        found = raise_pair(self._contexts.speaking(one), self._contexts.speaking(other), names, context)
        return None if found is None else json_text(found.reasons)

    def _raise_namesakes(self, cell: int, changes: Changes, crossing: Set[str]) -> None:
        """Look which namesakes whom the name does not identify share something."""
        run = self._connection.execute
        alone = [band for (band,) in run("SELECT id FROM band WHERE cell = ? AND alone LIMIT 2", (cell,))]
        if len(alone) < 2 or self._bands.band(alone[0]).lone:
            return
        here = run("SELECT id FROM band WHERE cell = ? AND alone", (cell,))
        new = {band for (band,) in here if band in changes.changed}
        met = self._company.meetings(cell, new, crossing, bereft=cell in changes.bereft)
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
            self._forget(left, right, None, row[0])
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


def _places(rows: Iterable[_Row]) -> dict[str, list[tuple[int, int]]]:
    """Tell where each band stands under a key, and whether it asks for others there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, (band, _, asking) in enumerate(rows):
        found.setdefault(band, []).append((place, asking))
    return found


def _near(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    """Tell whether two bands meet at one of their places under a key."""
    return any(0 < other - one <= WINDOW and (asks or asked) for one, asks in left for other, asked in right)


def _meeting_far(rows: Sequence[_Row], left: int) -> Iterator[tuple[str, str]]:
    """List the pairs at the ends of the window, which may have come to meet since some left from between them."""
    for here, (band, key, asks) in enumerate(rows):
        start = here + max(1, WINDOW - left + 1)
        for other, beside, asked in rows[start : here + WINDOW + 1]:
            if (asks or asked) and key != beside:
                yield band, other


def _meeting_some(rows: Sequence[_Row], wanted: Set[str]) -> Iterator[tuple[str, str]]:
    """List the pairs that meet under a key and of which one is wanted."""
    for here, (band, key, asks) in enumerate(rows):
        if band not in wanted:
            continue
        start = max(0, here - WINDOW)
        for there, (other, beside, asked) in enumerate(rows[start : here + WINDOW + 1], start):
            if (asks or asked) and key != beside:
                yield (band, other) if here < there else (other, band)
