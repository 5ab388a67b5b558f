"""Events: every row of the tables, roles by meaning, stance, and what is no event."""

import re
from datetime import date
from typing import Any

import pytest

from newsweave.graph.ontology.terms import EventType, event_types
from newsweave.ids import make_document
from newsweave.ingest import extract
from newsweave.ingest.events.table import cameo, nouns, rows, verbs
from newsweave.ingest.grammar.inflection import forms
from newsweave.ingest.grammar.stance import results as stance_results
from newsweave.ingest.grammar.stance import rows as stance_rows
from newsweave.types import Event, Extraction, Modality, Polarity, Role

_ROWS = [pytest.param(row, id=f"{row['type']}-{number}") for number, row in enumerate(rows())]


def told(text: str) -> Extraction:
    return extract(make_document(text, published=date(2022, 1, 6)))


def fillers(event: Event, role: Role) -> list[str]:
    return [filler.participant.text for filler in event.roles if filler.role is role]


def only(text: str, kind: str) -> Event:
    found = [event for event in told(text).events if event.type == kind]
    assert len(found) == 1, [(event.type, event.lemma) for event in told(text).events]
    return found[0]


@pytest.mark.model
@pytest.mark.parametrize("row", _ROWS)
def test_every_row_reads_its_example(row: dict[str, Any]) -> None:
    example = row["example"]
    agent, patient = row["gives"]
    found = [event for event in told(example).events if event.type == row["type"]]
    words = {word for listed in (row.get("verbs", ()), row.get("nouns", ())) for word in listed}
    first = {form for word in words for form in (forms(word.split()[0]) | {word.split()[-1]})}
    named = [event for event in found if _words(event, example) & first]
    assert named, [(event.type, event.lemma) for event in told(example).events]
    given = [((fillers(event, Role.AGENT) or [""])[0], _undergoing(event)) for event in named]
    assert any(pair[0] == agent and patient in pair[1] for pair in given), given


def _words(event: Event, text: str) -> set[str]:
    return set(text[event.trigger.start : event.trigger.end].lower().split())


def _undergoing(event: Event) -> list[str]:
    return [*fillers(event, Role.PATIENT), *fillers(event, Role.RECIPIENT)] or [""]


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: kind.name)
def test_codes_are_those_of_the_ontology(kind: EventType) -> None:
    assert cameo(kind.name) == kind.cameo


@pytest.mark.parametrize("word", sorted({*verbs(), *nouns()}))
def test_words_are_in_small_letters(word: str) -> None:
    assert re.fullmatch(r"[a-z][a-z'-]*", word)


@pytest.mark.model
@pytest.mark.parametrize("row", [*stance_rows(), *stance_results()], ids=lambda row: row["example"])
def test_every_row_of_the_stance_reads_its_example(row: dict[str, str]) -> None:
    text = row["example"]
    at = text.index(row["of"])
    (event,) = [event for event in told(text).events if event.trigger.start == at]
    (evidence,) = event.evidence
    assert evidence.modality == row.get("modality", evidence.modality)
    assert evidence.polarity == row.get("polarity", Polarity.POSITIVE)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "agents", "patients"),
    [
        ("The driver was arrested by police.", "ARREST", ["police"], ["driver"]),
        ("The driver, who was arrested by police, is 30.", "ARREST", ["police"], ["driver"]),
        ("The clashes prompted the mayor to arrest the driver.", "ARREST", ["mayor"], ["driver"]),
        ("Police questioned and arrested the driver.", "ARREST", ["Police"], ["driver"]),
        ("Police stopped the car and arrested the driver.", "ARREST", ["Police"], ["driver"]),
        ("Police promised the mayor to arrest the driver.", "ARREST", ["Police"], ["driver"]),
        ("Critics accused police of arresting the driver.", "ARREST", ["police"], ["driver"]),
        ("The driver seems to have been arrested by police.", "ARREST", ["police"], ["driver"]),
        ("The driver whom police arrested is 30.", "ARREST", ["Police"], ["driver"]),
        ("The guards and the police arrested the driver.", "ARREST", ["guards", "police"], ["driver"]),
        ("Two drivers arrested near the border", "ARREST", [], ["Two drivers"]),
        ("The widow gave the museum a painting.", "TRANSACT", ["widow"], ["painting"]),
        ("Police said they had arrested the driver.", "ARREST", ["Police"], ["driver"]),
    ],
)
def test_roles_follow_the_meaning(text: str, kind: str, agents: list[str], patients: list[str]) -> None:
    event = only(text, kind)
    assert [each.lower() for each in fillers(event, Role.AGENT)] == [each.lower() for each in agents]
    assert fillers(event, Role.PATIENT) == patients


@pytest.mark.model
def test_place_time_instrument_and_number_belong_to_their_event() -> None:
    event = only("On Tuesday, rebels attacked at least 12 villages in Kenya with mortars.", "ASSAULT")
    assert fillers(event, Role.PLACE) == ["Kenya"]
    assert fillers(event, Role.INSTRUMENT) == ["mortars"]
    assert event.time is not None
    assert event.time.start == "2022-01-04"
    assert [(value.text, value.low, value.high) for value in event.quantities] == [("at least 12", 12, None)]


