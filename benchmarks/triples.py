"""Score open triples against gold/triples.jsonl, matched word by word as CaRB does (Bhardwaj et al. 2019).

    python benchmarks/triples.py [--errors]    print precision, recall and F1; exit 1 below the floor

Two triples match as far as their words do, argument with argument and relation with relation, if the relations share
a word. Recall takes the best match of each gold triple; precision pairs triples one to one, the best pairs first.
Each sentence is read alone.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from newsweave.ids import make_document
from newsweave.ingest import extract

_HERE = Path(__file__).parent
_GOLD = _HERE / "gold" / "triples.jsonl"
_FLOORS = _HERE / "triples.toml"

Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over sentences: how much of what was found is right, and how much of what was asked is found."""

    right: float = 0.0
    found: int = 0
    covered: float = 0.0
    asked: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the words of found triples that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the words of gold triples that is found."""
        return self.covered / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.covered + other.covered,
            self.asked + other.asked,
        )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print both sides of each sentence that is not perfect")
    options = parser.parse_args()
    tally = Tally()
    for line in _GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold: list[Words] = [(each["s"], each["p"], each["o"]) for each in row["triples"]]
        mine = read(row["sentence"])
        tally += compare(gold, mine)
        if options.errors and set(gold) != set(mine):
            print(f"\n# {row['sentence']}")
            for triple in sorted({*gold, *mine}):
                sign = " " if triple in gold and triple in mine else "-" if triple in gold else "+"
                print(f"{sign} {' | '.join(triple)}")
    floor = tomllib.loads(_FLOORS.read_text("utf-8"))["f1"]
    print(
        f"precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}  floor {floor}"
        f"  ({tally.found} found, {tally.asked} asked)"
    )
    return int(tally.f1 < floor)


def read(sentence: str) -> list[Words]:
    """Extract the open triples of a sentence that stands alone."""
    found = extract(make_document(sentence)).triples
    return [(triple.subject.text, triple.relation, triple.object.text) for triple in found]


def compare(gold: list[Words], mine: list[Words]) -> Tally:
    """Compare the triples of one sentence.

    >>> compare([("Police", "arrested", "the men")], [("Police", "arrested", "men")]).precision
    1.0
    """
    scores = [[match(left, right) for right in mine] for left in gold]
    covered = sum(max((recall for _, recall in row), default=0.0) for row in scores)
    pairs = sorted(((scores[i][j][0], -i, -j) for i in range(len(gold)) for j in range(len(mine))), reverse=True)
    right, rows, columns = 0.0, set[int](), set[int]()
    for precision, i, j in pairs:
        if i not in rows and j not in columns:
            right += precision
            rows.add(i)
            columns.add(j)
    return Tally(right, len(mine), covered, len(gold))


def match(gold: Words, mine: Words) -> tuple[float, float]:
    """Return the shares of the words of one triple and of the other that both have in the same place."""
    both = [
        (Counter(left.lower().split()), Counter(right.lower().split())) for left, right in zip(gold, mine, strict=True)
    ]
    shared = [(left & right).total() for left, right in both]
    if not shared[1]:
        return 0.0, 0.0
    return (
        sum(shared) / sum(right.total() for _, right in both),
        sum(shared) / sum(left.total() for left, _ in both),
    )


if __name__ == "__main__":
    sys.exit(main())
