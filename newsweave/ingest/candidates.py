"""Where names stand: what the model found, with its boundaries repaired, and what it overlooked.

A candidate is a run of tokens; no two overlap. What it names is decided later, over the whole document.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from newsweave.ingest.cues import cues
from newsweave.ingest.gazetteer import gazetteer
from newsweave.types import Kind

# OntoNotes labels of names; its dates, numbers and languages are no entities.
_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORG,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.NORP,
    "EVENT": Kind.EVENT,
    "WORK_OF_ART": Kind.WORK,
    "PRODUCT": Kind.PRODUCT,
    "LAW": Kind.LAW,
}
_NAME_TAGS = frozenset({"NNP", "NNPS"})
# Small words that begin a name all the same.
_PARTICLES = frozenset("al el van von de da di du del della le la bin ibn ben der den dos st".split())
# "post-Soviet", "pro-Russian": the name is the second half.
_PREFIXES = frozenset("post ex pro anti non pre mid inter trans neo former then un then-".split())
# "Women's", "People's": no owner but part of the name.
_OWN_POSSESSIVES = frozenset(
    (
        "women men people children veterans moody mcdonald lloyd sotheby christie king queen hell st "
        "workers farmers teachers players citizens writers lawyers mother new saint peoples sainsbury "
        "levi wendy"
    ).split()
)
# Callings that are given names too.
_GIVEN_NAMES = frozenset({"Dean", "Duke", "Earl", "Marshal", "Major", "Guy"})
# Posts that the model takes for the end of the body's name.
_HOLDERS = frozenset(("spokesperson spokesman spokeswoman minister president secretary chairman director ceo").split())
# "(R-OH)", "D-Md.": party and state of an American politician.
_PARTY_AND_STATE = re.compile(r"[RDI]-[A-Z][A-Za-z.]*")
# A sentence with as many letters, and so large a share of capitals among them, is a headline.
_HEADLINE, _CAPITALS = 12, 0.8
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A run of tokens that may be a name.

    Attributes:
        start: First token.
        end: After the last token.
        kind: What the model takes it for; None where it overlooked it.
    """

    start: int
    end: int
    kind: Kind | None = None


def words(doc: Doc, name: Name) -> str:
    """Return a name as written, on one line.

    A name that is cut at a line break is one name.
    """
    return " ".join(doc[name.start : name.end].text.split())


def candidates(doc: Doc) -> list[Name]:
    """Find the names in a document, in text order, without overlap."""
    found = [
        name
        for entity in doc.ents
        if entity.label_ in _KINDS and not in_capitals(entity.sent)
        for name in _repaired(doc, entity.start, entity.end, _KINDS[entity.label_])
    ]
    return without_overlap([*found, *_overlooked(doc, found)])


