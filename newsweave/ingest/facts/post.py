"""A post as a phrase beside a name tells it: the role, and the bodies that it is a post in."""

from dataclasses import dataclass

from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

BODIES = (Kind.PLACE, Kind.ORG, Kind.NORP)
PREPOSITIONS = frozenset("of at for with in to from on".split())
FORMER = frozenset("former ex late then one-time erstwhile ousted deposed outgoing".split())
_RECENT = frozenset({"new", "next", "newly", "first"})  # no part of a post, but for "first lady"
_FIRST = frozenset({"lady", "minister", "secretary", "deputy", "vice", "gentleman", "officer", "lord"})
_PAST = frozenset({"former", "ex", "late", "one-time", "erstwhile", "ousted", "deposed"})
NOUN_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "VBG", "HYPH", "JJS", "NNS"})
FIELD_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CC"})
OFFICE = 4  # tokens of an office: "chancellor of the exchequer"
LONGEST = 12  # tokens in a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post as a phrase tells it: role and the bodies named beside it.

    Attributes:
        role: Tokens of the role without body and "former", half-open.
        bodies: What it is a post in.
        former: Whether it is over.
        member: Whether it is membership and no post.
    """

    role: tuple[int, int]
    bodies: tuple[Referent, ...]
    former: bool
    member: bool


def make_post(reading: Reading, role: tuple[int, int], first: int, bodies: list[Referent]) -> Post:
    """Make a post of its role, the first token of the whole phrase and its bodies."""
    doc = reading.doc
    start, end = role
    former = any(token.lower_ in _PAST for token in doc[max(0, first - 2) : end])
    while start < end - 1 and (doc[start].lower_ in FORMER | _RECENT | {"and", "&"} or doc[start].text in {"-", "–"}):
        if doc[start].lower_ == "first" and doc[start + 1].lower_ in _FIRST:
            break
        start += 1
    member = doc[end - 1].lower_ in {"member", "members"}
    return Post(role=(start, end), bodies=tuple(bodies), former=former, member=member)
