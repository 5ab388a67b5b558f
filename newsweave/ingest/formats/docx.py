"""Word documents (ECMA-376, WordprocessingML): the words of the body, a line each paragraph."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from newsweave.errors import EmptyError, FormatError, LimitError
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single
from newsweave.ingest.formats.safe_xml import Element
from newsweave.ingest.formats.safe_xml import parse as parsed
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.offsets import Traced

_LIMIT = 50_000_000  # bytes of a part: a novel has 10 MB
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "fallback", "Fallback", "pict", "drawing"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a Word document."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one document.

    Raises:
        FormatError: It is damaged, encrypted, or no Word document.
        EmptyError: It has no words.
    """
    thing = request.thing
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = parsed(_part(archive, "word/document.xml", thing), thing)
            has_core = "docProps/core.xml" in archive.namelist()
            core = parsed(_part(archive, "docProps/core.xml", thing), thing) if has_core else Element("", {})
    except KeyError as error:
        raise FormatError(thing, "is a ZIP archive but no Word document", "name it .zip, or save it again") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        ValueError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        problem = f"is a damaged or encrypted Word document ({error})"
        raise FormatError(thing, problem, "open it in Word or LibreOffice and save it again") from error
    traced = Traced("\n\n".join(_paragraphs(body))).tidied()
    if not traced.text:
        raise EmptyError(thing, "holds no text", "put the article's text into it, or leave it out")
    known = {element.local: element.text for element in core.elements()}
    about = {"title": known.get("title"), "author": known.get("creator"), "language": known.get("language")}
    return Found(text=traced.text, metadata=lenient(about), digest=digest(data), raw=traced.raw(extracted=True))


def _part(archive: zipfile.ZipFile, name: str, thing: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise LimitError(thing, f"unpacks to more than {_LIMIT // 1_000_000} MB", "split it into one file an article")
    return data


def _paragraphs(element: Element) -> Iterator[str]:
    for child in element.elements():
        if child.local == "p":
            yield "".join(_words(child))
        elif child.local not in _LEFT_OUT:
            yield from _paragraphs(child)


def _words(element: Element) -> Iterator[str]:
    for child in element.elements():
        if child.local == "t":
            yield child.text
        elif child.local in _BREAKS:
            yield _BREAKS[child.local]
        elif child.local not in _LEFT_OUT and not _is_hidden(child):
            yield from _words(child)


def _is_hidden(element: Element) -> bool:
    """Tell a run of hidden words."""
    return any(True for about in element.elements("rPr") for _ in about.elements("vanish", "webHidden"))
