from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    "text",
    [
        "It will be built in Norway, in the nation's capital, Oslo.",
        "They left Norway by way of the capital in Oslo.",
        "The Norwegian capital Oslo is the largest city of Norway.",
        "Norway's capital, Oslo, was quiet.",
    ],
)
def test_finds_a_capital(text: str, facts: Facts) -> None:
    assert ("Oslo", "capital_of", "Norway") in facts(text)


def test_finds_a_capital_before_its_country(facts: Facts) -> None:
    assert ("Oslo", "capital_of", "Norway") in facts("They met in Oslo, Norway's capital.")


def test_a_city_that_is_no_capital_is_not_made_one(facts: Facts) -> None:
    text = "They left Norway. They travelled from Bergen to the capital, Bergen's rival."
    assert not {fact for fact in facts(text) if fact[1] == "capital_of"}
