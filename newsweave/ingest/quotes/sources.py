"""Speech reported with "according to": "According to the coach, they won", "they won, according to a statement"."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.names.cues import cues
from newsweave.ingest.quotes.cues import quote_words
from newsweave.ingest.quotes.marks import Stretch
from newsweave.ingest.quotes.quotation import Quotation, around, trimmed
from newsweave.ingest.quotes.speakers import phrase
from newsweave.ingest.reading import Reading, is_finite
from newsweave.types import QuoteKind

_RELATIVE = frozenset({"who", "which", "that", "whose", "where"})
_LONGEST = 40  # tokens of the phrase behind "according to"
_MIXED = 2
_PEOPLE = frozenset(
    {"police", "witnesses", "officials", "authorities", "residents", "people", "him", "her", "them", "critics"}
)


def sourced(reading: Reading, inside: dict[int, Stretch]) -> Iterator[Quotation]:
    """Yield what is said according to somebody, in text order."""
    doc = reading.doc
    for token in doc[:-2]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to" or token.i in inside:
            continue
        source = next((child for child in doc[token.i + 1].children if child.dep_ == "pobj"), None)
        if source is None or source.lower_ in quote_words().norms or not _tells(reading, token, source):
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


def _tells(reading: Reading, according: Token, source: Token) -> bool:
    """Tell "the road is safe according to police" from "they are paid according to age"."""
    apart = according.is_sent_start or according.is_title or according.nbor(-1).text in {",", "—", "–", "-", "("}
    words, noun = quote_words(), source.lower_
    return apart or reading.at(source.i) is not None or noun in words.sources | words.media | cues().roles | _PEOPLE


def _phrase_end(source: Token) -> int:
    """Return where the phrase that names the source ends; the parser often takes the main clause into it."""
    end = source.i + 1
    for child in source.rights:
        relative = any(word.lower_ in _RELATIVE for word in child.lefts)
        if child.dep_ in {"prep", "appos", "nummod", "acl", "cc", "conj"} or (child.dep_ == "relcl" and relative):
            if child.right_edge.i - source.i > _LONGEST:
                break
            end = child.right_edge.i + 1
    doc = source.doc
    if end < len(doc) and is_finite(doc[end]):  # the subject of the main clause went into it
        end = next((i for i in range(source.i, end) if doc[i].text == ","), end)
    return end


def _content(according: Token, end: int) -> tuple[int, int] | None:
    """Return what is said: the rest of the sentence, or the clause that the words were put behind or into."""
    doc, sentence = according.doc, according.sent
    comma = end < len(doc) and doc[end].text == ","
    rest = end + 1 if comma else end
    if trimmed(doc, sentence.start, according.i) is None:
        return trimmed(doc, rest, sentence.end)
    head = _clause(according)
    start = max(head.left_edge.i, sentence.start)
    if comma and rest < sentence.end and is_finite(doc[rest]):  # put between subject and verb
        return trimmed(doc, start, sentence.end)
    if sentence.start <= head.i < according.i:
        return trimmed(doc, start, according.i)
    return trimmed(doc, rest, max(head.right_edge.i + 1, rest) if head.i > according.i else sentence.end)


def _clause(according: Token) -> Token:
    """Return the verb of the clause with its subject: the first of "it sued the bank and won, according to"."""
    head = according.head
    while head.dep_ == "conj" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in head.children):
        head = head.head
    return head
