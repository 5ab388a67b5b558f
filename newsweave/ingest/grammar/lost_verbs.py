"""Verbs that the parser hung too low, took for participles, or left without a subject.

the firm failed and its head has been charged        its head: subject of "charged", not one more verb of the list
the union called on him to resign, saying that       called: the verb of the sentence, not what the union is called
he was asked about threats posted online but was freed      freed: he, not the threats
it was signed by miners and handed over by pupils    handed: in the passive
Museum to return bronzes                             return: the verb of a headline
Farm union blocks port                               blocks: what the union does
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.control import control
from newsweave.ingest.grammar.repair import DEEPEST, HELPING, Repair, has_subject, is_finite, is_helped

_FIRST = frozenset({"was", "were", "is", "are", "has", "have", "had", "will", "would"})
_ASIDE = frozenset({"relcl", "aux", "auxpass", "ccomp", "advcl"})
_HEADLINE = 18  # words
_OF_VERBS = frozenset({"punct", "advcl", "cc"})
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
    below = part.dep_ == "advcl" or (part.dep_ == "relcl" and any(child.dep_ == "ccomp" for child in token.rights))
    known = below and any(child.dep_ == "auxpass" for child in part.lefts) and active
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
    noun = token.head
    if token.dep_ not in {"acl", "relcl"} or noun.dep_ != "ROOT" or not noun.tag_.startswith("NN"):
        return
    infinite = token.tag_ in {"VB", "VBN"} and any(child.tag_ == "TO" for child in token.lefts)
    if not infinite or token.sent[-1].text == ".":
        return
    passive = any(child.dep_ == "auxpass" for child in token.lefts)
    yield Repair(token.i, token.i, "ROOT")
    yield Repair(noun.i, token.i, "nsubjpass" if passive else "nsubj")
    yield from (Repair(c.i, token.i, c.dep_) for c in noun.rights if c.i > token.i)


def compound_verb(token: Token) -> Iterator[Repair]:
    """Make a verb of what stands before a noun like a part of it, and has a subject: "Parliament debates bill"."""
    noun = token.head
    for _ in range(DEEPEST):
        noun = noun.head if noun.dep_ == "compound" else noun
    subject = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if not token.tag_.startswith("VB") or token.dep_ != "compound" or subject is None or noun.i < token.i:
        return
    if noun.dep_ not in {"ROOT", "ccomp", "conj", "appos"} or not noun.tag_.startswith("NN"):
        return
    yield Repair(token.i, token.i if noun.dep_ == "ROOT" else noun.head.i, noun.dep_, _told(token))
    yield Repair(noun.i, token.i, "dobj")
    yield from (Repair(c.i, token.i, c.dep_) for c in noun.lefts if c.i < subject.left_edge.i)
    yield from (Repair(c.i, token.i, c.dep_) for c in noun.rights if c.dep_ in _OF_VERBS or _is_doing(c))


def headline_verb(token: Token) -> Iterator[Repair]:
    """Find the verb of a headline that the parser took for a noun: "Farm union blocks port", "Court jails mayor"."""
    if token.tag_ not in {"NNS", "VBZ"} or token.lower_ not in control()["headlines"] or token.i == token.sent.start:
        return
    sentence, first = token.sent, token.nbor(-1)
    if len(sentence) > _HEADLINE or sentence[-1].is_punct or not first.tag_.startswith("NN"):
        return
    root = sentence.root
    if token.i == root.i:
        thing = next((child for child in token.rights if child.dep_ in {"appos", "dep", "npadvmod"}), None)
    elif token.head.i == root.i and token.dep_ in {"compound", "nsubj"} and root.i > token.i:
        thing = root
    else:
        return
    if thing is None or any(is_finite(other) for other in sentence if other.i not in {token.i, root.i}):
        return
    yield Repair(token.i, token.i, "ROOT", "VBZ")
    yield Repair(first.i, token.i, "nsubj")
    yield Repair(thing.i, token.i, "dobj", "NN" if thing.tag_.startswith("VB") else None)
    for above in {token.i: token, root.i: root}.values():
        yield from (Repair(c.i, first.i, c.dep_) for c in above.lefts if c.i < first.i)
        yield from (Repair(c.i, thing.i, "acl") for c in above.rights if c.dep_ == "xcomp" and above.i == thing.i)


def lost_main(token: Token) -> Iterator[Repair]:
    """Find the verb of a sentence that has none: "Akaka, chairman of the panel, called on Congress to act"."""
    if not token.tag_.startswith("NN") or not token.sent[-1].is_punct:
        return
    told = [word for word in token.sent if word.tag_ in {"VBD", "VBZ", "VBP"} and word.dep_ not in _ASIDE]
    if len(told) != 1 or told[0].dep_ != "acl" or told[0].tag_ != "VBD" or told[0].nbor(-1).text != ",":
        return
    verb = told[0]
    yield Repair(verb.i, verb.i, "ROOT")
    yield Repair(token.i, verb.i, "nsubj")
    if verb.head.i != token.i and verb.head.dep_ == "conj":
        yield Repair(verb.head.i, token.i, "appos")


def lost_participle(token: Token) -> Iterator[Repair]:
    """Make the second verb the main one behind a participle between commas: "Glass, convicted of theft, had lived"."""
    subject = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if token.tag_ not in {"VBD", "VBN"} or is_helped(token) or subject is None:
        return
    start = min((c.left_edge.i for c in token.lefts if c.dep_ == "advmod" and c.i > subject.i), default=token.i)
    if start < 2 or token.doc[start - 1].text != "," or subject.right_edge.i not in {start - 1, start - 2}:
        return
    for verb in token.rights:
        if (
            verb.dep_ in {"conj", "dep"}
            and is_finite(verb)
            and not has_subject(verb)
            and verb.left_edge.nbor(-1).text == ","
        ):
            passive = any(child.dep_ == "auxpass" for child in verb.lefts)
            yield Repair(verb.i, verb.i, "ROOT")
            yield Repair(subject.i, verb.i, "nsubjpass" if passive else "nsubj")
            yield Repair(token.i, subject.i, "acl", "VBN")
            yield from (Repair(c.i, verb.i, c.dep_) for c in token.children if _is_outside(c, subject, verb, start))
            return


def told_whom(token: Token) -> Iterator[Repair]:
    """Give a clause its subject: "told reporters the commander had believed", where the commander is told nothing."""
    verb = token.head
    if token.i < verb.i or has_subject(token) or not is_finite(token) or not token.tag_.startswith("VB"):
        return
    between = [child for child in verb.rights if child.i < token.i]
    told = next((child for child in between if child.dep_ == "dative"), None)
    nouns = [child for child in between if child.dep_ == "dobj" and told is not None and child.i > told.i]
    if nouns:
        yield Repair(nouns[0].i, token.i, "nsubj")
        yield from (Repair(other.i, nouns[0].i, "appos") for other in nouns[1:])


def _is_outside(word: Token, subject: Token, verb: Token, start: int) -> bool:
    """Tell whether a word stands before a participle, or behind the main verb."""
    return word.i not in {subject.i, verb.i} and (word.i < start or word.i > verb.i)


def _told(verb: Token) -> str:
    return "VBP" if verb.tag_ == "VB" else verb.tag_


def _is_doing(word: Token) -> bool:
    """Tell whether a preposition or verb behind a noun tells what somebody does: "of lifting", "and ask"."""
    return word.tag_.startswith("VB") or any(child.dep_ == "pcomp" for child in word.rights)
