"""What a run over articles did: a log as it goes on, a report at its end, and how to go on if it is stopped."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from newsweave import __version__, usage
from newsweave.cli.running import Running
from newsweave.clock import STAGES, Clock
from newsweave.codec import json_text
from newsweave.errors import WriteError
from newsweave.terminal import Row, columns
from newsweave.types import Extraction, Failure

_REASONS = {
    "MissingError": "missing",
    "EmptyError": "empty",
    "BinaryError": "binary",
    "EncodingError": "not UTF-8",
    "MetadataError": "bad metadata",
    "FormatError": "damaged",
    "LimitError": "too large",
    "ExtraError": "library missing",
    "FetchError": "not fetched",
    "LanguageError": "other language",
    "CrashError": "crashed",
}
_FOUND = ("entities", "statements", "events", "quotes", "triples")
_STOPPED = 130  # 128 + SIGINT, as shells have it


class StoppedError(click.ClickException):
    """Ctrl-C, with what is kept and how to go on."""

    exit_code = _STOPPED

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so."""
        click.echo(self.format_message(), file=file, err=file is None)


class Journal:
    """Counts what happens in a run, and writes it where the options say.

    Args:
        command: Its name.
        running: The options.

    Attributes:
        failures: The documents that could not be used.
        clock: Seconds by stage.
    """

    def __init__(self, command: str, running: Running) -> None:
        self._command = command
        self._running = running
        self._began = time.monotonic()
        self._documents = 0
        self._found = Counter[str]()
        self._log = _opened(running.log)
        self.failures: list[Failure] = []
        self.clock = Clock()

    def failed(self, failure: Failure) -> None:
        """Note a document that cannot be used."""
        self.failures.append(failure)
        self._tell("skipped", source=failure.source, reason=reason(failure), message=str(failure))

    def done(self, said: Extraction) -> None:
        """Note a document that is extracted and kept."""
        self._documents += 1
        found = {name: len(getattr(said, name)) for name in _FOUND}
        self._found.update(found)
        document = said.document
        self._tell("document", id=document.id, source=document.source, characters=len(document.text), **found)

    @contextmanager
    def running(self, stopped: Callable[[], str]) -> Iterator[None]:
        """Do the run within; at its end, whatever that is, everything is written.

        Args:
            stopped: Says what is kept, and how to go on, where the run is stopped.

        Raises:
            StoppedError: In place of a KeyboardInterrupt.
        """
        self._tell("start", command=self._command, version=__version__, jobs=self._running.jobs)
        how = "failed"
        try:
            with self.clock.running():
                yield
            how = "finished"
        except KeyboardInterrupt as stop:
            how = "stopped"
            raise StoppedError(f"Stopped{stopped()}.") from stop
        finally:
            self._end(how)

    def skipped(self) -> str:
        """Say how many documents could not be used, and why: 2 (1 empty, 1 missing)."""
        told = ", ".join(f"{count} {why}" for why, count in sorted(self._reasons().items()))
        return f"{len(self.failures)} ({told})" if self.failures else "0"

    def rows(self) -> Iterator[Row]:
        """Tell memory and time."""
        for name, megabytes in self._memory().items():
            yield "memory", name, f"{megabytes:,.0f} MB"
        for name, seconds in self._seconds().items():
            yield "seconds", "" if name == "total" else name, f"{seconds:.1f}"

    def _end(self, how: str) -> None:
        for name, seconds in self._seconds().items():
            self._tell("stage", stage=name, seconds=round(seconds, 3))
        self._tell("end", outcome=how, documents=self._documents, skipped=len(self.failures))
        if self._log:
            self._log.close()
        if path := self._running.report:
            told = self._report(how)
            _write(path, json_text(told) if path.suffix == ".json" else "\n".join(columns(list(self._lines(how)))))

    def _report(self, how: str) -> dict[str, Any]:
        return {
            "command": self._command,
            "version": __version__,
            "outcome": how,
            "documents": {
                "read": self._documents,
                "skipped": len(self.failures),
                "reasons": dict(sorted(self._reasons().items())),
            },
            "found": {name: self._found[name] for name in _FOUND},
            "seconds": {name: round(seconds, 3) for name, seconds in self._seconds().items()},
            "memory_mb": {name: round(megabytes, 1) for name, megabytes in self._memory().items()},
            "skipped": [
                {"source": failure.source, "reason": reason(failure), "message": str(failure)}
                for failure in self.failures
            ],
        }

    def _lines(self, how: str) -> Iterator[Row]:
        yield "run", self._command, how
        yield "documents", "read", str(self._documents)
        yield "documents", "skipped", self.skipped()
        for name in _FOUND:
            yield "found", name, str(self._found[name])
        yield from self.rows()

    def _reasons(self) -> Counter[str]:
        return Counter(map(reason, self.failures))

    def _seconds(self) -> dict[str, float]:
        spent = self.clock.seconds
        return {name: spent[name] for name in STAGES if name in spent} | {"total": time.monotonic() - self._began}

    def _memory(self) -> dict[str, float]:
        """Tell the most memory that this process and any one worker have held, in MB; nothing on Windows."""
        told = {"peak": usage.peak(), "a worker": self.clock.worker_peak}
        return {name: held / 1e6 for name, held in told.items() if held}

    def _tell(self, event: str, **fields: Any) -> None:
        if self._log:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._log.write(json_text({"time": now, "event": event, **fields}) + "\n")
            self._log.flush()


def reason(failure: Failure) -> str:
    """Say in a word or two why a document cannot be used."""
    return _REASONS.get(type(failure.error).__name__, "unusable")


def _opened(path: Path | None) -> IO[str] | None:
    try:
        return path.open("w", encoding="utf-8") if path else None
    except OSError as error:
        raise _trouble(path, error) from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise _trouble(path, error) from error


def _trouble(path: Path | None, error: OSError) -> WriteError:
    return WriteError(str(path), f"cannot be written: {(error.strerror or str(error)).lower()}", "choose another file")
