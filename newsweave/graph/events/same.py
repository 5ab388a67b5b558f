"""Whether two articles report one happening: what must be shared, and what speaks against it.

Precise rather than greedy: a toll that two papers tell of two nearby days stays two events, side by side in the
timeline, and a person can see both.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from newsweave.graph.events.reports import Report, is_once
from newsweave.types import Modality

_FRESH = timedelta(days=2)  # between two articles that give no date
_RECENT = timedelta(days=7)  # from the day of a happening to an article that does not date it

# canonical id of a place -> those that it is said to lie in
Within = Mapping[str, frozenset[str]]


def same_event(left: Report, right: Report, within: Within) -> float:
    """Score whether two reports are of one happening: 0 if that is not plain, above it by what they share."""
    if left.deed is None or left.deed != right.deed or clash(left, right, within):
        return 0.0
    shared = _shared(left, right)
    if is_once(left.deed):
        told = shared["persons"] or (shared["things"] and (shared["places"] or shared["agents"]))
    else:
        there = _one_day(left, right) and shared["things"] and shared["where"]
        told = shared["agents"] and (shared["subject"] or there)
    told = told or (shared["patients"] and (shared["agents"] or shared["places"] or (left.exact and right.exact)))
    if not told:
        return 0.0
    dated = left.first is not None and right.first is not None
    return 0.5 + 0.1 * sum(shared.values()) / len(shared) + 0.4 * dated


def clash(left: Report, right: Report, within: Within) -> bool:
    """Tell whether something speaks against one happening: dates, places, parties, or how real it is."""
    return (
        left.document == right.document
        or _apart(left.agents, right.agents)
        or _apart(left.patients, right.patients)
        or (left.patients.isdisjoint(right.patients) and _apart(left.causes, right.causes))
        or _elsewhere(left, right, within)
        or not near(left, right)
        or _unreal(left, right)
    )


def near(left: Report, right: Report) -> bool:
    """Tell whether the times fit: dates that overlap, or articles that are near enough to a date or to each other."""
    if left.first and left.last and right.first and right.last:
        overlap = left.first <= right.last and right.first <= left.last
        return overlap and (left.exact or right.exact or _within(left.published, right.published, _RECENT))
    if left.first and left.last:
        return left.exact and _soon_after(left.first, right.published)
    if right.first and right.last:
        return right.exact and _soon_after(right.first, left.published)
    return _within(left.published, right.published, _FRESH)


def _one_day(left: Report, right: Report) -> bool:
    return left.exact and right.exact and left.first == right.first


def _soon_after(day: date, published: date | None) -> bool:
    return published is not None and timedelta() <= published - day <= _RECENT


def _within(left: date | None, right: date | None, gap: timedelta) -> bool:
    return left is not None and right is not None and abs(left - right) <= gap


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _elsewhere(left: Report, right: Report, within: Within) -> bool:
    """Tell whether the places differ, and none of one side lies in one of the other."""
    here, there = left.places | left.countries, right.places | right.countries
    if not _apart(here, there):
        return _apart(left.places, right.places)
    around = {wider for place in here for wider in within.get(place, ())}
    return around.isdisjoint(there) and here.isdisjoint(wider for place in there for wider in within.get(place, ()))


def _unreal(left: Report, right: Report) -> bool:
    """Tell whether one is told as real and the other is not; what is planned for a day may have come about on it."""
    if left.moods & right.moods:
        return False
    modes = {modality for modality, _ in left.moods | right.moods}
    if modes == {Modality.ASSERTED}:  # one denies it
        return False
    return not (modes == {Modality.ASSERTED, Modality.PLANNED} and left.exact and right.exact)


def _shared(left: Report, right: Report) -> dict[str, bool]:
    things = left.things & right.things
    return {
        "agents": bool(left.agents & right.agents),
        "patients": bool(left.patients & right.patients),
        "persons": bool(left.persons & right.persons),
        "places": bool(left.places & right.places),
        "where": bool(left.places & right.places or left.countries & right.countries),
        "things": bool(things),
        "subject": any(" " in thing for thing in things),  # "bill" is any bill, "farm bill" is one
    }
