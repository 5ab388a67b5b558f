"""JSON files: one object, or a list of objects, or an object that holds such a list ("articles", "items")."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from newsweave.errors import EncodingError, FormatError
from newsweave.ingest.formats.found import Piece, Request, whole
from newsweave.ingest.formats.lines import read_object, rows_of


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a JSON file.

    Raises:
        FormatError: It is not JSON.
        EncodingError: It is not UTF-8.
    """
    try:
        data = json.loads(whole(stream, request).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EncodingError(request.thing, "is not UTF-8", "save it again as UTF-8") from error
    except RecursionError as error:
        raise FormatError(request.thing, "is JSON nested too deep", "take the articles out of it") from error
    except ValueError as error:
        raise FormatError(request.thing, f"is not JSON: {error}", "mend it; JSON lines end in .jsonl") from error
    for number, row in enumerate(_fed(data) or rows_of(data), 1):
        yield Piece(place=str(number), read=partial(read_object, row, request, f"record {number}"))


def _fed(data: Any) -> list[Any]:
    """Return the items of a JSON Feed (https://www.jsonfeed.org), with what it says of all; else nothing."""
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version")):
        return []
    of_all = {"publisher": data.get("title"), "language": data.get("language")}
    items = data.get("items")
    return [of_all | item if isinstance(item, dict) else item for item in (items if isinstance(items, list) else [])]
