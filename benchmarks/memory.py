"""What a long run costs in memory: resident size and strings that spaCy keeps, with and without memory zones.

    python benchmarks/memory.py TEXTS.jsonl[.gz] [--limit N] [--without]

TEXTS holds {"text": ...} a line; what is found is thrown away at once, so what grows is what stays behind.
"""

import argparse
import gc
import resource
import sys
from contextlib import nullcontext
from pathlib import Path

from ingest_speed import texts
from spacy.language import Language

from newsweave import usage
from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import nlp
from newsweave.ingest.extraction import extract_batch

_EVERY = 300


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=3_000)
    parser.add_argument("--without", action="store_true", help="without memory zones")
    options = parser.parse_args()
    if options.without:
        Language.memory_zone = nullcontext  # type: ignore[method-assign, assignment]
    config = Config()
    pipeline = nlp.load(config.model)
    listed = texts(options.texts)[: options.limit]
    print(f"{'documents':>9}{'MB now':>8}{'MB most':>9}{'strings':>9}")
    for start in range(0, len(listed), config.batch):
        extract_batch([make_document(text) for text in listed[start : start + config.batch]], config=config)
        done = min(start + config.batch, len(listed))
        if done % _EVERY < config.batch or done == len(listed):
            gc.collect()
            most = usage.peak() >> 20
            print(f"{done:9}{_now():8}{most:9}{len(pipeline.vocab.strings):9}", flush=True)
    return 0


def _now() -> int:
    """Return the resident size in MB, as Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // (1 << 20)


if __name__ == "__main__":
    sys.exit(main())
