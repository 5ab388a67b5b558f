"""The grammatical subject of a verb, found through control, raising, coordination and relative clauses.

Peru agreed to stop shelling the port     shelling: Peru
they urged Peru to leave                  leave: Peru
a policy of turning boats away, of Peru   turning: whose policy it is
"""

import functools
from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.lists import read_table

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
# Subjects reach at most so many clauses down: "X was forced to agree to stop trying to ...".
_DEEPEST = 8
# Tokens back to the first verb of a list: what is farther has nothing to tell, and endless sentences stay cheap.
_FARTHEST = 80
# With an object, these are still done by their subject: "promised him to go".
_SUBJECT_CONTROL = frozenset("promise promised promises threaten threatened vowed pledged use used uses using".split())
# "accused of killing", "arrested for speeding", "prevented from leaving": the object does it.
_OBJECT_DOES = frozenset({"of", "for", "from", "into", "on", "over"})
_CHARGES = frozenset({"suspicion", "charge", "charges", "accusation", "accusations", "allegations", "grounds"})
_HELPING = frozenset({"aux", "auxpass"})
_HAVE = frozenset({"have", "has", "had"})  # "had killed and detained": one list of participles
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_GET = frozenset({"get", "gets", "got", "gotten", "getting"})


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb that carries a clause, and no auxiliary."""
    return token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}


def first_of_list(verb: Token) -> Token:
    """Return the first verb of a list that a verb stands in: "sacked", of "sacked A, declared B and left"."""
    first = verb
    for _ in range(_DEEPEST):
        if first.dep_ != "conj" or not is_verb(first.head) or verb.i - first.head.i > _FARTHEST or is_apart(first):
            break
        first = first.head
    return first


def is_apart(verb: Token) -> bool:
    """Tell whether the parser hung a verb on the one below its own.

    "admitted they may go and called", "said the strike was illegal and threatened" (see `data/minded.toml`).
    """
    head = verb.head
    if verb.tag_ != "VBD" or own_subjects(verb):
        return False
    if head.dep_ != "ccomp" or head.head.tag_ != "VBD" or head.head.i > head.i:
        return False
    if head.tag_ in {"VB", "VBN", "VBG"}:
        return any(child.dep_ in _HELPING and child.lower_ not in _HAVE for child in head.lefts)
    return verb.lower_ in _minded()["verbs"] and any(noun.lower_ in _minded()["things"] for noun in own_subjects(head))


@functools.cache
def _minded() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_table("minded").items() if name != "row"}


@functools.cache
def control() -> dict[str, frozenset[str]]:
    """Return the lists of `data/control.toml`: whose object does what is behind "to", and what speakers go on with."""
    return {name: frozenset(words) for name, words in read_table("control").items() if name != "row"}


def is_passive(verb: Token) -> bool:
    """Tell whether the grammatical subject of a verb undergoes it: "were sent", "the men arrested there"."""
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        return False
    if verb.tag_ == "VBD" and any(child.dep_ == "dobj" for child in verb.children):
        return False
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    if passive or (verb.dep_ in {"acl", "amod"} and not own_subjects(verb)):
        return True
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and _is_near_first(verb):  # "were arrested and beaten"
        if verb.head.tag_ == "VBN" or own_subjects(verb):
            return not own_subjects(verb) and is_passive(verb.head)
        return verb.head.lower_ in _BE  # "she was eighteen and then sent away"; after "chose", "posted" is past tense
    return verb.head.lower_ in _GET or (
        verb.dep_ == "advcl" and not own_subjects(verb)
    )  # "got killed"; "found dead, he ..."


def _is_near_first(verb: Token) -> bool:
    """Tell whether a list of verbs is of a length that somebody would write."""
    for _ in range(_DEEPEST):
        if verb.dep_ != "conj":
            return True
        verb = verb.head
    return False


def behind(token: Token, preposition: str) -> list[Token]:
    """Return the heads of the phrases behind a preposition that hangs on a verb or noun: "accused of", "talks with"."""
    return spread(
        child
        for prep in token.children
        if prep.lower_ == preposition and prep.dep_ in {"prep", "agent", "dative", "prt", "advmod"}
        for child in prep.children
        if child.dep_ == "pobj"
    )


def grammatical(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subject of a verb, found through control, coordination and relative clauses."""
    own = own_subjects(verb)
    if own:
        return [antecedent(own[0], verb)]
    if depth > _DEEPEST or any(child.dep_ == "csubj" for child in verb.lefts):  # "closing it would save the mayor"
        return []
    head, dep = verb.head, verb.dep_
    if dep in {"relcl", "acl"}:
        return [head] if verb.tag_ != "VB" else _holders(head, depth)
    if dep == "conj" and is_verb(head):
        return grammatical(head.head if is_apart(verb) else head, depth + 1)
    beside = _reduced_beside(verb) if dep == "ccomp" else []
    if beside:
        return beside
    if dep in {"xcomp", "ccomp"} and (is_verb(head) or head.dep_ == "acomp"):
        return _controller(verb, head if is_verb(head) else head.head, depth)
    if dep == "advcl" and is_verb(head):
        return grammatical(_told_before(verb, head), depth + 1)
    if dep == "pcomp":
        return _behind_preposition(head, depth)
    return _shared_from_left(verb)


