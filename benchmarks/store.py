"""The benchmark of the store: many articles in, a hundred more, and how long that takes beside the whole.

    python benchmarks/store.py [RECORDS] [--documents 50000] [--more 100] [--store FILE]

RECORDS is a records.jsonl or a store of real articles, whose names are put together anew (benchmarks/recombine.py);
without it, the gold articles are extracted. Times are CPU seconds of this process, without the making of the articles.
Exit 1 if the increment takes more than 2 % of the whole, memory passes 1.5 GB or a look-up takes 5 ms.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from recombine import Recombination

from newsweave import usage
from newsweave.exports.records import extractions_from
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.types import Document, Extraction

MOST_SHARE = 0.02
MOST_BYTES = 1.5e9
MOST_LOOKUP = 0.005

_HERE = Path(__file__).parent
_TOGETHER = 100


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    articles = Recombination(list(_sample(options.records))).articles(options.documents + options.more)
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "news.db"
        with closing(SqliteStore(path)) as store:
            added = add(store, islice(articles, options.documents))
            resolved = timed(store.resolve)
            print(f"{options.documents} articles: add {added:.1f} s, resolve {resolved:.1f} s", flush=True)
            more, again = add(store, articles), timed(store.resolve)
            lookup = _lookups(store)
            share = (more + again) / (added + resolved)
            print(f"{options.more} more: add {more:.2f} s, resolve {again:.2f} s: {share:.2%} of the whole")
        size = path.stat().st_size
    memory = usage.peak()
    print(f"store {size / 1e6:,.0f} MB, {size / options.documents / 1e3:.1f} kB an article")
    print(f"peak memory {memory / 1e6:,.0f} MB")
    print(f"look-up by name: slowest {lookup * 1e3:.2f} ms")
    return 0 if share <= MOST_SHARE and memory <= MOST_BYTES and lookup < MOST_LOOKUP else 1


def _sample(records: Path | None) -> Iterable[Extraction]:
    if records and records.suffix == ".db":
        with closing(SqliteStore(records, read_only=True)) as store:
            yield from store.extractions()
        return
    if records:
        with records.open("rb") as stream:
            yield from extractions_from(stream, records.as_posix())
        return
    from newsweave import ingest  # noqa: PLC0415 - loads the language model

    documents = [item for item in ingest.read(_HERE / "gold") if isinstance(item, Document)]
    yield from (said for said in ingest.extract_all(documents) if isinstance(said, Extraction))


def add(store: SqliteStore, articles: Iterator[Extraction]) -> float:
    """Put articles in, a hundred a transaction; return the CPU seconds without their making."""
    taken = 0.0
    while together := list(islice(articles, _TOGETHER)):
        started = time.process_time()
        with store.writing():
            for said in together:
                store.put(said, str(said.document.source))
        taken += time.process_time() - started
    return taken


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _lookups(store: SqliteStore) -> float:
    """Look up two hundred names of the articles, and the most frequent of all; return the longest time.

    The ten largest bearers are asked for: a list of all thousands is told beside it.
    """
    names = sorted({entity.name for said in islice(store.extractions(), 100) for entity in said.entities})[:200]
    names += _frequent(store)
    times = {name: timed(partial(store.find, name, most=10)) for name in names}
    slowest = max(times, key=lambda name: times[name])
    print(f"slowest look-up: {slowest!r}, {len(store.find(slowest))} bearers")
    longest = max(names, key=lambda name: len(store.find(name)))
    print(f"all {len(store.find(longest))} bearers of {longest!r}: {timed(partial(store.find, longest)) * 1e3:.2f} ms")
    return times[slowest]


def _frequent(store: SqliteStore) -> list[str]:
    """List the names of most bearers in the first thousand articles."""
    counts = Counter(entity.name for said in islice(store.extractions(), 1000) for entity in said.entities)
    return [name for name, _ in counts.most_common(100)]


if __name__ == "__main__":
    sys.exit(main())
