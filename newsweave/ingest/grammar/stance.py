"""How real a clause is made: asserted, planned, possible, hypothetical or demanded; affirmed or denied.

    the union plans to march              planned
    the union may march                   possible
    if the union marches                  hypothetical
    the mayor urged the union to march    demanded
    the union refused to march            denied

The words are rows of `data/stance.toml`. Who says so is another matter: see `newsweave.ingest.quotes.claims`.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.lists import read_table
from newsweave.types import Modality, Polarity

_POSSIBLE = frozenset({"may", "might", "could", "can"})
_PLANNED = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_SHOULD = frozenset({"should", "must", "ought"})
_ALLEGED = frozenset({"possibly", "probably", "perhaps", "likely", "potentially", "maybe"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "hardly"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "conj"})
_THEN = frozenset({"after", "before", "since", "while", "upon", "on"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a clause is put forward.

    Attributes:
        modality: How real.
        polarity: Affirmed or denied.
    """

    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: what words make of the clause below them."""

    modality: Modality | None = None
    polarity: Polarity | None = None
    negated: bool = False


@functools.cache
def rows() -> tuple[dict[str, str], ...]:
    """Return the rows as written, with their examples."""
    data = read_table("stance")
    return tuple(data["row"])


@functools.cache
def results() -> tuple[dict[str, Any], ...]:
    """Return the rows for what came of something, with their examples."""
    return tuple(read_table("stance")["result"])


@functools.cache
def _table(key: str) -> dict[str, Row]:
    return {
        word: Row(
            modality=Modality(row["modality"]) if "modality" in row else None,
            polarity=Polarity(row["polarity"]) if "polarity" in row else None,
            negated=bool(row.get("negated", False)),
        )
        for row in reversed(rows())
        for word in row.get(key, ())
    }


def stance(trigger: Token) -> Stance:
    """Read the stance towards what a verb or a noun for an event says, from its clause and from those above it."""
    verb = trigger
    if not verb.tag_.startswith("VB"):
        return _of_noun(trigger)
    denied = _is_denied(verb)
    modality = _own(verb, denied)
    above = list(_above(verb))
    if modality is Modality.ASSERTED and _is_to(verb):
        modality = Modality.PLANNED
    if modality is Modality.ASSERTED:
        modality = next((made.modality for made in above if made.modality), modality)
    if any(made.polarity is Polarity.NEGATIVE for made in above):
        denied = not denied
    return Stance(modality=modality, polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE)


def _of_noun(noun: Token) -> Stance:
    """Read "no attack", "a possible attack", "fears of an attack"."""
    denied = any(child.lower_ == "no" for child in noun.children)
    made = None
    if any(child.lower_ in {"possible", "potential", "alleged", "suspected", "feared"} for child in noun.children):
        made = Modality.POSSIBLE
    elif any(child.lower_ in {"planned", "upcoming", "future", "scheduled", "proposed"} for child in noun.children):
        made = Modality.PLANNED
    elif noun.dep_ == "pobj" and noun.head.head.tag_.startswith("NN"):
        row = _table("nouns").get(noun.head.head.lower_)
        made = row.modality if row else None
    return Stance(modality=made or Modality.ASSERTED, polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE)


def _own(verb: Token, denied: bool) -> Modality:
    """Read what auxiliaries, adverbs and conjunctions of the clause say."""
    shared = verb if _auxiliaries(verb) else clauses.first_of_list(verb)
    words = {child.lower_ for child in verb.children} | _auxiliaries(shared)
    if any(child.dep_ == "mark" and child.lower_ in _HYPOTHETICAL for child in (*verb.children, *shared.children)):
        return Modality.HYPOTHETICAL
    conditional = any(_is_conditional(child) for child in (*verb.children, *shared.children))
    if words & _WOULD or (conditional and words & _POSSIBLE):
        return Modality.HYPOTHETICAL if conditional else Modality.PLANNED
    headline = verb.dep_ == "ROOT" and verb.tag_ in {"VB", "VBN"} and any(child.tag_ == "TO" for child in verb.lefts)
    if words & _PLANNED or headline:  # "Ford to sell its plant"
        return Modality.PLANNED
    if words & _SHOULD:
        return Modality.DEMANDED
    if (words & _POSSIBLE and not denied) or words & _ALLEGED:
        return Modality.POSSIBLE
    return Modality.ASSERTED


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ in {"MD", "VBD", "VBP"}}


def _is_conditional(clause: Token) -> bool:
    marked = any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in clause.children)
    return clause.dep_ == "advcl" and marked


def _is_denied(verb: Token) -> bool:
    if any((child.dep_ == "neg" or child.lower_ in _NEGATIVE) and not _is_idle(child) for child in verb.children):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    subject = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    return any(child.lower_ == "no" for head in subject for child in head.children) or any(
        head.lower_ in {"nobody", "none"} for head in subject
    )


def _is_idle(word: Token) -> bool:
    """Tell whether a negative word denies nothing: "not only", "whether they go or not"."""
    after = word.nbor() if word.i + 1 < len(word.doc) else word
    before = word.nbor(-1) if word.i else word
    return after.lower_ in {"only", "just", "merely", "least"} or before.lower_ == "or"


def _above(verb: Token) -> Iterator[Row]:
    """Yield what the words above a clause make of it, nearest first: "plans", in "plans to try to march"."""
    at, apart = verb, False
    for _ in range(_DEEPEST):
        if at.dep_ not in _CLAUSES:
            return
        head = at.head
        if at.dep_ == "conj":
            at = head.head if clauses.is_apart(at) else head
            continue
        if at.dep_ == "ccomp" and at.i < head.i and _has_object(head):  # "they had left; the army denied that"
            at = head
            continue
        if at.dep_ == "pcomp":
            at, head = head, head.head
            apart = apart or at.lower_ in _THEN  # "refused to move it after receiving threats": they did receive them
        if clauses.is_verb(head) or head.dep_ == "ROOT":
            row = None if at.dep_ == "advcl" else _table("verbs").get(lemma(head))
            if _is_to_be(head, at):
                yield Row(modality=Modality.PLANNED)
        else:
            told = at.dep_ != "acl" or at.tag_ not in {"VBN", "VBG"}  # "the plans offered" are no plan to offer
            row = _table("adjectives" if head.tag_ == "JJ" else "nouns").get(head.lower_) if told else None
        infinite = at.tag_ == "VB" or any(child.tag_ == "TO" for child in at.lefts)
        if row is not None and row.modality is Modality.DEMANDED and not infinite:  # "told them that he left"
            row = None
        if row is not None and (not row.negated or any(child.lower_ == "no" for child in head.children)):
            yield Row(modality=row.modality) if apart else row
        elif at.dep_ == "advcl" and at.tag_ == "VB" and not _came_about(head, at):  # in order to
            yield Row(modality=Modality.PLANNED)
        if _is_denied(head) and at.dep_ == "xcomp" and not apart:
            yield Row(polarity=Polarity.NEGATIVE)
        if at.dep_ == "advcl" or (head.tag_.startswith("NN")):
            return
        at = head if head.tag_ != "JJ" else head.head


def _came_about(above: Token, verb: Token) -> bool:
    """Tell what came of something from what it was done for: "came from behind to beat them"."""
    return any(above.lower_ in row["above"] and verb.lower_ in row["verbs"] for row in results())


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)


def _is_to_be(head: Token, at: Token) -> bool:
    """Tell whether a clause hangs on "is to": "The referendum is to be held in May"."""
    finite = head.lower_ not in {"be", "being"}
    return finite and lemma(head) == "be" and at.dep_ == "xcomp" and at.tag_ in {"VB", "VBN"}


def _is_to(verb: Token) -> bool:
    """Tell whether a noun is still to undergo it: "a monument to be built"; or whether it is a plan by itself."""
    if verb.dep_ in {"acl", "relcl"} and any(child.tag_ == "TO" for child in verb.children):
        return clauses.is_passive(verb)
    row = _table("verbs").get(lemma(verb))
    objects = any(child.dep_ == "dobj" for child in verb.children)
    return row is not None and row.modality is Modality.PLANNED and lemma(verb) in {"plan", "schedule"} and objects
