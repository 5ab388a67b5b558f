"""Where documents are from, as a store keeps it: paths relative to the folder of its file, addresses, and names.

articles/a.txt    feed.xml#3    https://news.example/1    handed:by hand

Names of files that no text can carry, for they are not UTF-8 or hold control characters, are cleaned as texts are.
"""

import os
from pathlib import Path

from newsweave.ingest.cleaning import clean
from newsweave.types import Document

_HANDED = "handed:"


def origin_of(path: str | Path, folder: Path) -> str:
    """Write a path as a store keeps it: relative to the folder of its file if it is in it."""
    if "://" in str(path):
        return clean(str(path))
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as they are named
    origin = clean((whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix())
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


def path_of(file: str, folder: Path) -> Path | None:
    """Find a file again, by its own name or the first that is cleaned to it; None if it is gone."""
    path = folder
    for part in Path(file).parts:
        if os.path.lexists(path / part):
            path /= part
            continue
        try:
            path /= min(name for name in os.listdir(path) if clean(name) == part)  # noqa: PTH208 - names alone
        except (OSError, ValueError):
            return None
    return path
