"""Titles and appositions: which post a phrase beside a name tells, and of which body.

A phrase is read token by token, since the parser is weakest in stacked titles; the parse is asked only where a comma
may mean two things.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent, is_finite
from newsweave.types import Kind

_BODIES = (Kind.PLACE, Kind.ORG, Kind.NORP)
_PREPOSITIONS = frozenset("of at for with in to from on".split())
_FORMER = frozenset("former ex late then one-time erstwhile ousted deposed outgoing".split())
# Where people are met, whoever owns it: "Rabuka at Government House".
BUILDINGS = frozenset("house palace hall castle stadium arena hotel airport centre center court park".split())
_TIMES = frozenset({"currently", "now", "then", "once", "formerly", "previously", "until"})  # before a post
_PAST = frozenset({"former", "ex", "late", "one-time", "erstwhile", "ousted", "deposed"})
_NOUN_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "VBG", "HYPH", "JJS", "NNS"})
_VERBS = frozenset({"VBG", "VB", "TO"})
_DESCRIBING = _NOUN_TAGS | {"VBN"}
_FIELD_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CC"})
# Forms of address that are offices, too: "Texas Sen. Ted Cruz".
_OFFICIAL = frozenset({"sen", "sen.", "rep", "rep.", "gov", "gov.", "prof", "prof."})
_RANKS = frozenset({"chief", "head", "deputy", "vice", "assistant", "associate", "executive", "general", "senior"})
_FIELD = 3  # tokens between them and the noun
_ACTING = frozenset(
    "managing acting ruling sitting governing leading coordinating co-ordinating presiding visiting operating commanding "
    "founding reigning voting outgoing incoming serving sporting marketing manufacturing engineering advertising".split()
)
_HONORIFIC = frozenset({"sheikh", "sir", "colonel", "haji", "alhaji", "prince", "mr", "mr."})
# Those who are called so from outside, and have no post: "Nobel laureate Anna Berg of the University of Oslo".
_NO_POSTS = frozenset({"laureate", "winner", "champion", "veteran", "native", "resident", "survivor"})
_JOINING = frozenset({"and", "or", "&"})
_OFFICE = 4  # tokens of an office: "chancellor of the exchequer"
_LONGEST = 12  # tokens in a title


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


def before_name(reading: Reading, person: Referent) -> Post | None:
    """Read a title leftwards from a name."""
    doc = reading.doc
    end = _without_address(reading, person.start)
    comma = end > 1 and doc[end - 1].text == ","
    if comma:
        if not _is_apposed(reading, person, end - 1):
            return None
        end = _without_address(reading, end - 1)
    bodies: list[Referent] = []
    following = reading.at(end - 1) if end else None
    if following and reading.kind(following) in _BODIES:  # "Ambassador to the United States NAME"
        start = following.start
        if start and doc[start - 1].lower_ == "the":
            start -= 1
        if not start or doc[start - 1].lower_ not in _PREPOSITIONS:
            return None
        bodies.append(following)
        end = start - 1
    elif comma and not _is_role(doc[end - 1].lower_) and (found := _in_office_of(reading, end)):
        bodies.append(found[0])
        end = found[1]
    role = _role_leftwards(reading, end)
    if role is None and not following:
        end = _before_field(reading, end)
        role = _role_leftwards(reading, end)
    if role is None:
        return None
    start, possessive = role, False
    if start and doc[start - 1].text in POSSESSIVES:
        start, possessive = start - 1, True
    start = _before_bracket(reading, start)
    owned = possessive or (start > 0 and doc[start - 1].tag_ == "PRP$")
    while start and (owner := _owner(reading, start - 1, owned=owned)) and reading.kind(owner) in _BODIES:
        bodies.append(owner)
        start = owner.start
        if start and doc[start - 1].text in {"-", "–"}:
            break
    if comma and not (bodies or possessive or (start and doc[start - 1].tag_ in {"DT", "PRP$"})):
        return None
    return _post(reading, (role, end), start, bodies)


def _without_address(reading: Reading, end: int) -> int:
    """Return where a form of address before a name begins: "Mr", and ", Chief" behind a title."""
    doc = reading.doc
    while end and doc[end - 1].lower_ in cues().titles and doc[end - 1].lower_ not in _OFFICIAL:
        end -= 1
    if end > 1 and doc[end - 1].text == "Chief" and doc[end - 2].text == ",":
        return end - 1
    honoured = end > 1 and doc[end - 1].lower_ in _HONORIFIC and doc[end - 1].text[:1].isupper()
    return end - 1 if honoured and _is_role(doc[end - 2].lower_) else end  # "Interior Minister Sheikh Rashid"


def _is_apposed(reading: Reading, person: Referent, comma: int) -> bool:
    """Tell "the envoy, Karl Weber, said" from an item of a list, whatever the parser makes of it."""
    doc = reading.doc
    dep = doc[person.start : person.end].root.dep_
    if dep == "appos":
        return True
    closed = person.end + 1 < len(doc) and doc[person.end].text == "," and doc[person.end + 1].lower_ not in _JOINING
    return closed and dep in {"nsubj", "nsubjpass"} and is_finite(doc[person.end + 1]) and not reading.at(comma - 1)


def _owner(reading: Reading, at: int, *, owned: bool) -> Referent | None:
    """Return what is named at a token; before "'s", and for "its", also what the words there refer to."""
    return reading.at(at) or (reading.refers(at) if owned else None)


def _before_field(reading: Reading, end: int) -> int:
    """Return where the field of an office begins: "special envoy | for climate", "minister | for women"."""
    doc, at = reading.doc, end
    while at and end - at < _OFFICE and (doc[at - 1].tag_ in _FIELD_TAGS and not reading.at(at - 1)):
        at -= 1
    field = 1 < at < end and doc[at - 1].lower_ in {"for", "of", "on"} and _is_role(doc[at - 2].lower_)
    return at - 1 if field and not _is_role(doc[end - 1].lower_) else end


def _in_office_of(reading: Reading, end: int) -> tuple[Referent, int] | None:
    """Return the country in "spokesman for the Chinese foreign ministry, NAME", and where the preposition stands."""
    doc, at = reading.doc, end
    while at and end - at < _OFFICE and doc[at - 1].tag_ in _NOUN_TAGS and not reading.at(at - 1):
        at -= 1
    owned = at < end and at > 0 and doc[at - 1].text in POSSESSIVES
    country = reading.at(at - 1 - owned) if at < end and at > 1 else None
    if country is None or reading.kind(country) not in _BODIES:
        return None
    before = country.start - 1 - (country.start > 0 and doc[country.start - 1].lower_ == "the")
    return (country, before) if before > 0 and doc[before].lower_ in _PREPOSITIONS else None


def _before_bracket(reading: Reading, start: int) -> int:
    """Return where a bracket with an acronym before a role begins: "Catholic Relief Services (CRS) President"."""
    doc = reading.doc
    inside = reading.at(start - 2) if start > 3 and doc[start - 1].text == ")" else None
    bracket = inside is not None and inside.start > 0 and doc[inside.start - 1].text == "("
    return inside.start - 1 if inside and bracket else start


def _role_leftwards(reading: Reading, end: int) -> int | None:
    """Return where the role that ends here begins; None if there is no role."""
    doc, known = reading.doc, cues()
    start = end
    for tail in known.tails:
        size = len(tail)
        if end <= size or doc[end - 1].lower_ != tail[-1]:
            continue
        if tuple(token.lower_ for token in doc[end - size : end]) == tail and doc[end - size - 1].lower_ in known.roles:
            start = end - size
    if not start or not _is_role(doc[start - 1].lower_) or reading.at(start - 1):
        return None
    start -= 1
    while start and end - start < _LONGEST and not reading.at(start - 1):
        token = doc[start - 1]
        joined = token.lower_ in {"and", "&"} and start > 1 and doc[start - 2].lower_ in known.roles
        known_word = token.lower_ in known.modifiers or token.lower_ in known.roles or token.lower_ in _FORMER
        if not (joined or known_word or token.tag_ in _NOUN_TAGS) or (token.is_sent_start and token.tag_ == "VBG"):
            break
        if token.tag_ == "VBG" and token.lower_ not in _ACTING and not known_word:  # "a scandal involving minister ..."
            break
        start -= 1
        if token.is_sent_start:
            break
    return start


def _is_role(word: str) -> bool:
    return word in cues().roles or word in cues().plurals or word in _OFFICIAL


def with_body_behind(reading: Reading, person: Referent, post: Post) -> Post:
    """Add the body behind a name to its title: "President Karl Weber of Ruritania"."""
    doc, at = reading.doc, person.end
    if post.bodies or at + 1 >= len(doc) or doc[at].lower_ not in {"of", "at", "from"}:
        return post
    if doc[post.role[1] - 1].lower_ in _NO_POSTS:
        return post
    body = reading.at(at + 1 + (doc[at + 1].lower_ == "the"))
    kind = reading.kind(body)
    if body is None or kind not in (Kind.ORG, Kind.PLACE) or (doc[at].lower_ == "at" and kind is not Kind.ORG):
        return post
    if doc[at].lower_ == "at" and doc[body.end - 1].lower_ in BUILDINGS:
        return post  # "met Karl Weber at Government House"
    return replace(post, bodies=(reading.innermost(body) or body,))


def after_name(reading: Reading, end: int) -> Iterator[Post]:
    """Read the posts of an apposition rightwards from the end of a name."""
    post = _first_after(reading, end) or _second_after(reading, end)
    while post:
        last = max(post.role[1], *(body.end for body in post.bodies))
        if _is_of_next(reading, last) or (last < len(reading.doc) and is_finite(reading.doc[last])):
            return  # "in a letter to Corbyn, the member for Norwich South said ..."
        yield post
        joined = last + 1 < len(reading.doc) and reading.doc[last].lower_ in {"and", "&"}
        post = role_rightwards(reading, last + 1) if joined else None


def _is_of_next(reading: Reading, end: int) -> bool:
    """Tell that ", the head of the group, Karl Weber, ..." is the title of the one named after it."""
    doc = reading.doc
    following = reading.at(end + 1) if end + 1 < len(doc) and doc[end].text == "," else None
    if following is None or reading.kind(following) is not Kind.PERSON:
        return False
    return doc[following.start : following.end].root.dep_ == "appos"


def _first_after(reading: Reading, end: int) -> Post | None:
    doc = reading.doc
    if end + 1 >= len(doc) or doc[end].text not in {",", "(", "–", "—"}:
        return None
    at = end + 1
    if doc[at].is_digit and at + 1 < len(doc) and doc[at + 1].text == ",":
        at += 2
    return role_rightwards(reading, at)


def _second_after(reading: Reading, end: int) -> Post | None:
    """Read the second half of ", the study's lead author and a professor at Columbia University"."""
    doc = reading.doc
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for at in range(end + 1, min(end + _LONGEST, len(doc) - 1)):
        if doc[at].lower_ == "and" and doc[at + 1].tag_ == "DT":
            return role_rightwards(reading, at + 1)
        if _ends_phrase(reading, at) or reading.kind(reading.at(at)) is Kind.PERSON:
            return None
    return None


def role_rightwards(reading: Reading, at: int) -> Post | None:
    """Read "the authoritarian ruler of Belarus" from its first word."""
    doc, known = reading.doc, cues()
    limit = min(len(doc), at + _LONGEST)
    bodies: list[Referent] = []
    while at < limit and (doc[at].tag_ in {"DT", "PRP$", "WP$"} or doc[at].lower_ in _TIMES):
        owner = reading.refers(at) if doc[at].tag_ == "PRP$" else None
        bodies += [owner] if owner and reading.kind(owner) in _BODIES else []
        at += 1
    start = at
    while at < limit and not _ends_phrase(reading, at):
        owner = reading.at(at)
        if owner and reading.kind(owner) in _BODIES:
            origin = [token.lower_ for token in doc[owner.end : owner.end + 2]]
            apart = origin[:1] in (["-"], ["–"]) and origin[1:] in (["born"], ["based"], ["educated"])
            bodies += [] if apart else [owner]  # an "Iran-born cleric" has no post in Iran
            at = start = owner.end + 2 * apart
        elif owner:
            return None
        elif doc[at].text in POSSESSIVES:
            owner = reading.refers(at - 1) if not reading.at(at - 1) else None
            bodies += [owner] if owner and reading.kind(owner) in _BODIES else []
            at = start = at + 1
        elif doc[at].lower_ in known.roles and not _goes_on(reading, at + 1, limit):
            return _with_body(reading, start, at + 1, bodies)
        elif doc[at].tag_ in _DESCRIBING or doc[at].lower_ in known.modifiers or doc[at].lower_ in {"and", "-", "of"}:
            at += 1
        else:
            return None
    return None


def office_after(reading: Reading, end: int) -> Post | None:
    """Read an office without a body in apposition: "John Kerry, the secretary of state, called"."""
    doc = reading.doc
    at = end + 1
    if at + 1 >= len(doc) or doc[end].text != "," or doc[at].lower_ != "the":
        return None
    start = at = at + 1
    while at < min(len(doc), start + _OFFICE) and not _ends_phrase(reading, at):
        if reading.at(at):
            return None
        at += 1
    closed = at < len(doc) and doc[at].text in {",", ".", ";", ")"}
    return _post(reading, (start, at), start, []) if closed and at > start else None


def _goes_on(reading: Reading, at: int, limit: int) -> bool:
    """Tell whether a role goes on here: "team | manager", "president | and chief executive"."""
    doc, known = reading.doc, cues()
    if at + 1 < limit and doc[at].lower_ in {"and", "&"}:
        at += 1
        if doc[at].lower_ in known.modifiers and at + 1 < limit:
            at += 1
    elif doc[at - 1].lower_ in _RANKS:  # "chief technology officer", "executive vice president"
        ahead = (i for i in range(at, min(at + _FIELD, limit)) if doc[i].lower_ in known.roles)
        found = next(ahead, at)
        plain = all(doc[i].tag_ in _FIELD_TAGS | {"HYPH"} and not reading.at(i) for i in range(at, found))
        at = found if plain else at
    return at < limit and doc[at].lower_ in known.roles


def _with_body(reading: Reading, start: int, end: int, bodies: list[Referent]) -> Post | None:
    """Read what follows a role: "of State", "at Bluebay Asset Management"."""
    doc = reading.doc
    for tail in cues().tails:
        after = end + len(tail)
        is_name = after < len(doc) and reading.at(after) is not None  # "leader of the opposition Green Party"
        if tuple(token.lower_ for token in doc[end:after]) == tail and not is_name:
            end = after
            break
    at = end
    if at < len(doc) and reading.kind(reading.at(at)) is Kind.PERSON:
        return None  # "Rice, Montana's Senator Max Baucus said": the title of the next
    if at < len(doc) and doc[at].lower_ in _PREPOSITIONS:
        at += 1
        while at < len(doc) and not _ends_phrase(reading, at):
            body = reading.at(at)
            if doc[at].tag_ in _VERBS or reading.kind(body) is Kind.PERSON:  # "adviser in shaping Allen's policy"
                break
            if body and reading.kind(body) in _BODIES and not _is_subject_matter(reading, end - 1, body):
                bodies.append(reading.innermost(body) or body)
                break
            at = body.end if body else at + 1
    return _post(reading, (start, end), start, bodies) if bodies else None


def _is_subject_matter(reading: Reading, noun: int, body: Referent) -> bool:
    """Tell "professor of French literature" from "head of the French parliament"."""
    doc, known = reading.doc, cues()
    if reading.kind(body) is not Kind.NORP or doc[noun].lower_ not in known.callings | known.scholars | known.students:
        return False
    return body.end < len(doc) and doc[body.end].tag_ in {"NN", "NNS"} and doc[body.end].lower_ not in known.organs


def _ends_phrase(reading: Reading, at: int) -> bool:
    token = reading.doc[at]
    return (
        is_finite(token)
        or token.is_sent_start
        or token.text in {",", ".", ";", ":", ")", "(", "–", "—", '"', "”"}
        or token.tag_ in {"WP", "WDT", "WRB"}
    )


def _post(reading: Reading, role: tuple[int, int], first: int, bodies: list[Referent]) -> Post:
    """Make a post of its role, the first token of the whole phrase and its bodies."""
    doc = reading.doc
    start, end = role
    former = any(token.lower_ in _PAST for token in doc[max(0, first - 2) : end])
    while start < end - 1 and (doc[start].lower_ in _FORMER | {"and", "&"} or doc[start].text in {"-", "–"}):
        start += 1
    member = doc[end - 1].lower_ in {"member", "members"}
    return Post(role=(start, end), bodies=tuple(bodies), former=former, member=member)
