import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import nlp
from newsweave.ingest.extraction import extract
from newsweave.ingest.names.naming import named
from newsweave.ingest.quotes.cues import CueRow, cue_rows
from newsweave.ingest.quotes.quotations import quotations
from newsweave.ingest.quotes.speakers import speaker_of
from newsweave.ingest.reading import Reading
from newsweave.types import Extraction, Quote

pytestmark = pytest.mark.model
Told = tuple[str, str, str, str]
Quotes = Callable[[str], list[Told]]


@pytest.fixture
def quotes(extracted: Callable[[str], Extraction]) -> Quotes:
    """Return a function from a text to its quotes: kind, speaker, cue and content, as written."""
    return lambda text: [_told(text, quote) for quote in extracted(text).quotes]


def _told(text: str, quote: Quote) -> Told:
    speaker = quote.speaker.text if quote.speaker else ""
    return str(quote.kind), speaker, quote.cue, text[quote.content.start : quote.content.end]


@pytest.mark.parametrize("row", cue_rows(), ids=lambda row: f"{row.act}: {row.example}")
def test_every_row_gives_what_its_example_says(row: CueRow, quotes: Quotes) -> None:
    assert row.gives in [told[1:] for told in quotes(row.example)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"We are ready," said Ambassador Ana Silva.',
            [("direct", "Ambassador Ana Silva", "said", "We are ready,")],
        ),
        (
            "Ana Silva, the ambassador, said, “We are ready.”",
            [("direct", "Ana Silva", "said", "We are ready.")],
        ),
        (
            "Ana Silva wrote on Twitter:\n“We are ready. The ships will leave at noon.”",
            [("direct", "Ana Silva", "wrote", "We are ready. The ships will leave at noon.")],
        ),
        (
            '"We are ready," Ana Silva told the press, "to leave at noon."',
            [("direct", "Ana Silva", "told", "We are ready,"), ("direct", "Ana Silva", "told", "to leave at noon.")],
        ),
        (
            '"We are ready," Ana Silva said. "The ships will leave at noon."',
            [
                ("direct", "Ana Silva", "said", "We are ready,"),
                ("direct", "Ana Silva", "", "The ships will leave at noon."),
            ],
        ),
        (
            '"We are ready," said Ana Silva.\n"The ships will leave at noon. The crew is on board."',
            [
                ("direct", "Ana Silva", "said", "We are ready,"),
                ("direct", "Ana Silva", "", "The ships will leave at noon. The crew is on board."),
            ],
        ),
        (
            "‘We are ready,’ said Ana Silva.",
            [("direct", "Ana Silva", "said", "We are ready,")],
        ),
        (
            "«We are ready», said Ana Silva.",
            [("direct", "Ana Silva", "said", "We are ready")],
        ),
        ('Police have blamed "terrorist" gangs for the fire.', []),
        ("Ana Silva said goodbye to her crew.", []),
        ("The crews' families waited at the dogs' home.", []),
        ("The minister did not say why the bridge fell.", []),
        ("She refused to say that the bridge was safe.", []),
        ("They may say that the bridge was safe.", []),
    ],
)
def test_direct_speech_and_what_is_none(text: str, expected: list[Told], quotes: Quotes) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Three people died in the fire, police said on Monday.",
            ("indirect", "police", "said", "Three people died in the fire"),
        ),
        (
            'Ana Silva said the harbour was "concerned about the storm" and "following the news closely."',
            (
                "mixed",
                "Ana Silva",
                "said",
                'the harbour was "concerned about the storm" and "following the news closely."',
            ),
        ),
        (
            "The talks, Ana Silva believes, will fail.",
            ("indirect", "Ana Silva", "believes", "The talks, Ana Silva believes, will fail"),
        ),
        (
            "Ana Silva welcomed the vote and said that the work went on.",
            ("indirect", "Ana Silva", "said", "the work went on"),
        ),
        (
            "The prize went to Ana Silva, who said that she was glad.",
            ("indirect", "Ana Silva", "said", "she was glad"),
        ),
        (
            "Ana Silva condemned the attack, adding that the killers would be found.",
            ("indirect", "Ana Silva", "adding", "the killers would be found"),
        ),
        (
            "According to Ana Silva, a historian at the museum, the coins are false.",
            ("indirect", "Ana Silva", "According to", "the coins are false"),
        ),
        (
            "The coins are false, according to Ana Silva.",
            ("indirect", "Ana Silva", "according to", "The coins are false"),
        ),
        (
            "The Greenpeace statement said that the river was poisoned.",
            ("indirect", "Greenpeace", "said", "the river was poisoned"),
        ),
        (
            "The museum's director, Ana Silva, said that the coins were false.",
            ("indirect", "Ana Silva", "said", "the coins were false"),
        ),
        (
            "The magazine Newsweek wrote that the coins were false.",
            ("indirect", "Newsweek", "wrote", "the coins were false"),
        ),
        (
            "A spokesman for the museum said that the coins were false.",
            ("indirect", "A spokesman for the museum", "said", "the coins were false"),
        ),
        (
            "He was quoted as saying that the coins were false.",
            ("indirect", "He", "saying", "the coins were false"),
        ),
        (
            "The government announced the start of a public inquiry.",
            ("indirect", "The government", "announced", "the start of a public inquiry"),
        ),
    ],
)
def test_reported_speech(text: str, expected: Told, quotes: Quotes) -> None:
    assert expected in quotes(text)


