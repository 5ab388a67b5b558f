"""Words for the terms of the ontology, as every format shows them."""

from collections.abc import Sequence
from functools import cache

from newsweave.errors import UnknownNameError
from newsweave.graph.ontology import terms as ontology
from newsweave.types import Evidence, Modality, Polarity


@cache
def predicate_words(name: str) -> tuple[str, str | None]:
    """Give a predicate's label and definition; one that the ontology lacks is taken at its name.

    >>> predicate_words("position_in")[0]
    'position in'
    >>> predicate_words("sings_with")
    ('sings with', None)
    """
    try:
        known = ontology.predicate(name)
    except UnknownNameError:
        return _spaced(name), None
    return known.label, known.definition


@cache
def event_words(name: str) -> tuple[str, str | None]:
    """Give an event type's label and definition, likewise."""
    try:
        known = ontology.event_type(name)
    except UnknownNameError:
        return _spaced(name.lower()), None
    return known.label, known.definition


def _spaced(name: str) -> str:
    return name.replace("_", " ").strip() or name or "related to"


def statuses(evidence: Sequence[Evidence]) -> list[str]:
    """Sum up how an event stands: each word that is true of some claim that it happened, in alphabetical order."""
    if len(evidence) == 1:
        return list(_statuses(claim_status(evidence[0]), evidence[0].modality, evidence[0].polarity))
    return sorted({word for each in evidence for word in _statuses(claim_status(each), each.modality, each.polarity)})


@cache
def _statuses(status: str, modality: Modality, polarity: Polarity) -> tuple[str, ...]:
    denied = {"denied"} if polarity is Polarity.NEGATIVE else set()
    real = {modality.value} if modality is not Modality.ASSERTED else set()
    return tuple(sorted({status} | denied | real))


def claim_status(evidence: Evidence) -> str:
    """Sum up in one word how a source presents a claim; that somebody reports it comes before all else."""
    if evidence.asserted:
        return "asserted"
    if evidence.claimant is not None:
        return "reported"
    return "denied" if evidence.polarity is Polarity.NEGATIVE else evidence.modality.value
