"""Wikidata's JSON dump as a stream of items: one pass, bounded memory, no line that can stop it.

Specification: https://www.wikidata.org/wiki/Wikidata:Database_download#JSON_dumps_(recommended). The dump is one
array with an entity on each line; `latest-all.json.gz` had 115 GiB in 2023. Take .gz and not .bz2, which Python
decompresses some thirty times more slowly, and pipe it where there is no room for it:

    curl -s https://dumps.wikimedia.org/wikidatawiki/entities/latest-all.json.gz | newsweave kb import-wikidata -

Classes and countries may come later in the stream than what is of them. Such items wait in a file on disk; what
is a subclass of what is kept in eight bytes a line.
"""

import bisect
import functools
import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module, util
from pathlib import Path
from typing import IO, Any

from newsweave.errors import KnowledgeError
from newsweave.knowledge import wikidata_entity, wikidata_kinds, wikidata_lines
from newsweave.knowledge.types import Item
from newsweave.knowledge.wikidata_entity import Draft
from newsweave.knowledge.wikidata_kinds import Root
from newsweave.types import Failure

_RUN = 1 << 18  # edges sorted together; a run is at most some 10 MB while it is sorted
_HIGHEST = 1 << 30  # eight times the highest number so far
_WRONG = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, OverflowError)


def import_dump(
    source: str | Path,
    *,
    min_sitelinks: int = 0,
    wiki: str = "enwiki",
    on_progress: Callable[[int], None] | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Item]:
    """Read persons, organisations, places, events and the like from a dump.

    Args:
        source: A file, plain or gzipped whatever its name, or "-" for standard input.
        min_sitelinks: Leave out what fewer wikis than this have a page of.
        wiki: Leave out what this wiki has no page of: "enwiki"; empty to keep those too.
        on_progress: Told how many bytes of the source were read so far.
        on_failure: Told each line that cannot be used; reading goes on. Lines that the filter drops unparsed
            are not judged.

    Yields:
        Items in the order of the dump, then those that had to wait for a class or a country, in that order.

    Raises:
        KnowledgeError: The file cannot be opened.
    """
    reader = _Reader(str(source), wiki, min_sitelinks, on_failure)
    with ExitStack() as stack:
        waiting = stack.enter_context(tempfile.TemporaryFile())
        lines = wikidata_lines.lines(str(source), stack, on_progress)
        yield from reader.items(lines, waiting)
        yield from reader.late(waiting)


class _Reader:
    """What is known in the midst of a dump: how classes hang together, and the codes of countries."""

    def __init__(
        self, source: str, wiki: str, min_sitelinks: int, on_failure: Callable[[Failure], None] | None
    ) -> None:
        self._source = "standard input" if source == "-" else source
        self._wiki = wiki
        # Looked for before a line is parsed: that alone halves the time, as most entities have no such page.
        self._signs = (b'"%s"' % wiki.encode(), b'"P279"', b'"P297"') if wiki else ()
        self._min_sitelinks = min_sitelinks
        self._on_failure = on_failure
        self._load = import_module("orjson" if util.find_spec("orjson") else "json").loads
        self._classes = _Classes()
        self._codes: dict[str, str] = {}
        self._seen = bytearray()  # a bit for each number: dumps repeat an entity now and then

    def items(self, lines: Iterator[bytes | None], waiting: IO[bytes]) -> Iterator[Item]:
        """Tell the items that are clear at once; write the others down."""
        number = 0
        try:
            for number, line in enumerate(lines, start=1):
                made = self._draft(line, number)
                if made is None:
                    continue
                root = wikidata_kinds.root(made.classes)
                if root and (not made.country or made.country in self._codes):
                    yield self._item(made, root)
                else:
                    pickle.dump(made, waiting, pickle.HIGHEST_PROTOCOL)
        except wikidata_lines.BROKEN as error:
            self._failed(number + 1, error, "the archive is damaged or ends too soon", "download it again")

    def late(self, waiting: IO[bytes]) -> Iterator[Item]:
        """Tell those that waited and whose kind is known by now."""
        climb = functools.lru_cache(1 << 16)(lambda classes: wikidata_kinds.climb(classes, self._classes.parents))
        end = waiting.tell()
        waiting.seek(0)
        while waiting.tell() < end:
            made: Draft = pickle.load(waiting)  # from our own file without a name, which nobody else can write
            if root := climb(made.classes):
                yield self._item(made, root)

    def _draft(self, line: bytes | None, number: int) -> Draft | None:
        """Read a line: note what it tells of classes and countries, return the entity if it is wanted."""
        try:
            entity = self._entity(line)
            if entity is None:
                return None
            made = wikidata_entity.draft(entity)
            wanted = not self._wiki or self._wiki in (entity.get("sitelinks") or ())
            wanted = self._first(_number(made.id)) and wanted
            self._classes.add(made.id, made.above)
        except _WRONG as error:
            self._failed(number, error, "no entity as Wikidata writes it", "the rest is read without it")
            return None
        if made.iso:
            self._codes[made.id] = made.iso
        wanted = wanted and made.sitelinks >= self._min_sitelinks
        return made if wanted and made.name and wikidata_kinds.possible(made.classes) else None

    def _entity(self, line: bytes | None) -> Mapping[str, Any] | None:
        """Parse a line; None for brackets, properties, redirects and what the signs rule out."""
        if line is None:
            raise ValueError(f"longer than {wikidata_lines.LONGEST:,} bytes")
        line = line.strip().removesuffix(b",").rstrip()
        if line in (b"", b"[", b"]") or (self._signs and not any(sign in line for sign in self._signs)):
            return None
        entity = self._load(line)
        return entity if entity.get("type", "item") == "item" and "redirect" not in entity else None

    def _first(self, number: int) -> bool:
        at, bit = number >> 3, 1 << (number & 7)
        self._seen.extend(bytes(max(0, at + 1 - len(self._seen))))
        before = self._seen[at] & bit
        self._seen[at] |= bit
        return not before

    def _item(self, made: Draft, root: Root) -> Item:
        return wikidata_entity.item(made, root, self._codes.get(made.country), "wikidata dump")

    def _failed(self, number: int, error: Exception, problem: str, cure: str) -> None:
        if self._on_failure:
            reason = " ".join(str(error).split())[:100]
            wrapped = KnowledgeError(self._source, f"{problem} ({reason})", cure, f"line {number}")
            self._on_failure(Failure(source=self._source, error=wrapped))


class _Classes:
    """What is a subclass of what (P279), in eight bytes each: sorted runs of (subclass, superclass)."""

    def __init__(self) -> None:
        self._runs: list[array[int]] = []
        self._new: array[int] = array("Q")

    def add(self, name: str, above: Iterable[str]) -> None:
        """Note the superclasses of a class."""
        self._new.extend(_number(name) << 32 | _number(up) for up in above)
        if len(self._new) >= _RUN:
            self._sort()

    def parents(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the superclasses of some classes."""
        self._sort()
        return {name: tuple(f"Q{up}" for run in self._runs for up in _ups(run, _number(name))) for name in names}

    def _sort(self) -> None:
        if self._new:
            self._runs.append(array("Q", sorted(self._new)))
            self._new = array("Q")


def _ups(run: "array[int]", name: int) -> Iterator[int]:
    for at in range(bisect.bisect_left(run, name << 32), len(run)):
        if run[at] >> 32 != name:
            return
        yield run[at] & 0xFFFFFFFF


def _number(name: str) -> int:
    number = int(name.removeprefix("Q"))
    if not 0 < number < _HIGHEST:
        raise ValueError(f"{name} is no item")
    return number
