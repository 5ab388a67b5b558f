"""Mistakes that the parser makes time and again in news, mended in the tree before anything is read off it.

the firm failed and its head has been charged        its head: subject of "charged", not one more verb of the list
the union called on him to resign, saying that       called: the verb of the sentence, not what the union is called
he was asked about threats posted online but was freed      freed: he, not the threats
it was signed by miners and handed over by pupils    handed: in the passive
talks between the army of Peru and the rebels        the rebels: beside the army, not beside Peru
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, TAG
from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HELPING = frozenset({"aux", "auxpass"})
_FIRST = frozenset({"was", "were", "is", "are", "has", "have", "had", "will", "would"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Repair:
    """A token with its new head, its new dependency, and its new tag if that was wrong, too."""

    token: int
    head: int
    dep: str
    tag: str | None = None


def repaired(doc: Doc) -> Doc:
    """Mend the tree of a Doc in place, all at once; sentences stay as they are."""
    repairs = [repair for token in doc for rule in _RULES for repair in rule(token)]
    if not repairs:
        return doc
    table = doc.to_array([HEAD, DEP, TAG])
    for repair in repairs:
        table[repair.token, 0] = table.dtype.type((repair.head - repair.token) % 2**64)
        table[repair.token, 1] = doc.vocab.strings.add(repair.dep)
        if repair.tag:
            table[repair.token, 2] = doc.vocab.strings.add(repair.tag)
    doc.from_array([HEAD, DEP, TAG], table)
    return doc


def _lost_subject(token: Token) -> Iterator[Repair]:
    """Make the noun between two verbs of a list the subject of the second, which has none."""
    verb = token.head
    if token.dep_ != "conj" or not token.tag_.startswith("NN") or not verb.tag_.startswith("VB") or token.i < verb.i:
        return
    first = token.left_edge
    if first.i == 0 or first.nbor(-1).dep_ != "cc" or first.nbor(-1).head.i != verb.i:
        return
    for other in verb.rights:
        if other.dep_ == "conj" and other.i > token.i and _is_finite(other) and not _has_subject(other):
            passive = any(child.dep_ == "auxpass" for child in other.children)
            yield Repair(token.i, other.i, "nsubjpass" if passive else "nsubj")
            return


def _lost_verb(token: Token) -> Iterator[Repair]:
    """Make what the parser took for a participle the verb, if the verb that it found is one: "called ..., saying"."""
    if token.dep_ != "ROOT" or token.tag_ != "VBG" or any(child.dep_ in _HELPING for child in token.children):
        return
    subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
    verb = next((child for child in subject.rights if child.dep_ == "acl"), None) if subject else None
    if subject is None or verb is None or verb.tag_ not in {"VBN", "VBD"} or token.nbor(-1).text != ",":
        return
    if verb.nbor(-1).text == "," or not any(child.dep_ in {"prep", "dobj", "ccomp", "xcomp"} for child in verb.rights):
        return
    if any(child.dep_ == "agent" for child in verb.children):
        return
    yield Repair(verb.i, verb.i, "ROOT", "VBD")
    yield Repair(subject.i, verb.i, "nsubj")
    yield Repair(token.i, verb.i, "advcl")
    yield from (Repair(c.i, verb.i, c.dep_) for c in token.lefts if c.i < verb.i and c.i != subject.i)


def _low_list(token: Token) -> Iterator[Repair]:
    """Hang a finite verb on the finite verb above, not on the participle before it: "posted online but was freed"."""
    part = token.head
    if token.dep_ != "conj" or part.dep_ not in {"acl", "amod"} or not token.tag_.startswith("VB"):
        return
    if part.tag_ not in {"VBN", "VBG"} or any(child.dep_ in _HELPING for child in part.children):
        return
    if _has_subject(token) or not any(c.dep_ in _HELPING and c.lower_ in _FIRST for c in token.lefts):
        return
    above = part.head
    for _ in range(_DEEPEST):
        if above.tag_.startswith("VB") and _is_finite(above):
            yield Repair(token.i, above.i, "conj")
            return
        above = above.head


def _passive_list(token: Token) -> Iterator[Repair]:
    """Read the second verb of a passive list that tells who does it as a passive: "was signed and handed over by"."""
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or first.tag_ != "VBN" or _has_subject(token):
        return
    passive = any(child.dep_ == "auxpass" for child in first.children)
    if passive and any(c.dep_ == "agent" for c in token.rights) and not any(c.dep_ == "dobj" for c in token.rights):
        yield Repair(token.i, first.i, "conj", "VBN")


def _between(token: Token) -> Iterator[Repair]:
    """Give "between" its second: "between the army of Peru and the rebels"."""
    if token.dep_ != "pobj" or token.head.lower_ != "between" or any(c.dep_ == "conj" for c in token.children):
        return
    for preposition in token.rights:
        for inner in preposition.rights if preposition.lower_ == "of" else ():
            second = next((child for child in inner.rights if child.dep_ == "conj"), None)
            word = next((child for child in inner.rights if child.dep_ == "cc"), None)
            if inner.dep_ == "pobj" and second is not None and word is not None:
                yield Repair(second.i, token.i, "conj")
                yield Repair(word.i, token.i, "cc")
                return


def _second_object(token: Token) -> Iterator[Repair]:
    """Take a noun behind an object and a comma as said beside it: "accused the army of theft, a charge that it denies"."""
    if token.dep_ != "dobj" or token.head.dep_ == "dobj" or token.i < token.head.i:
        return
    start = token.left_edge
    if start.i == 0 or start.nbor(-1).text != "," or start.lower_ not in {"a", "an", "the"} or start.i == token.i:
        return
    first = next((child for child in token.head.rights if child.dep_ == "dobj" and child.i < token.i), None)
    if first is not None and not any(child.dep_ in {"cc", "conj"} for child in (*first.rights, *token.rights)):
        yield Repair(token.i, first.i, "parataxis")


def _defending(token: Token) -> Iterator[Repair]:
    """Read "defending champion" as a title: "beat defending champion Ann Weber"."""
    verb = token.head
    first = token.nbor(-1) if token.i else token
    champion = token if token.lower_.startswith("champion") else first
    while champion.dep_ == "compound" and champion.i and not champion.lower_.startswith("champion"):
        champion = champion.nbor(-1)
    if token.dep_ != "dobj" or verb.lower_ != "defending" or not champion.lower_.startswith("champion"):
        return
    if verb.dep_ not in {"xcomp", "advcl", "ccomp", "pcomp"} or any(child.dep_ in _HELPING for child in verb.lefts):
        return
    above = verb.head
    yield Repair(token.i, above.i, "pobj" if above.dep_ == "prep" else "dobj")
    yield Repair(verb.i, token.i, "amod", "JJ")
    yield from (Repair(child.i, above.i, child.dep_) for child in verb.children if child.i != token.i)


def _is_finite(verb: Token) -> bool:
    helping = [child for child in verb.lefts if child.dep_ in _HELPING]
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE or child.tag_ == "MD" for child in helping)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


_RULES = (_lost_subject, _lost_verb, _low_list, _passive_list, _between, _second_object, _defending)
