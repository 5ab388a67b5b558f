"""The named things of a document: candidates, put right by what the rest of the document knows, then joined.

A name that the model saw once is looked for everywhere; a run of words that swallowed two names is cut by the
names that stand alone elsewhere.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.candidates import candidates, shouted, without_overlap
from newsweave.ingest.names.coreference import Group, groups
from newsweave.ingest.names.credits import credited
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.furniture import furniture
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.name import NAME_TAGS, QUOTES, Name
from newsweave.types import Kind

_LONG_TITLE = 6
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})  # "Ferdinand Marcos Jr." is not "Ferdinand Marcos"
_SURNAME = re.compile(r"[A-Z][\w'’-]+[a-z]")
# Single words of these sorts are names wherever they stand as a proper noun.
_UNMISTAKABLE = frozenset({"country", "former", "organisation"})
Form = tuple[str, ...]


def named(doc: Doc) -> list[Group]:
    """Return the named things of a document, each with all places where it is named, in text order."""
    names = [name for name in candidates(doc) if not _is_heading(doc, name)]
    known = _forms(doc, groups(doc, names))
    cut = [part for name in names for part in _cut(doc, name, known)]
    whole = {_form(doc, part) for part in cut}
    known = {form: kind for form, kind in known.items() if form in whole}  # what was cut is no name
    known = {**_surnames(known), **known}
    left_out = credited(doc) | furniture(doc)
    again = [place for place in _places(doc, known) if place.start not in left_out and _fits(doc, place, known)]
    return groups(doc, without_overlap([*cut, *again]))


def _is_heading(doc: Doc, name: Name) -> bool:
    """Tell a title of a work that stands in no quotation marks: most such are headings."""
    quoted = name.start > 0 and doc[name.start - 1].text in QUOTES
    return name.kind is Kind.WORK and name.end - name.start > _LONG_TITLE and not quoted


def _forms(doc: Doc, found: Iterable[Group]) -> dict[Form, Kind]:
    """Map each form in use, as tokens, to what it names; forms that only their shape supports are left out."""
    known: dict[Form, Kind] = {}
    for group in found:
        if all(name.kind is None for name in group.names) and group.key is None:
            continue
        for name in group.names:
            known[_form(doc, name)] = group.kind
    return known


def _surnames(known: dict[Form, Kind]) -> dict[Form, Kind]:
    """Return the last names of the persons who are named in full: what they are called from there on."""
    full = (form for form, kind in known.items() if kind is Kind.PERSON and len(form) > 1)
    return {form[-1:]: Kind.PERSON for form in full if _SURNAME.fullmatch(form[-1]) and form[-1] not in gazetteer()}


def _form(doc: Doc, name: Name) -> Form:
    return tuple(token.text for token in doc[name.start : name.end])


@functools.cache
def _famous() -> dict[Form, Kind]:
    """Map the names that are looked for in every document, as tokens, to what they name."""
    table: dict[Form, Kind] = {}
    for name in gazetteer():
        tokens = tuple(name.replace(",", " ,").split())
        best = gazetteer().best(name)
        if best is not None and (len(tokens) > 1 or best.sort in _UNMISTAKABLE):
            table[tokens] = best.kind
    return table


def _places(doc: Doc, known: dict[Form, Kind]) -> Iterator[Name]:
    """Yield every place where a known or famous name stands."""
    indexes = (_by_first(known), _famous_by_first())
    texts = _texts(doc, known)
    for i, text in enumerate(texts):
        for index in indexes:
            for form in index.get(text, ()):
                if len(form) == 1 or tuple(texts[i : i + len(form)]) == form:
                    yield Name(i, i + len(form))


def _by_first(forms: Iterable[Form]) -> dict[str, list[Form]]:
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_first[form[0]].append(form)
    return by_first


@functools.cache
def _famous_by_first() -> dict[str, list[Form]]:
    return _by_first(_famous())


def _texts(doc: Doc, known: Iterable[Form]) -> list[str]:
    """Return the words of a document; in headlines in capitals, with the small letters that they have elsewhere."""
    texts = [token.text for token in doc]
    loud = shouted(doc)
    if loud:
        ordinary, famous = _ordinary(known), _famous_ordinary()
        for i in loud:
            texts[i] = ordinary.get(texts[i]) or famous.get(texts[i], texts[i])
    return texts


def _ordinary(forms: Iterable[Form]) -> dict[str, str]:
    """Map the words of names in capitals to their usual writing."""
    return {word.upper(): word for form in forms for word in form if not word.isupper()}


@functools.cache
def _famous_ordinary() -> dict[str, str]:
    return _ordinary(_famous())


def _fits(doc: Doc, name: Name, known: dict[Form, Kind]) -> bool:
    """Keep a place unless a common word stands there: at the start of a sentence, or tagged as one."""
    token = doc[name.start]
    if name.end - name.start > 1:
        return True
    if (token.text,) not in known:
        return token.tag_ in NAME_TAGS
    if not token.is_sent_start or token.text.isupper():
        return True
    return token.tag_ in NAME_TAGS | {"JJ"} or known[token.text,] in (Kind.PERSON, Kind.NORP)


def _cut(doc: Doc, name: Name, known: dict[Form, Kind]) -> Iterator[Name]:
    """Yield a name, or the names that it swallowed."""
    form = _form(doc, name)
    parts = _tiles(form, known) if len(form) > 1 else None
    if parts:
        start = name.start
        for part in parts:
            yield Name(start, start + len(part), known.get(part))
            start += len(part)
        return
    inner = _inner(form, known)
    if inner:
        yield Name(name.start + inner[0], name.start + inner[1], Kind.PERSON)
    else:
        yield name


def _tiles(form: Form, known: dict[Form, Kind]) -> list[Form] | None:
    """Lay a run of words out of two or more other names, if it can be and they are no parts of one name.

    >>> _tiles(("Schalke", "Bayern", "Munich"), {("Schalke",): Kind.ORG, ("Bayern", "Munich"): Kind.ORG})
    [('Schalke',), ('Bayern', 'Munich')]
    """
    for size in range(1, len(form)):
        head, rest = form[:size], form[size:]
        if head not in known or " ".join(form) in gazetteer():
            continue
        tail = [rest] if rest in known else _tiles(rest, known)
        if tail and (any(len(part) > 1 for part in [head, *tail]) or head == tail[0] or _both_places([head, *tail])):
            return [head, *tail]
    return None


def _both_places(parts: list[Form]) -> bool:
    best = [gazetteer().best(" ".join(part)) for part in parts]
    return all(known is not None and known.sort == "country" for known in best)


def _inner(form: Form, known: dict[Form, Kind]) -> tuple[int, int] | None:
    """Find, in a longer run of words, a person's full name that stands alone elsewhere."""
    if len(form) < 3:
        return None
    for size in range(len(form) - 1, 1, -1):
        for start in (0, len(form) - size):
            if known.get(form[start : start + size]) is Kind.PERSON and not _is_name_part(form, start, size):
                return start, start + size
    return None


def _is_name_part(form: Form, start: int, size: int) -> bool:
    """Tell "Jean Claude Juncker" from "Juncker Report": what is left over is itself a given or family name."""
    rest = form[:start] or form[start + size :]
    if not start and len(rest) == 1 and rest[0].rstrip(".").lower() in _GENERATIONS:
        return True
    return all(word.lower() not in cues().not_names and len(word) > 1 for word in rest) and start > 0 and len(rest) == 1