@pytest.mark.model
def test_numbers_say_what_they_count() -> None:
    events = {event.type: event for event in told("The blast injured 30 people. Police detained 5 men.").events}
    assert [value.role for value in events["INJURE"].quantities] == ["injured"]
    assert [value.role for value in events["ARREST"].quantities] == ["arrested"]


@pytest.mark.model
def test_what_was_said_has_a_claimant_and_the_paper_has_none() -> None:
    text = "The army said rebels had attacked a village. On Monday soldiers attacked a bridge."
    claimants = [event.evidence[0].claimant for event in told(text).events if event.type == "ASSAULT"]
    assert [claimant and claimant.text for claimant in claimants] == ["The army", None]


@pytest.mark.model
def test_hearsay_has_the_word_for_a_claimant() -> None:
    (evidence,) = only("Rebels reportedly attacked a village.", "ASSAULT").evidence
    assert evidence.claimant is not None
    assert evidence.claimant.text == "reportedly"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Rebels attacked the port.", "asserted", "positive"),
        ("Rebels did not attack the port.", "asserted", "negative"),
        ("Rebels will attack the port.", "planned", "positive"),
        ("Rebels may attack the port.", "possible", "positive"),
        ("If rebels attack the port, the war goes on.", "hypothetical", "positive"),
        ("The general ordered the rebels to attack the port.", "demanded", "positive"),
        ("There is no evidence that rebels attacked the port.", "asserted", "negative"),
        ("The port is to be attacked by rebels.", "planned", "positive"),
    ],
)
def test_stance_of_an_event(text: str, modality: str, polarity: str) -> None:
    (evidence,) = only(text, "ASSAULT").evidence
    assert (evidence.modality, evidence.polarity) == (Modality(modality), Polarity(polarity))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya said it would release the prisoners.", "AGREE"),
        ("Kenya said it would not release the prisoners.", "REJECT"),
        ("The union said it will boycott the census.", "THREATEN"),
        ("The queen said that Kenya must leave.", "REQUEST"),
        ("The woman claims the church imprisoned her.", "ACCUSE"),
    ],
)
def test_saying_can_be_doing(text: str, kind: str) -> None:
    assert kind in {event.type for event in told(text).events}


@pytest.mark.model
def test_the_same_happening_told_twice_is_one_event() -> None:
    text = "Rebels attacked the port of Mombasa on Monday. The army said that 12 rebels attacked the port."
    (event,) = [event for event in told(text).events if event.type == "ASSAULT"]
    assert [evidence.claimant and evidence.claimant.text for evidence in event.evidence] == [None, "The army"]
    assert [[value.text for value in evidence.values] for evidence in event.evidence] == [["Monday"], ["12"]]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["Kenya is large.", "The mayor has a dog.", "It rained.", "KENYA ATTACKED BY REBELS ON MONDAY NIGHT"],
)
def test_states_and_shouted_lines_are_no_events(text: str) -> None:
    assert not told(text).events


@pytest.mark.model
def test_offsets_reproduce_the_words() -> None:
    text = "On Tuesday, Kenya’s army “attacked” 12 villages, police said.\n\nThey were burnt."
    extraction = told(text)
    assert extraction.events
    for event in extraction.events:
        for filler in event.roles:
            span = filler.participant.span
            assert text[span.start : span.end] == filler.participant.text
        for value in event.quantities:
            assert text[value.span.start : value.span.end] == value.text


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A ferry capsized off the coast on Tuesday, killing twelve people.", "DIE"),
        ("Twelve people were killed when the bridge collapsed.", "DIE"),
        ("An earthquake struck the island. At least 30 people were killed.", "DIE"),
        ("Twelve people were killed in a car bombing.", "ASSAULT"),
        ("Rebels attacked the port. At least 30 people were killed.", "ASSAULT"),
    ],
)
def test_who_was_killed_by_an_accident_died(text: str, kind: str) -> None:
    (killed,) = [event for event in told(text).events if event.lemma == "kill"]
    assert killed.type == kind


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The mayor said there were fears that the bridge would fall.", "fears"),
        ("The mayor said she believed that the bridge was safe.", "bridge"),
        ("The mayor said mending the bridge would be dear.", "bridge"),
        ("According to the mayor, the bridge is safe.", "bridge"),
    ],
)
def test_a_statement_is_about_what_its_content_tells_of(text: str, topic: str) -> None:
    said = [event for event in told(text).events if event.type == "SAY"]
    assert fillers(said[0], Role.PATIENT) == [topic]


