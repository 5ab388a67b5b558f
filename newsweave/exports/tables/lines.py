"""CSV as RFC 4180 has it: commas, doubled quotes, CR LF; in UTF-8 without a byte order mark."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

_ILLEGAL = re.compile("[\x00\ud800-\udfff]")  # what CSV readers stop at, and what UTF-8 cannot hold


def write_lines(stream: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a header and rows; None is an empty cell, U+FFFD stands for NUL and lone surrogates."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, lineterminator="\r\n")  # a lone CR is quoted only because it is half an end of line
        writer.writerow(header)
        writer.writerows([cell(value) for value in row] for row in rows)
    finally:
        text.detach()  # flushes, and leaves the stream open


def cell(value: object) -> object:
    r"""Write a value as both kinds of CSV have it.

    >>> cell(True), cell(2.0), cell("a\x00")
    ('true', 2.0, 'a\ufffd')
    """
    if isinstance(value, str):
        return _ILLEGAL.sub("\ufffd", value)
    return str(value).lower() if isinstance(value, bool) else value
