"""The graph as a read view."""

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from newsweave.errors import NewsweaveError, RecordError, UnknownNameError
from newsweave.graph import Graph
from newsweave.types import Cluster, Event, Extraction, Kind, Link, Polarity, Quote, Statement
from tests.factory import OWN_END, TEXT, make_entity, make_evidence, make_extraction, make_mention, make_statement
from tests.happenings import make_happenings


@pytest.fixture(scope="module")
def both() -> Graph:
    """Hold the example article and a longer reprint of it by another paper."""
    return Graph.of([make_extraction(), make_extraction(TEXT + OWN_END, publisher="AFP")])


def only(graph: Graph, name: str) -> str:
    (entity,) = graph.entities(name=name)
    return entity.id


def test_equal_content_is_an_equal_graph_in_any_order() -> None:
    one, other = make_extraction(), make_extraction(TEXT + "More.\n")
    assert Graph.of([one, other]) == Graph.of([other, one, one])
    assert hash(Graph.of([one, other])) == hash(Graph.of([other, one]))


def test_one_of_two_readings_of_a_document_stays_whatever_the_order() -> None:
    old = make_extraction()
    new = replace(old, pipeline="other@2", statements=())
    assert Graph.of([old, new]) == Graph.of([new, old])
    assert len(Graph.of([old, new]).documents()) == 1


def test_a_graph_survives_pickling(both: Graph) -> None:
    assert pickle.loads(pickle.dumps(both)) == both


def test_an_empty_graph_has_nothing() -> None:
    graph = Graph.of([])
    assert [*graph.documents(), *graph.entities(), *graph.statements(), *graph.events()] == []
    with pytest.raises(UnknownNameError):
        graph.find("Toqaev")


def test_an_entity_in_no_cluster_is_an_error() -> None:
    with pytest.raises(RecordError, match="in no cluster"):
        Graph(extractions=(make_extraction(),), clusters=())


def test_an_entity_in_two_clusters_is_an_error(both: Graph) -> None:
    again = Cluster(id="again", members=both.clusters[0].members)
    with pytest.raises(RecordError, match="it is in clusters"):
        Graph(extractions=both.extractions, clusters=(*both.clusters, again))


def test_a_cluster_of_unknown_members_is_an_error() -> None:
    with pytest.raises(RecordError, match="no document has its member e1"):
        Graph(extractions=(), clusters=(Cluster(id="c", members=("e1",)),))


def test_a_cluster_without_members_is_an_error() -> None:
    with pytest.raises(RecordError, match="no members"):
        Graph(extractions=(), clusters=(Cluster(id="c", members=()),))


def test_a_statement_about_an_unknown_entity_is_an_error() -> None:
    extraction = make_extraction()
    broken = replace(extraction.statements[0], subject="e0")
    with pytest.raises(RecordError, match="'e0' is none of its entities"):
        Graph.of([replace(extraction, statements=(broken,))])


def test_entities_are_found_by_name_whatever_case_and_accents(both: Graph) -> None:
    (entity,) = both.entities(name="qasym-zhomart TÓQAEV")
    assert entity.name == "Qasym-Zhomart Toqaev"
    assert both.entities(name="toqaev") == both.entities(name=entity.id) == (entity,)


def test_entities_are_found_by_kind(both: Graph) -> None:
    assert {entity.name for entity in both.entities(Kind.PLACE)} == {"Kazakhstan", "Almaty"}
    assert both.entities("PERSON", name="Almaty") == ()


def test_names_are_counted_over_all_documents(both: Graph) -> None:
    entity = both.find("Toqaev")
    assert entity.names == (("Qasym-Zhomart Toqaev", 2), ("Toqaev", 2))
    assert len(entity.members) == 2


def test_find_takes_a_word_of_a_name(both: Graph) -> None:
    assert both.find("dosym").name == "Dosym Satpaev"


