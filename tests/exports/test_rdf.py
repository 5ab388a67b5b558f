"""RDF: two independent readers agree, any text survives, and only what is asserted stands as a plain triple."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from newsweave.config import ONTOLOGY, Config
from newsweave.errors import WriteError
from newsweave.exports import iris
from newsweave.exports.rdf import quads, triples, write_ntriples, write_turtle
from newsweave.exports.rdf.literals import when
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.terms import term
from newsweave.graph import Graph
from newsweave.graph.ontology.turtle import ontology_turtle
from newsweave.types import Link, Modality, Participant, Polarity, Span
from tests.exports.strategies import graphs
from tests.factory import OWN_END, TEXT, make_evidence, make_extraction, make_graph, make_span, make_statement
from tests.happenings import NEWS, make_happenings

NW = ONTOLOGY
SCHEMA = "http://schema.org/"
ENTITY = "https://newsweave.example/kg/entity/"
PREFIXES = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX schema: <{SCHEMA}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX nw: <{NW}>
"""
POSITIONS = """SELECT ?person ?role ?where ?sentence WHERE {
  ?claim rdf:subject/rdfs:label ?person ; rdf:predicate nw:position_in ; rdf:object/rdfs:label ?where ;
         nw:role ?role ; prov:wasDerivedFrom/nif:anchorOf ?sentence }"""


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def turtle(graph: Graph, config: Config | None = None) -> bytes:
    stream = io.BytesIO()
    write_turtle(graph, stream, config or Config())
    return stream.getvalue()


def ntriples(graph: Graph) -> bytes:
    stream = io.BytesIO()
    write_ntriples(graph, stream)
    return stream.getvalue()


def with_rdflib(data: bytes, form: str) -> set[tuple[str, ...]]:
    graph = rdflib.Graph(bind_namespaces="none").parse(data=data, format=form)
    return {tuple(_plain(term) for term in triple) for triple in graph}


def _plain(term: Any) -> str:
    if isinstance(term, rdflib.Literal):
        tag = f"@{term.language}" if term.language else f"^^{term.datatype or rdflib.XSD.string}"
        return f"{term!s}{tag}"
    return f"<{term!s}>"


def with_pyoxigraph(data: bytes, form: pyoxigraph.RdfFormat) -> set[tuple[str, ...]]:
    return set(map(_plain_triple, pyoxigraph.parse(data, form)))


def _plain_triple(triple: Any) -> tuple[str, ...]:
    literal = triple.object
    if isinstance(literal, pyoxigraph.Literal):
        tag = f"@{literal.language}" if literal.language else f"^^{literal.datatype.value}"
        last = f"{literal.value}{tag}"
    else:
        last = f"<{literal.value}>"
    return f"<{triple.subject.value}>", f"<{triple.predicate.value}>", last


def ask(graph: Graph, query: str) -> Iterator[tuple[str, ...]]:
    """Ask rdflib and pyoxigraph, which have to say the same."""
    data = turtle(graph)
    store = pyoxigraph.Store()
    store.load(data, pyoxigraph.RdfFormat.TURTLE)
    theirs: Any = store.query(PREFIXES + query)
    rows: Any = rdflib.Graph(bind_namespaces="none").parse(data=data, format="turtle").query(PREFIXES + query)
    told = sorted(tuple(str(term) for term in row) for row in rows)
    assert told == sorted(tuple(term.value for term in row) for row in theirs)
    yield from told


def example() -> Graph:
    return make_graph(make_extraction())


def test_who_holds_which_position_where() -> None:
    first, second, *_ = TEXT.splitlines()
    assert list(ask(example(), POSITIONS)) == [
        ("Dosym Satpaev", "adviser", "CSTO", second),
        ("Qasym-Zhomart Toqaev", "president", "Kazakhstan", first),
    ]


def test_only_what_is_asserted_and_not_over_is_a_plain_triple() -> None:
    query = f'SELECT ?p WHERE {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{ENTITY}") && '
    query += f'STRSTARTS(STR(?o), "{ENTITY}")) }}'
    assert list(ask(example(), query)) == [(f"{NW}located_in",), (f"{NW}position_in",)]


def test_a_reported_denial_says_who_denies_it() -> None:
    query = """SELECT ?status ?polarity ?who ?confidence WHERE { ?claim rdf:predicate nw:member_of ;
        nw:status ?status ; nw:polarity ?polarity ; nw:attributedTo/rdfs:label ?who ;
        nw:confidence ?confidence }"""
    assert list(ask(example(), query)) == [(f"{NW}Reported", f"{NW}Negative", "Dosym Satpaev", "0.5")]


