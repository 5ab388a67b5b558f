"""Speech reported with "according to": "According to the coach, they won", "they won, according to a statement"."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.quotation import Quotation, around, trimmed
from newsweave.ingest.quote_cues import quote_words
from newsweave.ingest.quote_marks import Stretch
from newsweave.ingest.quote_speakers import phrase
from newsweave.ingest.reading import Reading
from newsweave.types import QuoteKind

_RELATIVE = frozenset({"who", "which", "that", "whose", "where"})
_LONGEST = 40  # tokens of the phrase behind "according to"
_MIXED = 2


def sourced(reading: Reading, inside: dict[int, Stretch]) -> Iterator[Quotation]:
    """Yield what is said according to somebody, in text order."""
    doc = reading.doc
    for token in doc[:-2]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to" or token.i in inside:
            continue
        source = next((child for child in doc[token.i + 1].children if child.dep_ == "pobj"), None)
        if source is None or source.lower_ in quote_words().norms:
            continue
        content = _content(token, _phrase_end(source))
        if content is None:
            continue
        start, _ = speaker = phrase(reading, source)
        written = source.lower_ in quote_words().media and reading.at(source.i) is None
        by_itself = written and doc[start : speaker[1]].root.i == source.i and source.lower_ in quote_words().issued
        kind = QuoteKind.MIXED if sum(i in inside for i in range(*content)) >= _MIXED else QuoteKind.INDIRECT
        yield Quotation(
            kind=kind,
            content=content,
            speaker=None if by_itself else speaker,
            cue=(token.i, token.i + 2),
            medium=(source.left_edge.i, source.i + 1) if written else None,
            sentence=around(doc, content, (token.i, token.i + 2)),
            rule=f"quotes.{kind}@1",
        )


def _phrase_end(source: Token) -> int:
    """Return where the phrase that names the source ends; the parser often takes the main clause into it."""
    end = source.i + 1
    for child in source.rights:
        relative = any(word.lower_ in _RELATIVE for word in child.lefts)
        if child.dep_ in {"prep", "appos", "nummod", "acl", "cc", "conj"} or (child.dep_ == "relcl" and relative):
            if child.right_edge.i - source.i > _LONGEST:
                break
            end = child.right_edge.i + 1
    return end


def _content(according: Token, end: int) -> tuple[int, int] | None:
    doc, sentence = according.doc, according.sent
    before = trimmed(doc, sentence.start, according.i)
    head = according.head
    if before is None:
        return trimmed(doc, end, sentence.end)
    if head.i < according.i and head.i >= sentence.start:
        return trimmed(doc, max(head.left_edge.i, sentence.start), according.i)
    start = end + 1 if end < len(doc) and doc[end].text == "," else end
    return trimmed(doc, start, max(head.right_edge.i + 1, start) if head.i > according.i else sentence.end)
