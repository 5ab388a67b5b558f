"""Several processes extract as one does; one that dies takes nothing with it but what killed it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsweave.config import Config
from newsweave.errors import CrashError, ModelError, WorkerError
from newsweave.ids import make_document
from newsweave.ingest import extract_all
from newsweave.ingest.jobs import crew
from newsweave.ingest.jobs.frames import portable
from newsweave.types import Document, Extraction, Failure
from tests.tiny_pipeline import DEADLY, NAME, SLOW

ROOT = Path(__file__).parents[2]
ONE, TWO = Config(model=NAME, batch=4), Config(model=NAME, batch=4, jobs=2)


def articles(number: int, word: str = "met") -> list[Document]:
    texts = [f"Anna {word} Boris {each} times in Norburg." for each in range(number)]
    return [make_document(text, source=f"{each}.txt") for each, text in enumerate(texts)]


def children() -> list[int]:
    """List the processes that this one started."""
    path = Path(f"/proc/{os.getpid()}/task")
    return [int(pid) for task in path.iterdir() for pid in (task / "children").read_text().split()]


def workers(number: int) -> list[int]:
    """Wait until so many workers are at work."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = [pid for pid in children() if b"ingest.jobs.hand" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        if len(found) >= number:
            return found
        time.sleep(0.01)
    raise AssertionError("no workers")


def test_the_results_are_those_of_one_process_in_order() -> None:
    documents = [*articles(30), make_document("Il pleut.", language="fr", source="fr.txt"), *articles(3, "saw")]
    one, two = list(extract_all(documents, config=ONE)), list(extract_all(documents, config=TWO))
    assert [repr(each) for each in one] == [repr(each) for each in two]
    assert [isinstance(each, Failure) for each in two] == [document.language == "fr" for document in documents]


@pytest.mark.model
@pytest.mark.slow
def test_the_real_model_gives_the_same_in_each_process() -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "benchmarks" / "gold").glob("*.txt"))[:3]]
    documents = [make_document(text) for text in texts]
    one = list(extract_all(documents, config=Config(batch=1)))
    assert [repr(each) for each in one] == [
        repr(each) for each in extract_all(documents, config=Config(batch=1, jobs=2))
    ]


def test_the_parent_loads_no_model() -> None:
    code = (
        "import sys; from newsweave.config import Config; from newsweave.ingest import extract_all; "
        "from newsweave.ids import make_document; "
        f"print(len(list(extract_all([make_document('Anna.')], config=Config(model={NAME!r}, jobs=2)))), "
        "'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == ["1", "False"]


@pytest.mark.slow
def test_a_document_that_kills_its_process_is_a_failure_and_the_others_go_on() -> None:
    documents = articles(20)
    documents[5] = make_document(f"Anna was {DEADLY}.", source="deadly.txt")
    results = list(extract_all(documents, config=TWO))
    assert [isinstance(result, Extraction) for result in results] == [number != 5 for number in range(20)]
    assert isinstance(results[5], Failure)
    assert isinstance(results[5].error, CrashError)
    assert str(results[5]) == (
        "deadly.txt: made the process that read it end by signal 9, perhaps for want of memory; "
        "split it or leave it out, or run fewer jobs"
    )


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_but_time() -> None:
    documents = articles(24, SLOW)
    results = extract_all(documents, config=TWO)
    read = [next(results)]
    for pid in workers(2):
        os.kill(pid, signal.SIGKILL)
    read += results
    assert [repr(each) for each in read] == [repr(each) for each in extract_all(documents, config=ONE)]


def test_only_some_documents_are_taken_ahead() -> None:
    taken = 0

    def stream() -> Iterator[Document]:
        nonlocal taken
        for document in articles(400):
            taken += 1
            yield document

    most = 0
    for done, _ in enumerate(extract_all(stream(), config=TWO)):
        most = max(most, taken - done)
    assert taken == 400
    assert most <= (2 * crew._AHEAD + 1) * TWO.batch


@pytest.mark.slow
def test_who_stops_asking_leaves_no_process_behind() -> None:
    results = extract_all(articles(200, SLOW), config=TWO)
    next(results)
    pids = workers(2)
    results.close()
    assert not set(pids) & set(children())


def test_a_model_that_is_not_there_is_the_same_error_as_in_one_process() -> None:
    with pytest.raises(ModelError, match="model 'no_such_model'"):
        list(extract_all(articles(3), config=Config(model="no_such_model", jobs=2)))


def test_workers_that_cannot_start_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_START", "import sys; sys.exit(3)")
    with pytest.raises(WorkerError, match="it ended with code 3 before it could read anything, 3 times"):
        list(extract_all(articles(3), config=TWO))


def test_each_process_computes_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    results = extract_all(articles(8, SLOW), config=TWO)
    next(results)
    for pid in workers(1):
        assert b"\0OMP_NUM_THREADS=1\0" in b"\0" + Path(f"/proc/{pid}/environ").read_bytes()
    assert len(list(results)) == 7


def test_no_jobs_are_as_many_as_there_are_cores() -> None:
    assert crew.cores() >= 1
    assert len(list(extract_all(articles(9), config=Config(model=NAME, jobs=0)))) == 9


def test_an_error_that_cannot_travel_sends_its_words() -> None:
    class OddError(Exception):
        def __init__(self, one: str, two: str) -> None:
            super().__init__(f"{one} {two}")

    assert repr(portable(OddError("a", "b"))) == "RuntimeError('OddError: a b')"
