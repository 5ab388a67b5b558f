"""What services have answered, on disk: a run can be repeated without them, and they are not asked twice.

A cache is one SQLite file. It can be copied and shared: with it and `offline=True` anybody gets the same answers.
"""

import hashlib
import json
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsweave.errors import ServiceError
from newsweave.knowledge.places import cache_folder

_DAY = 86_400.0
FOUND, EMPTY = "found", "empty"
_DAYS = {FOUND: 30, EMPTY: 7}  # a thing that is missing today may be entered tomorrow
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    service TEXT, key TEXT, body TEXT NOT NULL, fetched TEXT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (service, key)
) WITHOUT ROWID
"""


def default_path() -> Path:
    """Return where the cache is if nobody says otherwise: beside the bases that are built."""
    return cache_folder() / "online.sqlite"


class Cache:
    """Answers by service and key.

    Args:
        path: The file; made if need be.
        offline: Nothing will be fetched: what is old is better than nothing.
        now: Tells the time in seconds since 1970.

    Raises:
        ServiceError: The file is no cache or cannot be written.
    """

    def __init__(
        self, path: Path | None = None, *, offline: bool = False, now: Callable[[], float] = time.time
    ) -> None:
        self.offline = offline
        self._now = now
        self._path = path or default_path()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path)
            self._closing = weakref.finalize(self, self._db.close)
            self._db.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            cure = "name another file for the cache, or remove this one"
            raise ServiceError(str(self._path), f"cannot be used as a cache ({error})", cure) from error

    def get(self, service: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known and, unless offline, still fresh."""
        found = {}
        for key in keys:
            query = "SELECT body, fetched, status FROM answer WHERE service = ? AND key = ?"
            row = self._db.execute(query, (service, key)).fetchone()
            if row and (self.offline or self._is_fresh(row[1], row[2])):
                found[key] = json.loads(row[0])
        return found

    def put(self, service: str, answers: Mapping[str, Any]) -> None:
        """Keep answers; one that is empty or None is asked for again sooner."""
        fetched = datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="seconds")
        rows = [
            (service, key, json.dumps(body, ensure_ascii=False, sort_keys=True), fetched, FOUND if body else EMPTY)
            for key, body in answers.items()
        ]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", rows)

    def fingerprint(self, service: str) -> str:
        """Return a hash of all that is known from a service; the day if it may still be asked."""
        if not self.offline:
            return datetime.fromtimestamp(self._now(), UTC).date().isoformat()
        digest = hashlib.sha256()
        for row in self._db.execute("SELECT key, body FROM answer WHERE service = ? ORDER BY key", (service,)):
            digest.update(json.dumps(row).encode())
        return digest.hexdigest()[:16]

    def close(self) -> None:
        """Close the file."""
        self._closing()

    def _is_fresh(self, fetched: str, status: str) -> bool:
        age = self._now() - datetime.fromisoformat(fetched).timestamp()
        return age < _DAYS[status] * _DAY
