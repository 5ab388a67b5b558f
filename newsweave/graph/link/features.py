"""What speaks for and against a candidate: one function a feature, points with a sentence of reason each.

Points add up and become a probability (`link_points.chance`): 0 is even, 1.4 is .8, 3 is .95. They were set by hand
on the place traps of the tests, on three quarters of News-Fair v2 (ELEVANT), and by reading what was linked in the
98 articles of DWIE's development part.
"""

from collections.abc import Iterator
from math import log10

from newsweave.graph.link import places
from newsweave.graph.link.context import Context
from newsweave.graph.link.points import Feature, Point
from newsweave.graph.names.keys import is_acronym, thing_key
from newsweave.knowledge.types import Candidate, Fit
from newsweave.types import Kind

_FIT = {
    Fit.NAME: (1.5, "It is its own name."),
    Fit.ALIAS: (1.2, "It is a name that the base lists."),
    Fit.WEAK: (-1.5, "It is a name that is seldom meant."),
    Fit.FOLDED: (0.5, "It is its name, in another spelling."),
}


def points(candidate: Candidate, context: Context) -> Iterator[Point]:
    """Yield what each feature that has something to say does say."""
    for feature in _PLACES if candidate.item.kind is Kind.PLACE else _OTHERS:
        point = feature(candidate, context)
        if point is not None:
            yield point


# --- the name


def fit(candidate: Candidate, context: Context) -> Point:
    """Weigh how the name fits; a service's own doubt lowers it. Towns are not transliterated by ear, as persons are."""
    weight, reason = _FIT[candidate.fit]
    item = candidate.item
    if candidate.fit is Fit.FOLDED and item.kind is Kind.PLACE:
        spelled = thing_key(context.name)
        if all(thing_key(name) != spelled for name in (item.name, *item.aliases, *item.weak)):
            return Point(-2.5, "It sounds like its name, and is spelled otherwise.")
    return Point(weight - 3.0 * (1.0 - candidate.score), reason)


def fullness(_: Candidate, context: Context) -> Point | None:
    """Favour names that tell their bearer: two words, or an acronym in capitals."""
    if len(context.name.split()) > 1 or is_acronym(context.name):
        return Point(0.8, f"{context.name!r} is a full name.")
    return None


def expansion(candidate: Candidate, context: Context) -> Point | None:
    """Doubt a body by whose acronym alone it goes, while the text spells that out as something else."""
    item, name = candidate.item, context.entity.name
    if name == context.name or not is_acronym(context.name) or len(name.split()) < 2:
        return None
    if thing_key(name) in {thing_key(known) for known in (item.name, *item.aliases)}:
        return None
    return Point(-4.0, f"The text spells {context.name!r} out as {name!r}.")


# --- the thing itself


def fame(candidate: Candidate, _: Context) -> Point | None:
    """Favour what is meant often, by the base's own count."""
    popularity = candidate.item.popularity
    if not popularity:
        return None
    return Point(min(2.0, 0.5 * log10(1 + popularity)), "The base counts how often it is meant.")


# --- the document


def era(candidate: Candidate, context: Context) -> Point | None:
    """Doubt what had ended, and turn down what had not begun, on the day of the document."""
    item, day = candidate.item, context.published.isoformat() if context.published else ""
    if day and item.start and item.start > day[: len(item.start)]:
        return Point(-6.0, f"It began in {item.start}, after the document.")
    if day and item.end and item.end < day[: len(item.end)]:
        return Point(-0.5, f"It ended in {item.end}, before the document.")
    return None


def nation(candidate: Candidate, context: Context) -> Point | None:
    """Compare the country of a person or body with the one that the text tells, or with those in focus."""
    mine, theirs = context.entity.country, candidate.item.country
    if not theirs or not (mine or context.countries):
        return None
    if mine == theirs:
        return Point(1.0, f"The text tells its country, {mine}.")
    if mine:
        return Point(-2.0, f"The text tells another country, {mine}.")
    if theirs in context.countries:
        return Point(0.5, f"Other names in the document are of {theirs}.")
    return None


def description(candidate: Candidate, context: Context) -> Point | None:
    """Favour a candidate whose description shares words with the sentences that name it."""
    said = {word for word in candidate.item.description.lower().replace(",", " ").split() if len(word) > 3}
    shared = sorted(said & context.around)
    return Point(min(1.5, 0.5 * len(shared)), f"The text says {', '.join(shared)}.") if shared else None


_PLACES: tuple[Feature, ...] = (fit, fame, era, *places.FEATURES)
_OTHERS: tuple[Feature, ...] = (fit, fullness, expansion, fame, nation, description, places.unlikely, era)
