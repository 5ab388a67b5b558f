"""Compare the names of two organisations or places: countries and numbers veto, then the words that are their own."""

from collections import Counter

from newsweave.graph.compare.comparison import Comparison, worst
from newsweave.graph.names.bodies import BodyName, body_name
from newsweave.graph.names.fold import sounds_like
from newsweave.graph.names.tables import tables

_LEAST_ACRONYM = 3  # letters; two fit too many names


def compare_bodies(left: BodyName, right: BodyName) -> Comparison:
    """Compare two names; the lowest feature decides.

    >>> from newsweave.graph.names.bodies import body_name
    >>> kazakh, kyrgyz = body_name("Interior Ministry of Kazakhstan"), body_name("Interior Ministry of Kyrgyzstan")
    >>> compare_bodies(kazakh, kyrgyz).reason
    'They name different countries, KG and KZ.'
    """
    return worst((_countries(left, right), _numbers(left, right), _words(left, right)))


def _countries(left: BodyName, right: BodyName) -> Comparison:
    if left.countries == right.countries:
        return Comparison(1.0, "No country tells them apart.")
    if left.countries and right.countries:
        one, other = sorted((", ".join(sorted(left.countries)), ", ".join(sorted(right.countries))))
        return Comparison(0.2, f"They name different countries, {one} and {other}.")
    if _acronym(left, right):
        return Comparison(0.95, "The acronym does not name the country.")
    if left.generic and right.generic:
        return Comparison(0.7, "Only one of them names its country.")
    return Comparison(0.6, "Only one of them names a country, and may be a branch there.")


def _numbers(left: BodyName, right: BodyName) -> Comparison:
    if left.numbers == right.numbers:
        return Comparison(1.0, "No number tells them apart.")
    return Comparison(0.2, "Their numbers differ.")


def _words(left: BodyName, right: BodyName) -> Comparison:
    if left.words == right.words:
        return Comparison(1.0, "Their words are the same.")
    ours, theirs = Counter(left.words), Counter(right.words)
    if ours == theirs:
        return Comparison(0.95, "Their words are the same in another order.")
    if acronym := _acronym(left, right):
        return acronym
    if "".join(left.words) == "".join(right.words):
        return Comparison(0.95, "Their words are the same, written together or apart.")
    extra, missing = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
    if extra and missing and bool(left.short) != bool(right.short):
        return Comparison(0.5, "One is an acronym, and its letters are not the initials of the other.")
    if extra and missing:
        return _other_words(extra, missing)
    return Comparison(0.5, f"Only one of them is called {' '.join(extra or missing)!r}.")


def _other_words(extra: list[str], missing: list[str]) -> Comparison:
    if len(extra) == len(missing) and all(map(sounds_like, extra, missing)):
        return Comparison(0.86, "Their words sound alike.")
    return Comparison(0.1, "Their words differ.")


def _acronym(left: BodyName, right: BodyName) -> Comparison | None:
    """Tell whether one is the acronym of the other, by the table or by its initials."""
    for short, whole in ((left, right), (right, left)):
        if not short.short or whole.short:
            continue
        known = tables().acronyms.get(short.short)
        if known is not None:
            same = body_name(known).words == whole.words
            return Comparison(0.95, "One is the usual acronym of the other.") if same else None
        if len(short.short) >= _LEAST_ACRONYM and short.short in whole.initials:
            return Comparison(0.85, "One is made of the initials of the other.")
    return None
