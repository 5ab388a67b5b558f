"""Sources to linked extractions, in one run: everything is read first and laid aside, then extracted and linked.

What can be known of all documents (how many there are, which were extracted before) is known before the slow work
begins. Texts wait on disk; extractions are given one at a time.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from newsweave import ingest
from newsweave.clock import stage, timed
from newsweave.config import Config
from newsweave.graph.link.linker import Linker
from newsweave.part import Part
from newsweave.spool import Spool
from newsweave.types import Document, Extraction, Failure
from newsweave.watch import Watch

# When so many documents are extracted, what is to be done with them takes the memory that the model had.
MANY = 1000
Source: TypeAlias = str | Path | Document | Extraction


class Building:
    """One run.

    Args:
        config: Model, knowledge bases and options.
        watch: What is told of each document.
        spool: Where documents wait for their turn.
        part: What keeps extractions until the run is at its end.

    Attributes:
        failures: The documents that cannot be used.
    """

    def __init__(self, config: Config, watch: Watch, spool: Spool, part: Part | None) -> None:
        self._config = config
        self._watch = watch
        self._spool = spool
        self._part = part
        self._given: list[int] = []  # places of extractions that were made before
        self._unread: list[int] = []  # of documents
        self._again: list[str] = []  # ids of documents whose extractions the part has
        self.failures: list[Failure] = []

    def read(self, sources: Source | Iterable[Source], limit: int | None = None) -> None:
        """Read sources, so many documents at most."""
        items = self._items(sources)
        while limit is None or len(self._given) + len(self._unread) + len(self._again) < limit:
            item = next(items, None)
            if item is None:
                return
            if isinstance(item, Failure):
                self._fail(item)
            elif isinstance(item, Extraction):
                self._given.append(self._spool.put(item))
            elif self._part is not None and item.id in self._part:
                self._again.append(item.id)
            else:
                self._unread.append(self._spool.put(item))

    def linked(self) -> Iterator[Extraction]:
        """Give what the documents say, linked."""
        with closing(self._extracted()) as extracted:
            for said in Linker(self._config, self._watch.failed).all(extracted):
                self._watch.done(said)
                yield said

    def _items(self, sources: Source | Iterable[Source]) -> Iterator[Document | Extraction | Failure]:
        for source in [sources] if isinstance(sources, str | Path | Document | Extraction) else sources:
            if isinstance(source, str | Path):
                yield from timed("reading", ingest.read(source, intake=self._config.intake))
            else:
                yield source

    def _extracted(self) -> Generator[Extraction]:
        """Give what was made before, then what is made now."""
        done, total = len(self._again), len(self._again) + len(self._unread)
        self._watch.progress(0, total)
        yield from map(self._spool.said, self._given)
        if self._part is not None and self._again:
            yield from map(self._part.get, self._again)
            self._watch.progress(done, total)
        if not self._unread:  # else no model needs to be loaded
            return
        documents = map(self._spool.get, self._unread)
        with closing(ingest.extract_all(documents, config=self._config)) as results:
            for result in results:
                if isinstance(result, Failure):
                    self._fail(result)
                else:
                    self._keep(result)
                    yield result
                done += 1
                self._watch.progress(done, total)

    def _keep(self, said: Extraction) -> None:
        if self._part is not None:
            with stage("writing"):
                self._part.put(said)

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self._watch.failed(failure)
