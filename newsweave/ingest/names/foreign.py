"""The named things of a document in any language: what its model labels, trimmed by the words of its table, joined.

The kind of each is decided over all its mentions, as in English, by the votes that need no English: the model's, the
gazetteer's, a title before it, and capitals. "Macron" that the model takes for a place is the "Emmanuel Macron" of
the same article.
"""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.candidates import without_overlap
from newsweave.ingest.names.coreference import Group, groups
from newsweave.ingest.names.kinds import TITLE, acronym_votes, known_votes, model_votes
from newsweave.ingest.names.name import Name, words
from newsweave.ingest.names.vote import Vote
from newsweave.ingest.tongues import Tongue
from newsweave.types import Kind

# Labels of persons, bodies and places, as the models of different languages have them.
_KINDS = {
    "PER": Kind.PERSON,
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORG,
    "ORGANIZATION": Kind.ORG,
    "LOC": Kind.PLACE,
    "GPE": Kind.PLACE,
    "FAC": Kind.PLACE,
}
_SHORTEST = 3  # letters of a single word that is looked for everywhere


def foreign(doc: Doc, tongue: Tongue) -> list[Group]:
    """Return the named things of a document, each with all places where it is named, in text order."""
    labelled = [(each.start, each.end, _KINDS[each.label_]) for each in doc.ents if each.label_ in _KINDS]
    found = [name for start, end, kind in labelled if (name := _trimmed(doc, start, end, kind, tongue))]

    def votes(doc: Doc, names: list[Name]) -> Iterator[Vote]:
        form = words(doc, names[0])
        yield from model_votes(names)
        yield from known_votes(form)
        yield from acronym_votes(form)
        titled = sum(_title(doc, name, tongue) for name in names)
        if titled:
            yield Vote(kind=Kind.PERSON, weight=TITLE * min(titled, 2), reason="a title stands before it")

    return groups(doc, without_overlap([*found, *_again(doc, found)]), votes)


def _trimmed(doc: Doc, start: int, end: int, kind: Kind, tongue: Tongue) -> Name | None:
    """Take off the small words and titles around a name; None if nothing with a capital is left."""
    before = tongue.edges | tongue.titles
    while start < end and (doc[start].lower_ in before or not doc[start].text[:1].isalnum()):
        start += 1
    while end > start and (doc[end - 1].lower_ in tongue.edges or doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    text = doc[start:end].text
    return Name(start, end, kind) if len(text) > 1 and any(letter.isupper() for letter in text) else None


def _title(doc: Doc, name: Name, tongue: Tongue) -> bool:
    return name.start > 0 and doc[name.start - 1].lower_ in tongue.titles


def _again(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Yield the other places where what is labelled once stands: not where any word has a capital."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in found:
        form = tuple(token.text for token in doc[name.start : name.end])
        if len(form) > 1 or len(form[0]) >= _SHORTEST:
            by_first[form[0]].add(form)
    texts = [token.text for token in doc]
    for i, text in enumerate(texts):
        for form in sorted(by_first.get(text, ())):
            if tuple(texts[i : i + len(form)]) == form and (len(form) > 1 or not doc[i].is_sent_start):
                yield Name(i, i + len(form))
