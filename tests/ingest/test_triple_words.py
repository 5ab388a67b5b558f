from collections.abc import Callable
from typing import Any

import pytest

from newsweave.ingest.triples.words import rows, triple_words
from newsweave.types import Extraction

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["list"]))
def test_the_example_of_every_row_gives_its_triples(
    extracted: Callable[[str], Extraction], row: dict[str, Any]
) -> None:
    found = [[each.subject.text, each.relation, each.object.text] for each in extracted(row["example"]).triples]
    assert found == row["gives"]


def test_no_list_has_a_word_twice_or_two_rows() -> None:
    assert len(triple_words()) == len(rows())
    for row in rows():
        assert len(row["words"]) == len(set(row["words"])), row["list"]
