"""What links say about two entities, and that resolution listens."""

import pytest

from newsweave.graph.compare.comparison import DIFFERENT, SAME
from newsweave.graph.link.judgement import accepted_ids, compare_links, link_keys
from newsweave.graph.resolution.resolve import resolve
from newsweave.ids import make_document
from newsweave.types import Entity, Extraction, Kind, Link, Verdict
from tests.factory import make_entity

Q1, Q2 = (Link(scheme="wikidata", id=identifier, score=0.9) for identifier in ("Q1", "Q2"))
GN1 = Link(scheme="geonames", id="1", score=0.9)
NOT_Q2 = Link(scheme="wikidata", id="Q2", score=0.2, accepted=False)


def extraction(number: int, kind: Kind, name: str, *links: Link, country: str | None = None) -> Extraction:
    document = make_document(f"Document {number} names {name}.")
    entity = make_entity(document, kind, name, links=links, country=country)
    return Extraction(document=document, pipeline="", entities=(entity,))


def entity(*links: Link) -> Entity:
    return extraction(1, Kind.PLACE, "Springfield", *links).entities[0]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ((Q1,), (Q1,), True),
        ((Q1, GN1), (Q1,), True),
        ((Q1,), (Q2,), False),
        ((Q1, NOT_Q2), (Q2,), False),
        ((Q1,), (NOT_Q2,), None),
        ((Q1,), (GN1,), None),
        ((), (), None),
    ],
)
def test_ids_of_one_scheme_decide(left: tuple[Link, ...], right: tuple[Link, ...], same: bool | None) -> None:
    found = compare_links([entity(*left)], [entity(*right)])
    assert (found and (found.score >= SAME, found.score <= DIFFERENT)) == (None if same is None else (same, not same))


def test_a_scheme_that_differs_outweighs_one_that_agrees() -> None:
    found = compare_links([entity(Q1, GN1)], [entity(Q2, GN1)])
    assert found
    assert found.score <= DIFFERENT


def test_accepted_ids_alone_are_keys() -> None:
    assert list(link_keys([entity(Q1, NOT_Q2), entity(GN1)])) == ["link:PLACE:geonames:1", "link:PLACE:wikidata:Q1"]
    assert accepted_ids([entity(Q1, NOT_Q2)]) == {"wikidata": {"Q1"}}


def test_places_of_one_name_and_country_are_told_apart_by_their_links() -> None:
    springfields = [
        extraction(number, Kind.PLACE, "Springfield", each, country="US") for number, each in enumerate((Q1, Q2))
    ]
    resolution = resolve(springfields)
    assert len(resolution.clusters) == 2
    (judgement,) = resolution.judgements
    assert judgement.verdict is Verdict.DIFFERENT
    assert judgement.reasons == ("In wikidata they are different things, Q1 and Q2.",)


def test_names_that_have_nothing_in_common_are_one_by_their_link() -> None:
    resolution = resolve([extraction(1, Kind.ORG, "Twitter", Q1), extraction(2, Kind.ORG, "X Corp", Q1)])
    assert len(resolution.clusters) == 1
    (judgement,) = resolution.judgements
    assert judgement.verdict is Verdict.SAME
    assert judgement.reasons == ("In wikidata they are one thing, Q1.",)


def test_one_link_does_not_join_two_kinds() -> None:
    both = [extraction(1, Kind.ORG, "White House", Q1), extraction(2, Kind.PLACE, "White House", Q1)]
    assert len(resolve(both).clusters) == 2


def test_a_place_without_a_link_goes_to_neither_of_two_that_have() -> None:
    three = [extraction(n, Kind.PLACE, "Springfield", *each, country="US") for n, each in enumerate(((Q1,), (Q2,), ()))]
    resolution = resolve(three)
    assert sorted(len(cluster.members) for cluster in resolution.clusters) == [1, 1, 1]


def test_a_place_without_a_link_goes_to_the_only_one_that_has() -> None:
    two = [extraction(n, Kind.PLACE, "Springfield", *each, country="US") for n, each in enumerate(((Q1,), ()))]
    assert len(resolve(two).clusters) == 1
