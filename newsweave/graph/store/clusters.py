"""Clusters in a store's tables: decided again where pairs changed, by the rules of `graph.resolution.resolve`."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set

from newsweave.graph.compare.comparison import SAME, Comparison
from newsweave.graph.resolution.cluster import name_clusters
from newsweave.graph.resolution.namesakes import Namesakes
from newsweave.graph.resolution.raising import RAISED
from newsweave.graph.resolution.resolve import naming, united
from newsweave.graph.store.bands import Bands
from newsweave.graph.store.changes import Changes
from newsweave.types import Kind

# The kind and the name of clusters, who may not have one id.
_Title = tuple[str, str]

_COLUMNS = "kind, name, country, first, needed, size"
# Who takes all distinctions is called by its own entity, whatever others are called: it is named once.
_TITLED = """
    SELECT number, id, country, first, needed FROM cluster
    WHERE kind = ? AND name = ? AND (id IS NULL OR needed < 2)
"""
_EDGES = f"""
    SELECT former, latter FROM pair WHERE (former = :band OR latter = :band) AND (score >= {SAME} OR raised IS NOT NULL)
    AND (score >= {SAME} OR NOT EXISTS (SELECT 1 FROM band WHERE id IN (former, latter) AND torn))
"""

_BEARS = """
    INSERT INTO bearer SELECT DISTINCT name.plain, -cluster.size, cluster.id, cluster.number
    FROM cluster JOIN band ON band.cluster = cluster.number JOIN variant ON variant.band = band.id
    JOIN name ON name.variant = variant.number WHERE cluster.number = ?
"""
_STANDING = """
    SELECT number, kind, name, country, first, needed FROM band JOIN cluster ON number = cluster
    WHERE band.id = ? AND cluster.id IS NOT NULL
"""
_MATES = "SELECT id FROM band WHERE cluster = :cluster"
_MATES_OF = "SELECT id FROM band WHERE cluster = (SELECT cluster FROM band WHERE id = :band)"


class Clusters:
    """Brings the table of clusters up to date."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._titles: set[_Title] = set()

    def refresh(self, touched: Iterable[str], changes: Changes) -> None:
        """Decide again which bands are one, and name what came of it.

        Args:
            touched: Bands whose pairs changed.
            changes: What else changed; a cluster whose members changed may be called otherwise.
        """
        seeds = {*touched, *changes.renamed, *self._left(changes.emptied)} - changes.gone
        parts = [part for part in self._parts(sorted(seeds)) if not self._stands(part, changes.emptied)]
        self._dissolve({self._cluster(band) for part in parts for band in part} | changes.emptied)
        for part in parts:
            self._decide(part)
        for title in sorted(self._titles):
            self._name(*title)

    def _left(self, clusters: Iterable[int | None]) -> Iterator[str]:
        """List the bands that are left of clusters."""
        for cluster in clusters:
            yield from (band for (band,) in self._connection.execute(_MATES, {"cluster": cluster}))

    def _parts(self, bands: Iterable[str]) -> Iterator[set[str]]:
        """Gather with each band all that pairs which are the same tie it to now, or did before."""
        seen = set[str]()
        for band in bands:
            if band in seen:
                continue
            found, pending = {band}, [band]
            while pending:
                one = pending.pop()
                tied = {each for pair in self._connection.execute(_EDGES, {"band": one}) for each in pair}
                mates = {each for (each,) in self._connection.execute(_MATES_OF, {"band": one})}
                new = (tied | mates) - found
                found |= new
                pending += new
            seen |= found
            yield found

    def _stands(self, part: set[str], emptied: Set[int]) -> bool:
        """Tell whether a cluster of one band is called as it was, and count its members again if so."""
        if len(part) > 1:
            return False
        (band,) = part
        row = self._connection.execute(_STANDING, (band,)).fetchone()
        if row is None or row[0] in emptied:
            return False
        *naming, size = self._naming([self._bands.band(band)])
        number, *before = row
        if naming != before:
            return False
        self._connection.execute("UPDATE cluster SET size = ? WHERE number = ?", (size, number))
        self._bear([(number,)])
        return True

    def _cluster(self, band: str) -> int | None:
        return self._connection.execute("SELECT cluster FROM band WHERE id = ?", (band,)).fetchone()[0]  # type: ignore[no-any-return]

    def _dissolve(self, numbers: Iterable[int | None]) -> None:
        """Drop clusters; all their bands are decided again, or no more."""
        run = self._connection.execute
        for number in numbers:
            self._titles.update(run("SELECT kind, name FROM cluster WHERE number = ?", (number,)))
            run("DELETE FROM cluster WHERE number = ?", (number,))

    def _decide(self, component: set[str]) -> None:
        """Part bands into clusters; those that nothing ties stay apart."""
        if len(component) == 1:
            self._make([self._bands.band(*component)])
            return
        groups = [self._bands.whole(band) for band in sorted(component, key=self._bands.place)]
        places = {group.id: place for place, group in enumerate(groups)}
        compared = {
            (places[left], places[right]): comparison
            for band in component
            for left, right, comparison in comparisons(self._connection, band)
            if right in places
        }
        for joined in united(groups, compared):
            self._make([groups[place] for place in joined])

    def _make(self, groups: Sequence[Namesakes]) -> None:
        run = self._connection.execute
        values = self._naming(groups)
        self._titles.add(values[:2])
        number = run(f"INSERT INTO cluster ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
        rows = [(number, group.id) for group in groups]
        self._connection.executemany("UPDATE band SET cluster = ? WHERE id = ?", rows)

    # --- names

    def _naming(self, groups: Sequence[Namesakes]) -> tuple[str, str, str, str, int, int]:
        """Make the row of a cluster."""
        found = [each for group in groups for each in self._bands.variants(group)]
        mentions = {each.entity.id: each.mentions for each in found}
        kind, name, (country, first) = naming([each.entity for each in found], mentions)
        needed = max(group.distinctions for group in groups)
        return kind.value, name, country, first, needed, sum(each.size for each in found)

    def _name(self, kind: str, name: str) -> None:
        """Give the clusters of one kind and name their ids."""
        rows = self._connection.execute(_TITLED, (kind, name)).fetchall()
        namings = [(Kind(kind), name, (country, first)) for _, _, country, first, _ in rows]
        ids = name_clusters(namings, [needed for *_, needed in rows])
        changed = [(new, number) for new, (number, old, *_) in zip(ids, rows, strict=True) if new != old]
        self._connection.executemany("UPDATE cluster SET id = ? WHERE number = ?", changed)
        self._bear([(number,) for _, number in changed])

    def _bear(self, numbers: Sequence[tuple[int]]) -> None:
        """Write who bears which name."""
        self._connection.executemany("DELETE FROM bearer WHERE cluster = ?", numbers)
        self._connection.executemany(_BEARS, numbers)


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
