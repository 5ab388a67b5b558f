"""Keeping a worker to its work: limits of time and memory, and no files, connections or programs but what it is given.

Python reports what it is about to do as audit events (PEP 578); here the worker refuses itself all but reading its
input and its own code. That is a second fence: the readers ask for none of it. Libraries in C can go round it, so the
limits of the operating system stand behind it: no file can be written, none of a byte.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsweave import usage

_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.",
    "ftplib.",
    "http.client.",
    "urllib.",
    "smtplib.",
    "webbrowser.",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "sqlite3.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_HARMLESS = (os.devnull, "/proc/self/statm", "/proc/self/status")  # these tell how large this process is
_UNTOLD = "socket.__new__"  # refused as well; urllib3 makes one when it is loaded, to see whether there is IPv6


class Fence:
    """Refuses what a reader has no business with.

    Attributes:
        allowed: The one file that may be read now.
        refused: What was tried and refused, for tests.
    """

    def __init__(self) -> None:
        self.allowed = ""
        self.refused: list[str] = []
        package = str(Path(__file__).parents[2])
        code = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, package, "/usr/share/zoneinfo"}
        self._code = tuple(os.path.join(os.path.abspath(each), "") for each in code if each)  # noqa: PTH100, PTH118

    def raise_(self) -> None:
        """Put the fence up; it cannot be taken down in this process."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if self._may_open(path, mode, flags):
                return
            what = f"open {path!r}"
        elif event.startswith(_REFUSED):
            what = event
        else:
            return
        if event != _UNTOLD:
            self.refused.append(what)
        raise PermissionError(f"a reader may not {what}")

    def _may_open(self, path: object, mode: object, flags: object) -> bool:
        if isinstance(path, int):
            return True
        if not isinstance(path, str | bytes):
            return False
        name = os.fsdecode(path)
        flagged = isinstance(flags, int) and flags & _WRITING
        if flagged or (isinstance(mode, str) and set(mode) & set("wax+")):
            return name == os.devnull
        return name in (self.allowed, *_HARMLESS) or os.path.abspath(name).startswith(self._code)  # noqa: PTH100


def limited(memory: int) -> Callable[[int], None]:
    """Limit this process's memory to what it has and `memory` bytes more; return what grants it seconds of CPU time.

    Where the operating system has no such limits (Windows), only the parent's clock is left.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return lambda _seconds: None
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_size() + memory, resource.RLIM_INFINITY))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def grant(seconds: int) -> None:
        with contextlib.suppress(OSError, ValueError):
            until = int(usage.seconds()) + seconds + 1
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))

    return grant


def _size() -> int:
    """Return the size of this process's address space; 4 GB where it cannot be told."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 4 << 30
