"""Take a variant apart, so that each of its entities is one of its own."""

import json
import sqlite3

from newsweave.codec import json_text
from newsweave.graph.names.keys import plain
from newsweave.graph.store.cells import is_alone, single_mark
from newsweave.graph.store.records import unpacked


def split(connection: sqlite3.Connection, variant: int) -> None:
    """Make a variant of each entity of a variant; whom they name no longer tells their name alone."""
    run = connection.execute
    query = "SELECT cell, mark, specific, band FROM variant WHERE number = ?"
    cell, mark, specific, band = run(query, (variant,)).fetchone()
    told = json.loads(mark)[1]
    rows = run(
        "SELECT entity.id, entity.mentions, record FROM entity JOIN document ON number = document WHERE variant = ?",
        (variant,),
    ).fetchall()
    for identifier, mentions, record in rows:
        entity = next(each for each in unpacked(record).entities if each.id == identifier)
        names = json_text(dict(entity.names))
        values = (
            cell,
            entity.name,
            single_mark(entity, told),
            identifier,
            1,
            mentions,
            names,
            is_alone(entity, told),
            specific,
        )
        columns = "cell, name, mark, first, size, mentions, names, alone, specific"
        number = run(f"INSERT INTO variant ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
        run("UPDATE entity SET variant = ? WHERE id = ?", (number, identifier))
        plains = {plain(name) for name in (entity.name, *(name for name, _ in entity.names))}
        connection.executemany("INSERT INTO name VALUES (?, ?)", [(name, number) for name in plains])
    if band is not None:
        run("INSERT OR IGNORE INTO bereft VALUES (?, ?)", (cell, band))
    run("DELETE FROM variant WHERE number = ?", (variant,))
