"""The scale of linking: points for and against, each with a sentence of reason, and the probability they make."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from newsweave.graph.link.context import Context
from newsweave.knowledge.types import Candidate


@dataclass(frozen=True, slots=True)
class Point:
    """What one feature says: points, and why as a sentence."""

    points: float
    reason: str


Feature = Callable[[Candidate, Context], Point | None]


def chance(score: float) -> float:
    """Turn points into a probability, to four places.

    >>> chance(0.0), chance(3.0)
    (0.5, 0.9526)
    """
    return round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), 4)
