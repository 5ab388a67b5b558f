"""How running over many articles goes: speed beside spaCy alone, several processes, memory, and time as a corpus grows.

    python benchmarks/running.py speed TEXTS.jsonl [--limit 300]      whole pipeline against spaCy alone, one process
    python benchmarks/running.py jobs TEXTS.jsonl [--limit 300]       two processes against one
    python benchmarks/running.py memory TEXTS.jsonl [--few 300] [--many 3000]
    python benchmarks/running.py stream TEXTS.jsonl [--few 1000] [--many 3000]   time to extract a document
    python benchmarks/running.py corpus RECORDS.jsonl [--few 1000] [--many 100000]

TEXTS holds {"text": ...} a line. RECORDS is a records.jsonl of real articles, which are put together anew
(benchmarks/recombine.py). Times are CPU seconds of this process where nothing else is said. Exit 1 if a figure misses
what it should be.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from ingest_speed import as_it_comes
from recombine import Recombination
from store import add, timed

from newsweave import ingest, pipeline, usage
from newsweave.building import Building
from newsweave.clock import Clock
from newsweave.config import Config
from newsweave.exports.records import extractions_from
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.ids import make_document
from newsweave.ingest import nlp
from newsweave.ingest.batches import batches
from newsweave.ingest.quick.algebra import one_thread
from newsweave.ingest.quick.common import zone
from newsweave.spool import Spool
from newsweave.types import Document, Extraction
from newsweave.watch import Watch

LEAST_SPEED = 0.7  # of spaCy alone as it comes
LEAST_GAIN = 1.7  # of two processes over one
MOST_GROWTH = 1.2  # of memory, and of the time for a document


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=_WHAT)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--few", type=int)
    parser.add_argument("--many", type=int)
    options = parser.parse_args()
    return 0 if _WHAT[options.what](options) else 1


def _speed(options: argparse.Namespace) -> bool:
    """Compare what build does, from the file to the files, with spaCy alone over the same texts."""
    documents = _documents(options.path, options.limit)
    config = Config()
    ingest.extract(documents[0], config=config)  # loads tables
    package = as_it_comes(config)
    texts = [nlp.shadow(document.text) for document in documents]
    comes = _cpu(lambda: [len(doc) for doc in package.pipe(texts, batch_size=config.batch)])
    ours = _cpu(lambda: _spacy_as_we_run_it(documents, config))
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        cut = _cut(options.path, options.limit, Path(folder))
        linked = _cpu(lambda: _linked(cut, config))
        with clock.running():
            whole = _cpu(lambda: _written(cut, config, Path(folder)))
    print(f"{len(documents)} documents; spaCy alone {comes:.1f} s as it comes, {ours:.1f} s as we run it")
    for name, seconds in (("read, extracted and linked", linked), ("from the file to the five files", whole)):
        print(f"{name}: {seconds:.1f} s; {comes / seconds:.2f} of the speed of spaCy as it comes", end="")
        print(f" (at least {LEAST_SPEED}), {ours / seconds:.2f} as we run it")
    spent = sum(clock.seconds.values())
    print("of the whole: " + ", ".join(f"{name} {seconds / spent:.1%}" for name, seconds in clock.seconds.items()))
    return comes / whole >= LEAST_SPEED


def _spacy_as_we_run_it(documents: list[Document], config: Config) -> None:
    for batch in batches(documents, config.batch):
        texts = [each.text for each in batch]
        with zone(nlp.load(config.model), sum(map(len, texts))), one_thread():
            for _ in nlp.read(texts, config.model, config.batch):
                pass


def _linked(path: Path, config: Config) -> None:
    """Read, extract and link, and keep nothing."""
    with Spool() as spool:
        run = Building(config, Watch(), spool, None)
        run.read(path)
        for _ in run.linked():
            pass


def _written(path: Path, config: Config, folder: Path) -> None:
    graph = pipeline.build(path, config=config, part=folder / "part", on_disk=True)  # as newsweave build does
    pipeline.write(graph, folder / "out")


def _cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _jobs(options: argparse.Namespace) -> bool:
    """Compare two processes with one: seconds by the clock, without and with the loading of the model."""
    seconds: dict[int, list[float]] = {}
    for jobs in (1, 2):
        done = subprocess.run(
            [sys.executable, __file__, "once", str(options.path), "--limit", str(options.limit), "--few", str(jobs)],
            check=True,
            capture_output=True,
            text=True,
        )
        seconds[jobs] = json.loads(done.stdout)
        print(
            f"--jobs {jobs}: {seconds[jobs][0]:.1f} s in all, {seconds[jobs][1]:.1f} s from the first batch on", end=""
        )
        print(f" ({seconds[jobs][2]:.1f} CPU seconds; load of the machine {os.getloadavg()[0]:.1f})", flush=True)
    whole, steady = (seconds[1][place] / seconds[2][place] for place in (0, 1))
    print(f"--jobs 2 is {whole:.2f} times as fast, {steady:.2f} times once at work (at least {LEAST_GAIN})")
    return steady >= LEAST_GAIN


def _once(options: argparse.Namespace) -> bool:
    """Extract in so many processes (--few), and print seconds as JSON: in all, from the first batch on, of CPU."""
    documents = _documents(options.path, options.limit)
    config = Config(jobs=options.few)
    began = time.perf_counter()
    first = 0.0
    for number, _ in enumerate(ingest.extract_all(documents, config=config), 1):
        if number == config.batch * options.few:
            first = time.perf_counter()
    end = time.perf_counter()
    share = (len(documents) - config.batch * options.few) / len(documents)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([end - began, (end - first) / share, cpu]))
    return True


def _memory(options: argparse.Namespace) -> bool:
    """Compare the peak memory of add, and of build, at many documents with that at few."""
    grown = {}
    for command in ("add", "build"):
        peaks = [_peak(command, options.path, number) for number in (options.few or 300, options.many or 3000)]
        grown[command] = peaks[1] / peaks[0]
        told = ", ".join(f"{peak:.0f} MB" for peak in peaks)
        print(f"{command}: {told}: {grown[command]:.2f} times (at most {MOST_GROWTH})", flush=True)
    return max(grown.values()) <= MOST_GROWTH


def _peak(command: str, path: Path, number: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        where = ["--store", f"{folder}/news.db"] if command == "add" else ["-o", f"{folder}/out"]
        limit = ["--limit", str(number), "--report", str(report), "--config", os.devnull, "--quiet"]
        subprocess.run([sys.executable, "-m", "newsweave", command, str(path), *where, *limit], check=False)
        told = json.loads(report.read_text("utf-8"))
    seconds = ", ".join(f"{name} {spent:.0f}" for name, spent in told["seconds"].items())
    print(f"  {command}, {told['documents']['read']} documents: {told['memory_mb']['peak']:.0f} MB; seconds: {seconds}")
    return float(told["memory_mb"]["peak"])


def _stream(options: argparse.Namespace) -> bool:
    """Compare the time that the last documents of a long run take to extract with that of the first."""
    few, many = options.few or 1000, options.many or 3000
    documents = _documents(options.path, many)
    nlp.load(Config().model)
    began, characters, taken = time.process_time(), 0, {}
    for number, (document, _) in enumerate(zip(documents, ingest.extract_all(documents), strict=True), 1):
        characters += len(document.text)
        if number in (few, many - few, many):
            taken[number] = time.process_time() - began, characters
    (first, at_first), (before, at_before), (end, at_end) = (taken[each] for each in (few, many - few, many))
    first, last = first / at_first * 1e6, (end - before) / (at_end - at_before) * 1e6
    print(f"the first {few} documents: {first:.1f} s a million characters; the last {few} of {many}: {last:.1f}")
    print(f"{last / first:.2f} times (at most {MOST_GROWTH})")
    return last / first <= MOST_GROWTH


def _corpus(options: argparse.Namespace) -> bool:
    """Compare the time of a document, extracted, kept and resolved, in a large store with that in a small one."""
    with options.path.open("rb") as stream:
        sample = list(islice(extractions_from(stream, options.path.as_posix()), 1000))
    each = [_stored(sample, number) for number in (options.few or 1000, options.many or 100_000)]
    print(f"kept and resolved alone: {each[1] / each[0]:.2f} times")
    extracted = _extracted([said.document for said in sample[: options.limit]])
    print(f"extracting: {extracted:.2f} ms each")
    whole = (extracted + each[1]) / (extracted + each[0])
    print(f"extracted, kept and resolved: {whole:.2f} times (at most {MOST_GROWTH})")
    return whole <= MOST_GROWTH


def _extracted(documents: list[Document]) -> float:
    """Extract articles; return the milliseconds for each."""
    ingest.extract(documents[0])  # loads the model
    return _cpu(lambda: sum(1 for _ in ingest.extract_all(documents))) / len(documents) * 1000


def _stored(sample: list[Extraction], number: int) -> float:
    """Put so many articles into a store and resolve; return the milliseconds for each."""
    articles = Recombination(sample).articles(number)
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore(Path(folder) / "news.db")) as store:
        added, resolved = add(store, articles), timed(store.resolve)
    memory = usage.peak() / 1e6
    each = (added + resolved) / number * 1000
    print(f"{number} articles: {each:.2f} ms each (keeping {added / number * 1000:.2f}, ", end="")
    print(f"resolving {resolved / number * 1000:.2f}); peak memory {memory:.0f} MB", flush=True)
    return each


def _documents(path: Path, limit: int) -> list[Document]:
    return [make_document(json.loads(line)["text"]) for line in _lines(path, limit)]


def _cut(path: Path, limit: int, folder: Path) -> Path:
    """Write the first lines of a file to another."""
    cut = folder / "texts.jsonl"
    with cut.open("w", encoding="utf-8") as stream:
        stream.writelines(_lines(path, limit))
    return cut


def _lines(path: Path, limit: int) -> Iterator[str]:
    with path.open(encoding="utf-8") as stream:
        yield from islice(stream, limit)


_WHAT: dict[str, Any] = {
    "speed": _speed,
    "jobs": _jobs,
    "memory": _memory,
    "stream": _stream,
    "corpus": _corpus,
    "once": _once,
}

if __name__ == "__main__":
    sys.exit(main())
