"""What each profile costs and gives: speed, peak memory and what is found, of the same articles, a process each.

    python benchmarks/profiles.py TEXTS.jsonl[.gz] [--limit N]

TEXTS holds {"text": ...} a line. The speed is that of the whole way from a document to its records, in CPU seconds;
the first is that of "balanced" divided by that of the profile.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from ingest_speed import texts

from newsweave import usage
from newsweave.config import Config
from newsweave.config.profiles import PROFILES
from newsweave.graph.link.linker import Linker
from newsweave.ids import make_document
from newsweave.ingest import extract_all, nlp
from newsweave.ingest.languages import language
from newsweave.types import Extraction


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measured(texts(options.texts)[: options.limit], Config.named(options.one))))
        return 0
    rows = {}
    for name in PROFILES:
        command = [sys.executable, __file__, str(options.texts), "--limit", str(options.limit), "--one", name]
        rows[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"{'profile':10}{'speed':>7}{'seconds':>9}{'MB':>6}{'read':>6}{'statements':>12}{'events':>8}{'triples':>9}")
    for name, row in rows.items():
        speed = rows["balanced"]["seconds"] / row["seconds"]
        counts = f"{row['read']:6}{row['statements']:12}{row['events']:8}{row['triples']:9}"
        print(f"{name:10}{speed:7.2f}{row['seconds']:9.1f}{row['megabytes']:6}{counts}")
    return 0


def _measured(listed: list[str], config: Config) -> dict[str, float]:
    """Read texts with a profile, and count what comes out."""
    nlp.load(config.model)
    started = time.process_time()
    detect = config.intake.detect
    documents = [make_document(text, language=language(text) if detect else "en") for text in listed]
    extractions = (each for each in extract_all(documents, config=config) if isinstance(each, Extraction))
    found = list(Linker(config, print).all(extractions))
    return {
        "seconds": time.process_time() - started,
        "megabytes": usage.peak() >> 20,
        "read": len(found),
        "statements": sum(len(each.statements) for each in found),
        "events": sum(len(each.events) for each in found),
        "triples": sum(len(each.triples) for each in found),
    }


if __name__ == "__main__":
    sys.exit(main())
