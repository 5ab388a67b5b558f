"""Where names stand: what the model found, with its boundaries repaired, and what it overlooked.

No two candidates overlap. What they name is decided later, over the whole document.
"""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from newsweave.ingest.datelines import datelines
from newsweave.ingest.names.boundaries import OFFICES, repaired, trimmed
from newsweave.ingest.names.credits import credited
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.furniture import furniture
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.given import given_names
from newsweave.ingest.names.joining import JOINING, extended, joined
from newsweave.ingest.names.legal import TRADES
from newsweave.ingest.names.marked import nicknamed, partisan, prefixed, titled
from newsweave.ingest.names.name import GIVEN_NAMES, NAME_TAGS, Name, words
from newsweave.ingest.names.once import once
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
# "(R-OH)", "D-Md.": party and state of an American politician.
_PARTY_AND_STATE = re.compile(r"[RDI]-[A-Z][A-Za-z. ]*")
_HYPHENED = re.compile(r"[A-Z][a-z]+ ?- ?[a-z]+")  # "Scrum-half", at the start of a sentence
_SUM = re.compile(r"[A-Z]{0,3}[$€£₦₹¥]?\d[\d.,]*\s?(?:bn|m|mn|tn|k|billion|million|trillion)?")  # "N6.2bn"
_TAG = re.compile(r"(?<![\w#@&/.])[#@][A-Za-z]\w{2,}")  # a hashtag, an account
_INNER_CAPITAL = re.compile("[a-z][A-Z]")  # "JustGiving" is a name at the start of a sentence, too
# A sentence with as many letters, and so large a share of capitals among them, is a headline.
_HEADLINE, _CAPITALS = 12, 0.8
_SHORTEST, _LONGEST = 3, 8  # letters of an acronym
_SMALL_LETTERS, _CAPITAL_LETTERS = re.compile("[a-z]"), re.compile("[A-Z]")


def candidates(doc: Doc) -> list[Name]:
    """Find the names in a document, in text order, without overlap; those in credits are left out."""
    written = list(_places_of_writing(doc))
    loud = shouted(doc) | {token for place in written for token in range(place.start, place.end)}
    left_out = credited(doc) | furniture(doc)
    found = [
        name
        for entity in doc.ents
        if entity.label_ in _KINDS and entity.start not in loud
        for name in repaired(doc, entity.start, entity.end, _KINDS[entity.label_])
        if _is_name(doc, name)
    ]
    common = _common_words(doc)
    found = [extended(doc, name) for name in joined(doc, sorted(found)) if not _is_common(doc, name, common)]
    marked = (*prefixed(doc, loud), *titled(doc, found), *nicknamed(doc, found), *partisan(doc, loud))
    names = (*written, *found, *marked, *_overlooked(doc, found, loud), *_tags(doc))
    return without_overlap(name for name in names if name.start not in left_out)


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


def _is_name(doc: Doc, name: Name) -> bool:
    text = words(doc, name)
    if gazetteer().readings(text):
        return True
    if text in cues().not_names or len(text) < 2 or not any(ch.isalpha() for ch in text):
        return False
    if _is_field(doc, name) or _SUM.fullmatch(text):
        return False
    if _HYPHENED.fullmatch(text) and doc[name.start].is_sent_start and name.kind is not Kind.PERSON:
        return False
    if _PARTY_AND_STATE.fullmatch(text) or (_is_calling(text.lower()) and text not in GIVEN_NAMES):
        return False
    if doc[name.start].lower_ == "state" and name.start > 1 and doc[name.start - 1].lower_ == "of":
        return name.end - name.start > 1  # "Secretary of State"
    return any(ch.isupper() for ch in text)


def _is_field(doc: Doc, name: Name) -> bool:
    """Tell "Interior" in "Interior Minister": the field of a post, and no name."""
    known = cues()
    if name.end >= len(doc):
        return False
    if doc[name.end].lower_ in {"and", "&"} and name.kind is Kind.ORG:  # "Maritime Affairs | and Fisheries Minister"
        ahead = doc[name.end + 1 : name.end + 3]
        return len(ahead) > 1 and ahead[1].text in OFFICES and ahead[0].text[:1].isupper()
    if doc[name.end].lower_ not in known.roles:
        return False
    if name.start and doc[name.start - 1].text == "Chief" and doc[name.end].text == "Officer":
        return True  # "Chief Scientific Officer"
    if doc[name.end].text in {"Minister", "Ministers"} and name.kind is Kind.ORG:  # "Public Enterprises Minister"
        return True
    if doc[name.end].text in {"Minister", "Ministers"} and name.end - name.start == 1 and name.kind is Kind.PERSON:
        field = doc[name.start].text  # "Law Minister"
        return field not in gazetteer() and field not in given_names()
    single = name.end - name.start == 1 and doc[name.start].lower_ in known.modifiers
    if single and doc[name.end].text in OFFICES:  # "Defence Minister"
        return True
    if doc[name.end - 1].lower_ in known.heads[Kind.ORG]:  # "State Department spokesman"
        return False
    if doc[name.end].text in OFFICES and name.kind is not Kind.PERSON:  # "Home Affairs Minister"
        return True
    return all(token.lower_ in known.modifiers or token.lower_ == "and" for token in doc[name.start : name.end])


