"""A store in one file, for a corpus that grows: SQLite, one process that writes, any number that read."""

import json
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from newsweave.codec import decode, encode, json_text
from newsweave.errors import RecordError, StoreError, UnknownNameError
from newsweave.graph.check import check_extraction
from newsweave.graph.extractions import held
from newsweave.graph.lookup import near_ids
from newsweave.graph.names.keys import plain
from newsweave.graph.resolution.resolve import Resolution
from newsweave.graph.store.cells import Cells
from newsweave.graph.store.check import problems
from newsweave.graph.store.file import StoreFile
from newsweave.graph.store.protocol import Failed, Known
from newsweave.graph.store.records import packed, unpacked
from newsweave.graph.store.resolution import read_resolution, refresh
from newsweave.graph.view import Graph
from newsweave.raw import Raw
from newsweave.types import Extraction, Kind

_WAIT = 10.0

_FIND = """
    SELECT cluster.id, kind, name, size FROM bearer CROSS JOIN cluster ON number = cluster
    WHERE plain = ? ORDER BY rank, bearer.id LIMIT ?
"""
# What is known already is not written again, so that it is told apart from what is new.
_PLACE = """
    INSERT INTO origin (origin, document, source, digest, raw) SELECT ?, number, ?, ?, ? FROM document WHERE id = ?
    ON CONFLICT DO UPDATE SET digest = excluded.digest, raw = excluded.raw
    WHERE digest IS NOT excluded.digest OR raw IS NOT excluded.raw
"""
_RECORD = """
    SELECT id, record, source, origin.digest, raw FROM document LEFT JOIN origin ON document = number
    WHERE number = ? ORDER BY source, origin LIMIT 1
"""


