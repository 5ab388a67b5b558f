"""Sources into a store: what is there already is passed over, what changed takes the place of its old self.

The store is the record of what is done: a document that the same software has read is not read again. So a run that
was stopped goes on where it was when it is begun again.
"""

import os
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Set
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from newsweave import ingest
from newsweave.clock import stage, timed
from newsweave.config import Config
from newsweave.graph.linker import Linker, open_bases
from newsweave.graph.store import Failed, Store
from newsweave.origins import file_of, handed, is_file, origin_of
from newsweave.spool import Spool
from newsweave.types import Document, Extraction, Failure
from newsweave.watch import Watch

Source: TypeAlias = str | Path | Document | Extraction

_STDIN = "-"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A document to be added, or an extraction made before, and where it was found; the text waits in the spool.

    Attributes:
        id: The document's.
        url: The document's.
        published: The document's.
        source: What the document is called.
        origin: Where it was found, as the store keeps it.
        given: The path that was given, in the same way; nothing for what cannot be read again.
        place: Where it lies in the spool; None for what is in the store and need not be read.
        said: Whether it is an extraction made before.
    """

    id: str
    url: str | None
    published: date | None
    source: str | None
    origin: str
    given: str = ""
    place: int | None = None
    said: bool = False


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
        self._found: dict[str, dict[str, str | None]] = defaultdict(dict)  # origin -> document -> source
        self._origins: dict[str, list[str]] = defaultdict(list)  # document -> origins
        self._before = store.recipes()
        self._recipe = _recipe(config)
        self._spool = Spool()
        self._cut = False  # whether the limit was reached, and there may be more

    def add(self, sources: Iterable[Source]) -> Report:
        """Add sources."""
        return self._run(item for source in sources for item in self._items(source))

    def retry(self) -> Report:
        """Add what could not be used before."""
        return self._run(item for failed in self._store.failures() for item in self._failed(failed))

    def update(self) -> Report:
        """Read again every file that a document came from, and take out what came from files that are no more."""
        called = self._store.origins()
        files = {file_of(origin, self._folder) for origin in called if is_file(origin)}
        there = {file for file in files if os.path.lexists(self._folder / file)}
        with self._store.writing():
            for origin in called:
                if file_of(origin, self._folder) in files - there:
                    self._store.keep(origin, ())
        before, self._before = self._before, self._store.recipes()
        items = (item for file in sorted(there) for item in self._in_path(self._folder / file))
        report = self._run(_called(item, called.get(item.origin, {})) for item in items)
        return replace(report, removed=tuple(sorted(before.keys() - self._store.recipes().keys())))

    def _run(self, found: Iterable[_Item]) -> Report:
        with self._spool:
            before = self._before
            read = list(islice(found, self._limit))
            self._cut = len(read) == self._limit
            items = list(_latest(read))
            for item in items:
                self._found[item.origin][item.id] = item.source
                self._origins[item.id].append(item.origin)
            new = {item.id: item for item in items if item.place is not None}
            self._keep_known({item.id for item in items} - new.keys())
            self._read(list(new.values()))
        with stage("resolving"):
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

    # --- finding

    def _items(self, source: Source) -> Iterator[_Item]:
        if isinstance(source, Document | Extraction):
            document = source.document if isinstance(source, Extraction) else source
            yield self._item(source, handed(document))
        else:
            yield from self._in_path(source)

    def _item(self, found: Document | Extraction, origin: str, given: str = "") -> _Item:
        """Note what was found; what is to be read is laid aside until its turn comes."""
        said = isinstance(found, Extraction)
        document = found.document if isinstance(found, Extraction) else found
        known = not said and self._before.get(document.id) == self._recipe
        return _Item(
            id=document.id,
            url=document.url,
            published=document.published,
            source=document.source,
            origin=origin,
            given=given,
            place=None if known else self._spool.put(found),
            said=said,
        )

    def _in_path(self, path: str | Path) -> Iterator[_Item]:
        """Read a path; what cannot be read is noted in the store."""
        given = "" if str(path) == _STDIN else origin_of(path, self._folder)
        folder = Path(path) if given and os.path.isdir(path) else Path(path).parent  # noqa: PTH112 - too long a name is none
        for found in timed("reading", ingest.read(path, intake=self._config.intake)):
            if isinstance(found, Failure):
                self._fail(found, origin_of(found.source, self._folder) if given else "", given)
            elif given and found.source:
                place = folder / found.source if is_file(given) else found.source
                yield self._item(found, origin_of(place, self._folder), given)
            else:
                yield self._item(found, handed(replace(found, source=None)))

    def _failed(self, failed: Failed) -> Iterator[_Item]:
        """Read again what could not be used; it is called what it would have been called then."""
        if not is_file(failed.origin):  # a web address
            yield from self._in_path(file_of(failed.origin, self._folder))
            return
        path, given = self._folder / file_of(failed.origin, self._folder), self._folder / failed.given
        for item in self._in_path(path):
            place = self._folder / item.origin
            if given not in (path, place) and place.is_relative_to(given):
                yield replace(item, source=place.relative_to(given).as_posix(), given=failed.given)
            else:
                yield item

    def _fail(self, failure: Failure, origin: str, given: str) -> None:
        self._failures.append(failure)
        self._watch.failed(failure)
        if origin:
            problem = type(failure.error).__name__
            self._store.fail(Failed(origin=origin, problem=problem, message=str(failure), given=given))

    # --- keeping

    def _keep_known(self, known: Set[str]) -> None:
        """Note where documents that are there were found; what was at these places before goes."""
        with self._store.writing():
            for document in sorted(known):
                for origin in self._origins[document]:
                    self._store.place(document, origin, self._found[origin][document])
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

    def _read(self, items: list[_Item]) -> None:
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

    def _extracted(self, items: list[_Item]) -> Generator[Extraction]:
        yield from (self._spool.said(item.place) for item in items if item.said and item.place is not None)
        unread = [item for item in items if not item.said]
        if not unread:  # else no model needs to be loaded
            return
        with closing(ingest.extract_all(map(self._document, unread), config=self._config)) as results:
            for item, result in zip(unread, results, strict=True):
                if isinstance(result, Failure):
                    self._fail(result, item.origin if item.given else "", item.given)
                else:
                    yield result

    def _document(self, item: _Item) -> Document:
        assert item.place is not None
        return replace(self._spool.get(item.place), source=item.source)

    def _keep(self, said: Extraction, recipe: str) -> None:
        """Keep what a document says, for each place where it was found."""
        document = said.document
        for origin in self._origins[document.id]:
            called = replace(document, source=self._found[origin][document.id])
            self._store.put(replace(said, document=called), origin, recipe)
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


def _called(item: _Item, before: Mapping[str, str]) -> _Item:
    """Let a document be called what its old self was called."""
    return replace(item, source=next(iter(before.values()), item.source) or None)


def _latest(items: list[_Item]) -> Iterator[_Item]:
    """Leave out earlier versions of an article: of those with one URL the last published stays, or the last found."""
    latest: dict[str, _Item] = {}
    for item in items:
        url = item.url
        if url is not None:
            before = latest.get(url)
            if before is None or _day(item) >= _day(before):
                latest[url] = item
    for item in items:
        url = item.url
        if url is None or latest[url].id == item.id:
            yield item


def _day(item: _Item) -> date:
    return item.published or date.min
