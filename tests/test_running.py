"""A run over articles can be cut short, stopped, killed and gone on with; it says what it did and how long it took."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsweave
from newsweave import ingest
from newsweave.cli import main
from newsweave.clock import Clock, stage, tell, timed
from newsweave.config import Config
from newsweave.errors import RecordError, WriteError
from newsweave.ids import make_document
from newsweave.part import Part
from newsweave.spool import Spool
from newsweave.types import Document, Extraction, Failure
from tests.factory import make_extraction
from tests.tiny_pipeline import DEADLY, NAME, SLOW

ROOT = Path(__file__).parents[1]
TINY = ["--model", NAME, "--no-kb", "--batch", "2"]
CONFIG = Config(model=NAME, batch=2, embedded=False)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def articles(folder: Path, number: int, word: str = "met") -> Path:
    folder.mkdir()
    for each in range(number):
        (folder / f"{each:03}.txt").write_text(f"Anna {word} Boris {each} times in Norburg.")
    return folder


def begun(log: Path, *arguments: object) -> "subprocess.Popen[str]":
    """Begin a command in a process of its own, and wait until it has kept a document."""
    command = [sys.executable, "-m", "newsweave", *map(str, arguments), *TINY, "--log-json", str(log)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while not (log.exists() and '"event":"document"' in log.read_text()):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.01)
    return process


def stopped(process: "subprocess.Popen[str]", how: int) -> str:
    """Send a signal to all processes of a terminal's command, and return what it said last."""
    os.killpg(process.pid, how)
    _, told = process.communicate(timeout=60)
    return told


def records(out: Path) -> bytes:
    return (out / "records.jsonl").read_bytes()


# --- stopped and gone on with


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_that_is_stopped_keeps_what_is_done_and_goes_on(tmp_path: Path, jobs: int) -> None:
    folder, out, log = articles(tmp_path / "in", 40, SLOW), tmp_path / "out", tmp_path / "log.jsonl"
    build = ["build", folder, "-f", "records", "--jobs", jobs, "-o"]
    process = begun(log, *build, out)
    told = stopped(process, signal.SIGINT)
    kept = len((tmp_path / "out.part").read_text().splitlines()) - 1
    assert process.returncode == 130
    assert 0 < kept < 40
    assert told == (
        f"Stopped; {kept} articles are extracted and kept in {out}.part: the same command goes on from there.\n"
    )
    assert json.loads(log.read_text().splitlines()[-1])["outcome"] == "stopped"
    assert not out.exists()
    report = tmp_path / "report.json"
    assert run(*build, out, *TINY, "-q", "--report", report).exit_code == 0
    assert json.loads(report.read_text())["documents"]["read"] == 40
    assert not (tmp_path / "out.part").exists()
    run(*build[:-3], "-o", tmp_path / "whole", *TINY, "-q")
    assert records(out) == records(tmp_path / "whole")


@pytest.mark.slow
def test_a_build_that_is_killed_goes_on_where_it_was_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out, log = articles(tmp_path / "in", 20, SLOW), tmp_path / "out", tmp_path / "log.jsonl"
    stopped(begun(log, "build", folder, "-o", out), signal.SIGKILL)
    part = tmp_path / "out.part"
    kept = len(part.read_text().splitlines()) - 1
    with part.open("ab") as file:
        file.write(b'{"document":{"id":"d1","te')  # as a power cut leaves it
    saved = part.read_bytes()
    extract_all, read = ingest.extract_all, list[str]()

    def noting(documents: Iterable[Document], *, config: Config) -> Generator[Extraction | Failure]:
        return extract_all((read.append(each.id) or each for each in documents), config=config)  # type: ignore[func-returns-value]

    monkeypatch.setattr(ingest, "extract_all", noting)
    for how, number in (("--resume", 20 - kept), ("--no-resume", 20)):
        part.write_bytes(saved)
        assert run("build", folder, "-o", out, "-q", how, *TINY).exit_code == 0
        assert len(read) == number
        read.clear()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_addition_that_is_stopped_keeps_what_is_done_and_goes_on(tmp_path: Path, jobs: int) -> None:
    folder, store, log = articles(tmp_path / "in", 60, SLOW), tmp_path / "news.db", tmp_path / "log.jsonl"
    process = begun(log, "add", folder, "--store", store, "--jobs", jobs)
    told = stopped(process, signal.SIGINT)
    assert process.returncode == 130
    with newsweave.open(store, config=CONFIG, read_only=True) as corpus:
        kept = corpus.status().documents
        assert 0 < kept < 60
    assert told == f"Stopped; {kept} articles are in the store: the same command goes on from there.\n"
    with newsweave.open(store, config=CONFIG) as corpus:
        report = corpus.add(folder)
        assert (report.added, report.unchanged) == (60 - kept, kept)
        assert corpus.graph() == newsweave.build(folder, config=CONFIG)


