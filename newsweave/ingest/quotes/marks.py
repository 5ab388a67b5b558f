"""Stretches in quotation marks: double, single where they are surely no apostrophes, over several paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsweave.ingest.nlp import is_wrapped

_CLOSED_BY = {'"': '"”', "“": '”"', "„": '“”"', "«": "»", "``": "''", "''": "''"}
_SINGLE = {"‘": "’", "'": "'"}
_ANY = frozenset("\"“”„«»‘'")
_REACH = 150  # tokens up to the closing mark of a stretch in single marks, or inside another
_LONGEST = 1500  # tokens of a stretch; a longer one is an error of the text
_ENDS = frozenset(".?!,…—–-")
_PARAGRAPHS = 12  # that one stretch may reach over


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in quotation marks.

    Attributes:
        opening: Token of the opening mark.
        start: First token inside.
        end: After the last token inside.
        after: First token after the closing mark.
    """

    opening: int
    start: int
    end: int
    after: int


def marked(doc: Doc) -> Iterator[Stretch]:
    """Find the stretches in quotation marks, in text order; none lies inside another.

    A paragraph that ends inside one closes it, unless the next paragraph begins with a mark: then it goes on.
    """
    if _ANY.isdisjoint(doc.text):
        return
    wrapped = is_wrapped(doc.text)
    opening: Token | None = None
    paragraphs = skip = 0
    for token in doc:
        if token.i < skip:
            continue
        text = token.text
        if opening is None:
            if text in _CLOSED_BY and _opens(token):
                opening, paragraphs = token, 0
            elif text in _SINGLE and (found := _single(token)):
                yield found
                skip = found.after
        elif "\n" in text and (text.count("\n") > 1 or not wrapped):
            paragraphs += 1
            following = _following(token)
            if following is not None and following.text == opening.text and paragraphs < _PARAGRAPHS:
                skip = following.i + 1
                continue
            yield from _stretch(opening, token.i, token.i)
            opening = None
        elif text in _CLOSED_BY[opening.text] and not (text == '"' and _only_opens(token)):
            yield from _stretch(opening, token.i, token.i + 1)
            opening = None
        elif token.i - opening.i > _LONGEST:
            opening = None
        elif text == opening.text and _opens(token):
            if (inner := _closing(token)) is not None:
                skip = inner + 1
            else:  # the first was never closed
                opening = token
    if opening is not None:
        yield from _stretch(opening, len(doc), len(doc))


def inside(stretches: list[Stretch]) -> dict[int, Stretch]:
    """Map each token in quotation marks to its stretch."""
    return {i: stretch for stretch in stretches for i in range(stretch.start, stretch.end)}


def _stretch(opening: Token, end: int, after: int) -> Iterator[Stretch]:
    start, doc = opening.i + 1, opening.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    if end > start:
        yield Stretch(opening=opening.i, start=start, end=end, after=after)


def _closing(inner: Token) -> int | None:
    """Return where a stretch inside another ends, if both are closed in the paragraph."""
    depth, first = 2, None
    if inner.text == '"':
        return None
    for token in inner.doc[inner.i + 1 : inner.i + _REACH]:
        if "\n" in token.text:
            return None
        depth += (token.text == inner.text) - (token.text in _CLOSED_BY[inner.text])
        if depth == 1 and first is None:
            first = token.i
        if depth == 0:
            return first
    return None


def _opens(token: Token) -> bool:
    """Tell whether a mark can open: a straight one has room before it, or a word right behind it."""
    following = _following(token)
    word = following is not None and following.is_alpha and not token.whitespace_
    return token.text not in {'"', "''"} or _free(token) or word


def _only_opens(token: Token) -> bool:
    """Tell whether a straight mark can but open: room before it, and right behind it a word that begins something."""
    following = _following(token)
    if following is None or not _free(token) or token.whitespace_ or not following.is_alpha:
        return False
    return following.is_title or token.i == 0 or token.nbor(-1).is_alpha


def _following(token: Token) -> Token | None:
    return token.nbor() if token.i + 1 < len(token.doc) else None


def _free(token: Token) -> bool:
    """Tell whether there is room or a bracket before a token."""
    before = token.doc[token.i - 1] if token.i else None
    return before is None or bool(before.whitespace_) or before.is_space or before.text in "([—–-"


def _single(token: Token) -> Stretch | None:
    """Read a stretch in single marks: it ends in a stop or comma and a mark, in the same paragraph."""
    doc = token.doc
    if not _free(token) or token.whitespace_ or token.i + 1 >= len(doc) or not doc[token.i + 1].is_title:
        return None
    for i in range(token.i + 1, min(token.i + _REACH, len(doc))):
        if "\n" in doc[i].text:
            return None
        if doc[i].text == _SINGLE[token.text] and doc[i - 1].text in _ENDS and not doc[i - 1].whitespace_:
            return Stretch(opening=token.i, start=token.i + 1, end=i, after=i + 1)
    return None
