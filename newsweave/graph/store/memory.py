"""A store for as long as a program runs: the twin of the one in a file, by the shortest way."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from newsweave.errors import UnknownNameError
from newsweave.graph.check import check_extraction
from newsweave.graph.lookup import near_ids
from newsweave.graph.names.keys import plain
from newsweave.graph.resolution.resolve import Resolution, resolve
from newsweave.graph.store.protocol import Failed, Known
from newsweave.graph.store.records import bare
from newsweave.graph.view import Graph
from newsweave.raw import Raw
from newsweave.types import Extraction

_Place: TypeAlias = tuple[str, str, str]  # origin, document, source
_Bytes: TypeAlias = tuple[str | None, Raw | None]  # hash of what was read there, and the way back to it


@dataclass(slots=True)
class _Kept:
    """Everything that a store keeps."""

    read: dict[str, tuple[Extraction, str]] = field(default_factory=dict)
    origins: dict[_Place, _Bytes] = field(default_factory=dict)
    failures: dict[str, Failed] = field(default_factory=dict)
    corrections: list[str] = field(default_factory=list)

    def copy(self) -> "_Kept":
        return _Kept(dict(self.read), dict(self.origins), dict(self.failures), list(self.corrections))


class MemoryStore:
    """Keeps the promise of `newsweave.graph.store.protocol.Store` in memory.

    >>> MemoryStore().graph()
    <Graph of 0 documents and 0 entities>
    """

    def __init__(self) -> None:
        self._kept = _Kept()
        self._writing = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do what is done within all at once."""
        if self._writing:
            yield
            return
        before, self._writing = self._kept.copy(), True
        try:
            yield
        except BaseException:
            self._kept = before
            raise
        finally:
            self._writing = False

    def put(self, extraction: Extraction, origin: str, recipe: str = "") -> bool:
        """Keep an extraction; that of an equal document is replaced."""
        check_extraction(extraction)
        document, kept = extraction.document, self._kept
        read = bare(extraction), recipe
        place, found = (origin, document.id, document.source or ""), (document.digest, document.raw)
        if kept.read.get(document.id) == read and kept.origins.get(place) == found:
            return False
        if document.url is not None and (other := self.at_url(document.url)) not in (None, document.id):
            self.remove(str(other))
        kept.read[document.id] = read
        kept.origins[place] = found
        return True

    def place(
        self, document: str, origin: str, source: str | None, *, digest: str | None = None, raw: Raw | None = None
    ) -> bool:
        """Note that a document that is there was read at an origin as well."""
        place, found = (origin, document, source or ""), (digest, raw)
        new = document in self._kept.read and self._kept.origins.get(place) != found
        if new:
            self._kept.origins[place] = found
        return new

    def keep(self, origin: str, documents: Collection[str]) -> tuple[str, ...]:
        """Forget that other documents than these were read at an origin."""
        kept = self._kept
        kept.origins = {
            place: found for place, found in kept.origins.items() if place[0] != origin or place[1] in documents
        }
        gone = sorted(kept.read.keys() - {document for _, document, _ in kept.origins})
        for document in gone:
            del kept.read[document]
        return tuple(gone)

    def remove(self, document: str) -> bool:
        """Take a document out, wherever it was read."""
        self._kept.origins = {place: found for place, found in self._kept.origins.items() if place[1] != document}
        return self._kept.read.pop(document, None) is not None

    def recipes(self) -> dict[str, str]:
        """Tell what read each document, by document id."""
        return {document: recipe for document, (_, recipe) in self._kept.read.items()}

    def origins(self) -> dict[str, dict[str, str]]:
        """Tell what was read at each origin: the ids of documents, and what they are called as sources."""
        found: dict[str, dict[str, str]] = {}
        for origin, document, source in sorted(self._kept.origins):
            found.setdefault(origin, {}).setdefault(document, source)
        return found

    def at_url(self, url: str) -> str | None:
        """Return the id of the document that was published at a URL."""
        return next((key for key, (said, _) in self._kept.read.items() if said.document.url == url), None)

    def extraction(self, document: str) -> Extraction:
        """Return what a document says."""
        if document not in self._kept.read:
            raise UnknownNameError("document", document, near_ids(document, self._kept.read), near=True)
        places = (place for place in self._kept.origins if place[1] == document)
        return self._at(min(places, key=lambda place: (place[2], place[0])))

    def _at(self, place: _Place) -> Extraction:
        """Return what a document says, as it was read at a place."""
        _, document, source = place
        said, (digest, raw) = self._kept.read[document][0], self._kept.origins[place]
        return replace(said, document=replace(said.document, source=source or None, digest=digest, raw=raw))

    def extractions(self) -> Iterator[Extraction]:
        """Give the extractions one at a time, by document id."""
        return map(self.extraction, sorted(self._kept.read))

    def fail(self, failed: Failed) -> None:
        """Note that a document cannot be used."""
        self._kept.failures[failed.origin] = failed

    def forgive(self, origin: str) -> None:
        """Forget a failure."""
        self._kept.failures.pop(origin, None)

    def failures(self) -> tuple[Failed, ...]:
        """List the documents that could not be used, by origin."""
        return tuple(failed for _, failed in sorted(self._kept.failures.items()))

    def correct(self, line: str) -> None:
        """Add a line to the log of corrections."""
        self._kept.corrections.append(line)

    def corrections(self) -> tuple[str, ...]:
        """Give the log of corrections, in order."""
        return tuple(self._kept.corrections)

    def resolve(self) -> int:
        """Do nothing: everything is resolved when it is asked for."""
        return 0

    def resolution(self) -> Resolution:
        """Tell who is one and the same."""
        return resolve(self.extractions())

    def graph(self, *, on_disk: bool = False) -> Graph:
        """Make the graph of everything that is there."""
        return Graph.of(self.extractions(), on_disk=on_disk)

    def find(self, name: str, *, most: int | None = None) -> tuple[Known, ...]:
        """List the entities that bear a name, the largest first, then by id."""
        graph = self.graph()
        found = (
            Known(id=entity.id, kind=entity.kind, name=entity.name, size=len(entity.members))
            for entity in graph.entities()
            if plain(name) in {plain(each) for each in (entity.name, *(each for each, _ in entity.names))}
        )
        return tuple(sorted(found, key=lambda known: (-known.size, known.id))[:most])

    def check(self) -> Iterator[str]:
        """List what is wrong: nothing can be."""
        return iter(())

    def backup(self, to: str | Path) -> None:
        """Write a store with the same content to a file."""
        from newsweave.graph.store.sqlite import SqliteStore  # noqa: PLC0415 - only who asks needs it

        with closing(SqliteStore(to)) as copy, copy.writing():
            for place in sorted(self._kept.origins):
                copy.put(self._at(place), place[0], self._kept.read[place[1]][1])
            for failed in self.failures():
                copy.fail(failed)
            for line in self.corrections():
                copy.correct(line)

    def close(self) -> None:
        """Let go of everything."""
        self._kept = _Kept()
