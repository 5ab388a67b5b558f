"""Web archives (ISO 28500, WARC 1.0 and 1.1), by FastWARC: each page that was fetched is a document.

Common Crawl's news archives are such files. What was asked for, what failed and what is a picture is passed over.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from newsweave.errors import EmptyError, FormatError
from newsweave.ingest.formats import page, pdf, plain
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request, too_large
from newsweave.ingest.formats.table import FORMATS

_KINDS = {
    "text/html": ("html", page.parse),
    "application/xhtml+xml": ("html", page.parse),
    "text/plain": ("text", plain.parse),
    "application/pdf": ("pdf", pdf.parse),
}
_ADDRESSES = ("http:", "https:", "<http", "ftp:", "file:")  # WARC 1.0 has them in angle brackets
_LIMIT = LIMIT_MB * 1_000_000


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a web archive.

    Raises:
        FormatError: It is damaged from here on.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = seen = 0
    try:
        archive = ArchiveIterator(stream, kinds, auto_decode="all", fsspec_args=False, max_header_len=65_536)
        for record in archive:
            seen += 1
            kind = _kind(record)
            if kind is not None:
                number += 1
                data = record.reader.read(_LIMIT + 1)
                yield Piece(place=str(number), read=partial(_read, kind, data, _facts(record), request, str(number)))
    except (OSError, ValueError, EOFError) as error:
        problem = f"is damaged after {number} pages ({str(error)[:200]})"
        raise FormatError(request.thing, problem, "fetch or copy it again") from error
    if not number:
        problem = f"holds no pages among its {seen} records" if seen else "holds no records that can be read"
        raise EmptyError(request.thing, problem, "leave it out, or fetch it again")


def _kind(record: Any) -> str | None:
    """Tell what a record holds, by what the server said; None for what is no article."""
    if not (record.headers.get("WARC-Target-URI") or "").startswith(_ADDRESSES):
        return None  # what the program that fetched wrote down: its arguments, its log
    if record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and status != 200:
            return None
        said = record.http_content_type
    else:
        said = record.headers.get("Content-Type")
    kind = (said or "").partition(";")[0].strip().lower()
    return kind if kind in _KINDS else None


def _facts(record: Any) -> tuple[str | None, str | None]:
    """Return the address and the encoding that the server named."""
    return record.headers.get("WARC-Target-URI"), getattr(record, "http_charset", None)


def _read(kind: str, data: bytes, facts: tuple[str | None, str | None], request: Request, place: str) -> Found:
    if len(data) > _LIMIT:
        raise too_large(request.thing, f"page {place}")
    name, parse = _KINDS[kind]
    inside = request.inside(place, url=facts[0], charset=facts[1])
    FORMATS[name].check(inside.thing)
    return parse(data, inside)
