"""Relation phrases of open triples: a verb with all that makes it true, and the verbs above that it hangs on.

did not sign            auxiliaries and negations stay
plans to meet           so do the verbs that say how real it is
asked Congress to pay   and who is made to do it
was arrested and beaten the second verb shares the auxiliary: "was beaten"
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.triples.arguments import Arguments
from newsweave.ingest.triples.heads import is_time
from newsweave.ingest.triples.words import triple_words

_AUXILIARIES = frozenset({"aux", "auxpass"})
_OWN = frozenset({"aux", "auxpass", "neg", "prt"})
_DENYING = frozenset({"never", "no", "not", "n't", "n’t", "hardly"})
_SHARED_TAGS = frozenset({"VB", "VBN", "VBG"})
_CONTROLLING = frozenset({"on", "upon", "to", "with", "for"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a relation and the verb whose subject they have.

    Attributes:
        tokens: Indexes of the words, in text order.
        top: The highest verb in it.
    """

    tokens: tuple[int, ...]
    top: Token


def phrase(arguments: Arguments, verb: Token) -> Phrase | None:
    """Return the relation that a verb carries, with those above that it is said under; None if too tangled."""
    tokens, top = _above(arguments, verb, 0)
    if top is None or (top.dep_ == "acl" and top.tag_ == "VB" and not clauses.is_passive(top)):
        return None
    if any(child.dep_ in {"expl", "csubj", "csubjpass"} for child in top.children):
        return None
    if top.dep_ == "advcl" and top.tag_ == "VBN" and top.i > top.head.i and clauses.grammatical(top) != _own(top):
        return None  # "He served time, followed by exile"
    return Phrase(tuple(sorted({*tokens, *words(verb)})), top)


def _own(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]


def words(verb: Token, depth: int = 0) -> list[int]:
    """Return a verb with its auxiliaries, negations and particles; those that a list of verbs shares, too."""
    own = [verb.i]
    for child in verb.children:
        if (
            child.dep_ in _OWN
            or (child.lower_ == "neither" and child.i < verb.i)
            or (child.dep_ == "advmod" and _is_needed(child))
        ):
            own.append(child.i)
        if child.dep_ in {"advmod", "npadvmod"}:  # "no longer", "never before"
            denying = [below.i for below in child.children if below.lower_ in _DENYING]
            own += [*denying, child.i] if denying else []
    if depth < _DEEPEST and shares(verb):
        negated = not any(child.dep_ == "cc" and child.lower_ == "but" for child in verb.head.children)
        shared = words(verb.head, depth + 1)
        doc = verb.doc
        own += [i for i in shared if doc[i].dep_ in _AUXILIARIES or (doc[i].dep_ in {"neg", "advmod"} and negated)]
    return own


def _goes_on(verb: Token) -> bool:
    """Tell whether a "to" clause goes on with another: "plans to meet donors and to sign a deal"."""
    if verb.dep_ != "conj" or verb.tag_ != "VB" or not clauses.is_verb(verb.head):
        return False
    return any(child.tag_ == "TO" for child in verb.children) and verb.head.tag_ == "VB"


def _is_second(verb: Token) -> bool:
    """Tell whether a "to" clause is the second of a finite verb: "want to stop them and to close the shop"."""
    if verb.tag_ != "VB" or not any(child.tag_ == "TO" for child in verb.children):
        return False
    return any(child.dep_ == "xcomp" and child.tag_ == "VB" and child.i < verb.i for child in verb.head.children)


def _is_needed(adverb: Token) -> bool:
    """Tell whether a verb would say something else without an adverb: "rarely visits", "turned away"."""
    lists = triple_words()
    if adverb.tag_ == "WRB":  # "discussed how to stop it"
        return any(child.tag_ == "TO" for child in adverb.head.children)
    behind = adverb.i == adverb.head.i + 1
    following = adverb.nbor() if adverb.i + 1 < len(adverb.doc) else adverb
    if adverb.i < adverb.head.left_edge.i + 2 and following.dep_ == "mark":  # "only if"
        return False
    return adverb.lower_ in lists["adverbs"] or (behind and adverb.lower_ in lists["particles"])


def shares(verb: Token) -> bool:
    """Tell whether a verb shares the auxiliary of the one before it in a list: "was arrested and beaten"."""
    head = verb.head
    if verb.dep_ != "conj" or not clauses.is_verb(head) or verb.tag_ not in _SHARED_TAGS or verb.tag_ != head.tag_:
        return False
    return not any(child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for child in verb.children)


