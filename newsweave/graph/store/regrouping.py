"""Cells that changed are parted into bands again: which bands are new or no longer what they were.

Their pairs are compared again (`newsweave.graph.store.meetings`), all others stand.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from newsweave.codec import json_text
from newsweave.graph.names.keys import PersonName, is_common
from newsweave.graph.resolution.matching import keys
from newsweave.graph.resolution.namesakes import Namesakes, fits_any_country, parse, parts
from newsweave.graph.store.bands import Bands
from newsweave.graph.store.cells import Variant, first_variant, unsure_variants, variants
from newsweave.graph.store.changes import Changes
from newsweave.graph.store.said import said_of
from newsweave.graph.store.split import split
from newsweave.types import Entity, Kind

# What a band said, who spoke for it, and the hash of what names it.
_Before = tuple[str, str, bytes]
_BEFORE = "SELECT said, speaking, naming FROM band WHERE id = ?"

_STANDING = "SELECT count(*) FROM short WHERE kind = ? AND short = ?"

# Variants by the ids of the entities that stand for them.
_Listed = dict[str, Variant]


class Regrouping:
    """Brings the tables of bands up to date."""

    def __init__(self, connection: sqlite3.Connection, bands: Bands) -> None:
        self._connection = connection
        self._bands = bands
        self._changes = Changes()
        self._bereft = {cell for (cell,) in connection.execute("SELECT DISTINCT cell FROM bereft")}

    def refresh(self, cells: Sequence[int]) -> Changes:
        """Make the bands of cells again, and tell which of them changed."""
        for cell in cells:
            self._refresh(cell)
        self._bands.forget()
        self._mark_shared()
        for identifier in self._changes.changed:
            self._block(self._bands.band(identifier))
        for identifier in self._changes.gone:
            self._unblock(identifier)
        return self._changes

    # --- cells

    def _refresh(self, cell: int) -> None:
        run = self._connection.execute
        said, key, was_apart = run("SELECT kind, key, apart FROM cell WHERE number = ?", (cell,)).fetchone()
        kind = Kind(said)
        listed = {} if was_apart else self._listed(cell, kind)
        first = first_variant(self._connection, cell, kind) if was_apart else next(iter(listed.values()), None)
        apart = first is not None and _is_apart(first.entity)
        if apart != was_apart:
            run("UPDATE cell SET apart = ? WHERE number = ?", (apart, cell))
        settled = bool(was_apart and apart)  # those who are alone are bands of their own and stay
        if was_apart:
            listed = self._unsure(cell, kind, first) if settled else self._listed(cell, kind)
        known = self._known(cell, settled)
        for group, members in self._groups(cell, key, listed):
            before = known.pop(group.id, None)
            if before is None and settled:
                before = run(_BEFORE, (group.id,)).fetchone()
            self._compare(cell, group, members, before)
        for identifier in known:
            self._drop(cell, identifier)
        if cell in self._bereft:
            self._note_bereft(cell)

    def _known(self, cell: int, settled: bool) -> dict[str, _Before]:
        """List what the bands of a cell were; if it is settled, of those that are alone only whoever lost a member."""
        run = self._connection.execute
        columns = "SELECT id, said, speaking, naming FROM band"
        rows = run(f"{columns} WHERE cell = ?{' AND alone = 0' if settled else ''}", (cell,)).fetchall()
        if settled and cell in self._bereft:
            rows += run(f"{columns} JOIN bereft ON bereft.band = id WHERE bereft.cell = ?", (cell,))
        return {identifier: (said, speaking, naming) for identifier, said, speaking, naming in rows}

    def _note_bereft(self, cell: int) -> None:
        """Note the bands that lost a member, for it may have come back and say something else."""
        left = "SELECT id, alone FROM band JOIN bereft ON bereft.band = band.id WHERE bereft.cell = ?"
        for identifier, is_alone in self._connection.execute(left, (cell,)).fetchall():
            self._changes.unsettled.add(identifier)
            if is_alone:
                self._changes.bereft.add(cell)

    def _compare(self, cell: int, group: Namesakes, listed: Sequence[Variant], before: _Before | None) -> None:
        """Hold a band against what it was."""
        run = self._connection.execute
        self._bands.keep(group.id, listed)
        said, speaking, naming = now = said_of(group), self._speaking(listed), _naming(listed)
        for variant in listed:
            if variant.band != group.id:
                run("UPDATE variant SET band = ? WHERE number = ?", (group.id, variant.number))
        if before is None or before[0] != said:
            self._changes.changed.add(group.id)
            self._keep(cell, group, now)
            self._stand(group.id, [(group.kind.value, short) for short in group.shorts])
            return
        if before[1] != speaking:
            old, new = before[1] or group.id, speaking or group.id
            self._changes.joined[group.id] = frozenset(new.split()) - frozenset(old.split())
        if before[2] != naming:
            self._changes.renamed.add(group.id)
        if before != now:
            run("UPDATE band SET speaking = ?, naming = ? WHERE id = ?", (speaking, naming, group.id))

    def _drop(self, cell: int, identifier: str) -> None:
        run = self._connection.execute
        self._changes.gone.add(identifier)
        self._changes.bereft.add(cell)
        clusters = run("SELECT cluster FROM band WHERE id = ?", (identifier,))
        self._changes.emptied.update(number for (number,) in clusters)
        run("DELETE FROM band WHERE id = ?", (identifier,))
        self._stand(identifier, [])

    def _keep(self, cell: int, group: Namesakes, said: _Before) -> None:
        names = ("said", "speaking", "naming", "alone")
        columns = ", ".join(f"{name} = excluded.{name}" for name in names)
        insert = f"INSERT INTO band (id, cell, {', '.join(names)}) VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.execute(f"{insert} ON CONFLICT DO UPDATE SET {columns}", (group.id, cell, *said, group.alone))

    def _groups(self, cell: int, key: str, listed: _Listed) -> Iterator[tuple[Namesakes, list[Variant]]]:
        """Make the bands of a cell of its variants, in order, each with its own."""
        groups = _parted(key, listed) if listed else []
        lumped = [listed[group.id].number for group in groups if group.alone and listed[group.id].size > 1]
        if lumped:  # variants that were taken for one bearer's, before a namesake came
            for number in lumped:
                split(self._connection, number)
            yield from self._groups(cell, key, self._listed(cell, groups[0].kind))
            return
        for group in groups:
            yield group, [listed[member.id] for member in group.members]

    def _listed(self, cell: int, kind: Kind) -> _Listed:
        return {each.entity.id: each for each in variants(self._connection, cell, kind)}

    def _unsure(self, cell: int, kind: Kind, first: Variant | None) -> _Listed:
        """List the variants of a cell without those that stay alone, but with the first, by which all are read."""
        listed = {each.entity.id: each for each in unsure_variants(self._connection, cell, kind)}
        if first is not None:
            listed[first.entity.id] = first
        return listed

    def _speaking(self, listed: Sequence[Variant]) -> str:
        """List who speaks for the context of a band; of one entity there is nothing to say but its id."""
        if len(listed) == 1 and listed[0].size == 1:
            return ""
        return " ".join(self._bands.asked((variant.entity.id, variant.number, variant.size) for variant in listed))

    # --- acronyms

    def _stand(self, band: str, places: Sequence[tuple[str, str]]) -> None:
        """Write for which acronyms a band stands, by kind and acronym."""
        run = self._connection.execute
        before = run("SELECT kind, short FROM short WHERE band = ?", (band,)).fetchall()
        self._changes.shorts.subtract(before)
        self._changes.shorts.update(places)
        if before:
            run("DELETE FROM short WHERE band = ?", (band,))
        self._connection.executemany("INSERT INTO short VALUES (?, ?, ?)", [(*place, band) for place in places])

    def _mark_shared(self) -> None:
        """Count as changed the bands whose acronym came to stand for others as well, or ceased to."""
        for place, more in self._changes.shorts.items():
            (count,) = self._connection.execute(_STANDING, place).fetchone()
            if (count > 1) != (count - more > 1):
                rows = self._connection.execute("SELECT band FROM short WHERE kind = ? AND short = ?", place)
                self._changes.changed.update(band for (band,) in rows)

    # --- keys

    def _block(self, group: Namesakes) -> None:
        """Write the keys under which a band meets others."""
        query = "SELECT key, band, number, asking FROM block WHERE band = ? ORDER BY number"
        before = self._connection.execute(query, (group.id,)).fetchall()
        rows = [(key, group.id, number, int(asking)) for number, (key, asking) in enumerate(keys(group))]
        if rows != before:
            self._unblock(group.id)
            self._connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows)

    def _unblock(self, identifier: str) -> None:
        run = self._connection.execute
        left = [key for (key,) in run("SELECT key FROM block WHERE band = ?", (identifier,))]
        self._changes.left.update(left)
        if left:
            run("DELETE FROM block WHERE band = ?", (identifier,))


def _is_apart(first: Entity) -> bool:
    """Tell whether the names of a cell do not tell their bearers, by the first of them."""
    parsed = parse(first.kind, first.name)
    if isinstance(parsed, PersonName):
        return not parsed.whole or is_common(parsed)
    return fits_any_country(first, parsed)


def _naming(listed: Sequence[Variant]) -> bytes:
    """Hash all that the name and the id of a cluster read of a band."""
    return _hashed(
        sorted(
            (each.entity.id, each.entity.name, sorted(each.entity.names), each.entity.country, each.mentions, each.size)
            for each in listed
        )
    )


def _hashed(value: object) -> bytes:
    return blake2b(json_text(value).encode(), digest_size=12).digest()


def _parted(key: str, listed: _Listed) -> list[Namesakes]:
    told = {identifier: each.told for identifier, each in listed.items() if each.told}
    groups: Iterable[Namesakes] = parts(key, [each.entity for each in listed.values()], told)
    return sorted(groups, key=lambda group: group.id)
