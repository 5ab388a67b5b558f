"""Namesakes in a store's tables: which variants are held to be one by their names, and whom they may meet.

Only cells that changed are looked at. What comes out is which bands are new or no longer what they were: their
pairs are compared again (`newsweave.graph.store.pairs`), all others stand.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from heapq import merge
from itertools import islice

from newsweave.codec import json_text
from newsweave.graph.link.judgement import accepted_ids
from newsweave.graph.names.keys import PersonName, is_common
from newsweave.graph.resolution.matching import keys
from newsweave.graph.resolution.namesakes import Namesakes, fits_any_country, parse, parts
from newsweave.graph.resolution.raising import ASKED
from newsweave.graph.store.cells import Variant, first_variant, unsure_variants, variants, variants_of
from newsweave.graph.store.split import split
from newsweave.types import Entity, Kind

_REMEMBERED = 20_000  # bands

# Variants by the ids of the entities that stand for them.
Listed = dict[str, Variant]
# Where a band stands in the order of all: kind, key, id.
Place = tuple[str, str, str]


@dataclass(slots=True)
class Changes:
    """What the change of some cells did to their bands.

    Attributes:
        changed: Ids of bands that are new or other than they were.
        unsettled: Ids of bands for whose context other members speak, or who may say something else.
        gone: Ids of bands that are no more.
        renamed: Ids of other bands whose members speak otherwise for the name of their cluster.
        emptied: Clusters that lost a band which is no more; what is left of them is decided again.
        bereft: Cells that lost a band, or one of whose bands may say something else.
        left: Keys that bands left, and how many did.
        shorts: By kind and acronym, how many more bands it stands for.
    """

    changed: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    unsettled: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    bereft: set[int] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    shorts: Counter[tuple[str, str]] = field(default_factory=Counter)


class Bands:
    """Reads namesakes from the tables, and brings the tables of bands up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._remembered: dict[int | str, dict[str, Namesakes]] = {}

    def band(self, identifier: str) -> Namesakes:
        """Return a band by its id."""
        query = "SELECT cell, alone, apart FROM band JOIN cell ON number = cell WHERE id = ?"
        cell, alone, apart = self._connection.execute(query, (identifier,)).fetchone()
        if not alone:
            return self._loaded(cell, lambda kind: self._listed(cell, kind, bool(apart)))[identifier]
        return self._loaded(identifier, lambda kind: self._alone(cell, identifier, kind))[identifier]

    def bands(self, cell: int) -> list[Namesakes]:
        """List the bands of a cell, in order."""
        return [self._with_shared(group) for group, _ in self._of_variants(cell, apart=False)]

    def _loaded(self, place: int | str, variants_of_kind: Callable[[Kind], Listed]) -> dict[str, Namesakes]:
        """Make bands of some variants, and remember them."""
        if place not in self._remembered:
            if len(self._remembered) > _REMEMBERED:
                self.forget()
            cell = place if isinstance(place, int) else self._cell_of(place)
            kind, key = self._name_of(cell)
            groups = _parted(key, variants_of_kind(kind))
            self._remembered[place] = {group.id: self._with_shared(group) for group in groups}
        return self._remembered[place]

    def _cell_of(self, identifier: str) -> int:
        return int(self._connection.execute("SELECT cell FROM band WHERE id = ?", (identifier,)).fetchone()[0])

    def _name_of(self, cell: int) -> tuple[Kind, str]:
        kind, key = self._connection.execute("SELECT kind, key FROM cell WHERE number = ?", (cell,)).fetchone()
        return Kind(kind), key

    def forget(self) -> None:
        """Forget what was read."""
        self._remembered.clear()

    def place(self, identifier: str) -> Place:
        """Tell where a band stands in the order of all."""
        query = "SELECT kind, key FROM band JOIN cell ON cell.number = band.cell WHERE id = ?"
        kind, key = self._connection.execute(query, (identifier,)).fetchone()
        return kind, key, identifier

    def refresh(self, cells: Sequence[int]) -> Changes:
        """Make the bands of cells again, and tell which of them changed."""
        changes = Changes()
        for cell in cells:
            self._refresh(cell, changes)
        self.forget()
        self._mark_shared(changes)
        for identifier in changes.changed:
            self._block(self.band(identifier), changes)
        for identifier in changes.gone:
            self._unblock(identifier, changes)
        return changes

    # --- cells

    def _refresh(self, cell: int, changes: Changes) -> None:
        run = self._connection.execute
        kind, _ = self._name_of(cell)
        first = first_variant(self._connection, cell, kind)
        (before,) = run("SELECT apart FROM cell WHERE number = ?", (cell,)).fetchone()
        apart = first is not None and _is_apart(first.entity)
        run("UPDATE cell SET apart = ? WHERE number = ?", (apart, cell))
        settled = bool(before and apart)  # those who are alone are bands of their own and stay
        kept = set[str]()
        for group, listed in self._of_variants(cell, apart=settled):
            self._compare(cell, group, listed, changes)
            kept.add(group.id)
        alone = " AND (alone = 0 OR id IN (SELECT band FROM bereft WHERE bereft.cell = band.cell))" if settled else ""
        for (identifier,) in run(f"SELECT id FROM band WHERE cell = ?{alone}", (cell,)).fetchall():
            if identifier not in kept:
                self._drop(cell, identifier, changes)
        left = "SELECT id, alone FROM band JOIN bereft ON bereft.band = band.id WHERE bereft.cell = ?"
        for identifier, alone in run(left, (cell,)).fetchall():  # it may have come back, and say something else
            changes.unsettled.add(identifier)
            if alone:
                changes.bereft.add(cell)

    def _compare(self, cell: int, group: Namesakes, listed: Sequence[Variant], changes: Changes) -> None:
        """Hold a band against what it was."""
        run = self._connection.execute
        digests = _digest(group), self._asked_digest(listed), _naming_digest(listed)
        for variant in listed:
            if variant.band != group.id:
                run("UPDATE variant SET band = ? WHERE number = ?", (group.id, variant.number))
        before = run("SELECT digest, asked, naming FROM band WHERE id = ?", (group.id,)).fetchone()
        if before is None or before[0] != digests[0]:
            changes.changed.add(group.id)
            self._keep(cell, group, digests)
            self._stand(group.id, [(group.kind.value, short) for short in group.shorts], changes)
            return
        if before[1] != digests[1]:
            changes.unsettled.add(group.id)
        if before[2] != digests[2]:
            changes.renamed.add(group.id)
        if before != digests:
            run("UPDATE band SET asked = ?, naming = ? WHERE id = ?", (*digests[1:], group.id))

    def _drop(self, cell: int, identifier: str, changes: Changes) -> None:
        run = self._connection.execute
        changes.gone.add(identifier)
        changes.bereft.add(cell)
        changes.emptied.update(number for (number,) in run("SELECT cluster FROM band WHERE id = ?", (identifier,)))
        run("DELETE FROM band WHERE id = ?", (identifier,))
        self._stand(identifier, [], changes)

    def _keep(self, cell: int, group: Namesakes, digests: tuple[bytes, bytes, bytes]) -> None:
        names = ("digest", "asked", "naming", "alone")
        columns = ", ".join(f"{name} = excluded.{name}" for name in names)
        insert = f"INSERT INTO band (id, cell, {', '.join(names)}) VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.execute(
            f"{insert} ON CONFLICT DO UPDATE SET {columns}", (group.id, cell, *digests, group.alone)
        )

    def _of_variants(self, cell: int, *, apart: bool) -> Iterator[tuple[Namesakes, list[Variant]]]:
        """Make the bands of a cell, in order, each with its variants; `apart` leaves out those that stay alone."""
        kind, key = self._name_of(cell)
        listed = self._listed(cell, kind, apart)
        if not listed:
            return
        groups = _parted(key, listed)
        lumped = [listed[group.id].number for group in groups if group.alone and listed[group.id].size > 1]
        if lumped:  # variants that were taken for one bearer's, before a namesake came
            for number in lumped:
                split(self._connection, number)
            yield from self._of_variants(cell, apart=apart)
            return
        for group in groups:
            yield group, [listed[member.id] for member in group.members]

    def _listed(self, cell: int, kind: Kind, apart: bool) -> Listed:
        if not apart:
            return {each.entity.id: each for each in variants(self._connection, cell, kind)}
        return self._with_first(cell, kind, unsure_variants(self._connection, cell, kind))

    def _alone(self, cell: int, identifier: str, kind: Kind) -> Listed:
        return self._with_first(cell, kind, variants_of(self._connection, identifier, kind))

    def _with_first(self, cell: int, kind: Kind, listed: Iterable[Variant]) -> Listed:
        """Add the first of a cell, by which the names of all are read."""
        first = first_variant(self._connection, cell, kind)
        return {each.entity.id: each for each in (*listed, *([first] if first else []))}

    def _asked_digest(self, listed: Sequence[Variant]) -> bytes:
        """Hash who speaks for the context of a band; of one entity there is nothing to say but its id."""
        if len(listed) == 1 and listed[0].size == 1:
            return b""
        return _hashed(self.asked((variant.entity.id, variant.number) for variant in listed))

    def asked(self, firsts: Iterable[tuple[str, int]]) -> list[str]:
        """List the members of a band that speak for its context, given its variants by their smallest ids."""
        return list(islice(merge(*(self._members(*each) for each in firsts)), ASKED))

    def _members(self, first: str, variant: int) -> Iterator[str]:
        """Give the ids of a variant in order; its rows are read if more than the first is wanted."""
        yield first
        query = f"SELECT id FROM entity WHERE variant = ? AND id > ? ORDER BY id LIMIT {ASKED}"
        yield from (identifier for (identifier,) in self._connection.execute(query, (variant, first)))

    # --- acronyms

    def _stand(self, band: str, places: Sequence[tuple[str, str]], changes: Changes) -> None:
        """Write for which acronyms a band stands, by kind and acronym."""
        run = self._connection.execute
        changes.shorts.subtract(run("SELECT kind, short FROM short WHERE band = ?", (band,)))
        changes.shorts.update(places)
        run("DELETE FROM short WHERE band = ?", (band,))
        self._connection.executemany("INSERT INTO short VALUES (?, ?, ?)", [(*place, band) for place in places])

    def _count(self, place: tuple[str, str]) -> int:
        query = "SELECT count(*) FROM short WHERE kind = ? AND short = ?"
        return int(self._connection.execute(query, place).fetchone()[0])

    def _mark_shared(self, changes: Changes) -> None:
        """Count as changed the bands whose acronym came to stand for others as well, or ceased to."""
        for place, more in changes.shorts.items():
            count = self._count(place)
            if (count > 1) != (count - more > 1):
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
        query = "SELECT key, band, number, asking FROM block WHERE band = ? ORDER BY number"
        before = self._connection.execute(query, (group.id,)).fetchall()
        rows = [(key, group.id, number, int(asking)) for number, (key, asking) in enumerate(keys(group))]
        if rows != before:
            self._unblock(group.id, changes)
            self._connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows)

    def _unblock(self, identifier: str, changes: Changes) -> None:
        run = self._connection.execute
        changes.left.update(key for (key,) in run("SELECT key FROM block WHERE band = ?", (identifier,)))
        run("DELETE FROM block WHERE band = ?", (identifier,))