class SqliteStore:
    """Keeps the promise of `newsweave.graph.store.protocol.Store` in one file.

    What `writing` commits outlives a killed process and a power cut. The graph is brought up to date where documents
    came or went, and is the same as if all were read at once.

    Args:
        path: The file; made if it is not there and the store is to be written.
        read_only: Whether to read alone, while another process may write.
        wait: Seconds to wait for another process that writes.

    Raises:
        BusyError: Another process is writing and does not let go.
        StoreError: It cannot be opened, is no store, or is from a newer version.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, wait: float = _WAIT) -> None:
        self._file = StoreFile(Path(path), write=not read_only, wait=wait)
        self._connection = self._file.connection
        self._cells = Cells(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def writing(self) -> AbstractContextManager[None]:
        """Do what is done within in one transaction."""
        return self._file.writing()

    # --- documents

    def put(self, extraction: Extraction, origin: str, recipe: str = "") -> bool:
        """Keep an extraction; that of an equal document is replaced."""
        check_extraction(extraction)
        try:
            with self.writing():
                return self._put(extraction, origin, recipe)
        except UnicodeEncodeError as error:
            thing, cure = f"document {extraction.document.id}", "clean the text: newsweave.read does"
            raise RecordError(thing, "a name or place of it has half a character (a lone surrogate)", cure) from error

    def _put(self, extraction: Extraction, origin: str, recipe: str) -> bool:
        run = self._connection.execute
        document = extraction.document
        digest, record = packed(extraction)
        row = run("SELECT number, digest, recipe FROM document WHERE id = ?", (document.id,)).fetchone()
        changed = row is None or row[1:] != (digest, recipe)
        if changed:
            number = self._replace(row and row[0], extraction, recipe, digest, record)
        else:
            (number, *_) = row
        place = (origin, document.source or "", document.digest, _raw_text(document.raw), document.id)
        added = run(_PLACE, place).rowcount
        if document.url is not None and (changed or added):
            same = "SELECT id FROM document WHERE url = ? AND number != ?"
            for (other,) in run(same, (document.url, number)).fetchall():
                self.remove(other)
        return changed or bool(added)

    def _replace(self, number: int | None, extraction: Extraction, recipe: str, digest: bytes, record: bytes) -> int:
        """Write a record and its entities; return its row."""
        run = self._connection.execute
        if number is None:
            values = (extraction.document.id, extraction.document.url, recipe, digest, record)
            number = run(
                "INSERT INTO document (id, url, recipe, digest, record) VALUES (?, ?, ?, ?, ?)", values
            ).lastrowid
            assert number is not None
        else:
            self._cells.remove(number, self._extraction(number))
            query = "UPDATE document SET recipe = ?, digest = ?, record = ? WHERE number = ?"
            run(query, (recipe, digest, record, number))
        self._cells.put(number, extraction)
        return number

    def place(
        self, document: str, origin: str, source: str | None, *, digest: str | None = None, raw: Raw | None = None
    ) -> bool:
        """Note that a document that is there was read at an origin as well."""
        with self.writing():
            values = (origin, source or "", digest, _raw_text(raw), document)
            return bool(self._connection.execute(_PLACE, values).rowcount)

    def keep(self, origin: str, documents: Collection[str]) -> tuple[str, ...]:
        """Forget that other documents than these were read at an origin; those without any go."""
        run = self._connection.execute
        with self.writing():
            query = "SELECT DISTINCT id, number FROM origin JOIN document ON number = document WHERE origin = ?"
            gone = []
            for identifier, number in run(query, (origin,)).fetchall():
                if identifier in documents:
                    continue
                run("DELETE FROM origin WHERE origin = ? AND document = ?", (origin, number))
                if not run("SELECT 1 FROM origin WHERE document = ? LIMIT 1", (number,)).fetchone():
                    self.remove(identifier)
                    gone.append(identifier)
        return tuple(sorted(gone))

    def remove(self, document: str) -> bool:
        """Take a document out, wherever it was read."""
        run = self._connection.execute
        with self.writing():
            row = run("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
            if row is None:
                return False
            self._cells.remove(row[0], self._extraction(row[0]))
            run("DELETE FROM document WHERE number = ?", row)  # its origins go with it
        return True

    def recipes(self) -> dict[str, str]:
        """Tell what read each document, by document id."""
        with self._file.telling():
            return dict(self._connection.execute("SELECT id, recipe FROM document ORDER BY id").fetchall())

    def origins(self) -> dict[str, dict[str, str]]:
        """Tell what was read at each origin: the ids of documents, and what they are called as sources."""
        query = "SELECT origin, id, source FROM origin JOIN document ON number = document ORDER BY origin, id, source"
        found: dict[str, dict[str, str]] = {}
        with self._file.telling():
            for origin, identifier, source in self._connection.execute(query):
                found.setdefault(origin, {}).setdefault(identifier, source)
        return found

    def at_url(self, url: str) -> str | None:
        """Return the id of the document that was published at a URL."""
        with self._file.telling():
            row = self._connection.execute("SELECT id FROM document WHERE url = ?", (url,)).fetchone()
        return None if row is None else str(row[0])

    def extraction(self, document: str) -> Extraction:
        """Return what a document says."""
        with self._file.telling():
            row = self._connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
            if row is None:
                raise UnknownNameError("document", document, near_ids(document, self.recipes()), near=True)
            return self._extraction(row[0])

    def extractions(self) -> Iterator[Extraction]:
        """Give the extractions one at a time, by document id."""
        with self._file.telling():
            numbers = self._connection.execute("SELECT number FROM document ORDER BY id").fetchall()
        for (number,) in numbers:
            with self._file.telling():
                yield self._extraction(number)

    def _extraction(self, number: int) -> Extraction:
        identifier, record, *place = self._connection.execute(_RECORD, (number,)).fetchone()
        try:
            return _placed(unpacked(record), *place)
        except ValueError as error:
            place = f"document {identifier}"
            raise StoreError(self._file.name, f"it is damaged: {error}", "put a backup in its place", place) from error

    # --- failures and corrections

    def fail(self, failed: Failed) -> None:
        """Note that a document cannot be used."""
        with self.writing():
            row = (failed.origin, failed.problem, failed.message, failed.given)
            self._connection.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)", row)

    def forgive(self, origin: str) -> None:
        """Forget a failure."""
        with self.writing():
            self._connection.execute("DELETE FROM failure WHERE origin = ?", (origin,))

    def failures(self) -> tuple[Failed, ...]:
        """List the documents that could not be used, by origin."""
        with self._file.telling():
            rows = self._connection.execute("SELECT * FROM failure ORDER BY origin").fetchall()
        return tuple(Failed(origin=where, problem=what, message=said, given=given) for where, what, said, given in rows)

    def correct(self, line: str) -> None:
        """Add a line to the log of corrections."""
        with self.writing():
            self._connection.execute("INSERT INTO correction (line) VALUES (?)", (line,))

    def corrections(self) -> tuple[str, ...]:
        """Give the log of corrections, in order."""
        with self._file.telling():
            rows = self._connection.execute("SELECT line FROM correction ORDER BY number").fetchall()
        return tuple(line for (line,) in rows)

    # --- the graph

    def resolve(self) -> int:
        """Decide again who is one and the same where documents came or went."""
        with self.writing():
            return refresh(self._connection)

    def resolution(self) -> Resolution:
        """Tell who is one and the same."""
        if self._stale():
            self.resolve()
        with self._file.telling():
            return read_resolution(self._connection)

    def graph(self, *, on_disk: bool = False) -> Graph:
        """Make the graph of everything that is there."""
        if self._stale() and not self._file.writes:
            return Graph.of(self.extractions(), on_disk=on_disk)
        found, said = self.resolution(), held(self.extractions(), on_disk=on_disk)
        return Graph(extractions=said, clusters=found.clusters, judgements=found.judgements)

    def find(self, name: str, *, most: int | None = None) -> tuple[Known, ...]:
        """List the entities that bear a name, the largest first, then by id."""
        if self._stale() and self._file.writes:
            self.resolve()
        with self._file.telling():
            rows = self._connection.execute(_FIND, (plain(name), -1 if most is None else most)).fetchall()
        return tuple(
            Known(id=identifier, kind=Kind(kind), name=said, size=size) for identifier, kind, said, size in rows
        )

    def _stale(self) -> bool:
        with self._file.telling():
            return self._connection.execute("SELECT 1 FROM dirty LIMIT 1").fetchone() is not None

    # --- care

    def check(self) -> Iterator[str]:
        """List what is wrong with the file, a sentence each."""
        with self._file.telling():
            yield from problems(self._connection)

    def backup(self, to: str | Path) -> None:
        """Copy the store as it is at this moment, while others read and one writes."""
        self._file.backup(Path(to))


def _raw_text(raw: Raw | None) -> str | None:
    return None if raw is None else json_text(encode(raw))


def _placed(said: Extraction, source: str | None, digest: str | None, raw: str | None) -> Extraction:
    """Say where a document was read."""
    way = decode(Raw, json.loads(raw)) if raw is not None else None
    document = replace(said.document, source=source or None, digest=digest or said.document.digest, raw=way)
    return replace(said, document=document)
