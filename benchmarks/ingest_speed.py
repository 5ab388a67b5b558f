"""How much time our rules add to spaCy's own, and which of them take it: measured in one run, in CPU seconds.

The ratio is the speed of the whole extraction over that of the same spaCy pipeline alone.

    python benchmarks/ingest_speed.py [TEXTS.jsonl[.gz]] [--limit N]

TEXTS holds {"text": ...} a line; without it, the gold articles of this project are read several times.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import extraction, nlp

_HERE = Path(__file__).parent
# Steps of `from_doc`, as they are called there.
_STEPS = (
    "named",
    "posts",
    "quotations",
    "references",
    "times",
    "quantities",
    "facts",
    "statements",
    "happenings",
    "events",
    "quotes",
    "open_triples",
    "triples",
)
_LEAST = 0.6  # of the speed of spaCy alone


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    documents = [make_document(text) for text in texts(options.texts)[: options.limit]]
    config = Config()
    nlp.load(config.model)
    started = time.process_time()
    docs = list(nlp.read((document.text for document in documents), config.model, config.batch))
    read = time.process_time() - started
    spent = _watch()
    started = time.process_time()
    for document, doc in zip(documents, docs, strict=True):
        extraction.from_doc(document, doc, config)
    ours = time.process_time() - started
    tokens = sum(len(doc) for doc in docs)
    ratio = read / (read + ours)
    print(f"{len(docs)} documents, {tokens} tokens: spaCy {read:.1f} s, our rules {ours:.1f} s, ratio {ratio:.2f}")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:16} {seconds:6.2f} s  {seconds / ours:5.1%} of our rules")
    return 0 if ratio >= _LEAST else 1


def _watch() -> dict[str, float]:
    """Put a stop watch around each step that `from_doc` calls; generators are run to their end."""
    spent: dict[str, float] = dict.fromkeys(_STEPS, 0.0)

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            result = step(*args, **options)
            result = list(result) if isinstance(result, Iterator) else result
            spent[name] += time.process_time() - started
            return result

        return run

    for name in _STEPS:
        setattr(extraction, name, watched(name, getattr(extraction, name)))
    return spent


def texts(path: Path | None) -> list[str]:
    """Read the texts of a file, or the gold articles of this project several times."""
    if path is None:
        return [file.read_text("utf-8") for file in sorted((_HERE / "gold").glob("*.txt"))] * 4
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)["text"] for line in data.decode("utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
