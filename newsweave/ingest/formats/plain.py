"""Plain text, with front matter at its top if there is any."""

from collections.abc import Iterator
from typing import BinaryIO

from newsweave.errors import EmptyError
from newsweave.ingest.cleaning import UNSEEN
from newsweave.ingest.formats import decoding
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single
from newsweave.ingest.formats.markdown import unmarked
from newsweave.ingest.metadata import Metadata, front_matter
from newsweave.ingest.offsets import Traced
from newsweave.ingest.wrapping import unwrapped


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read plain text."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one text.

    Raises:
        DocumentError: It is no text, not UTF-8, empty, or its front matter cannot be used.
    """
    whole = Traced(decoding.strict(data, request.thing)).cleaned()
    front, text = front_matter(whole.text, request.thing)
    if not text.strip(UNSEEN):
        problem = "holds metadata but no text" if front != Metadata() else "holds no text"
        raise EmptyError(request.thing, problem, "put the article's text into it, or leave it out")
    traced = whole.behind(len(whole.text) - len(text))
    if request.name.lower().endswith(".md"):
        traced = unmarked(traced)
    traced = unwrapped(traced)
    return Found(text=traced.text, metadata=front, digest=digest(data), raw=traced.raw())
