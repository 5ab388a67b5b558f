"""Direct speech: words in quotation marks, with the verb beside them or the speaker who was speaking before."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.quotes.cues import particle, quotes_words
from newsweave.ingest.quotes.marks import Stretch, inside
from newsweave.ingest.quotes.places import addressee, medium
from newsweave.ingest.quotes.quotation import Quotation, around
from newsweave.ingest.quotes.speakers import phrase, speaker_of
from newsweave.ingest.reading import Reading, is_finite
from newsweave.types import Kind, QuoteKind

_AFTER = 30  # tokens from the closing mark to the verb: "..." Anna Kovacs, a farmer from the valley, said
_BEFORE = 40  # tokens from the verb to the opening mark
_SHORT = 4  # tokens; less is a quoted word, which nobody need have said
_TAIL = frozenset({",", "?", "!", ".", "…", "—", "–", "-", "..."})
_STOPS = frozenset({".", "?", "!", "…", "..."})
_NEAR = 12  # tokens from a verb to a subject that the parser did not give it
_NO_SPEAKERS = frozenset({"compound", "nmod", "poss", "pobj", "npadvmod"})
_WRITERS = frozenset({"i", "we", "you"})  # outside of quotations, whoever writes the article
_CLAUSES = frozenset({"relcl", "acl", "aux", "auxpass", "advcl", "ccomp"})


def direct(reading: Reading, stretches: list[Stretch]) -> Iterator[Quotation]:
    """Yield the direct quotations that have a verb beside them, in text order."""
    quoted = inside(stretches)
    for stretch in stretches:
        cue = _following(reading, stretch, quoted) or _leading(reading, stretch, quoted)
        if cue is None:
            continue
        speaker = _speaker(reading, cue, stretch, quoted)
        if speaker is not None:
            yield Quotation(
                kind=QuoteKind.DIRECT,
                content=(stretch.start, stretch.end),
                speaker=speaker,
                cue=(cue.i, cue.i + (2 if particle(cue) == _word_behind(cue) else 1)),
                addressee=addressee(cue) if cue.i not in range(stretch.start, stretch.end) else None,
                medium=medium(cue),
                sentence=around(reading.doc, (stretch.start, stretch.end), (cue.i, cue.i + 1), speaker),
                rule="quotes.direct@1",
            )


def _word_behind(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def going_on(reading: Reading, stretches: list[Stretch], found: list[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations without a verb that go on with what somebody was saying before, in text order."""
    taken = {i for quotation in found for i in range(*quotation.content)}
    lines = _paragraphs(reading)
    known = sorted(found, key=lambda quotation: quotation.content)
    place = 0
    last: Quotation | None = None
    for stretch in stretches:
        while place < len(known) and known[place].content[0] < stretch.start:
            last = known[place]
            place += 1
        if stretch.start in taken or stretch.end - 1 in taken or not _is_sentence(reading, stretch):
            continue
        if last is None or last.speaker is None or lines[stretch.start] - lines[last.content[1] - 1] > 1:
            continue
        if lines[stretch.start] != lines[last.content[1] - 1] and last.kind is not QuoteKind.DIRECT:
            continue
        last = Quotation(
            kind=QuoteKind.DIRECT,
            content=(stretch.start, stretch.end),
            speaker=last.speaker,
            cue=None,
            sentence=around(reading.doc, (stretch.start, stretch.end)),
            rule="quotes.going_on@1",
        )
        yield last


def _paragraphs(reading: Reading) -> list[int]:
    """Number the paragraph of each token."""
    numbers, paragraph = [], 0
    for token in reading.doc:
        numbers.append(paragraph)
        paragraph += "\n" in token.text
    return numbers


