"""Who is one across documents."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.graph import Graph, Resolution, resolve
from newsweave.graph.resolution.cluster import agglomerate, name_clusters
from newsweave.ids import canonical_id, make_document
from newsweave.types import Evidence, Extraction, Kind, Link, Span, Verdict
from tests.factory import make_entity, make_statement

Named = tuple[Kind, tuple[str, ...], str | None]


def make_extraction(number: int, *things: Named) -> Extraction:
    """Make a document that has these entities and nothing else."""
    document = make_document(f"Article {number}.")
    entities = {
        entity.id: entity
        for kind, names, country in things
        for entity in [make_entity(document, kind, *names, country=country)]
    }
    return Extraction(document=document, pipeline="hand", entities=tuple(entities.values()))


def person(*names: str, country: str | None = None) -> Named:
    return Kind.PERSON, names, country


def org(*names: str, country: str | None = None) -> Named:
    return Kind.ORG, names, country


def place(*names: str, country: str | None = None) -> Named:
    return Kind.PLACE, names, country


def resolve_each(*things: Named) -> Resolution:
    """Resolve documents of one entity each."""
    return resolve(make_extraction(number, thing) for number, thing in enumerate(things))


def names_of(*things: Named) -> list[list[str]]:
    """Resolve documents of one entity each, and show each cluster by its members' names."""
    extractions = [make_extraction(number, thing) for number, thing in enumerate(things)]
    name = {entity.id: entity.name for extraction in extractions for entity in extraction.entities}
    return sorted(sorted(name[member] for member in cluster.members) for cluster in resolve(extractions).clusters)


def verdicts(*things: Named) -> set[Verdict]:
    return {judgement.verdict for judgement in resolve_each(*things).judgements}


@pytest.mark.parametrize(
    "things",
    [
        (person("Qasym-Zhomart Toqaev"), person("Kassym-Jomart Tokayev"), person("Qasym-Zhomart Toqayev")),
        (person("Alyaksandr Lukashenka"), person("Alexander Lukashenko")),
        (person("Nursultan Nazarbaev", "Nazarbaev"), person("Nursultan Nazarbayev", country="KZ")),
        (place("São Tomé"), place("Sao Tome")),
        (place("Georgia", country="GE"), place("Georgia")),
        (org("Gazprom"), org("GAZPROM PAO")),
        (org("Interior Ministry", country="KZ"), org("interior ministry", country="KZ")),
        (org("Collective Security Treaty Organization", "CSTO"), org("CSTO")),
        (org("Radio Free Europe", "RFE/RL"), org("RFE/RL")),
        (
            org("CSTO"),
            org("Collective Security Treaty Organization", "CSTO"),
            org("Collective Security Treaty Organisation"),
        ),
        (org("Kazakh Interior Ministry"), org("Ministry of Internal Affairs of Kazakhstan")),
        (org("Interior Ministry", country="KZ"), org("Ministry of Internal Affairs of Kazakhstan")),
        (org("U.S. State Department"), org("United States Department of State"), org("State Department")),
        (person("Joe Biden", country="US"), person("Joseph R. Biden", country="US")),
        (person("Viktor Orban", country="HU"), person("Orbán Viktor", country="HU")),
        (person("Muammar Gaddafi", country="LY"), person("Moammar Gadhafi", country="LY")),
        ((Kind.NORP, ("Italians",), None), (Kind.NORP, ("Italian",), None)),
        ((Kind.WORK, ("War and Peace",), None), (Kind.WORK, ("War And Peace",), None)),
    ],
)
def test_spellings_of_one_thing_become_one(things: tuple[Named, ...]) -> None:
    assert len(names_of(*things)) == 1
    assert verdicts(*things) == {Verdict.SAME}


