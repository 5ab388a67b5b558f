"""Explanations as plain data."""

from dataclasses import replace

import pytest

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.show.explain import EdgeExplanation, EntityExplanation, explain
from newsweave.graph.show.findings import Finding
from newsweave.graph.show.wording import event_words
from newsweave.types import Span
from tests.factory import make_extraction, make_span
from tests.happenings import make_happenings


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.of([make_extraction()])


def edge(graph: Graph, text: str) -> EdgeExplanation:
    found = explain(graph, text)
    assert isinstance(found, EdgeExplanation)
    return found


def entity(graph: Graph, text: str) -> EntityExplanation:
    found = explain(graph, text)
    assert isinstance(found, EntityExplanation)
    return found


def test_an_entity_is_explained_by_name_or_id(graph: Graph) -> None:
    found = entity(graph, " toqaev ")
    assert found == entity(graph, found.entity.id)
    assert found.mentions == 3
    assert [finding.words for finding in found.statements if finding.asserted] == [
        "Qasym-Zhomart Toqaev — position in (president, since 2019-06) → Kazakhstan"
    ]


def test_mentions_are_marked_in_their_sentences(graph: Graph) -> None:
    found = entity(graph, "Toqaev")
    marked = [
        witness.text[mark.start : mark.end]
        for witness in found.witnesses
        for mark in witness.highlights
        if mark.what == "mention"
    ]
    assert marked == ["Qasym-Zhomart Toqaev", "Toqaev", "Toqaev"]


def test_an_edge_shows_its_sentence_and_what_to_mark(graph: Graph) -> None:
    (finding,) = edge(graph, "Toqaev -> Kazakhstan").statements
    (witness,) = finding.witnesses
    assert (witness.title, witness.publisher) == ("Kazakhstan asks CSTO for help", "RFE/RL")
    assert witness.text.startswith("Qasym-Zhomart Toqaev, the president")
    assert [witness.text[mark.start : mark.end] for mark in witness.highlights] == ["president"]
    assert witness.rule == "factory@1"


def test_a_statement_is_explained_by_its_id(graph: Graph) -> None:
    (statement,) = graph.statements(predicate="located_in")
    found = edge(graph, statement.id)
    assert (found.source.name, found.target.name) == ("Almaty", "Kazakhstan")


def test_a_claim_names_its_claimant(graph: Graph) -> None:
    (finding,) = edge(graph, "Toqaev -> Nur Otan").statements
    assert not finding.asserted
    assert finding.witnesses[0].claimant == "Dosym Satpaev"
    assert finding.witnesses[0].polarity == "negative"


def test_a_former_post_is_called_so(graph: Graph) -> None:
    (finding,) = edge(graph, "Satpaev -> CSTO").statements
    assert finding.words == "Dosym Satpaev — position in (former adviser) → CSTO"


def test_an_undirected_edge_is_found_from_either_side(graph: Graph) -> None:
    assert edge(graph, "Kazakhstan -- Almaty").statements == edge(graph, "Almaty -- Kazakhstan").statements


def test_an_edge_against_its_direction_is_none(graph: Graph) -> None:
    with pytest.raises(NewsweaveError, match="nothing in the graph ties them"):
        explain(graph, "Kazakhstan -> Almaty")


def test_events_that_both_take_part_in_are_part_of_the_edge() -> None:
    extraction = make_extraction()
    (event,) = extraction.events
    (toqaev,) = (item for item in extraction.entities if "Toqaev" in item.name)
    agent = replace(event.roles[0], participant=replace(event.roles[0].participant, entity=toqaev.id))
    event = replace(event, roles=(agent, *event.roles[1:]))
    found = edge(Graph.of([replace(extraction, events=(event,))]), "Toqaev -> Almaty")
    assert found.statements == ()
    assert [finding.words for finding in found.events] == [
        "Qasym-Zhomart Toqaev — arrested (ARREST) → 18 protesters; in Almaty; 2022-01-05"
    ]


def test_an_event_without_an_agent_can_be_put_in_words(graph: Graph) -> None:
    (event,) = graph.events()
    assert event_words(graph, replace(event, roles=(), time=None)) == "arrested (ARREST)"


@pytest.fixture(scope="module")
def happenings() -> Graph:
    return Graph.of([make_happenings()])


def test_an_entity_shows_what_it_takes_part_in_and_what_it_says(happenings: Graph) -> None:
    berg = entity(happenings, "Berg")
    assert [finding.words for finding in berg.events] == [
        "Anna Berg — asked (REQUEST) → help; to Council; 2022-01-05",
        "Anna Berg — met (CONSULT) → Carl Dahl",
    ]
    assert [finding.words for finding in berg.quotes] == ["Anna Berg — told Council: “We stay calm”"]
    assert [finding.words for finding in berg.claims] == ["Soldiers — arrest (ARREST) → Carl Dahl"]


def test_what_two_say_of_one_event_stands_side_by_side(happenings: Graph) -> None:
    (killed,) = entity(happenings, "Norburg").events[:1]
    assert [(each.claimant, each.values) for each in killed.witnesses] == [
        ("Interior Ministry", ("at least 18 people killed",)),
        ("police", ("dozens of people killed",)),
    ]
    assert not killed.asserted


def test_an_event_and_a_quote_are_explained_by_their_ids(happenings: Graph) -> None:
    (sent,) = happenings.events(type="MOBILIZE")
    found = explain(happenings, sent.id)
    assert isinstance(found, Finding)
    assert (found.type, found.time) == ("MOBILIZE", "week of 2022-01-10")
    assert [(party.role, party.name, bool(party.entity)) for party in found.parties] == [
        ("agent", "Council", True),
        ("patient", "200 observers", False),
        ("place", "Norburg", True),
    ]
    (quote,) = happenings.quotes()
    found = explain(happenings, quote.id)
    assert isinstance(found, Finding)
    assert [(party.role, party.name) for party in found.parties] == [("speaker", "Anna Berg"), ("addressee", "Council")]


def test_an_id_that_nothing_has_is_an_error_with_near_ids(happenings: Graph) -> None:
    (sent,) = happenings.events(type="MOBILIZE")
    with pytest.raises(UnknownNameError, match=sent.id):
        explain(happenings, f"v{sent.id[1:-1]}{'0' if sent.id[-1] != '0' else '1'}")


def test_what_stands_outside_the_sentence_is_not_marked() -> None:
    extraction = make_extraction()
    outside = make_span(extraction.document, "Nur Otan")
    statements = tuple(
        replace(item, evidence=tuple(replace(each, subject=outside) for each in item.evidence))
        for item in extraction.statements
        if item.predicate == "located_in"
    )
    graph = Graph.of([replace(extraction, statements=statements)])
    (finding,) = edge(graph, "Almaty -> Kazakhstan").statements
    assert [mark.what for mark in finding.witnesses[0].highlights] == ["trigger"]
    assert finding.witnesses[0].sentence == Span(document=extraction.document.id, start=132, end=185)


def test_an_unknown_name_is_an_error(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Kazakhstan"):
        explain(graph, "Kazakstan")
