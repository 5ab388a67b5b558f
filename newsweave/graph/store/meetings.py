"""Bands in a store's tables that share a key: compared by names where one of them changed.

Only what may decide something is kept: pairs that are the same, and those that what they share may raise. What names
alone say of the others is told when it is asked for, by comparing them again: it decides nothing, and of those who
share an acronym there are many.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set

from newsweave.codec import json_text
from newsweave.graph.compare.comparison import PLAIN, SAME, Comparison
from newsweave.graph.resolution.matching import WINDOW, compare_groups, meeting
from newsweave.graph.resolution.namesakes import Namesakes
from newsweave.graph.resolution.raising import LEAST_TIE
from newsweave.graph.store.bands import Bands
from newsweave.graph.store.changes import Changes
from newsweave.graph.store.said import Said

# A band under a key: its id, the key of its name, whether it asks for the others, its kind and what it says.
_Row = tuple[str, str, int, str, str]
_Pair = tuple[str, str]

_BLOCK = """
    SELECT band, cell.key, asking, kind, said FROM block JOIN band ON band.id = band
    JOIN cell ON cell.number = cell WHERE block.key = ? ORDER BY kind, cell.key, band, block.number
"""
_SEVERAL = """
    SELECT key FROM met WHERE (SELECT count(*) FROM (SELECT 1 FROM block WHERE block.key = met.key LIMIT 2)) > 1
    ORDER BY key
