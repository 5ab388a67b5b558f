"""One happening in several articles: united where that is plain, kept apart where something speaks against it."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.errors import UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.events import reports
from newsweave.graph.events.reports import causes, deed, deeds, described
from newsweave.graph.ontology.terms import event_types
from newsweave.graph.show.explain import explain
from newsweave.graph.show.findings import Finding
from newsweave.ids import make_document
from newsweave.types import (
    Event,
    Extraction,
    Kind,
    Modality,
    Polarity,
    Precision,
    Role,
    Value,
)
from tests.exports.test_records import written
from tests.factory import TEXT, make_entity, make_extraction, make_mention
from tests.happenings import (
    make_date,
    make_event,
    make_happenings,
    make_number,
    make_participant,
    make_role,
    make_telling,
)

_ROWS = tomllib.loads(Path(reports.__file__).with_name("reports.toml").read_text("utf-8"))["cause"]


def tell(
    number: str = "18",
    who: str = "protesters",
    claimant: str = "Police",
    *,
    place: str = "Norburg",
    day: int | None = None,
    published: int = 6,
    verb: str = "killed",
    kind: str = "DIE",
    modality: Modality = Modality.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
) -> Extraction:
    """Read an article of one sentence: so many were killed there, somebody says."""
    on = f" on {day} January" if day else ""
    text = f"{number} {who} were {verb} in {place}{on}, {claimant} said.\n"
    document = make_document(text, publisher=f"The {claimant} Paper", published=date(2022, 1, published))
    there = make_entity(document, Kind.PLACE, place)
    teller = make_entity(document, Kind.ORG, claimant)
    count = float(number) if number.isdigit() else None
    values: list[Value] = [make_number(document, number, count, count, verb, who)]
    if day:
        values.append(make_date(document, f"{day} January", f"2022-01-{day:02}", Precision.DAY))
    event = make_event(
        document,
        kind,
        verb,
        (make_role(Role.PATIENT, document, f"{number} {who}"), make_role(Role.PLACE, document, place, entity=there)),
        make_telling(
            document,
            verb,
            *values,
            claimant=make_participant(document, claimant, entity=teller),
            modality=modality,
            polarity=polarity,
        ),
    )
    return Extraction(
        document=document,
        pipeline="factory@1",
        entities=tuple(sorted((there, teller), key=lambda each: each.id)),
        mentions=(make_mention(document, there, place), make_mention(document, teller, claimant)),
        events=(replace(event, lemma=verb.removesuffix("ed")),),
    )


def united(*articles: Extraction) -> Sequence[Event]:
    return Graph.of(articles).events()


def test_one_happening_in_two_articles_is_one_event_with_both_counts_and_claimants() -> None:
    graph = Graph.of([tell("18", claimant="Police"), tell("26", claimant="Ministry", published=7)])
    (event,) = graph.events()
    assert len(event.members) == len(event.evidence) == 2
    assert {(each.claimant.text, each.values[0].low) for each in event.evidence if each.claimant} == {
        ("Police", 18.0),
        ("Ministry", 26.0),
    }
    assert event.id in event.members
    assert all(graph.item(member) == event for member in event.members)
    found = explain(graph, event.members[1])
    assert isinstance(found, Finding)
    assert {(each.claimant, each.values, each.published) for each in found.witnesses} == {
        ("Police", ("18 protesters killed",), date(2022, 1, 6)),
        ("Ministry", ("26 protesters killed",), date(2022, 1, 7)),
    }


def test_the_first_report_names_the_event_whatever_comes_later() -> None:
    first, later = tell("18", published=5), tell("26", claimant="Ministry", published=6)
    assert united(first)[0].id == united(later, first)[0].id


@pytest.mark.parametrize(
    "other",
    [
        tell("26", claimant="Ministry", kind="ASSAULT"),
        tell("26", claimant="Ministry", day=5),
        tell("Dozens of", claimant="Ministry", published=8),
        tell("26", claimant="Ministry", polarity=Polarity.NEGATIVE),
    ],
)
def test_what_fits_is_united(other: Extraction) -> None:
    assert len(united(tell(), other)) == 1


@pytest.mark.parametrize(
    "other",
    [
        tell("26", claimant="Ministry", place="Altdorf"),
        tell("26", claimant="Ministry", published=9),
        tell("26", who="soldiers", claimant="Ministry"),
        tell("26", claimant="Ministry", day=7, published=8),
        tell("26", claimant="Ministry", kind="INJURE", verb="injured"),
        tell("26", claimant="Ministry", kind="SAY"),
        tell("26", claimant="Ministry", modality=Modality.POSSIBLE),
        tell("26", claimant="Ministry", modality=Modality.PLANNED),
    ],
)
def test_what_speaks_against_it_keeps_two_apart(other: Extraction) -> None:
    assert len(united(tell(), other)) == 2


def test_two_dates_that_differ_keep_two_apart_also_through_a_third() -> None:
    fifth, sixth = tell("18", day=5), tell("26", day=6, claimant="Ministry")
    undated = tell("20", claimant="Hospital", published=7)
    events = united(fifth, sixth, undated)
    assert len(events) == 2
    assert all(
        len({each.values[1:] and each.values[1].start for each in event.evidence} - {()}) == 1 for event in events
    )


def test_two_events_of_one_article_stay_two() -> None:
    article = tell()
    again = replace(article.events[0], id="v" + "0" * 16)
    assert len(united(replace(article, events=(article.events[0], again)))) == 2


def test_what_copies_tell_in_the_same_words_is_one_event_of_any_type() -> None:
    first, reprint = make_happenings(), make_happenings(publisher="The Reprint")
    graph = Graph.of([first, reprint])
    assert [len(event.members) for event in graph.events()] == [2] * 5


def test_each_type_and_deed_of_the_table_is_one() -> None:
    known = {each.name for each in event_types()}
    table = deeds()
    assert table.one_deed | table.always_new | table.of_oneself <= known
    assert {name.split()[0] for name in table.once} | {kind for kind, _ in table.words} <= known
    assert all(deed(kind, word) == name for (kind, word), name in table.words.items())
    assert set(table.words.values()) <= table.once | {"visit", "sign"}


@pytest.mark.parametrize("row", _ROWS, ids=[row["name"] for row in _ROWS])
def test_each_cause_is_told_by_its_words(row: dict[str, Any]) -> None:
    assert causes(row["example"]) == {row["name"]}


def test_a_cause_is_told_once() -> None:
    assert causes("police opened fire, and the driver was shot") == {"shooting"}
    assert causes("he was fired by the minister") == causes("the firearms were sold") == set()


def test_each_word_for_a_deed_names_it() -> None:
    assert deed("ARREST", "take into custody") == deed("ARREST", "detain") == "ARREST"
    assert deed("APPOINT", "nominate") != deed("APPOINT", "appoint")
    assert deed("SAY", "say") is deed("OTHER", "be") is None
    assert deed("CONSULT", "") == "CONSULT "
    assert described("the 12 Police officers") == "police officers"


articles = st.builds(
    tell,
    number=st.sampled_from(["18", "26", "Dozens of"]),
    who=st.sampled_from(["protesters", "soldiers"]),
    claimant=st.sampled_from(["Police", "Ministry", "Hospital"]),
    place=st.sampled_from(["Norburg", "Altdorf"]),
    day=st.none() | st.integers(4, 6),
    published=st.integers(6, 9),
    modality=st.sampled_from([Modality.ASSERTED, Modality.PLANNED]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, max_size=8), st.randoms(use_true_random=False))
def test_uniting_does_not_depend_on_the_order_and_does_nothing_the_second_time(
    listed: list[Extraction], order: random.Random
) -> None:
    graph = Graph.of(listed)
    shuffled = [*listed, *listed]
    order.shuffle(shuffled)
    again = Graph.of(shuffled)
    assert again.events() == graph.events()
    assert Graph.of(graph.extractions).events() == graph.events()
    assert written(again) == written(graph)


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, max_size=8))
def test_nothing_is_lost_and_no_event_has_two_places_or_days(listed: list[Extraction]) -> None:
    graph = Graph.of(listed)
    reports = [event for extraction in graph.extractions for event in extraction.events]
    assert sorted(member for event in graph.events() for member in event.members) == sorted(each.id for each in reports)
    told = {evidence.sentence for event in graph.events() for evidence in event.evidence}
    assert told == {evidence.sentence for event in reports for evidence in event.evidence}
    times = {event.id: event.time.start for event in reports if event.time}
    for event in graph.events():
        assert len({each.participant.entity for each in event.roles if each.role is Role.PLACE}) == 1
        assert len({times[member] for member in event.members if member in times}) < 2


# --- how many, according to whom, as of when


def test_tolls_stand_side_by_side_with_claimant_and_date() -> None:
    graph = Graph.of([tell("18"), tell("26", claimant="Ministry", published=7), tell("3", place="Altdorf")])
    found = graph.tolls(place=graph.find("Norburg"), role="killed")
    assert [(toll.published, toll.claimant, toll.low) for toll in found] == [
        (date(2022, 1, 6), "Police", 18.0),
        (date(2022, 1, 7), "Ministry", 26.0),
    ]
    assert len({toll.event for toll in found}) == 1
    assert [toll.low for toll in graph.tolls(place=graph.find("Norburg"), as_of="2022-01-06")] == [18.0]
    assert {toll.low for toll in graph.tolls(role="killed")} == {3.0, 18.0, 26.0}
    with pytest.raises(UnknownNameError, match="available: killed"):
        graph.tolls(role="eaten")


def test_a_toll_is_asked_for_by_the_day_of_what_happened() -> None:
    graph = Graph.of([tell("18", day=4), tell("26", claimant="Ministry", published=20)])
    assert [toll.low for toll in graph.tolls(until="2022-01-05")] == [18.0]
    assert [toll.low for toll in graph.tolls(since="2022-01-09")] == [26.0]


def test_a_toll_of_a_town_is_one_of_the_country_that_it_lies_in() -> None:
    extraction = make_extraction(TEXT)
    arrest = extraction.events[0]
    number = replace(arrest.quantities[0], role="arrested")
    graph = Graph.of([replace(extraction, events=(replace(arrest, quantities=(number,)),))])
    (toll,) = graph.tolls(place=graph.find("Kazakhstan"))
    assert (toll.low, toll.role, toll.claimant) == (18.0, "arrested", None)
    assert graph.tolls(place=graph.find("CSTO")) == ()


def test_what_copies_repeat_is_one_toll_with_the_sources_of_all() -> None:
    graph = Graph.of([make_happenings(), make_happenings(publisher="The Reprint")])
    tolls = graph.tolls(role="killed")
    assert [toll.claimant for toll in tolls] == ["Interior Ministry", "police"]
    assert {toll.sources for toll in tolls} == {tolls[0].sources}
    assert set(tolls[0].sources) == {"The Daily Example", "The Reprint"}


def test_the_timeline_tells_which_article_gives_which_number() -> None:
    graph = Graph.of([tell("18", day=5), tell("26", claimant="Ministry", published=7)])
    (row,) = graph.timeline().dated
    assert set(row.told) == {
        "Police say: 18 protesters killed [The Police Paper, 2022-01-06]",
        "Ministry says: 26 protesters killed [The Ministry Paper, 2022-01-07]",
    }


@pytest.mark.model
def test_three_articles_on_one_day_of_violence_are_one_event_with_three_tolls() -> None:
    import newsweave

    told = {
        "The Morning Example": (6, "Eighteen people were killed in Almaty on Wednesday, police said."),
        "The Evening Example": (7, "At least 26 people were killed in Almaty on Wednesday, the Health Ministry said."),
        "The Other Example": (
            7,
            "The Interior Ministry denied that dozens of people had been killed in Almaty.\n"
            "Three people died in Taraz on Wednesday, according to police.",
        ),
    }
    graph = newsweave.build(
        newsweave.make_document(text, publisher=publisher, published=date(2022, 1, day))
        for publisher, (day, text) in told.items()
    )
    tolls = graph.tolls(place=graph.find("Almaty"), role="killed")
    assert {(toll.published, toll.claimant, toll.words, toll.status) for toll in tolls} == {
        (date(2022, 1, 6), "police", "eighteen people killed", ""),
        (date(2022, 1, 7), "Health Ministry", "at least 26 people killed", ""),
        (date(2022, 1, 7), "Interior Ministry", "dozens of people killed", "denied"),
    }
    assert {toll.event for toll in tolls} == {graph.item(tolls[0].event).id}
    (row,) = (row for row in graph.timeline().dated if row.finding.id == tolls[0].event)
    assert (row.when, len(row.sources), len(row.told)) == ("2022-01-05", 3, 3)


def meeting(first: str, second: str) -> Extraction:
    """Read an article of one sentence: who met whom, in Norburg on the fifth."""
    text = f"{first} met {second} in Norburg on 5 January.\n"
    document = make_document(text, publisher=f"The {first} Paper", published=date(2022, 1, 6))
    people = [make_entity(document, Kind.PERSON, name) for name in (first, second)]
    there = make_entity(document, Kind.PLACE, "Norburg")
    roles = (
        make_role(Role.AGENT, document, first, entity=people[0]),
        make_role(Role.PATIENT, document, second, entity=people[1]),
        make_role(Role.PLACE, document, "Norburg", entity=there),
    )
    on = make_date(document, "5 January", "2022-01-05", Precision.DAY)
    event = make_event(document, "CONSULT", "met", roles, make_telling(document, "met", on))
    entities = tuple(sorted((*people, there), key=lambda entity: entity.id))
    mentions = tuple(make_mention(document, entity, entity.name) for entity in entities)
    return Extraction(
        document=document,
        pipeline="by hand",
        entities=entities,
        mentions=mentions,
        events=(replace(event, lemma="meet"),),
    )


def test_who_met_whom_is_one_meeting_whichever_is_named_first() -> None:
    here, there = meeting("Anna Berg", "Dosym Satpaev"), meeting("Dosym Satpaev", "Anna Berg")
    assert len(Graph.of([here, there]).events()) == 1
    assert len(Graph.of([here, meeting("Anna Berg", "Olga Sokolova")]).events()) == 2
