"""Names that a mark tells where they begin and end: a word before them, or quotation marks around them.

the MV Star Mindoro, Typhoon Rosing    prefixed
the novel "Ashes of June"              titled
Nemesio "El Güero" Salgado             nicknamed
Conservative group leader, Kenyan MPs  partisan
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.name import DOUBLE_QUOTES, NAME_TAGS, Name, words
from newsweave.types import Kind

_LONGEST_NAME = 3  # words behind "Hurricane" or "USS"
_LONGEST_TITLE = 9
_LONGEST_NICKNAME = 6
_SMALL = frozenset("a an the of in on at to for and or with from by de la le du der die das no n't 's ’s".split())
_SIGNS = frozenset({",", ":", "-", "–", "'", "’", ".", "!", "?", "&"})
_BOSSES = frozenset({"chief", "boss", "ceo", "chairman", "chairwoman", "spokesman", "spokeswoman"})
_ADJECTIVAL = frozenset({"JJ", "NNP", "NNPS", "NNS"})
_BEFORE_CLOSE = frozenset({",", "."})


def prefixed(doc: Doc, loud: frozenset[int]) -> Iterator[Name]:
    """Yield ships, storms and operations, with the word that tells what they are.

    Args:
        doc: The document.
        loud: Tokens of headlines in capitals.
    """
    text = doc.text
    prefixes = {prefix: kind for prefix, kind in cues().prefixes.items() if f"{prefix} " in text}
    for token in doc if prefixes else ():
        kind = prefixes.get(token.text)
        if kind is None or token.i in loud:
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i <= _LONGEST_NAME and doc[end].text[:1].isupper():
            if doc[end].tag_ not in NAME_TAGS or doc[end].is_sent_start or doc[end].text.isupper():
                break
            end += 1
        if end > token.i + 1:
            yield Name(token.i, end, kind)


def titled(doc: Doc, found: Iterable[Name]) -> Iterator[Name]:
    """Yield titles in quotation marks that begin or end with a name that was found: '"Ashes of June"'."""
    seen = -1
    for name in found:
        if name.start <= seen:
            continue
        start = name.start - (name.start > 0 and doc[name.start - 1].text in {"The", "A", "An"})
        if not start or doc[start - 1].text not in DOUBLE_QUOTES:
            continue
        end = _closing(doc, start)
        if end is None or end - start < 2 or gazetteer().readings(words(doc, Name(name.start, end))):
            continue
        seen = end
        first = name.start if end - name.start > 1 else start
        yield Name(first, end, Kind.WORK)


def nicknamed(doc: Doc, found: Iterable[Name]) -> Iterator[Name]:
    """Yield persons with a nickname between their names: 'Nemesio "El Güero" Salgado'."""
    ending = {name.start: name.end for name in found}
    for start, first in ending.items():
        if first + 2 >= len(doc) or doc[first].text not in DOUBLE_QUOTES or doc[first - 1].tag_ not in NAME_TAGS:
            continue
        closing = (
            i for i in range(first + 2, min(first + _LONGEST_NICKNAME, len(doc))) if doc[i].text in DOUBLE_QUOTES
        )
        last = next(closing, None)
        if last is not None and last + 1 in ending and doc[last + 1].tag_ in NAME_TAGS:
            yield Name(start, ending[last + 1], Kind.PERSON)


def partisan(doc: Doc, loud: frozenset[int]) -> Iterator[Name]:
    """Yield parties and peoples at the start of a sentence, where the model overlooks them: "Conservative leader"."""
    for sentence in doc.sents:
        token = sentence[0]
        if token.i in loud or token.ent_type_ or token.i + 1 >= len(doc) or not doc[token.i + 1].text.islower():
            continue
        known = gazetteer().best(token.text)
        party = token.text in cues().parties and any(
            word.lower_ in cues().roles for word in doc[token.i + 1 : token.i + 3]
        )
        if _is_employer(doc, token.i):
            yield Name(token.i, token.i + 1, Kind.ORG)
        elif party or (known is not None and known.sort == "demonym" and token.tag_ in _ADJECTIVAL):
            yield Name(token.i, token.i + 1, Kind.NORP)


def _is_employer(doc: Doc, at: int) -> bool:
    """Tell "Swatch chief Nick Hayek" from "Police chief Nick Hayek"."""
    token = doc[at]
    if at + 2 >= len(doc) or token.tag_ != "NNP" or doc[at + 1].lower_ not in _BOSSES:
        return False
    common = token.lower_ in cues().modifiers or token.lower_ in cues().roles or token.text in cues().not_names
    return doc[at + 2].ent_type_ == "PERSON" and not common and not gazetteer().readings(token.text)


def _closing(doc: Doc, start: int) -> int | None:
    """Return where the words in quotation marks end, if they are written like a title."""
    for end in range(start, min(start + _LONGEST_TITLE, len(doc))):
        token = doc[end]
        if token.text in DOUBLE_QUOTES:
            return end - (end - start > 1 and doc[end - 1].text in _BEFORE_CLOSE)
        if not (token.text[:1].isupper() or token.is_digit or token.lower_ in _SMALL or token.text in _SIGNS):
            return None
    return None
