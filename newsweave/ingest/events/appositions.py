"""Who stands beside a noun: "his predecessor, Nursultan Nazarbaev", "the pair of Ann Weber and Carl Dahl"."""

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.names.cues import cues
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_FAR = 200  # tokens back
_SO_MANY = {"pair": 2, "duo": 2, "couple": 2, "both": 2, "trio": 3}
_PAIRED = frozenset({Kind.PERSON, Kind.ORG})
_PERSONS, _BODIES, _PLACES = frozenset({Kind.PERSON}), frozenset({Kind.ORG}), frozenset({Kind.PLACE})
_KINDS = {
    **dict.fromkeys(("men", "women", "leaders", "presidents", "ministers", "players", "brothers", "sisters"), _PERSONS),
    **dict.fromkeys(("companies", "firms", "banks", "teams", "clubs", "airlines", "parties", "unions"), _BODIES),
    **dict.fromkeys(("countries", "nations", "governments", "neighbours", "neighbors", "cities"), _PLACES),
    **dict.fromkeys(("sides", "rivals"), _BODIES | _PLACES | _PERSONS),
}


def apposition(reading: Reading, head: Token) -> Referent | None:
    """Return the name behind a common noun: "his predecessor, Nursultan Nazarbaev"."""
    if not head.tag_.startswith("NN") and head.tag_ != "CD":  # "one of them, 25-year-old Romario Veloz"
        return None
    beside = [child for child in head.rights if child.dep_ == "appos" and not _is_some_of(child)]
    beside += [inner for child in beside for inner in child.rights if inner.dep_ == "appos"]  # "his wife, the poet X"
    names = [(reading.at(child.i), _is_far(child)) for child in beside]
    near = (name for name, far in names if name and (not far or reading.kind(name) is Kind.PERSON))
    return next(near, None) or _beside_person(reading, head) or _of_body(reading, head)


def _of_body(reading: Reading, noun: Token) -> Referent | None:
    """Return the holder of "Co-founder of Google, Sergey Brin, met", whom the parser hangs on the body."""
    if noun.lower_ not in cues().roles:
        return None
    bodies = (child for of in noun.rights if of.lower_ in {"of", "at"} for child in of.rights)
    beside = (reading.at(child.i) for body in bodies for child in body.rights if child.dep_ == "appos")
    return next((name for name in beside if reading.kind(name) is Kind.PERSON), None)


def appositions(reading: Reading, head: Token) -> tuple[Referent, ...]:
    """Return the persons behind a noun for several: "Americans Ann Weber and Carl Dahl", "two men, A and B"."""
    if head.tag_ not in {"NNS", "NNPS"}:
        return ()
    first = [child for child in head.rights if child.dep_ == "appos" and not _is_some_of(child)][:1]
    named = _named(reading, first)
    return named if len(named) > 1 and all(reading.kind(each) is Kind.PERSON for each in named) else ()


def _beside_person(reading: Reading, noun: Token) -> Referent | None:
    """Return the person whom a noun behind a name describes: "Jane Doe, a former pilot who"."""
    named = reading.at(noun.head.i) if noun.dep_ == "appos" and noun.tag_ == "NN" else None
    if named is None or reading.kind(named) is not Kind.PERSON:
        return None
    first = noun.left_edge
    return named if first.tag_ == "DT" and named.end <= first.i <= named.end + 1 else None


def both(reading: Reading, head: Token) -> tuple[Referent, ...]:
    """Return the two of "the pair", "both", "the pair of Ann Weber and Carl Dahl"."""
    number = _SO_MANY.get(head.lower_) or _counted(head)
    if number is None or any(child.dep_ in {"amod", "relcl"} for child in head.children if child.lower_ != "of"):
        return _each_of(reading, head) if number is not None else ()
    below = _each_of(reading, head)
    if below or any(child.dep_ == "prep" for child in head.rights):
        return below
    for token in reversed(reading.doc[max(0, head.i - _FAR) : head.i]):
        if any(child.dep_ == "conj" for child in token.rights) and token.dep_ != "conj":
            named = _named(reading, [token])
            kinds = _KINDS.get(head.lower_, _PAIRED)
            if len(named) == number and all(reading.kind(each) in kinds for each in named):
                return named
    return ()


def _each_of(reading: Reading, head: Token) -> tuple[Referent, ...]:
    named = _named(reading, clauses.behind(head, "of")[:1])
    return named if len(named) > 1 else ()


def _named(reading: Reading, heads: list[Token]) -> tuple[Referent, ...]:
    spread = clauses.spread(heads)
    return tuple(named for each in spread if (named := reading.refers(each.i) or apposition(reading, each)))


def _is_some_of(name: Token) -> bool:
    """Tell whether a name behind a noun is only some of them: "players, among them Ann Weber"."""
    return any(child.dep_ in {"prep", "nsubj"} for child in name.lefts)


def _is_far(name: Token) -> bool:
    """Tell whether a clause stands between a noun and a name: "the tremor, which was felt in the capital, Oslo,"."""
    return any(child.dep_ == "relcl" and child.i < name.i for child in name.head.rights)


def _counted(head: Token) -> int | None:
    """Return how many are meant by "both companies", "the two men"."""
    if head.lower_ not in _KINDS:
        return None
    words = {child.lower_ for child in head.lefts}
    return 2 if "both" in words or {"the", "two"} <= words else 3 if {"the", "three"} <= words else None
