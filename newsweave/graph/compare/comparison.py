"""What comes of comparing two names: a score, what it means, and why.

Vetoes matter more than similarity: every plain string measure ranks George W. and George H. W. Bush above
Toqaev and Tokayev (docs: names and knowledge bases, 2.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsweave.types import Verdict

# Scores from here up unite two entities of different documents by their names alone.
SAME = 0.9
# Scores from here up say that two names are one bearer's; across documents they need something shared as well.
# Tuned on the development part of benchmarks/name_pairs.tsv.
ALIKE = 0.8
# Scores down from here say that two are not one. Between: unsure.
DIFFERENT = 0.4
# Down from here the names have so little in common that the decision is not worth a record.
PLAIN = 0.1


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well two names fit one bearer.

    Attributes:
        score: 0 (not at all) to 1 (no difference).
        reason: The feature that decided, as a sentence.
        further: The other features that say more than that nothing differs, a sentence each.
    """

    score: float
    reason: str
    further: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What the names say by themselves."""
        if self.score >= ALIKE:
            return Verdict.SAME
        return Verdict.DIFFERENT if self.score <= DIFFERENT else Verdict.UNSURE

    @property
    def reasons(self) -> tuple[str, ...]:
        """All features that matter, the deciding one first."""
        return (self.reason, *self.further)


def worst(features: Iterable[Comparison]) -> Comparison:
    """Let the lowest feature decide, and keep the others that lower the score as further reasons."""
    first, *others = sorted(features, key=lambda feature: feature.score)
    further = dict.fromkeys(other.reason for other in others if other.score < 1)
    further.pop(first.reason, None)
    return Comparison(first.score, first.reason, tuple(further))
