"""Votes for what a name names, and how they are counted. Every vote keeps its reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newsweave.types import Kind

# A tie goes to the first; also the order in which kinds are listed.
ORDER = (Kind.PLACE, Kind.PERSON, Kind.ORG, Kind.NORP, Kind.EVENT, Kind.WORK, Kind.PRODUCT, Kind.LAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One voice for one kind."""

    kind: Kind
    weight: float
    reason: str


def decide(ballots: Iterable[Vote]) -> tuple[Kind | None, tuple[str, ...]]:
    """Count votes; return the kind that has most and the reasons for it, weightiest first."""
    total: dict[Kind, float] = defaultdict(float)
    reasons: dict[str, float] = defaultdict(float)
    kept = list(ballots)
    for vote in kept:
        total[vote.kind] += vote.weight
    if not total:
        return None, ()
    kind = max(total, key=lambda kind: (total[kind], -ORDER.index(kind)))
    for vote in kept:
        if vote.kind is kind:
            reasons[vote.reason] += vote.weight
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason], reason))
    return kind, tuple(ordered)
