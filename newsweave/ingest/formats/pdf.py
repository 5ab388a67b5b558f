"""PDF files, by pypdf, which has limits against bombs: the words of the pages, without what repeats on each.

A PDF has no articles, only letters at places: columns, tables and captions may come out in another order than a person
would read them. Scans have no letters at all.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from newsweave.errors import DocumentError, EmptyError, FormatError, LimitError
from newsweave.ingest.cleaning import UNWRAP
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request, digest, single
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.offsets import Traced

_NUMBER = re.compile(r"\d+")
_NO_TITLE = re.compile(r"\.(?:docx?|pdf|indd|qxd|tex|pptx?)$|^(?:Microsoft Word|untitled|PowerPoint)\b", re.I)
_BREAK = re.compile(r"^(?P<line>[^\n]+)\n(?=(?P<word>[^\s]{1,100}))", re.M)
_ENDS = '.!?:;”"'
# One line in ten is longer than what is usual; a line is full if it reaches four fifths of that with the next word.
_USUAL, _FULL = 0.9, 0.8
_NARROWEST = 20  # letters of a line of a column
_PROSE = 0.3  # of the lines begin with a small letter, in lists none do
_EDGE = 2  # lines at the top and the foot of a page that may be a header


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a PDF file."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one PDF file.

    Raises:
        FormatError: It is damaged or encrypted.
        EmptyError: It has no words.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - an extra
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError  # noqa: PLC0415

    thing = request.thing
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted(thing)
        pages = [page.extract_text() for page in reader.pages]
        about: Mapping[str, object] = reader.metadata or {}
        title, author = (str(about.get(key) or "") for key in ("/Title", "/Author"))
    except LimitReachedError as error:
        raise LimitError(thing, f"unpacks to too much ({error})", "print it to a new PDF file") from error
    except (FileNotDecryptedError, DependencyError) as error:
        raise _encrypted(thing) from error
    except (DocumentError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # a damaged file can make pypdf fail in any way: its own errors, those of struct, of zlib
        problem = f"is a damaged PDF file ({type(error).__name__}: {error})"
        raise FormatError(thing, problem, "print it to a new PDF file, or save its text as plain text") from error
    traced = _flowing(Traced("\n".join(pages)).lines(_lines(pages)).cleaned().by(UNWRAP).tidied())
    if not traced.text:
        problem = f"has {len(pages)} pages and no words: scans, perhaps"
        raise EmptyError(thing, problem, "run it through text recognition (OCR) first")
    if len(traced.text) > LIMIT_MB * 1_000_000:
        raise LimitError(thing, f"has more than {LIMIT_MB} million letters", "split it into one file an article")
    known = {"title": "" if _NO_TITLE.search(title) else title, "author": author}
    return Found(text=traced.text, metadata=lenient(known), digest=digest(data), raw=traced.raw(extracted=True))


def _encrypted(thing: str) -> FormatError:
    return FormatError(thing, "is encrypted and opens with a password alone", "save it without the password")


def _flowing(traced: Traced) -> Traced:
    """Put the lines of a paragraph behind each other: columns break them where no more words would fit."""
    lines = [line for line in traced.text.split("\n") if line]
    lengths = sorted(map(len, lines))
    width = max(_NARROWEST, lengths[int(len(lengths) * _USUAL)] * _FULL) if lengths else 0
    prose = sum(line[:1].islower() for line in lines) >= _PROSE * len(lines)

    def joined(found: re.Match[str]) -> str:
        line, word = found["line"], found["word"]
        goes_on = word[:1].islower() and line[-1] not in _ENDS
        full = prose and len(line) + 1 + len(word) >= width
        return f"{line} " if goes_on or full else found[0]

    return traced.replaced(_BREAK, joined)


def _lines(pages: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the lines of the pages stand, of all joined; left out are those at the edge of most."""
    cut = [list(_placed(page)) for page in pages]
    often: set[str] = set()
    if len(cut) > 1:
        edges = Counter(line for lines in cut for line in {_plain(line) for _, line in lines[:_EDGE] + lines[-_EDGE:]})
        often = {line for line, count in edges.items() if count * 2 > len(cut)}
    begin = 0
    for page, lines in zip(pages, cut, strict=True):
        for number, (start, line) in enumerate(lines):
            at_edge = number < _EDGE or number >= len(lines) - _EDGE
            if not (at_edge and _plain(line) in often):
                yield begin + start, begin + start + len(line)
        begin += len(page) + 1


def _placed(page: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page and where they begin in it, without blank ones at its ends."""
    start = len(page) - len(page.lstrip("\n"))
    for line in page.strip("\n").split("\n"):
        yield start, line
        start += len(line) + 1


def _plain(line: str) -> str:
    return _NUMBER.sub("0", line.strip())
