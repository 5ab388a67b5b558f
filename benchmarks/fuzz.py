"""Fuzzing of the readers: damaged files of every format must be found or refused, and nothing else.

python benchmarks/fuzz.py --seconds 60 --seed 1

Takes files of every format, damages them, and reads them in this process, as the worker would: what is found must be
clean, what is not must be a DocumentError. The tests run the same for a moment (tests/ingest/test_fuzz.py); this runs
as long as it is told, and writes the first case that fails to fuzz-case.bin.
"""

import argparse
import logging
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ingest.fuzzing import damaged, read
from tests.ingest.seeds import SEEDS


def main() -> None:
    """Fuzz for a while."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    choose = random.Random(given.seed)
    logging.disable(logging.CRITICAL)
    files = [(name, make()) for name, make in SEEDS.items()]
    until, count, slowest = time.monotonic() + given.seconds, Counter[str](), (0.0, "")
    while time.monotonic() < until:
        name, whole = choose.choice(files)
        data = damaged(whole, choose)
        began = time.process_time()
        try:
            outcome = read(data, name)
        except Exception as error:
            Path("fuzz-case.bin").write_bytes(data)
            raise SystemExit(f"{name}: {type(error).__name__}: {error} (fuzz-case.bin)") from error
        slowest = max(slowest, (time.process_time() - began, name))
        count[f"{Path(name).suffix} {outcome}"] += 1
    for line, number in sorted(count.items()):
        print(f"{number:7} {line}")
    print(f"{count.total()} files; the slowest took {slowest[0]:.1f} s ({slowest[1]})")


if __name__ == "__main__":
    main()
