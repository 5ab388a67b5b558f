import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import extract_all, extraction, nlp
from newsweave.ingest.extraction import extract, from_doc
from newsweave.types import Document, Extraction, Failure, Span

pytestmark = pytest.mark.model

_WORDS = (
    "Toqaev", "the CSTO", "Kazakhstan", "President", "Antony Blinken", "U.S.", "said", "joined", "members:", ",",
    ".", "\n", "“", "”", "'s", "Almaty", "and", "(CSTO)", "of", "Russian", "\u202e", "\ud800", "\x00", "<b>", "🦊",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)


def _spans(extraction: Extraction) -> list[tuple[Span, str]]:
    found = [(mention.span, mention.text) for mention in extraction.mentions]
    for statement in extraction.statements:
        for evidence in statement.evidence:
            if evidence.claimant:
                found.append((evidence.claimant.span, evidence.claimant.text))
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_texts)
def test_offsets_reproduce_the_words_whatever_the_text(text: str) -> None:
    document = make_document(text)
    extraction = extract(document)
    for span, words in _spans(extraction):
        assert document.text[span.start : span.end] == words


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_texts)
def test_everything_has_evidence_inside_its_sentence(text: str) -> None:
    extraction = extract(make_document(text))
    ids = {entity.id for entity in extraction.entities}
    assert ids == {mention.entity for mention in extraction.mentions}
    for mention in extraction.mentions:
        assert mention.sentence.start <= mention.span.start < mention.span.end
    for statement in extraction.statements:
        assert {statement.subject, statement.object} <= ids
        assert statement.evidence


def test_a_document_gives_the_same_alone_and_in_a_crowd() -> None:
    texts = [
        "Angela Merkel met Emmanuel Macron.",
        "",
        "Russian President Vladimir Putin spoke.",
        "Rain fell.",
    ] * 3
    documents = [make_document(text) for text in texts]
    assert list(extract_all(documents)) == [extract(document) for document in documents]


def test_a_document_that_cannot_be_read_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read = nlp.read

    def failing(texts: object, model: str, batch: int) -> object:
        listed = list(texts)  # type: ignore[call-overload]
        if "bad" in listed:
            raise ValueError("no")
        return read(listed, model, batch)

    monkeypatch.setattr(nlp, "read", failing)
    results = list(extract_all([make_document("Rain."), make_document("bad", source="b.txt"), make_document("Sun.")]))
    assert [isinstance(result, Failure) for result in results] == [False, True, False]
    assert isinstance(results[1], Failure)
    assert results[1].source == "b.txt"


def test_an_empty_document_says_nothing(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted("")
    assert extraction == Extraction(document=extraction.document, pipeline=extraction.pipeline)


def test_every_entity_says_why_it_is_of_its_kind(extracted: Callable[[str], Extraction]) -> None:
    for entity in extracted("U.S. Secretary of State Antony Blinken met French President Emmanuel Macron.").entities:
        assert entity.reasons


def test_one_endless_sentence_takes_no_more_than_its_words(extracted: Callable[[str], Extraction]) -> None:
    words = "Angela Merkel met Emmanuel Macron in Paris and they talked about Ukraine and he left "

    def seconds(times: int) -> float:
        document = make_document(words * times)
        doc = next(nlp.read([document.text], Config().model, 1))
        started = time.process_time()
        from_doc(document, doc, Config(), Config().model)
        return time.process_time() - started

    seconds(20)
    assert seconds(800) < 10 * max(seconds(200), 0.05)  # linear would be 4, quadratic 16


def test_what_steers_the_writing_is_no_part_of_a_name(extracted: Callable[[str], Extraction]) -> None:
    entities = extracted("\u202eAngela Merkel\u202c met Emmanuel Macron in Paris.").entities
    assert "Angela Merkel" in {entity.name for entity in entities}


def test_a_document_on_which_a_rule_fails_is_a_failure_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_rome(document: Document, doc: Doc, config: Config, model: str) -> Extraction:
        if "Rome" in document.text:
            raise RecursionError("too deep")
        return from_doc(document, doc, config, model)

    monkeypatch.setitem(extraction.PASSES, "all", fails_on_rome)
    documents = [make_document(f"Angela Merkel met Emmanuel Macron in {city}.") for city in ("Paris", "Rome", "Bern")]
    first, second, third = extract_all(documents)
    assert isinstance(first, Extraction)
    assert isinstance(second, Failure)
    assert isinstance(third, Extraction)
    assert "too deep" in str(second)
