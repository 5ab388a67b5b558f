"""Tables as text: CSV (RFC 4180) and its kin with tabs, semicolons and bars; an article a row."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from newsweave.errors import EmptyError, EncodingError, FormatError, LimitError
from newsweave.ingest.formats.columns import article, chosen
from newsweave.ingest.formats.decoding import BOMS
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request

_SEPARATORS = (",", ";", "\t", "|")
_TOLD = re.compile(r"\"?sep=(.)\"?\r?\n", re.I)  # what Excel writes and reads before the first row
_LIMIT = LIMIT_MB * 1_000_000
_HEAD = 65_536  # bytes in which the separators are counted


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a table.

    Raises:
        FormatError: It has no column that could be the text, or a quotation mark is never closed.
    """
    csv.field_size_limit(_LIMIT)
    head = stream.read(_HEAD)
    stream.seek(0)
    encoding = next((encoding for mark, encoding in BOMS if head.startswith(mark)), "utf-8")
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    told = _TOLD.match(head.decode(encoding, "replace").removeprefix("\ufeff"))
    separator = told[1] if told else _separator(head.decode(encoding, "replace"))
    if told:
        text.readline()
    rows = csv.reader(_lines(text, request), delimiter=separator, strict=False)
    try:
        names = next(filter(any, rows), None)
        if names is None:
            raise EmptyError(request.thing, "holds no rows", "leave it out")
        names[0] = names[0].removeprefix("\ufeff")
        columns = chosen(names, request, "line 1")
        for number, row in enumerate(rows, 1):
            if any(row):
                place = f"row {number} (line {rows.line_num})"
                yield Piece(place=str(number), read=partial(_read, names, row, columns, request, place))
    except csv.Error as error:
        problem = f"cannot be read on: {error}"
        cure = "look for a quotation mark without its pair"
        raise FormatError(request.thing, problem, cure, f"line {rows.line_num}") from error


def _lines(text: io.TextIOWrapper, request: Request) -> Iterator[str]:
    number = 0
    while line := text.readline(_LIMIT + 1):
        number += 1
        if len(line) > _LIMIT:
            problem = f"a line is longer than {LIMIT_MB} MB"
            raise LimitError(request.thing, problem, "split it into rows", f"line {number}")
        yield line


def _separator(head: str) -> str:
    first = head.split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count)


def _read(names: list[str], row: list[str], columns: dict[str, str], request: Request, place: str) -> Found:
    values = dict(zip(names, row, strict=False))
    if any("\udc80" <= letter <= "\udcff" for value in values.values() if not value.isascii() for letter in value):
        raise EncodingError(request.thing, "is not UTF-8", "save the table again as UTF-8 (in Excel: CSV UTF-8)", place)
    return article(values, columns, request, place)
