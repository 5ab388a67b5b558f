"""A corpus that grows: articles go in and out of a store, and the graph is that of what is there.

import newsweave
with newsweave.open("news.db") as corpus:
    corpus.add("articles")
    newsweave.write(corpus.graph(), "out")
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from newsweave.adding import Adding, Report
from newsweave.config import Config
from newsweave.errors import UnknownNameError
from newsweave.finding import Source
from newsweave.graph import Graph
from newsweave.graph.corrections.correction import Correction
from newsweave.graph.corrections.replay import Conflict
from newsweave.graph.lookup import near_ids
from newsweave.graph.store.corrections import corrected_graph, keep_corrections, kept_corrections
from newsweave.graph.store.file import renew as renew_file
from newsweave.graph.store.memory import MemoryStore
from newsweave.graph.store.protocol import Failed, Known, Store
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.ingest.cleaning import clean
from newsweave.origins import handed_as, is_file, origin_of
from newsweave.types import Document, Extraction, Failure
from newsweave.watch import Watch, watching

MEMORY = ":memory:"
_DEFAULTS = Config()
_log = logging.getLogger(__name__)
_WAIT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a store stands.

    Attributes:
        documents: How many it holds.
        recipes: What read them, and how many each.
        failures: What could not be used.
        corrections: How many lines the log of corrections has.
    """

    documents: int
    recipes: dict[str, int]
    failures: tuple[Failed, ...]
    corrections: int


