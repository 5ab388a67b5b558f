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
_BELOW = frozenset({"xcomp", "advcl", "acl", "relcl"})
_ONE = frozenset({"has", "was", "is"})
_MANY = frozenset({"have", "were", "are"})
_SINGULAR = frozenset({"NN", "NNP"})
_PLURAL = frozenset({"NNS", "NNPS"})
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
    """Hang a finite verb on the finite verb above, not on a participle or infinitive before it.

    "was asked about threats posted online but was freed", "vowed to defend the bank and ruled out a tax".
    """
    part = token.head
    if token.dep_ != "conj" or not token.tag_.startswith("VB") or part.i > token.i or _has_subject(token):
        return
    helped = any(child.dep_ in _HELPING and child.lower_ in _FIRST for child in token.lefts)
    low = part.dep_ in {"acl", "amod"} and part.tag_ in {"VBN", "VBG"} and not _is_helped(part) and helped
    to = part.tag_ == "VB" and part.dep_ in _BELOW and any(child.tag_ == "TO" for child in part.lefts)
    active = token.tag_ == "VBD" and any(child.dep_ in {"dobj", "xcomp", "ccomp"} for child in token.rights)
    known = part.dep_ == "advcl" and any(child.dep_ == "auxpass" for child in part.lefts) and active
    if not (low or known or (to and (token.tag_ == "VBD" or helped))):
        return
    above = part.head
    for _ in range(_DEEPEST):
        if above.tag_.startswith("VB") and _is_finite(above) and above.i < token.i:
            yield Repair(token.i, above.i, "conj")
            yield from (Repair(word.i, above.i, "cc") for word in part.rights if word.dep_ == "cc" and word.i < token.i)
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
    before = [child for child in token.head.rights if child.i < token.i and child.dep_ in {"dobj", "xcomp", "ccomp"}]
    first = before[0] if before else None
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


def _low_relative(token: Token) -> Iterator[Repair]:
    """Hang a relative clause on the noun that it agrees with: "a member of the guards who has worked there"."""
    noun = token.head
    if token.dep_ != "relcl" or noun.dep_ not in {"pobj", "appos"} or not noun.tag_.startswith("NN"):
        return
    first = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    finite = next((child for child in token.lefts if child.dep_ in _HELPING), token)
    if first is None or first.tag_ not in {"WDT", "WP"}:
        return
    person = noun.ent_type_ == "PERSON"
    if not (person and first.lower_ == "which"):
        one, many = finite.lower_ in _ONE or finite.tag_ == "VBZ", finite.lower_ in _MANY
        if not ((one and noun.tag_ in _PLURAL) or (many and noun.tag_ not in _PLURAL and not _is_list(noun))):
            return
        wanted = _PLURAL if many else _SINGULAR
    else:
        wanted = _PLURAL | _SINGULAR
    above = noun.head
    for _ in range(_DEEPEST):
        if above.tag_ in wanted and above.i < noun.i and not (person and above.ent_type_ == "PERSON"):
            yield Repair(token.i, above.i, "relcl")
            return
        if _is_finite(above) or above.dep_ == "ROOT":
            return
        above = above.head


def _before_verb(token: Token) -> Iterator[Repair]:
    """Give a participle what stands between it and the verb: "a priest seized by gunmen in May has been freed"."""
    verb = token.head
    if token.dep_ != "prep" or not verb.tag_.startswith("VB") or token.i > verb.i or token.i < 2:
        return
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS and child.i < token.i), None)
    if subject is None or token.nbor(-1).text == "," or token.right_edge.i + 1 >= len(token.doc):
        return
    for clause in subject.rights:
        beside = clause.dep_ in {"acl", "relcl"} and clause.right_edge.i == token.i - 1
        if beside and token.right_edge.nbor(1).text != ",":
            yield Repair(token.i, clause.i, "prep")
            return


def _whose(token: Token) -> Iterator[Repair]:
    """Make the subject of a relative clause of what stands between commas: "Benin, whose head, Ewuare, wants it"."""
    if token.dep_ not in {"appos", "conj", "nmod"} or not any(child.tag_ == "WP$" for child in token.lefts):
        return
    above = token.head
    for _ in range(_DEEPEST):
        if above.tag_.startswith("VB"):
            break
        above = above.head
    for verb in above.rights if above.tag_.startswith("VB") else ():
        if verb.dep_ == "conj" and verb.i > token.i and _is_finite(verb) and not _has_subject(verb):
            yield Repair(token.i, verb.i, "nsubj")
            yield Repair(verb.i, token.head.i, "relcl")
            return


def _headline(token: Token) -> Iterator[Repair]:
    """Read "Museum to return bronzes" as a clause."""
    verb = token.head
    if token.dep_ != "acl" or token.tag_ != "VB" or verb.dep_ != "ROOT" or not verb.tag_.startswith("NN"):
        return
    if not any(child.tag_ == "TO" and child.i == token.i - 1 for child in token.lefts) or token.sent[-1].text == ".":
        return
    yield Repair(token.i, token.i, "ROOT")
    yield Repair(verb.i, token.i, "nsubj")
    yield from (Repair(c.i, token.i, c.dep_) for c in verb.rights if c.i > token.i)


def _is_list(noun: Token) -> bool:
    return any(child.dep_ == "conj" for child in noun.rights) or noun.dep_ == "conj"


def _is_helped(verb: Token) -> bool:
    return any(child.dep_ in _HELPING for child in verb.children)


def _is_finite(verb: Token) -> bool:
    helping = [child for child in verb.lefts if child.dep_ in _HELPING]
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE or child.tag_ == "MD" for child in helping)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


_RULES = (_lost_subject, _lost_verb, _low_list, _passive_list, _between, _second_object, _defending, _low_relative, _before_verb, _whose, _headline)
