"""Compare the events of an extraction with a gold graph: which are found, who did what, when, how many, who says so.

A gold event is found where an extracted one has a trigger inside its evidence with the same word. Of those found, each
slot that the gold event fills is right or wrong: its type, an agent, a patient, the date, the number, the claimant, and
whether it is denied, planned, possible or demanded. An event told in several sentences stands once for each of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from score import Score, answered, names_in_use, plain

from newsweave.ingest.values.found import number
from newsweave.types import Event, Evidence, Extraction, Participant, Polarity, Role, Value, ValueKind

_EMPTY = frozenset({"of", "the", "in", "and"})


@dataclass(frozen=True, slots=True)
class _Told:
    """An event at one of its places."""

    event: Event
    evidence: Evidence


class _Names:
    """The names of gold entities, and which extracted entities answer them."""

    def __init__(self, extraction: Extraction, gold: Mapping[str, Any]) -> None:
        self._used = names_in_use(extraction)
        self._answers = answered(self._used, gold["entities"])
        self._names = {entity["id"]: {plain(name) for name in entity["names"]} for entity in gold["entities"]}

    def fits(self, asked: Iterable[str], given: Iterable[Participant]) -> bool:
        """Tell whether one of some participants is one of those asked for."""
        return any(self._is(wanted, who) for wanted in asked for who in given)

    def _is(self, wanted: str, who: Participant) -> bool:
        names = self._used.get(who.entity or "", Counter())
        if wanted in self._names:
            answers = bool(names) and self._answers.get(who.entity or "") == wanted
            return answers or plain(who.text) in self._names[wanted]
        words = plain(wanted)
        if names:
            return any(words in name or name in words for name in names)
        return bool((set(words.split()) & set(plain(who.text).split())) - _EMPTY)


def score_events(extraction: Extraction, gold: Mapping[str, Any]) -> dict[str, Score]:
    """Score one article; each figure is a recall in percent of what the gold graph asks for."""
    names = _Names(extraction, gold)
    left = list(_told(extraction))
    totals: dict[str, Score] = {}
    for asked in gold["events"]:
        found = next((told for told in left if _is_same(extraction, told, asked)), None)
        if found is not None:
            left.remove(found)
        for slot, right in _slots(names, asked, found):
            totals[slot] = totals.get(slot, Score()) + Score(right, right, 1, 1)
    return totals


def _told(extraction: Extraction) -> Iterator[_Told]:
    told = [_Told(event, evidence) for event in extraction.events for evidence in event.evidence]
    yield from sorted(told, key=lambda item: item.evidence.trigger or item.event.trigger)


def _is_same(extraction: Extraction, told: _Told, asked: Mapping[str, Any]) -> bool:
    text = extraction.document.text
    start = text.find(asked["evidence"])
    span = told.evidence.trigger or told.event.trigger
    inside = start - 1 <= span.start and span.end <= start + len(asked["evidence"]) + 1
    words = {plain(word) for word in (asked["lemma"], asked["lemma"].split()[0], *asked.get("triggers", ()))}
    words |= {plain(asked["trigger"]), *(plain(word) for word in asked["trigger"].split())}
    given = {plain(text[span.start : span.end]), plain(told.event.lemma), *map(plain, told.event.lemma.split())}
    return inside and bool(words & given - {""})


def _slots(names: _Names, asked: Mapping[str, Any], found: _Told | None) -> Iterator[tuple[str, bool]]:
    yield "event found", found is not None
    if found is None:
        yield "who did what", False
        return
    typed = found.event.type == asked["type"]
    agent = not asked.get("agents") or names.fits(asked["agents"], _fillers(found.event, Role.AGENT))
    patient = not asked.get("patients") or names.fits(asked["patients"], _fillers(found.event, Role.PATIENT))
    yield "who did what", typed and agent and patient
    yield from _circumstances(names, asked, found)


def _circumstances(names: _Names, asked: Mapping[str, Any], found: _Told) -> Iterator[tuple[str, bool]]:
    values = found.evidence.values
    if asked.get("date"):
        times = [value.start for value in values if value.kind is ValueKind.DATE and value.start]
        times += [found.event.time.start] if found.event.time and found.event.time.start else []
        yield "event date", times[:1] == [asked["date"]]
    if asked.get("quantity"):
        counts = [value for value in (*values, *found.event.quantities) if value.kind is not ValueKind.DATE]
        yield "event number", bool(counts) and _counts(asked["quantity"], counts[0])
    if asked.get("attributed_to"):
        claimant = found.evidence.claimant
        yield "event claimant", claimant is not None and names.fits([asked["attributed_to"]], [claimant])
    denied = found.evidence.polarity is Polarity.NEGATIVE
    yield "event polarity", denied == bool(asked.get("negated"))
    yield "event modality", found.evidence.modality == asked["modality"]


def _counts(asked: Mapping[str, Any], given: Value) -> bool:
    if asked["number"] is not None:
        return bool(number(given) == asked["number"])
    return bool(re.search(rf"\b{re.escape(plain(given.text))}\b", plain(asked["text"])))


def _fillers(event: Event, role: Role) -> list[Participant]:
    return [filler.participant for filler in event.roles if filler.role is role]
