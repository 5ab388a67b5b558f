"""Say whether two names fit one bearer, with a score and sentences of reason.

Names alone decide here, as a reader would who sees nothing but them. Whether two entities of different documents
are one takes more (`newsweave.graph.resolution.resolve`): from `SAME` up names suffice, from `ALIKE` up something
shared is asked for.
"""

from newsweave.graph.compare.bodies import compare_bodies
from newsweave.graph.compare.comparison import ALIKE, DIFFERENT, PLAIN, SAME, Comparison, worst
from newsweave.graph.compare.persons import compare_persons
from newsweave.graph.names.bodies import name_of
from newsweave.graph.names.keys import group_key, person_name, thing_key
from newsweave.types import Kind

__all__ = ["ALIKE", "DIFFERENT", "PLAIN", "SAME", "Comparison", "compare", "compare_persons", "country_veto"]

_BODIES = frozenset({Kind.ORG, Kind.PLACE})


def compare(
    left: str, right: str, kind: Kind, *, left_country: str | None = None, right_country: str | None = None
) -> Comparison:
    """Compare two names of one kind.

    Args:
        left: A name, in any script, as a text has it.
        right: Another.
        kind: What both of them name.
        left_country: ISO 3166-1 alpha-2 code of the country that the first belongs to, if it is known.
        right_country: The same for the second.

    Returns:
        A score from 0 to 1, a verdict (same from `ALIKE` up, different from `DIFFERENT` down) and reasons. It does
        not depend on the side. Known limits: Japanese in Chinese characters, translated names, aliases.

    >>> compare("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev", Kind.PERSON).verdict
    <Verdict.SAME: 'same'>
    >>> compare("European Council", "Council of Europe", Kind.ORG).verdict
    <Verdict.DIFFERENT: 'different'>
    """
    names = _compare_names(left, right, kind)
    return worst((names, country_veto(left_country, right_country, kind)))


def _compare_names(left: str, right: str, kind: Kind) -> Comparison:
    if kind is Kind.PERSON:
        return compare_persons(person_name(left), person_name(right))
    if kind in _BODIES:
        return compare_bodies(name_of(left, kind), name_of(right, kind))
    key = group_key if kind is Kind.NORP else thing_key
    if key(left) == key(right):
        return Comparison(1.0, "Their names are the same, once spelling is set aside.")
    return Comparison(0.1, "Their names differ.")


def country_veto(left: str | None, right: str | None, kind: Kind) -> Comparison:
    """Compare what two entities belong to; a person can have two countries, nothing else can.

    >>> country_veto("KZ", "KG", Kind.ORG).score, country_veto("KZ", None, Kind.ORG).score
    (0.2, 1.0)
    """
    if left and right and left != right:
        one, other = sorted((left, right))
        score = 0.5 if kind is Kind.PERSON else 0.2
        return Comparison(score, f"They belong to different countries, {one} and {other}.")
    return Comparison(1.0, "No country tells them apart.")
