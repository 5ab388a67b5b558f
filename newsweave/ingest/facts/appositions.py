"""Appositions: which post the words behind a name tell, and of which body.

Angela Merkel, the chancellor of Germany; Karl Weber, its chief technology officer
"""

from collections.abc import Iterator

from newsweave.ingest.facts.ends import whose
from newsweave.ingest.facts.post import BODIES, FIELD_TAGS, LONGEST, NOUN_TAGS, OFFICE, PREPOSITIONS, Post, make_post
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent, is_finite
from newsweave.types import Kind

_TIMES = frozenset({"currently", "now", "then", "once", "formerly", "previously", "until"})  # before a post
_VERBS = frozenset({"VBG", "VB", "TO"})
_DESCRIBING = NOUN_TAGS | {"VBN"}
_RANKS = frozenset(
    {"chief", "head", "deputy", "vice", "assistant", "associate", "executive", "general", "senior", "principal"}
)
_STANDING = frozenset(
    {"ruling", "governing", "opposing", "leading", "acting", "sitting", "managing"}
)  # "the ruling party"
_FIELD = 3  # tokens between them and the noun


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
    for at in range(end + 1, min(end + LONGEST, len(doc) - 1)):
        if doc[at].lower_ == "and" and doc[at + 1].tag_ == "DT":
            return role_rightwards(reading, at + 1)
        if _ends_phrase(reading, at) or reading.kind(reading.at(at)) is Kind.PERSON:
            return None
    return None


def role_rightwards(reading: Reading, at: int) -> Post | None:
    """Read "the authoritarian ruler of Belarus" from its first word."""
    doc, known = reading.doc, cues()
    limit = min(len(doc), at + LONGEST)
    bodies: list[Referent] = []
    while at < limit and (doc[at].tag_ in {"DT", "PRP$", "WP$"} or doc[at].lower_ in _TIMES):
        owner = reading.refers(at) if doc[at].tag_ == "PRP$" else whose(reading, doc[at], *BODIES)
        bodies += [owner] if owner and reading.kind(owner) in BODIES else []
        at += 1
    start = at
    while at < limit and not _ends_phrase(reading, at):
        owner = reading.at(at)
        if owner and reading.kind(owner) in BODIES:
            origin = [token.lower_ for token in doc[owner.end : owner.end + 2]]
            apart = origin[:1] in (["-"], ["–"]) and origin[1:] in (["born"], ["based"], ["educated"])
            bodies += [] if apart else [owner]  # an "Iran-born cleric" has no post in Iran
            at = start = owner.end + 2 * apart
        elif owner:
            return None
        elif doc[at].text in POSSESSIVES:
            owner = reading.refers(at - 1) if not reading.at(at - 1) else None
            bodies += [owner] if owner and reading.kind(owner) in BODIES else []
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
    while at < min(len(doc), start + OFFICE) and not _ends_phrase(reading, at):
        if reading.at(at):
            return None
        at += 1
    closed = at < len(doc) and doc[at].text in {",", ".", ";", ")"}
    return make_post(reading, (start, at), start, []) if closed and at > start else None


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
        plain = all(doc[i].tag_ in FIELD_TAGS | {"HYPH"} and not reading.at(i) for i in range(at, found))
        at = found if plain else at
    return at < limit and doc[at].lower_ in known.roles


def _with_body(reading: Reading, start: int, end: int, bodies: list[Referent]) -> Post | None:
    """Read what follows a role: "of State", "at Bluebay Asset Management"."""
    doc = reading.doc
    for tail in cues().tails:
        after = end + len(tail)
        goes_on = after < len(doc) and (reading.at(after) is not None or doc[after].tag_ in {"NN", "NNS"})
        # "leader of the opposition | Green Party", "head of the state | airline Zamair"
        if tuple(token.lower_ for token in doc[end:after]) == tail and not goes_on:
            end = after
            break
    at = end
    if at < len(doc) and reading.kind(reading.at(at)) is Kind.PERSON:
        return None  # "Rice, Montana's Senator Max Baucus said": the title of the next
    if at < len(doc) and doc[at].lower_ in PREPOSITIONS:
        at += 1
        while at < len(doc) and not _ends_phrase(reading, at):
            body = _behind_people(reading, reading.at(at)) or _taken_up(reading, at)
            verb = doc[at].tag_ in _VERBS and doc[at].lower_ not in _STANDING
            if verb or reading.kind(body) is Kind.PERSON:  # "adviser in shaping Allen's policy"
                break
            aside = bodies and reading.kind(bodies[0]) is Kind.ORG and reading.kind(body) is not Kind.ORG
            if body and aside:  # "Amnesty's director for South Asia"
                break
            if body and reading.kind(body) in BODIES and not _is_subject_matter(reading, end - 1, body):
                body = _at_body(reading, body)
                if reading.kind(body) is Kind.ORG:  # "Central Africa director at the International Crisis Group"
                    bodies = [other for other in bodies if reading.kind(other) is not Kind.PLACE]
                bodies.append(reading.innermost(body) or body)
                bodies += _joined(reading, bodies[-1])
                break
            at = body.end if body else at + 1
    return make_post(reading, (start, end), start, bodies) if bodies else None


def _behind_people(reading: Reading, body: Referent | None) -> Referent | None:
    """Return the body that a people or place describes: "director of Danish shipping group | Maersk"."""
    doc = reading.doc
    if body is None or reading.kind(body) not in (Kind.NORP, Kind.PLACE):
        return body
    at = body.end
    while at < len(doc) and at - body.end < _FIELD and doc[at].tag_ in {"NN", "JJ", "VBG"} and not reading.at(at):
        at += 1
    found = reading.at(at) if body.end < at < len(doc) else None
    return found if found and reading.kind(found) is Kind.ORG else body


def _at_body(reading: Reading, body: Referent) -> Referent:
    """Return the body behind the field of a post: "head of Asia | at Cartier"."""
    doc, at = reading.doc, body.end
    if reading.kind(body) is not Kind.PLACE or at + 1 >= len(doc) or doc[at].lower_ != "at":
        return body
    found = reading.at(at + 1 + (doc[at + 1].lower_ == "the"))
    return found if found and reading.kind(found) is Kind.ORG else body


def _taken_up(reading: Reading, at: int) -> Referent | None:
    """Return the body that a common noun takes up: "the leader of the party"; pronouns and names are none."""
    found = reading.refers(at) if reading.doc[at].tag_ == "NN" else None
    return found if found and reading.kind(found) is Kind.ORG else None


def _joined(reading: Reading, body: Referent) -> Iterator[Referent]:
    """Yield the second of "at the Australian National University and Canberra Hospital"."""
    doc, at = reading.doc, body.end
    if at + 2 >= len(doc) or doc[at].lower_ not in {"and", "&"} or reading.kind(body) is not Kind.ORG:
        return
    second = reading.at(at + 1 + (doc[at + 1].lower_ == "the"))
    if second and reading.kind(second) in (Kind.ORG, Kind.PLACE) and not reading.is_country(second):
        whole = second.end >= len(doc) or not doc[second.end].tag_.startswith(("NN", "POS"))
        if whole and doc[body.start : body.end].root in doc[second.start : second.end].root.ancestors:
            yield second


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
