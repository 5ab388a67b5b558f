"""The benchmark of names: our scorer beside rapidfuzz on pairs of names that are, or are not, one bearer's.

    python benchmarks/names.py                print the table; exit 1 below a floor
    python benchmarks/names.py --errors       list the pairs of the development part that we get wrong as well
    python benchmarks/names.py --errors all   the same for all pairs: for a report, never for tuning

The pairs (name_pairs.tsv) were written by hand by the author of the scorer's word lists, before the scorer was
widened. A hash parts them into development (three quarters) and held-out (one quarter); rules and thresholds were
chosen on the first alone. Ours runs at its fixed threshold, the others each at the one that is best for them on the
development part of the kind.
"""

import argparse
import csv
import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from newsweave.graph.compare.names import ALIKE, compare
from newsweave.types import Kind

_PAIRS = Path(__file__).with_name("name_pairs.tsv")
# What our scorer must reach over all pairs.
LEAST_PRECISION = 0.97
LEAST_F1 = 0.95


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are one bearer's."""

    kind: Kind
    left: str
    right: str
    same: bool
    note: str

    @property
    def held_out(self) -> bool:
        """Whether it is kept from tuning: one in four, by a hash of its names."""
        digest = hashlib.sha256("\t".join((self.kind, *sorted((self.left, self.right)))).encode()).digest()
        return digest[0] % 4 == 0


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a scorer did on some pairs."""

    right: int
    found: int
    asked: int

    @property
    def precision(self) -> float:
        """How many of those it called the same are."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How many of those that are the same it called so."""
        return self.right / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.asked) if self.found + self.asked else 1.0


Scorer = Callable[[Pair], float]


def ours(pair: Pair) -> float:
    """Score a pair with Newsweave."""
    return compare(pair.left, pair.right, pair.kind).score


def weighted_ratio(pair: Pair) -> float:
    """Score a pair with rapidfuzz's WRatio, in small ASCII letters."""
    return fuzz.WRatio(anyascii(pair.left).lower(), anyascii(pair.right).lower()) / 100


def jaro_winkler(pair: Pair) -> float:
    """Score a pair with rapidfuzz's Jaro-Winkler similarity, in small ASCII letters."""
    return JaroWinkler.similarity(anyascii(pair.left).lower(), anyascii(pair.right).lower())


SCORERS: dict[str, Scorer] = {"newsweave": ours, "rapidfuzz WRatio": weighted_ratio, "Jaro-Winkler": jaro_winkler}


def read_pairs() -> list[Pair]:
    """Read the pairs, in the order of the file."""
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(Kind(row["kind"]), row["left"], row["right"], row["same"] == "yes", row["note"]) for row in rows]


def measure(scorer: Scorer, threshold: float, pairs: Iterable[Pair]) -> Figures:
    """Count what a scorer calls the same at a threshold."""
    called = [(pair.same, scorer(pair) >= threshold) for pair in pairs]
    return Figures(
        right=sum(same and found for same, found in called),
        found=sum(found for _, found in called),
        asked=sum(same for same, _ in called),
    )


def best_threshold(scorer: Scorer, pairs: Sequence[Pair]) -> float:
    """Choose the threshold of the best F1; of several, the highest."""
    return max(sorted({scorer(pair) for pair in pairs}), key=lambda score: (measure(scorer, score, pairs).f1, score))


def microseconds(scorer: Scorer, pairs: Sequence[Pair]) -> float:
    """Time a scorer on pairs that it has seen, a pair on average."""
    start = time.perf_counter()
    for pair in pairs:
        scorer(pair)
    return (time.perf_counter() - start) / len(pairs) * 1e6


def below_floors(figures: Figures) -> list[str]:
    """Name each floor that our figures over all pairs are below."""
    problems = []
    if figures.precision < LEAST_PRECISION:
        problems.append(f"precision {figures.precision:.3f} is below its floor {LEAST_PRECISION}")
    if figures.f1 < LEAST_F1:
        problems.append(f"F1 {figures.f1:.3f} is below its floor {LEAST_F1}")
    return problems


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", nargs="?", const="dev", choices=["dev", "all"], help="list what we get wrong")
    options = parser.parse_args()
    pairs = read_pairs()
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} the same, {_held_out(pairs)} held out")
    print(f"{'scorer':17} {'kind':7} {'part':9} {'P':>5} {'R':>5} {'F1':>5}   {'us/pair':>7}")
    for name, scorer in SCORERS.items():
        for kind in (None, Kind.PERSON, Kind.ORG, Kind.PLACE):
            _print_rows(name, scorer, [pair for pair in pairs if kind in (None, pair.kind)], kind)
    if options.errors:
        _print_errors([pair for pair in pairs if options.errors == "all" or not pair.held_out])
    problems = below_floors(measure(ours, ALIKE, pairs))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _held_out(pairs: Iterable[Pair]) -> int:
    return sum(pair.held_out for pair in pairs)


def _print_rows(name: str, scorer: Scorer, pairs: Sequence[Pair], kind: Kind | None) -> None:
    dev = [pair for pair in pairs if not pair.held_out]
    held_out = [pair for pair in pairs if pair.held_out]
    threshold = ALIKE if scorer is ours else best_threshold(scorer, dev)
    for part, chosen in (("dev", dev), ("held-out", held_out), ("all", pairs)):
        figures = measure(scorer, threshold, chosen)
        time_taken = f"{microseconds(scorer, chosen):7.0f}" if part == "all" else ""
        rates = f"{figures.precision:5.3f} {figures.recall:5.3f} {figures.f1:5.3f}"
        print(f"{name:17} {kind or 'all':7} {part:9} {rates}   {time_taken}")


def _print_errors(pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        comparison = compare(pair.left, pair.right, pair.kind)
        if (comparison.score >= ALIKE) != pair.same:
            said = "same" if comparison.score >= ALIKE else "not the same"
            reasons = " ".join(comparison.reasons)
            print(f"{pair.left} / {pair.right} ({pair.note}): {said}, {comparison.score:.2f}: {reasons}")


if __name__ == "__main__":
    sys.exit(main())
