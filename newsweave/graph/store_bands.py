"""Namesakes in a store's tables: which variants are held to be one by their names, and whom they may meet.

Only cells that changed are looked at. What comes out is which bands are new or no longer what they were: their
pairs are compared again (`newsweave.graph.store_pairs`), all others stand.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from heapq import nsmallest

from newsweave.codec import json_text
from newsweave.graph.link_judgement import accepted_ids
from newsweave.graph.matching import keys
from newsweave.graph.names import PersonName
from newsweave.graph.namesakes import Namesakes, parse, parts
from newsweave.graph.raising import ASKED
from newsweave.graph.store_cells import Variant, variants
from newsweave.graph.store_split import split
from newsweave.types import Kind

_REMEMBERED = 20_000  # bands

# Where a band stands in the order of all: kind, key, id.
Place = tuple[str, str, str]


@dataclass(slots=True)
class Changes:
    """What the change of some cells did to their bands.

    Attributes:
        changed: Ids of bands that are new or other than they were.
        unsettled: Ids of others, for whose context other members speak.
        gone: Ids of bands that are no more.
        grown: Ids of bands that won or lost members, changed or not.
        emptied: Clusters that lost a band which is no more.
        left: Keys that bands left, and how many did.
    """

    changed: set[str] = field(default_factory=set)
    grown: set[str] = field(default_factory=set)
    unsettled: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)


class Bands:
    """Reads namesakes from the tables, and brings the tables of bands up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cells: dict[int, dict[str, Namesakes]] = {}
        self._remembered = 0

    def band(self, identifier: str) -> Namesakes:
        """Return a band by its id."""
        (cell,) = self._connection.execute("SELECT cell FROM band WHERE id = ?", (identifier,)).fetchone()
        return self.bands(cell)[identifier]

    def bands(self, cell: int) -> dict[str, Namesakes]:
        """Return the bands of a cell by their ids, in order."""
        if cell not in self._cells:
            if self._remembered > _REMEMBERED:
                self.forget()
            found = {group.id: self._with_shared(group) for group, _ in self._of_variants(cell)}
            self._cells[cell] = found
            self._remembered += len(found) + 1
        return self._cells[cell]

    def forget(self) -> None:
        """Forget what was read."""
        self._cells.clear()
        self._remembered = 0

    def place(self, identifier: str) -> Place:
        """Tell where a band stands in the order of all."""
        query = "SELECT kind, key FROM band JOIN cell ON cell.number = band.cell WHERE id = ?"
        kind, key = self._connection.execute(query, (identifier,)).fetchone()
        return kind, key, identifier

    def refresh(self, cells: Sequence[int]) -> Changes:
        """Make the bands of cells again, and tell which of them changed."""
        changes = Changes()
        shorts = self._shorts_of(cells)
        for cell in cells:
            self._refresh(cell, changes)
        shorts |= self._shorts_of(cells)
        self.forget()
        self._mark_shared(shorts, changes)
        for identifier in changes.changed:
            self._block(self.band(identifier), changes)
        for identifier in changes.gone:
            self._unblock(identifier, changes)
        return changes

    # --- cells

    def _refresh(self, cell: int, changes: Changes) -> None:
        run = self._connection.execute
        rows = run("SELECT id, digest, asked FROM band WHERE cell = ?", (cell,))
        old = {identifier: (digest, asked) for identifier, digest, asked in rows}
        kept = set[str]()
        if self.is_lone(cell):  # each of them is a band of its own: what is there stays
            gone = "SELECT id FROM band WHERE cell = ? AND NOT EXISTS (SELECT 1 FROM variant WHERE band = band.id)"
            kept = old.keys() - {identifier for (identifier,) in run(gone, (cell,))}
        found = self._of_variants(cell, new=bool(kept))
        for group, listed in found:
            digests = _digest(group), self._asked_digest(listed)
            for variant in listed:
                if variant.band != group.id:
                    run("UPDATE variant SET band = ? WHERE number = ?", (group.id, variant.number))
            if len(listed) > 1 or listed[0].size > 1:
                changes.grown.add(group.id)
            before = old.get(group.id)
            if before is None or before[0] != digests[0]:
                changes.changed.add(group.id)
                self._keep(cell, group, *digests)
            elif before != digests:
                changes.unsettled.add(group.id)
                run("UPDATE band SET asked = ? WHERE id = ?", (digests[1], group.id))
            kept.add(group.id)
        for identifier in old.keys() - kept:
            changes.gone.add(identifier)
            changes.emptied.update(number for (number,) in run("SELECT cluster FROM band WHERE id = ?", (identifier,)))
            run("DELETE FROM band WHERE id = ?", (identifier,))
            run("DELETE FROM short WHERE band = ?", (identifier,))

    def is_lone(self, cell: int) -> bool:
        """Tell whether a cell holds a person's lone name."""
        row = self._connection.execute(
            "SELECT variant.name FROM variant JOIN cell ON cell.number = cell WHERE cell = ? AND kind = ? LIMIT 1",
            (cell, Kind.PERSON.value),
        ).fetchone()
        parsed = parse(Kind.PERSON, row[0]) if row else None
        return isinstance(parsed, PersonName) and not parsed.whole

    def _keep(self, cell: int, group: Namesakes, digest: bytes, asked: bytes) -> None:
        run = self._connection.execute
        update = "UPDATE SET digest = excluded.digest, asked = excluded.asked"
        row = (group.id, cell, digest, asked)
        run(f"INSERT INTO band (id, cell, digest, asked) VALUES (?, ?, ?, ?) ON CONFLICT DO {update}", row)
        run("DELETE FROM short WHERE band = ?", (group.id,))
        shorts = [(group.kind.value, short, group.id) for short in group.shorts]
        self._connection.executemany("INSERT INTO short VALUES (?, ?, ?)", shorts)

    def _of_variants(self, cell: int, new: bool = False) -> Iterator[tuple[Namesakes, list[Variant]]]:
        """Make the bands of a cell, in order, each with its variants."""
        query = "SELECT kind, key FROM cell WHERE number = ?"
        kind, key = self._connection.execute(query, (cell,)).fetchone()
        listed = {each.entity.id: each for each in variants(self._connection, cell, Kind(kind), new)}
        if not listed:
            return
        groups = _parted(key, listed)
        lumped = [listed[group.id].number for group in groups if group.alone and listed[group.id].size > 1]
        if lumped:  # variants that were taken for one bearer's, before a namesake came
            for number in lumped:
                split(self._connection, number)
            yield from self._of_variants(cell)
            return
        for group in groups:
            yield group, [listed[member.id] for member in group.members]

    def _asked_digest(self, listed: Sequence[Variant]) -> bytes:
        """Hash who speaks for the context of a band; of one entity there is nothing to say but its id."""
        if len(listed) == 1 and listed[0].size == 1:
            return b""
        return _hashed(self.asked(variant.number for variant in listed))

    def asked(self, numbers: Iterator[int]) -> list[str]:
        """List the members of a band that speak for its context: the smallest ids of its variants."""
        query = f"SELECT id FROM entity WHERE variant = ? ORDER BY id LIMIT {ASKED}"
        ids = (identifier for number in numbers for (identifier,) in self._connection.execute(query, (number,)))
        return nsmallest(ASKED, ids)

    # --- acronyms

    def _shorts_of(self, cells: Sequence[int]) -> dict[tuple[str, str], int]:
        """Count for how many bands each acronym of some cells stands."""
        query = "SELECT DISTINCT kind, short FROM short JOIN band ON band.id = short.band WHERE band.cell = ?"
        found = {place for cell in cells for place in self._connection.execute(query, (cell,))}
        return {place: self._count(place) for place in found}

    def _count(self, place: tuple[str, str]) -> int:
        query = "SELECT count(*) FROM short WHERE kind = ? AND short = ?"
        return int(self._connection.execute(query, place).fetchone()[0])

    def _mark_shared(self, before: dict[tuple[str, str], int], changes: Changes) -> None:
        """Count as changed the bands whose acronym came to stand for others as well, or ceased to."""
        for place, count in before.items():
            if (count > 1) != (self._count(place) > 1):
                rows = self._connection.execute("SELECT band FROM short WHERE kind = ? AND short = ?", place)
                changes.changed.update(band for (band,) in rows)

    def _with_shared(self, group: Namesakes) -> Namesakes:
        if not group.shorts:
            return group
        shared = frozenset(short for short in group.shorts if self._count((group.kind.value, short)) > 1)
        return replace(group, shared=shared)

    # --- keys

    def _block(self, group: Namesakes, changes: Changes) -> None:
        """Write the keys under which a band meets others."""
        self._unblock(group.id, changes)
        rows = [(key, group.id, number, asking) for number, (key, asking) in enumerate(keys(group))]
        self._connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows)

    def _unblock(self, identifier: str, changes: Changes) -> None:
        run = self._connection.execute
        changes.left.update(key for (key,) in run("SELECT key FROM block WHERE band = ?", (identifier,)))
        run("DELETE FROM block WHERE band = ?", (identifier,))


def _digest(group: Namesakes) -> bytes:
    """Hash all that comparisons by name read of a band."""
    links = sorted((scheme, sorted(ids)) for scheme, ids in accepted_ids(group.members).items())
    return _hashed((group.name, group.country, group.distinctions, sorted(group.shorts), links))


def _hashed(value: object) -> bytes:
    return blake2b(json_text(value).encode(), digest_size=12).digest()


def _parted(key: str, listed: dict[str, Variant]) -> list[Namesakes]:
    told = {identifier: each.told for identifier, each in listed.items() if each.told}
    groups = parts(key, [each.entity for each in listed.values()], told)
    return sorted(groups, key=lambda group: group.id)
