"""Writing a knowledge base: whole, sorted, and then put into its place at once.

Items come in any order and any number: they are staged on disk, so memory stays small. The same items and the same
`About` give the same tables and the same fingerprint.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsweave.errors import KnowledgeError, WriteError
from newsweave.knowledge import schema
from newsweave.knowledge.names import fold, key, sound, spelling
from newsweave.knowledge.types import Item
from newsweave.types import Kind

_MARKS = ", ".join("?" * len(schema.COLUMNS))
_STAGES = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TEMP TABLE stage ({", ".join(f'"{column}"' for column in schema.COLUMNS)});
CREATE TEMP TABLE names (key, n, rank, spelling);
CREATE TEMP TABLE folds (key, n, spelling);
CREATE TEMP TABLE peoples (key, n);
CREATE TEMP TABLE xrefs (scheme, value, n);
"""
_SORT = """
INSERT INTO alias SELECT DISTINCT key, n, rank, spelling FROM names ORDER BY 1, 2, 3, 4;
INSERT INTO fold SELECT DISTINCT key, n, spelling FROM folds ORDER BY 1, 2, 3;
INSERT INTO demonym SELECT DISTINCT key, n FROM peoples ORDER BY 1, 2;
INSERT INTO xref SELECT DISTINCT scheme, value, n FROM xrefs ORDER BY 1, 2, 3;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a base says of itself.

    Attributes:
        name: What it is called: "places", "acme".
        built_from: Packages and files with versions or hashes.
        licence: Of the content, as an SPDX expression or in words; empty if not told.
        attribution: What a work that uses it has to say.
    """

    name: str
    built_from: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    attribution: tuple[str, ...] = ()


def write_base(path: str | Path, items: Iterable[Item], meta: About) -> None:
    """Write a base; whoever reads the old one meanwhile goes on doing so, and of two writers the last one stays.

    Args:
        path: The file; its folder is made if need be.
        items: In any order; their ids are unique.
        meta: What the base says of itself.

    Raises:
        KnowledgeError: Two items have one id.
        WriteError: The file cannot be written.
    """
    path = Path(path)
    with replacing(path) as unfinished, contextlib.closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(_STAGES + schema.TABLES)
        stage = f"INSERT INTO stage VALUES ({_MARKS})"
        connection.executemany(stage, map(schema.to_row, items))
        _check_unique(connection, meta.name)
        count, digest = _number(connection)
        connection.executescript(_SORT)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(_meta(meta, count, digest)))
        connection.commit()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give an empty file to write beside `path`, and put it there once it is whole.

    Raises:
        WriteError: The folder or file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        os.close(handle)
    except OSError as error:
        raise _unwritable(path, error) from error
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(path: Path, error: Exception) -> WriteError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return WriteError(path.as_posix(), f"cannot be written: {reason}", "free space or name another folder")


def _check_unique(connection: sqlite3.Connection, name: str) -> None:
    query = "SELECT id, count(*) FROM stage GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1"
    if row := connection.execute(query).fetchone():
        raise KnowledgeError(f"base {name!r}", f"{row[1]} items have the id {row[0]!r}", "give each an id of its own")


def _number(connection: sqlite3.Connection) -> tuple[int, str]:
    """Move the staged items to their places in the order of their ids; count and hash them."""
    digest, number = hashlib.blake2b(digest_size=12), 0
    names = ", ".join(f'"{column}"' for column in schema.COLUMNS)
    for number, row in enumerate(connection.execute(f"SELECT {names} FROM stage ORDER BY id"), 1):
        digest.update(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        connection.execute(f"INSERT INTO item VALUES (?, {_MARKS})", (number, *row))
        _file(connection, number, schema.to_item(row))
    return number, digest.hexdigest()


def _file(connection: sqlite3.Connection, number: int, item: Item) -> None:
    """File an item under its names."""
    named = [(0, item.name), *((1, name) for name in item.aliases), *((2, name) for name in item.weak)]
    rows = [(key(name), number, rank, spelling(name)) for rank, name in named]
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", rows)
    folds = [(folded, number, spelling(name)) for _, name in named if (folded := fold(name)) not in ("", key(name))]
    if item.kind is Kind.PERSON:
        folds += [(f"~{sound(name)}", number, "") for _, name in named]
    connection.executemany("INSERT INTO folds VALUES (?, ?, ?)", folds)
    connection.executemany("INSERT INTO peoples VALUES (?, ?)", [(key(name), number) for name in item.people])
    links = [(scheme, value, number) for scheme, value in item.links.items()]
    connection.executemany("INSERT INTO xrefs VALUES (?, ?, ?)", links)


def _meta(about: About, count: int, digest: str) -> Iterator[tuple[str, str]]:
    built_from = json.dumps(dict(sorted(about.built_from.items())), ensure_ascii=False)
    versions = json.dumps([schema.VERSION, about.name, built_from, digest])
    yield "schema", str(schema.VERSION)
    yield "name", about.name
    yield "built_from", built_from
    yield "licence", about.licence
    yield "attribution", json.dumps(about.attribution, ensure_ascii=False)
    yield "items", str(count)
    yield "fingerprint", hashlib.blake2b(versions.encode(), digest_size=8).hexdigest()