@pytest.mark.parametrize(
    "things",
    [
        (person("Toqaev"), person("Toqaev")),
        (person("President Toqaev"), person("Mr. Toqaev")),
        (person("Timothy Ash"), person("Timothy Garton Ash")),
        (person("John Smith", country="US"), person("John Smith", country="GB")),
        (person("John Smith"), person("John Smith")),
        (person("Joe Biden"), person("Joseph R. Biden")),
        (person("Muammar Gaddafi"), person("Moammar Gadhafi")),
        (org("Interior Ministry"), org("Interior Ministry")),
        (org("Interior Ministry", country="KZ"), org("Interior Ministry")),
        (org("Collective Security Treaty Organization", "ABC"), org("ABC"), org("American Broadcasting", "ABC")),
    ],
)
def test_what_may_be_either_is_kept_apart_as_unsure(things: tuple[Named, ...]) -> None:
    assert len(names_of(*things)) == len(things)
    assert Verdict.UNSURE in verdicts(*things)
    assert Verdict.SAME not in verdicts(*things)


@pytest.mark.parametrize(
    "things",
    [
        (person("George W. Bush"), person("George H. W. Bush")),
        (person("Martin Luther King"), person("Martin Luther King Jr.")),
        (org("Interior Ministry", country="KZ"), org("Interior Ministry", country="KG")),
        (org("Interior Ministry of Kazakhstan"), org("Interior Ministry of Kyrgyzstan")),
        (place("Georgia", country="GE"), place("Georgia", country="US")),
        (place("Tripoli", country="LY"), place("Tripoli", country="LB")),
    ],
)
def test_a_veto_is_a_judgement(things: tuple[Named, ...]) -> None:
    assert len(names_of(*things)) == len(things)
    assert verdicts(*things) == {Verdict.DIFFERENT}


def test_a_place_without_a_country_goes_to_neither_of_two_countries() -> None:
    things = place("Georgia", country="GE"), place("Georgia", country="US"), place("Georgia"), place("Georgia")
    assert sorted(len(cluster.members) for cluster in resolve_each(*things).clusters) == [1, 1, 2]


def test_george_bush_is_neither_of_the_two_whom_the_name_fits() -> None:
    bushes = ("George Bush", "George W. Bush", "George H. W. Bush")
    assert len(names_of(*(person(name, country="US") for name in bushes))) == 3


def test_a_branch_is_not_the_whole() -> None:
    assert len(names_of(org("Toyota"), org("Toyota Kazakhstan", country="KZ"))) == 2


def document_of(number: int, *things: Named, tie: tuple[int, str, int, str | None] | None = None) -> Extraction:
    """Make a document that also states a tie between two of its entities, by their places."""
    extraction = make_extraction(number, *things)
    if tie is None:
        return extraction
    by_name = {entity.name: entity for entity in extraction.entities}
    subject, predicate, object_, role = tie
    names = [names[0] for _, names, _ in things]
    sentence = Span(document=extraction.document.id, start=0, end=8)
    statement = make_statement(
        by_name[names[subject]], predicate, by_name[names[object_]], Evidence(sentence=sentence), role=role
    )
    return replace(extraction, statements=(statement,))


def clusters_of(name: str, *extractions: Extraction) -> int:
    """Count the clusters that hold an entity of this name."""
    held = {entity.id for extraction in extractions for entity in extraction.entities if entity.name == name}
    return sum(not held.isdisjoint(cluster.members) for cluster in resolve(extractions).clusters)


def test_a_post_that_both_hold_makes_two_john_smiths_one() -> None:
    things = person("John Smith"), org("Acme Widgets")
    tie = (0, "position_in", 1, "director")
    assert clusters_of("John Smith", document_of(1, *things, tie=tie), document_of(2, *things, tie=tie)) == 1
    assert clusters_of("John Smith", document_of(1, *things, tie=tie), document_of(2, *things)) == 2


def test_rare_company_makes_two_john_smiths_one() -> None:
    things = person("John Smith"), org("Acme Widgets"), person("Dosym Satpaev")
    assert clusters_of("John Smith", document_of(1, *things), document_of(2, *things)) == 1