"""
_PAIR = "INSERT OR IGNORE INTO pair (former, latter, score, reasons) VALUES (?, ?, ?, ?)"


class Meetings:
    """Compares bands that meet.

    Attributes:
        touched: Bands whose cluster has to be decided again.
        frayed: Bands that are no longer raised to others.
        unsure: Pairs that names leave unsure, of those that were compared.
    """

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self.touched = set[str]()
        self.frayed = set[str]()
        self.unsure = set[_Pair]()
        self._connection = connection
        self._bands = bands
        self._standing: dict[str, dict[str, list[tuple[int, int]]]] = {}

    def refresh(self, changes: Changes) -> None:
        """Compare bands that changed with all that share a key with them; forget the pairs of those that are gone."""
        run = self._connection.execute
        self.touched |= changes.changed
        for identifier in (*changes.changed, *changes.gone):
            self._drop(identifier)
        run("CREATE TEMP TABLE IF NOT EXISTS met (key TEXT PRIMARY KEY) WITHOUT ROWID")
        run("DELETE FROM met")
        for identifier in changes.changed:
            run("INSERT OR IGNORE INTO met SELECT key FROM block WHERE band = ?", (identifier,))
        crowded = [(key,) for key, count in changes.left.items() if self._is_crowded(key, count)]
        self._connection.executemany("INSERT OR IGNORE INTO met VALUES (?)", crowded)
        for (key,) in run(_SEVERAL).fetchall():
            self._meet(key, changes)
        run("DELETE FROM met")

    def forget(self, left: str, right: str, score: float | None, raised: str | None) -> None:
        """Forget a pair."""
        self._connection.execute("DELETE FROM pair WHERE former = ? AND latter = ?", (left, right))
        if raised is not None and score is not None:
            self.frayed |= {left, right}
        if raised is not None or (score is not None and score >= SAME):
            self.touched |= {left, right}

    def _drop(self, identifier: str) -> None:
        """Forget the pairs of a band."""
        query = "SELECT former, latter, score, raised FROM pair WHERE former = ? OR latter = ?"
        for row in self._connection.execute(query, (identifier, identifier)).fetchall():
            self.forget(*row)

    def _is_crowded(self, key: str, left: int) -> bool:
        (count,) = self._connection.execute("SELECT count(*) FROM block WHERE key = ?", (key,)).fetchone()
        return bool(count + left > WINDOW + 1)

    def _meet(self, key: str, changes: Changes) -> None:
        rows: list[_Row] = self._connection.execute(_BLOCK, (key,)).fetchall()
        met = set(_meeting_some(rows, changes.changed))
        if len(rows) + changes.left[key] > WINDOW + 1:
            self._part(rows)
            met |= {pair for pair in _meeting_far(rows, changes.left[key]) if not self._is_kept(pair)}
        self._compare(rows, sorted(met))

    def _is_kept(self, pair: _Pair) -> bool:
        query = "SELECT 1 FROM pair WHERE former = ? AND latter = ?"
        return self._connection.execute(query, pair).fetchone() is not None

    def _compare(self, rows: Iterable[_Row], pairs: Sequence[_Pair]) -> None:
        """Compare bands, and keep what may decide something."""
        met = {band for pair in pairs for band in pair}
        said = {band: Said.read(text) for band, _, _, _, text in rows if band in met}
        pairs = [(left, right) for left, right in pairs if not said[left].is_plainly_other(said[right])]
        groups = learned(self._bands, rows, {band for pair in pairs for band in pair})
        kept = []
        for left, right in pairs:
            found = compare_groups(groups[left], groups[right])
            if found.score < LEAST_TIE:
                continue
            kept.append((left, right, found.score, json_text(found.reasons)))
            if found.score < SAME:
                self.unsure.add((left, right))
            else:
                self.touched |= {left, right}
        self._connection.executemany(_PAIR, kept)

    # --- under a crowded key

    def _part(self, rows: Sequence[_Row]) -> None:
        """Forget the pairs that no longer meet, since others stand between them under a crowded key."""
        here = _places(rows)
        query = "SELECT former, latter, score, raised FROM pair WHERE former = ? AND score IS NOT NULL"
        for band in sorted(here):
            for left, right, score, raised in self._connection.execute(query, (band,)).fetchall():
                if right in here and not (_near(here[left], here[right]) or self._meets(left, right)):
                    self.forget(left, right, score, raised)

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


def unlike(connection: sqlite3.Connection, bands: Bands) -> Iterator[tuple[str, str, Comparison]]:
    """List the pairs that meet and of which names say that nothing makes them one, with why; some of them twice."""
    keys = "SELECT key FROM block GROUP BY key HAVING count(*) > 1 ORDER BY key"
    for (key,) in connection.execute(keys).fetchall():
        rows: list[_Row] = connection.execute(_BLOCK, (key,)).fetchall()
        groups = learned(bands, rows, {band for band, *_ in rows})
        places = {band: place for place, band in enumerate(groups)}
        listed = list(groups.values())
        for left, right in meeting([(places[band], bool(asking)) for band, _, asking, *_ in rows]):
            if listed[left].key != listed[right].key:
                found = compare_groups(listed[left], listed[right])
                if PLAIN < found.score < LEAST_TIE:
                    yield listed[left].id, listed[right].id, found


def learned(bands: Bands, rows: Iterable[_Row], wanted: Set[str]) -> dict[str, Namesakes]:
    """Read the bands that are wanted from their rows under a key, in order."""
    return {band: bands.learn(band, kind, key, said) for band, key, _, kind, said in rows if band in wanted}


def _places(rows: Iterable[_Row]) -> dict[str, list[tuple[int, int]]]:
    """Tell where each band stands under a key, and whether it asks for others there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, (band, _, asking, *_) in enumerate(rows):
        found.setdefault(band, []).append((place, asking))
    return found


def _near(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    """Tell whether two bands meet at one of their places under a key."""
    return any(0 < other - one <= WINDOW and (asks or asked) for one, asks in left for other, asked in right)


def _meeting_far(rows: Sequence[_Row], left: int) -> Iterator[_Pair]:
    """List the pairs at the ends of the window, which may have come to meet since some left from between them."""
    for here, (band, key, asks, _, _) in enumerate(rows):
        start = here + max(1, WINDOW - left + 1)
        for other, beside, asked, _, _ in rows[start : here + WINDOW + 1]:
            if (asks or asked) and key != beside:
                yield band, other


def _meeting_some(rows: Sequence[_Row], wanted: Set[str]) -> Iterator[_Pair]:
    """List the pairs that meet under a key and of which one is wanted."""
    for here, (band, key, asks, _, _) in enumerate(rows):
        if band not in wanted:
            continue
        start = max(0, here - WINDOW)
        for there, (other, beside, asked, _, _) in enumerate(rows[start : here + WINDOW + 1], start):
            if (asks or asked) and key != beside:
                yield (band, other) if here < there else (other, band)
