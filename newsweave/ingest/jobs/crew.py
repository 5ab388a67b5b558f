"""A crew of worker processes that extract, the model loaded once in each; results come in the order of the documents.

Each worker is served by a thread of its own, which hands it a batch, waits for the answer and takes the next batch.
When a worker dies (killed, out of memory), the documents that it had are read again one at a time by a new one; a
document with which that dies as well is a failure, and the others go on.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeAlias

from newsweave.clock import tell
from newsweave.config import Config
from newsweave.errors import CrashError, WorkerError
from newsweave.ingest.jobs.frames import receive, send, unpacked
from newsweave.types import Document, Extraction, Failure

Result: TypeAlias = Extraction | Failure
Answers: TypeAlias = list[bytes | Failure]  # to a batch at once, or to each of its documents

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from newsweave.ingest.jobs.hand import main; main()"
# Two processes with a thread each are faster than one with two.
_ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)
_AHEAD = 3  # batches for each worker that are at work, or done while an earlier one is not
_PATIENCE = 2.0
_STARTS = 3  # times that a worker may die before it has loaded the model


class Crew:
    """Extracts batches of documents in so many processes; close it when done.

    Args:
        config: What every worker is told.
        jobs: How many workers; each starts when there is a batch for it.
    """

    def __init__(self, config: Config, jobs: int) -> None:
        self._config = config
        self._jobs = jobs
        self._tasks: SimpleQueue[tuple[list[Document], Future[Answers]] | None] = SimpleQueue()
        self._hands: list[Hand] = []

    def results(self, batches: Iterable[list[Document]]) -> Iterator[Result]:
        """Extract batches; only some are taken ahead of the one whose results are given.

        Raises:
            ModelError: The spaCy pipeline is not there.
            WorkerError: No worker can be started.
        """
        waiting: deque[Future[Answers]] = deque()
        for batch in batches:
            waiting.append(self._begun(batch))
            while waiting and (len(waiting) >= self._jobs * _AHEAD or waiting[0].done()):
                yield from _results(waiting.popleft().result())
        while waiting:
            yield from _results(waiting.popleft().result())

    def close(self) -> None:
        """Kill the workers."""
        for hand in self._hands:
            self._tasks.put(None)
            hand.close()

    def _begun(self, batch: list[Document]) -> Future[Answers]:
        future: Future[Answers] = Future()
        self._tasks.put((batch, future))
        if len(self._hands) < self._jobs:
            hand = Hand(self._config)
            self._hands.append(hand)
            threading.Thread(target=self._serve, args=(hand,), daemon=True).start()
        return future

    def _serve(self, hand: "Hand") -> None:
        """Hand a worker one batch after the other."""
        while (task := self._tasks.get()) is not None:
            batch, future = task
            try:
                future.set_result(hand.answers(batch))
            except Exception as error:  # it is raised where the results are asked for
                future.set_exception(error)


class Hand:
    """One worker, and those that take its place."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._worker: Worker | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._ended = ""  # how the last worker that died did so

    def answers(self, batch: Sequence[Document]) -> Answers:
        """Let the worker extract a batch, and if it dies of it a new one each document alone."""
        answer = self._ask(batch)
        if answer is not None:
            return [answer]
        return [self._ask([document]) or self._failure(document) for document in batch]

    def close(self) -> None:
        """Kill the worker, for good."""
        with self._lock:
            self._closed = True
            worker = self._worker
        if worker:
            worker.end(patience=0)

    def _ask(self, batch: Sequence[Document]) -> bytes | None:
        """Hand documents to the worker and wait; None if it dies."""
        worker = self._worker or self._started()
        answer = worker.ask(list(batch))
        if answer is None:
            self._ended, self._worker = worker.end(), None
        return answer

    def _started(self) -> "Worker":
        """Start a worker and wait until it has loaded the model."""
        for _ in range(_STARTS):
            with self._lock:
                if self._closed:
                    raise WorkerError("a worker process", "it was stopped", "begin again")
                self._worker = Worker()
            ready = self._worker.ask(self._config)
            if ready is not None:
                if (error := unpacked(ready)) is not None:
                    raise error
                return self._worker
            self._ended, self._worker = self._worker.end(), None
        problem = f"it ended {self._ended} before it could read anything, {_STARTS} times"
        raise WorkerError("a worker process", problem, "see what it said above, or run with one job")

    def _failure(self, document: Document) -> Failure:
        thing = document.source or document.id
        problem = f"made the process that read it end {self._ended}, perhaps for want of memory"
        return Failure(source=thing, error=CrashError(thing, problem, "split it or leave it out, or run fewer jobs"))


class Worker:
    """A process that runs `newsweave.ingest.jobs.hand`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _ONE_THREAD,
            start_new_session=True,  # Ctrl-C in a terminal is for the parent
        )

    def ask(self, value: object) -> bytes | None:
        """Say something and wait for the answer; None if the process dies."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            send(self._process.stdin, value)
            return receive(self._process.stdout)
        except (OSError, ValueError):  # it has just died, or was closed by another thread
            return None

    def end(self, patience: float = _PATIENCE) -> str:
        """Kill the process, and say how it ended; one that is dying by itself is given some seconds to do so."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=patience)
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):  # what was never taken
                if pipe is not None:
                    pipe.close()
        return f"by signal {-code}" if code < 0 else f"with code {code}"


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _results(answers: Answers) -> Iterator[Result]:
    for answer in answers:
        if isinstance(answer, Failure):
            yield answer
            continue
        said = unpacked(answer)
        if isinstance(said, Exception):
            raise said
        results, seconds, peak = said
        tell(seconds, peak)
        yield from results
