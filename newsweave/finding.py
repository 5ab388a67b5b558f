"""From sources to what is to be added: each document, and where it was found, while its text waits on disk."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from newsweave import ingest
from newsweave.clock import timed
from newsweave.config import Config
from newsweave.graph.store.protocol import Failed
from newsweave.origins import file_of, handed, is_file, origin_of, path_of
from newsweave.spool import Spool
from newsweave.types import Document, Extraction, Failure

Source: TypeAlias = str | Path | Document | Extraction
Fail: TypeAlias = Callable[[Failure, str, str], None]  # with its origin and the path that was given

_STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document to be added, or an extraction made before, and where it was found; the text waits in the spool.

    Attributes:
        id: The document's.
        url: The document's.
        published: The document's.
        source: What the document is called.
        origin: Where it was found, as the store keeps it.
        given: The path that was given, in the same way; nothing for what cannot be read again.
        place: Where it lies in the spool; of what is known all but its words.
        known: Whether it is in the store and need not be read.
        said: Whether it is an extraction made before.
    """

    id: str
    url: str | None
    published: date | None
    source: str | None
    origin: str
    given: str = ""
    place: int
    known: bool = False
    said: bool = False


class Finding:
    """Reads sources.

    Args:
        config: How articles are read.
        folder: Paths in it are kept relative to it; that of the store's file.
        spool: Where texts wait.
        known: Tells of a document's id whether it need not be read.
        fail: Called with what cannot be read.
    """

    def __init__(self, config: Config, folder: Path, spool: Spool, known: Callable[[str], bool], fail: Fail) -> None:
        self._config = config
        self._folder = folder
        self._spool = spool
        self._known = known
        self._fail = fail

    def items(self, source: Source) -> Iterator[Item]:
        """Read a source."""
        if isinstance(source, Document | Extraction):
            document = source.document if isinstance(source, Extraction) else source
            yield self._item(source, handed(document))
        else:
            yield from self.in_path(source)

    def _item(self, found: Document | Extraction, origin: str, given: str = "") -> Item:
        """Note what was found; what is to be read is laid aside until its turn comes."""
        said = isinstance(found, Extraction)
        document = found.document if isinstance(found, Extraction) else found
        known = not said and self._known(document.id)
        return Item(
            id=document.id,
            url=document.url,
            published=document.published,
            source=document.source,
            origin=origin,
            given=given,
            place=self._spool.put(replace(document, text="") if known else found),
            known=known,
            said=said,
        )

    def in_path(self, path: str | Path) -> Iterator[Item]:
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

    def failed(self, failed: Failed) -> Iterator[Item]:
        """Read again what could not be used; it is called what it would have been called then."""
        if not is_file(failed.origin):  # a web address
            yield from self.in_path(file_of(failed.origin, self._folder))
            return
        file, given = file_of(failed.origin, self._folder), self._folder / failed.given
        path = path_of(file, self._folder) or self._folder / file
        for item in self.in_path(path):
            place = self._folder / item.origin
            if given not in (path, place) and place.is_relative_to(given):
                yield replace(item, source=place.relative_to(given).as_posix(), given=failed.given)
            else:
                yield item


def called(item: Item, before: Mapping[str, str]) -> Item:
    """Let a document be called what its old self was called."""
    return replace(item, source=next(iter(before.values()), item.source) or None)


def latest(items: list[Item]) -> Iterator[Item]:
    """Leave out earlier versions of an article: of those with one URL the last published stays, or the last found."""
    last: dict[str, Item] = {}
    for item in items:
        url = item.url
        if url is not None:
            before = last.get(url)
            if before is None or _day(item) >= _day(before):
                last[url] = item
    for item in items:
        url = item.url
        if url is None or last[url].id == item.id:
            yield item


def _day(item: Item) -> date:
    return item.published or date.min
