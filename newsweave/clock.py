"""Where the time of a run goes: seconds by stage. Whoever does a stage says so; only a run with a clock counts.

Where stages nest, the time of the inner one is not the outer one's. What worker processes tell is added, so that with
several the stages may take more seconds than the run; they tell how much memory they took, too.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

STAGES = ("reading", "spaCy", "rules", "linking", "resolving", "writing")


class Clock:
    """Seconds by stage, within `running`.

    Attributes:
        seconds: Of each stage so far.
        worker_peak: The most memory that any one worker held, in bytes.

    >>> clock = Clock()
    >>> with clock.running(), stage("reading"):
    ...     text = "Rain fell."
    >>> list(clock.seconds)
    ['reading']
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.worker_peak = 0
        self._stages: list[str] = []
        self._since = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is done within."""
        token = _CLOCK.set(self)
        try:
            yield
        finally:
            _CLOCK.reset(token)

    def add(self, name: str, seconds: float) -> None:
        """Count time that was spent elsewhere."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds

    def begin(self, name: str) -> None:
        """Begin a stage; the one at hand pauses."""
        self._charge()
        self._stages.append(name)

    def end(self) -> None:
        """End the stage at hand; the one before goes on."""
        self._charge()
        self._stages.pop()

    def _charge(self) -> None:
        now = time.perf_counter()
        if self._stages:
            self.add(self._stages[-1], now - self._since)
        self._since = now


_CLOCK: ContextVar[Clock | None] = ContextVar("newsweave_clock", default=None)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count what is done within as a stage."""
    clock = _CLOCK.get()
    if clock is None:
        yield
        return
    clock.begin(name)
    try:
        yield
    finally:
        clock.end()


def timed(name: str, items: Iterable[T]) -> Iterator[T]:
    """Count the making of items as a stage, and not what is done with them."""
    iterator = iter(items)
    while True:
        with stage(name):
            try:
                item = next(iterator)
            except StopIteration:
                return
        yield item


def tell(seconds: Mapping[str, float], peak: int) -> None:
    """Add what another process counted, and the most memory that it held so far, in bytes."""
    clock = _CLOCK.get()
    if clock is None:
        return
    for name, spent in seconds.items():
        clock.add(name, spent)
    clock.worker_peak = max(clock.worker_peak, peak)
