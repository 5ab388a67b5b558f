"""Look whether a store's file is whole: its pages, its records, and what the tables say of them."""

import sqlite3
from collections.abc import Iterator

from newsweave.errors import RecordError
from newsweave.graph.check import check_extraction
from newsweave.graph.store.records import digest, inflated, read_json

# What should find nothing, and what it means if it does.
_AMISS = (
    ("SELECT id FROM document WHERE number NOT IN (SELECT document FROM origin)", "document {} was read nowhere"),
    (
        "SELECT id FROM entity WHERE variant NOT IN (SELECT number FROM variant)",
        "entity {} belongs to no name",
    ),
    (
        "SELECT number FROM variant WHERE size != (SELECT count(*) FROM entity WHERE variant = number)",
        "name {} is counted wrongly",
    ),
    (
        "SELECT number FROM cell WHERE size != coalesce((SELECT sum(size) FROM variant WHERE cell = cell.number), 0)",
        "the names of group {} are counted wrongly",
    ),
)
_UNRESOLVED = (
    (
        "SELECT number FROM variant WHERE band IS NULL OR band NOT IN (SELECT id FROM band)",
        "name {} was not resolved",
    ),
    (
        "SELECT id FROM band WHERE cluster IS NULL OR cluster NOT IN (SELECT number FROM cluster)",
        "namesakes {} are in no cluster",
    ),
    (
        "SELECT plain FROM name JOIN variant ON number = variant JOIN band ON band.id = band WHERE NOT EXISTS "
        "(SELECT 1 FROM bearer WHERE bearer.plain = name.plain AND bearer.cluster = band.cluster)",
        "name {} is not found",
    ),
    (
        "SELECT id FROM cluster WHERE id IS NULL OR id IN (SELECT id FROM cluster GROUP BY id HAVING count(*) > 1)",
        "cluster {} is not the only one of its id",
    ),
)


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """List what is wrong, a sentence each."""
    yield from (f"SQLite: {said}." for (said,) in connection.execute("PRAGMA integrity_check") if said != "ok")
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to a row of {other} that is not there."
    yield from _records(connection)
    dirty = connection.execute("SELECT 1 FROM dirty LIMIT 1").fetchone()
    for query, said in _AMISS if dirty else (*_AMISS, *_UNRESOLVED):
        yield from (f"{said.format(found).capitalize()}." for (found,) in connection.execute(query))


def _records(connection: sqlite3.Connection) -> Iterator[str]:
    """Read each record, and hold its entities against the tables."""
    numbers = connection.execute("SELECT number, id, digest FROM document ORDER BY number").fetchall()
    for number, identifier, expected in numbers:
        (record,) = connection.execute("SELECT record FROM document WHERE number = ?", (number,)).fetchone()
        try:
            data = inflated(record)
            if digest(data) != expected:
                raise ValueError("it is not what was written")
            extraction = read_json(data)
            check_extraction(extraction)
        except (ValueError, KeyError, TypeError, RecordError) as error:
            yield f"The record of document {identifier} is damaged: {error}."
            continue
        rows = connection.execute("SELECT id FROM entity WHERE document = ?", (number,))
        if extraction.document.id != identifier or {entity.id for entity in extraction.entities} != {
            i for (i,) in rows
        }:
            yield f"The entities of document {identifier} are not those of its record."
