"""Who speaks where: the stretches in quotation marks, each with the named thing that says it, if one does."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.cues import cues
from newsweave.ingest.reading import Reading

_OPEN = frozenset('"“„«')
_CLOSE = frozenset('"”“»')
_SHORT = 4  # tokens; less is a quoted word, which nobody need have said


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A stretch in quotation marks.

    Attributes:
        start: First token inside.
        end: After the last token inside.
        speaker: Index of the named thing that says it; None if it is not known.
    """

    start: int
    end: int
    speaker: int | None


def speeches(reading: Reading) -> Iterator[Speech]:
    """Find the quotations of a document, in text order, with their speakers."""
    last: int | None = None
    for start, end in _quoted(reading):
        speaker = _beside(reading, start, end)
        if speaker is None and end - start > _SHORT and _goes_on(reading, start):
            speaker = last
        last = speaker if speaker is not None else last
        yield Speech(start=start, end=end, speaker=speaker)


def _quoted(reading: Reading) -> Iterator[tuple[int, int]]:
    start: int | None = None
    if _OPEN.isdisjoint(reading.doc.text):
        return
    for token in reading.doc:
        if start is None and token.text in _OPEN:
            start = token.i + 1
        elif start is not None and token.text in _CLOSE:
            if token.i > start:
                yield start, token.i
            start = None
        elif start is not None and "\n" in token.text:  # a paragraph without a closing mark goes on in the next
            yield start, token.i
            start = None


def _beside(reading: Reading, start: int, end: int) -> int | None:
    """Return the speaker that the sentence around a quotation names: '..., Psaki said', 'Johnson said "..."'."""
    doc = reading.doc
    around = [*range(start - 1, doc[start].sent.start - 1, -1), *range(end, doc[end - 1].sent.end)]
    following = doc[end].sent if end < len(doc) else doc[end - 1].sent
    around += range(max(end, following.start), following.end)
    for i in around:
        if 0 <= i < len(doc) and doc[i].lower_ in cues().speaking and not start <= i < end:
            speaker = _subject(reading, doc[i])
            if speaker is not None:
                return speaker
    return None


def _subject(reading: Reading, verb: Token) -> int | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            found = reading.at(child.i)
            return found.group if found else None
    return None


def _goes_on(reading: Reading, start: int) -> bool:
    """Tell whether a quotation opens its sentence: then it goes on with what was said before."""
    sentence = reading.doc[start].sent
    return start - sentence.start <= 1
