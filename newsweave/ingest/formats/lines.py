"""JSON lines (https://jsonlines.org): an object a line, with named or guessed fields."""

import json
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from newsweave.errors import EncodingError, FormatError
from newsweave.ingest.formats.columns import article, chosen, known
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request, too_large

_LIMIT = LIMIT_MB * 1_000_000
_LIST = re.compile(rb":\s?\[\s?\{")
_DEEP = 2  # levels of objects in an object whose fields are looked at
_MOST = 1_000  # of these fields


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read JSON lines; blank lines are passed over, and count."""
    number = 0
    while line := stream.readline(_LIMIT + 1):
        number += 1
        long = len(line) > _LIMIT
        while long and line and not line.endswith(b"\n"):
            line = stream.readline(_LIMIT)
        wrapped = _wrapped(line) if not long and number == 1 else []
        for count, row in enumerate(wrapped, 1):
            yield Piece(place=str(count), read=partial(read_object, row, request, f"record {count}"))
        if line.strip(b" \t\r\n\xef\xbb\xbf") and not wrapped:
            yield Piece(place=str(number), read=partial(_read, None if long else line, request, f"line {number}"))


def _wrapped(line: bytes) -> list[Any]:
    """Return the articles of an answer of a service, all in the first line: {"status": "ok", "articles": [...]}."""
    if not _LIST.search(line):
        return []
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return []
    rows = rows_of(row) if isinstance(row, dict) and not known(row) else []
    return [] if rows == [row] else rows


def rows_of(data: Any) -> list[Any]:
    """Return the one list of objects that a file holds, or an object in it ("response": {"results": [...]})."""
    if not isinstance(data, dict):
        return data if isinstance(data, list) else [data]
    lists = _lists(data)
    if not lists:
        lists = [each for value in data.values() if isinstance(value, dict) for each in _lists(value)]
    return lists[0] if len(lists) == 1 else [data]


def _lists(data: dict[str, Any]) -> list[list[Any]]:
    return [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]


def _read(line: bytes | None, request: Request, place: str) -> Found:
    if line is None:
        raise too_large(request.thing, place)
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EncodingError(request.thing, "is not UTF-8", "save it again as UTF-8", place) from error
    except RecursionError as error:
        raise FormatError(request.thing, "is JSON nested too deep", "leave the line out", place) from error
    except ValueError as error:
        raise FormatError(request.thing, f"is not JSON: {error}", "mend the line", place) from error
    return read_object(row, request, place, line)


def read_object(row: object, request: Request, place: str, raw: bytes = b"") -> Found:
    """Read one object.

    Raises:
        FormatError: It is none, or no field of it can be the text.
    """
    if not isinstance(row, dict):
        kind = "a list" if isinstance(row, list) else "a string" if isinstance(row, str) else "a number or the like"
        problem = f"is {kind}, not an object"
        raise FormatError(request.thing, problem, 'write {"text": "...", "title": "..."}', place)
    flat = row | dict(islice(_within(row, "", 0), _MOST))
    filled = [name for name, value in flat.items() if value or name in request.columns.values()]
    columns = chosen(filled if len(filled) > 1 else flat, request, place)
    return article(flat, columns, request, place, raw or json.dumps(row, sort_keys=True).encode())


def _within(row: dict[str, object], before: str, depth: int) -> Iterator[tuple[str, object]]:
    """Yield the fields of the objects in an object: "fields.bodyText"."""
    for name, value in row.items():
        if before:
            yield before + name, value
        if isinstance(value, dict) and depth < _DEEP:
            yield from _within(value, f"{before}{name}.", depth + 1)
