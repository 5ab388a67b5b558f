"""Sources into a store: what is there already is passed over, what changed takes the place of its old self.

The store is the record of what is done: a document that the same software has read is not read again. So a run that
was stopped goes on where it was when it is begun again.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from newsweave import ingest
from newsweave.config import Config
from newsweave.graph.linker import Linker, open_bases
from newsweave.graph.store import Failed, Store
from newsweave.types import Document, Extraction, Failure

Source: TypeAlias = str | Path | Document | Extraction

_STDIN = "-"
_HANDED = "handed:"
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
    """A document to be added, or an extraction made before, and where it was found.

    Attributes:
        document: The document.
        origin: Where it was found, as the store keeps it.
        given: The path that was given, in the same way; nothing for what cannot be read again.
        said: The extraction made before.
    """

    document: Document
    origin: str
    given: str = ""
    said: Extraction | None = None


class Adding:
    """One run.

    Args:
        store: Where to.
        config: Model, knowledge bases and options.
        folder: Paths in it are kept relative to it; that of the store's file.
        on_failure: Called with each document that cannot be used, as soon as that is known.
        on_progress: Called with the documents read and those to be read, at the start with 0.
    """

    def __init__(
        self,
        store: Store,
        config: Config,
        folder: Path,
        on_failure: Callable[[Failure], object],
        on_progress: Callable[[int, int], object],
    ) -> None:
        self._store = store
        self._config = config
        self._folder = folder
        self._on_failure = on_failure
        self._on_progress = on_progress
        self._failures: list[Failure] = []
        self._found: dict[str, dict[str, str | None]] = defaultdict(dict)  # origin -> document -> source
        self._origins: dict[str, list[str]] = defaultdict(list)  # document -> origins

    def add(self, sources: Iterable[Source]) -> Report:
        """Add sources."""
        return self._run([item for source in sources for item in self._items(source)])

    def retry(self) -> Report:
        """Add what could not be used before."""
        return self._run([item for failed in self._store.failures() for item in self._failed(failed)])

    def update(self) -> Report:
        """Read again every file that a document came from, and take out what came from files that are no more."""
        before = self._store.recipes()
        called = self._store.origins()
        files = {file_of(origin, self._folder) for origin in called if is_file(origin)}
        there = {file for file in files if os.path.lexists(self._folder / file)}
        with self._store.writing():
            for origin in called:
                if file_of(origin, self._folder) in files - there:
                    self._store.keep(origin, ())
        items = [item for file in sorted(there) for item in self._in_path(self._folder / file)]
        report = self._run([_called(item, called.get(item.origin, {})) for item in items])
        return replace(report, removed=tuple(sorted(before.keys() - self._store.recipes().keys())))

    def _run(self, found: list[_Item]) -> Report:
        items = list(_latest(found))
        for item in items:
            self._found[item.origin][item.document.id] = item.document.source
            self._origins[item.document.id].append(item.origin)
        before = self._store.recipes()
        recipe = self._recipe()
        new = {item.document.id: item for item in items if item.said or before.get(item.document.id) != recipe}
        self._keep_known({item.document.id for item in items} - new.keys())
        self._read(list(new.values()), recipe)
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
        if isinstance(source, Document):
            yield _Item(document=source, origin=handed(source))
        elif isinstance(source, Extraction):
            yield _Item(document=source.document, origin=handed(source.document), said=source)
        else:
            yield from self._in_path(source)

    def _in_path(self, path: str | Path) -> Iterator[_Item]:
        """Read a path; what cannot be read is noted in the store."""
        given = "" if str(path) == _STDIN else origin_of(path, self._folder)
        folder = Path(path) if given and os.path.isdir(path) else Path(path).parent  # noqa: PTH112 - too long a name is none
        for found in ingest.read(path, intake=self._config.intake):
            if isinstance(found, Failure):
                self._fail(found, origin_of(found.source, self._folder) if given else "", given)
            elif given and found.source:
                place = folder / found.source if is_file(given) else found.source
                yield _Item(document=found, origin=origin_of(place, self._folder), given=given)
            else:
                yield _Item(document=found, origin=handed(replace(found, source=None)))

    def _failed(self, failed: Failed) -> Iterator[_Item]:
        """Read again what could not be used; it is called what it would have been called then."""
        if not is_file(failed.origin):  # a web address
            yield from self._in_path(file_of(failed.origin, self._folder))
            return
        path, given = self._folder / file_of(failed.origin, self._folder), self._folder / failed.given
        for item in self._in_path(path):
            place = self._folder / item.origin
            if given not in (path, place) and place.is_relative_to(given):
                called = replace(item.document, source=place.relative_to(given).as_posix())
                yield replace(item, document=called, given=failed.given)
            else:
                yield item

    def _fail(self, failure: Failure, origin: str, given: str) -> None:
        self._failures.append(failure)
        self._on_failure(failure)
        if origin:
            problem = type(failure.error).__name__
            self._store.fail(Failed(origin=origin, problem=problem, message=str(failure), given=given))

    # --- keeping

    def _recipe(self) -> str:
        bases = open_bases(self._config)
        parts = (ingest.recipe(self._config), bases.fingerprint if bases else "no links", self._config.link)
        return "; ".join(filter(None, parts))

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
            self._forget_records()

    def _forget_records(self) -> None:
        """Forget the records that a file no longer holds: feed.xml#5 of a feed that has four by now."""
        files = {file for origin in self._found if (file := origin.rpartition("#")[0])}
        for origin in self._store.origins() if files else ():
            if origin.rpartition("#")[0] in files and origin not in self._found:
                self._store.keep(origin, ())

    def _read(self, items: list[_Item], recipe: str) -> None:
        """Extract and link documents, and keep what they say, some at a time."""
        done = 0
        self._on_progress(done, len(items))
        given = {item.document.id for item in items if item.said}
        linked = Linker(self._config, self._on_failure).all(self._extracted(items))
        while together := list(islice(linked, _TOGETHER)):
            with self._store.writing():
                for said in together:
                    self._keep(said, _GIVEN if said.document.id in given else recipe)
            done += len(together)
            self._on_progress(done, len(items))

    def _extracted(self, items: list[_Item]) -> Iterator[Extraction]:
        yield from (item.said for item in items if item.said)
        unread = [item for item in items if not item.said]
        if not unread:  # else no model needs to be loaded
            return
        results = ingest.extract_all((item.document for item in unread), config=self._config)
        for item, result in zip(unread, results, strict=True):
            if isinstance(result, Failure):
                self._fail(result, item.origin if item.given else "", item.given)
            else:
                yield result

    def _keep(self, said: Extraction, recipe: str) -> None:
        """Keep what a document says, for each place where it was found."""
        document = said.document
        for origin in self._origins[document.id]:
            called = replace(document, source=self._found[origin][document.id])
            self._store.put(replace(said, document=called), origin, recipe)
            self._store.keep(origin, self._found[origin].keys())
            self._store.forgive(origin)