def test_find_suggests_near_names(both: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Qasym-Zhomart Toqaev"):
        both.find("Zhomart Tokaev")


def test_find_lists_the_ids_of_namesakes() -> None:
    first, second = (make_extraction(TEXT + end) for end in ("A.", "B."))
    graph = Graph.of([_with_country(first, "Almaty", "KZ"), _with_country(second, "Almaty", "US")])
    with pytest.raises(NewsweaveError, match="fits 2 entities; give an id: place-almaty-"):
        graph.find("Almaty")


def _with_country(extraction: Extraction, name: str, country: str) -> Extraction:
    entities = (replace(entity, country=country) if entity.name == name else entity for entity in extraction.entities)
    return replace(extraction, entities=tuple(entities))


def test_an_unknown_id_is_an_error_with_few_suggestions(both: Graph) -> None:
    for method in (both.entity, both.evidence, both.document, both.statement):
        with pytest.raises(UnknownNameError) as caught:
            method("person-toqaev-00000000")
        assert len(caught.value.available) <= 5


def test_equal_statements_unite_and_keep_all_evidence(both: Graph) -> None:
    (statement,) = both.statements(predicate="located_in")
    assert {evidence.sentence.document for evidence in statement.evidence} == {
        document.id for document in both.documents()
    }
    assert len(statement.members) == 2


def test_roles_that_differ_in_case_are_one_statement() -> None:
    extractions = []
    for end, role in (("A.", "Adviser"), ("B.", "adviser"), ("C.", "adviser")):
        extraction = make_extraction(TEXT + end)
        (said,) = (item for item in extraction.statements if item.role == "adviser")
        extractions.append(replace(extraction, statements=(replace(said, role=role),)))
    (statement,) = Graph.of(extractions).statements()
    assert statement.role == "adviser"


def test_a_former_post_is_another_statement() -> None:
    extraction = make_extraction()
    (said,) = (item for item in extraction.statements if item.former)
    now = replace(said, id="s2", former=False)
    assert len(Graph.of([replace(extraction, statements=(said, now))]).statements()) == 2


def test_statements_are_filtered_by_their_ends(both: Graph) -> None:
    toqaev, kazakhstan = only(both, "Toqaev"), both.find("Kazakhstan")
    assert {item.predicate for item in both.statements(toqaev)} == {"position_in", "member_of"}
    assert {item.predicate for item in both.statements(object=kazakhstan)} == {"position_in", "located_in"}
    assert both.statements(entity=kazakhstan) == both.statements(object=kazakhstan)
    assert both.statements(kazakhstan) == both.statements(subject="nobody") == ()


def test_statements_are_filtered_by_who_says_so(both: Graph) -> None:
    (denial,) = both.statements(claimant=only(both, "Dosym Satpaev"))
    assert denial.predicate == "member_of"
    assert both.statements(claimant="dosym satpaev") == (denial,)
    assert both.statements(asserted=False) == (denial,)
    assert denial not in both.statements(asserted=True)


def test_statements_are_filtered_by_score_and_document(both: Graph) -> None:
    assert [item.predicate for item in both.statements(minimum_score=0.95)] == ["located_in"]
    assert len(both.statements(document=both.documents()[0])) == 4
    assert both.statements(document="d0") == ()


def test_filters_are_asked_of_the_same_evidence() -> None:
    first, second = make_extraction(TEXT + "A."), make_extraction(TEXT + "B.")
    (said,) = (item for item in second.statements if item.predicate == "located_in")
    denial = replace(said.evidence[0], polarity=Polarity.NEGATIVE)
    graph = Graph.of([first, replace(second, statements=(replace(said, evidence=(denial,)),))])
    assert graph.statements(predicate="located_in", document=second.document, asserted=True) == ()
    assert len(graph.statements(predicate="located_in", document=first.document, asserted=True)) == 1


def test_events_and_quotes_carry_canonical_ids(both: Graph) -> None:
    almaty, toqaev = only(both, "Almaty"), only(both, "Toqaev")
    (arrest,) = both.events(almaty)
    assert (arrest.type, len(arrest.members)) == ("ARREST", 2)
    assert arrest.id in arrest.members
    assert both.events(type="PROTEST") == both.events(toqaev) == ()
    assert len(both.quotes(toqaev)) == len(both.quotes()) == 2


def test_conflicting_counts_stay_with_who_gives_them() -> None:
    graph = Graph.of([make_happenings()])
    (killed,) = graph.events(type="DIE")
    ministry = only(graph, "Interior Ministry")
    told = [(each.claimant and each.claimant.entity, [value.text for value in each.values]) for each in killed.evidence]
    assert told == [(ministry, ["At least 18"]), (None, ["Dozens"])]
    assert [value.text for value in killed.quantities] == ["At least 18", "Dozens"]
    assert not any(each.asserted for each in killed.evidence)


def test_evidence_that_differs_in_its_values_alone_has_a_total_order() -> None:
    extraction = make_happenings()
    killed = next(event for event in extraction.events if event.type == "DIE")
    first, second = killed.evidence
    alike = (replace(first, values=second.values), first, replace(first, values=(*first.values, *second.values)))
    forward, backward = (replace(killed, evidence=order) for order in (alike, alike[::-1]))
    graphs = [Graph.of([replace(extraction, events=(event,))]) for event in (forward, backward)]
    assert graphs[0].events() == graphs[1].events()
    assert len(graphs[0].events()[0].evidence) == 3


def test_triples_and_mentions_carry_canonical_ids(both: Graph) -> None:
    toqaev = only(both, "Toqaev")
    assert {triple.subject.entity for triple in both.triples()} == {toqaev}
    mentions = both.mentions(toqaev)
    assert {mention.entity for mention in mentions} == {toqaev}
    assert [mention.span for mention in mentions] == sorted(mention.span for mention in mentions)
    assert all(both.words(mention.span) == mention.text for mention in mentions)


def test_neighbours_are_the_other_ends(both: Graph) -> None:
    assert {entity.name for entity in both.neighbours(only(both, "Kazakhstan"))} == {
        "Qasym-Zhomart Toqaev",
        "Almaty",
    }


def test_everything_said_has_its_evidence(both: Graph) -> None:
    said: tuple[Statement | Event | Quote, ...] = (*both.statements(), *both.events(), *both.quotes())
    for item in said:
        assert both.evidence(item.id) == item.evidence
    toqaev = both.find("Toqaev")
    assert len(both.evidence(toqaev.id)) == len(both.mentions(toqaev))


def test_the_kind_with_most_mentions_wins_and_links_are_united() -> None:
    extractions = []
    for end, kind, score in (("A.", Kind.ORG, 0.5), ("B.", Kind.PLACE, 0.9)):
        document = make_extraction(TEXT + end).document
        link = Link(scheme="wikidata", id="Q232", score=score, accepted=kind is Kind.PLACE, reasons=(end,))
        entity = make_entity(document, kind, "Kazakhstan", links=(link,))
        mentions = (make_mention(document, entity, "Kazakhstan"),) * (2 if kind is Kind.PLACE else 1)
        extractions.append(Extraction(document=document, pipeline="hand", entities=(entity,), mentions=mentions))
    members = tuple(entity.id for extraction in extractions for entity in extraction.entities)
    clusters = (Cluster(id="k", members=members),)
    (united,) = Graph(extractions=tuple(extractions), clusters=clusters).entities()
    assert united.kind is Kind.PLACE
    (link,) = united.links
    assert (link.accepted, link.score, link.reasons) == (True, 0.9, ("A.", "B."))


def test_ends_that_become_one_leave_one_statement() -> None:
    document = make_extraction().document
    full = make_entity(document, Kind.PERSON, "Qasym-Zhomart Toqaev")
    other = make_entity(document, Kind.PERSON, "Kassym-Jomart Tokayev")
    place = make_entity(document, Kind.PLACE, "Kazakhstan")
    evidence = make_evidence(document, "president")
    said = tuple(make_statement(who, "position_in", place, evidence) for who in (full, other))
    extraction = Extraction(document=document, pipeline="hand", entities=(full, other, place), statements=said)
    (statement,) = Graph.of([extraction]).statements()
    assert len(statement.members) == 2
    assert len(statement.evidence) == 1


def test_networkx_has_a_node_an_entity_and_an_edge_a_statement(both: Graph) -> None:
    network = both.to_networkx()
    assert set(network) == {entity.id for entity in both.entities()}
    toqaev, kazakhstan = only(both, "Toqaev"), only(both, "Kazakhstan")
    assert network.nodes[kazakhstan]["label"] == "Kazakhstan"
    ((key, edge),) = network[toqaev][kazakhstan].items()
    assert both.statement(key).predicate == edge["predicate"] == "position_in"
    assert (edge["role"], edge["weight"], edge["asserted"]) == ("president", 2, True)
    assert edge["sentences"][0].startswith("Qasym-Zhomart Toqaev, the president")


def test_the_room_opens_without_heavy_libraries() -> None:
    code = "import sys, newsweave.graph; print(*({'networkx', 'rdflib', 'pyoxigraph', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
