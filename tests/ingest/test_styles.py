"""A given name with its style is the name of a monarch, a prince or a pope."""

from collections.abc import Callable

import pytest

from newsweave.types import Extraction, Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pope Francis flew to Juba. Francis met refugees.", "Pope Francis"),
        ("In Oslo, Crown Prince Haakon opened the museum on Monday.", "Crown Prince Haakon"),
        ("The guests met King Charles III in London.", "Charles III"),
        ("Police arrested Prince Walker in Leeds. Walker was later freed.", "Prince Walker"),
        ("Nadia Prince met Anna Weber in Leeds.", "Nadia Prince"),
    ],
)
def test_a_person_is_called_by_the_style(text: str, name: str, extracted: Callable[[str], Extraction]) -> None:
    persons = {entity.name for entity in extracted(text).entities if entity.kind is Kind.PERSON}
    assert name in persons


def test_the_names_in_use_are_told_with_it(extracted: Callable[[str], Extraction]) -> None:
    found = extracted("Pope Francis flew to Juba. Francis met refugees. Pope Francis prayed.")
    assert dict(next(each.names for each in found.entities if each.kind is Kind.PERSON)) == {
        "Francis": 3,
        "Pope Francis": 2,
    }
    assert {mention.text for mention in found.mentions} == {"Francis", "Juba"}
