"""The accuracy gate: score the gold articles and fail if a score fell below its floor.

    python benchmarks/evaluate.py             print the scores beside the floors; exit 1 below one
    python benchmarks/evaluate.py --pin       write the present scores, rounded down, as the new floors

Floors are pinned in floors.toml together with a fingerprint of the gold articles, so that a change of either shows.
Lowering one is a decision: say why where you do it.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from score import Score, score
from score_events import score_events
from score_quotes import score_quotes

from newsweave.config import Config
from newsweave.graph.link.linker import Linker
from newsweave.ids import make_document
from newsweave.ingest import extract

_HERE = Path(__file__).parent
_FLOORS = _HERE / "floors.toml"
_ASIDE = frozenset({"crane", "worship"})


@dataclass(frozen=True, slots=True)
class Article:
    """A gold article: its text, its day, its graph and the set that it belongs to."""

    name: str
    group: str
    text: str
    published: date
    gold: dict[str, Any]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="write the present scores as the floors")
    options = parser.parse_args()
    listed = list(articles())
    scores = evaluate(listed)
    if options.pin:
        _FLOORS.write_text(_pinned(scores, fingerprint(listed)), encoding="utf-8")
    problems = check(scores, fingerprint(listed))
    for group, figures in scores.items():
        for name, figure in figures.items():
            print(
                f"{group:8} {name:14} F1 {figure.f1:5.1f}  right {figure.right} of {figure.found}, asked {figure.asked}"
            )
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def articles() -> Iterator[Article]:
    """Yield the seed and the eight gold articles, in a fixed order."""
    seed = _HERE.parent / "seeds" / "kazakhstan-unrest.txt"
    gold = json.loads(seed.with_suffix(".gold.json").read_text("utf-8"))
    yield Article("kazakhstan-unrest", "seed", seed.read_text("utf-8"), date.fromisoformat(gold["date"]), gold)
    for path in sorted((_HERE / "gold").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        group = "aside" if path.stem in _ASIDE else "dev"
        yield Article(path.stem, group, path.read_text("utf-8"), date.fromisoformat(gold["date"]), gold)


def evaluate(listed: list[Article]) -> dict[str, dict[str, Score]]:
    """Score the articles, summed over each set."""
    scores: dict[str, dict[str, Score]] = {}
    linker = Linker(Config(), on_failure=print)
    for article in listed:
        extraction = extract(make_document(article.text, published=article.published))
        (linked,) = linker.all([extraction])
        figures = scores.setdefault(article.group, {})
        found = score(linked, article.gold) | score_quotes(linked, article.gold) | score_events(linked, article.gold)
        for name, figure in found.items():
            if not figure.asked:  # links, where the gold graph has none
                continue
            figures[name] = figures.get(name, Score()) + figure
    return scores


def fingerprint(listed: list[Article]) -> str:
    """Hash texts and graphs of the gold articles."""
    digest = hashlib.sha256()
    for article in listed:
        digest.update(json.dumps([article.name, article.text, article.gold], sort_keys=True).encode())
    return digest.hexdigest()[:16]


def check(scores: dict[str, dict[str, Score]], corpus: str) -> list[str]:
    """Compare scores with the pinned floors; return a line for each that fell, and for a changed corpus."""
    floors = tomllib.loads(_FLOORS.read_text("utf-8"))
    problems = [] if floors["corpus"] == corpus else ["the gold articles changed: look at the scores, then --pin"]
    for group, figures in scores.items():
        for name, figure in figures.items():
            floor = floors[group][name.replace(" ", "_")]
            if figure.f1 < floor:
                problems.append(f"{group} {name}: F1 {figure.f1:.1f} is below its floor {floor}")
    return problems


def _pinned(scores: dict[str, dict[str, Score]], corpus: str) -> str:
    lines = [
        "# Written by evaluate.py --pin: the least F1 in percent for each set of gold articles.",
        f'corpus = "{corpus}"',
    ]
    for group, figures in scores.items():
        lines += ["", f"[{group}]"]
        lines += [f"{name.replace(' ', '_')} = {math.floor(figure.f1 * 10) / 10}" for name, figure in figures.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
