"""Clusters in a store's tables: decided again where pairs changed, with the rules of `newsweave.graph.resolve`."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from newsweave.graph.cluster import name_clusters
from newsweave.graph.comparison import SAME, Comparison
from newsweave.graph.namesakes import Namesakes
from newsweave.graph.raising import RAISED
from newsweave.graph.resolve import naming, united
from newsweave.graph.store_bands import Bands, Changes
from newsweave.ids import slug
from newsweave.types import Kind

# The kind and the beginning of a cluster's id: only ids that share both can be equal.
_Shelf = tuple[str, str]

# A cluster on its shelf: number, id, name, country, first, needed.
_Row = tuple[int, str | None, str, str, str, int]

# A cluster that needs so many distinctions is called by its own entity, whatever others are called.
_ITSELF = 2
_COLUMNS = "kind, name, slug, country, first, needed, size"
_EDGES = f"""
    SELECT former, latter FROM pair WHERE (former = :band OR latter = :band) AND (score >= {SAME} OR raised IS NOT NULL)
    AND (score >= {SAME} OR NOT EXISTS (SELECT 1 FROM band WHERE id IN (former, latter) AND torn))
"""


class Clusters:
    """Brings the table of clusters up to date."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._shelves: set[_Shelf] = set()

    def refresh(self, touched: Iterable[str], changes: Changes) -> None:
        """Decide again which bands are one, and name what came of it.

        Args:
            touched: Bands whose pairs changed.
            changes: What else changed; a cluster whose members changed may be called otherwise.
        """
        seen = set[str]()
        for band in sorted(touched):
            if band not in seen:
                component = self._component(band)
                seen |= component
                self._decide(component)
        for cluster in sorted({self._cluster(band) for band in changes.grown - seen}):
            self._rename(cluster)
        for cluster in sorted(changes.emptied):
            self._dissolve_empty(cluster)
        for shelf in sorted(self._shelves):
            self._name(shelf)

    def _component(self, band: str) -> set[str]:
        """Gather all bands that one is tied to by pairs that are the same."""
        found, pending = {band}, [band]
        while pending:
            for pair in self._connection.execute(_EDGES, {"band": pending.pop()}).fetchall():
                new = set(pair) - found
                found |= new
                pending += new
        return found

    def _decide(self, component: set[str]) -> None:
        """Part a component into clusters."""
        for band in component:
            self._leave(band)
        if len(component) == 1:
            self._make([self._bands.band(*component)])
            return
        groups = [self._bands.band(band) for band in sorted(component, key=self._bands.place)]
        places = {group.id: place for place, group in enumerate(groups)}
        compared = {
            (places[left], places[right]): comparison
            for band in component
            for left, right, comparison in comparisons(self._connection, band)
            if right in places
        }
        for joined in united(groups, compared):
            self._make([groups[place] for place in joined])

    def _leave(self, band: str) -> None:
        run = self._connection.execute
        (number,) = run("SELECT cluster FROM band WHERE id = ?", (band,)).fetchone()
        if number is not None:
            run("UPDATE band SET cluster = NULL WHERE id = ?", (band,))
            self._dissolve(number)

    def _dissolve(self, number: int) -> None:
        run = self._connection.execute
        self._shelves.update(run("SELECT kind, slug FROM cluster WHERE number = ?", (number,)))
        run("DELETE FROM cluster WHERE number = ?", (number,))

    def _dissolve_empty(self, number: int) -> None:
        """Drop a cluster if none of its bands are left."""
        if not self._connection.execute("SELECT 1 FROM band WHERE cluster = ? LIMIT 1", (number,)).fetchone():
            self._dissolve(number)

    def _make(self, groups: Sequence[Namesakes]) -> None:
        run = self._connection.execute
        values = self._naming(groups)
        columns = _COLUMNS
        number = run(f"INSERT INTO cluster ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", values).lastrowid
        rows = [(number, group.id) for group in groups]
        self._connection.executemany("UPDATE band SET cluster = ? WHERE id = ?", rows)

    # --- names

    def _cluster(self, band: str) -> int:
        return int(self._connection.execute("SELECT cluster FROM band WHERE id = ?", (band,)).fetchone()[0])

    def _rename(self, number: int) -> None:
        run = self._connection.execute
        bands = [band for (band,) in run("SELECT id FROM band WHERE cluster = ?", (number,))]
        values = self._naming([self._bands.band(band) for band in sorted(bands, key=self._bands.place)])
        columns = _COLUMNS
        before = run(f"SELECT {columns} FROM cluster WHERE number = ?", (number,)).fetchone()
        if before != values:
            self._shelves.add((before[0], before[2]))
            again = "" if before[:6] == values[:6] else ", id = NULL"
            run(f"UPDATE cluster SET ({columns}) = (?, ?, ?, ?, ?, ?, ?){again} WHERE number = ?", (*values, number))

    def _naming(self, groups: Sequence[Namesakes]) -> tuple[str, str, str, str, str, int, int]:
        mentions, size = {}, 0
        for group in groups:
            query = "SELECT first, mentions + size - 1, size FROM variant WHERE band = ?"
            for first, number, entities in self._connection.execute(query, (group.id,)):
                mentions[first] = number
                size += entities
        kind, name, (country, first) = naming([member for group in groups for member in group.members], mentions)
        self._shelves.add((kind.value, slug(name)))
        needed = max(group.distinctions for group in groups)
        return kind.value, name, slug(name), country, first, needed, size

    def _name(self, shelf: _Shelf) -> None:
        """Give the clusters of one kind and beginning their ids."""
        rows = self._shelved(shelf, f"(id IS NULL OR needed < {_ITSELF})")
        ids = _ids(shelf, rows)
        taken = "SELECT 1 FROM cluster WHERE id = ? AND number != ?"
        pairs = zip(ids, (row[0] for row in rows), strict=True)
        if any(
            self._connection.execute(taken, pair).fetchone() for pair in pairs
        ):  # two hashes are one, or names change hands
            rows = self._shelved(shelf, "1")
            ids = _ids(shelf, rows)
        changed = [(new, number) for new, (number, old, *_) in zip(ids, rows, strict=True) if new != old]
        self._connection.executemany("UPDATE cluster SET id = ? WHERE number = ?", changed)

    def _shelved(self, shelf: _Shelf, where: str) -> list[_Row]:
        query = f"SELECT number, id, name, country, first, needed FROM cluster WHERE kind = ? AND slug = ? AND {where}"
        return self._connection.execute(query, shelf).fetchall()


def _ids(shelf: _Shelf, rows: Sequence[_Row]) -> list[str]:
    kind = Kind(shelf[0])
    namings = [(kind, name, (country, first)) for _, _, name, country, first, _ in rows]
    return name_clusters(namings, [needed for *_, needed in rows])


def comparisons(connection: sqlite3.Connection, band: str) -> Iterator[tuple[str, str, Comparison]]:
    """List the pairs of which a band is the left, with what was said of them in the end."""
    query = """
        SELECT former, latter, score, reasons, raised, one.torn OR other.torn
        FROM pair JOIN band AS one ON one.id = former JOIN band AS other ON other.id = latter WHERE former = ?
    """
    for row in connection.execute(query, (band,)):
        if (said := comparison(*row[2:])) is not None:
            yield row[0], row[1], said


def comparison(score: float | None, reasons: str | None, raised: str | None, torn: int) -> Comparison | None:
    """Read what was said of a pair; None if nothing stands."""
    if raised is not None and not torn:
        reason, *further = json.loads(raised)
        return Comparison(RAISED, reason, tuple(further))
    if score is None or reasons is None:
        return None
    reason, *further = json.loads(reasons)
    return Comparison(score, reason, tuple(further))
