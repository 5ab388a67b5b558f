"""The two ends of what a verb or noun tells: who or what its subject and its object refer to.

born in Ituri province, in a village in Peru      the place that the noun is of, or lies in
educated at X in Y and at Z                       each of prepositions that are joined
the board of Siemens                              the body that a board is of
a party whose chairwoman, Joyce's, whose wife     what "whose" takes up
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.facts.tables import Row
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_JOINED = 3  # verbs that may share a subject
_DEEP = 3  # nouns down to the place: "in a hospital in the town of Ventspils"
# What a body has and a person sits on: "the board of Siemens", "Siemens' board".
_ORGANS = frozenset({"board", "council", "committee", "cabinet", "staff", "faculty", "squad"})
_GOING_ON = frozenset("used went came continued returned left".split())
_LYING = frozenset({"in", "near", "at", "outside"})
_PLACES = frozenset(
    "city town village region province district suburb port state area island county department municipality "
    "prefecture governorate oblast valley peninsula neighbourhood neighborhood territory commune canton".split()
)


def subjects(reading: Reading, verb: Token, kinds: frozenset[Kind]) -> Iterator[Referent]:
    """Yield what a verb is said of: "Berg founded", "Berg, who founded", "Born in Krakow, Berg"."""
    heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "relcl" and (not heads or heads[0].tag_ in {"WP", "WDT"}):
        heads = [verb.head]
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not heads and verb.i < verb.head.i:  # "Born in Krakow, she ..."
        heads = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if verb.dep_ == "acomp":
        heads = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if verb.dep_ == "acl" and not heads:
        heads = [verb.head]
    if verb.dep_ == "conj" and not heads:
        heads = subjects_above(verb)
    if verb.dep_ == "xcomp" and not heads and verb.head.lower_ in _GOING_ON:  # "used to head the fund"
        passive = [child for child in verb.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
        heads = [verb.head.head] if verb.head.dep_ == "relcl" else passive or subjects_above(verb.head)
    found = list(referents(reading, heads, kinds))
    yield from found or _who(reading, verb, kinds)


def _who(reading: Reading, verb: Token, kinds: frozenset[Kind]) -> Iterator[Referent]:
    """Yield the person that "who" takes up, over nearer names: "Lwin, a founder of the Coalition, who lives"."""
    if verb.dep_ != "relcl" or Kind.PERSON not in kinds or not any(child.lower_ == "who" for child in verb.lefts):
        return
    above = verb.head
    for _ in range(_DEEP):
        found = meant(reading, above)
        if found and reading.kind(found) is Kind.PERSON:
            yield found
            return
        if above.head.i == above.i or above.tag_.startswith("VB"):
            return
        above = above.head


def subjects_above(verb: Token) -> list[Token]:
    """Return the subject that a verb shares with the one before it: "who is a doctor and works at"."""
    for _ in range(_JOINED):
        verb = verb.head
        heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if heads or verb.dep_ != "conj":
            break
    return [verb.head] if verb.dep_ == "relcl" and (not heads or heads[0].tag_ in {"WP", "WDT"}) else heads


def objects(reading: Reading, verb: Token, row: Row) -> Iterator[Referent]:
    """Yield what a verb is said to do something to, as a row of the table tells: its object, or after a preposition."""
    if row.object == "dobj":
        heads = [child for child in verb.children if child.dep_ == "dobj"]
    else:
        first = [child for child in verb.children if child.dep_ in {"prep", "agent"} and child.lower_ == row.object]
        heads = [child for each in first for child in _below(each)]
    yield from referents(reading, heads, row.objects)


def _below(preposition: Token) -> Iterator[Token]:
    """Yield what stands after a preposition and after those that it is joined with: "at X in Y and at Z"."""
    joined = [preposition, *preposition.conjuncts]
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            inner = (each for child in noun.children if child.dep_ == "prep" for each in child.conjuncts)
            joined += [other for other in inner if other.lower_ == preposition.lower_]
    for each in joined:
        if each.lower_ == preposition.lower_:
            yield from (child for child in each.children if child.dep_ == "pobj")


def referents(reading: Reading, heads: list[Token], kinds: frozenset[Kind]) -> Iterator[Referent]:
    """Yield what tokens, and those that are joined with them, refer to, of some kinds."""
    for head in heads:
        for token in [head, *head.conjuncts]:
            found = meant(reading, token, places=kinds == {Kind.PLACE})
            if found and reading.kind(found) in kinds:
                yield found


def meant(reading: Reading, token: Token, *, places: bool = False) -> Referent | None:
    """Return what the head of a phrase refers to: by itself, by an apposition, or as the organ or part of something.

    Args:
        reading: The document.
        token: The head.
        places: Whether a place may be meant: "a village in Peru" is in Peru.
    """
    found = reading.refers(token.i) or _named_by(reading, token) or _organ_of(reading, token)
    if found is None and places and token.tag_.startswith("NN"):
        return _place(reading, token)
    return found


def _place(reading: Reading, noun: Token) -> Referent | None:
    """Return the place of "Ituri province", "the village of Djugu", "a camp in Vorkuta"."""
    for _ in range(_DEEP):
        if noun.lower_ in _PLACES and noun.i:
            before = reading.at(noun.i - 1)
            if before and reading.kind(before) is Kind.PLACE:
                return before
        signs = _LYING | {"of"} if noun.lower_ in _PLACES else _LYING
        below = (c for preposition in noun.rights if preposition.lower_ in signs for c in preposition.rights)
        following = next((child for child in below if child.dep_ == "pobj"), None)
        if following is None:
            return None
        found = reading.at(following.i)
        if found:
            return found if reading.kind(found) is Kind.PLACE else None
        noun = following
    return None


def _named_by(reading: Reading, noun: Token) -> Referent | None:
    """Return the name in apposition to a common noun: 'the film "Solaris"'."""
    names = (reading.at(child.i) for child in noun.children if child.dep_ == "appos")
    return next((name for name in names if name), None)


def _organ_of(reading: Reading, noun: Token) -> Referent | None:
    """Return the body of which a board or council is: "the board of Siemens", "the BMA's council"."""
    if noun.lower_ not in _ORGANS:
        return None
    whole = [c for c in noun.children if c.dep_ in {"poss", "compound"}]
    whole += [c for of in noun.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    named = (reading.refers(child.i) for child in whole)
    return next((name for name in named if name and reading.kind(name) is Kind.ORG), None)


def whose(reading: Reading, token: Token, *kinds: Kind) -> Referent | None:
    """Return what "whose" takes up, of some kinds: "the Acacia Fund, whose chairwoman is", "Weber, whose wife"."""
    if token.tag_ != "WP$":
        return None
    for above in token.ancestors:
        if above.dep_ == "relcl":
            found = meant(reading, above.head)
            if found and reading.kind(found) in kinds:
                return found
            break
    at = token.i - 1 - (token.i > 1 and token.nbor(-1).text == ",")
    found = reading.at(at) if at >= 0 else None
    return found if found and reading.kind(found) in kinds else None


def where(reading: Reading, verb: Token) -> Referent | None:
    """Return the body that "where" takes up: "Standard Chartered, where she was head of retail banking"."""
    if verb.dep_ != "relcl" or not any(child.lower_ == "where" for child in verb.lefts):
        return None
    found = reading.refers(verb.head.i)
    return found if found and reading.kind(found) is Kind.ORG else None


def is_of(token: Token, word: str) -> bool:
    """Tell whether a particle or preposition hangs on a verb: "set up"."""
    return any(child.lower_ == word for child in token.children)
