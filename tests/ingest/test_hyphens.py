from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsweave.ingest.lists import read_table

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]
_ROWS = read_table("hyphens")["row"]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["gives"])
def test_every_row_keeps_a_word_whole(row: dict[str, str], parsed: Callable[[str], Doc]) -> None:
    assert row["gives"] in {token.text for token in parsed(row["example"])}


def test_a_word_that_is_not_in_the_table_is_cut(parsed: Callable[[str], Doc]) -> None:
    assert "Berlin-based" not in {token.text for token in parsed("The Berlin-based firm grew.")}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Maria Lopez co-founded the Acacia Fund in 1990.", ("Acacia Fund", "founded_by", "Maria Lopez")),
        ("Maria Lopez is vice-president of Siemens.", ("Maria Lopez", "position_in", "Siemens")),
        ("Karl Weber met his ex-wife, Lena Holm, in May.", ("Karl Weber", "spouse_of", "Lena Holm")),
    ],
)
def test_rows_of_tables_match_words_with_a_hyphen(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)
