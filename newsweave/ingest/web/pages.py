"""Pages that were fetched, on disk: used as they are for an hour, then asked whether they have changed (RFC 9111)."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

_FRESH = 3600.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an address gave.

    Attributes:
        address: Where it was in the end, after redirects.
        kind: Its media type, without parameters.
        charset: The encoding that the server named.
        tag: The server's ETag.
        modified: The server's Last-Modified.
        fetched: When, in seconds since 1970.
        private: Whether it lay in a private network.
        size: Its bytes.
    """

    address: str
    kind: str
    charset: str | None
    tag: str | None
    modified: str | None
    fetched: float
    private: bool
    size: int


class Shelf:
    """A folder of pages.

    Args:
        folder: Where; made if need be.
        now: Tells the time in seconds since 1970.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self.now = now

    def body(self, url: str) -> Path:
        """Return the file with an address's bytes."""
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.bin"

    def get(self, url: str) -> Kept | None:
        """Return what is known of an address; None if nothing or not whole."""
        body = self.body(url)
        try:
            kept = Kept(**json.loads(body.with_suffix(".json").read_text("utf-8")))
            return kept if body.stat().st_size == kept.size else None
        except (OSError, ValueError, TypeError):
            return None

    def is_fresh(self, kept: Kept) -> bool:
        """Tell whether it need not be asked for again."""
        return 0 <= self.now() - kept.fetched < _FRESH

    def put(self, url: str, kept: Kept, data: bytes | None = None) -> None:
        """Keep an address's bytes, or only that they have not changed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        body = self.body(url)
        if data is not None:
            _write(body, data)
        _write(body.with_suffix(".json"), json.dumps(asdict(kept), sort_keys=True).encode())


def _write(path: Path, data: bytes) -> None:
    half = path.with_suffix(path.suffix + ".half")
    half.write_bytes(data)
    half.replace(path)
