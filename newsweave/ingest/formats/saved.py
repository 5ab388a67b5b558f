"""Pages as browsers save them whole: MHTML (RFC 2557; Chrome, Edge, Internet Explorer) and Safari's web archives.

Such a file has the page, its pictures and styles, and where it was; only the page is read, as HTML. Its day is the one
that the page says, not the one when it was saved.
"""

import email
import email.policy
import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from newsweave.errors import FormatError
from newsweave.ingest.formats import page
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single

_CURE = "save the page as HTML (.html)"


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a saved page."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one saved page.

    Raises:
        DocumentError: It is damaged, or has no article.
    """
    plist = data.startswith(b"bplist") or b"<plist" in data[:1000]
    html, url, charset = _archived(data, request.thing) if plist else _mailed(data, request.thing)
    known = request.url or (url if url.startswith(("http://", "https://")) else None)
    found = page.parse(html, replace(request, url=known, charset=charset or None))
    return replace(found, digest=digest(data))


def _mailed(data: bytes, thing: str) -> tuple[bytes, str, str]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        payload = part.get_payload(decode=True) if part is not None else None
        if part is None or not isinstance(payload, bytes):
            raise FormatError(thing, "is a saved page without a page in it", _CURE)
        place = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
        return payload, str(place).strip(), str(part.get_content_charset() or "")
    except (FormatError, MemoryError):
        raise
    except Exception as error:  # damaged headers can make the parser fail in any way
        raise FormatError(thing, f"is a damaged saved page ({type(error).__name__})", _CURE) from error


def _archived(data: bytes, thing: str) -> tuple[bytes, str, str]:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        html = main["WebResourceData"]
        if not isinstance(html, bytes):
            raise TypeError("its page is no data")
        return html, str(main.get("WebResourceURL", "")), str(main.get("WebResourceTextEncodingName", ""))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, ExpatError) as error:
        raise FormatError(thing, f"is a damaged web archive of Safari ({type(error).__name__})", _CURE) from error
