"""What is behind newsweave correct, a file or a store: read whole, and only ever added to."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsweave.errors import RecordError, WriteError

if TYPE_CHECKING:
    from newsweave.graph.corrections.correction import Correction

_LOG = "The log: a text file of JSON lines; it is made if need be, and only grows.  [default: corrections.jsonl]"
_GRAPH = "A folder that build wrote, or its records.jsonl: where names and sentences are looked up.  [default: out]"
_STORE = "A store that add fills: its graph and its own log, in place of --graph and --log."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Where corrections are written, and the graph that they are about.

    Attributes:
        log: A text file; None for the log of a store.
        graph: What build wrote, or the store.
    """

    log: Path | None
    graph: str

    @property
    def name(self) -> str:
        """What to call it."""
        return self.graph if self.log is None else str(self.log)

    @property
    def replayed(self) -> str:
        """Tell when what is in it counts."""
        if self.log is None:
            return "whatever reads the store replays it"
        return f"newsweave build ... --corrections {self.log} replays it"

    def read(self) -> "tuple[Correction, ...]":
        """Read the corrections."""
        if self.log is not None:
            return read_corrections(self.log)
        from newsweave import corpus  # noqa: PLC0415 - --help needs no room

        with corpus.open(self.graph, read_only=True) as opened:
            return opened.corrections()

    def append(self, corrections: "list[Correction]") -> None:
        """Add corrections."""
        if self.log is not None:
            append_corrections(self.log, corrections)
            return
        from newsweave import corpus  # noqa: PLC0415 - as above

        corpus.open(self.graph, read_only=True).close()  # one that is not there is not made
        with corpus.open(self.graph) as opened:
            opened.correct(*corrections)


def ledger_options(*, graph: bool, log: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options that `ledger_of` reads."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        command = click.option("--store", metavar="FILE", help=_STORE)(command)
        if graph:
            command = click.option("--graph", "records", metavar="OUT", help=_GRAPH)(command)
        if log:
            path = click.Path(dir_okay=False, path_type=Path)
            command = click.option("--log", type=path, metavar="FILE", help=_LOG)(command)
        return command

    return add


def ledger_of(options: dict[str, Any]) -> Ledger:
    """Take the options out of a command's, and tell where its corrections are."""
    store, records, log = (options.pop(name, None) for name in ("store", "records", "log"))
    if store is None:
        return Ledger(log=log or Path("corrections.jsonl"), graph=records or "out")
    if records or log:
        raise click.UsageError("--store is in place of --graph and --log; leave them out")
    return Ledger(log=None, graph=store)


def next_moment(last: str) -> str:
    """Tell the time, or the next moment after the last correction if the clock is not past it."""
    now = datetime.now(UTC)
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(milliseconds=1))
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"


def read_corrections(log: Path) -> "tuple[Correction, ...]":
    """Read a log of corrections; one that is not there is empty."""
    from newsweave.graph.corrections.log import read_log  # noqa: PLC0415 - --help needs no room

    if not log.exists():
        return ()
    try:
        with log.open(encoding="utf-8") as lines:
            return read_log(lines, log.as_posix())
    except UnicodeDecodeError as error:
        raise RecordError(log.as_posix(), "it is not UTF-8", "give a log of corrections") from error


def append_corrections(log: Path, corrections: "list[Correction]") -> None:
    """Add lines to a log, on lines of their own whatever its last line is, and be sure that they are on the disk."""
    from newsweave.graph.corrections.log import header, log_line  # noqa: PLC0415 - as above

    text = "".join(map(log_line, corrections))
    try:
        with log.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            ended = file.read() in (b"", b"\n")
            file.write((("" if size else header()) + ("" if ended else "\n") + text).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(log.as_posix(), f"cannot be written: {reason}", "look at its permissions") from error
