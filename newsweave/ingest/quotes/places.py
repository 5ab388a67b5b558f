"""To whom and where words are said: "told the BBC", "wrote on Twitter", "said in a statement"."""

from spacy.tokens import Token

from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.quotes.cues import quote_words

_IN = frozenset({"in", "on", "at", "via", "through", "during", "over", "using", "by"})
TELLING = frozenset(
    "tell inform remind assure reassure notify advise brief ask warn beg implore question caution promise".split()
)
_LONGEST = 8


def addressee(cue: Token, before: int | None = None) -> tuple[int, int] | None:
    """Return the tokens of the phrase that names who is spoken to: "reporters" in "told reporters"."""
    for child in cue.children:
        if child.i < cue.i or (before is not None and child.i >= before):
            continue
        noun = child if child.dep_ in {"dobj", "dative"} and lemma(cue) in TELLING else None
        if child.dep_ == "prep" and child.lower_ == "to":
            noun = _object(child)
        if noun is not None and noun.tag_[:2] in {"NN", "PR"} and noun.lower_ not in quote_words().media:
            return _run(noun)
    return None


def medium(cue: Token) -> tuple[int, int] | None:
    """Return the tokens of the phrase that names where it was said: "a statement"."""
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in _IN:
            noun = _object(child)
            if noun is not None and noun.lower_ in quote_words().media:
                return _run(noun)
        if child.dep_ == "nsubj" and child.lower_ in quote_words().issued:  # "the CSTO statement said"
            return _run(child)
    return None


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _run(noun: Token) -> tuple[int, int]:
    """Return the noun with what stands before it: "a January 6 statement"."""
    start = noun.left_edge.i
    return (start if noun.i - start <= _LONGEST else noun.i), noun.i + 1
