"""Noun phrases that hang on a verb of speech, with what follows them, as runs of tokens."""

from spacy.tokens import Token

from newsweave.ingest.quotes.clauses import Run, is_infinitive
from newsweave.ingest.quotes.cues import CueRow
from newsweave.ingest.quotes.marks import Stretch

Inside = dict[int, Stretch]
_LINKS = frozenset({"to", "of", "about", "for", "between", "with", "over", "against", "near", "in"})
_CLOSING = frozenset({"”", '"', "’"})
_QUOTED = 2  # tokens in quotation marks that make a noun phrase a quotation


def object_of(row: CueRow, verb: Token) -> Run | None:
    """Return the object of a verb, with what follows it: "reported an explosion near the market"."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.tag_.startswith("NN"):
            if row.nouns and child.lower_ not in row.nouns:
                return None
            start, end = _stretched(verb, child)
            return start, _infinitive_after(verb, end) or end
    return None


def quoted(verb: Token, inside: Inside) -> Run | None:
    """Return an object with quoted words: 'condemned "a cruel attack" on its members'."""
    for child in verb.children:
        if child.dep_ in {"dobj", "oprd", "attr"} and child.i > verb.i:
            found = _stretched(verb, child)
            if quoted_words(found, inside) >= _QUOTED:
                return found
    return None


def behind(preposition: str, row: CueRow, verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    """Read what stands behind a preposition, with quoted words or an infinitive: "called on the firm to pay"."""
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ != preposition or child.i < verb.i:
            continue
        noun = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
        if noun is None or noun.ent_type_ in {"DATE", "TIME"}:
            continue
        start, end = _stretched(verb, noun)
        demanded = _infinitive_after(verb, end) if preposition == "on" else None
        if demanded or row.plain or quoted_words((start, end), inside) >= _QUOTED:
            near = child.i == verb.i + 1
            return (verb.i, child.i + 1 if near else verb.i + 1), (start, demanded or end)
    return None


def _infinitive_after(verb: Token, start: int) -> int | None:
    """Return the end of an infinitive that begins at a token, with others that go on from it."""
    for child in verb.rights:
        if child.left_edge.i == start and child.dep_ in {"xcomp", "advcl", "ccomp"} and is_infinitive(child):
            others = [t for t in verb.rights if t.dep_ == "conj" and t.tag_ == "VB" and t.i > child.i]
            return max(token.right_edge.i + 1 for token in (child, *others))
    return None


def _stretched(verb: Token, noun: Token) -> Run:
    """Return a noun phrase with the prepositions that follow it, wherever the parser hung them."""
    doc, start, end = verb.doc, noun.left_edge.i, noun.right_edge.i + 1
    for child in verb.rights:
        closed = end + 1 if end < len(doc) and doc[end].text in _CLOSING else end
        if child.left_edge.i in {end, closed} and child.dep_ == "prep" and child.lower_ in _LINKS:
            end = child.right_edge.i + 1
    return start, end


def quoted_words(run: Run, inside: Inside) -> int:
    """Return how many tokens of a run stand in quotation marks."""
    return sum(i in inside for i in range(*run))
