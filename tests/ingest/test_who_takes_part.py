"""Who takes part in events on text as agencies write it: pronouns, pairs, lists, headlines, times that compare."""

from collections.abc import Callable
from datetime import date

import pytest

from newsweave.ids import make_document
from newsweave.ingest import extract
from newsweave.types import Event, Extraction, Modality, Role

pytestmark = pytest.mark.model

# A text, the dictionary form of an event, who does it, who undergoes it.
_TOLD = [
    ("Olaf Brandt phoned Shawn Fenwick on Monday to congratulate him.", "congratulate", ["Brandt"], ["Fenwick"]),
    ("Igor Dalen and Petra Lund were jailed. Both were also fined 40,000 euros.", "fine", [], ["Dalen", "Lund"]),
    ("His deputy, Colin Frame, ruled himself out.", "rule out", ["Frame"], ["Frame"]),
    ("The guards, dozens of whom were laid off last autumn, went home.", "lay off", [], ["guards"]),
    ("Guests were taken by bus to a hotel in Oslo.", "take", [], ["Guests"]),
    ("He was replaced as chairman by Lise Kaae.", "replace", ["Lise Kaae"], []),
    ("Utility Ferrow blamed the blackout on the collapse of a tower.", "blame", ["Ferrow"], ["collapse"]),
    ("The injured were flown to Bamako.", "fly", [], ["injured"]),
    ("Ann Weber and Carl Dahl quarrelled. The two men met Olaf Brandt in Oslo.", "meet", ["Weber", "Dahl"], ["Brandt"]),
    ("Police held a man on suspicion of murdering three people.", "murder", ["man"], ["three people"]),
    ("Players, among them Ian Noble, signed a letter.", "sign", ["Players"], ["letter"]),
    ("Ann Weber, who leads the guild, and her husband, Carl Dahl, were arrested.", "lead", ["Weber"], ["guild"]),
]


@pytest.mark.parametrize(("text", "lemma", "agents", "patients"), _TOLD, ids=[row[1] for row in _TOLD])
def test_who_does_what_to_whom(
    text: str, lemma: str, agents: list[str], patients: list[str], extracted: Callable[[str], Extraction]
) -> None:
    found = extracted(text)
    event = _event(found, lemma)
    assert _named(found, event, Role.AGENT, agents)
    assert _named(found, event, Role.PATIENT, patients)


def test_nobody_calls_himself_he_in_a_quotation(extracted: Callable[[str], Extraction]) -> None:
    found = extracted('"He walked in and started shooting," Amy Tran told reporters.')
    assert all(event.lemma == "tell" or not _fillers(event, Role.AGENT) for event in found.events)


def test_who_writes_in_the_first_person_is_nobody_whom_he_names(extracted: Callable[[str], Extraction]) -> None:
    found = extracted("Today I opposed the nomination of Lena Marsh. I met Carl Dahl.")
    assert _fillers(_event(found, "meet"), Role.AGENT) in ([], ["I"])


def test_a_time_that_something_is_set_against_is_not_its_own() -> None:
    text = "Turnout reached 71 percent, the highest since 1990. The fair drew 70,000 visitors, up from 61,000 in 2021."
    found = extract(make_document(text, published=date(2022, 10, 17)))
    assert [event.time for event in found.events] == [None, None]


def test_what_is_called_for_a_day_is_not_called_on_it() -> None:
    found = extract(make_document("The king called an election for September 25.", published=date(2022, 7, 21)))
    (called,) = [event for event in found.events if event.lemma.startswith("call")]
    assert called.time is None


def test_what_was_voted_last_week_is_still_to_come() -> None:
    text = "The parliament voted last week to send 500 soldiers to the border."
    found = extract(make_document(text, published=date(2024, 1, 19)))
    sent = _event(found, "send")
    assert sent.time is None
    assert sent.evidence[0].modality is Modality.PLANNED


def test_a_headline_with_to_is_a_plan(extracted: Callable[[str], Extraction]) -> None:
    event = _event(extracted("Lindfield Foods to buy rival Harrow"), "buy")
    assert event.evidence[0].modality is Modality.PLANNED


def test_who_claims_is_never_a_bare_pronoun_if_it_is_known(extracted: Callable[[str], Extraction]) -> None:
    found = extracted("The rebels met on Sunday. They promised to march on the capital.")
    march = next(event for event in found.events if event.lemma.startswith("march"))
    assert march.evidence[0].claimant is not None
    assert march.evidence[0].claimant.text == "rebels"


def _event(found: Extraction, lemma: str) -> Event:
    (event,) = [event for event in found.events if event.lemma == lemma]
    return event


def _fillers(event: Event, role: Role) -> list[str]:
    return [filler.participant.text for filler in event.roles if filler.role is role]


def _named(found: Extraction, event: Event, role: Role, wanted: list[str]) -> bool:
    names = {entity.id: entity.name for entity in found.entities}
    given = [filler.participant for filler in event.roles if filler.role is role]
    told = [f"{names.get(who.entity or '', '')} {who.text}" for who in given]
    return all(any(word in text for text in told) for word in wanted) and (bool(wanted) or not told)
