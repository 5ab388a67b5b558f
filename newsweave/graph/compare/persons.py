"""Compare the names of two persons: given names, surnames, numbers, each with its veto.

The vetoes, each measured on the pairs of `benchmarks/name_pairs.tsv`: given names that conflict, regnal numbers,
Jr., initials (W. and H. W.), short words that are not equal. The weights were set on the development part of
benchmarks/name_pairs.tsv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from newsweave.graph.compare.comparison import ALIKE, DIFFERENT, Comparison, worst
from newsweave.graph.names.consonants import spells
from newsweave.graph.names.fold import sounds_like
from newsweave.graph.names.persons import PersonName, equivalents, is_patronymic
from newsweave.graph.names.tables import tables

# Least similarity (1 - edits / length) of spellings that may be one name; given names are shorter and less telling.
_NEAR_SURNAME = 0.78
_NEAR_GIVEN = 0.75
# Endings that tell families apart: Andersen and Anderson, Roberts and Robert.
_FAMILY_ENDINGS = ((("sen", "zen"), ("son",)), (("s",), ("",)), (("es", "ez"), ("",)))
# Endings of women's surnames, and the men's that go with them.
_GENDERED = (("skaia", "ski"), ("ska", "ski"), ("aia", "i"), ("ova", "ov"), ("eva", "ev"), ("ina", "in"))


def compare_persons(left: PersonName, right: PersonName) -> Comparison:
    """Compare the names of two persons; the lowest feature decides.

    >>> from newsweave.graph.names.persons import person_name
    >>> compare_persons(person_name("Qasym-Zhomart Toqaev"), person_name("Kassym-Jomart Tokayev")).score
    1.0
    >>> compare_persons(person_name("George W. Bush"), person_name("George H. W. Bush")).reason
    'Their initials differ.'
    """
    if left.consonantal != right.consonantal:
        return _by_consonants(left, right)
    found = _in_order(left, right)
    if found.score > DIFFERENT or left.syllabic or right.syllabic:
        return found
    return max((found, *_otherwise(left, right)), key=lambda comparison: comparison.score)


def _in_order(left: PersonName, right: PersonName) -> Comparison:
    exact = left.syllabic or right.syllabic
    given = _styles(left, right) or _given_names(left.given, right.given, exact)
    return worst((given, _surnames(left, right), _numbers(left, right)))


def _styles(left: PersonName, right: PersonName) -> Comparison | None:
    """Compare names of which one is a style and a given name, as "Pope Francis" is; None if none is."""
    if not left.style and not right.style:
        return None
    if left.style == right.style:
        return Comparison(1.0, "Their styles are the same.")
    if left.given or right.given:
        return Comparison(0.2, "One is called by a style and a given name, the other by a surname.")
    return Comparison(0.6, "Their styles differ.")


def _numbers(left: PersonName, right: PersonName) -> Comparison:
    if left.number != right.number:
        return Comparison(0.2, "Their regnal numbers differ.")
    if left.suffix != right.suffix:
        return Comparison(0.3, "Only one of them is called Jr. or Sr.")
    return Comparison(1.0, "No number or suffix tells them apart.")


# --- surnames


def _surnames(left: PersonName, right: PersonName) -> Comparison:
    one, other = left.surname, right.surname
    if one == other:
        return Comparison(1.0, "Their surnames are the same.")
    if left.syllabic or right.syllabic:
        return Comparison(0.1, "Their surnames differ.")
    if _masculine(one) == _masculine(other):
        return Comparison(0.86, "Their surnames are the man's and the woman's form of one.")
    if _families(one, other) or _families(other, one):
        return Comparison(0.2, "Their surnames have endings that tell families apart.")
    if sounds_like(one, other):
        return Comparison(0.86, "Their surnames sound alike.")
    if _near(one, other, _NEAR_SURNAME):
        return Comparison(0.7, "Their surnames are spelled alike.")
    return Comparison(0.1, "Their surnames differ.")


def _masculine(surname: str) -> str:
    for feminine, masculine in _GENDERED:
        if surname.endswith(feminine) and len(surname) > len(feminine) + 2:
            return surname.removesuffix(feminine) + masculine
    return surname


def _families(left: str, right: str) -> bool:
    """Tell whether two surnames have one stem and endings that are never spellings of each other."""
    return any(
        left.endswith(one) and right.endswith(other) and left.removesuffix(one) == right.removesuffix(other)
        for ones, others in _FAMILY_ENDINGS
        for one in ones
        for other in others
    )


# --- given names


def _given_names(left: Sequence[str], right: Sequence[str], exact: bool) -> Comparison:
    """Align the given names in order, and judge by the worst pair and by what is left over."""
    if "".join(left) == "".join(right):
        return Comparison(1.0, "Their given names are the same.")
    if not left or not right:
        return Comparison(0.6, "Only one of them has a given name.")
    if exact:
        return Comparison(0.1, "Their given names differ.")
    short, long = sorted((left, right), key=len)
    matched: list[Comparison] = []
    extra: list[str] = list(long)
    for word in short:
        found = _best(word, extra)
        if found is None:
            return _one_given(word, long[0])
        extra.remove(found)
        matched.append(_one_given(word, found))
    return worst((*matched, _left_over(short, extra)))


def _best(word: str, others: Sequence[str]) -> str | None:
    """Choose the given name that fits best, the first of several; None if all differ."""
    scored = [(_one_given(word, other).score, -place, other) for place, other in enumerate(others)]
    score, _, found = max(scored, default=(0.0, 0, ""))
    return found if score > DIFFERENT else None


def _one_given(left: str, right: str) -> Comparison:
    if left == right:
        return Comparison(1.0, "Their given names are the same.")
    if equivalents(left) & equivalents(right):
        return Comparison(0.95, "Their given names are forms of one name.")
    if 1 in (len(left), len(right)):
        if left[0] == right[0]:
            return Comparison(0.82, "An initial fits a given name.")
        return Comparison(0.2, "Their initials differ.")
    if left.endswith("a") != right.endswith("a") and left.rstrip("aeiou") == right.rstrip("aeiou"):
        return Comparison(0.2, "Their given names are a man's and a woman's.")
    if sounds_like(left, right):
        return Comparison(0.84, "Their given names sound alike.")
    if _near(left, right, _NEAR_GIVEN):
        return Comparison(0.7, "Their given names are spelled alike.")
    return Comparison(0.1, "Their given names differ.")


def _left_over(short: Sequence[str], extra: Sequence[str]) -> Comparison:
    if not extra:
        return Comparison(1.0, "No given name is left over.")
    if all(is_patronymic(word) for word in extra):
        return Comparison(0.95, "Only one of them is called by the patronymic.")
    if any(len(word) == 1 for word in extra):
        if len(short) > 1:
            return Comparison(0.2, "Their initials differ.")
        return Comparison(0.85, "Only one of them has a middle initial.")
    if all(word in tables().given for word in extra):
        return Comparison(0.82, "Only one of them has a further given name.")
    return Comparison(0.7, "Only one of them has a middle name.")


# --- other orders and lengths


def _otherwise(left: PersonName, right: PersonName) -> Iterator[Comparison]:
    """Compare names whose parts may stand in another order, or of which one goes on after the surname."""
    yield from (_swapped(left, turned) for turned in _turned(right))
    short, long = sorted((left, right), key=lambda name: len(name.words))
    count = len(short.words)
    if 1 < count < len(long.words) and worst((_numbers(left, right), _prefix(short, long, count))).score > DIFFERENT:
        yield _goes_on(short)


def _turned(name: PersonName) -> Iterator[PersonName]:
    words = name.words
    if len(words) > 1:
        yield replace(name, given=words[1:], surname=words[0])
        yield replace(name, given=(words[-1], *words[:-2]), surname=words[-2])


def _swapped(left: PersonName, turned: PersonName) -> Comparison:
    found = _in_order(left, turned)
    if found.score < ALIKE:
        return Comparison(0.1, "Their names differ.")
    if all(word in tables().given for word in left.words):
        return Comparison(0.6, "Their names stand in another order, and each may be a given name.")
    return worst((found, Comparison(0.88, "Their names are the same in another order.")))


def _prefix(short: PersonName, long: PersonName, count: int) -> Comparison:
    *given, surname = long.words[:count]
    return _in_order(short, replace(long, given=tuple(given), surname=surname))


def _goes_on(short: PersonName) -> Comparison:
    if short.given[0] in tables().two_surnames and short.surname not in tables().given:
        return Comparison(0.85, "Only one of them is called by a second surname.")
    return Comparison(0.6, "One name goes on where the other ends.")


# --- scripts without vowels


def _by_consonants(left: PersonName, right: PersonName) -> Comparison:
    written, spelled = (left, right) if left.consonantal else (right, left)
    if len(written.words) != len(spelled.words):
        return Comparison(0.3, "They have another number of names.")
    if all(spells(one, other) for one, other in zip(written.words, spelled.words, strict=True)):
        return Comparison(0.88, "The consonants of all their names are the same.")
    return Comparison(0.1, "The consonants of their names differ.")


def _near(left: str, right: str, least: float) -> bool:
    """Tell whether two words are near spellings; short words differ by one letter too easily."""
    if min(len(left), len(right)) <= 3:
        return False
    return Levenshtein.normalized_similarity(left, right) >= least
