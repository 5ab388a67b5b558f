"""The gate of joining: do two reports of one happening become one event, and those of two happenings stay two?

    python benchmarks/joining.py [--errors]

Each pair of joining.toml is a graph of its own. A pair of `same` is found if the words that tell it are evidence of one
event; of the others every event with evidence in both articles is wrong. Exit 1 below a floor of joining.toml.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsweave.config import Config
from newsweave.graph import Graph
from newsweave.graph.link.linker import Linker
from newsweave.ids import make_document
from newsweave.ingest import extract_all
from newsweave.types import Document, Event, Extraction

_PAIRS = Path(__file__).parent / "joining.toml"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports: whether they are of one happening, what is hard about them, and the words that tell it."""

    same: bool
    why: str
    words: tuple[str, str]
    documents: tuple[Document, Document]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list the pairs that are judged wrongly")
    options = parser.parse_args()
    data = tomllib.loads(_PAIRS.read_text("utf-8"))
    listed = list(pairs(data))
    judged = list(zip(listed, joined(listed), strict=True))
    if options.errors:
        for pair, one in judged:
            if pair.same != one:
                print(f"{'apart, but one' if pair.same else 'one, but two'}: {pair.why}")
    right = sum(pair.same and one for pair, one in judged)
    found, asked = sum(one for _, one in judged), sum(pair.same for pair in listed)
    scores = {"precision": right / found if found else 1.0, "recall": right / asked}
    print(f"{asked} pairs of one happening, {len(listed) - asked} of two; joined {found}, rightly {right}")
    low = False
    for name, score in scores.items():
        floor = data["floors"][name]
        low = low or score < floor
        print(f"{name:10} {score:.3f}  floor {floor}")
    return 1 if low else 0


def pairs(data: dict[str, Any]) -> Iterator[Pair]:
    """Read the pairs."""
    for group in ("same", "different"):
        for row in data[group]:
            left, right = (make_document(row[side]["text"], published=row[side]["published"]) for side in _SIDES)
            yield Pair(group == "same", row["why"], (row["words"][0], row["words"][1]), (left, right))


_SIDES = ("left", "right")


def joined(listed: list[Pair]) -> Iterator[bool]:
    """Tell of each pair whether its reports came to be one event."""
    documents = {document.id: document for pair in listed for document in pair.documents}
    read = [said for said in extract_all(documents.values()) if isinstance(said, Extraction)]
    said = {each.document.id: each for each in Linker(Config(), on_failure=print).all(read)}
    for pair in listed:
        graph = Graph.of([said[document.id] for document in pair.documents])
        yield any(_joins(event, pair) for event in graph.events())


def _joins(event: Event, pair: Pair) -> bool:
    """Tell whether an event joins both articles; of one happening, by the words that tell it."""
    told = {document.id: word for document, word in zip(pair.documents, pair.words, strict=True)}
    triggers = [each.trigger for each in event.evidence if each.trigger is not None]
    texts = {document.id: document.text for document in pair.documents}
    return all(
        any(
            trigger.document == identifier and (not pair.same or word in texts[identifier][trigger.start : trigger.end])
            for trigger in triggers
        )
        for identifier, word in told.items()
    )


if __name__ == "__main__":
    sys.exit(main())
