"""How fast the whole extraction is beside spaCy alone, and which of our rules take the time: one run, CPU seconds.

"spaCy as it comes" is `nlp.pipe` of the model's package, with the components that we use on and the others off; the
first ratio is the speed of the whole extraction over that. "spaCy as we run it" is the pipeline that we make of it
(`newsweave.ingest.quick`, and our two components); the second ratio is over that.

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

from spacy.language import Language

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import extraction, nlp
from newsweave.ingest.quick.algebra import one_thread
from newsweave.ingest.tongues import tongue

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
_LEAST = 0.7  # of the speed of spaCy as it comes


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    documents = [make_document(text) for text in texts(options.texts)[: options.limit]]
    config = Config()
    nlp.load(config.model)
    raw = as_it_comes(config)
    started = time.process_time()
    for _ in raw.pipe([nlp.shadow(document.text) for document in documents], batch_size=config.batch):
        pass
    alone = time.process_time() - started
    started = time.process_time()
    with one_thread():
        docs = list(nlp.read((document.text for document in documents), config.model, config.batch))
    read = time.process_time() - started
    spent = _watch()
    started = time.process_time()
    for document, doc in zip(documents, docs, strict=True):
        extraction.from_doc(document, doc, config, config.model)
    ours = time.process_time() - started
    tokens = sum(len(doc) for doc in docs)
    ratio = alone / (read + ours)
    print(f"{len(docs)} documents, {tokens} tokens, {tokens / (read + ours):,.0f} tokens a second")
    print(f"spaCy as it comes {alone:.1f} s; spaCy as we run it {read:.1f} s, our rules {ours:.1f} s")
    print(f"ratio {ratio:.2f} to spaCy as it comes, {read / (read + ours):.2f} to spaCy as we run it")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:16} {seconds:6.2f} s  {seconds / ours:5.1%} of our rules")
    return 0 if ratio >= _LEAST else 1


def as_it_comes(config: Config) -> Language:
    """Load the model as its package does, without what we leave out."""
    pipeline = nlp.opened(config.model)
    for name in tongue(pipeline.lang).off:
        if name in pipeline.pipe_names:
            pipeline.disable_pipe(name)
    return pipeline


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
