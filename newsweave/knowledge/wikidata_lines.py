"""The lines of a dump, from a file or standard input, plain or gzipped, none of them too long for memory."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from newsweave.errors import KnowledgeError

LONGEST = 32 << 20  # bytes; the longest entities have some 4 MB
BROKEN = (gzip.BadGzipFile, EOFError, zlib.error)  # what an archive that is damaged or cut off raises while it is read

_MAGIC = b"\x1f\x8b"
_TELL = 4 << 20  # bytes between two reports of progress


def lines(source: str, stack: ExitStack, on_progress: Callable[[int], None] | None = None) -> Iterator[bytes | None]:
    """Tell the lines of a source; None for one that is too long to be true.

    Args:
        source: A file, or "-" for standard input.
        stack: Closes the file.
        on_progress: Told how many bytes of the source, packed as it is, were read so far.

    Raises:
        KnowledgeError: The file cannot be opened.
    """
    stream = _unpacked(_Counted(_open(source, stack), on_progress))
    while line := stream.readline(LONGEST):
        if len(line) < LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield None


class _Counted(io.RawIOBase):
    """A stream that tells how much of it was read."""

    def __init__(self, stream: IO[bytes], on_progress: Callable[[int], None] | None) -> None:
        self._stream, self._on_progress = stream, on_progress
        self._read = self._told = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        got = self._stream.read(len(buffer))
        buffer[: len(got)] = got
        self._read += len(got)
        if self._on_progress and (self._read - self._told >= _TELL or not got):
            self._on_progress(self._read)
            self._told = self._read
        return len(got)


def _open(source: str, stack: ExitStack) -> IO[bytes]:
    if source == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(source).open("rb"))
    except OSError as error:
        raise KnowledgeError(
            source, f"cannot be read ({error.strerror})", "give a dump in JSON, or - for stdin"
        ) from error


def _unpacked(counted: _Counted) -> IO[bytes]:
    stream = io.BufferedReader(counted, 1 << 20)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == _MAGIC else stream)
