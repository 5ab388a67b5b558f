"""Damaged files of every format, and any text at all, for a moment; benchmarks/fuzz.py runs as long as it is told."""

import logging
import random
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsweave.ingest.cleaning import clean, tidy
from newsweave.ingest.formats.markup import words
from tests.ingest.fuzzing import MARKS, WORDS, damaged, read, text_of, through
from tests.ingest.seeds import SEEDS

_ANY = st.text(st.characters(exclude_categories=[]))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep pypdf from telling about each damage."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_are_found_or_refused(name: str) -> None:
    whole = SEEDS[name]()
    assert read(whole, name) == "found"
    choose = random.Random(name)
    for _ in range(25):
        read(damaged(whole, choose), name)


@pytest.mark.filterwarnings("ignore")
@given(st.binary(max_size=400), st.sampled_from(sorted(SEEDS)))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_bytes_are_found_or_refused(data: bytes, name: str) -> None:
    read(data, name)
    read(SEEDS[name]()[:40] + data, name)


@given(_ANY)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_comes_out_clean(text: str) -> None:
    for cleaned in (clean(text), tidy(text), words(text)):
        assert clean(cleaned) == cleaned
        cleaned.encode()


@pytest.mark.model
@pytest.mark.slow
def test_every_span_of_any_text_reproduces_its_words() -> None:
    choose = random.Random(1)
    assert {through(text_of(choose)) for _ in range(60)} == {"something", "mentions", "nothing"}


@pytest.mark.model
@pytest.mark.slow
@given(
    st.lists(st.one_of(st.sampled_from(WORDS + MARKS), st.text(max_size=6)), max_size=60), st.sampled_from(["", " "])
)
@settings(max_examples=60, deadline=None, derandomize=True)
@example(["Angela Merkel", "Angela Merkel"], "")  # the parser ends a sentence in a name
@example(["visited former"], "")  # an adverb that ends the text
@example(["f to not according to 1"], "")  # and hangs a word on one behind it
def test_every_span_of_what_hypothesis_finds_reproduces_its_words(parts: list[str], between: str) -> None:
    through(between.join(parts))
