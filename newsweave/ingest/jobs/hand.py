"""The process that extracts: batches of documents come on standard input, their results leave on standard output.

    <- a Config
    -> None                          the model is loaded; or the error that keeps it from that
    <- [Document, ...]
    -> ([Extraction | Failure, ...], {"spaCy": 0.6, ...}, 5e8)   in order, with the seconds of each stage and the most
                                     memory that was held so far, in bytes; or an error

It ends when standard input does, so that none outlives its parent, which is `newsweave.ingest.jobs.crew`.
"""

import gc
import os
import signal
import sys
from dataclasses import replace
from typing import IO

from newsweave import usage
from newsweave.clock import Clock
from newsweave.config import Config
from newsweave.garbage import OFTEN_ENOUGH
from newsweave.ingest.jobs.frames import portable, receive, send, unpacked
from newsweave.types import Document, Extraction, Failure


def main() -> None:
    """Extract batches until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    given = receive(sys.stdin.buffer)
    if given is None:
        return
    try:
        _serve(unpacked(given), answers)
    except BrokenPipeError:
        pass  # nobody waits for it
    except Exception as error:
        send(answers, portable(error))


def _serve(config: Config, answers: IO[bytes]) -> None:
    from newsweave.ingest import nlp  # noqa: PLC0415 - an error in these is told, too
    from newsweave.ingest.extraction import extract_batch  # noqa: PLC0415

    nlp.load(config.model)
    gc.freeze()  # the model and the tables stay; to look for garbage in them again and again takes 2 % of the time
    gc.set_threshold(OFTEN_ENOUGH)
    send(answers, None)
    while (data := receive(sys.stdin.buffer)) is not None:
        documents: list[Document] = unpacked(data)
        clock = Clock()
        with clock.running():
            results = [_portable(result) for result in extract_batch(documents, config=config)]
        send(answers, (results, clock.seconds, usage.peak()))


def _portable(result: Extraction | Failure) -> Extraction | Failure:
    return replace(result, error=portable(result.error)) if isinstance(result, Failure) else result
