"""Linking by hand-made documents and a base of a few lines: what is chosen, what stays NIL, and why."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.codec import decode, encode
from newsweave.graph import Graph
from newsweave.graph.link.entities import is_linked, link
from newsweave.ids import content_id, make_document
from newsweave.knowledge.types import Candidate, Fit, Item
from newsweave.types import Entity, Extraction, Form, Kind, Link, Mention
from tests.factory import make_entity, make_mention, make_statement
from tests.graph.bases import WORLD, TinyBase, place

Named = tuple[Kind, str] | tuple[Kind, str, str]  # kind, name, country told

BASE = TinyBase(*WORLD)


def reading(text: str, *things: Named, published: date | None = None) -> Extraction:
    """Make the extraction of a text: each thing is mentioned wherever its name stands."""
    document = make_document(text, published=published)
    entities: list[Entity] = []
    mentions: list[Mention] = []
    for kind, name, *country in things:
        entity = make_entity(document, kind, name, country=country[0] if country else None)
        entities.append(entity)
        mentions += (make_mention(document, entity, name, nth) for nth in range(text.count(name)))
    return Extraction(
        document=document,
        pipeline="hand@1",
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.span, mention.entity))),
    )


def places(text: str, *names: str) -> Extraction:
    return reading(text, *((Kind.PLACE, name) for name in names))


def entity(extraction: Extraction, name: str) -> Entity:
    return next(each for each in extraction.entities if each.name == name)


def chosen(extraction: Extraction, name: str, base: TinyBase = BASE) -> str | None:
    return next((each.id for each in entity(link(extraction, base), name).links if each.accepted), None)


# --- choosing


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Georgia signed the treaty.", ("Georgia",), "Q230"),
        ("Georgia sent troops from Tbilisi.", ("Georgia", "Tbilisi"), "Q230"),
        ("Georgia counts its votes in Atlanta.", ("Georgia", "Atlanta"), "Q1428"),
        ("Georgia and the United States signed.", ("Georgia", "United States"), "Q230"),
        ("Georgia, Russia and France signed.", ("Georgia", "Russia", "France"), "Q230"),
        ("It rained in Paris.", ("Paris",), "Q90"),
        ("It rained in Paris, Texas.", ("Paris", "Texas"), "Q830149"),
        ("It rained in Paris, TX, on Monday.", ("Paris",), "Q830149"),
        ("They met in Springfield, Illinois.", ("Springfield",), "Q28515"),
        ("They met in Springfield, Ill., again.", ("Springfield",), "Q28515"),
        ("They met in Paris, France.", ("Paris", "France"), "Q90"),
        ("The flood reached Springfield.", ("Springfield",), None),
        ("It rained in Cairo, Illinois, on Monday.", ("Cairo", "Illinois"), None),
        ("In Cairo, Russia was blamed.", ("Cairo", "Russia"), "Q85"),
        ("They flew to Cairo, Paris and Moscow.", ("Cairo", "Paris", "Moscow"), "Q85"),
        ("America voted.", ("America",), "Q30"),
        ("Nowhere was calm.", ("Nowhere",), None),
    ],
)
def test_the_document_is_the_witness(text: str, names: tuple[str, ...], expected: str | None) -> None:
    assert chosen(places(text, *names), names[0]) == expected


def test_a_statement_of_where_it_lies_counts_as_the_comma_does() -> None:
    extraction = places("Springfield is a town of Illinois.", "Springfield", "Illinois")
    statement = make_statement(entity(extraction, "Springfield"), "located_in", entity(extraction, "Illinois"))
    assert chosen(replace(extraction, statements=(statement,)), "Springfield") == "Q28515"


def test_a_place_is_never_a_person_or_a_body() -> None:
    extraction = reading("Michael Jordan joined Jordan.", (Kind.PERSON, "Michael Jordan"), (Kind.ORG, "Jordan"))
    assert all(not each.links for each in link(extraction, BASE).entities)


def test_a_nationality_gets_no_link() -> None:
    extraction = reading("Georgia won.", (Kind.NORP, "Georgia", "GE"))
    assert link(extraction, BASE).entities == extraction.entities


def test_a_country_that_an_adjective_names_is_that_country() -> None:
    extraction = reading("The Georgian team left Atlanta and Savannah.", (Kind.PLACE, "Atlanta"))
    identifier = content_id("e", extraction.document.id, Kind.PLACE, "country:GE")
    implied = Entity(id=identifier, kind=Kind.PLACE, name="Georgia", names=(), country="GE")
    assert chosen(replace(extraction, entities=(*extraction.entities, implied)), "Georgia") == "Q230"


def test_a_weak_name_needs_the_document_behind_it() -> None:
    base = TinyBase(
        *WORLD, Item(id="wd:Q2", kind=Kind.PLACE, sort="city", name="Lutetia", weak=("Lutz",), country="FR")
    )
    assert chosen(places("Lutz was there.", "Lutz"), "Lutz", base) is None
    supported = chosen(places("Lutz, France.", "Lutz", "France"), "Lutz", base)
    assert supported == "Q2"


# --- persons and bodies

_PUTIN = Item(
    id="wd:Q7747", kind=Kind.PERSON, name="Vladimir Putin", aliases=("V. V. Putin",), country="RU",
    description="president of Russia", start="1952-10-07", links={"wikidata": "Q7747"},
)  # fmt: skip
_ACME = Item(id="acme:42", kind=Kind.ORG, name="Bluebay Asset Management", aliases=("BlueBay",), country="GB")


def test_a_full_name_links_and_a_lone_surname_never_does() -> None:
    base = TinyBase(_PUTIN, Item(id="wd:Q1", kind=Kind.PERSON, name="Putin", links={"wikidata": "Q1"}))
    assert chosen(reading("Vladimir Putin left.", (Kind.PERSON, "Vladimir Putin")), "Vladimir Putin", base) == "Q7747"
    assert chosen(reading("Putin left.", (Kind.PERSON, "Putin")), "Putin", base) is None
    assert "Putin" not in base.asked


def test_the_short_name_follows_its_entity() -> None:
    document = make_document("Vladimir Putin left. Putin flew.")
    person = make_entity(document, Kind.PERSON, "Vladimir Putin", "Putin")
    extraction = Extraction(document=document, pipeline="", entities=(person,))
    assert chosen(extraction, "Vladimir Putin", TinyBase(_PUTIN)) == "Q7747"


def test_a_person_of_another_country_is_another() -> None:
    extraction = reading("Vladimir Putin, a farmer.", (Kind.PERSON, "Vladimir Putin", "UA"))
    assert chosen(extraction, "Vladimir Putin", TinyBase(_PUTIN)) is None


def test_who_was_not_born_is_not_meant() -> None:
    extraction = reading("Vladimir Putin left.", (Kind.PERSON, "Vladimir Putin"), published=date(1950, 1, 1))
    assert chosen(extraction, "Vladimir Putin", TinyBase(_PUTIN)) is None


def test_two_of_one_name_are_told_apart_by_what_is_said_of_them_or_not_at_all() -> None:
    judge = Item(id="wd:Q1", kind=Kind.PERSON, name="John Smith", description="American judge", country="US")
    pilot = Item(id="wd:Q2", kind=Kind.PERSON, name="John Smith", description="British pilot", country="GB")
    base = TinyBase(judge, pilot)
    assert chosen(reading("John Smith left.", (Kind.PERSON, "John Smith")), "John Smith", base) is None
    told = reading("John Smith, a British pilot, left.", (Kind.PERSON, "John Smith"), (Kind.NORP, "British", "GB"))
    assert chosen(told, "John Smith", base) == "Q2"


def test_an_item_of_the_users_own_is_linked_by_its_own_id() -> None:
    extraction = reading("Bluebay Asset Management sold.", (Kind.ORG, "Bluebay Asset Management"))
    (found,) = entity(link(extraction, TinyBase(_ACME)), "Bluebay Asset Management").links
    assert (found.scheme, found.id, found.accepted) == ("acme", "42", True)


def test_a_description_that_fits_many_bodies_is_not_looked_up() -> None:
    ministry = Item(id="acme:1", kind=Kind.ORG, name="Foreign Ministry", country="FR")
    extraction = reading("The Foreign Ministry spoke.", (Kind.ORG, "Foreign Ministry"))
    assert chosen(extraction, "Foreign Ministry", TinyBase(ministry)) is None


# --- what is kept


def test_nil_keeps_its_rejected_candidates_and_says_why() -> None:
    kept = entity(link(places("The flood reached Springfield.", "Springfield"), BASE), "Springfield").links
    assert {each.id for each in kept} == {"Q28515", "Q49158"}
    assert not any(each.accepted for each in kept)
    assert all(reason.endswith(".") for each in kept for reason in each.reasons)
    assert any("is below 0.8" in reason or "nearly as likely" in reason for each in kept for reason in each.reasons)


def test_an_accepted_link_says_what_spoke_for_it_and_names_its_rival() -> None:
    linked = entity(link(places("Georgia counts its votes in Atlanta.", "Georgia", "Atlanta"), BASE), "Georgia")
    best, rival = linked.links
    assert best.reasons[0] == "'Atlanta', which lies in it, is named in the document." or best.accepted
    assert "'Atlanta', which lies in it, is named in the document." in best.reasons
    assert (rival.id, rival.accepted) == ("Q230", False)
    assert rival.reasons[0] == "Georgia (region, US) is likelier than Georgia (country, GE)."


def test_every_scheme_of_the_item_is_linked() -> None:
    two = replace(place("Q1", "Almaty", "city", "KZ", 2_000_000), links={"geonames": "1526384", "wikidata": "Q35493"})
    links = entity(link(places("Almaty is calm.", "Almaty"), TinyBase(two)), "Almaty").links
    assert [(each.scheme, each.id) for each in links] == [("geonames", "1526384"), ("wikidata", "Q35493")]


def test_a_linked_place_takes_the_country_of_its_item() -> None:
    extraction = reading("Georgia counts its votes in Atlanta.", (Kind.PLACE, "Georgia", "GE"), (Kind.PLACE, "Atlanta"))
    linked = link(extraction, BASE)
    assert [entity(linked, name).country for name in ("Georgia", "Atlanta")] == ["US", "US"]


def test_the_base_is_named_in_the_record() -> None:
    assert link(places("Georgia won.", "Georgia"), BASE).pipeline == "hand@1 link@1:tiny@1"


def test_a_link_that_is_there_stays_and_a_second_base_fills_the_gaps() -> None:
    first = link(reading("Georgia met Vladimir Putin.", (Kind.PLACE, "Georgia"), (Kind.PERSON, "Vladimir Putin")), BASE)
    second = link(first, TinyBase(_PUTIN, place("Q9", "Georgia", "country", "XX"), name="more@1"))
    assert entity(second, "Georgia") == entity(first, "Georgia")
    assert is_linked(entity(second, "Vladimir Putin"))
    assert second.pipeline == "hand@1 link@1:tiny@1 link@1:more@1"


def test_a_doubtful_answer_of_a_service_is_not_taken() -> None:
    class Doubtful(TinyBase):
        def candidates_of(self, names):  # type: ignore[no-untyped-def]
            return ([Candidate(item=_PUTIN, fit=Fit.NAME, score=0.3)] for _ in names)

    extraction = reading("Vladimir Putin left.", (Kind.PERSON, "Vladimir Putin"))
    assert chosen(extraction, "Vladimir Putin", Doubtful()) is None


# --- acting


def acting(text: str, *names: str) -> list[tuple[str, str]]:
    linked = link(places(text, *names), BASE)
    by_id = {each.id: each.name for each in linked.entities}
    return [(by_id[s.subject], by_id[s.object]) for s in linked.statements if s.predicate == "acts_for"]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow denied the report.",
        "On Monday Moscow has repeatedly denied it.",
        "It alarmed governments from Paris and Moscow to Cairo.",
        "Governments from Paris, Moscow, the United Kingdom and others called for restraint.",
        "The Kremlin said nothing.",
    ],
)
def test_a_capital_that_acts_acts_for_its_country(text: str) -> None:
    names = ("Moscow",) if "Moscow" in text else ("Kremlin",)
    assert acting(text, *names) == [(names[0], "Russia")]


@pytest.mark.parametrize("text", ["Officials in Moscow denied it.", "He flew to Moscow.", "Moscow denim sells."])
def test_a_capital_that_does_not_act_acts_for_nobody(text: str) -> None:
    assert acting(text, "Moscow") == []


def test_the_paris_of_texas_acts_for_no_government() -> None:
    assert acting("In Paris, Texas, rain fell. Paris said no.", "Paris", "Texas") == []


def test_the_country_it_acts_for_is_the_one_that_the_document_names() -> None:
    linked = link(places("Moscow denied it. Russia attacked.", "Moscow", "Russia"), BASE)
    (statement,) = linked.statements
    assert statement.object == entity(linked, "Russia").id
    assert statement.derived
    assert [linked.document.text[e.trigger.start : e.trigger.end] for e in statement.evidence if e.trigger] == [
        "denied"
    ]


def test_a_country_that_only_a_capital_names_is_linked_and_mentioned_there() -> None:
    linked = link(places("Moscow denied it.", "Moscow"), BASE)
    russia = entity(linked, "Russia")
    assert [each.id for each in russia.links if each.accepted] == ["Q159"]
    (mention,) = (each for each in linked.mentions if each.entity == russia.id)
    assert (mention.text, mention.form) == ("Moscow", Form.NOMINAL)


# --- properties

_TEXT = "Georgia, Atlanta, Paris, Texas, Springfield, Illinois, Moscow said. Vladimir Putin met Jordan of Cairo."
_NAMES = ("Georgia", "Atlanta", "Paris", "Texas", "Springfield", "Illinois", "Moscow", "Jordan", "Cairo")
_THINGS = st.lists(
    st.sampled_from(
        [*((Kind.PLACE, name) for name in _NAMES), (Kind.PERSON, "Vladimir Putin"), (Kind.NORP, "Georgia", "GE")]
    ),
    unique=True,
)


@settings(max_examples=50, deadline=None)
@given(_THINGS, st.randoms())
def test_linking_depends_on_no_order_and_changes_nothing_when_done_again(
    things: list[Named], chance: random.Random
) -> None:
    extraction = reading(_TEXT, *things)
    linked = link(extraction, BASE)
    items = list(WORLD)
    chance.shuffle(items)
    chance.shuffle(things)
    assert link(reading(_TEXT, *things), TinyBase(*items)) == linked
    assert link(linked, BASE) == linked


@settings(max_examples=50, deadline=None)
@given(_THINGS)
def test_links_survive_the_records(things: list[Named]) -> None:
    linked = link(reading(_TEXT, *things), BASE)
    for each in linked.entities:
        assert decode(Entity, encode(each, ""), "") == each


@settings(max_examples=50, deadline=None)
@given(_THINGS)
def test_at_most_one_id_a_scheme_is_accepted_and_scores_are_probabilities(things: list[Named]) -> None:
    for each in link(reading(_TEXT, *things), BASE).entities:
        schemes = [one.scheme for one in each.links if one.accepted]
        assert len(schemes) == len(set(schemes))
        assert all(0.0 <= one.score <= 1.0 and one.reasons for one in each.links)


def test_a_graph_can_be_made_of_linked_documents() -> None:
    linked = link(places("Moscow denied it. Russia attacked.", "Moscow", "Russia"), BASE)
    (russia,) = (each for each in Graph.of([linked]).entities() if each.name == "Russia")
    assert any(isinstance(each, Link) and each.accepted for each in russia.links)
