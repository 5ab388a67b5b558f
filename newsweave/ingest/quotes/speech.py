"""Whose words stand where: the stretches in quotation marks, each with the named thing that says it, if one does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsweave.ingest.quotes.marks import marked
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.reading import Reading
from newsweave.types import QuoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A stretch in quotation marks.

    Attributes:
        start: First token inside.
        end: After the last token inside.
        speaker: Index of the named thing that says it; None if it is not known.
        teller: The pronoun that says it, if one does.
    """

    start: int
    end: int
    speaker: int | None
    teller: int | None = None


def speeches(reading: Reading, said: Iterable[Quotation]) -> Iterator[Speech]:
    """Yield the stretches in quotation marks that somebody says, in text order, with their speakers.

    Pronouns are not known yet: "he" who says something is the one who spoke before.
    """
    spoken = {i: quotation for quotation in said for i in range(*quotation.content)}
    last: int | None = None
    for stretch in marked(reading.doc):
        quotation = spoken.get(stretch.start)
        if quotation is None or quotation.kind is QuoteKind.INDIRECT:
            continue
        speaker = _named(reading, quotation)
        if speaker is None and _is_pronoun(reading, quotation):
            speaker = last
        last = speaker if speaker is not None else last
        teller = quotation.speaker[0] if quotation.speaker and _is_pronoun(reading, quotation) else None
        yield Speech(start=stretch.start, end=stretch.end, speaker=speaker, teller=teller)


def _named(reading: Reading, quotation: Quotation) -> int | None:
    if quotation.speaker is None:
        return None
    found = reading.at(reading.doc[slice(*quotation.speaker)].root.i)
    return found.group if found else None


def _is_pronoun(reading: Reading, quotation: Quotation) -> bool:
    return quotation.speaker is not None and reading.doc[quotation.speaker[0]].tag_ == "PRP"
