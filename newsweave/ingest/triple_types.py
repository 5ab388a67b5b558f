"""An open triple as the rules find it, before it becomes a record with an id."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Open:
    """Argument, relation phrase, argument, found at one place.

    Attributes:
        subject: Tokens of the first argument, half-open.
        relation: Words of the text.
        object: Tokens of the second argument, half-open.
        head: Index of the verb, or of the noun of an apposition.
        top: Index of the highest verb in the relation: who says that is who says the triple.
        rule: Name of the rule with its version.
        score: How often the rule was right when triples were read against their sentences, 0 to 1.
    """

    subject: tuple[int, int]
    relation: str
    object: tuple[int, int]
    head: int
    top: int
    rule: str
    score: float