class Corpus:
    """Articles, what they say, and the graph of it; made by `newsweave.open`.

    Args:
        store: Where everything is kept.
        config: Model, knowledge bases and options of what is added.
        folder: Paths in it are kept relative to it.
    """

    def __init__(self, store: Store, config: Config = _DEFAULTS, folder: Path | None = None) -> None:
        self.store = store
        self.config = config
        self._folder = folder or Path.cwd()

    def __enter__(self) -> "Corpus":
        """Begin to use it."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Let go of the store."""
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # --- in and out

    def add(
        self,
        sources: Source | Iterable[Source] = (),
        *,
        retry: bool = False,
        limit: int | None = None,
        on_failure: Callable[[Failure], object] | None = None,
        on_done: Callable[[Extraction], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Report:
        """Add articles; what is there already is passed over, what changed takes the place of its old self.

        An article's old self is what was read at the same path, or has the same URL. What is read is committed some
        articles at a time: a run that was stopped goes on where it was.

        Args:
            sources: Files and folders ("-" for standard input), documents, or extractions made before; one or many.
            retry: Whether to try again what could not be used before.
            limit: How many documents are read at most, the first ones; None for all.
            on_failure: Called with each document that cannot be used; it is noted, and the others go on.
            on_done: Called with what each document says, once it is kept.
            on_progress: Called with the documents read and those to be read, at the start with 0.

        Raises:
            ModelError: The spaCy pipeline is not there.
            StoreError: The store cannot be written; what was committed stays.
        """
        run = self._adding(watching(on_failure, on_done, on_progress), limit)
        listed = [sources] if isinstance(sources, str | Path | Document | Extraction) else sources
        return run.retry() if retry else run.add(listed)

    def remove(self, *what: str | Path) -> tuple[str, ...]:
        """Take articles out, with exactly what they alone support.

        Args:
            what: Document ids, URLs, or the paths where they were read, folders too.

        Returns:
            The ids of the documents that are out. One that was read at another place as well stays.

        Raises:
            UnknownNameError: Nothing in the store is of this name; then nothing is removed.
        """
        before = self.store.recipes()
        with self.store.writing():
            for name in what:
                self._remove(clean(str(name)), before)
        self.store.resolve()
        return tuple(sorted(before.keys() - self.store.recipes().keys()))

    def _remove(self, name: str, before: dict[str, str]) -> None:
        at_url = self.store.at_url(name)
        if name in before or at_url:
            self.store.remove(at_url or name)
            return
        origins = [*self._within(origin_of(name, self._folder)), *self._within(handed_as(name))]
        if not origins:
            near = near_ids(name, [*before, *self.store.origins()]) if before else ()
            raise UnknownNameError("store", name, near, near=True)
        for origin in origins:
            self.store.keep(origin, ())

    def update(
        self,
        *,
        limit: int | None = None,
        on_failure: Callable[[Failure], object] | None = None,
        on_done: Callable[[Extraction], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Report:
        """Read every file again that an article came from: changed ones take their place, those that are gone go out.

        Articles that other software has read before are read again.

        Args:
            limit: How many articles are looked at at most, in the order of their files; what lies behind them stays.
            on_failure: As for `add`.
            on_done: As for `add`.
            on_progress: As for `add`.
        """
        return self._adding(watching(on_failure, on_done, on_progress), limit).update()

    def _adding(self, watch: Watch, limit: int | None = None) -> Adding:
        return Adding(self.store, self.config, self._folder, watch, limit)

    def _within(self, path: str) -> Iterator[str]:
        """List the origins at a path: the path itself, records in a file, files in a folder."""
        for origin in self.store.origins():
            if (is_file(origin) and path == ".") or origin == path or origin.startswith((f"{path}#", f"{path}/")):
                yield origin

    # --- what is there

    def graph(
        self,
        *,
        corrected: bool = True,
        on_conflict: Callable[[Conflict], object] | None = None,
        on_disk: bool = False,
    ) -> Graph:
        """Make the graph of everything that is there.

        Args:
            corrected: Whether the corrections that the store keeps are replayed.
            on_conflict: Called with each correction that does not hold; else it is logged as a warning.
            on_disk: See `newsweave.build`.
        """
        if not corrected:
            return self.store.graph(on_disk=on_disk)
        return corrected_graph(self.store, on_conflict=on_conflict or _tell, on_disk=on_disk)

    def corrections(self) -> tuple[Correction, ...]:
        """List the corrections that the store keeps, in order."""
        return kept_corrections(self.store)

    def correct(self, *corrections: Correction) -> int:
        """Keep what persons say against the machine; return how many corrections were not there.

        Raises:
            StoreError: The store cannot be written.
        """
        return keep_corrections(self.store, corrections)

    def documents(self) -> Iterator[Document]:
        """Give the documents, by id."""
        return (extraction.document for extraction in self.store.extractions())

    def find(self, name: str, *, most: int | None = None) -> tuple[Known, ...]:
        """List the entities that bear a name, without making the graph, as the machine resolved them.

        Args:
            name: A whole name; case and accents do not matter.
            most: List so many at most, the largest first, then by id; of "Senate" there may be thousands.
        """
        return self.store.find(name, most=most)

    def status(self) -> Status:
        """Tell how the store stands."""
        recipes: dict[str, int] = {}
        for recipe in self.store.recipes().values():
            recipes[recipe] = recipes.get(recipe, 0) + 1
        return Status(
            documents=sum(recipes.values()),
            recipes=dict(sorted(recipes.items())),
            failures=self.store.failures(),
            corrections=len(self.store.corrections()),
        )

    def backup(self, to: str | Path) -> None:
        """Copy the store to a file as it is at this moment, while others read and one writes.

        Raises:
            StoreError: The copy cannot be written.
        """
        self.store.backup(to)

    def check(self) -> tuple[str, ...]:
        """List what is wrong with the store, a sentence each; nothing if all is well."""
        return tuple(self.store.check())


def open(  # noqa: A001 - as in newsweave.open
    path: str | Path, *, config: Config = _DEFAULTS, read_only: bool = False, wait: float = _WAIT
) -> Corpus:
    """Open a corpus in a store's file, which is made if it is not there.

    Args:
        path: The file; ":memory:" for one that goes when the program ends.
        config: Model, knowledge bases and options of what is added.
        read_only: Whether to read alone, while another process may write.
        wait: Seconds to wait for another process that writes.

    Raises:
        BusyError: Another process is writing and does not let go.
        StoreError: It cannot be opened, is no store, or is from a newer version.

    >>> with open(":memory:") as corpus:
    ...     corpus.status().documents
    0
    """
    if str(path) == MEMORY:
        return Corpus(MemoryStore(), config)
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - as origin_of
    return Corpus(SqliteStore(path, read_only=read_only, wait=wait), config, folder)


def renew(path: str | Path, *, wait: float = _WAIT) -> None:
    """Bring a store that an older version made up to date, so that it can be read.

    Raises:
        BusyError: Another process is writing and does not let go.
        StoreError: It is no store, cannot be written, or is from a newer version.
    """
    renew_file(Path(path), wait=wait)


def _tell(conflict: Conflict) -> None:
    _log.warning("correction without effect: %s", conflict)
