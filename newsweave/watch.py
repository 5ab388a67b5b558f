"""Who is told what happens in a run, and how much of it is read."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from newsweave.types import Extraction, Failure

_log = logging.getLogger("newsweave")


def _warn(failure: Failure) -> None:
    _log.warning("%s", failure)


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is called as a run goes on.

    Attributes:
        failed: With each document that cannot be used, and with a service that does not answer; else it is logged.
        done: With what each document says, once it is kept.
        progress: With the documents done and the documents in all, at the start with 0.
    """

    failed: Callable[[Failure], object] = _warn
    done: Callable[[Extraction], object] = _nothing
    progress: Callable[[int, int], object] = _nothing


def watching(
    failed: Callable[[Failure], object] | None,
    done: Callable[[Extraction], object] | None,
    progress: Callable[[int, int], object] | None,
) -> Watch:
    """Make a Watch of what a caller gave."""
    return Watch(failed=failed or _warn, done=done or _nothing, progress=progress or _nothing)
