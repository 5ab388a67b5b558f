"""Fuzzing: damaged files of every format, and any text through the whole pipeline.

python benchmarks/fuzz.py --seconds 60 --seed 1 --what readers

Takes files of every format, damages them, and reads them in this process, as the worker would: what is found must be
clean, what is not must be a DocumentError. With `--what text` strings of words, marks and letters of any sort are
cleaned, extracted, joined and written as records, and each span must reproduce its words, its raw stretch too. The
tests run the same for a moment (tests/ingest/test_fuzz.py); this runs as long as it is told, and writes the first case
that fails to fuzz-case.bin.
"""

import argparse
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ingest.fuzzing import damaged, read, text_of, through
from tests.ingest.seeds import SEEDS

_CASE = Path("fuzz-case.bin")


def main() -> None:
    """Fuzz for a while."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--what", choices=("readers", "text"), default="readers")
    given = parser.parse_args()
    choose = random.Random(given.seed)
    logging.disable(logging.CRITICAL)
    outcomes = _readers(choose) if given.what == "readers" else _texts(choose)
    until, count, slowest = time.monotonic() + given.seconds, Counter[str](), (0.0, "")
    began = time.process_time()
    for outcome in outcomes:
        slowest = max(slowest, (time.process_time() - began, outcome))
        count[outcome] += 1
        if time.monotonic() > until:
            break
        began = time.process_time()
    for line, number in sorted(count.items()):
        print(f"{number:7} {line}")
    print(f"{count.total()} cases; the slowest took {slowest[0]:.1f} s ({slowest[1]})")


def _readers(choose: random.Random) -> Iterator[str]:
    """Read damaged files without end."""
    files = [(name, make()) for name, make in SEEDS.items()]
    while True:
        name, whole = choose.choice(files)
        data = damaged(whole, choose)
        try:
            outcome = read(data, name)
        except Exception as error:
            _CASE.write_bytes(data)
            raise SystemExit(f"{name}: {type(error).__name__}: {error} ({_CASE})") from error
        yield f"{Path(name).suffix} {outcome}"


def _texts(choose: random.Random) -> Iterator[str]:
    """Take texts through the pipeline without end."""
    while True:
        text = text_of(choose)
        try:
            outcome = through(text)
        except Exception as error:
            _CASE.write_bytes(text.encode("utf-8", "surrogatepass"))
            raise SystemExit(f"a text: {type(error).__name__}: {error} ({_CASE})") from error
        yield outcome


if __name__ == "__main__":
    main()
