"""ZIP and tar archives and gzip files: their members are read as files are, and nothing is written to disk.

A member's name is shown and never opened. An archive may unpack to 200 times its size beyond the first 100 MB: text
shrinks to a tenth, a bomb to a thousandth (https://www.bamsoftware.com/hacks/zipbomb/). Archives in archives stay shut.
"""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from newsweave.errors import DocumentError, EmptyError, FormatError, LimitError
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Reader, Request
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS, Format

_FREE = 100_000_000  # bytes that any archive may unpack to
_RATIO = 200
_LIMIT = LIMIT_MB * 1_000_000
_LARGE = 10 * _LIMIT  # of a member that holds many articles
_ARCHIVES = frozenset({"zip", "tar", "gzip", "bzip2", "xz"})
_DEEPEST = 3  # archives that may lie in each other: a ZIP archive of .tar.gz files has two
_UNPACK: dict[str, Callable[[BinaryIO], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}
_MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
_DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, AttributeError),
)
# ZIP archives that are something else: a part that only these have, what they are, and what to do.
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook", "save the sheet as CSV (.csv)"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save its text as plain text (.txt)"),
    ("META-INF/container.xml", "an e-book (EPUB)", "save its text as plain text (.txt)"),
    ("META-INF/manifest.xml", "an OpenDocument file", "save it as a Word document (.docx) or as plain text (.txt)"),
    ("Index/Document.iwa", "a Pages document", "save it as a Word document (.docx) or as plain text (.txt)"),
)
_Opened = tuple[str, Callable[[], Any]]  # a member's name, and what opens it


class _Budget:
    """Counts what is unpacked."""

    def __init__(self, packed: int, thing: str) -> None:
        self.left = max(_FREE, packed * _RATIO)
        self.thing = thing

    def read(self, stream: BinaryIO | zipfile.ZipExtFile, limit: int, place: str) -> bytes:
        """Read a member whole.

        Raises:
            LimitError: It is larger than it may be, or the archive is a bomb.
        """
        data = stream.read(min(limit, self.left) + 1)
        self.left -= len(data)
        if self.left < 0:
            problem = f"unpacks to more than {_RATIO} times its size, as a bomb does"
            raise LimitError(self.thing, problem, "unpack it yourself if you trust it", place)
        if len(data) > limit:
            raise LimitError(self.thing, f"is larger than {limit // 1_000_000} MB", "split it", place)
        return data


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read an archive.

    Raises:
        FormatError: It is damaged from here on.
        LimitError: It unpacks to too much.
        EmptyError: It holds nothing that could be an article.
    """
    budget = _Budget(stream.seek(0, io.SEEK_END), request.thing)
    stream.seek(0)
    yield from _pieces(stream, request, budget, 1)


def _pieces(stream: BinaryIO, request: Request, budget: _Budget, depth: int) -> Iterator[Piece]:
    head = stream.read(HEAD)
    stream.seek(0)
    format_ = told(head, request.name)
    kind = format_.name if format_ else "zip"
    members = _tar if kind == "tar" else _packed if kind in _UNPACK else _zip
    found = False
    lone = FORMATS["text"] if kind in _UNPACK else None  # a file that is packed by itself can be text by any name
    try:
        for name, opened in members(stream, request):
            for piece in _member(name, opened, budget, request, lone, depth):
                found = True
                yield piece
    except DocumentError:
        raise
    except _DAMAGED as error:
        problem = f"is damaged or encrypted ({type(error).__name__}: {str(error)[:200]})"
        raise FormatError(request.thing, problem, "copy it again, or unpack it yourself") from error
    if not found:
        raise EmptyError(request.thing, "holds no file that could be an article", "leave it out")


def _zip(stream: BinaryIO, request: Request) -> Iterator[_Opened]:
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
        for mark, what, cure in _OTHERS:
            if mark in names:
                raise FormatError(request.thing, f"is {what}", cure)
        for member in archive.infolist():
            if not member.filename.endswith("/"):
                yield member.filename, partial(archive.open, member)


def _tar(stream: BinaryIO, _request: Request) -> Iterator[_Opened]:
    # What is packed is not left to tarfile, which copies all that one piece unpacks to with each 10 KB that are read.
    head = stream.read(HEAD)
    stream.seek(0)
    packing = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
    with tarfile.open(fileobj=_UNPACK[packing](stream) if packing else stream, mode="r|") as archive:
        for member in archive:
            if member.isreg():  # no links, which could lead anywhere, and no devices
                yield member.name, partial(archive.extractfile, member)


def _packed(stream: BinaryIO, request: Request) -> Iterator[_Opened]:
    """Give the one file that is packed by itself."""
    kind = told(stream.read(HEAD), request.name)
    stream.seek(0)
    inner = PurePosixPath(request.name).name
    end = next((end for end in FORMATS[kind.name].suffixes if inner.lower().endswith(end)), "") if kind else ""
    yield inner.removesuffix(inner[len(inner) - len(end) :]), partial(_UNPACK[kind.name if kind else "gzip"], stream)


def shown(name: str) -> str:
    r"""Return a member's name without what leads out of the archive.

    >>> shown("../../etc/passwd"), shown("C:\\news\\a.txt"), shown("/a/./b.txt")
    ('etc/passwd', 'news/a.txt', 'a/b.txt')
    """
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    kept = [part for part in parts if part not in {"", ".", ".."} and not (len(part) == 2 and part[1] == ":")]
    return "/".join(kept)[:300] or "unnamed"


def _is_article(name: str) -> bool:
    """Tell articles from hidden files, those of macOS, READMEs and files of unknown sorts."""
    path = PurePosixPath(shown(name))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not (hidden or path.stem.lower() == "readme" or path.suffix.lower() == ".toml")


def _member(
    name: str, opened: Callable[[], Any], budget: _Budget, request: Request, lone: Format | None, depth: int
) -> Iterator[Piece]:
    """Give the pieces of a member; one that cannot be used is a piece that says so."""
    if not _is_article(name):
        return
    place = shown(name)
    try:
        with opened() as stream:
            data = stream.read(HEAD)
            format_ = told(data, place) or lone
            if format_ is None:
                return
            if format_.name in _ARCHIVES and depth >= _DEEPEST:
                yield _failing(place, _shut(request, place))
                return
            limit = _LARGE if format_.many else _LIMIT
            data += budget.read(stream, limit, place)
        if format_.name in _ARCHIVES:
            reader: Reader = partial(_pieces, budget=budget, depth=depth + 1)
        else:
            reader = format_.reader(f"{request.thing}#{place}")
    except DocumentError as error:
        if isinstance(error, LimitError) and budget.left < 0:
            raise
        yield _failing(place, error)
        return
    except _DAMAGED as error:
        problem = f"is damaged or encrypted ({type(error).__name__}: {str(error)[:200]})"
        yield _failing(place, FormatError(request.thing, problem, "unpack it yourself", place))
        return
    inside = replace(request.inside(place), name=place)
    try:
        for piece in reader(io.BytesIO(data), inside):
            yield replace(piece, place=f"{place}#{piece.place}" if piece.place else place)
    except DocumentError as error:
        if isinstance(error, LimitError) and budget.left < 0:
            raise
        yield _failing(place, error)


def _shut(request: Request, place: str) -> FormatError:
    problem = f"is an archive in {_DEEPEST} others"
    return FormatError(request.thing, problem, "unpack it, and give it by itself", place)


def _failing(place: str, error: DocumentError) -> Piece:
    def read() -> Found:
        raise error

    return Piece(place=place, read=read)
