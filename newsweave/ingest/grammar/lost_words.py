"""Words that the tokenizer cut at a hyphen and the parser took for several: "co-founded", "vice-president"."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.repair import Repair

_DASH = "-"
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def hyphened(token: Token) -> Iterator[Repair]:
    """Give the last part of a word what hangs on the parts before it, and hang those on it."""
    if token.text != _DASH or token.dep_ == "punct" or not 0 < token.i < len(token.doc) - 1:
        return
    first, last = token.nbor(-1), token.nbor()
    if first.whitespace_ or token.whitespace_ or not (first.is_alpha and last.is_alpha):
        return
    parts = {first.i, token.i, last.i}
    outside = [part for part in (last, token, first) if part.head.i not in parts]
    above = next((part for part in outside if part.dep_ in _CORE), outside[-1] if outside else None)
    if above is not None:
        yield Repair(last.i, above.head.i, above.dep_)
    elif any(part.dep_ == "ROOT" for part in (first, token, last)):
        yield Repair(last.i, last.i, "ROOT")
    else:
        return
    yield Repair(first.i, last.i, "compound")
    yield Repair(token.i, last.i, "punct")
    for part in (first, token):
        yield from (Repair(child.i, last.i, child.dep_) for child in part.children if child.i not in parts)
