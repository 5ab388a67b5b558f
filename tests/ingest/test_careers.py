from collections.abc import Callable

import pytest

from newsweave.ingest.facts.tables import Row, rows
from newsweave.types import Extraction, Modality

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize("row", rows("career"), ids=lambda row: row.example)
def test_every_row_gives_what_its_example_says(row: Row, facts: Facts) -> None:
    assert (row.gives[0], row.predicate, row.gives[1]) in facts(row.example)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nordvik Motors sacked coach Karl Weber on Monday.", ("Karl Weber", "position_in", "Nordvik Motors")),
        ("Karl Weber leads the World Bank. Its president is Anna Berg.", ("Anna Berg", "position_in", "World Bank")),
        ("Angela Merkel is the chancellor of Germany.", ("Angela Merkel", "position_in", "Germany")),
        ("Siemens named Karl Weber as head of Lufthansa.", ("Karl Weber", "position_in", "Lufthansa")),
        ("Karl Weber, who served as ambassador to France, left.", ("Karl Weber", "position_in", "France")),
        (
            "Volkswagen on Thursday appointed Herbert Diess as chief executive, replacing Matthias Mueller.",
            ("Herbert Diess", "position_in", "Volkswagen"),
        ),
        ("Nordvik SA named Marina Prado chief executive officer.", ("Marina Prado", "position_in", "Nordvik SA")),
        (
            "Peru's parliament met. Peru's president named Luisa Benavides as economy minister.",
            ("Luisa Benavides", "position_in", "Peru"),
        ),
        ("Karl Weber is a German politician from Germany.", ("Karl Weber", "citizen_of", "Germany")),
    ],
)
def test_finds_the_posts_that_verbs_tell(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def _post(extraction: Extraction) -> tuple[str | None, bool, Modality]:
    (found,) = [each for each in extraction.statements if each.predicate == "position_in"]
    return found.role, found.former, found.evidence[0].modality


def test_who_resigns_held_the_post(extracted: Callable[[str], Extraction]) -> None:
    assert _post(extracted("Karl Weber resigned as head of Siemens.")) == ("head", True, Modality.ASSERTED)


def test_who_will_be_appointed_holds_no_post_yet(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted("Karl Weber will be appointed head of Siemens.")
    assert _post(extraction) == ("head", False, Modality.PLANNED)
    assert not any(each.derived for each in extraction.statements)
