from collections.abc import Callable

import pytest

from newsweave.graph.ontology.terms import predicates
from newsweave.ingest.facts.fact import INVERSE, SYMMETRIC
from newsweave.ingest.facts.tables import Row, rows
from newsweave.types import Extraction, Polarity

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    "row", [*rows("verb"), *rows("noun"), *rows("kin")], ids=lambda row: f"{row.predicate}: {row.example}"
)
def test_every_row_gives_what_its_example_says(row: Row, facts: Facts) -> None:
    first, second = row.gives
    said, turned = (first, row.predicate, second), (second, INVERSE.get(row.predicate, row.predicate), first)
    assert facts(row.example) & {said, turned}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The force will include troops from the other CSTO members: Armenia, Belarus, and Tajikistan.",
            {
                ("Armenia", "member_of", "CSTO"),
                ("Belarus", "member_of", "CSTO"),
                ("Tajikistan", "member_of", "CSTO"),
            },
        ),
        (
            "The operations of RFE/RL's Kazakh Service have been restricted.",
            {("Kazakh Service", "part_of", "RFE/RL")},
        ),
        ("Kazakhstan's largest city, Almaty, was quiet.", {("Almaty", "located_in", "Kazakhstan")}),
        ("Kazakhstan's capital, Astana, was quiet.", {("Astana", "capital_of", "Kazakhstan")}),
        ("Germany's Deutsche Bank was slow.", {("Deutsche Bank", "based_in", "Germany")}),
        ("The US State Department denied it.", {("US State Department", "part_of", "United States")}),
        ("He was arrested in Irving, Texas, on Monday.", {("Irving", "located_in", "Texas")}),
        (
            "Toqaev removed his predecessor, 81-year-old Nursultan Nazarbaev. President Qasym Toqaev spoke.",
            {("Nursultan Nazarbaev", "predecessor_of", "Qasym Toqaev")},
        ),
    ],
)
def test_finds_the_facts_of_a_sentence(text: str, expected: set[tuple[str, str, str]], facts: Facts) -> None:
    assert expected <= facts(text)


def test_a_list_of_places_is_no_chain_of_containers(facts: Facts) -> None:
    found = facts("She has lived in Paris, Germany, and Italy.")
    assert not {fact for fact in found if fact[1] == "located_in"}


def test_a_country_lies_in_no_other(facts: Facts) -> None:
    assert not {fact for fact in facts("The war of the United States in Iraq went on.") if fact[1] == "located_in"}


def test_members_of_two_bodies_are_no_list_of_members(facts: Facts) -> None:
    found = facts("He worked with members of the Senate and the House Appropriations Committee on Monday.")
    assert not {fact for fact in found if fact[1] == "member_of"}


def test_kin_are_named_right_after_the_noun(facts: Facts) -> None:
    found = facts("Salman Taseer returned to his wife and three children with Aatish Taseer on Monday.")
    assert not {fact for fact in found if fact[1] == "spouse_of"}


def test_the_tables_give_only_predicates_of_the_ontology() -> None:
    known = {predicate.name for predicate in predicates()}
    assert {row.predicate for table in ("verb", "noun", "kin") for row in rows(table)} <= known


def test_what_is_written_once_agrees_with_the_ontology() -> None:
    known = {predicate.name: predicate for predicate in predicates()}
    assert {name for name, each in known.items() if each.symmetric} == SYMMETRIC
    assert all(known[name].inverse == other for name, other in INVERSE.items())
    assert {name for name, each in known.items() if each.inverse} == {*INVERSE, *INVERSE.values()}


def test_a_fact_is_written_once_in_one_direction(facts: Facts) -> None:
    text = "Kim Jong Un is here. Kim Jong Il's son, Kim Jong Un, met Kim Jong Un's father, Kim Jong Il."
    assert {fact for fact in facts(text) if "child" in fact[1] or "parent" in fact[1]} == {
        ("Kim Jong Il", "parent_of", "Kim Jong Un")
    }


def test_a_symmetric_fact_has_one_order(facts: Facts) -> None:
    first = facts("Barack Obama met his wife, Michelle Robinson, there.")
    second = facts("Michelle Robinson met her husband, Barack Obama, there.")
    assert first == second == {("Barack Obama", "spouse_of", "Michelle Robinson")}


def test_a_denied_fact_is_negative(extracted: Callable[[str], Extraction]) -> None:
    (statement,) = extracted("Sweden has not joined NATO.").statements
    assert statement.evidence[0].polarity is Polarity.NEGATIVE
    assert not statement.asserted


def test_a_reported_fact_has_its_claimant(extracted: Callable[[str], Extraction]) -> None:
    (statement,) = extracted("Moscow said Finland joined NATO.").statements
    claimant = statement.evidence[0].claimant
    assert claimant is not None
    assert claimant.text == "Moscow"


def test_what_opens_a_sentence_is_said_of_its_subject(facts: Facts) -> None:
    assert ("Miriam Adelstein", "born_in", "Krakow") in facts(
        "Born in Krakow in 1924, Miriam Adelstein studied medicine."
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Harriet Osgood left. Osgood's husband, the violinist Stefan Kowalski, waited.",
            ("Harriet Osgood", "spouse_of", "Stefan Kowalski"),
        ),
        ("Angela Merkel, Olaf Scholz's predecessor, agreed.", ("Angela Merkel", "predecessor_of", "Olaf Scholz")),
        (
            "Sarah Goldberg, who took no part and works at the Humboldt Institute, agreed.",
            ("Sarah Goldberg", "member_of", "Humboldt Institute"),
        ),
        (
            "Keiko Arana, leader of the Green Party and daughter of Alberto Arana, agreed.",
            ("Alberto Arana", "parent_of", "Keiko Arana"),
        ),
        ("Anita Desai chairs Siemens' board.", ("Anita Desai", "position_in", "Siemens")),
        ("Priya Raman holds a degree from Stanford University.", ("Priya Raman", "educated_at", "Stanford University")),
    ],
)
def test_facts_over_more_than_one_step(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def test_what_somebody_wins_for_a_club_is_no_part_of_it(facts: Facts) -> None:
    found = facts("Bayern Munich's Champions League win was celebrated in Munich.")
    assert not {fact for fact in found if fact[1] == "part_of"}
