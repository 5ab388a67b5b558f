"""Sources into a store: what is there already is passed over, what changed takes the place of its old self.

The store is the record of what is done: a document that the same software has read is not read again. So a run that
was stopped goes on where it was when it is begun again.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from newsweave import ingest
from newsweave.building import MANY
from newsweave.clock import stage
from newsweave.config import Config
from newsweave.finding import Finding, Item, Source, called, latest
from newsweave.garbage import seldom
from newsweave.graph.link.linker import Linker, open_bases
from newsweave.graph.store.protocol import Failed, Store
from newsweave.ingest.cleaning import clean
from newsweave.origins import file_of, is_file, path_of
from newsweave.spool import Spool
from newsweave.types import Document, Extraction, Failure
from newsweave.watch import Watch

_GIVEN = "given"  # in place of a recipe, of extractions that were made before
# Documents that are committed together: a commit waits for the disk some 10 ms, reading a document takes 100.
_TOGETHER = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of what was to be added.

    Attributes:
        added: Documents that are new.
        read_again: Documents that other software had read before.
        unchanged: Documents that were there.
        removed: Ids of documents that others took the place of, or that are no longer where they were read.
        failures: What could not be used.
    """

    added: int = 0
    read_again: int = 0
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


class Adding:
    """One run.

    Args:
        store: Where to.
        config: Model, knowledge bases and options.
        folder: Paths in it are kept relative to it; that of the store's file.
        watch: What is told of each document.
        limit: How many documents are read at most; None for all.
    """

    def __init__(self, store: Store, config: Config, folder: Path, watch: Watch, limit: int | None = None) -> None:
        self._store = store
        self._config = config
        self._folder = folder
        self._watch = watch
        self._limit = limit
        self._failures: list[Failure] = []
        self._found: dict[str, dict[str, Item]] = defaultdict(dict)  # origin -> document
        self._origins: dict[str, list[str]] = defaultdict(list)  # document -> origins
        self._before = store.recipes()
        self._recipe = _recipe(config)
        self._spool = Spool()
        self._finding = Finding(config, folder, self._spool, self._is_known, self._fail)
        self._cut = False  # whether the limit was reached, and there may be more

    def add(self, sources: Iterable[Source]) -> Report:
        """Add sources."""
        return self._run(item for source in sources for item in self._finding.items(source))

    def retry(self) -> Report:
        """Add what could not be used before."""
        return self._run(item for failed in self._store.failures() for item in self._finding.failed(failed))

    def update(self) -> Report:
        """Read again every file that a document came from, and take out what came from files that are no more."""
        before_at = self._store.origins()
        files = {file_of(origin, self._folder) for origin in before_at if is_file(origin)}
        there = {file: path for file in sorted(files) if (path := path_of(file, self._folder)) is not None}
        with self._store.writing():
            for origin in before_at:
                if is_file(origin) and file_of(origin, self._folder) not in there:
                    self._store.keep(origin, ())
        before, self._before = self._before, self._store.recipes()
        items = (item for path in there.values() for item in self._finding.in_path(path))
        report = self._run(called(item, before_at.get(item.origin, {})) for item in items)
        return replace(report, removed=tuple(sorted(before.keys() - self._store.recipes().keys())))

    def _run(self, found: Iterable[Item]) -> Report:
        with seldom(), self._spool:
            before = self._before
            read = list(islice(found, self._limit))
            self._cut = len(read) == self._limit
            items = list(latest(read))
            for item in items:
                self._found[item.origin][item.id] = item
                self._origins[item.id].append(item.origin)
            new = {item.id: item for item in items if not item.known}
            self._keep_known({item.id for item in items} - new.keys())
            self._read(list(new.values()))
        if len(new) >= MANY:
            ingest.forget()
        with seldom(), stage("resolving"):
            self._store.resolve()
        after = self._store.recipes()
        return Report(
            added=len(after.keys() - before.keys()),
            read_again=sum(
                before.get(document, after[document]) != after[document] for document in new.keys() & after.keys()
            ),
            unchanged=sum(before.get(document) == after.get(document) for document in self._origins),
            removed=tuple(sorted(before.keys() - after.keys())),
            failures=tuple(self._failures),
        )

    def _is_known(self, document: str) -> bool:
        return self._before.get(document) == self._recipe

    def _fail(self, failure: Failure, origin: str, given: str) -> None:
        self._failures.append(failure)
        self._watch.failed(failure)
        if origin:
            problem = type(failure.error).__name__
            self._store.fail(Failed(origin=origin, problem=problem, message=clean(str(failure)), given=given))

    # --- keeping

    def _keep_known(self, known: Set[str]) -> None:
        """Note where documents that are there were found; what was at these places before goes."""
        with self._store.writing():
            for document in sorted(known):
                for origin in self._origins[document]:
                    read = self._document(self._found[origin][document])
                    self._store.place(document, origin, read.source, digest=read.digest, raw=read.raw)
                    self._store.forgive(origin)
            for origin, found in self._found.items():
                if found.keys() <= known:  # else its old self stays until the new one is read
                    self._store.keep(origin, found.keys())
            if not self._cut:
                self._forget_records()

    def _forget_records(self) -> None:
        """Forget the records that a file no longer holds: feed.xml#5 of a feed that has four by now."""
        files = {file for origin in self._found if (file := origin.rpartition("#")[0])}
        for origin in self._store.origins() if files else ():
            if origin.rpartition("#")[0] in files and origin not in self._found:
                self._store.keep(origin, ())

    def _read(self, items: list[Item]) -> None:
        """Extract and link documents, and keep what they say, some at a time."""
        done = 0
        self._watch.progress(done, len(items))
        given = {item.id for item in items if item.said}
        with closing(self._extracted(items)) as extracted:
            for together in _together(Linker(self._config, self._watch.failed).all(extracted)):
                with stage("writing"), self._store.writing():
                    for said in together:
                        self._keep(said, _GIVEN if said.document.id in given else self._recipe)
                done += len(together)
                for said in together:
                    self._watch.done(said)
                self._watch.progress(done, len(items))

    def _extracted(self, items: list[Item]) -> Generator[Extraction]:
        yield from (self._spool.said(item.place) for item in items if item.said)
        unread = [item for item in items if not item.said]
        if not unread:  # else no model needs to be loaded
            return
        with closing(ingest.extract_all(map(self._document, unread), config=self._config)) as results:
            for item, result in zip(unread, results, strict=True):
                if isinstance(result, Failure):
                    self._fail(result, item.origin if item.given else "", item.given)
                else:
                    yield result

    def _document(self, item: Item) -> Document:
        return replace(self._spool.get(item.place), source=item.source)

    def _keep(self, said: Extraction, recipe: str) -> None:
        """Keep what a document says, for each place where it was found."""
        document = said.document
        for origin in self._origins[document.id]:
            read = self._document(self._found[origin][document.id])
            placed = replace(document, source=read.source, digest=read.digest, raw=read.raw)
            self._store.put(replace(said, document=placed), origin, recipe)
            self._store.keep(origin, self._found[origin].keys())
            self._store.forgive(origin)


def _recipe(config: Config) -> str:
    bases = open_bases(config)
    parts = (ingest.recipe(config), bases.fingerprint if bases else "no links", config.link)
    return "; ".join(filter(None, parts))


def _together(extractions: Iterator[Extraction]) -> Iterator[list[Extraction]]:
    """Gather some extractions at a time; when the run is stopped, those that are there are the last."""
    gathered: list[Extraction] = []
    try:
        for said in extractions:
            gathered.append(said)
            if len(gathered) == _TOGETHER:
                yield gathered
                gathered = []
    except KeyboardInterrupt:
        yield gathered
        raise
    if gathered:
        yield gathered