def _is_calling(word: str) -> bool:
    """Tell "Chairman", "Firefighters", "Sen.": a word for anybody of a calling is nobody's name."""
    known = cues()
    return any(form in known.roles or form in known.titles for form in (word, word.removesuffix("s")))


def _in_capitals(sentence: Span) -> bool:
    """Tell whether a sentence is a headline in capitals, where every word looks like a name."""
    text = sentence.text
    small, capitals = len(_SMALL_LETTERS.findall(text)), len(_CAPITAL_LETTERS.findall(text))
    return small + capitals >= _HEADLINE and capitals > _CAPITALS * (small + capitals)


@once
def shouted(doc: Doc) -> frozenset[int]:
    """Return the tokens of sentences in capitals."""
    return frozenset(i for each in doc.sents if _in_capitals(each) for i in range(each.start, each.end))


def _places_of_writing(doc: Doc) -> Iterator[Name]:
    """Yield the towns and regions of datelines: "MEXICO CITY, May 19 (Reuters) -"."""
    for dateline in datelines(doc.text):
        for place in dateline.places:
            span = doc.char_span(*place)
            if span is not None and (dateline.sure or _is_known_place(span.text)):
                yield Name(span.start, span.end, Kind.PLACE)


def _is_known_place(form: str) -> bool:
    known = gazetteer()
    return any(reading.kind is Kind.PLACE for reading in known.readings(form) or known.readings(form.title()))


def _tags(doc: Doc) -> Iterator[Name]:
    """Yield hashtags and accounts: "#IStandWithAhmed", "@POTUS"."""
    if "#" in doc.text or "@" in doc.text:
        for found in _TAG.finditer(doc.text):
            span = doc.char_span(*found.span(), alignment_mode="contract")
            if span is not None:
                yield Name(span.start, span.end, Kind.WORK if found.group()[0] == "#" else Kind.PRODUCT)


def _common_words(doc: Doc) -> frozenset[str]:
    """Return the words that begin a sentence with a capital and stand elsewhere in small letters alone."""
    first: set[str] = set()
    inside: set[str] = set()
    for token in doc:
        (first if token.is_sent_start else inside).add(token.text)
    return frozenset(word for word in first - inside if {word.lower(), word.lower().removesuffix("s")} & inside)


def _is_common(doc: Doc, name: Name, common: frozenset[str]) -> bool:
    """Tell a common word that only the start of a sentence makes look like a name."""
    text = doc[name.start].text
    return name.end - name.start == 1 and text in common and text not in gazetteer() and not text.isupper()


def _overlooked(doc: Doc, found: list[Name], loud: frozenset[int]) -> Iterator[Name]:
    """Yield runs of proper nouns that the model labelled as no name."""
    taken = {i for name in found for i in range(name.start, name.end)}
    taken |= loud
    start = None
    for i, token in enumerate(doc):
        inside = token.tag_ in NAME_TAGS and i not in taken and token.text[:1].isupper()
        if inside and token.is_sent_start:  # every word has a capital there
            inside = _INNER_CAPITAL.search(token.text) is not None or _is_given(doc, i)
            inside = inside or _is_acronym(doc, i) or _is_company(doc, i)
            inside = inside or (start == i - 1 and doc[start].text in given_names())
        if start is not None and not inside and token.text in JOINING:  # "Andries de Ruyter"
            following = doc[i + 1] if i + 1 < len(doc) else token
            inside = following.tag_ in NAME_TAGS and following.text[:1].isupper()
        if inside and start is None:
            start = i
        if not inside and start is not None:
            yield from _gap(doc, start, i)
            start = None
    if start is not None:
        yield from _gap(doc, start, len(doc))


def _is_acronym(doc: Doc, at: int) -> bool:
    """Tell whether an acronym begins a sentence, with a comma or a verb behind it: "MONUSCO, the mission, said"."""
    text = doc[at].text
    if not (text.isalpha() and text.isupper() and _SHORTEST <= len(text) <= _LONGEST) or at + 1 >= len(doc):
        return False
    return doc[at + 1].tag_ in {"VBD", "VBZ", "MD", "POS"} or doc[at + 1].text == ","


def _is_given(doc: Doc, at: int) -> bool:
    """Tell whether a given name begins a sentence, with another name behind it: "Kwame Asante scored"."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    return doc[at].text in given_names() and following is not None and following.tag_ in NAME_TAGS


def _is_company(doc: Doc, at: int) -> bool:
    """Tell whether the name of a company begins a sentence: "Harrow Group said"."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    return following is not None and following.text[:1].isupper() and following.lower_ in TRADES


def _gap(doc: Doc, start: int, end: int) -> Iterator[Name]:
    name = trimmed(doc, start, end, Kind.PERSON)
    if name and _is_name(doc, name):
        yield extended(doc, Name(name.start, name.end))
