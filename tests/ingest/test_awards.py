from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Nobel laureate Anna Berg agreed.", ("Anna Berg", "award_received", "Nobel")),
        ("Anna Berg, an Oscar winner, agreed on Monday.", ("Anna Berg", "award_received", "Oscar")),
        ("The Oscar-winning actress Anna Berg agreed.", ("Anna Berg", "award_received", "Oscar")),
    ],
)
def test_finds_awards_by_a_noun_beside_a_person(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def test_an_award_that_nobody_holds_gives_nothing(facts: Facts) -> None:
    assert not {fact for fact in facts("Anna Berg spoke at the Oscars.") if fact[1] == "award_received"}