def test_two_bodies_that_say_one_thing_say_it_each(quotes: Quotes) -> None:
    text = "Both the World Bank and the Red Cross said that the road was safe."
    assert [told[1] for told in quotes(text)] == ["the World Bank", "the Red Cross"]


def test_a_belief_within_a_report_is_one_quote(quotes: Quotes) -> None:
    assert len(quotes("Ana Silva said she believed that the road was safe.")) == 1


@pytest.mark.parametrize(
    ("text", "addressee", "medium"),
    [
        ("Ana Silva told the BBC that the road was safe.", "the BBC", None),
        ("Ana Silva told reporters at a news conference that the road was safe.", "reporters", "a news conference"),
        ('"The road is safe," Ana Silva wrote on Twitter.', None, "Twitter"),
        ("The road is safe, Ana Silva said in a written statement.", None, "a written statement"),
        ("The road is safe, according to a statement.", None, "a statement"),
    ],
)
def test_to_whom_and_where(
    text: str, addressee: str | None, medium: str | None, extracted: Callable[[str], Extraction]
) -> None:
    (quote,) = extracted(text).quotes
    assert (quote.addressee.text if quote.addressee else None) == addressee
    assert (quote.medium.text if quote.medium else None) == medium


def test_the_one_that_a_pronoun_stands_for_speaks(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted('Ana Silva opened the museum on Monday. "The coins are false," she said.')
    (quote,) = extraction.quotes
    assert quote.speaker is not None
    assert quote.speaker.text == "she"
    assert {entity.id: entity.name for entity in extraction.entities}[quote.speaker.entity or ""] == "Ana Silva"


def test_each_sentence_of_a_quote_is_evidence(extracted: Callable[[str], Extraction]) -> None:
    text = '"The coins are false. The stamps are false too," Ana Silva said.'
    (quote,) = extracted(text).quotes
    assert "".join(text[e.sentence.start : e.sentence.end] for e in quote.evidence).count("false") == 2
    assert all(evidence.claimant is None for evidence in quote.evidence)


def test_words_in_marks_go_on_over_paragraphs_that_open_with_one(quotes: Quotes) -> None:
    text = "Ana Silva said: “The coins are false.\n“The stamps are false too.”\nThe museum was closed."
    assert quotes(text) == [("direct", "Ana Silva", "said", "The coins are false.\n“The stamps are false too.")]


def test_a_paragraph_closes_an_open_mark(quotes: Quotes) -> None:
    text = 'Ana Silva said: "The coins are false.\nThe museum was closed. The "guards" went home.'
    assert quotes(text) == [("direct", "Ana Silva", "said", "The coins are false.")]


def test_speaker_of_a_verb_for_other_rooms() -> None:
    doc = next(nlp.read(["The ministry condemned the raid and said that it would sue."], Config().model, 1))
    reading = Reading("d", doc, named(doc))
    said = next(token for token in doc if token.text == "said")
    assert speaker_of(reading, said) == (0, 2)


_PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "«", "»", "„", " ", "\n", "\n\n", ".", ",", ":", "said", "Ana Silva", "according to",
     "that", "the road was safe", "adding", "told", "We are ready", "(", "—", "who", "he", "\ud800", "“\n“"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=40))
def test_any_text_has_quotes_whose_offsets_lie_in_it_and_are_the_same_twice(pieces: list[str]) -> None:
    document = make_document(" ".join(pieces))
    first, second = extract(document), extract(document)
    assert first == second
    assert len({quote.id for quote in first.quotes}) == len(first.quotes)
    for quote in first.quotes:
        assert 0 <= quote.content.start < quote.content.end <= len(document.text)
        assert quote.evidence
        for participant in (quote.speaker, quote.addressee, quote.medium):
            if participant is not None:
                assert participant.text == document.text[participant.span.start : participant.span.end]


@pytest.mark.parametrize(
    "text", ['" said, ', "“ said, ", "' said, ", "said: ", '"a" said ', "x said that ", "who said "]
)
def test_thousands_of_verbs_and_marks_without_a_stop_are_read_in_time(text: str) -> None:
    doc = next(nlp.read([text * 4000], Config().model, 1))
    reading = Reading("d", doc, named(doc))
    start = time.process_time()
    quotations(reading)
    assert time.process_time() - start < 5