def test_company_that_is_everywhere_ties_nobody() -> None:
    others = [document_of(number, org("Acme Widgets"), person("Dosym Satpaev")) for number in range(30)]
    things = person("John Smith"), org("Acme Widgets"), person("Dosym Satpaev")
    assert clusters_of("John Smith", document_of(31, *things), document_of(32, *things), *others) == 2


def test_no_context_raises_a_lone_surname() -> None:
    things = person("Toqaev", country="KZ"), org("Acme Widgets"), person("Dosym Satpaev")
    tie = (0, "position_in", 1, "director")
    assert clusters_of("Toqaev", document_of(1, *things, tie=tie), document_of(2, *things, tie=tie)) == 2


def test_a_statement_gives_a_ministry_its_country() -> None:
    kazakh = org("Interior Ministry"), place("Kazakhstan", country="KZ")
    kyrgyz = org("Interior Ministry"), place("Kyrgyzstan", country="KG")
    tie = (0, "part_of", 1, None)
    first, second, third = (
        document_of(number, *things, tie=tie) for number, things in enumerate((kazakh, kazakh, kyrgyz))
    )
    assert clusters_of("Interior Ministry", first, second) == 1
    assert clusters_of("Interior Ministry", first, third) == 2


def test_links_tell_namesakes_apart_and_bring_names_together() -> None:
    document, other = make_document("One."), make_document("Two.")
    link = Link(scheme="wikidata", id="Q1", score=0.9)
    one = make_entity(document, Kind.PLACE, "Springfield", links=(link,), country="US")
    same = make_entity(other, Kind.PLACE, "Springfield City", links=(link,), country="US")
    different = make_entity(other, Kind.PLACE, "Springfield", links=(replace(link, id="Q2"),), country="US")
    first, second, third = (
        Extraction(document=where, pipeline="hand", entities=(entity,))
        for where, entity in ((document, one), (other, same), (other, different))
    )
    assert len(resolve([first, second]).clusters) == 1
    assert len(resolve([first, third]).clusters) == 2


def test_a_name_that_many_documents_have_is_judged_once_for_each_spelling() -> None:
    things = [person("Dosym Satpaev")] * 30 + [person("Dosym Satpayev")] * 30
    assert len(resolve_each(*things).judgements) == 1


def test_kinds_are_never_mixed() -> None:
    assert len(names_of(place("Washington"), (Kind.ORG, ("Washington",), None))) == 2


def test_a_lone_surname_joins_nobody() -> None:
    things = person("Qasym-Zhomart Toqaev"), person("Toqaev"), person("Kemel Toqaev")
    assert len(names_of(*things)) == 3


def test_a_middle_ground_does_not_chain_two_who_differ() -> None:
    things = person("Stefan Weber"), person("Stephen Weber"), person("Stephen J. Weber"), person("Stephen K. Weber")
    clusters = names_of(*things)
    assert ["Stephen J. Weber"] in clusters
    assert ["Stephen K. Weber"] in clusters


def test_every_decision_has_a_score_a_reason_and_a_judge() -> None:
    for judgement in resolve_each(person("Toqaev"), person("Toqaev"), org("NATO"), org("Nato")).judgements:
        assert judgement.left < judgement.right
        assert 0 <= judgement.score <= 1
        assert judgement.judge == "resolver@1"
        assert all(reason.endswith(".") for reason in judgement.reasons)


def test_a_name_that_has_one_bearer_makes_its_id() -> None:
    (cluster,) = resolve_each(person("Dosym Satpaev"), person("Dosym Satpaev")).clusters
    assert cluster.id == canonical_id(Kind.PERSON, "Dosym Satpaev")


def test_namesakes_have_ids_of_their_own() -> None:
    clusters = resolve_each(person("John Smith", country="US"), person("John Smith", country="GB")).clusters
    assert len({cluster.id for cluster in clusters}) == 2


