"""Phrases: from the head of a noun phrase to the run of tokens that a reader would quote for it."""

from spacy.tokens import Token

from newsweave.ingest.reading import Reading

_LONGEST = 16
_DEEPEST = 6
_LEFT = frozenset({"DT", "PDT", "WDT"})
# Prepositions that belong to the noun before them; others tell something of the verb.
_BINDING = frozenset({"of", "for", "from", "between"})
_FELLOWS = frozenset({"VBN", "JJ"})
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_MARKS = frozenset("\"“”'‘’")
# "one of the men", "most of the country": a part of what is named.
_SHARES = frozenset(
    "one some many most all several both each half much more few none another enough".split(),
)
_VAGUE = frozenset({"it", "this", "that", "there", "what", "which", "who", "whom", "one", "none", "such", "so"})


def phrase(reading: Reading, head: Token, *, short: bool = False, depth: int = 0) -> tuple[int, int]:
    """Return the tokens of the phrase around a head: without article, clause or apposition.

    "the temporary camp for refugees, which was" gives "temporary camp for refugees"; a name gives the name.

    Args:
        reading: The document.
        head: The noun.
        short: Leave out what stands behind the noun.
        depth: How many nouns deep it is: "the head of the office of the mayor".
    """
    named = reading.refers(head.i)
    if named is not None:
        return named.start, named.end
    start = head.i
    for child in head.lefts:
        if child.dep_ in {"amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "det", "predet"}:
            start = min(start, child.left_edge.i)
    end = head.i + 1
    for child in () if short or depth > _DEEPEST else head.rights:
        if child.dep_ == "punct" and child.text in _MARKS and child.i == end:
            end += 1
            continue
        if child.dep_ != "prep" or child.lower_ not in _BINDING or child.i != end:
            break
        inner = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
        if not inner:
            break
        last = phrase(reading, inner[0], depth=depth + 1)[1] if inner[0].i < head.i + _LONGEST else end
        if last - start > _LONGEST or last <= end:
            break
        end = last
    doc = reading.doc
    while end > head.i + 1 and (doc[end - 1].text in _MARKS):
        end -= 1
    start = max(start, end - 2 * _LONGEST)
    while start < head.i and (doc[start].tag_ in _LEFT or doc[start].is_space or doc[start].is_punct):
        start += 1
    return start, end


def is_described(reading: Reading, head: Token) -> bool:
    """Tell whether a head names or describes somebody or something, and is no mere pointer."""
    if reading.refers(head.i) is not None:
        return True
    if head.lower_ in _SHARES and any(child.lower_ == "of" for child in head.rights):
        return True
    if head.tag_ in {"PRP", "WP", "WDT", "EX"} or head.lower_ in _VAGUE:
        return False
    if head.tag_ in _FELLOWS and head.dep_ in _STANDING and any(child.lower_ == "the" for child in head.lefts):
        return True  # "the injured were flown out"
    if not any(letter.isalnum() for letter in head.text):
        return False
    return head.tag_.startswith("NN") or head.tag_ == "CD" or any(child.tag_ == "CD" for child in head.children)
