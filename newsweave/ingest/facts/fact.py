"""Facts as the rules find them, before they become statements with ids."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsweave.ingest.reading import Referent

# Each of these says the same as another with the ends changed over, which is written instead of it.
INVERSE = {"successor_of": "predecessor_of", "child_of": "parent_of"}
# These hold both ways and are written once.
SYMMETRIC = frozenset({"spouse_of", "sibling_of", "relative_of", "opponent_of", "ally_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A state between two referents, found at one place.

    Attributes:
        subject: Who or what.
        predicate: A name of the ontology.
        object: To whom or what.
        role: The post or part, in the words of the text.
        since: When it began, ISO 8601, where the text says so.
        until: When it ended, ISO 8601.
        former: Whether it is said to be over.
        phase: Whether the words tell that it begins or ends: "begins", "ends"; a date beside them is of that.
        derived: Whether it follows from something else and no sentence says it.
        trigger: Tokens that carry it, half-open.
        rule: Name of the rule with its version.
        score: How often the rule was right on the development articles, 0 to 1.
    """

    subject: Referent
    predicate: str
    object: Referent
    role: str | None = None
    since: str | None = None
    until: str | None = None
    former: bool = False
    phase: str | None = None
    derived: bool = False
    trigger: tuple[int, int]
    rule: str
    score: float


def normal(fact: Fact, name: Callable[[Referent], str]) -> Fact:
    """Write a fact in the one direction in which it is kept.

    Args:
        fact: As a rule found it.
        name: Tells what a referent is called: of two that stand in a symmetric relation the first by name is the
            subject, in whatever order a text names them.
    """
    if fact.predicate in INVERSE:
        return replace(fact, subject=fact.object, predicate=INVERSE[fact.predicate], object=fact.subject)
    if fact.predicate in SYMMETRIC and name(fact.object) < name(fact.subject):
        return replace(fact, subject=fact.object, object=fact.subject)
    return fact


def teller(trigger: Token) -> Token | None:
    """Return the verb that tells a fact; None for a title or an apposition, the paper's own word for somebody."""
    verb = trigger.head if trigger.dep_ == "attr" else trigger
    return verb if verb.tag_.startswith("VB") else None