def test_the_id_of_a_lone_name_stays_when_a_namesake_comes() -> None:
    (alone,) = resolve_each(person("Toqaev")).clusters
    assert alone in resolve_each(person("Toqaev"), person("Toqaev")).clusters


def test_clusters_of_one_name_get_ids_of_their_own_by_their_members() -> None:
    namings = [(Kind.ORG, "A", ("", "e1")), (Kind.ORG, "A", ("", "e2")), (Kind.ORG, "B", ("", "e3"))]
    assert len(set(name_clusters(namings, [0, 0, 0]))) == 3


def test_a_bridge_without_a_country_does_not_tie_two_countries() -> None:
    things = person("Vladimir A. Orlov"), person("Vladimir Orlov", country="RU"), person("Wladimir Orlow", country="UA")
    assert all(len(cluster) == 1 for cluster in names_of(*things))


def test_a_union_that_does_not_fit_is_left_out() -> None:
    pairs = [(1.0, 0, 1), (0.9, 1, 2)]
    clusters = agglomerate(["a", "b", "c"], pairs, lambda left, right: len(left) + len(right) < 3)
    assert clusters == [["a", "b"], ["c"]]


THINGS = st.sampled_from(
    [
        person("Qasym-Zhomart Toqaev", "Toqaev"),
        person("Kassym-Jomart Tokayev"),
        person("Toqaev"),
        person("George Bush"),
        person("George W. Bush"),
        person("George H. W. Bush", country="US"),
        person("John Smith"),
        person("Jon Smith", country="US"),
        person("Orban Viktor"),
        person("Viktor Orban", country="HU"),
        org("Kazakh Interior Ministry"),
        person("Vladimir Putin"),
        person("Volodymyr Putin", country="UA"),
        person("Vladimir Vladimirovich Putin", country="RU"),
        org("CSTO"),
        org("Collective Security Treaty Organization", "CSTO"),
        org("Collective Security Treaty Organisation", country="RU"),
        org("Chief Science Officers", "CSTO"),
        org("Interior Ministry"),
        org("Interior Ministry", country="KZ"),
        org("Interior Ministry", country="KG"),
        place("Georgia"),
        place("Georgia", country="GE"),
        place("Georgia", country="US"),
        (Kind.NORP, ("Georgians",), None),
        (Kind.WORK, ("Georgia",), None),
    ]
)
CORPORA = st.lists(st.lists(THINGS, max_size=4), max_size=8).map(
    lambda rows: [make_extraction(number, *things) for number, things in enumerate(rows)]
)


@settings(max_examples=60, deadline=None)
@given(CORPORA, st.randoms())
def test_the_order_of_documents_does_not_matter(corpus: list[Extraction], chance: random.Random) -> None:
    shuffled = list(corpus)
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(corpus)
    assert Graph.of(shuffled) == Graph.of(corpus)


@settings(max_examples=30, deadline=None)
@given(CORPORA)
def test_a_document_given_twice_changes_nothing(corpus: list[Extraction]) -> None:
    assert resolve(corpus + corpus) == resolve(corpus)


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_each_entity_is_in_one_cluster_and_no_cluster_mixes_countries(corpus: list[Extraction]) -> None:
    entities = {entity.id: entity for extraction in corpus for entity in extraction.entities}
    clusters = resolve(corpus).clusters
    assert sorted(member for cluster in clusters for member in cluster.members) == sorted(entities)
    for cluster in clusters:
        members = [entities[member] for member in cluster.members]
        assert len({member.kind for member in members}) == 1
        assert len({member.country for member in members if member.country}) <= 1


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_no_cluster_holds_two_that_were_judged_different(corpus: list[Extraction]) -> None:
    resolution = resolve(corpus)
    cluster_of = {member: cluster.id for cluster in resolution.clusters for member in cluster.members}
    for judgement in resolution.judgements:
        one = cluster_of[judgement.left] == cluster_of[judgement.right]
        assert one is (judgement.verdict is Verdict.SAME)
