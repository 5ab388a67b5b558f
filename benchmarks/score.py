"""Compare an extraction with a gold graph: entities by name and kind, facts by both ends and predicate.

One extracted entity answers one gold entity, the pairs with most shared name mentions first. Facts that the gold
graph marks "implied" are right when found but are not asked for.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsweave.types import Extraction, Form

_SYMMETRIC = frozenset({"spouse_of", "sibling_of", "ally_of", "opponent_of", "relative_of"})
_INVERSE = {"successor_of": "predecessor_of", "child_of": "parent_of"}
_ARTICLE = re.compile(r"^(the|a|an) ")
_OWNER = re.compile(r"['’]s?$")
_SIGNS = re.compile(r"[^\w ]+")
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts from which precision, recall and F1 follow; scores of several articles add up.

    Attributes:
        right: Found and in the gold graph.
        recalled: Found of what was asked for.
        found: Found in all.
        asked: Asked for in all.
    """

    right: int = 0
    recalled: int = 0
    found: int = 0
    asked: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add the counts of two articles."""
        return Score(
            self.right + other.right,
            self.recalled + other.recalled,
            self.found + other.found,
            self.asked + other.asked,
        )

    @property
    def f1(self) -> float:
        """F1 in percent; 0 where nothing is right."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.recalled / self.asked if self.asked else 0.0
        both = precision + recall
        return 200 * precision * recall / both if both else 0.0


def plain(name: str) -> str:
    """Write a name so that article, possessive and punctuation do not matter."""
    bare = _OWNER.sub("", _ARTICLE.sub("", name.strip().lower()))
    return " ".join(_SIGNS.sub(" ", bare).split())


def score(extraction: Extraction, gold: Mapping[str, Any]) -> dict[str, Score]:
    """Score one article: "entity" (right name), "entity typed" (right name and kind), "fact", "link" (Wikidata).

    Links are judged on the entities to which the gold graph gives a Wikidata id.
    """
    used = names_in_use(extraction)
    answers = answered(used, gold["entities"])
    kinds = {entity.id: str(entity.kind) for entity in extraction.entities}
    gold_kinds = {entity["id"]: entity["type"] for entity in gold["entities"]}
    typed = sum(gold_kinds[gold_id] == kinds[found] for found, gold_id in answers.items())
    size = len(used), len(gold_kinds)
    found = {
        _triple(answers.get(fact.subject, fact.subject), fact.predicate, answers.get(fact.object, fact.object))
        for fact in extraction.statements
        if not fact.derived
    }
    facts = {_triple(fact["s"], fact["p"], fact["o"]): bool(fact.get("implied")) for fact in gold["facts"]}
    asked = {fact for fact, implied in facts.items() if not implied}
    wanted = {entity["id"]: entity["wikidata"] for entity in gold["entities"] if entity.get("wikidata")}
    given = {
        answers[entity.id]: link.id
        for entity in extraction.entities
        for link in entity.links
        if link.accepted and link.scheme == "wikidata" and answers.get(entity.id) in wanted
    }
    linked = sum(wanted[entity] == item for entity, item in given.items())
    return {
        "link": Score(linked, linked, len(given), len(wanted)),
        "entity": Score(len(answers), len(answers), *size),
        "entity typed": Score(typed, typed, *size),
        "fact": Score(len(found & facts.keys()), len(found & asked), len(found), len(asked)),
    }


def names_in_use(extraction: Extraction) -> dict[str, Counter[str]]:
    """Count the names, written plainly, by which each extracted entity is mentioned."""
    names: dict[str, Counter[str]] = {}
    for mention in extraction.mentions:
        if mention.form is Form.NAMED:
            names.setdefault(mention.entity, Counter())[plain(mention.text)] += 1
    return names


def answered(used: Mapping[str, Counter[str]], gold: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Map extracted entities to the gold entities that they answer."""
    pairs = []
    for entity in gold:
        names = {plain(name) for name in entity["names"]}
        for found, counts in used.items():
            if names & counts.keys():
                pairs.append((-sum(counts[name] for name in names), entity["id"], found))
    answers: dict[str, str] = {}
    taken: set[str] = set()
    for _, gold_id, found in sorted(pairs):
        if found not in answers and gold_id not in taken:
            answers[found] = gold_id
            taken.add(gold_id)
    return answers


def _triple(subject: str, predicate: str, other: str) -> Triple:
    if predicate in _INVERSE:
        return other, _INVERSE[predicate], subject
    if predicate in _SYMMETRIC and other < subject:
        return other, predicate, subject
    return subject, predicate, other
