from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("He was seen at Google headquarters in California.", ("Google", "based_in", "California")),
        ("He was seen at Google's headquarters located in California.", ("Google", "based_in", "California")),
        ("He was seen at the headquarters of Siemens in Munich.", ("Siemens", "based_in", "Munich")),
        (
            "Maria Lopez teaches at the Max Planck Institute in Jena.",
            ("Max Planck Institute", "based_in", "Jena"),
        ),
        ("The Japanese car company Toyota left Japan.", ("Toyota", "based_in", "Japan")),
        (
            "The Berlin-based rights group Amnesty International agreed.",
            ("Amnesty International", "based_in", "Berlin"),
        ),
        ("Peter Odhiambo sued Gulf Horizon, a Dubai-based fund, in August.", ("Gulf Horizon", "based_in", "Dubai")),
        (
            "In Chicago, the Chicago Police Department denied it.",
            ("Chicago Police Department", "based_in", "Chicago"),
        ),
    ],
)
def test_finds_where_a_body_has_its_seat(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def test_a_name_that_begins_with_a_bodys_name_is_a_part_of_it(facts: Facts) -> None:
    text = "Columbia University apologised. The Columbia University Student Association was pleased."
    assert ("Columbia University Student Association", "part_of", "Columbia University") in facts(text)


def test_a_programme_named_after_a_body_is_no_part_of_it(facts: Facts) -> None:
    text = "Columbia University apologised. The Columbia University Outreach Package was late."
    assert not {fact for fact in facts(text) if fact[1] == "part_of"}


@pytest.mark.parametrize(
    "text", ["The Red Army in Poland was strong.", "NATO in Brussels was asked.", "The party in Berlin was loud."]
)
def test_what_is_somewhere_has_not_its_seat_there(text: str, facts: Facts) -> None:
    assert not {fact for fact in facts(text) if fact[1] == "based_in"}
