"""The ontology, as a table and as Turtle."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from newsweave.config import ONTOLOGY
from newsweave.errors import UnknownNameError
from newsweave.graph.ontology.page import ontology_page
from newsweave.graph.ontology.terms import (
    EventType,
    Predicate,
    articles,
    event_type,
    event_types,
    predicate,
    predicates,
)
from newsweave.graph.ontology.turtle import CLASSES, ontology_turtle
from newsweave.types import Kind, Modality, Polarity, Role

SCHEMA_PREDICATES = (
    "position_in member_of part_of located_in based_in citizen_of resident_of predecessor_of successor_of "
    "founded_by owned_by spouse_of parent_of child_of sibling_of relative_of born_in died_in educated_at "
    "created_by participant_in opponent_of ally_of capital_of award_received"
)
# Follow from other findings, and are in no gold.
DERIVED = (
    "acts_for head_of head_of_state head_of_gov minister_of mayor_of agent_of spokesperson_of advisor_of coach_of "
    "player_of agency_of ministry_of institution_of"
)
PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
)
OURS = (
    "APPOINT DISMISS ELECT ARREST TRIAL LEGISLATE DIE INJURE RESCUE MOVE TRANSACT FOUND CLOSE LAUNCH COMPETE "
    "ACCIDENT DISASTER SAY OTHER"
)
ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "newsweave" / "graph" / "ontology" / "ontology.ttl"


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(data=ontology_turtle(), format="turtle")


def test_the_predicates_are_those_of_the_schema() -> None:
    assert {item.name for item in predicates()} == {*SCHEMA_PREDICATES.split(), *DERIVED.split()}


def test_the_event_types_are_plover_and_ours() -> None:
    assert {item.name for item in event_types() if item.plover} == set(PLOVER.split())
    assert {item.name for item in event_types() if not item.plover} == set(OURS.split())


def test_an_inverse_points_back() -> None:
    for item in predicates():
        if item.inverse:
            inverse = predicate(item.inverse)
            assert inverse.inverse == item.name
            assert (inverse.domain, inverse.range) == (item.range, item.domain)


def test_a_broader_predicate_holds_of_all_that_the_narrower_one_holds_of() -> None:
    for item in predicates():
        if item.broader:
            broader = predicate(item.broader)
            assert set(item.domain) <= set(broader.domain)
            assert set(item.range) <= set(broader.range)


def test_a_symmetric_predicate_has_one_set_of_kinds() -> None:
    assert all(item.domain == item.range for item in predicates() if item.symmetric)


def test_an_exact_match_is_one_property() -> None:
    assert all(len(item.wikidata) == 1 for item in predicates() if item.exact)


def test_cameo_codes_are_roots() -> None:
    codes = {item.cameo for item in event_types() if item.cameo}
    assert codes <= {f"{number:02}" for number in range(1, 21)}


def test_an_unknown_name_is_an_error_that_lists_near_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean member_of"):
        predicate("memberof")
    with pytest.raises(UnknownNameError, match="did you mean PROTEST"):
        event_type("PROTESTS")


def test_the_published_file_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == ontology_turtle()


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == ontology_page()


def test_every_example_is_in_the_article_that_it_is_from() -> None:
    terms: tuple[Predicate | EventType, ...] = (*predicates(), *event_types())
    for item in terms:
        if item.source:
            seed = ROOT / "seeds" / f"{item.source}.txt"
            path = seed if seed.exists() else ROOT / "benchmarks" / "gold" / f"{item.source}.txt"
            assert item.example in path.read_text(encoding="utf-8"), item.name


def test_every_article_is_quoted_and_none_that_is_kept_aside() -> None:
    sources = [*(item.source for item in predicates()), *(item.source for item in event_types())]
    quoted = set(sources) - {None}
    assert quoted == set(articles())
    assert quoted.isdisjoint({"crane", "worship"})


def test_what_an_example_gives_names_the_term() -> None:
    assert all(f" — {item.label} " in item.gives for item in predicates())
    assert all("→" in item.gives or " — " in item.gives for item in event_types())


def test_every_term_has_a_label_and_a_definition(terms: rdflib.Graph) -> None:
    ours = {term for term in terms.subjects(RDF.type) if str(term).startswith(ONTOLOGY)}
    assert len(ours) > 100
    for term in ours:
        assert len(list(terms.objects(term, RDFS.label))) == 1
        assert len(list(terms.objects(term, RDFS.comment))) == 1
        assert len(list(terms.objects(term, SKOS.example))) == 1


def test_every_term_that_is_referred_to_is_defined(terms: rdflib.Graph) -> None:
    named = {term for triple in terms for term in triple if isinstance(term, rdflib.URIRef)}
    referred = {term for term in named if str(term).startswith(ONTOLOGY)}
    assert referred <= set(terms.subjects(RDF.type)) | {rdflib.URIRef(ONTOLOGY.rstrip("#"))}


def test_what_values_are_written_as_is_defined(terms: rdflib.Graph) -> None:
    defined = {str(term).removeprefix(ONTOLOGY) for term in terms.subjects(RDF.type)}
    assert {CLASSES[kind] for kind in Kind} <= defined
    assert {modality.capitalize() for modality in Modality} <= defined
    assert {polarity.capitalize() for polarity in Polarity} <= defined
    assert {role.value for role in Role} - {"place"} <= defined


def test_a_predicate_maps_to_wikidata(terms: rdflib.Graph) -> None:
    skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
    spouse = rdflib.URIRef(ONTOLOGY + "spouse_of")
    assert (spouse, skos.exactMatch, rdflib.URIRef("http://www.wikidata.org/prop/direct/P26")) in terms
    assert (spouse, RDF.type, OWL.SymmetricProperty) in terms
