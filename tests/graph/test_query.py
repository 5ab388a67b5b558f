"""Queries find what fits every condition, with the evidence that fits; paths and neighbours; what is new."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.query.ask import Answer, Query, query
from newsweave.graph.query.changes import changes
from newsweave.graph.query.paths import neighbourhood, shortest_paths
from newsweave.graph.query.rows import rows
from newsweave.ids import make_document
from newsweave.types import Event, Extraction, Kind, Modality, Polarity
from tests.factory import TEXT, make_entity, make_evidence, make_extraction, make_graph, make_mention, make_statement
from tests.happenings import make_happenings


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Join an article on Kazakhstan and one on Norburg, which share nothing."""
    return make_graph(make_extraction(), make_happenings())


def types(answer: Answer) -> list[str]:
    return [
        getattr(item, "predicate", None) or getattr(item, "type", None) or str(getattr(item, "kind", ""))
        for item in answer.items
    ]


def test_an_empty_query_gives_everything(graph: Graph) -> None:
    answer = graph.query()
    assert (answer.statements, answer.events, answer.quotes) == (graph.statements(), graph.events(), graph.quotes())
    assert answer.undated == ()
    assert query(graph) == answer


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"entity": "Toqaev"}, {"position_in", "member_of", "direct"}),
        ({"entity": "toqaev", "part": "subject"}, {"position_in", "member_of"}),
        ({"entity": "Norburg"}, {"DIE", "MOBILIZE"}),
        ({"entity": "Norburg", "part": "place"}, {"DIE", "MOBILIZE"}),
        ({"entity": "Norburg", "part": "agent"}, set()),
        ({"entity": "Anna Berg", "part": "speaker"}, {"direct"}),
        ({"kind": "org", "sort": "event"}, {"REQUEST", "MOBILIZE"}),
        ({"kind": Kind.ORG, "part": "recipient"}, {"REQUEST"}),
        ({"entity": "Almaty", "kind": "PERSON"}, set()),
        ({"predicate": "located_in"}, {"located_in"}),
        ({"type": "die"}, {"DIE"}),
        ({"type": "Direct"}, {"direct"}),
        ({"type": "indirect"}, set()),
        ({"type": "die", "predicate": "located_in"}, set()),
        ({"claimant": "police"}, {"DIE"}),
        ({"claimant": "Berg"}, {"ARREST", "direct"}),
        ({"claimant": "Satpaev"}, {"member_of"}),
        ({"source": "rfe/rl", "sort": "statement"}, {"position_in", "member_of", "located_in"}),
        ({"source": "norburg.txt", "sort": "quote"}, {"direct"}),
        ({"minimum_score": 0.95}, {"located_in"}),
        ({"asserted": False}, {"member_of", "DIE", "MOBILIZE", "ARREST"}),
        ({"asserted": True, "sort": "event", "source": "norburg.txt"}, {"REQUEST", "CONSULT"}),
        ({"modality": "possible"}, {"MOBILIZE"}),
        ({"modality": Modality.POSSIBLE, "polarity": "negative"}, set()),
        ({"polarity": Polarity.NEGATIVE}, {"member_of", "ARREST"}),
    ],
)
def test_each_condition_narrows(graph: Graph, conditions: dict[str, Any], found: set[str]) -> None:
    assert set(types(graph.query(Query(**conditions)))) == found


def test_what_is_found_carries_the_evidence_that_fits_alone(graph: Graph) -> None:
    (killed,) = graph.query(Query(claimant="police")).events
    assert [evidence.claimant and evidence.claimant.text for evidence in killed.evidence] == ["police"]
    assert len(graph.item(killed.id).evidence) == 2
    assert rows(graph, [killed])[0].said == ("police say so",)


def test_conditions_on_evidence_are_asked_of_the_same(graph: Graph) -> None:
    assert graph.query(Query(claimant="police", polarity="negative")).items == ()
    assert graph.query(Query(claimant="Berg", polarity="negative")).items != ()


