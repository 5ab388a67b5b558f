"""Damaged files of every format, and any text at all, for a moment; benchmarks/fuzz.py runs as long as it is told."""

import logging
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest.cleaning import clean, tidy
from newsweave.ingest.extraction import extract
from newsweave.ingest.formats.markup import words
from newsweave.types import Span
from tests.ingest.fuzzing import damaged, read
from tests.ingest.seeds import SEEDS

_ANY = st.text(st.characters(exclude_categories=[]))
_LATIN = "Angela Merkel|President Karl Weber|the United States|Leeds|said|sacked|of|in March|18 people|who|minister"
_OTHER = ",|.|\n\n|“|”|'s|(|)|\u202e|\u200b|\ufb01|\u00ad|\U0001f600|e\u0301|\t|<b>|—|\u2028|ß|İ|...|?|12.5%|$3m|\ufeff"
_WORDS = st.sampled_from(f"{_LATIN}|{_OTHER}".split("|"))


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
@given(st.lists(st.one_of(_WORDS, st.text(max_size=6)), max_size=60), st.sampled_from(["", " "]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_span_of_any_text_reproduces_its_words(parts: list[str], between: str) -> None:
    document = make_document(clean(between.join(parts)))
    extraction = extract(document, config=Config())

    def holds(span: Span, text: str) -> None:
        assert document.text[span.start : span.end] == text

    for mention in extraction.mentions:
        holds(mention.span, mention.text)
        assert mention.sentence.start <= mention.span.start < mention.span.end <= mention.sentence.end
    for event in extraction.events:
        for role in event.roles:
            holds(role.participant.span, role.participant.text)
    for quote in extraction.quotes:
        assert 0 <= quote.content.start <= quote.content.end <= len(document.text)
