"""The process that reads hostile formats: jobs come on standard input, articles leave on standard output, in JSON.

    <- {"path": "articles/a.html", "thing": "a.html", "name": "a.html", "format": "html", "start": 0, ...}
    -> {"at": 1, "place": ""}                                    reading begins: if no answer comes, this one was it
    -> {"text": "...", "metadata": {...}, "digest": "..."}       or {"error": "FormatError", "told": [...]}
    -> {"end": true}

Pieces before `start` are passed over unread. The parent is `newsweave.ingest.apart`.
"""

import json
import os
import sys
import time
from dataclasses import asdict
from typing import Any, TextIO

from newsweave import errors, usage
from newsweave.codec import encode
from newsweave.errors import DocumentError, FormatError, LimitError
from newsweave.ingest.confine import Fence, limited
from newsweave.ingest.formats.found import Found, Piece, Request
from newsweave.ingest.formats.table import FORMATS

_BEAT = 0.5  # seconds after which passing over pieces gives a sign of life


def main() -> None:
    """Do jobs until standard input ends."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    silence = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the process lives
    os.dup2(silence.fileno(), 1)  # what libraries print is no answer
    sys.setrecursionlimit(3000)
    fence = Fence()
    fence.raise_()
    for line in sys.stdin:
        job = json.loads(line)
        fence.allowed = job["path"]
        _Job(job, out).do()
        fence.allowed = ""
        spent = {"seconds": usage.seconds(), "megabytes": usage.peak() >> 20}
        _send(out, {"end": True, "refused": fence.refused, **spent})
        fence.refused = []


def _send(out: TextIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message, default=str) + "\n")
    out.flush()


class _Job:
    def __init__(self, job: dict[str, Any], out: TextIO) -> None:
        self.path, self.start, self.seconds = job["path"], job["start"], job["seconds"]
        self.format = FORMATS[job["format"]]
        self.request = Request(
            thing=job["thing"], name=job["name"], columns=job["columns"], url=job["url"], charset=job["charset"]
        )
        self.memory = job["memory"]
        self.out = out

    def do(self) -> None:
        """Read a file and send what is found."""
        try:
            self._pieces()
        except Exception as error:
            self._fail(error)

    def _pieces(self) -> None:
        reader = self.format.reader(self.request.thing)
        grant = limited(self.memory)
        grant(self.seconds)
        beat = time.monotonic()
        with open(self.path, "rb") as stream:  # noqa: PTH123 - the path as the fence knows it
            for number, piece in enumerate(reader(stream, self.request), 1):
                grant(self.seconds)
                if number > self.start:
                    _send(self.out, {"at": number, "place": piece.place})
                    self._read(piece)
                elif time.monotonic() - beat > _BEAT:
                    beat = time.monotonic()
                    _send(self.out, {"passed": number})

    def _read(self, piece: Piece) -> None:
        try:
            found = piece.read()
        except Exception as error:
            self._fail(error)
        else:
            self._give(found)

    def _give(self, found: Found) -> None:
        raw = encode(found.raw) if found.raw else None
        _send(self.out, {"text": found.text, "metadata": asdict(found.metadata), "digest": found.digest, "raw": raw})

    def _fail(self, error: Exception) -> None:
        thing, said = self.request.thing, self.format.said
        if isinstance(error, MemoryError):
            error = LimitError(thing, f"takes more than {self.memory >> 20} MB of memory to read", "split it")
        elif isinstance(error, RecursionError):
            error = FormatError(thing, "is nested too deep", "save its text as plain text (.txt)")
        elif not isinstance(error, DocumentError):
            problem = f"cannot be read as {said} ({type(error).__name__}: {str(error)[:200]})"
            error = FormatError(thing, problem, "save its text as plain text (.txt)")
        told = [error.thing, error.problem, error.cure, error.place]
        _send(self.out, {"error": type(error).__name__, "told": told})


def error_of(message: dict[str, Any]) -> DocumentError:
    """Make the error that a worker sent."""
    kind = getattr(errors, str(message["error"]), DocumentError)
    known = isinstance(kind, type) and issubclass(kind, DocumentError)
    return (kind if known else DocumentError)(*map(str, message["told"]))
