"""The file of a store: one connection that writes, held by a lock, and any number that read; errors in plain words.

WAL with synchronous=FULL: what is committed outlives a killed process and a power cut. One writing connection at
a time, checkpoints by the writer alone and no mapped memory: SQLite from 3.7.0 to 3.51.2 can damage a file in WAL
mode when two connections write and reset the log at the same moment (fixed in 3.51.3).
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from newsweave.errors import BusyError, StoreError
from newsweave.graph.store.schema import VERSION, checked_version, migrate

_CACHE_KB = 32_000
_LOOK_AGAIN = 0.05  # seconds, while another process writes
# The log is written back to the file when it has this many pages of 4 KB.
_CHECKPOINT_PAGES = 4_000

_TROUBLES = (  # part of SQLite's message, what is wrong, what can be done
    ("full", "there is no more room for it", "make room on the disk and run it again; what was committed is kept"),
    ("disk I/O", "it cannot be written or read", "look at the disk, its room and its limits; then: newsweave check"),
    ("readonly", "it cannot be written: it is read-only", "look at the permissions of the file and its folder"),
    ("unable to open", "it cannot be opened", "look at the path, and at the permissions of the file and its folder"),
    ("not a database", "it is no store", "give the path of a store, or of a file that is not there yet"),
    ("malformed", "it is damaged", "put a backup in its place"),
)


class Lock:
    """Keeps other processes from writing while this one does; it goes with the process, however that ends."""

    def __init__(self, path: Path, wait: float) -> None:
        """Take the lock, waiting so many seconds for another to let go.

        Raises:
            BusyError: Another process still holds it.
            StoreError: The lock's file cannot be made.
        """
        self._file = _lock_file(path)
        until = time.monotonic() + wait
        while not _locked(self._file):
            if time.monotonic() > until:
                holder = self._file.read().strip() or "unknown"
                self._file.close()
                problem = f"another process is writing to it (process {holder})"
                raise BusyError(path.as_posix(), problem, "wait until it is done, or stop it")
            time.sleep(_LOOK_AGAIN)
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def release(self) -> None:
        """Let another write."""
        self._file.close()


def _lock_file(path: Path) -> IO[str]:
    beside = path.with_name(f"{path.name}-lock")
    try:
        return os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT, 0o666), "r+", encoding="ascii", errors="replace")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        cure = "look at the path, and at the permissions of the file and its folder"
        raise StoreError(path.as_posix(), f"it cannot be written: {reason}", cure) from error


def _locked(file: IO[str]) -> bool:
    """Try to lock a file without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is one for each system

            file.seek(1_000)  # beyond the words, which others may read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class StoreFile:
    """An open store: its connection, and the lock if it writes."""

    def __init__(self, path: Path, *, write: bool, wait: float) -> None:
        self.path = path
        self.name = path.as_posix()
        self._lock = Lock(path, wait) if write else None
        try:
            with self.telling():
                self.connection = _writer(path) if write else _reader(path)
                self._prepare(write)
        except BaseException:
            self._release()
            raise

    @property
    def writes(self) -> bool:
        """Whether it may be written through this connection."""
        return self._lock is not None

    def close(self) -> None:
        """Close it; the last to do so leaves one file."""
        with suppress(sqlite3.Error):
            self.connection.close()
        self._release()

    def telling(self) -> "_Telling":
        """Turn SQLite's errors into ours."""
        return _Telling(self.name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do what is done within in one transaction; within another it is part of that."""
        if self.connection.in_transaction:
            yield
            return
        if not self.writes:
            raise StoreError(self.name, "it was opened to be read", "open it without read_only")
        with self.telling():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise

    def backup(self, to: Path) -> None:
        """Copy the store as it is at this moment, while others read and one writes."""
        beside = to.with_name(f".{to.name}.{os.getpid()}.part")
        try:
            with _Telling(to.as_posix()):
                copy = sqlite3.connect(beside)
                try:
                    self.connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
                finally:
                    copy.close()
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)

    def _prepare(self, write: bool) -> None:
        try:
            if write:
                migrate(self.connection, self.name)
            elif checked_version(self.connection, self.name) < VERSION:
                cure = f"bring it up to date: newsweave status --store {self.name}"
                raise StoreError(self.name, "it is from an older version", cure)
        except BaseException:
            self.connection.close()
            raise

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None


def _writer(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        checked_version(connection, path.as_posix())  # before anything is written into another's file
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "mmap_size = 0",
            "foreign_keys = ON",
            f"cache_size = -{_CACHE_KB}",
            f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _reader(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(path.as_posix(), "there is no such store", "make one: newsweave add PATHS --store FILE")
    try:
        return _open_reader(path, "mode=ro")
    except sqlite3.OperationalError:
        if path.with_name(f"{path.name}-wal").exists():
            raise
        return _open_reader(path, "immutable=1")  # a folder that cannot be written, and nobody writes


def _open_reader(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(address, uri=True, timeout=10, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def renew(path: Path, *, wait: float) -> None:
    """Bring a store that an older version made up to date; one that is not there or is new stays as it is.

    Raises:
        BusyError: Another process writes to it.
        StoreError: It is no store, or cannot be written.
    """
    with _Telling(path.as_posix()), closing(_reader(path)) as connection:
        old = checked_version(connection, path.as_posix()) < VERSION
    if old:
        StoreFile(path, write=True, wait=wait).close()


class _Telling:
    """Turns the errors of SQLite into a StoreError that names the file and the cure."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Raise ours in place of theirs."""
        if not isinstance(error, sqlite3.Error):
            return
        said = str(error)
        if "locked" in said:
            raise BusyError(self._name, "another process is writing to it", "wait until it is done") from error
        for part, problem, cure in _TROUBLES:
            if part in said:
                raise StoreError(self._name, f"{problem} ({said})", cure) from error
        raise StoreError(self._name, f"it cannot be used ({said})", "look closer: newsweave check") from error
