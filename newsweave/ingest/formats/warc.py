"""Web archives (ISO 28500, WARC 1.0 and 1.1), by FastWARC: each page that was fetched is a document.

Common Crawl's news archives are such files. What was asked for, what failed and what is a picture is passed over.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from newsweave.errors import EmptyError, FormatError
from newsweave.ingest.formats import page, pdf, plain, transfer
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request, too_large
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS

_KINDS = {
    "text/html": ("html", page.parse),
    "application/xhtml+xml": ("html", page.parse),
    "text/plain": ("text", plain.parse),
    "application/pdf": ("pdf", pdf.parse),
}
_ADDRESSES = ("http:", "https:", "<http", "ftp:", "file:")  # WARC 1.0 has them in angle brackets
_UNTOLD = frozenset({"", "application/octet-stream", "unknown/unknown", "application/http"})
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
        archive = ArchiveIterator(stream, kinds, fsspec_args=False, max_header_len=65_536)
        for record in archive:
            seen += 1
            if not _is_answer(record):
                continue
            data = _body(record)
            kind = _kind(record, data)
            if kind is not None:
                number += 1
                yield Piece(place=str(number), read=partial(_read, kind, data, _facts(record), request, str(number)))
    except (OSError, ValueError, EOFError) as error:
        problem = f"is damaged after {number} pages ({str(error)[:200]})"
        raise FormatError(request.thing, problem, "fetch or copy it again") from error
    if not number:
        problem = f"holds no pages among its {seen} records" if seen else "holds no records that can be read"
        raise EmptyError(request.thing, problem, "leave it out, or fetch it again")


def _is_answer(record: Any) -> bool:
    """Tell pages that were fetched with success."""
    if not (record.headers.get("WARC-Target-URI") or "").startswith(_ADDRESSES):
        return False  # what the program that fetched wrote down: its arguments, its log
    answer = record.http_headers if record.is_http else None
    return answer is None or answer.status_code in {None, 200}


def _body(record: Any) -> bytes:
    data: bytes = record.reader.read(_LIMIT + 1)
    answer = record.http_headers if record.is_http else None
    if answer is None:
        return data
    return transfer.whole(data, answer.get("Transfer-Encoding") or "", answer.get("Content-Encoding") or "", _LIMIT)


def _kind(record: Any, data: bytes) -> str | None:
    """Tell what a record holds, by what the server said, else by its first bytes; None for what is no article."""
    answer = record.http_headers if record.is_http else None
    said = (answer.get("Content-Type") if answer is not None else record.headers.get("Content-Type")) or ""
    kind = said.partition(";")[0].strip().lower()
    if kind in _UNTOLD:
        found = told(data[:HEAD], "")
        kind = next((kind for kind, (name, _) in _KINDS.items() if found is not None and name == found.name), "")
    return kind if kind in _KINDS else None


def _facts(record: Any) -> tuple[str | None, str | None]:
    """Return the address and the encoding that the server named."""
    return (record.headers.get("WARC-Target-URI") or "").strip("<>"), getattr(record, "http_charset", None)


def _read(kind: str, data: bytes, facts: tuple[str | None, str | None], request: Request, place: str) -> Found:
    if len(data) > _LIMIT:
        raise too_large(request.thing, f"page {place}")
    name, parse = _KINDS[kind]
    inside = request.inside(place, url=facts[0], charset=facts[1])
    FORMATS[name].check(inside.thing)
    return parse(data, inside)
