from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]
_MATCH = (
    "The striker scored a goal in the second half of the match , and the coach praised the midfielder after the "
    "victory of his squad in the league . "
)


@pytest.mark.parametrize(
    "text",
    [
        "Bayern Munich beat Real Madrid 2-1.",
        "Bayern Munich celebrated a win against Real Madrid.",
    ],
)
def test_the_sides_of_a_contest_are_opponents(text: str, facts: Facts) -> None:
    assert ("Bayern Munich", "opponent_of", "Real Madrid") in facts(_MATCH + text)


def test_a_score_between_two_teams_tells_the_contest(facts: Facts) -> None:
    text = "Bayern Munich and Schalke were tired. Bayern Munich 3-0 Schalke (Karl Weber 53')"
    assert ("Bayern Munich", "opponent_of", "Schalke") in facts(_MATCH + text)


def test_elsewhere_to_beat_is_no_contest(facts: Facts) -> None:
    assert not {fact for fact in facts("Siemens beat Gazprom to the contract.") if fact[1] == "opponent_of"}
