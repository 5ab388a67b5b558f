"""Who holds which post where: titles before a name, appositions after it, and "is the head of".

U.S. Secretary of State Antony Blinken           titles.before
the European Union's top diplomat, Josep Borrell titles.before
Timothy Ash, senior strategist at Bluebay        titles.after
President Clinton, Taoiseach Martin              titles.office
President Toqaev (in an article about one country) titles.focus
"""

from collections.abc import Iterator

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.offices import office_country
from newsweave.ingest.facts.titles import Post, after_name, before_name, office_after
from newsweave.ingest.names.candidates import shouted
from newsweave.ingest.names.cues import cues
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

# Offices of a state that need no country beside them in an article about one.
_NATIONAL = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "king",
        "queen",
        "emir",
        "sultan",
        "emperor",
        "foreign minister",
        "defense minister",
        "defence minister",
        "interior minister",
        "finance minister",
        "chancellor",
        "pm",
    }
)
# Facts of which the body is the subject and the person the object.
_OF_THE_BODY = frozenset({"founded_by", "created_by"})


def posts(reading: Reading) -> Iterator[Fact]:
    """Find who holds which post where, by titles and appositions."""
    loud = shouted(reading.doc)
    for person in reading.names(Kind.PERSON):
        if person.start in loud:  # a headline says it again below, in letters that can be read
            continue
        before = before_name(reading, _first_of_list(reading, person))
        if before:
            yield from told(reading, person, before, "titles.before@1", 0.9)
        for after in after_name(reading, person.end):
            yield from told(reading, person, after, "titles.after@1", 0.85)


def lone_titles(reading: Reading, placed: set[int]) -> Iterator[Fact]:
    """Find national offices without a country, for persons who hold no other post, where one country is in focus.

    Args:
        reading: The document.
        placed: Groups that already hold a post.
    """
    focus = reading.focus()
    for person in reading.names(Kind.PERSON):
        if person.group in placed:
            continue
        before = before_name(reading, person)
        post = before or office_after(reading, person.end)
        if post is None or post.bodies:
            continue
        office = reading.words(*post.role).lower()
        code = office_country(office, reading.words(person.start, person.end))
        own = reading.country(code, person.start, person.end) if code else None
        if own and reading.named(own):
            yield _fact(reading, person, own, post, "position_in", "titles.office@1", 0.8)
        elif focus and before and code is None and office in _NATIONAL:  # "Karl Weber, the president," is of anything
            yield _fact(reading, person, focus, post, "position_in", "titles.focus@1", 0.7)


def _first_of_list(reading: Reading, person: Referent) -> Referent:
    """Return the first of "Senators Barbara Mikulski and Benjamin Cardin", whose title all of them share."""
    doc = reading.doc
    first = person
    while first.start > 1 and doc[first.start - 1].lower_ in {"and", ",", "&"}:
        at = first.start - 2
        at -= doc[at].text == ","
        other = reading.at(at) if at >= 0 else None
        if other is None or reading.kind(other) is not Kind.PERSON:
            break
        first = other
    shared = first.start > 0 and doc[first.start - 1].lower_ in cues().plurals
    return first if shared else person


def told(reading: Reading, person: Referent, post: Post, rule: str, score: float) -> Iterator[Fact]:
    """Yield what a post tells of a person: one fact for each body that is named beside it."""
    for body in post.bodies:
        place = reading.body(body) or body
        predicate = _predicate(reading, post, body, place)
        if predicate:
            yield _fact(reading, person, place, post, predicate, rule, score)


def _fact(
    reading: Reading, person: Referent, place: Referent, post: Post, predicate: str, rule: str, score: float
) -> Fact:
    ends = (place, person) if predicate in _OF_THE_BODY else (person, place)
    return Fact(
        subject=ends[0],
        predicate=predicate,
        object=ends[1],
        role=_role(reading, post) if predicate == "position_in" else None,
        former=post.former,
        trigger=post.role,
        rule=rule,
        score=score,
    )


def _role(reading: Reading, post: Post) -> str:
    """Return the words of a role, in the singular: one of the "Senators" is a Senator."""
    words = reading.words(*post.role).split(" ")
    singular = cues().plurals.get(words[-1].lower())
    if singular:
        words[-1] = singular.capitalize() if words[-1][0].isupper() else singular
    return " ".join(words)


def _predicate(reading: Reading, post: Post, body: Referent, place: Referent) -> str | None:
    """Tell what a role makes of a person and a body: a post, membership, nationality, ...; None if nothing."""
    known = cues()
    noun = reading.doc[post.role[1] - 1].lower_
    noun = known.plurals.get(noun, noun)
    kind = reading.kind(place)
    if kind is Kind.NORP:  # "Republican Senator", but "Bavarian Premier" tells no membership
        return "member_of" if post.member or reading.words(body.start, body.end) in known.parties else None
    if post.member:
        return "member_of"
    if noun in known.founders and kind is Kind.ORG:
        return "founded_by"
    if noun in known.creators and kind is not Kind.PLACE:
        return "founded_by" if kind is Kind.ORG else "created_by"
    if kind is Kind.ORG and (noun in known.students or (noun == "major" and post.role[1] - post.role[0] > 1)):
        return "educated_at"
    if noun == "veteran" and reading.doc[post.role[0]].lower_ == "war":  # an "Iraq war veteran" is of anywhere
        return None
    if noun in known.callings and kind is Kind.PLACE:
        return "citizen_of" if reading.is_country(place) else "resident_of"
    if noun in known.scholars | known.private and reading.kind(body) is Kind.NORP and reading.is_country(place):
        return "citizen_of"  # a "British director" is British, and directs something else
    if noun in known.scholars and kind is Kind.PLACE and reading.kind(body) is Kind.PLACE:
        return None  # a "Syria expert" is of anywhere
    return "position_in"