def _called(item: _Item, before: Mapping[str, str]) -> _Item:
    """Let a document be called what its old self was called."""
    source = next(iter(before.values()), item.document.source)
    return replace(item, document=replace(item.document, source=source or None))


def _latest(items: list[_Item]) -> Iterator[_Item]:
    """Leave out earlier versions of an article: of those with one URL the last published stays, or the last found."""
    latest: dict[str, _Item] = {}
    for item in items:
        url = item.document.url
        if url is not None:
            before = latest.get(url)
            if before is None or _day(item) >= _day(before):
                latest[url] = item
    for item in items:
        url = item.document.url
        if url is None or latest[url].document.id == item.document.id:
            yield item


def _day(item: _Item) -> date:
    return item.document.published or date.min


def origin_of(path: str | Path, folder: Path) -> str:
    """Write a path as a store keeps it: relative to the folder of its file if it is in it."""
    if "://" in str(path):
        return str(path)
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as they are named
    origin = (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()
    return f"./{origin}" if origin.startswith(_HANDED) else origin


def handed(document: Document) -> str:
    """Write where a document is from that was handed over, not read from a path."""
    return handed_as(document.source or document.id)


def handed_as(name: str) -> str:
    """Write where a document is from that was handed over under a name."""
    return f"{_HANDED}{name}"


def is_file(origin: str) -> bool:
    """Tell whether an origin is a file, or in one."""
    return "://" not in origin and not origin.startswith(_HANDED)


def file_of(origin: str, folder: Path) -> str:
    """Tell which file an origin is in: feed.xml for feed.xml#3."""
    file, mark, _ = origin.rpartition("#")
    return file if mark and not os.path.lexists(folder / origin) else origin
