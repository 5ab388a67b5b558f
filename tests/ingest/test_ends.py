from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Maria Lopez died in a hospital in Paris.", ("Maria Lopez", "died_in", "Paris")),
        (
            "Maria Lopez was educated at Columbia University in New York and at Stanford University.",
            ("Maria Lopez", "educated_at", "Stanford University"),
        ),
        (
            "The Acacia Fund, whose chairwoman, Maria Lopez, resigned, is in Lima.",
            ("Maria Lopez", "position_in", "Acacia Fund"),
        ),
        ("Karl Weber, whose wife Lena Holm is a judge, agreed.", ("Karl Weber", "spouse_of", "Lena Holm")),
        (
            "Maria Lopez came from Siemens, where she was head of sales for Africa.",
            ("Maria Lopez", "position_in", "Siemens"),
        ),
        (
            "Karl Weber, a co-founder of the Acacia Fund, who lives in Germany, agreed.",
            ("Karl Weber", "resident_of", "Germany"),
        ),
        ("Maria Lopez used to head the World Bank.", ("Maria Lopez", "position_in", "World Bank")),
    ],
)
def test_finds_both_ends_of_what_a_sentence_tells(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def test_whose_takes_up_no_name_that_stands_further_off(facts: Facts) -> None:
    found = facts("The church in Lima was returned to its people, whose priest, Karl Weber, wept.")
    assert not {fact for fact in found if fact[2] == "Lima"}
