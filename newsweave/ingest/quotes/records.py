"""Quotations as records: speakers as participants, contents as spans, sentences as evidence."""

from collections.abc import Iterator

from newsweave.ids import content_id
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.reading import Reading
from newsweave.ingest.things import Things
from newsweave.types import Evidence, Participant, Quote, Span

# Precision on the development articles, and on 250 quotes of other articles read against their sentences.
_SCORES = {"quotes.direct@1": 0.98, "quotes.indirect@1": 0.93, "quotes.mixed@1": 0.85, "quotes.going_on@1": 0.95}


def quotes(reading: Reading, things: Things, found: tuple[Quotation, ...]) -> tuple[Quote, ...]:
    """Make the records of a document's quotations, in text order."""
    return tuple(_quote(reading, things, quotation) for quotation in found)


def _quote(reading: Reading, things: Things, quotation: Quotation) -> Quote:
    content = reading.span(*quotation.content)
    speaker = _participant(things, quotation.speaker)
    cue = reading.words(*quotation.cue) if quotation.cue else ""
    return Quote(
        id=content_id("q", content, cue, quotation.cue, speaker.span if speaker else None),
        kind=quotation.kind,
        speaker=speaker,
        cue=cue,
        content=content,
        addressee=_participant(things, quotation.addressee),
        medium=_participant(things, quotation.medium),
        evidence=_evidence(reading, quotation),
    )


def _participant(things: Things, run: tuple[int, int] | None) -> Participant | None:
    return things.participant(*run) if run else None


def _evidence(reading: Reading, quotation: Quotation) -> tuple[Evidence, ...]:
    trigger = reading.span(*quotation.cue) if quotation.cue else None
    return tuple(
        Evidence(
            sentence=span,
            trigger=trigger if trigger and span.start <= trigger.start and trigger.end <= span.end else None,
            extractor=quotation.rule,
            score=_SCORES[quotation.rule],
        )
        for span in _sentences(reading, quotation)
    )


def _sentences(reading: Reading, quotation: Quotation) -> Iterator[Span]:
    token, end = quotation.sentence
    while token < end:
        sentence = reading.doc[token].sent
        if not sentence.text.isspace():
            yield reading.sentence(token)
        token = sentence.end
