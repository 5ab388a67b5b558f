"""Resolution in a store: bring the tables up to date where documents came or went, and read who is one."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from newsweave.graph.resolution.judgements import apart
from newsweave.graph.resolution.matching import compare_groups
from newsweave.graph.resolution.namesakes import spellings
from newsweave.graph.resolution.resolve import Resolution, judge, same_names
from newsweave.graph.store.bands import Bands
from newsweave.graph.store.clusters import Clusters, comparison
from newsweave.graph.store.meetings import unlike
from newsweave.graph.store.pairs import Pairs
from newsweave.graph.store.regrouping import Regrouping
from newsweave.types import Cluster, Judgement

_MEMBERS = """
    SELECT cluster.id, entity.id FROM cluster JOIN band ON band.cluster = cluster.number
    JOIN variant ON variant.band = band.id JOIN entity ON entity.variant = variant.number
    ORDER BY cluster.id, entity.id
"""
_PAIRS = """
    SELECT former, latter, one.cluster = other.cluster, score, reasons, raised, one.torn OR other.torn
    FROM pair JOIN band AS one ON one.id = former JOIN band AS other ON other.id = latter
"""
_PAIR = "SELECT score, raised, one.torn OR other.torn FROM pair JOIN band AS one ON one.id = former" + (
    " JOIN band AS other ON other.id = latter WHERE former = ? AND latter = ?"
)


def refresh(connection: sqlite3.Connection) -> int:
    """Decide again what rests on the cells that changed; return how many did."""
    (dirty,) = connection.execute("SELECT count(*) FROM dirty").fetchone()
    if not dirty:
        return 0
    cells = connection.execute("SELECT cell, size FROM dirty ORDER BY cell").fetchall()
    bands = Bands(connection)
    changes = Regrouping(connection, bands).refresh([cell for cell, _ in cells])
    pairs = Pairs(connection, bands)
    pairs.refresh(changes, cells)
    Clusters(connection, bands).refresh(pairs.touched, changes)
    connection.execute("DELETE FROM cell WHERE size = 0 AND number IN (SELECT cell FROM dirty)")
    connection.execute("DELETE FROM dirty")
    connection.execute("DELETE FROM bereft")
    return int(dirty)


def read_resolution(connection: sqlite3.Connection, *, judged: bool = True) -> Resolution:
    """Read who is one and, unless that is not asked for, why; the tables must be up to date."""
    found = {(item.left, item.right): item for item in _judgements(connection)} if judged else {}
    return Resolution(
        clusters=tuple(read_clusters(connection)), judgements=tuple(found[pair] for pair in sorted(found))
    )


def read_clusters(connection: sqlite3.Connection) -> Iterator[Cluster]:
    """Read the clusters, by id."""
    for identifier, rows in groupby(connection.execute(_MEMBERS), key=lambda row: str(row[0])):
        yield Cluster(id=identifier, members=tuple(member for _, member in rows))


def _judged(connection: sqlite3.Connection) -> Iterator[Judgement]:
    """Judge the pairs that were kept."""
    for left, right, one, *said in connection.execute(_PAIRS):
        found = comparison(*said)
        if found is not None:
            yield judge(left, right, found, bool(one))


def _judgements(connection: sqlite3.Connection) -> Iterator[Judgement]:
    bands = Bands(connection)
    yield from _judged(connection)
    yield from _unlike(connection, bands)
    yield from _spellings(connection, bands)
    yield from _namesakes(connection, bands)


def _unlike(connection: sqlite3.Connection, bands: Bands) -> Iterator[Judgement]:
    """Judge the pairs that met and decide nothing by themselves."""
    clusters = dict(connection.execute("SELECT id, cluster FROM band"))
    for left, right, found in unlike(connection, bands):
        yield judge(left, right, found, clusters[left] == clusters[right])


def _spellings(connection: sqlite3.Connection, bands: Bands) -> Iterator[Judgement]:
    query = "SELECT band FROM variant GROUP BY band HAVING count(*) > 1 ORDER BY min(cell)"
    for (band,) in connection.execute(query):
        yield from spellings(bands.whole(band))


def _namesakes(connection: sqlite3.Connection, bands: Bands) -> Iterator[Judgement]:
    """Judge those of one name who are not one and were not compared."""
    for (cell,) in connection.execute("SELECT cell FROM band GROUP BY cell HAVING count(*) > 1"):
        groups = bands.of_cell(cell)
        clusters = dict(connection.execute("SELECT id, cluster FROM band WHERE cell = ?", (cell,)).fetchall())
        for left, right in same_names(groups):
            first, other = groups[left], groups[right]
            if clusters[first.id] != clusters[other.id] and not _stands(connection, first.id, other.id):
                yield apart(first.id, other.id, compare_groups(first, other))


def _stands(connection: sqlite3.Connection, left: str, right: str) -> bool:
    row = connection.execute(_PAIR, (left, right)).fetchone()
    return row is not None and (row[0] is not None or (row[1] is not None and not row[2]))