def own_subjects(verb: Token) -> list[Token]:
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not found:  # nothing is given to whom stands before the verb: the parser means its subject
        found = [child for child in verb.children if child.dep_ == "dative" and child.i < verb.i]
    named = [child for child in found if not is_relative(child)]
    return named or found  # "a policy which the UN has criticised"


def is_relative(token: Token) -> bool:
    return token.tag_ in RELATIVE or (token.lower_ == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj"})


def antecedent(token: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for, and any other word as it is."""
    if not is_relative(token):
        return token
    at = verb
    while at.dep_ in {"conj", "xcomp", "ccomp"} and at.head.i != at.i:
        at = at.head
    return at.head if at.dep_ == "relcl" else token


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    """Return who does the verb under another: the object of "asked him to go", the subject of "agreed to go"."""
    infinite = verb.tag_ in {"VB", "VBG"} or any(child.tag_ == "TO" for child in verb.lefts)
    if infinite and _is_done_by_object(verb, head) and not is_passive(head):
        objects_ = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.i < verb.i]
        if not objects_:  # "called on Russia to withdraw", "appealed to both sides to stop"
            objects_ = [*behind(head, "on"), *behind(head, "to")]
            objects_ = [token for token in objects_ if head.i < token.i < verb.i]
        if objects_:
            return [antecedent(objects_[-1], head)]
    return grammatical(head, depth + 1)


def _is_done_by_object(verb: Token, head: Token) -> bool:
    """Tell "urged the army to leave" from "beat the champion to win"."""
    if head.lower_ in _SUBJECT_CONTROL:
        return False
    purpose = any(child.tag_ == "TO" for child in verb.lefts) and any(child.dep_ == "dobj" for child in head.children)
    return not purpose or lemma(head) in control()["objects"]


def _told_before(verb: Token, head: Token) -> Token:
    """Return the clause that what comes of it goes with: "it has bought a rival, the firm said, creating jobs"."""
    if verb.tag_ != "VBG" or verb.i < head.i or verb.lower_ in control()["speaking"]:
        return head
    return next((child for child in head.lefts if child.dep_ == "ccomp" and own_subjects(child)), head)


def _behind_preposition(preposition: Token, depth: int) -> list[Token]:
    head = preposition.head
    if head.lower_ in _CHARGES and head.dep_ == "pobj" and is_verb(head.head.head):  # "held on suspicion of killing"
        preposition, head = head.head, head.head.head
    elif not is_verb(head):
        return _holders(head, depth)
    if preposition.lower_ in _OBJECT_DOES:
        direct = [child for child in head.children if child.dep_ == "dobj"]
        if direct:
            return [antecedent(direct[0], head)]
    return grammatical(head, depth + 1)


def _holders(noun: Token, depth: int) -> list[Token]:
    """Return whose a noun is: "Iran's decision to leave", "Malaysia maintains a policy of turning away boats"."""
    doers = behind(noun, "by")  # "an attempt by Peru to win them back"
    if doers:
        return doers[:1]
    own = [child for child in noun.children if child.dep_ == "poss"]
    if own and (own[0].tag_ != "PRP$" or noun.dep_ not in {"dobj", "pobj"}):
        return own[:1]
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if is_verb(verb):
            return grammatical(verb, depth + 1)
    return []


def _shared_from_left(verb: Token) -> list[Token]:
    """Return the subject of a clause that the parser hung under the last of a list: "He sacked A, declared B"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i < verb.i and not any(c.dep_ == "mark" for c in child.children):
            own = own_subjects(child)
            if own and verb.tag_ == child.tag_:
                return [antecedent(own[0], child)]
    return []


def _reduced_beside(verb: Token) -> list[Token]:
    """Return the subject that the parser gave to a participle: "believes the men found there have left"."""
    for child in verb.head.lefts if verb.i < verb.head.i else verb.head.rights:
        if child.i >= verb.i:
            break
        if child.dep_ == "ccomp" and child.tag_ == "VBN" and not any(c.dep_ == "aux" for c in child.children):
            own = own_subjects(child)
            if own:
                return own[:1]
    return []


def spread(heads: Iterator[Token] | list[Token]) -> list[Token]:
    """Add what is coordinated with each head: "Malaysia and Indonesia"."""
    return [token for head in heads for token in (head, *_conjuncts(head))]


def _conjuncts(head: Token) -> list[Token]:
    found: list[Token] = []
    waiting = [head]
    while waiting:  # no recursion: a list can have thousands of members, each hung on the one before
        at = waiting.pop()
        found.append(at)
        waiting += reversed([child for child in at.children if child.dep_ == "conj" and not is_verb(child)])
    return found[1:]
