"""How much time our rules add to spaCy's own: both measured in one run, in CPU seconds.

    python benchmarks/ingest_speed.py [TEXTS.jsonl[.gz]] [--limit N]

TEXTS holds {"text": ...} a line; without it, the gold articles of this project are read several times.
"""

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import nlp
from newsweave.ingest.extraction import from_doc

_HERE = Path(__file__).parent
_MOST = 0.15  # of spaCy's time


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    documents = [make_document(text) for text in _texts(options.texts)[: options.limit]]
    config = Config()
    nlp.load(config.model)
    started = time.process_time()
    docs = list(nlp.read((document.text for document in documents), config.model, config.batch))
    read = time.process_time() - started
    started = time.process_time()
    for document, doc in zip(documents, docs, strict=True):
        from_doc(document, doc, config)
    ours = time.process_time() - started
    tokens = sum(len(doc) for doc in docs)
    print(f"{len(docs)} documents, {tokens} tokens: spaCy {read:.1f} s, our rules {ours:.1f} s, {ours / read:.1%}")
    return 0 if ours <= _MOST * read else 1


def _texts(path: Path | None) -> list[str]:
    if path is None:
        return [file.read_text("utf-8") for file in sorted((_HERE / "gold").glob("*.txt"))] * 4
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)["text"] for line in data.decode("utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
