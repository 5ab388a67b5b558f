"""Who says so, and how surely: the claimant, polarity and modality of what a verb says."""

from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.cues import cues
from newsweave.types import Modality, Polarity

_POSSIBLE = frozenset({"may", "might", "could", "would", "can"})
_PLANNED = frozenset({"will", "shall", "'ll", "’ll"})
_ALLEGED = frozenset({"allegedly", "purportedly", "reportedly", "possibly", "probably", "perhaps"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a fact is put forward.

    Attributes:
        claimant: Tokens of the phrase that names who says so; None for the paper itself.
        modality: How real.
        polarity: Affirmed or denied.
    """

    claimant: tuple[int, int] | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE


def stance(trigger: Token) -> Stance:
    """Read the stance towards what a trigger says from the clauses around it.

    A title or an apposition is the paper's own word for somebody, whoever is quoted beside it; only what a verb
    says can be claimed, denied or planned.
    """
    verb = trigger.head if trigger.dep_ == "attr" else trigger
    if not verb.tag_.startswith("VB"):
        return Stance()
    modality, polarity = Modality.ASSERTED, Polarity.POSITIVE
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or word in _NEGATIVE:
            polarity = Polarity.NEGATIVE
        elif child.dep_ == "mark" and word in _HYPOTHETICAL:
            modality = Modality.HYPOTHETICAL
        elif modality is Modality.ASSERTED and ((word in _POSSIBLE and child.dep_ == "aux") or word in _ALLEGED):
            modality = Modality.POSSIBLE
        elif modality is Modality.ASSERTED and word in _PLANNED and child.dep_ == "aux":
            modality = Modality.PLANNED
    return Stance(claimant=_claimant(verb), modality=modality, polarity=polarity)


def _claimant(verb: Token) -> tuple[int, int] | None:
    """Return the subject of the nearest verb of speaking that this clause is the content of."""
    token = verb
    while token.dep_ != "ROOT":
        reported = token.dep_ in {"ccomp", "parataxis"}
        token = token.head
        if reported and token.lower_ in cues().speaking:
            subjects = [child for child in token.children if child.dep_ == "nsubj"]
            if subjects:
                return subjects[0].left_edge.i, subjects[0].right_edge.i + 1
    for child in verb.children:  # "..., police said"
        if child.dep_ in {"parataxis", "ccomp"} and child.lower_ in cues().speaking:
            subjects = [grandchild for grandchild in child.children if grandchild.dep_ == "nsubj"]
            if subjects:
                return subjects[0].left_edge.i, subjects[0].right_edge.i + 1
    return None