def test_conflicting_claims_stand_side_by_side() -> None:
    extraction = make_extraction()
    document = extraction.document
    one, two = extraction.entities[:2]
    somebody = Participant(text="Police", span=make_span(document, "Police"))
    statement = make_statement(
        one,
        "ally_of",
        two,
        make_evidence(document, "asked"),
        make_evidence(document, "asked", polarity=Polarity.NEGATIVE),
        make_evidence(document, "said", modality=Modality.PLANNED),
        make_evidence(document, "said", claimant=somebody),
    )
    graph = make_graph(replace(extraction, statements=(statement,)))
    query = """SELECT ?status ?who WHERE { ?claim a nw:Claim ; rdf:predicate nw:ally_of ; nw:status ?status
        OPTIONAL { ?claim nw:claimantText ?text } BIND (COALESCE(?text, "") AS ?who) }"""
    assert sorted(ask(graph, query)) == [
        (f"{NW}Asserted", ""),
        (f"{NW}Denied", ""),
        (f"{NW}Planned", ""),
        (f"{NW}Reported", "Police"),
    ]


def test_sentences_reproduce_the_words() -> None:
    query = """SELECT ?begin ?end ?words ?doc WHERE { ?sentence a nif:Sentence ; nif:beginIndex ?begin ;
        nif:endIndex ?end ; nif:anchorOf ?words ; nif:referenceContext ?doc }"""
    rows = list(ask(example(), query))
    assert len(rows) == 4
    assert all(TEXT[int(begin) : int(end)] == words for begin, end, words, _ in rows)


def test_documents_have_their_metadata() -> None:
    query = """SELECT ?headline ?url ?date ?publisher WHERE { ?doc a schema:NewsArticle, prov:Entity ;
        schema:headline ?headline ; schema:url ?url ; schema:datePublished ?date ;
        schema:publisher/rdfs:label ?publisher }"""
    assert list(ask(example(), query)) == [
        (
            "Kazakhstan asks CSTO for help",
            "https://news.example/2022/01/06/kazakhstan",
            "2022-01-06",
            "RFE/RL",
        )
    ]


def test_a_later_version_names_the_first_one() -> None:
    words = " ".join(f"term{number}" for number in range(200))
    first, later = make_extraction(TEXT + words), make_extraction(f"{TEXT}{words} It rained.\n")
    later = replace(later, document=replace(later.document, title="Kazakhstan asks CSTO for help: an update"))
    graph = make_graph(first, later, make_extraction("Something else altogether. " + TEXT + OWN_END))
    assert len(graph.copies()) == 1
    query = (
        "SELECT ?later ?first WHERE { ?later a schema:NewsArticle ; nw:versionOf ?first . ?first a schema:NewsArticle }"
    )
    ((found, known),) = ask(graph, query)
    one, other = (document.id for document in graph.copies()[0])
    assert (known.rpartition("/")[2], found.rpartition("/")[2]) == (one, other)
    said = {str(quad.graph_name) for quad in quads(graph) if quad.predicate == term("nw:versionOf")}
    assert said == {"<https://newsweave.example/kg/dataset/graph>"}


def test_accepted_links_are_given_and_rejected_ones_are_not() -> None:
    query = "SELECT ?there WHERE { ?entity skos:exactMatch ?there ; schema:sameAs ?there }"
    assert list(ask(example(), query)) == [("http://www.wikidata.org/entity/Q232",)]


def test_every_link_that_was_considered_has_a_node_with_its_reasons() -> None:
    query = """SELECT ?name ?there ?scheme ?accepted ?confidence WHERE { ?entity rdfs:label ?name ; nw:link ?link .
        ?link a nw:EntityLink ; nw:target ?there ; nw:scheme ?scheme ; nw:accepted ?accepted ;
            nw:confidence ?confidence }"""
    assert list(ask(example(), query)) == [
        ("Kazakhstan", "http://www.wikidata.org/entity/Q1", "wikidata", "false", "0.1"),
        ("Kazakhstan", "http://www.wikidata.org/entity/Q232", "wikidata", "true", "0.99"),
    ]
    reasons = list(ask(example(), "SELECT ?reason WHERE { ?link nw:accepted true ; nw:reason ?reason }"))
    assert reasons == [("the only country of that name",)]


RIGHTS = "SELECT ?said WHERE { ?dataset a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/rights> ?said }"


