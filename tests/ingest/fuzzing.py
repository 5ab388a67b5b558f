"""Damages files at random, and reads them as the worker would but in this process."""

import io
import random

from newsweave.errors import DocumentError
from newsweave.ingest.cleaning import clean
from newsweave.ingest.formats.found import Found, Request
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS

_TOKENS = (
    *(b"\0", b"\xff", b"<", b">", b'"', b"\n", b"\r\n", b",", b"{", b"[", b"&", b";", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"<![CDATA[", b"--", b"/Length 99999", b"endstream", b"obj", b"<<"),
    *(
        b"Content-Length: 99999999\r\n",
        b"WARC/1.0\r\n",
        b"From a Thu Jan  6 10:00:00 2022\n",
        b"Content-Type: multipart/x",
    ),
    *(
        "é".encode(),
        "\u202e".encode(),
        "\U0001f600".encode(),
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"9" * 30,
        b"(" * 300,
        b"<p>" * 300,
    ),
)


def damaged(data: bytes, choose: random.Random) -> bytes:
    """Damage a file in some places: cut, double, swap, overwrite, insert."""
    out = bytearray(data)
    for _ in range(choose.randint(1, 6)):
        start = choose.randrange(len(out) + 1)
        end = min(len(out), start + choose.choice((1, 4, 40, 400)))
        what = choose.randrange(6)
        if what == 0:
            del out[start:end]
        elif what == 1:
            out[start:start] = out[start:end] * choose.choice((1, 2, 50))
        elif what == 2:
            out[start:start] = choose.choice(_TOKENS)
        elif what == 3:
            out[start:end] = bytes(choose.randrange(256) for _ in range(end - start))
        elif what == 4 and start < len(out):
            out[start] ^= 1 << choose.randrange(8)
        else:
            del out[start:]
    return bytes(out[:200_000])


def read(data: bytes, name: str) -> str:
    """Read a file in this process, and say how it went: "found", "refused", "nothing".

    Raises:
        Exception: Whatever is no DocumentError: a fault in a reader.
    """
    format_ = told(data[:HEAD], name) or FORMATS["text"]
    outcome = "nothing"
    try:
        for piece, _ in zip(
            format_.reader(name)(io.BytesIO(data), Request(thing=name, name=name)), range(200), strict=False
        ):
            try:
                check(piece.read())
                outcome = "found"
            except DocumentError as error:
                outcome = "refused" if outcome == "nothing" else outcome
                str(error).encode("utf-8", "backslashreplace")
    except (DocumentError, RecursionError, MemoryError):
        outcome = "refused" if outcome == "nothing" else outcome
    return outcome


def check(found: Found) -> None:
    """Hold what is found to what the rest of the pipeline relies on."""
    assert found.text.strip()
    assert found.text == clean(found.text)
    found.text.encode()
    for value in (found.metadata.title, found.metadata.author, found.metadata.publisher):
        assert value is None or ("\n" not in value and value.encode())
    assert found.metadata.url is None or found.metadata.url.startswith("http")
