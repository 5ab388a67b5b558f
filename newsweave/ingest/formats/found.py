"""What a reader of a format takes and gives.

A reader goes through a file and gives its pieces one by one; a piece says where it lies and can be read. To go on after
a piece that failed, or that had to be killed, the pieces before it are passed over without being read.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from newsweave.errors import LimitError
from newsweave.ingest.metadata import Metadata
from newsweave.raw import Raw

# A feature article has some 10 KB, a novel 1 MB; spaCy needs 3.5 KB of memory for each character in flight.
LIMIT_MB = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article as it was found.

    Attributes:
        text: Its words.
        metadata: What the file says about it.
        digest: SHA-256 of the bytes that it was read from, in hexadecimal.
        raw: The way back to the words as they were before they were cleaned; None if it is not kept.
    """

    text: str
    metadata: Metadata
    digest: str
    raw: Raw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article that can be read.

    Attributes:
        place: Where in the file, "3" or "news/a.txt"; empty for a file that is one article.
        read: Reads it; raises DocumentError if it cannot be used.
    """

    place: str
    read: Callable[[], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a reader is told beside the bytes.

    Attributes:
        thing: The file, as messages name it.
        name: The file's name, for its suffix.
        columns: Our key to the name of a column or field that holds it: {"text": "body"}.
        url: Where the bytes were fetched.
        charset: The encoding that the transport names.
    """

    thing: str
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    charset: str | None = None

    def inside(self, place: str, **changes: str | None) -> "Request":
        """Return the request for what lies at a place in this file."""
        return replace(self, thing=f"{self.thing}#{place}", **changes)  # type: ignore[arg-type]


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, stream: BinaryIO, request: Request) -> Iterator[Piece]:
        """Go through a file.

        Args:
            stream: Its bytes, from the start; can seek.
            request: What is known about it.

        Yields:
            Its pieces, in their order.

        Raises:
            DocumentError: The file is damaged from here on.
        """
        ...


def single(stream: BinaryIO, request: Request, parse: Callable[[bytes, Request], Found]) -> Iterator[Piece]:
    """Give the one piece of a file that is one article."""
    yield Piece(place="", read=lambda: parse(whole(stream, request), request))


def whole(stream: BinaryIO, request: Request) -> bytes:
    """Read all of a stream.

    Raises:
        LimitError: It is larger than an article.
    """
    data = stream.read(LIMIT_MB * 1_000_000 + 1)
    if len(data) > LIMIT_MB * 1_000_000:
        raise too_large(request.thing)
    return data


def too_large(thing: str, place: str = "") -> LimitError:
    """Say that something is larger than an article."""
    return LimitError(thing, f"is larger than {LIMIT_MB} MB", "split it into one file an article", place)


def digest(data: bytes) -> str:
    """Hash bytes that an article was read from."""
    return hashlib.sha256(data).hexdigest()