@pytest.mark.model
def test_the_day_of_a_story_is_carried_on_to_the_next_sentence() -> None:
    events = told("John Doe robbed a bank on Monday. Police arrested Doe in Lima. Doe has left the country.").events
    times = {event.lemma: event.time.start if event.time else None for event in events}
    assert times["arrest"] == "2022-01-03"
    assert times["leave"] is None


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "On Monday, police arrested a man as he left the bank.",
        "A man was arrested when police searched the bank on Monday.",
        "Police searched the bank on Monday, arresting a man.",
        "A man was arrested and another was wounded when a bomb exploded on Monday.",
    ],
)
def test_what_happens_at_once_shares_its_day(text: str) -> None:
    time = only(text, "ARREST").time
    assert time is not None
    assert time.start == "2022-01-03"


@pytest.mark.model
def test_whom_it_concerns_may_be_named_far_below() -> None:
    assert fillers(only("Peru rejected recent calls by Bolivia.", "REJECT"), Role.RECIPIENT) == ["Bolivia"]
    assert fillers(only("Farmers blocked roads to oust President Jane Doe.", "PROTEST"), Role.RECIPIENT) == ["Jane Doe"]


@pytest.mark.model
def test_beating_is_a_contest_in_a_report_on_sport_alone() -> None:
    report = "Peru beat Chile in the cup final. The striker scored a penalty and fans cheered the club and coach ."
    assert [event.type for event in told(report).events if event.lemma == "beat"] == ["COMPETE"]
    assert [event.type for event in told("Guards beat the prisoners.").events] == ["ASSAULT"]


@pytest.mark.model
def test_what_happens_at_once_shares_its_place() -> None:
    events = told("Ten people died when a train left the tracks near Lima, killing the driver.").events
    places = {event.lemma.split()[0]: fillers(event, Role.PLACE) for event in events}
    assert places["die"] == ["Lima"]


@pytest.mark.model
def test_a_list_of_verbs_shares_the_day_behind_its_last() -> None:
    time = only("At least 37 people died and 16 were injured on Tuesday when a bridge collapsed.", "DIE").time
    assert time is not None
    assert time.start == "2022-01-04"


@pytest.mark.model
def test_what_was_long_ago_does_not_date_what_is_done_now() -> None:
    events = told("A judge has ordered a new trial for a man who was convicted in 2019 of murdering his wife.").events
    times = {event.lemma: event.time for event in events}
    assert times["order"] is None
    assert times["convict"] is not None


@pytest.mark.model
def test_a_life_does_not_get_the_day_of_a_death() -> None:
    text = "Anna Berg died in Oslo on Monday, her family said. She was 80. She studied medicine. Berg founded a school."
    times = {event.lemma: event.time for event in told(text).events}
    assert times["die"] is not None
    assert times["found"] is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "agents", "patients"),
    [
        ("Anna Berg met Carl Dahl in Abu Dhabi on Monday.", "CONSULT", ["Anna Berg"], ["Carl Dahl"]),
        (
            "The mayor said one of the guards had confessed to the killing.",
            "CONCEDE",
            ["one of the guards"],
            ["killing"],
        ),
        ("Two sailors were believed to be trapped in the wreck.", "OTHER", [], ["Two sailors"]),
        ("The army set fire to the barracks.", "ASSAULT", ["army"], ["barracks"]),
        ("Peru opposed the reform. The bishop criticised it.", "ACCUSE", ["bishop"], ["reform"]),
        ("The union asked the court to block the takeover.", "REQUEST", ["union"], ["court"]),
        ("The minister denied that the army was involved and promised to help.", "AGREE", ["minister"], []),
        ("The airline cancelled ten flights, stranding many tourists.", "OTHER", ["airline"], ["many tourists"]),
        ("The king called the mayor a liar.", "SAY", ["king"], ["mayor"]),
        ("They withdrew the bill after he resigned.", "DISMISS", ["he"], []),
        ("The museum published a paper on bees.", "SAY", ["museum"], ["paper"]),
        ("The firm apologised to the families.", "CONCEDE", ["firm"], ["families"]),
    ],
)
def test_who_does_what_to_whom(text: str, kind: str, agents: list[str], patients: list[str]) -> None:
    event = only(text, kind)
    assert fillers(event, Role.AGENT) == agents
    assert fillers(event, Role.PATIENT) == patients


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ('"The bridge is safe. I am glad," the mayor said.', "bridge"),
        ('"A disaster," the mayor said.', "disaster"),
        ("The mayor told a conference that the bridge was safe.", "bridge"),
    ],
)
def test_a_statement_is_about_what_is_quoted(text: str, topic: str) -> None:
    said = [event for event in told(text).events if event.type == "SAY"]
    assert topic in {word for event in said for word in fillers(event, Role.PATIENT)}


@pytest.mark.model
def test_a_place_before_an_attack_is_struck_and_nobody_who_acts() -> None:
    event = only("The mayor mourned after the Paris attacks.", "ASSAULT")
    assert fillers(event, Role.AGENT) == []
    assert fillers(event, Role.PLACE) == ["Paris"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["The fund, which focuses on trade, is small.", "The plant, which relies on gas, is old."]
)
def test_what_is_always_so_is_no_event(text: str) -> None:
    assert not told(text).events