def without_overlap(names: Iterable[Name]) -> list[Name]:
    """Keep, of names that overlap, the longer, and of equally long ones the first."""
    taken: set[int] = set()
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start, name.kind is None)):
        tokens = range(name.start, name.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(name)
    return sorted(kept)


def _repaired(doc: Doc, start: int, end: int, kind: Kind) -> Iterator[Name]:
    for left, right in _lines(doc, start, end):
        for first, last in _parts(doc, left, right, kind):
            name = _trimmed(doc, first, last, kind)
            if name and _is_name(doc, name):
                yield name


def _lines(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where a sentence ends: a heading does not run into the text below."""
    left = start
    for i in range(start + 1, end):
        if doc[i].is_sent_start:
            yield left, i
            left = i
    yield left, end


def _parts(doc: Doc, start: int, end: int, kind: Kind) -> Iterator[tuple[int, int]]:
    """Cut coordinated names apart, and an owner from what it owns."""
    if gazetteer().readings(words(doc, Name(*_edges(doc, start, end)))):
        yield start, end
        return
    left = start
    for i in range(start + 1, end - 1):
        if _separates(doc, left, i, kind):
            yield left, i
            left = i + 1
    yield left, end


def _separates(doc: Doc, start: int, at: int, kind: Kind) -> bool:
    word = doc[at].lower_
    if kind in (Kind.PERSON, Kind.PLACE, Kind.NORP) and word in {"and", "or", "/"}:
        return doc[at + 1].text[:1].isupper()
    if word not in _POSSESSIVE or not doc[at + 1].text[:1].isupper() or doc[at - 1].lower_ in _OWN_POSSESSIVES:
        return False
    owner = words(doc, Name(*_edges(doc, start, at)))
    # "Prince George's County" is one place, "Mecca's Grand Mosque" is in another
    return kind not in (Kind.WORK, Kind.PLACE) or owner in gazetteer()


def _edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    edges = cues().edges
    while start < end and (doc[start].lower_ in edges or doc[start].is_space) and doc[start].text != "The Hague":
        start += 1
    while end > start and (doc[end - 1].lower_ in edges or doc[end - 1].is_space):
        if doc[end - 1].text == ")" and any(doc[i].text == "(" for i in range(start, end - 1)):
            break
        end -= 1
    return start, end


def _trimmed(doc: Doc, start: int, end: int, kind: Kind) -> Name | None:
    start, end = _edges(doc, start, end)
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text in "-–":
        start += 2
    if kind is Kind.PERSON:
        start, end = _without_titles(doc, start, end)
    while end - start > 1 and doc[end - 1].lower_ in _HOLDERS:  # "State Department Spokesperson"
        end -= 1
    while end - start > 1 and doc[start].text.islower() and doc[start].lower_ not in _PARTICLES:
        start += 1
    start, end = _edges(doc, start, end)
    if start and doc[start - 1].text == "The" and gazetteer().readings(f"The {words(doc, Name(start, end))}"):
        start -= 1
    return Name(start, end, kind) if start < end else None


def _without_titles(doc: Doc, start: int, end: int) -> tuple[int, int]:
    known = cues()
    while end - start > 1 and (doc[start].lower_ in known.titles or doc[start].lower_ in known.roles):
        if end - start == 2 and doc[start].text in _GIVEN_NAMES:
            break
        start += 1
    while end - start > 1 and doc[end - 1].lower_ in known.roles:
        end -= 1
    return start, end


def _is_name(doc: Doc, name: Name) -> bool:
    text = words(doc, name)
    if gazetteer().readings(text):
        return True
    if text in cues().not_names or len(text) < 2 or not any(ch.isalpha() for ch in text):
        return False
    if _PARTY_AND_STATE.fullmatch(text) or (_is_calling(text.lower()) and text not in _GIVEN_NAMES):
        return False
    if doc[name.start].lower_ == "state" and name.start > 1 and doc[name.start - 1].lower_ == "of":
        return name.end - name.start > 1  # "Secretary of State"
    return any(
        token.text[:1].isupper() or any(ch.isupper() for ch in token.text) for token in doc[name.start : name.end]
    )


def _is_calling(word: str) -> bool:
    """Tell "Chairman", "Firefighters", "Sen.": a word for anybody of a calling is nobody's name."""
    known = cues()
    return any(form in known.roles or form in known.titles for form in (word, word.removesuffix("s")))


def in_capitals(sentence: Span) -> bool:
    """Tell whether a sentence is a headline in capitals, where every word looks like a name."""
    letters = [ch for ch in sentence.text if ch.isalpha()]
    return len(letters) >= _HEADLINE and sum(ch.isupper() for ch in letters) > _CAPITALS * len(letters)


def _overlooked(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Yield runs of proper nouns that the model labelled as no name."""
    taken = {i for name in found for i in range(name.start, name.end)}
    taken |= {token.i for sentence in doc.sents if in_capitals(sentence) for token in sentence}
    start = None
    for i, token in enumerate(doc):
        inside = token.tag_ in _NAME_TAGS and i not in taken and token.text[:1].isupper() and not token.is_sent_start
        if inside and start is None:
            start = i
        if not inside and start is not None:
            yield from _gap(doc, start, i)
            start = None
    if start is not None:
        yield from _gap(doc, start, len(doc))


def _gap(doc: Doc, start: int, end: int) -> Iterator[Name]:
    name = _trimmed(doc, start, end, Kind.PERSON)
    if name and _is_name(doc, name):
        yield Name(name.start, name.end)
