"""One thing to mend in a tree, and what the rules that find such things ask of a verb."""

from dataclasses import dataclass

from spacy.tokens import Token

HELPING = frozenset({"aux", "auxpass"})
SUBJECT_LIKE = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
DEEPEST = 6  # words up to the verb that something belongs to
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Repair:
    """A token with its new head, its new dependency, and its new tag if that was wrong, too."""

    token: int
    head: int
    dep: str
    tag: str | None = None


def is_finite(verb: Token) -> bool:
    """Tell whether a verb has a tense of its own or by its auxiliary."""
    helping = [child for child in verb.lefts if child.dep_ in HELPING]
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE or child.tag_ == "MD" for child in helping)


def has_subject(verb: Token) -> bool:
    """Tell whether the parser gave a verb a subject."""
    return any(child.dep_ in SUBJECT_LIKE for child in verb.children)


def is_helped(verb: Token) -> bool:
    """Tell whether a verb has an auxiliary."""
    return any(child.dep_ in HELPING for child in verb.children)
