"""Score how well two names fit one bearer, with a sentence of reason for each feature.

Vetoes matter more than similarity: every plain string measure ranks George W. and George H. W. Bush above
Toqaev and Tokayev (docs: names and knowledge bases, 2.2). So a score is high only if both halves of a name
are equal once folded, and near spellings stay unsure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from newsweave.graph.names import PersonName, equivalents, is_patronymic

# Scores from here up say that two are one; down from there, that they are not. Between them: unsure.
SAME = 0.9
DIFFERENT = 0.4

# Least similarity (1 - edits / length) of near spellings; given names are shorter and less telling.
_NEAR_SURNAME = 0.78
_NEAR_GIVEN = 0.75


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well two names fit one bearer.

    Attributes:
        score: 0 (not at all) to 1 (no difference).
        reason: The feature that decided, as a sentence.
    """

    score: float
    reason: str


def compare_persons(left: PersonName, right: PersonName) -> Comparison:
    """Compare the names of two persons; the lowest feature decides.

    >>> from newsweave.graph.names import person_name
    >>> compare_persons(person_name("Qasym-Zhomart Toqaev"), person_name("Kassym-Jomart Tokayev")).score
    1.0
    >>> compare_persons(person_name("George W. Bush"), person_name("George H. W. Bush"))
    Comparison(score=0.1, reason='Their initials differ.')
    """
    features = (_given_names(left, right), _surnames(left, right), _numbers(left, right))
    return min(features, key=lambda feature: feature.score)


def _numbers(left: PersonName, right: PersonName) -> Comparison:
    if left.number != right.number:
        return Comparison(0.1, "Their regnal numbers differ.")
    if left.suffix != right.suffix:
        return Comparison(0.3, "Only one of them is called Jr. or Sr.")
    return Comparison(1.0, "No number or suffix tells them apart.")


def _surnames(left: PersonName, right: PersonName) -> Comparison:
    if left.surname == right.surname:
        return Comparison(1.0, "Their surnames are the same.")
    if not _near(left.surname, right.surname, _NEAR_SURNAME):
        return Comparison(0.1, "Their surnames differ.")
    if left.given == right.given and sum(len(word) > 1 for word in left.given) > 1:
        return Comparison(0.92, "Their surnames are spelled alike, and several given names are the same.")
    return Comparison(0.7, "Their surnames are spelled alike.")


def _given_names(left: PersonName, right: PersonName) -> Comparison:
    """Align the given names in order, and judge by the worst pair and by what is left over."""
    if "".join(left.given) == "".join(right.given):
        return Comparison(1.0, "Their given names are the same.")
    if not left.given or not right.given:
        return Comparison(0.6, "Only one of them has a given name.")
    short, long = sorted((left.given, right.given), key=len)
    matched: list[Comparison] = []
    extra: list[str] = list(long)
    for word in short:
        found = next((other for other in extra if _one_given(word, other).score > DIFFERENT), None)
        if found is None:
            return _one_given(word, long[0])
        extra.remove(found)
        matched.append(_one_given(word, found))
    return min((*matched, _left_over(short, extra)), key=lambda feature: feature.score)


def _one_given(left: str, right: str) -> Comparison:
    if left == right:
        return Comparison(1.0, "Their given names are the same.")
    if equivalents(left) & equivalents(right):
        return Comparison(0.95, "Their given names are forms of one name.")
    if 1 in (len(left), len(right)):
        if left[0] == right[0]:
            return Comparison(0.8, "An initial fits a given name.")
        return Comparison(0.1, "Their initials differ.")
    if _near(left, right, _NEAR_GIVEN):
        return Comparison(0.75, "Their given names are spelled alike.")
    return Comparison(0.1, "Their given names differ.")


def _left_over(short: Sequence[str], extra: Sequence[str]) -> Comparison:
    if not extra:
        return Comparison(1.0, "No given name is left over.")
    if all(is_patronymic(word) for word in extra):
        return Comparison(0.95, "Only one of them is called by the patronymic.")
    if len(short) > 1 and any(len(word) == 1 for word in extra):
        return Comparison(0.1, "Their initials differ.")
    return Comparison(0.7, "Only one of them has a middle name.")


def _near(left: str, right: str, least: float) -> bool:
    """Tell whether two words are near spellings; short words differ by one letter too easily."""
    if min(len(left), len(right)) <= 3:
        return False
    return Levenshtein.normalized_similarity(left, right) >= least
