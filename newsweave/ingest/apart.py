"""Reading apart: hostile formats go to a worker process, which is killed when it takes too long or too much.

One worker reads file after file. When it has to be killed, or dies, the piece that it was at is a failure, and a new
one goes on behind it. What it sends is JSON; nothing that comes from it is executed.
"""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from newsweave.clock import tell
from newsweave.codec import decode
from newsweave.config import Intake
from newsweave.errors import DocumentError, LimitError
from newsweave.ingest.formats.found import Found, Request
from newsweave.ingest.formats.table import Format
from newsweave.ingest.metadata import KEYS, Metadata
from newsweave.ingest.worker import error_of
from newsweave.raw import Raw

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from newsweave.ingest.worker import main; main()"
_PATIENCE = 5  # times the seconds of CPU time that a piece may take by the clock, on a busy machine
_OUT_OF_TIME = 24  # SIGXCPU on Linux and macOS
_CURE = "leave it out, or split it"
_DEATHS = 20  # of workers at one file
_AHEAD = 64  # messages that may wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a piece: an article or an error, and where it lies in the file."""

    place: str
    result: Found | DocumentError


class Apart:
    """Reads files in a worker process; close it when done.

    Attributes:
        refused: What readers tried that is none of their business.
        megabytes: The most memory that workers used that came to the end of a file.
    """

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._worker: subprocess.Popen[str] | None = None
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._listening: threading.Thread | None = None
        self.refused: list[str] = []
        self.megabytes = 0

    def read(self, path: Path, format_: Format, request: Request) -> Iterator[Outcome]:
        """Read the pieces of a file."""
        done, deaths, whole = 0, 0, False
        try:
            while True:
                last = yield from self._go(path, format_, request, done)
                if last is None:
                    whole = True
                    return
                at, place, problem = last
                deaths += 1
                yield Outcome(place=place, result=LimitError(request.thing, problem, _CURE, place))
                if at <= done or deaths >= _DEATHS or not format_.many:
                    return  # it does not come to a piece, or dies at each
                done = at
        finally:
            if not whole:  # whoever asked has gone: what is still to come is not for the next
                self.close()

    def close(self) -> None:
        """Kill the worker."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        while self._listening is not None and self._listening.is_alive():
            with contextlib.suppress(queue.Empty):
                self._messages.get(timeout=0.01)
        for pipe in (worker.stdin, worker.stdout):
            with contextlib.suppress(OSError):  # a job that was never taken
                if pipe is not None:
                    pipe.close()
        worker.wait()

    def _go(self, path: Path, format_: Format, request: Request, start: int) -> Any:
        """Read from a piece on; return where the worker was when it died, or None at the end."""
        self._ask(path, format_, request, start)
        at, place = start, ""
        wall = self._intake.seconds * _PATIENCE
        while True:
            try:
                message = self._messages.get(timeout=wall)
            except queue.Empty:
                self.close()
                return at, place, f"took more than {wall} seconds to read and was stopped"
            if message is None:
                return at, place, self._why()
            if "at" in message:
                at, place = int(message["at"]), str(message["place"])
            elif "text" in message:
                yield Outcome(place=place, result=_found(message))
                place = ""
            elif "error" in message:
                yield Outcome(place=place, result=error_of(message))
                place = ""
            elif "end" in message:
                self.refused += message["refused"]
                self.megabytes = max(self.megabytes, int(message["megabytes"]))
                tell({}, self.megabytes << 20)
                return None

    def _ask(self, path: Path, format_: Format, request: Request, start: int) -> None:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            self._begin()
        job = {
            "path": str(path.absolute()),
            "format": format_.name,
            "thing": request.thing,
            "name": request.name,
            "columns": dict(request.columns),
            "url": request.url,
            "charset": request.charset,
            "start": start,
            "seconds": self._intake.seconds,
            "memory": self._intake.memory_mb << 20,
        }
        worker = self._worker
        assert worker is not None
        assert worker.stdin is not None
        with contextlib.suppress(OSError):  # it has just died: there will be no answer
            worker.stdin.write(json.dumps(job) + "\n")
            worker.stdin.flush()

    def _begin(self) -> None:
        command = [sys.executable, "-X", "utf8", "-W", "ignore", "-c", _START, json.dumps(sys.path)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._worker = subprocess.Popen(command, text=True, encoding="utf-8", errors="surrogateescape", **pipes)  # type: ignore[call-overload]
        self._messages = queue.Queue(_AHEAD)
        arguments = (self._worker.stdout, self._messages)
        self._listening = threading.Thread(target=_listen, args=arguments, daemon=True)
        self._listening.start()

    def _why(self) -> str:
        """Say why a worker is no more."""
        worker = self._worker
        with contextlib.suppress(subprocess.TimeoutExpired):
            if worker is not None:
                worker.wait(timeout=2)
        self.close()
        code = worker.returncode if worker is not None else 0
        if code == -_OUT_OF_TIME:
            return f"took more than {self._intake.seconds} seconds of computing to read and was stopped"
        how = f"signal {-code}" if code < 0 else f"code {code}"
        return f"made its reader fail ({how}), perhaps for want of memory beyond {self._intake.memory_mb} MB"


def _listen(pipe: IO[str], messages: "queue.Queue[dict[str, Any] | None]") -> None:
    """Take what a worker says; None when it says no more."""
    try:
        for line in pipe:
            messages.put(json.loads(line))
    except (ValueError, OSError):  # killed amid a line, or closed
        pass
    messages.put(None)


def _found(message: dict[str, Any]) -> Found:
    values = {key: message["metadata"].get(key) for key in KEYS}
    if values["published"]:
        values["published"] = date.fromisoformat(values["published"])
    raw = decode(Raw, message["raw"]) if message["raw"] is not None else None
    return Found(text=message["text"], metadata=Metadata(**values), digest=message["digest"], raw=raw)
