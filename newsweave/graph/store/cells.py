"""Local entities in a store's tables: gathered in cells by kind and key, and there in variants.

A variant is what resolution need not tell apart: entities of one name, country and links. It is kept as their sum,
so that a country that 20,000 articles name is a dozen rows to the resolver. An entity whose name does not tell its
bearer is a variant of its own.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from newsweave.codec import json_text
from newsweave.errors import RecordError
from newsweave.graph.link.judgement import accepted_ids
from newsweave.graph.names.keys import PersonName, is_common, plain
from newsweave.graph.resolution.context import is_specific, ties_of, told_countries
from newsweave.graph.resolution.namesakes import Keys, country_of, fits_any_country, parse
from newsweave.types import Entity, Extraction, Kind, Link

_SEVERAL = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Entities among which resolution sees no difference, as one.

    Attributes:
        number: Its row.
        size: How many they are.
        band: The band that it belongs to, if that is known.
        told: The country that statements give them.
        mentions: How often they are mentioned, in all.
        entity: One that stands for them: the smallest id, and all their names.
    """

    number: int
    size: int
    band: str | None
    told: str | None
    mentions: int
    entity: Entity


class Cells:
    """Puts entities into the tables and takes them out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys = Keys()

    def put(self, document: int, extraction: Extraction) -> None:
        """Put the entities of a document in.

        Raises:
            RecordError: One of them is in another document.
        """
        told = told_countries([extraction])
        mentions = Counter(mention.entity for mention in extraction.mentions)
        ties = ties_of(extraction.statements, {entity.id: entity for entity in extraction.entities})
        for entity in extraction.entities:
            variant = self._join(entity, told.get(entity.id), mentions[entity.id])
            row = (entity.id, document, variant, mentions[entity.id])
            try:
                self._connection.execute("INSERT INTO entity VALUES (?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                cure = "an entity's id hashes its document; extract both again"
                raise RecordError(f"entity {entity.id}", "it is in another document as well", cure) from error
            rows = [(entity.id, words) for words in ties.get(entity.id, ())]
            self._connection.executemany("INSERT INTO tie VALUES (?, ?)", rows)

    def remove(self, document: int, extraction: Extraction) -> None:
        """Take the entities of a document out."""
        run = self._connection.execute
        entities = {entity.id: entity for entity in extraction.entities}
        rows = run("SELECT id, variant, mentions FROM entity WHERE document = ?", (document,)).fetchall()
        run("DELETE FROM entity WHERE document = ?", (document,))
        for identifier, variant, mentions in rows:
            self._leave(entities[identifier], variant, mentions)

    def _join(self, entity: Entity, told: str | None, mentions: int) -> int:
        """Count an entity in, and return its variant."""
        run = self._connection.execute
        cell = self._cell(entity)
        self._touch(cell, 1)
        mark = mark_of(entity, told)
        where = (cell, entity.name, mark)
        row = run("SELECT number, first, names FROM variant WHERE cell = ? AND name = ? AND mark = ?", where).fetchone()
        if row is None:
            alone = is_alone(entity, told)
            first = (*where, entity.id, mentions, json_text(dict(entity.names)), alone, is_specific(entity))
            columns = "cell, name, mark, first, size, mentions, names, alone, specific"
            number = run(f"INSERT INTO variant ({columns}) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)", first).lastrowid
            assert number is not None
            self._name(number, {entity.name, *(name for name, _ in entity.names)})
            return number
        number, smallest, listed = row
        names = json.loads(listed)
        new = [name for name, _ in entity.names if name not in names]
        for name, count in entity.names:
            names[name] = names.get(name, 0) + count
        values = (min(smallest, entity.id), mentions, json_text(names), number)
        run(
            "UPDATE variant SET first = ?, size = size + 1, mentions = mentions + ?, names = ? WHERE number = ?", values
        )
        self._name(number, new)
        return int(number)

    def _leave(self, entity: Entity, variant: int, mentions: int) -> None:
        run = self._connection.execute
        row = run("SELECT cell, size, names, first, name, band FROM variant WHERE number = ?", (variant,)).fetchone()
        cell, size, listed, first, own, band = row
        self._touch(cell, -1)
        if band is not None:
            run("INSERT OR IGNORE INTO bereft VALUES (?, ?)", (cell, band))
        if size == 1:
            run("DELETE FROM variant WHERE number = ?", (variant,))  # its names go with it
            return
        names = Counter(json.loads(listed))
        names.subtract(dict(entity.names))
        kept = {name: count for name, count in names.items() if count > 0}
        if first == entity.id:
            found = run("SELECT id FROM entity WHERE variant = ? ORDER BY id LIMIT 1", (variant,))
            first = found.fetchone()[0]
        values = (first, mentions, json_text(kept), variant)
        run(
            "UPDATE variant SET first = ?, size = size - 1, mentions = mentions - ?, names = ? WHERE number = ?", values
        )
        gone = {plain(name) for name in names.keys() - kept.keys()} - {plain(name) for name in (own, *kept)}
        for name in gone:
            run("DELETE FROM name WHERE plain = ? AND variant = ?", (name, variant))

    def _cell(self, entity: Entity) -> int:
        run = self._connection.execute
        place = (entity.kind.value, self._keys(entity))
        row = run("SELECT number FROM cell WHERE kind = ? AND key = ?", place).fetchone()
        if row:
            return int(row[0])
        number = run("INSERT INTO cell (kind, key, size) VALUES (?, ?, 0)", place).lastrowid
        assert number is not None
        return number

    def _touch(self, cell: int, more: int) -> None:
        """Note that a cell changes, with its size at the last resolution."""
        run = self._connection.execute
        run("INSERT OR IGNORE INTO dirty SELECT number, size FROM cell WHERE number = ?", (cell,))
        run("UPDATE cell SET size = size + ? WHERE number = ?", (more, cell))

    def _name(self, variant: int, names: set[str] | list[str]) -> None:
        rows = [(plain(name), variant) for name in names]
        self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", rows)


def mark_of(entity: Entity, told: str | None) -> str:
    """Write what tells an entity from others of its name: country, links, and itself if the name tells no bearer."""
    links = sorted((scheme, identifier) for scheme, ids in accepted_ids([entity]).items() for identifier in ids)
    names = [name for name, _ in entity.names]
    several = _SEVERAL if len(names) > 1 else ""
    alone = entity.id if is_alone(entity, told) or (names not in ([], [entity.name]) and not several) else ""
    return json_text([entity.country, told, links, several or len(names), alone])


def single_mark(entity: Entity, told: str | None) -> str:
    """Write the mark of an entity that is to be a variant of its own."""
    parts = json.loads(mark_of(entity, told))
    return json_text([*parts[:-1], entity.id])


def is_alone(entity: Entity, told: str | None) -> bool:
    """Tell whether the name of an entity does not tell its bearer."""
    parsed = parse(entity.kind, entity.name)
    if isinstance(parsed, PersonName):
        return not parsed.whole or is_common(parsed)
    return country_of(entity, {entity.id: told} if told else {}) is None and fits_any_country(entity, parsed)


_COLUMNS = "number, name, mark, first, size, mentions, names, band"


def variants(connection: sqlite3.Connection, cell: int, kind: Kind) -> Iterator[Variant]:
    """List the variants of a cell, by their smallest ids."""
    query = f"SELECT {_COLUMNS} FROM variant WHERE cell = ? ORDER BY first"
    return (_variant(row, kind) for row in connection.execute(query, (cell,)))


def first_variant(connection: sqlite3.Connection, cell: int, kind: Kind) -> Variant | None:
    """Return the variant of the smallest id, which tells what sort of name a cell holds."""
    query = f"SELECT {_COLUMNS} FROM variant WHERE cell = ? ORDER BY first LIMIT 1"
    row = connection.execute(query, (cell,)).fetchone()
    return _variant(row, kind) if row else None


def unsure_variants(connection: sqlite3.Connection, cell: int, kind: Kind) -> Iterator[Variant]:
    """List the variants that are more than one entity alone, or new."""
    for where in ("alone = 0", "alone = 1 AND band IS NULL"):
        query = f"SELECT {_COLUMNS} FROM variant WHERE cell = ? AND {where} ORDER BY first"
        yield from (_variant(row, kind) for row in connection.execute(query, (cell,)).fetchall())


def variants_of(connection: sqlite3.Connection, band: str, kind: Kind) -> Iterator[Variant]:
    """List the variants of a band, by their smallest ids."""
    query = f"SELECT {_COLUMNS} FROM variant WHERE band = ? ORDER BY first"
    return (_variant(row, kind) for row in connection.execute(query, (band,)))


def _variant(row: tuple[int, str, str, str, int, int, str, str | None], kind: Kind) -> Variant:
    number, name, mark, first, size, mentions, names, band = row
    country, told, links, _, _ = json.loads(mark)
    counts = json.loads(names)
    if size > 1:
        counts[name] = counts.get(name, 0) + size - 1  # each of them counts once more for its own name
    entity = Entity(
        id=first,
        kind=kind,
        name=name,
        names=tuple(counts.items()),
        country=country,
        links=tuple(Link(scheme=scheme, id=identifier, score=1.0) for scheme, identifier in links),
    )
    return Variant(number=number, size=size, band=band, told=told, mentions=mentions + size - 1, entity=entity)
