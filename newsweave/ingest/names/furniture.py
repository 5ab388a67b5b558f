"""Furniture: what stands between the paragraphs of an article and is no part of it.

    SEE ALSO: Rain Over Leeds: A City Wades         the headline of another article, up to the line's end
    Read more: Why the talks failed                 ... or up to a sentence that a lost line break has glued to it
    FILE PHOTO: Workers leave the plant in May      what a picture shows, mostly of another day
    Photo caption: Anna Berg in Paris

Nothing that is named or happens there is taken for the article's.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.once import once

_LONGEST = 240  # letters of a headline or caption; what follows on the line is the article again
_LABELS = re.compile(
    r"^[ \t>*•-]*(?:"
    r"(?:SEE ALSO|See also|READ MORE|Read more|READ ALSO|Read also|ALSO READ|Also read|READ NEXT|Read next|"
    r"RELATED|Related|(?:RELATED|Related) (?:STORY|STORIES|ARTICLES?|COVERAGE|story|stories|articles?|coverage)|"
    r"(?:WATCH|LISTEN|Watch|Listen)(?: NOW| now)?)\s?:"
    r"|(?:FILE|File) (?:PHOTO|PICTURE|IMAGE|photo|picture|image)\s?(?:[:–—-]|\()"
    r"|FILE\s?[–—-]\s"
    r"|(?:Photo|Picture|Image|PHOTO|IMAGE) caption\s?:?"
    r"|(?:CAPTION|Caption)\s?:"
    r")[^\n]*",
    re.MULTILINE,
)
# After the end of a headline's sentence the article goes on in the same line.
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])")


@once
def furniture(doc: Doc) -> frozenset[int]:
    """Return the tokens that stand in headlines of other articles and in captions."""
    return frozenset(token for start, end in _places(doc.text) for token in _tokens(doc, start, end))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for found in _LABELS.finditer(text):
        start, end = found.span()
        ends = _SENTENCE_END.search(text, start, end)
        yield start, min(ends.end() if ends else end, start + _LONGEST)


def _tokens(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Yield the tokens from a place to its end, or to where a glued sentence begins."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    for token in span:
        before = doc[token.i - 1] if token.i > span.start else None
        if before is not None and token.is_sent_start and before.is_alpha and not before.whitespace_:
            return
        yield token.i
