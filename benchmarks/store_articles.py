"""The benchmark of a store on real articles: where the time goes, and what it takes to add them again.

    python benchmarks/store_articles.py ARTICLES [--store FILE] [--formats records,rdf]

ARTICLES is a file or folder as `newsweave add` takes it. They are added, resolved, made into a graph, written, and
added once more. Prints seconds on the clock and of CPU for each stage, and the peak of memory until then. Exit 1 if the
second adding takes 5 % of the first or finds anything new.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import newsweave
from newsweave import exports, usage
from newsweave.corpus import Corpus
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.types import Extraction

MOST_SHARE = 0.05

Result = TypeVar("Result")


class Stages:
    """Seconds on the clock and of CPU, by stage."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}

    def timed(self, stage: str, work: Callable[[], Result]) -> Result:
        """Do something, and count its time to a stage."""
        clock, busy = time.perf_counter(), time.process_time()
        result = work()
        before = self._spent.get(stage, (0.0, 0.0))
        self._spent[stage] = before[0] + time.perf_counter() - clock, before[1] + time.process_time() - busy
        return result

    def seconds(self, stage: str) -> float:
        """Tell how long a stage took on the clock."""
        return self._spent[stage][0]

    def tell(self, stage: str, but: tuple[str, ...] = ()) -> None:
        """Print a stage, less those that are within it."""
        clock, busy = (self._spent[stage][n] - sum(self._spent[within][n] for within in but) for n in (0, 1))
        peak = usage.peak()
        print(f"{stage:24} {clock:8.2f} s  {busy:8.2f} s CPU  peak {peak / 1e6:,.0f} MB", flush=True)


class TimedStore(SqliteStore):
    """A store that counts the time of keeping and of resolving."""

    def __init__(self, path: Path, stages: Stages) -> None:
        super().__init__(path)
        self._stages = stages

    def put(self, extraction: Extraction, origin: str, recipe: str = "") -> bool:
        """Keep an extraction."""
        return self._stages.timed("keep", lambda: SqliteStore.put(self, extraction, origin, recipe))

    def resolve(self) -> int:
        """Decide who is one."""
        return self._stages.timed("resolve", lambda: SqliteStore.resolve(self))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--formats", type=lambda listed: listed.split(","), help="default: those of newsweave build")
    options = parser.parse_args()
    stages = Stages()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "news.db"
        with Corpus(TimedStore(path, stages), folder=path.parent.resolve()) as corpus:
            report = stages.timed("read and extract", lambda: corpus.add(options.articles))
            print(f"{report.added} articles added, {len(report.failures)} failures; {newsweave.__version__}")
            stages.tell("read and extract", but=("keep", "resolve"))
            stages.tell("keep")
            stages.tell("resolve")
            graph = stages.timed("graph", corpus.graph)
            stages.tell("graph")
            stages.timed("export", lambda: exports.write(graph, Path(folder) / "out", options.formats))
            stages.tell("export")
            again = stages.timed("add again", lambda: corpus.add(options.articles))
            stages.tell("add again")
        share = stages.seconds("add again") / stages.seconds("read and extract")
        size = path.stat().st_size
        print(f"adding again: {again.added} new, {share:.2%} of the first; store {size / 1e6:,.0f} MB")
    return 0 if share < MOST_SHARE and not again.added else 1


if __name__ == "__main__":
    sys.exit(main())