@pytest.mark.slow
def test_no_worker_outlives_a_run_that_is_stopped(tmp_path: Path) -> None:
    folder, log = articles(tmp_path / "in", 60, SLOW), tmp_path / "log.jsonl"
    process = begun(log, "build", folder, "-o", tmp_path / "out", "--jobs", 2)
    path = Path(f"/proc/{process.pid}/task")
    workers = [int(pid) for task in path.iterdir() for pid in (task / "children").read_text().split()]
    assert len(workers) == 2
    stopped(process, signal.SIGINT)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


# --- so many, and what is told


def test_only_the_first_articles_are_read(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 5)
    graph = newsweave.build([folder, make_document("Rain fell.")], config=CONFIG, limit=3)
    assert sorted(str(document.source) for document in graph.documents()) == ["000.txt", "001.txt", "002.txt"]
    with newsweave.open(tmp_path / "news.db", config=CONFIG) as corpus:
        assert corpus.add(folder, limit=3).added == 3
        assert corpus.add(folder, limit=3).unchanged == 3
        assert corpus.add(folder).added == 2


def test_what_lies_behind_the_limit_in_a_file_is_not_forgotten(tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    table.write_text("".join(f'{{"text": "Anna met Boris {each} times."}}\n' for each in range(4)))
    with newsweave.open(tmp_path / "news.db", config=CONFIG) as corpus:
        corpus.add(table)
        corpus.add(table, limit=2)
        assert corpus.status().documents == 4


def test_the_log_tells_each_document_and_each_stage(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 3)
    (folder / "empty.txt").touch()
    log, report = tmp_path / "log.jsonl", tmp_path / "report.json"
    options = [*TINY, "--log-json", log, "--report", report]
    result = run("build", folder, "-o", tmp_path / "out", *options)
    assert result.exit_code == 1
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [each["event"] for each in told[:2] + told[-1:]] == ["start", "skipped", "end"]
    assert all(set(each) > {"time", "event"} for each in told)
    (skipped,) = (each for each in told if each["event"] == "skipped")
    assert (skipped["source"], skipped["reason"]) == (f"{folder.as_posix()}/empty.txt", "empty")
    documents = [each for each in told if each["event"] == "document"]
    assert [each["source"] for each in documents] == ["000.txt", "001.txt", "002.txt"]
    assert [each["entities"] for each in documents] == [3, 3, 3]
    stages = {each["stage"] for each in told if each["event"] == "stage"}
    assert {"reading", "spaCy", "rules", "linking", "resolving", "writing", "total"} == stages
    summary = json.loads(report.read_text("utf-8"))
    assert (summary["command"], summary["outcome"]) == ("build", "finished")
    assert summary["documents"] == {"read": 3, "skipped": 1, "reasons": {"empty": 1}}
    assert summary["found"]["entities"] == 9
    assert [each["reason"] for each in summary["skipped"]] == ["empty"]
    assert set(summary["seconds"]) == stages
    assert summary["memory_mb"]["peak"] > 10


def test_a_report_in_text_says_the_same(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 3)
    (folder / "empty.txt").touch()
    run("add", folder, "--store", tmp_path / "news.db", *TINY, "--report", tmp_path / "report.txt")
    lines = [line.split() for line in (tmp_path / "report.txt").read_text("utf-8").splitlines()]
    assert lines[:3] == [
        ["run", "add", "finished"],
        ["documents", "read", "3"],
        ["documents", "skipped", "1", "(1", "empty)"],
    ]
    assert ["found", "entities", "9"] in lines
    assert {"reading", "spaCy", "writing"} <= {line[1] for line in lines if line[0] == "seconds"}
    with newsweave.open(tmp_path / "news.db") as corpus:
        assert corpus.status().documents == 3


@pytest.mark.slow
def test_what_other_processes_did_is_counted_and_who_died_is_named(tmp_path: Path) -> None:
    folder, report = articles(tmp_path / "in", 5), tmp_path / "report.json"
    (folder / "deadly.txt").write_text(f"Anna was {DEADLY}.")
    result = run("build", folder, "-o", tmp_path / "out", *TINY, "--jobs", "2", "--report", report)
    assert result.exit_code == 1
    told = json.loads(report.read_text())
    assert told["documents"] == {"read": 5, "skipped": 1, "reasons": {"crashed": 1}}
    assert told["seconds"]["spaCy"] > 0
    assert told["memory_mb"]["a worker"] > 10


def test_a_log_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 1)
    result = run("build", folder, "-o", tmp_path / "out", "--log-json", tmp_path / "no" / "log.jsonl", *TINY)
    assert result.exit_code == 1
    assert "log.jsonl: cannot be written: no such file or directory; choose another file" in result.stderr


