"""The user's own knowledge: JSONL and CSV files, checked line by line and compiled to SQLite.

A line of JSONL is an object; id, kind and name are needed:

    {"id": "acme:42", "kind": "ORG", "name": "Bluebay Asset Management", "aliases": ["BlueBay"], "country": "GB"}

CSV has the same names in its first line, several aliases in one cell as one|two, and identifiers elsewhere in
columns of their own (wikidata, geonames, ...).
"""

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsweave.errors import KnowledgeError, UnknownNameError
from newsweave.knowledge import schema
from newsweave.knowledge.layer_rows import Row, RowError, to_item
from newsweave.knowledge.places import cache_folder
from newsweave.knowledge.store import About, SqliteBase, open_base, write_base
from newsweave.knowledge.types import Item

COMPILED = ".sqlite"
_TEXTS = (".jsonl", ".ndjson", ".csv")
_CURE = f"give a file that ends with {', '.join(_TEXTS)} or {COMPILED}"


def read_layer(path: str | Path) -> Iterator[Item]:
    """Read the items of a JSONL or CSV file.

    Args:
        path: The file; UTF-8.

    Yields:
        Items in the order of the file.

    Raises:
        KnowledgeError: It cannot be read, or a line of it says something that cannot be; the message names the line.
    """
    path = Path(path)
    lines_of: dict[str, int] = {}
    read = _csv_rows if path.suffix.lower() == ".csv" else _json_rows
    if path.suffix.lower() not in _TEXTS:
        raise KnowledgeError(path.as_posix(), f"layers are not read from {path.suffix or 'such files'}", _CURE)
    for line, row in read(path):
        try:
            item = to_item(row, path.name)
        except RowError as error:
            raise KnowledgeError(path.as_posix(), error.problem, error.cure, f"line {line}") from error
        if item.id in lines_of:
            problem = f"line {lines_of[item.id]} has the id {item.id!r} too"
            raise KnowledgeError(path.as_posix(), problem, "give each an id of its own", f"line {line}")
        lines_of[item.id] = line
        yield item


def open_layer(path: str | Path) -> SqliteBase:
    """Open a layer: a compiled one as it is, a text one compiled into the cache under the hash of its content.

    Raises:
        KnowledgeError: It cannot be read, or says something that cannot be.
        WriteError: The cache cannot be written.
    """
    path = Path(path)
    if path.suffix == COMPILED:
        return open_base(path)
    stamp = hashlib.blake2b(_bytes(path), digest_size=8)
    stamp.update(repr([schema.VERSION, path.name]).encode())
    compiled = cache_folder() / f"layer-{stamp.hexdigest()}{COMPILED}"
    if not compiled.exists():
        compile_layers([path], compiled, path.stem)
    return open_base(compiled)


def add_layer(paths: Iterable[str | Path], name: str) -> Path:
    """Compile files to one layer that every run of the command line uses from now on.

    Args:
        paths: JSONL, CSV or compiled files.
        name: What it is called; a layer of this name is replaced.

    Returns:
        The compiled file in the user's data folder.
    """
    return compile_layers(paths, layer_path(name), name)


def remove_layer(name: str) -> None:
    """Take a layer out.

    Raises:
        UnknownNameError: There is no such layer.
    """
    path = layer_path(name)
    if not path.exists():
        raise UnknownNameError("layer", name, [each.stem for each in layer_paths()])
    path.unlink()


def layer_paths() -> list[Path]:
    """Return the layers that were added, by name."""
    return sorted(layer_folder().glob(f"[!.]*{COMPILED}"))


def layer_path(name: str) -> Path:
    """Return where a layer lies, or would.

    Raises:
        KnowledgeError: The name cannot be one of a file.
    """
    if not name or name.startswith(".") or not all(letter.isalnum() or letter in "-_." for letter in name):
        raise KnowledgeError(f"layer {name!r}", "it is no name", "use letters, digits, - and _")
    return layer_folder() / f"{name}{COMPILED}"


def layer_folder() -> Path:
    """Return the folder of the user's layers: NEWSWEAVE_DATA, or "knowledge" in the user's data."""
    from platformdirs import user_data_path  # noqa: PLC0415 - used when layers are asked for

    return Path(os.environ.get("NEWSWEAVE_DATA") or user_data_path("newsweave", appauthor=False)) / "knowledge"


def compile_layers(paths: Iterable[str | Path], target: Path, name: str) -> Path:
    """Compile files to one base.

    Raises:
        KnowledgeError: A file cannot be read or says something that cannot be, or two items have one id.
        WriteError: The target cannot be written.
    """
    files = [Path(path) for path in paths]
    built_from = {file.name: hashlib.blake2b(_bytes(file), digest_size=8).hexdigest() for file in files}
    bases = [open_base(file) for file in files if file.suffix == COMPILED]
    about = About(
        name=name,
        built_from=built_from,
        licence=" AND ".join(dict.fromkeys(base.meta["licence"] for base in bases if base.meta["licence"])),
        attribution=tuple(dict.fromkeys(line for base in bases for line in base.attribution)),
    )
    compiled = (item for base in bases for item in base.items())
    texts = (item for file in files if file.suffix != COMPILED for item in read_layer(file))
    write_base(target, (item for part in (texts, compiled) for item in part), about)
    return target


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            problem, cure = f"it is no JSON ({error})", "write one object a line"
            raise KnowledgeError(path.as_posix(), problem, cure, f"line {number}") from error
        if not isinstance(row, dict):
            raise KnowledgeError(path.as_posix(), "it is no object", "write one object a line", f"line {number}")
        yield number, row


def _csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(_text(path).splitlines(keepends=True), restkey="", strict=True)
    try:
        for row in reader:
            if "" in row or None in row.values():
                problem = f"it has {'more' if '' in row else 'fewer'} cells than the first line has columns"
                cure = 'put cells with commas between quotation marks: "one, two"'
                raise KnowledgeError(path.as_posix(), problem, cure, f"line {reader.line_num}")
            yield reader.line_num, {name.strip(): cell.strip() for name, cell in row.items()}
    except csv.Error as error:
        problem = f"it is no CSV ({error})"
        place, cure = f"line {reader.line_num}", "close its quotation marks"
        raise KnowledgeError(path.as_posix(), problem, cure, place) from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(path.as_posix(), "it is not UTF-8", "save it as UTF-8", f"byte {error.start}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KnowledgeError(path.as_posix(), f"it cannot be read: {reason}", _CURE) from error