@pytest.mark.parametrize(
    ("since", "until", "found", "undated"),
    [
        ("2022-01-05", "2022-01-05", {"REQUEST", "ARREST", "position_in"}, 3),
        ("2022-01-12", "2022-01-12", {"MOBILIZE", "position_in"}, 3),
        (date(2022, 1, 17), None, {"position_in"}, 3),
        (None, "2019-05", set(), 3),
        (None, "2019-06-01", {"position_in"}, 3),
        ("2022-01-06", "2022-01-06", {"position_in", "member_of", "located_in", "direct"}, 3),
    ],
)
def test_events_have_their_dates_statements_their_times_and_the_rest_that_of_publication(
    graph: Graph, since: date | str | None, until: date | str | None, found: set[str], undated: int
) -> None:
    answer = graph.query(Query(since=since, until=until))
    assert (set(types(answer)), len(answer.undated)) == (found, undated)
    assert {getattr(item, "type", "") for item in answer.undated} == {"DIE", "ARREST", "CONSULT"}


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"entity": "Tokaev"}, "entity: there is no 'Tokaev'; did you mean Qasym-Zhomart Toqaev"),
        ({"kind": "PERSONS"}, "kind: there is no 'PERSONS'; did you mean PERSON? available: EVENT"),
        ({"part": "patent"}, "part: there is no 'patent'; did you mean patient"),
        ({"sort": "events"}, "sort: there is no 'events'; did you mean event"),
        ({"predicate": "position"}, "predicate: there is no 'position'; did you mean position_in"),
        ({"type": "arest"}, "type: there is no 'AREST'; did you mean ARREST"),
        ({"claimant": "polices"}, "claimant: there is no 'polices'; did you mean police?"),
        ({"claimant": "Tokaev"}, "claimant: there is no 'Tokaev'; did you mean Toqaev"),
        ({"source": "Daily Exampel"}, "source: there is no 'Daily Exampel'; did you mean The Daily Example?"),
        ({"source": "xyz"}, "source: there is no 'xyz'; available: RFE/RL, The Daily Example"),
        ({"modality": "sure"}, "modality: there is no 'sure'; available: asserted"),
        ({"polarity": "no"}, "polarity: there is no 'no'; available: negative, positive"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_near_ones(
    graph: Graph, conditions: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnknownNameError) as told:
        graph.query(Query(**conditions))
    assert str(told.value).startswith(message)


def test_a_date_that_is_none_is_told(graph: Graph) -> None:
    with pytest.raises(NewsweaveError, match="until: 'soon' is no date"):
        graph.query(Query(until="soon"))


def test_rows_tell_when_who_says_so_and_where(graph: Graph) -> None:
    (post,) = rows(graph, graph.query(Query(predicate="position_in", entity="Toqaev")).items)
    assert (post.sort, post.when, post.first, post.last) == ("statement", "2019-06..", date(2019, 6, 1), None)
    assert (post.said, post.sources) == (("the paper says so",), ("RFE/RL",))
    (quote,) = rows(graph, graph.query(Query(claimant="Berg", sort="quote")).items)
    assert (quote.sort, quote.when, quote.first) == ("quote", None, date(2022, 1, 6))


def names(graph: Graph, entity: str, depth: int, asked: Query | None = None) -> list[tuple[int, str]]:
    return [(near.distance, near.entity.name) for near in neighbourhood(graph, entity, depth, asked or Query())]


def test_neighbours_come_by_distance_with_what_ties_them(graph: Graph) -> None:
    assert names(graph, "Almaty", 1) == [(1, "Kazakhstan")]
    assert names(graph, "Almaty", 3) == [(1, "Kazakhstan"), (2, "Qasym-Zhomart Toqaev"), (3, "Nur Otan")]
    assert names(graph, "Almaty", 9) == names(graph, "Almaty", 3)
    (near,) = neighbourhood(graph, "Almaty", 1)
    assert [finding.type for finding in near.steps[0].findings] == ["located_in"]


def test_neighbours_can_be_narrowed(graph: Graph) -> None:
    assert names(graph, "Berg", 1) == [(1, "Council"), (1, "Carl Dahl")]
    assert names(graph, "Berg", 2, Query(type="REQUEST")) == [(1, "Council")]
    assert names(graph, "Almaty", 3, Query(asserted=True)) == [(1, "Kazakhstan"), (2, "Qasym-Zhomart Toqaev")]


def test_all_shortest_paths_are_found_with_their_evidence(graph: Graph) -> None:
    (path,) = shortest_paths(graph, "Almaty", "Nur Otan")
    assert [entity.name for entity in path.entities] == ["Almaty", "Kazakhstan", "Qasym-Zhomart Toqaev", "Nur Otan"]
    assert [[finding.type for finding in step.findings] for step in path.steps] == [
        ["located_in"],
        ["position_in"],
        ["member_of"],
    ]
    assert all(finding.witnesses for step in path.steps for finding in step.findings)


def tied(names: str, pairs: Iterable[tuple[str, str]]) -> Graph:
    """Tie things whose names are letters by a statement for each pair."""
    document = make_document(f"{' '.join(names)} are tied.")
    ends = {name: make_entity(document, Kind.PLACE, name) for name in names}
    return make_graph(
        Extraction(
            document=document,
            pipeline="factory@1",
            entities=tuple(sorted(ends.values(), key=lambda entity: entity.id)),
            mentions=tuple(make_mention(document, entity, name) for name, entity in ends.items()),
            statements=tuple(
                make_statement(ends[one], "part_of", ends[other], make_evidence(document, "tied"))
                for one, other in pairs
            ),
        )
    )


def diamond() -> Graph:
    """Tie A to D by two ways of one length, through B and through C."""
    return tied("ABCD", [("A", "B"), ("A", "C"), ("B", "D"), ("C", "D")])


def test_two_ways_of_one_length_are_two_paths_in_order() -> None:
    ways = [[entity.name for entity in path.entities] for path in shortest_paths(diamond(), "D", "A")]
    assert ways == [["D", name, "A"] for name in "BC"]
    assert len(shortest_paths(diamond(), "D", "A", limit=1)) == 1


@pytest.mark.parametrize(
    ("ends", "options", "message"),
    [
        (("Almaty", "Norburg"), {}, "Almaty and Norburg: no path of at most 10 steps joins them; "),
        (("Almaty", "Nur Otan"), {"longest": 2}, "Almaty and Nur Otan: no path of at most 2 steps joins them; "),
        (("Almaty", "almaty"), {}, "Almaty and almaty: both are the same entity; "),
        (("Almaty", "Norbürgg"), {}, "entity: there is no 'Norbürgg'; did you mean Norburg"),
    ],
)
def test_where_no_path_leads_it_is_told(
    graph: Graph, ends: tuple[str, str], options: dict[str, int], message: str
) -> None:
    with pytest.raises(NewsweaveError) as told:
        shortest_paths(graph, ends[0], ends[1], Query(), **options)
    assert str(told.value).startswith(message)


def test_what_is_new_is_what_newer_documents_alone_support() -> None:
    old, again = make_extraction(), make_extraction(TEXT + "More later.\n")
    new = replace(again, document=replace(again.document, published=date(2022, 1, 8)))
    news = changes(make_graph(old, new, make_happenings()), "2022-01-07")
    assert [document.id for document in news.documents] == [new.document.id]
    assert (news.entities, news.statements, news.undated) == ((), (), 0)
    assert [len(item.evidence) for item in news.confirmed] == [1] * 5
    assert [item.type for item in news.confirmed if isinstance(item, Event)] == ["ARREST"]
    assert news.events == ()
    alone = changes(make_graph(old, make_happenings()), "2022-W01")
    assert len(alone.documents) == 2
    assert len(alone.entities) == 11
    assert alone.confirmed == ()


def test_the_day_on_which_a_document_was_added_counts_too() -> None:
    dated, late = make_extraction(), make_happenings()
    late = replace(late, document=replace(late.document, published=None))
    graph = make_graph(dated, late)
    assert changes(graph, "2022-02").documents == ()
    assert changes(graph, "2022-02").undated == 1
    found = changes(graph, "2022-02", Query(type="DIE"), added={late.document.id: date(2022, 2, 3)})
    assert [document.id for document in found.documents] == [late.document.id]
    assert ([event.type for event in found.events], found.statements, found.undated) == (["DIE"], (), 0)


@pytest.mark.parametrize(
    ("since", "until"), [("2022-01-05", "2022-01-05"), ("2022-01-06", None), (None, "2022"), ("2023", None)]
)
def test_events_of_a_time_are_those_of_the_timeline(graph: Graph, since: str | None, until: str | None) -> None:
    rows = graph.timeline(since=since, until=until)
    answer = graph.query(Query(sort="event", since=since, until=until))
    assert {event.id for event in answer.events} == {row.finding.id for row in rows.dated}
    assert {item.id for item in answer.undated} == {row.finding.id for row in rows.undated}


@given(st.sets(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")), max_size=14))
@settings(max_examples=60, deadline=None)
def test_shortest_paths_and_neighbours_are_those_of_networkx(pairs: set[tuple[str, str]]) -> None:
    graph = tied("ABCDEFG", [(one, other) for one, other in sorted(pairs) if one != other])
    network = graph.to_networkx().to_undirected()
    start, end = graph.find("A"), graph.find("G")
    near = {each.entity.id: each.distance for each in neighbourhood(graph, start, 3)}
    assert near | {start.id: 0} == networkx.single_source_shortest_path_length(network, start.id, cutoff=3)
    if networkx.has_path(network, start.id, end.id):
        theirs = sorted(networkx.all_shortest_paths(networkx.Graph(network), start.id, end.id))
        ours = [[entity.id for entity in path.entities] for path in shortest_paths(graph, start, end, limit=999)]
        assert ours == theirs
    else:
        with pytest.raises(NewsweaveError, match="no path of at most 10 steps joins them"):
            shortest_paths(graph, start, end)
