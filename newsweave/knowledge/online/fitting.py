"""How what a service found fits what was asked: told by the names themselves, never by the service."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from newsweave.knowledge.names import case_fits, fold, key, sound, spelling
from newsweave.knowledge.store import order
from newsweave.knowledge.types import Candidate, Fit, Item
from newsweave.types import Kind

# Services find "Paris Hilton" for Paris. Two names of which less than this is alike are two names; a longer form of
# a transliterated name ("Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev") is alike by sound, at 100.
_ALIKE = 85.0


def fitted(name: str, item: Item, score: float = 1.0) -> Candidate | None:
    """Return an item as a candidate for a name; None if none of its names is like it.

    Args:
        name: What was asked.
        item: What the service found.
        score: What the service says of it, 0 to 1.
    """
    fit = _exact(name, item)
    if fit:
        return Candidate(item=item, fit=fit, score=score)
    alike = max(_alike(name, other, item.kind) for other in (item.name, *item.aliases))
    if alike < _ALIKE and any(fold(other) == fold(name) for other in item.weak if not spelling(other)):
        alike = 100.0  # a weak name in another spelling; one that is merely like it says nothing
    return Candidate(item=item, fit=Fit.FOLDED, score=min(score, alike / 100)) if alike >= _ALIKE else None


def ranked(candidates: Iterable[Candidate], limit: int) -> tuple[Candidate, ...]:
    """Order candidates as `KnowledgeBase.candidates` promises, each item once."""
    once = {candidate.item.id: candidate for candidate in candidates}
    return tuple(sorted(once.values(), key=order)[:limit])


def _exact(name: str, item: Item) -> Fit | None:
    asked = key(name)
    for fit, names in ((Fit.NAME, (item.name,)), (Fit.ALIAS, item.aliases), (Fit.WEAK, item.weak)):
        if any(key(other) == asked and case_fits(name, spelling(other)) for other in names):
            return fit
    return None


def _alike(name: str, other: str, kind: Kind) -> float:
    if spelling(name) or spelling(other):
        return 0.0  # short names are equal or different
    heard = sound if kind is Kind.PERSON else fold
    return fuzz.ratio(heard(name), heard(other))
