"""What a build has extracted so far, in a file, so that one that was stopped goes on where it was.

    {"newsweave":"part","version":1,"recipe":"newsweave 0.1.0; ..."}
    {"document":{"id":"d0...","text":"..."},"pipeline":"...","entities":[...], ...}

A line for each document, written as soon as it is extracted. A last line that was cut off is dropped; what other
software made is thrown away.
"""

import errno
import json
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from newsweave.codec import decode, encode, json_text
from newsweave.errors import RecordError, WriteError
from newsweave.types import Extraction


class Part:
    """The file; it is made with the first extraction.

    Args:
        path: Where it is.
        recipe: The software that extracts; what other software made is not used.

    Raises:
        WriteError: It cannot be read or written.

    The extractions are those before linking: knowledge bases may change meanwhile.
    """

    def __init__(self, path: Path, recipe: str) -> None:
        self._path = path
        self._head = json_text({"newsweave": "part", "version": 1, "recipe": recipe}).encode() + b"\n"
        self._places: dict[str, tuple[int, int]] = {}  # of each document, from where to where
        self._end = 0
        self._stream: BinaryIO | None = None

    def __enter__(self) -> "Part":
        """Look what is there."""
        try:
            if self._path.exists():
                self._look()
        except OSError as error:
            raise self._trouble(error) from error
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Let go of the file."""
        if self._stream:
            self._stream.close()

    def __len__(self) -> int:
        """Count the documents in it."""
        return len(self._places)

    def __contains__(self, document: str) -> bool:
        """Tell whether what a document says is there."""
        return document in self._places

    def get(self, document: str) -> Extraction:
        """Return what a document says.

        Raises:
            RecordError: It is damaged.
        """
        start, end = self._places[document]
        assert self._stream is not None
        self._stream.seek(start)
        try:
            return decode(Extraction, json.loads(self._stream.read(end - start)), document)
        except ValueError as error:
            name = self._path.as_posix()
            raise RecordError(name, f"it is damaged: {error}", "remove it, and build from the beginning") from error

    def put(self, said: Extraction) -> None:
        """Keep what a document says."""
        try:
            self._write(json_text(encode(said, said.document.id)).encode() + b"\n", said.document.id)
        except OSError as error:
            raise self._trouble(error) from error

    def remove(self) -> None:
        """Throw the file away: the run is at its end."""
        if self._stream:
            self._stream.close()
        self._stream = None
        self._path.unlink(missing_ok=True)

    def _look(self) -> None:
        """Note where each document is, up to the last whole line."""
        stream = self._path.open("r+b")
        if stream.readline() != self._head:
            stream.close()
            self._path.unlink()
            return
        self._stream, self._end = stream, stream.tell()
        for line in stream:
            document = _document(line)
            if document is None:
                break
            self._places[document] = (self._end, self._end + len(line))
            self._end += len(line)
        stream.truncate(self._end)

    def _write(self, line: bytes, document: str) -> None:
        if self._stream is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.open("w+b")
            self._end = self._stream.write(self._head)
        self._stream.seek(self._end)
        self._stream.write(line)
        self._stream.flush()
        self._places[document] = (self._end, self._end + len(line))
        self._end += len(line)

    def _trouble(self, error: OSError) -> WriteError:
        reason = (error.strerror or str(error)).lower()
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        cure = "make room on the disk, and run it again" if full else "look at the folder and its permissions"
        return WriteError(self._path.as_posix(), f"cannot be written: {reason}", cure)


def _document(line: bytes) -> str | None:
    """Tell which document a line is about; None if it is damaged."""
    if not line.endswith(b"\n"):
        return None
    try:
        return str(json.loads(line)["document"]["id"])
    except (ValueError, KeyError, TypeError):
        return None
