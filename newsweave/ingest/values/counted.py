"""The noun phrase that a number counts: "security personnel" in "18 security personnel"."""

from spacy.tokens import Doc

from newsweave.ingest.names.name import QUOTES

# Tags of nouns, and of words that may stand in a phrase before its noun.
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
BEFORE_NOUN = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RB", "POS", "CC"}
_DETERMINERS = frozenset("the these those this that its their his her our my all".split())
# The longest phrase before a noun, in words.
_PHRASE = 8


def noun_phrase(doc: Doc, at: int, needs_of: bool, times: set[int]) -> tuple[int, int] | None:
    """Return the noun phrase after a number, without determiners: "of the security personnel".

    Args:
        doc: The text.
        at: The token after the number.
        needs_of: Whether "of" must stand between.
        times: Tokens of dates and times, which no such phrase goes into.

    Returns:
        Its first token and the one after its last, or None.
    """
    stop = min(len(doc), at + _PHRASE)
    while at < stop and (doc[at].text in QUOTES or doc[at].is_space):
        at += 1
    if at < stop and doc[at].lower_ == "of":
        at += 1
    elif needs_of:
        return None
    while at < stop and doc[at].lower_ in _DETERMINERS:
        at += 1
    noun = _noun(doc, at, stop, times)
    return None if noun is None else (at, noun + 1)


def _noun(doc: Doc, at: int, stop: int, times: set[int]) -> int | None:
    """Return the noun that a phrase ends with: "structurally deficient bridges", "Minnesota and Ohio veterans"."""
    noun: int | None = None
    for i in range(at, stop):
        tag, last = doc[i].tag_, doc[i - 1].tag_
        if i in times or tag not in BEFORE_NOUN or (i > at and doc[i].is_sent_start):
            break
        if tag == "POS":
            noun = None  # whose it is, not what is counted
        elif tag in NOUNS:
            if noun is not None and doc[noun].tag_ == "NNS" and last != "HYPH" and tag not in {"NN", "NNS"}:
                break
            noun = i
        elif noun is not None and tag == "CC":
            if last != "NNP" or i + 2 >= stop or doc[i + 1].tag_ != "NNP" or doc[i + 2].tag_ not in {"NN", "NNS"}:
                break
        elif noun is not None and doc[noun].tag_ in {"NNS", "NNPS"} and tag != "HYPH":
            break
    return noun
