"""Headlines of other articles and captions give no entities, events or triples; the article around them does."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsweave.ingest.names.furniture import furniture
from newsweave.types import Extraction

pytestmark = pytest.mark.model

_BEFORE = "Mayor Anna Berg met Karl Weber in Leeds on Tuesday.\n"
_AFTER = "\nBerg praised Weber."


@pytest.mark.parametrize(
    "line",
    [
        "SEE ALSO: Flooded Streets, Empty Shelves: How Oslo Lost Its Summer",
        "Read more: Why Hugo Lind sued the Acme Corporation",
        "RELATED STORIES: Hugo Lind Arrested In Oslo",
        "Related: Hugo Lind sues Oslo",
        "Watch: Hugo Lind attacks Oslo's police",
        "FILE PHOTO: Hugo Lind arrives at the court in Oslo, Norway, May 3, 2021",
        "FILE - In this May 3, 2021 photo Hugo Lind attacks a rival in Oslo.",
        "Photo caption: Hugo Lind visits Oslo",
        "Image caption Hugo Lind visits Oslo",
    ],
)
def test_furniture_says_nothing(line: str, extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted(f"{_BEFORE}{line}{_AFTER}")
    start, end = len(_BEFORE), len(_BEFORE) + len(line)
    spans = [mention.span for mention in extraction.mentions]
    spans += [event.trigger for event in extraction.events]
    spans += [triple.subject.span for triple in extraction.triples]
    assert not [span for span in spans if start <= span.start < end]
    assert {"Anna Berg", "Karl Weber", "Leeds"} <= {entity.name for entity in extraction.entities}
    assert any(span.start >= end for span in spans)


def test_a_headline_ends_where_a_glued_sentence_begins(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted(
        "Bergmann runs the company.\nSEE ALSO: Big Yachts, Small Taxes: How Oslo Hides Its MoneyBergmann sacked "
        "Karl Weber in Leeds."
    )
    names = {entity.name for entity in extraction.entities}
    assert {"Bergmann", "Karl Weber", "Leeds"} <= names
    assert "Oslo" not in names
    sacked = [event for event in extraction.events if event.lemma == "sack"]
    assert [extraction.document.text[each.trigger.start : each.trigger.end] for each in sacked] == ["sacked"]


def test_a_headline_ends_at_a_full_stop(parsed: Callable[[str], Doc]) -> None:
    doc = parsed("See also: Rain fell in Oslo. Anna Berg met Karl Weber in Leeds.")
    assert doc[: max(furniture(doc)) + 1].text == "See also: Rain fell in Oslo."


@pytest.mark.parametrize(
    "text",
    [
        "Officials see also: rain fell in Leeds.",
        "They watch: nothing happens.",
        "The related story is about Anna Berg.",
        "He filed a photo of Anna Berg.",
        "The file was closed on Tuesday.",
    ],
)
def test_sentences_are_no_furniture(text: str, parsed: Callable[[str], Doc]) -> None:
    assert furniture(parsed(text)) == frozenset()