def _is_apart(first: Entity) -> bool:
    """Tell whether the names of a cell do not tell their bearers, by the first of them."""
    parsed = parse(first.kind, first.name)
    if isinstance(parsed, PersonName):
        return not parsed.whole or is_common(parsed)
    return fits_any_country(first, parsed)


def _digest(group: Namesakes) -> bytes:
    """Hash all that comparisons by name read of a band."""
    links = sorted((scheme, sorted(ids)) for scheme, ids in accepted_ids(group.members).items())
    return _hashed((group.name, group.country, group.distinctions, sorted(group.shorts), links))


def _naming_digest(listed: Sequence[Variant]) -> bytes:
    """Hash all that the name and the id of a cluster read of a band."""
    return _hashed(
        sorted(
            (each.entity.id, each.entity.name, sorted(each.entity.names), each.entity.country, each.mentions, each.size)
            for each in listed
        )
    )


def _hashed(value: object) -> bytes:
    return blake2b(json_text(value).encode(), digest_size=12).digest()


def _parted(key: str, listed: dict[str, Variant]) -> list[Namesakes]:
    told = {identifier: each.told for identifier, each in listed.items() if each.told}
    groups = parts(key, [each.entity for each in listed.values()], told)
    return sorted(groups, key=lambda group: group.id)
