"""Mailboxes (RFC 4155, mbox): one message after the other, each begun by a line "From somebody at a time"."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from newsweave.errors import FormatError
from newsweave.ingest.formats import mail
from newsweave.ingest.formats.found import LIMIT_MB, Found, Piece, Request, too_large

_BEGINS = re.compile(rb"From \S+ .*\d{4}")
_ESCAPED = re.compile(rb">+From ")
_LIMIT = LIMIT_MB * 1_000_000


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a mailbox.

    Raises:
        FormatError: It does not begin as one.
    """
    number = 0
    for number, message in enumerate(_messages(stream), 1):
        yield Piece(place=str(number), read=partial(_read, message, request, str(number)))
    if not number:
        raise FormatError(request.thing, "is no mailbox: no line begins with From", "name it .eml if it is one e-mail")


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each message; None for one that is too large."""
    lines: list[bytes] = []
    size, inside, blank = 0, False, True
    while line := stream.readline(_LIMIT):
        if blank and _BEGINS.match(line):
            if inside:
                yield b"".join(lines) if size <= _LIMIT else None
            lines, size, inside = [], 0, True
        elif inside:
            size += len(line)
            if size <= _LIMIT:
                lines.append(line[1:] if _ESCAPED.match(line) else line)
            else:
                lines = []
        blank = line in {b"\n", b"\r\n"}
    if inside:
        yield b"".join(lines) if size <= _LIMIT else None


def _read(message: bytes | None, request: Request, place: str) -> Found:
    if message is None:
        raise too_large(request.thing, f"message {place}")
    return mail.parse(message, request.inside(place))
