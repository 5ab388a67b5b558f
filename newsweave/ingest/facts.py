"""Facts as the rules find them, before they become statements with ids."""

from dataclasses import dataclass

from newsweave.ingest.reading import Referent


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
