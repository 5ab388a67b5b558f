"""A cleaned text can be found again in the text as it came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.ingest.cleaning import clean
from newsweave.ingest.offsets import mapped

_DIRT = "\r\n\x00\u00ad\u200b\ufb01\ufb03\ud800\ufffe\ufeff"


@given(st.text(alphabet=st.one_of(st.sampled_from("ab \n" + _DIRT), st.characters(exclude_categories=()))))
def test_mapping_cleans_alike_and_what_stays_stands_where_it_stood(text: str) -> None:
    cleaned, offsets = mapped(text)
    assert cleaned == clean(text)
    back = [offsets.back(i) for i in range(len(cleaned))]
    assert back == sorted(back)
    assert all(0 <= place < len(text) for place in back)
    for letter, place in zip(cleaned, back, strict=True):
        assert letter == text[place] or clean(text[place]) != text[place] or text[place : place + 2] == "\r\n"
    assert offsets.back(len(cleaned)) == len(text)


@pytest.mark.parametrize(
    ("raw", "words", "found"),
    [
        ("Kazakh\u00adstan and Almaty", "Kazakhstan", "Kazakh\u00adstan"),
        ("one\r\ntwo\r\nAnna Berg", "Anna Berg", "Anna Berg"),
        ("\ufeff\ufeffO\ufb03ce of Anna Berg", "Office", "O\ufb03ce"),
        ("Karl\x00Weber \ud800 met", "Karl Weber", "Karl\x00Weber"),
        ("plain", "plain", "plain"),
    ],
)
def test_words_are_found_again(raw: str, words: str, found: str) -> None:
    cleaned, offsets = mapped(raw)
    start = cleaned.index(words)
    first, last = offsets.span(start, start + len(words))
    assert raw[first:last] == found
    assert offsets.span(start, start) == (first, first)
