"""The body of an HTTP answer as it was sent (RFC 9112, RFC 9110): in chunks, packed, and not always as its head says.

FastWARC can undo both, but ends an archive at the first answer whose head lies. Here what cannot be undone stays.
"""

import re
import zlib
from collections.abc import Iterator

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def whole(body: bytes, transfer: str, packed: str, limit: int) -> bytes:
    r"""Return a body without chunks and unpacked; no more than the limit, and one byte that says there was more.

    Args:
        body: As it was sent.
        transfer: Transfer-Encoding.
        packed: Content-Encoding.
        limit: Bytes.

    >>> whole(b"5\r\nRain \r\n5\r\nfell.\r\n0\r\n\r\n", "chunked", "", 100)
    b'Rain fell.'
    """
    if "chunked" in transfer.lower() and _CHUNK.match(body):
        body = b"".join(_chunks(body))
    for name in reversed([each.strip().lower() for each in packed.split(",")]):
        body = _unpacked(body, name, limit + 1)
    return body[: limit + 1]


def _chunks(body: bytes) -> Iterator[bytes]:
    """Yield the chunks; what follows on a chunk without its head is one, too."""
    place = 0
    while place < len(body):
        head = _CHUNK.match(body, place)
        if head is None:
            yield body[place:]
            return
        size = int(head[1], 16)
        if size == 0:
            return
        yield body[head.end() : head.end() + size]
        place = head.end() + size
        place += 2 if body.startswith(b"\r\n", place) else 1 if body.startswith(b"\n", place) else 0


def _unpacked(body: bytes, name: str, most: int) -> bytes:
    try:
        if name in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(body, most)
        if name == "deflate":
            return _inflated(body, most) or body
    except zlib.error:
        pass
    return _unbroken(body, most) if name == "br" else body


def _inflated(body: bytes, most: int) -> bytes:
    """Unpack what is called deflate, with zlib's head or, as some servers send it, without."""
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(body, most)


def _unbroken(body: bytes, most: int) -> bytes:
    """Unpack Brotli (RFC 7932)."""
    import brotli  # noqa: PLC0415 - FastWARC brings it

    try:
        return bytes(brotli.Decompressor().process(body, output_buffer_limit=most))
    except brotli.error:
        return body
