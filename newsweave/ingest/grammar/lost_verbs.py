"""Verbs that the parser hung too low, took for participles, or left without a subject.

the firm failed and its head has been charged        its head: subject of "charged", not one more verb of the list
the union called on him to resign, saying that       called: the verb of the sentence, not what the union is called
he was asked about threats posted online but was freed      freed: he, not the threats
it was signed by miners and handed over by pupils    handed: in the passive
Museum to return bronzes                             return: the verb of a headline
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.repair import DEEPEST, HELPING, Repair, has_subject, is_finite, is_helped

_FIRST = frozenset({"was", "were", "is", "are", "has", "have", "had", "will", "would"})
_BELOW = frozenset({"xcomp", "advcl", "acl", "relcl"})


def lost_subject(token: Token) -> Iterator[Repair]:
    """Make the noun between two verbs of a list the subject of the second, which has none."""
    verb = token.head
    if token.dep_ != "conj" or not token.tag_.startswith("NN") or not verb.tag_.startswith("VB") or token.i < verb.i:
        return
    first = token.left_edge
    if first.i == 0 or first.nbor(-1).dep_ != "cc" or first.nbor(-1).head.i != verb.i:
        return
    for other in verb.rights:
        if other.dep_ == "conj" and other.i > token.i and is_finite(other) and not has_subject(other):
            passive = any(child.dep_ == "auxpass" for child in other.children)
            yield Repair(token.i, other.i, "nsubjpass" if passive else "nsubj")
            return


def lost_verb(token: Token) -> Iterator[Repair]:
    """Make what the parser took for a participle the verb, if the verb that it found is one: "called ..., saying"."""
    if token.dep_ != "ROOT" or token.tag_ != "VBG" or any(child.dep_ in HELPING for child in token.children):
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


def low_list(token: Token) -> Iterator[Repair]:
    """Hang a finite verb on the finite verb above, not on a participle or infinitive before it.

    "was asked about threats posted online but was freed", "vowed to defend the bank and ruled out a tax".
    """
    part = token.head
    if token.dep_ != "conj" or not token.tag_.startswith("VB") or part.i > token.i or has_subject(token):
        return
    helped = any(child.dep_ in HELPING and child.lower_ in _FIRST for child in token.lefts)
    low = part.dep_ in {"acl", "amod"} and part.tag_ in {"VBN", "VBG"} and not is_helped(part) and helped
    to = part.tag_ == "VB" and part.dep_ in _BELOW and any(child.tag_ == "TO" for child in part.lefts)
    active = token.tag_ == "VBD" and any(child.dep_ in {"dobj", "xcomp", "ccomp"} for child in token.rights)
    known = part.dep_ == "advcl" and any(child.dep_ == "auxpass" for child in part.lefts) and active
    if not (low or known or (to and (token.tag_ == "VBD" or helped))):
        return
    above = part.head
    for _ in range(DEEPEST):
        if above.tag_.startswith("VB") and is_finite(above) and above.i < token.i:
            yield Repair(token.i, above.i, "conj")
            yield from (Repair(word.i, above.i, "cc") for word in part.rights if word.dep_ == "cc" and word.i < token.i)
            return
        above = above.head


def passive_list(token: Token) -> Iterator[Repair]:
    """Read the second verb of a passive list that tells who does it as a passive: "was signed and handed over by"."""
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or first.tag_ != "VBN" or has_subject(token):
        return
    passive = any(child.dep_ == "auxpass" for child in first.children)
    if passive and any(c.dep_ == "agent" for c in token.rights) and not any(c.dep_ == "dobj" for c in token.rights):
        yield Repair(token.i, first.i, "conj", "VBN")


def headline(token: Token) -> Iterator[Repair]:
    """Read "Museum to return bronzes" as a clause."""
    verb = token.head
    if (
        token.dep_ not in {"acl", "relcl"}
        or token.tag_ != "VB"
        or verb.dep_ != "ROOT"
        or not verb.tag_.startswith("NN")
    ):
        return
    if not any(child.tag_ == "TO" and child.i == token.i - 1 for child in token.lefts) or token.sent[-1].text == ".":
        return
    yield Repair(token.i, token.i, "ROOT")
    yield Repair(verb.i, token.i, "nsubj")
    yield from (Repair(c.i, token.i, c.dep_) for c in verb.rights if c.i > token.i)
