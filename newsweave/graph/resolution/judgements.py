"""Judgements of the resolver, as records."""

from newsweave.graph.compare.comparison import DIFFERENT, Comparison
from newsweave.types import Judgement, Verdict

JUDGE = "resolver@1"


def apart(left: str, right: str, comparison: Comparison) -> Judgement:
    """Judge two entities that were not united, by their score alone."""
    verdict = Verdict.DIFFERENT if comparison.score <= DIFFERENT else Verdict.UNSURE
    return judgement(left, right, verdict, comparison.score, *comparison.reasons)


def judgement(left: str, right: str, verdict: Verdict, score: float, *reasons: str) -> Judgement:
    """Make a judgement of this resolver, with the smaller id on the left."""
    left, right = sorted((left, right))
    return Judgement(left=left, right=right, verdict=verdict, score=score, reasons=reasons, judge=JUDGE)