def _is_sentence(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether a stretch stands as a sentence of its own: after a stop, up to a stop."""
    doc = reading.doc
    before = stretch.opening - 1
    while before >= 0 and (doc[before].is_space or doc[before].text in {'"', "”"}):
        before -= 1
    opened = before < 0 or doc[before].text in _STOPS or "\n" in doc[before + 1].text
    words = [token for token in doc[stretch.start : stretch.end] if token.is_alpha]
    closed = doc[stretch.end - 1].text in _STOPS or (stretch.after < len(doc) and doc[stretch.after].text in _STOPS)
    return opened and closed and len(words) >= _SHORT


def _following(reading: Reading, stretch: Stretch, quoted: dict[int, Stretch]) -> Token | None:
    """Return the verb right behind a quotation: '..., Psaki said', '..., said the mayor'."""
    doc = reading.doc
    if stretch.after >= len(doc):
        return None
    tail, following = doc[stretch.end - 1], doc[stretch.after]
    if tail.text not in _TAIL and following.text not in {",", "—", "–"}:
        return None
    if stretch.end - stretch.start <= _SHORT and _is_within(doc[stretch.opening]):
        return None
    if tail.text == "." and not (following.is_lower and quotes_words(following)):
        return None
    for token in doc[stretch.after : stretch.after + _AFTER]:
        if token.i in quoted or "\n" in token.text or token.text in _STOPS or token.text in {";", ":"}:
            return None
        if quotes_words(token) and token.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
            return None if _has_content(token, quoted) else token
        if is_finite(token) and token.dep_ not in _CLAUSES:
            return None
    return None


def _is_within(mark: Token) -> bool:
    """Tell whether a mark opens after a word of its sentence: 'head of the "guards," Anna Kovacs, said'."""
    return not mark.is_sent_start and mark.i > 0 and mark.nbor(-1).is_alpha


def _has_content(cue: Token, quoted: dict[int, Stretch]) -> bool:
    """Tell whether a verb has a clause of its own behind it: then it reports that one."""
    return any(child.dep_ == "ccomp" and child.i > cue.i and child.i not in quoted for child in cue.children)


def _leading(reading: Reading, stretch: Stretch, quoted: dict[int, Stretch]) -> Token | None:
    """Return the verb before a quotation: 'Johnson said, "..."', 'Johnson wrote on Twitter: "..."'."""
    doc = reading.doc
    before = stretch.opening - 1
    while before > 0 and doc[before].is_space and doc[before - 1].text == ":":
        before -= 1
    if before < 0:
        return None
    sign = doc[before]
    if sign.lower_ == "that" or quotes_words(sign):
        return _adjacent(sign, stretch)
    if sign.text not in {",", ":"}:
        return None
    for i in range(before - 1, max(-1, before - _BEFORE), -1):
        token = doc[i]
        if "\n" in token.text or token.text in _STOPS:
            return None
        if i not in quoted and quotes_words(token) and token.tag_.startswith("VB"):
            return token if sign.text == ":" or not _has_content(token, quoted) else None
    return None


def _adjacent(sign: Token, stretch: Stretch) -> Token | None:
    """Take a verb right before the mark, if a whole sentence is quoted: 'said "We are ready."'."""
    doc = sign.doc
    cue = sign if quotes_words(sign) else doc[sign.i - 1] if sign.i else sign
    words = doc[stretch.start : stretch.end]
    whole = words[0].is_title and any(token.dep_ == "nsubj" and token.head.i < stretch.end for token in words)
    return cue if whole and quotes_words(cue) else None


def _speaker(reading: Reading, cue: Token, stretch: Stretch, quoted: dict[int, Stretch]) -> tuple[int, int] | None:
    """Return who speaks, from the parse, or else from the words around the verb: before it, then behind it."""
    found = speaker_of(reading, cue)
    if found is None or any(i in quoted for i in range(*found)):
        first = stretch.after if cue.i >= stretch.after else max(0, cue.i - _NEAR)
        noun = _noun_before(reading, cue, first, quoted) or _noun_behind(cue, quoted)
        found = phrase(reading, noun) if noun is not None else None
    return None if found is None or cue.doc[found[0]].lower_ in _WRITERS else found


def _noun_before(reading: Reading, cue: Token, first: int, quoted: dict[int, Stretch]) -> Token | None:
    """Return the last name before a verb that can speak, or the first noun: "Anna Kovacs on Monday told"."""
    nouns = [token for token in cue.doc[first : cue.i] if token.i not in quoted and token.tag_[:2] in {"NN", "PR"}]
    free = [token for token in nouns if token.dep_ not in _NO_SPEAKERS]
    named = [token for token in free if reading.kind(reading.at(token.i)) in {Kind.PERSON, Kind.ORG}]
    return named[-1] if named else next(iter(free), None)


def _noun_behind(cue: Token, quoted: dict[int, Stretch]) -> Token | None:
    """Return the noun behind a verb: "said the mayor"."""
    for token in cue.doc[cue.i + 1 : cue.i + _NEAR]:
        if token.text in _STOPS or token.text in {",", ":"} or token.i in quoted:
            return None
        if token.tag_ == "PRP" or (token.tag_.startswith("NN") and token.dep_ not in _NO_SPEAKERS):
            return None if token.dep_ in {"dobj", "dative"} else token
    return None
