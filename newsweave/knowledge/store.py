"""A knowledge base in one SQLite file: written whole, then only read; some 30 microseconds a look-up.

write_base(path, items, About(name="acme"))
open_base(path).candidates("Bluebay")
"""

import functools
import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from newsweave.errors import KnowledgeError
from newsweave.knowledge.names import case_fits, fold, key, sound
from newsweave.knowledge.schema import FIELDS, RANKS, VERSION, to_item
from newsweave.knowledge.types import Candidate, Fit, Item
from newsweave.knowledge.writing import About, write_base
from newsweave.types import Kind

__all__ = ["About", "SqliteBase", "open_base", "order", "write_base"]

_HITS = """
SELECT n, rank, spelling FROM alias WHERE key = :key
UNION ALL SELECT n, 3, spelling FROM alias WHERE key = :fold AND :fold <> :key
UNION ALL SELECT n, 3, spelling FROM fold WHERE key IN (:fold, :sound)
"""
_CANDIDATES = f"""
SELECT h.rank, h.spelling, h.n FROM ({_HITS}) AS h JOIN item USING (n) WHERE :kind IS NULL OR item.kind = :kind
"""
_DEMONYM = "SELECT n FROM demonym WHERE key = ? ORDER BY n"
_XREF = "SELECT n FROM xref WHERE scheme = ? AND value = ? ORDER BY n"
_CACHED = 16_384  # names and items kept at hand; some 10 MB when full


def order(candidate: Candidate) -> tuple[bool, bool, float, int, float, str]:
    """Return the key of the total order of candidates (`KnowledgeBase.candidates`).

    A base's name and alias weigh the same: "Holland" is the Netherlands before it is Holland, Michigan. A service's
    own score decides before the id does.
    """
    item, fit = candidate.item, candidate.fit
    weight = item.population or item.popularity
    return fit is Fit.FOLDED, fit is Fit.WEAK, -weight, RANKS.index(fit), -candidate.score, item.id


def open_base(path: str | Path) -> "SqliteBase":
    """Open a base that `write_base` wrote.

    Args:
        path: The file.

    Returns:
        The base, for reading; any number of processes and threads may have it open.

    Raises:
        KnowledgeError: It is not there, or is no base of this version.
    """
    return SqliteBase(Path(path))


class SqliteBase:
    """Answers from one file; see `KnowledgeBase`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.meta = _meta(path)
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        self._closing = weakref.finalize(self, self._connection.close)
        self._found = functools.lru_cache(_CACHED)(self._find)
        self._numbered = functools.lru_cache(_CACHED)(self._item)

    def __repr__(self) -> str:
        return f"<base {self.name!r}: {self.meta['items']} items, {self.path.as_posix()}>"

    @property
    def name(self) -> str:
        """What the base is called."""
        return self.meta["name"]

    @property
    def fingerprint(self) -> str:
        """Name and hash of content and versions."""
        return f"{self.name}@{self.meta['fingerprint']}"

    @property
    def attribution(self) -> tuple[str, ...]:
        """What a work that uses it has to say."""
        return tuple(json.loads(self.meta["attribution"]))

    def close(self) -> None:
        """Close the file."""
        self._closing()

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        """Return what a name may mean: see `KnowledgeBase.candidates`."""
        return self._found(name, kind)[:limit]

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        """Answer many names, in order."""
        return (self.candidates(name, kind) for name, kind in names)

    def item(self, identifier: str) -> Item | None:
        """Return an item by its id."""
        row = self._connection.execute("SELECT n FROM item WHERE id = ?", (identifier,)).fetchone()
        return self._numbered(row[0]) if row else None

    def items(self) -> Iterator[Item]:
        """Yield every item, by id."""
        for row in self._connection.execute(f"SELECT {FIELDS} FROM item ORDER BY n"):
            yield to_item(row)

    def linked(self, scheme: str, value: str) -> tuple[Item, ...]:
        """Return the items that have an identifier elsewhere: `linked("wikidata", "Q232")`."""
        return self._all(_XREF, scheme, value)

    def demonyms(self, name: str) -> tuple[Item, ...]:
        """Return every place whose people or adjective has this name, largest first: "Congolese" has two."""
        return tuple(sorted(self._all(_DEMONYM, key(name)), key=lambda item: (-item.population, item.id)))

    def demonym(self, name: str) -> Item | None:
        """Return the country of a people or an adjective; None for an unknown or ambiguous one."""
        found = self.demonyms(name)
        return found[0] if len(found) == 1 else None

    def counts(self) -> Mapping[tuple[str, str], int]:
        """Count the items by kind and sort."""
        rows = self._connection.execute("SELECT kind, sort, count(*) FROM item GROUP BY kind, sort ORDER BY kind, sort")
        return {(kind, sort): count for kind, sort, count in rows}

    def _all(self, query: str, *values: str) -> tuple[Item, ...]:
        return tuple(self._numbered(n) for (n,) in self._connection.execute(query, values).fetchall())

    def _item(self, number: int) -> Item:
        return to_item(self._connection.execute(f"SELECT {FIELDS} FROM item WHERE n = ?", (number,)).fetchone())

    def _find(self, name: str, kind: Kind | None) -> tuple[Candidate, ...]:
        folded = fold(name)
        values = {"key": key(name), "fold": folded, "sound": f"~{sound(name)}", "kind": kind and kind.value}
        best: dict[int, int] = {}
        for rank, spelling, number in self._connection.execute(_CANDIDATES, values).fetchall():
            if case_fits(name, spelling):
                best[number] = min(rank, best.get(number, rank))
        found = (Candidate(item=self._numbered(number), fit=RANKS[rank]) for number, rank in best.items())
        return tuple(sorted(found, key=order))


def _meta(path: Path) -> Mapping[str, str]:
    """Read and check what a base says of itself."""
    if not path.is_file():
        raise KnowledgeError(path.as_posix(), "there is no such base", "make one with newsweave kb build or kb add")
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise KnowledgeError(path.as_posix(), f"it is no knowledge base ({error})", "make it again") from error
    if meta.get("schema") != str(VERSION):
        problem = f"it has schema {meta.get('schema', '?')}, this newsweave reads {VERSION}"
        raise KnowledgeError(path.as_posix(), problem, "make it again with this version")
    return MappingProxyType(meta)
