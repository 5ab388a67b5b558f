"""Open triples as the rules find them, before they become records with ids."""

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Token


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


@dataclass(frozen=True, slots=True)
class Tie:
    """What a verb leads to.

    Attributes:
        tokens: Further words of the relation.
        object: Tokens of the argument, half-open.
        behind: Words that stand before the verb in the text and behind it in the relation: "On May 1 he left".
    """

    tokens: tuple[int, ...]
    object: tuple[int, int]
    behind: tuple[int, ...] = ()


class Clause:
    """A verb with what hangs on it, sorted once: spaCy looks for the children of a token anew each time."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self._hanging: dict[str, list[Token]] = defaultdict(list)
        for child in verb.children:
            self._hanging[child.dep_].append(child)

    def of(self, *relations: str) -> list[Token]:
        """Return what hangs on the verb by some relations, those of the first before those of the second."""
        return [child for relation in relations if relation in self._hanging for child in self._hanging[relation]]

    def given(self) -> list[Token]:
        """Return to whom something is given without a preposition: "gave Maria the option"."""
        return [child for child in self.of("dative") if child.tag_ not in {"IN", "TO"}]
