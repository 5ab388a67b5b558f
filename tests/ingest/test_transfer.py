"""Answers in web archives, as servers and crawlers leave them: none of them ends the archive."""

import gzip
import zlib
from pathlib import Path

import brotli
import pytest

from newsweave.ingest.formats.transfer import whole
from newsweave.ingest.readers import read
from newsweave.types import Document
from tests.ingest.samples import PAGE, TEXT, put

_BARE = PAGE.replace('<link rel="canonical" href="https://daily.example/rain">', "").encode()


def _chunked(body: bytes, size: int = 300) -> bytes:
    parts = (body[place : place + size] for place in range(0, len(body), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


_SENT = {
    "plain": (_BARE, ""),
    "gzip": (gzip.compress(_BARE), "Content-Encoding: gzip"),
    "brotli": (brotli.compress(_BARE), "Content-Encoding: br"),
    "deflate": (zlib.compress(_BARE), "Content-Encoding: deflate"),
    "raw deflate": (_raw_deflate(_BARE), "Content-Encoding: deflate"),
    "chunks": (_chunked(_BARE), "Transfer-Encoding: chunked"),
    "chunks of gzip": (_chunked(gzip.compress(_BARE)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
    "unpacked by the crawler": (_BARE, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
    "cut off": (_chunked(_BARE)[:-7], "Transfer-Encoding: chunked"),
}


def _record(url: str, body: bytes, head: str, kind: str = "text/html", sort: str = "response") -> bytes:
    said = f"Content-Type: {kind}\r\n" if kind else ""
    http = f"HTTP/1.1 200 OK\r\n{said}{head}{chr(13) + chr(10) if head else ''}\r\n".encode() + body
    top = f"WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-06T10:00:00Z\r\n"
    kinds = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress((top + kinds).encode() + http + b"\r\n\r\n")


def test_every_way_of_sending_is_undone_and_none_ends_the_archive(tmp_path: Path) -> None:
    records = [_record(f"<https://a.example/{n}>", *sent) for n, sent in enumerate(_SENT.values())]
    records.insert(3, _record("https://a.example/again", b"", "", sort="revisit"))
    records.append(_record("https://a.example/untold", _BARE, "", kind=""))
    found = list(read(put(tmp_path / "a.warc.gz", b"".join(records))))
    assert [(each.text, each.url) for each in found if isinstance(each, Document)] == [
        (f"Rain in Leeds\n\n{TEXT}", f"https://a.example/{n}") for n in (*range(len(_SENT)), "untold")
    ]


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "gzip"), (brotli.compress, "br"), (zlib.compress, "deflate")], ids=str
)
def test_a_bomb_is_unpacked_to_the_limit(pack: object, name: str) -> None:
    assert callable(pack)
    assert len(whole(pack(b"0" * 10_000_000), "", name, 1_000)) == 1_001


@pytest.mark.parametrize("body", [b"", b"zz", b"ffffffff\r\nRain", b"5\r\nRa", b"0\r\n"])
def test_what_is_no_chunk_stays_or_ends(body: bytes) -> None:
    assert whole(body, "chunked", "", 100) in {b"", b"zz", b"Rain", b"Ra"}
    assert whole(body, "", "gzip, br", 100) in {body, b""}
