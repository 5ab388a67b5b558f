"""Heads of noun phrases: which can be an argument, and what is coordinated with them."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses

_TEMPORAL = frozenset({"DATE", "TIME"})
_UNNAMED = frozenset({"WP", "WDT", "WRB", "EX", "WP$"})


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield a noun and what is coordinated with it, in text order: "Sudan, Iran and Yemen"."""
    waiting = [head]
    while waiting:
        at = waiting.pop(0)
        yield at
        waiting += [child for child in at.rights if child.dep_ == "conj" and not clauses.is_verb(child)]


def is_argument(head: Token) -> bool:
    """Tell whether a head can be an argument: a noun, a number, a pronoun that points to somebody or something."""
    if head.tag_ in _UNNAMED or head.is_punct or head.is_space:
        return False
    if head.tag_ in {"VBG", "VBN"}:  # "the dying", but not "killing a man"
        return any(child.dep_ in {"det", "poss", "amod"} for child in head.lefts)
    return head.tag_.startswith(("NN", "PRP", "CD", "DT", "JJ", "FW", "$")) and head.tag_ != "PRP$"


def is_time(head: Token) -> bool:
    """Tell whether a noun names a time: "January 6", "last week"."""
    return head.ent_type_ in _TEMPORAL


def is_excluded(each: Token) -> bool:
    """Tell whether a member of a list is said not to belong to it: "the army but not the police"."""
    if each.dep_ != "conj":
        return False
    first = min(each.left_edge.i, *(child.i for child in each.children if child.dep_ == "neg"), each.i)
    words = {token.lower_ for token in each.doc[max(0, first - 2) : each.i]}
    return bool(words & {"not", "than", "instead"})


def is_prefix(token: Token) -> bool:
    """Tell whether a token goes with a hyphen behind it: the "ex" of "ex-husband"."""
    return not token.whitespace_ and token.tag_ in {"AFX", "NN", "NNP", "JJ", "CD"}