def test_the_dataset_says_what_geonames_asks_for_where_it_is_used() -> None:
    extraction = make_extraction()
    geonames = Link(scheme="geonames", id="1522867", score=0.9)
    entities = tuple(
        replace(each, links=(geonames,)) if each.name == "Kazakhstan" else each for each in extraction.entities
    )
    ((said,),) = ask(make_graph(replace(extraction, entities=entities)), RIGHTS)
    assert said.startswith("Contains data from GeoNames")
    assert "CC BY 4.0" in said
    same = list(
        ask(make_graph(replace(extraction, entities=entities)), "SELECT ?there WHERE { ?one schema:sameAs ?there }")
    )
    assert same == [("https://sws.geonames.org/1522867/",)]


def test_where_geonames_is_not_used_nothing_is_said_of_it() -> None:
    ((said,),) = ask(example(), RIGHTS)
    assert "Wikidata" in said
    assert "GeoNames" not in said


def test_the_dataset_tells_its_size_its_time_and_its_licences() -> None:
    query = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?triples ?entities ?documents ?when ?licence WHERE { ?dataset a void:Dataset, dcat:Dataset ;
            void:triples ?triples ; void:entities ?entities ; void:documents ?documents ;
            schema:temporalCoverage ?when ; dct:source/dct:license ?licence }"""
    ((number, *told),) = ask(example(), query)
    assert told == ["6", "1", "2022-01-06/2022-01-06", "https://creativecommons.org/publicdomain/zero/1.0/"]
    dataset = {triple for triple in triples(example()) if "/dataset/" in str(triple.subject)}
    assert int(number) < len(list(triples(example()))) <= int(number) + len(dataset) + 4


def test_an_event_has_its_roles_groups_numbers_place_and_day() -> None:
    query = """SELECT ?label ?agent ?patient ?count ?place ?day ?tells WHERE { ?event a sem:Event, nw:Arrest ;
        rdfs:label ?label ; nw:agent/rdfs:label ?agent ; nw:patient ?group ; sem:hasTimeStamp ?day ;
        sem:hasPlace/rdfs:label ?place ; nw:status nw:Asserted ; nw:quantity/nw:tells ?tells .
        ?group a nw:Group ; rdfs:label ?patient ; nw:count ?count . }"""
    assert list(ask(example(), query)) == [
        (
            *("Police arrested 18 protesters", "Police", "18 protesters", "18", "Almaty"),
            *("2022-01-05", "arrested"),
        )
    ]


def happened() -> Graph:
    return make_graph(make_happenings())


def test_the_toll_is_told_by_each_claimant() -> None:
    query = """SELECT ?number ?low ?who WHERE {
        ?happened rdf:subject ?event ; rdf:predicate rdf:type ; rdf:object nw:Die .
        ?claim rdf:subject ?event ; rdf:predicate nw:quantity ; rdf:object ?quantity ; nw:status ?status .
        ?quantity nw:tells "killed" ; rdfs:label ?number OPTIONAL { ?quantity nw:low ?bound }
        OPTIONAL { ?claim nw:attributedTo/rdfs:label ?name } OPTIONAL { ?claim nw:claimantText ?words }
        BIND (COALESCE(?name, ?words, "the paper") AS ?who) BIND (COALESCE(?bound, "?") AS ?low) }"""
    assert sorted(set(ask(happened(), query))) == [
        ("At least 18", "18", "Interior Ministry"),
        ("Dozens", "?", "police"),
    ]


def test_who_asked_whom_for_what() -> None:
    query = """SELECT ?who ?whom ?what ?day WHERE { ?event a nw:Request ; nw:agent/rdfs:label ?who ;
        nw:recipient/rdfs:label ?whom ; nw:patient/rdfs:label ?what ; sem:hasTimeStamp ?day }"""
    assert list(ask(happened(), query)) == [("Anna Berg", "Council", "help", "2022-01-05")]


def test_actors_are_those_of_sem() -> None:
    query = "SELECT ?who WHERE { ?event a sem:Event, nw:Request ; sem:hasActor/rdfs:label ?who }"
    assert list(ask(happened(), query)) == [("Anna Berg",), ("Council",), ("help",)]


def test_at_the_node_of_an_event_stands_only_what_a_source_asserts() -> None:
    query = """SELECT ?label ?more WHERE { ?event a sem:Event ; rdfs:label ?label ; ?more ?value
        FILTER (?more NOT IN (rdf:type, rdfs:label, nw:status)) }"""
    assert {label for label, _ in ask(happened(), query)} == {"Anna Berg asked help", "Berg met Dahl"}
    classes = "SELECT ?class WHERE { ?event a sem:Event, ?class }"
    assert {name.removeprefix(NW) for (name,) in ask(happened(), classes)} - {"Request", "Consult"} == {
        "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
    }


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_no_event_that_nobody_asserts_says_more_than_its_status(graph: Graph) -> None:
    pen = Pen(Config().base)
    asserted = {event.id for event in graph.events() if any(evidence.asserted for evidence in event.evidence)}
    unsure = {pen.node("event", event.id) for event in graph.events() if event.id not in asserted}
    said = {(triple.predicate, triple.object) for triple in triples(graph) if str(triple.subject) in unsure}
    plain = {term("rdfs:label"), term("nw:status")}
    assert {value for predicate, value in said if predicate not in plain} <= {term("sem:Event")}


def test_every_detail_of_an_event_has_a_claim_for_each_claimant() -> None:
    query = """SELECT ?predicate ?status ?polarity WHERE {
        ?claim rdf:subject/rdfs:label "Soldiers arrest Carl Dahl"@en ; rdf:predicate ?predicate ;
            nw:status ?status ; nw:polarity ?polarity ; nw:attributedTo/rdfs:label "Anna Berg"@en }"""
    assert [tuple(part.rpartition("#")[2] for part in row) for row in ask(happened(), query)] == [
        ("type", "Reported", "Negative"),
        ("agent", "Reported", "Negative"),
        ("patient", "Reported", "Negative"),
    ]
    place = """SELECT ?claim WHERE { ?claim rdf:subject/rdfs:label "killed At least 18 people"@en ;
        rdf:predicate sem:hasPlace ; rdf:object/rdfs:label "Norburg"@en }"""
    assert len(list(ask(happened(), place))) == 2


def test_an_event_tells_all_that_it_is_said_to_be() -> None:
    query = "SELECT ?label ?status WHERE { ?event a sem:Event ; rdfs:label ?label ; nw:status ?status }"
    told = {(label, status.removeprefix(NW)) for label, status in ask(happened(), query)}
    assert told == {
        ("Anna Berg asked help", "Asserted"),
        ("Berg met Dahl", "Asserted"),
        ("Council send 200 observers", "Possible"),
        ("Soldiers arrest Carl Dahl", "Denied"),
        ("Soldiers arrest Carl Dahl", "Reported"),
        ("killed At least 18 people", "Reported"),
    }


def test_a_week_begins_and_ends() -> None:
    query = """SELECT ?end ?day WHERE { ?claim rdf:subject/rdfs:label "Council send 200 observers"@en ;
        rdf:predicate ?end ; rdf:object ?day FILTER (STRSTARTS(STR(?end), STR(sem:))) FILTER isLiteral(?day) }"""
    assert [(end.rpartition("/")[2], day) for end, day in ask(happened(), query)] == [
        ("hasBeginTimeStamp", "2022-01-10"),
        ("hasEndTimeStamp", "2022-01-16"),
    ]


def test_a_number_that_no_mention_gives_is_claimed_by_all() -> None:
    extraction = make_happenings()
    killed = next(event for event in extraction.events if event.type == "DIE")
    elsewhere = replace(killed.quantities[0], span=make_span(extraction.document, "stay"))
    bare = replace(killed, quantities=(elsewhere,), evidence=tuple(replace(e, values=()) for e in killed.evidence))
    query = "SELECT ?claim WHERE { ?claim rdf:predicate nw:quantity }"
    assert len(list(ask(make_graph(replace(extraction, events=(bare,))), query))) == 2


def test_the_words_of_a_quote_have_their_place() -> None:
    query = """SELECT ?begin ?end ?words ?to ?status WHERE { ?quote nw:contentSpan ?span ; nw:status ?status ;
        nw:addressee/rdfs:label ?to . ?span a nif:Phrase ; nif:beginIndex ?begin ; nif:endIndex ?end ;
        nif:anchorOf ?words }"""
    ((begin, end, words, to, status),) = ask(happened(), query)
    assert NEWS[int(begin) : int(end)] == words == "We stay calm"
    assert (to, status) == ("Council", f"{NW}Asserted")


def test_a_quote_has_its_speaker_and_words() -> None:
    query = """SELECT ?speaker ?cue ?content WHERE { ?quote a nw:Quote ; nw:speaker/rdfs:label ?speaker ;
        nw:cue ?cue ; nw:content ?content ; prov:wasDerivedFrom/nif:anchorOf ?sentence }"""
    assert list(ask(example(), query)) == [("Qasym-Zhomart Toqaev", "said", "It is calm")]


def test_a_claim_leads_to_the_run_and_its_software() -> None:
    query = """SELECT DISTINCT ?pipeline ?version WHERE { ?claim a nw:Claim ; prov:wasGeneratedBy ?run .
        ?run nw:pipeline ?pipeline ; prov:wasAssociatedWith/schema:softwareVersion ?version }"""
    ((pipeline, version),) = ask(example(), query)
    assert pipeline == "factory@1"
    assert version


def test_every_term_of_ours_is_in_the_ontology() -> None:
    known = {triple[0] for triple in with_rdflib(ontology_turtle().encode(), "turtle")}
    graph = make_graph(make_extraction(), make_happenings())
    used = {term for triple in with_rdflib(turtle(graph), "turtle") for term in triple}
    assert {term for term in used if term.startswith(f"<{NW}")} - {f"<{NW}>"} <= known


def test_a_subject_stands_in_one_place() -> None:
    subjects = [triple.subject for triple in triples(make_graph(make_extraction(), make_happenings()))]
    changes = 1 + sum(one != other for one, other in pairwise(subjects))
    assert changes == len(set(subjects))


def test_prefixes_are_in_order_and_used() -> None:
    lines = turtle(example()).decode().splitlines()
    head = [line for line in lines if line.startswith("@prefix")]
    assert head == sorted(head) == lines[: len(head)]
    assert any(line.startswith("entity:person-qasym-zhomart-toqaev-") for line in lines)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_two_readers_agree_on_both_formats(graph: Graph) -> None:
    said = with_pyoxigraph(ntriples(graph), pyoxigraph.RdfFormat.N_TRIPLES)
    assert said == with_pyoxigraph(turtle(graph), pyoxigraph.RdfFormat.TURTLE)
    assert said == with_rdflib(turtle(graph), "turtle")
    assert said == with_rdflib(ntriples(graph), "nt")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_names_survive(graph: Graph) -> None:
    labels = {
        triple.object.value
        for triple in triples(graph)
        if isinstance(triple.object, pyoxigraph.Literal)
        and triple.predicate.value.endswith("#label")
        and _plain_triple(triple)[0].startswith(f"<{ENTITY}")
    }
    assert labels == {re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", entity.name) for entity in graph.entities()} - {
        ""
    }


@pytest.mark.parametrize(
    ("base", "sentence"),
    [
        ("https://a.example/kg/", "https://a.example/kg/doc/d#char=0,1"),
        ("https://a.example/kg#", "https://a.example/kg#doc/d/char=0,1"),
        ("urn:x:ü /", "urn:x:%C3%BC%20/doc/d#char=0,1"),
    ],
)
def test_the_base_begins_every_name(base: str, sentence: str) -> None:
    assert Pen(iris.checked_base(base)).span(Span(document="d", start=0, end=1)) == f"<{sentence}>"
    data = turtle(example(), Config(base=base))
    assert with_rdflib(data, "turtle") == with_pyoxigraph(data, pyoxigraph.RdfFormat.TURTLE)


@pytest.mark.parametrize("base", ["", "kg/", "https://a.example/kg", "http://a:b/", "http://[::1/"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(WriteError, match="try one like"):
        turtle(example(), Config(base=base))


@pytest.mark.parametrize("base", ["http://schema.org/", ONTOLOGY, "http://www.wikidata.org/"])
def test_a_base_inside_a_known_vocabulary_is_still_written_in_one_way(base: str) -> None:
    data = turtle(example(), Config(base=base))
    assert with_rdflib(data, "turtle") == with_pyoxigraph(data, pyoxigraph.RdfFormat.TURTLE)


@pytest.mark.parametrize(
    ("said", "datatype"),
    [
        ("2022", "gYear"),
        ("2022-01", "gYearMonth"),
        ("2022-01-05", "date"),
        ("2022-01-05T10:30:00", "dateTime"),
        ("2022-01-05T10:30", "dateTime"),
        ("2022-01-05T10", "dateTime"),
        ("2022-01-05T25", "string"),
        ("2022-13", "string"),
        ("2022-02-30", "string"),
        ("٢٠٢٢", "string"),
        ("soon", "string"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(said: str, datatype: str) -> None:
    found = when(said)
    assert found is not None
    assert found[1] == datatype
