"""Who does what a verb says, where the parser hung it on the clause below its own."""

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from newsweave.ingest.grammar.clauses import subjects
from newsweave.ingest.lists import read_table
from newsweave.types import Extraction, Polarity, Role

pytestmark = pytest.mark.model
_ROWS = read_table("minded")["row"]


@pytest.mark.parametrize("row", _ROWS, ids=[row["verb"] for row in _ROWS])
def test_every_row_gives_who_does_it(row: dict[str, Any], parsed: Callable[[str], Doc]) -> None:
    (verb,) = [token for token in parsed(row["example"]) if token.text == row["verb"]]
    assert [token.text for token in subjects(verb)] == [row["subject"]]


def test_what_is_done_beside_saying_is_not_said(extracted: Callable[[str], Extraction]) -> None:
    text = "Premier Doug Hanley said the strike was illegal and threatened to fine the union."
    found = extracted(text)
    assert next(text[each.content.start : each.content.end] for each in found.quotes) == "the strike was illegal"
    (threat,) = [event for event in found.events if event.lemma == "threaten"]
    assert threat.evidence[0].claimant is None


def test_what_was_said_and_then_denied_is_claimed_and_not_undone(extracted: Callable[[str], Extraction]) -> None:
    found = extracted("He said Russian forces had destroyed a depot near Odesa; Ukraine's military denied that.")
    (destroyed,) = [event for event in found.events if event.lemma == "destroy"]
    assert destroyed.evidence[0].polarity is Polarity.POSITIVE
    assert destroyed.evidence[0].claimant is not None


def test_a_pronoun_is_never_the_subject_of_its_clause(extracted: Callable[[str], Extraction]) -> None:
    found = extracted("Olena Kravets thanked Selim Aydin and invited him to visit Odesa in August.")
    names = {entity.id: entity.name for entity in found.entities}
    (invited,) = [event for event in found.events if event.lemma == "invite"]
    who = {role.role: names.get(role.participant.entity or "") for role in invited.roles}
    assert (who[Role.AGENT], who[Role.PATIENT]) == ("Olena Kravets", "Selim Aydin")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Floods killed at least 37 people in Jigawa in Nigeria on Sunday. "
            "Last year, floods in neighbouring Niger killed more than 300 people.",
            2,
        ),
        ("A bomb killed 18 people in Kabul on Monday. The people killed in Kabul were mostly students.", 1),
    ],
)
def test_the_same_word_for_such_people_is_one_happening_only_there_and_then(
    text: str, events: int, extracted: Callable[[str], Extraction]
) -> None:
    assert len([event for event in extracted(text).events if event.lemma == "kill"]) == events
