from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Maria Lopez, a Spanish woman, left Spain.", ("Maria Lopez", "citizen_of", "Spain")),
        ("Turkish national Mehmet Kaya left Turkey.", ("Mehmet Kaya", "citizen_of", "Turkey")),
        ("Spaniard Rafael Nadal left Spain.", ("Rafael Nadal", "citizen_of", "Spain")),
        ("Maria Lopez is Spanish and left Spain.", ("Maria Lopez", "citizen_of", "Spain")),
        ("Dov Levi, who is Israeli, left Israel.", ("Dov Levi", "citizen_of", "Israel")),
        ("British director Karl Weber left Britain.", ("Karl Weber", "citizen_of", "Britain")),
        ("Marie Delacroix, the Iran-born French novelist, left Iran.", ("Marie Delacroix", "born_in", "Iran")),
        ("The Iran-born cleric Ali Hassan left Iran.", ("Ali Hassan", "born_in", "Iran")),
        ("Ali Hassan, an Iran-born self-styled cleric, left Iran.", ("Ali Hassan", "born_in", "Iran")),
    ],
)
def test_reads_a_nationality_beside_a_person(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text", ["The Spanish woman left Spain.", "He praised the Spanish Maria Lopez Museum in Spain."]
)
def test_an_adjective_beside_no_person_tells_no_nationality(text: str, facts: Facts) -> None:
    assert not {fact for fact in facts(text) if fact[1] == "citizen_of"}


def test_who_was_born_in_a_country_has_no_post_there(facts: Facts) -> None:
    found = facts("Ali Hassan, an Iran-born self-styled cleric, left Iran.")
    assert not {fact for fact in found if fact[1] == "position_in"}
