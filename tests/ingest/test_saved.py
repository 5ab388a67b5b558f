"""Pages that a browser saved whole are read as pages: their own day, their own address."""

import plistlib
import quopri
from datetime import date
from pathlib import Path

import pytest

from newsweave.ingest.readers import read
from newsweave.types import Document, Failure
from tests.ingest.samples import PAGE, TEXT, put

_BARE = PAGE.replace('<link rel="canonical" href="https://daily.example/rain">', "")
_CHROME = (
    (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/rain\r\nSubject: Rain\r\n"
        b"Date: Fri, 1 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://daily.example/rain\r\n\r\n"
    )
    + quopri.encodestring(_BARE.encode())
    + b"\r\n--b\r\nContent-Type: text/css\r\n\r\np{}\r\n--b--\r\n"
)
_MAIN = {"WebResourceData": _BARE.encode(), "WebResourceURL": "https://daily.example/rain"}
_SAFARI = {"WebMainResource": _MAIN | {"WebResourceTextEncodingName": "UTF-8"}}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mhtml", _CHROME),
        ("a", _CHROME),
        ("a.webarchive", plistlib.dumps(_SAFARI, fmt=plistlib.FMT_BINARY)),
        ("a.webarchive", plistlib.dumps(_SAFARI)),
    ],
)
def test_a_saved_page_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    (document,) = read(put(tmp_path / name, data))
    assert isinstance(document, Document)
    assert document.text == f"Rain in Leeds\n\n{TEXT}"
    assert (document.url, document.published) == ("https://daily.example/rain", date(2022, 1, 6))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mhtml", b"From: <Saved by Blink>\n\nx"),
        ("a.webarchive", b"bplist00" + bytes(50)),
        ("b.webarchive", b"x" * 9),
    ],
)
def test_a_damaged_one_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (failure,) = read(put(tmp_path / name, data))
    assert isinstance(failure, Failure)
    assert "save the page as HTML" in str(failure)
