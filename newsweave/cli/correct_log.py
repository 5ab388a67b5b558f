"""The file behind newsweave correct: read whole, and only ever added to."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsweave.errors import RecordError, WriteError

if TYPE_CHECKING:
    from newsweave.graph.corrections import Correction


def next_moment(last: str) -> str:
    """Tell the time, or the next moment after the last correction if the clock is not past it."""
    now = datetime.now(UTC)
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(milliseconds=1))
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"


def read_corrections(log: Path) -> "tuple[Correction, ...]":
    """Read a log of corrections; one that is not there is empty."""
    from newsweave.graph.corrections_log import read_log  # noqa: PLC0415 - --help needs no room

    if not log.exists():
        return ()
    try:
        with log.open(encoding="utf-8") as lines:
            return read_log(lines, log.as_posix())
    except UnicodeDecodeError as error:
        raise RecordError(log.as_posix(), "it is not UTF-8", "give a log of corrections") from error


def append_corrections(log: Path, corrections: "list[Correction]") -> None:
    """Add lines to a log, on lines of their own whatever its last line is, and be sure that they are on the disk."""
    from newsweave.graph.corrections_log import header, log_line  # noqa: PLC0415 - as above

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