def test_an_update_looks_at_the_first_articles_alone(tmp_path: Path) -> None:
    folder, store = articles(tmp_path / "in", 4), tmp_path / "news.db"
    run("add", folder, "--store", store, *TINY)
    for path in folder.iterdir():
        path.write_text(f"Emil met {path.stem.title()}.")
    result = run("update", "--store", store, "--limit", 3, *TINY)
    assert result.exit_code == 0
    with newsweave.open(store, config=CONFIG) as corpus:
        assert sum("Emil met" in each.text for each in corpus.documents()) == 3
        assert corpus.status().documents == 4


# --- the parts


SAID = make_extraction()


def test_a_part_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.part"
    with Part(path, "ours") as part:
        part.put(SAID)
    with Part(path, "ours") as part:
        assert len(part) == 1
        assert SAID.document.id in part
        assert part.get(SAID.document.id) == SAID
        part.remove()
    assert not path.exists()


def test_a_part_of_other_software_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "out.part"
    with Part(path, "ours") as part:
        part.put(SAID)
    with Part(path, "theirs") as part:
        assert len(part) == 0
        part.put(SAID)
        assert len(part) == 1


def test_a_part_is_cut_at_its_last_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "out.part"
    other = replace(
        SAID, document=make_document("Rain fell."), entities=(), mentions=(), statements=(), events=(), quotes=()
    )
    with Part(path, "ours") as part:
        part.put(SAID)
        part.put(other)
    whole = path.read_bytes()
    for cut in range(len(whole) - 1, len(whole) - 40, -1):
        path.write_bytes(whole[:cut])
        with Part(path, "ours") as part:
            assert len(part) == 1
            part.put(other)
        assert path.read_bytes() == whole


def test_a_part_that_was_changed_by_others_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "out.part"
    with Part(path, "ours") as part:
        part.put(SAID)
    path.write_text(path.read_text("utf-8").replace('"PERSON"', '"PEASON"'), "utf-8")
    with Part(path, "ours") as part, pytest.raises(RecordError, match="it is damaged"):
        part.get(SAID.document.id)
    with pytest.raises(WriteError, match="cannot be written"), Part(tmp_path, "ours"):
        pass


def test_a_spool_gives_back_what_it_was_given_in_any_order() -> None:
    documents = [make_document(f"Rain \ud800 fell {each} times.") for each in range(20)]
    with Spool() as spool:
        places = [spool.put(document) for document in documents]
        said = spool.put(SAID)
        assert [spool.get(place) for place in reversed(places)] == documents[::-1]
        assert spool.said(said) == SAID
        assert spool.get(spool.put(documents[3])) == documents[3]


def test_a_clock_counts_the_innermost_stage_alone() -> None:
    clock = Clock()

    def slow() -> bool:
        time.sleep(0.02)
        return False

    def items() -> list[int]:
        return list(timed("outer", (slow() or each for each in range(2))))

    with clock.running():
        with stage("outer"):
            slow()
            with stage("inner"):
                slow()
                assert items() == [0, 1]
        slow()
        tell({"spaCy": 1.5}, 7)
        tell({}, 5)
    assert list(clock.seconds) == ["outer", "inner", "spaCy"]
    assert 0.055 < clock.seconds["outer"] < clock.seconds["inner"] * 4
    assert clock.seconds["spaCy"] == 1.5
    with stage("nobody counts"):
        tell({"rules": 1.0}, 9)
    assert len(clock.seconds) == 3
    assert clock.worker_peak == 7
