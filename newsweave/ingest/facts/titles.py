"""Titles: which post the words before a name tell, and of which body.

A phrase is read token by token, since the parser is weakest in stacked titles; the parse is asked only where a comma
may mean two things.
"""

from dataclasses import replace

from newsweave.ingest.facts.ends import whose
from newsweave.ingest.facts.post import (
    BODIES,
    FIELD_TAGS,
    FORMER,
    LONGEST,
    NOUN_TAGS,
    OFFICE,
    PREPOSITIONS,
    Post,
    make_post,
)
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent, is_finite
from newsweave.types import Kind

# Where people are met, whoever owns it: "Rabuka at Government House".
BUILDINGS = frozenset("house palace hall castle stadium arena hotel airport centre center court park".split())
# Forms of address that are offices, too: "Texas Sen. Ted Cruz".
_OFFICIAL = frozenset({"sen", "sen.", "rep", "rep.", "gov", "gov.", "prof", "prof."})
# Parts of an office: "managing director"; of no office: "a scandal involving minister Karl Weber".
_ACTING = frozenset(
    (
        "managing acting ruling sitting governing leading coordinating co-ordinating presiding visiting operating "
        "commanding founding reigning voting outgoing incoming serving sporting marketing manufacturing engineering "
        "advertising"
    ).split()
)
_HONORIFIC = frozenset({"sheikh", "sir", "colonel", "haji", "alhaji", "prince", "mr", "mr."})
# Those who are called so from outside, and have no post: "Nobel laureate Anna Berg of the University of Oslo".
_NO_POSTS = frozenset({"laureate", "winner", "champion", "veteran", "native", "resident", "survivor"})
_DESCRIBING = frozenset({"NN", "JJ", "VBG", "HYPH"})
_JOINING = frozenset({"and", "or", "&"})


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
    if following and reading.kind(following) in BODIES:  # "Ambassador to the United States NAME"
        start = following.start
        if start and doc[start - 1].lower_ == "the":
            start -= 1
        preposition = _over_description(reading, start)
        if preposition is None:
            return None
        bodies.append(following)
        end = preposition
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
    owned = possessive or (start > 0 and doc[start - 1].tag_ in {"PRP$", "WP$"})
    while start and (owner := _owner(reading, start - 1, owned=owned)) and reading.kind(owner) in BODIES:
        bodies.append(owner)
        start = owner.start
        if start and doc[start - 1].text in {"-", "–"}:
            break
    if bodies and start > 1 and doc[start - 1].text in POSSESSIVES and reading.kind(bodies[-1]) is Kind.PLACE:
        owner = reading.at(start - 2)  # "Amnesty's Turkey campaigner Anna Berg"
        bodies = [owner] if owner and reading.kind(owner) is Kind.ORG else bodies
    elif bodies and start and doc[start - 1].tag_ == "PRP$" and reading.kind(bodies[-1]) is Kind.PLACE:
        owner = reading.refers(start - 1)  # "its Kano branch chairman, Karl Weber"
        bodies = [owner] if owner and reading.kind(owner) is Kind.ORG else bodies
    if comma and not (bodies or possessive or (start and doc[start - 1].tag_ in {"DT", "PRP$", "WP$"})):
        return None
    return make_post(reading, (role, end), start, bodies)


def _over_description(reading: Reading, start: int) -> int | None:
    """Return the preposition before a body that is described: "head of | the state oil firm Petrosen, Karl Weber"."""
    doc, at = reading.doc, start
    while at and start - at < OFFICE and doc[at - 1].tag_ in _DESCRIBING and not _is_named(reading, at - 1):
        at -= 1
    at -= at > 0 and at < start and doc[at - 1].tag_ == "DT"
    return at - 1 if at and doc[at - 1].lower_ in PREPOSITIONS else None


def _is_named(reading: Reading, at: int) -> bool:
    """Tell whether a token is of a name, and not of a people: "head of the Brazilian planemaker Embraer"."""
    return reading.kind(reading.at(at)) not in (None, Kind.NORP)


def outer_title(reading: Reading, post: Post) -> Post | None:
    """Read the first of two titles: "its founder, former president Weber", "The army chief, General Weber"."""
    doc = reading.doc
    at = post.role[0]
    while at and (doc[at - 1].lower_ in FORMER or doc[at - 1].tag_ == "DT"):
        at -= 1
    if at < 2 or doc[at - 1].text != "," or post.bodies or reading.at(at - 2):
        return None
    end = at - 1
    role = _role_leftwards(reading, end)
    if role is None:
        return None
    owned = doc[role - 1].text in POSSESSIVES or doc[role - 1].tag_ in {"PRP$", "WP$"} if role else False
    start = role - (role > 0 and doc[role - 1].text in POSSESSIVES)
    owner = _owner(reading, start - 1, owned=owned) if start else None
    named = owner is not None and reading.kind(owner) in BODIES
    if not named and not (role and doc[role - 1].tag_ == "DT"):
        return None
    return make_post(reading, (role, end), start, [owner] if owner and named else [])


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
    found = reading.at(at) or whose(reading, reading.doc[at], Kind.ORG, Kind.PLACE)
    return found or (reading.refers(at) if owned else None)


def _before_field(reading: Reading, end: int) -> int:
    """Return where the field of an office begins: "special envoy | for climate", "minister | for women"."""
    doc, at = reading.doc, end
    while at and end - at < OFFICE and (doc[at - 1].tag_ in FIELD_TAGS and not reading.at(at - 1)):
        at -= 1
    field = 1 < at < end and doc[at - 1].lower_ in {"for", "of", "on"} and _is_role(doc[at - 2].lower_)
    return at - 1 if field and not _is_role(doc[end - 1].lower_) else end


def _in_office_of(reading: Reading, end: int) -> tuple[Referent, int] | None:
    """Return the country in "spokesman for the Chinese foreign ministry, NAME", and where the preposition stands."""
    doc, at = reading.doc, end
    while at and end - at < OFFICE and doc[at - 1].tag_ in NOUN_TAGS and not reading.at(at - 1):
        at -= 1
    owned = at < end and at > 0 and doc[at - 1].text in POSSESSIVES
    country = reading.at(at - 1 - owned) if at < end and at > 1 else None
    if country is None or reading.kind(country) not in BODIES:
        return None
    before = country.start - 1 - (country.start > 0 and doc[country.start - 1].lower_ == "the")
    return (country, before) if before > 0 and doc[before].lower_ in PREPOSITIONS else None


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
    while start and end - start < LONGEST and not reading.at(start - 1):
        token = doc[start - 1]
        joined = token.lower_ in {"and", "&"} and start > 1 and doc[start - 2].lower_ in known.roles
        known_word = token.lower_ in known.modifiers or token.lower_ in known.roles or token.lower_ in FORMER
        if not (joined or known_word or token.tag_ in NOUN_TAGS) or (token.is_sent_start and token.tag_ == "VBG"):
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
    start = post.role[0]
    if start and doc[start - 1].tag_ in {"PRP$", "WP$"}:  # "its head, Bintou Keita of Guinea"
        return post
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