def _above(arguments: Arguments, verb: Token, depth: int) -> tuple[list[int], Token | None]:
    """Return the words above a verb that it is said under, and the verb at their top."""
    base = verb
    while shares(base) or _goes_on(base):
        base = base.head
    if depth > _DEEPEST:
        return [], None
    head, dep = base.head, base.dep_
    if dep == "conj" and _is_second(base):
        return _under(arguments, head, base, depth)
    if dep == "pcomp":
        return _behind_preposition(arguments, base, depth)
    if dep == "dobj" and base.tag_ == "VBG" and clauses.is_verb(head):  # "ended up spending"
        return _under(arguments, head, base, depth)
    if dep not in {"xcomp", "ccomp", "advcl"} or base.i < head.i:
        return [], base
    if dep == "ccomp" and not _is_small(base):
        return [], base
    if dep == "advcl" and not _is_purpose(base):
        return [], base
    if any(child.dep_ == "attr" and child.i > head.i for child in head.children):  # "it is an honour to appoint them"
        return [], None
    if dep == "advcl" and any(arguments.run(each, after=True) != arguments.core(each) for each in _direct(head)):
        return [], None  # "announced the start of a process to choose a flag"
    return _under(arguments, head, base, depth)


def _direct(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "dobj"]


def _under(arguments: Arguments, head: Token, base: Token, depth: int) -> tuple[list[int], Token | None]:
    """Return the words of a verb or of "is ready", with those above it and those between it and what hangs on it."""
    if clauses.is_verb(head):
        tokens, top = _above(arguments, head, depth + 1)
        how = [i for child in head.children if child.dep_ == "acomp" and child.i < base.i for i in adjective(child)]
        return [*tokens, *words(head), *how, *_between(arguments, head, base)], top
    if head.dep_ in {"acomp", "oprd"} and clauses.is_verb(head.head):
        tokens, top = _above(arguments, head.head, depth + 1)
        return [*tokens, *words(head.head), *adjective(head)], top
    return [], None


def adjective(token: Token) -> list[int]:
    """Return an adjective with what turns its meaning: "not likely", "too weak", "less able"."""
    return [token.i, *(child.i for child in token.children if child.dep_ in {"neg", "advmod"} and child.i < token.i)]


def _behind_preposition(arguments: Arguments, base: Token, depth: int) -> tuple[list[int], Token | None]:
    preposition = base.head
    word, head = preposition.lower_, preposition.head
    if head.tag_.startswith("NN"):
        return [], None
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in base.children):  # "with talks continuing in Oslo"
        return [], base
    if word in triple_words()["chaining"] and preposition.i > head.i:
        tokens, top = _under(arguments, head, base, depth)
        return [*tokens, preposition.i], top
    if word in triple_words()["keeping"]:
        return [preposition.i], base
    return ([], base) if preposition.dep_ in {"prep", "mark"} and word not in {"than", "of"} else ([], None)


def _is_small(verb: Token) -> bool:
    """Tell whether a clause says no more than "to do": "helped the girls enter", "saw them leave"."""
    if verb.tag_ not in {"VB", "VBG"}:
        return False
    return not any(child.tag_ == "MD" or child.dep_ == "mark" or child.tag_ in {"VBP", "VBD"} for child in verb.lefts)


def _is_purpose(verb: Token) -> bool:
    """Tell whether a clause says what for: "met to discuss peace"."""
    to = any(child.tag_ == "TO" for child in verb.children)
    own = any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in verb.children)
    return verb.tag_ == "VB" and to and not own


def _between(arguments: Arguments, head: Token, base: Token) -> Iterator[int]:
    """Yield who is made to do it, in a few words: "asked [Congress] to pay", "called [on Congress] to pay"."""
    own = [child for child in base.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i > head.i]
    direct = [child for child in head.children if child.dep_ in {"dobj", "dative"} and head.i < child.i < base.i]
    for child in own or direct[-1:]:
        if child.tag_ not in {"WP", "WDT"}:
            yield from range(*arguments.short(child))
        return
    for prep in head.children:
        if prep.dep_ == "prep" and head.i < prep.i < base.i and prep.lower_ in _CONTROLLING:
            for child in prep.children:
                if child.dep_ == "pobj" and not is_time(child):
                    yield prep.i
                    yield from range(*arguments.short(child))
                    return


def written(verb: Token, tokens: Iterable[int], behind: Iterable[int] = ()) -> str:
    """Write words as the text has them, with a space where other words stand between.

    Args:
        verb: A token of the document.
        tokens: Indexes, put in text order.
        behind: Prepositions that stand before the verb in the text and behind it here: "On May 1 he left".
    """
    doc = verb.doc
    parts: list[str] = []
    last = None
    for i in (*sorted(set(tokens)), *behind):
        token = doc[i]
        if token.is_space:
            continue
        glued = last is not None and last.i + 1 == i and not last.whitespace_
        text = token.lower_ if token.tag_ in {"IN", "TO"} and token.is_title else token.text
        parts.append(text if glued or last is None else f" {text}")
        last = token
    return "".join(parts)
