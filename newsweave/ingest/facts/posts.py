"""Who holds which post where: titles before a name, appositions after it, and "is the head of".

U.S. Secretary of State Antony Blinken           titles.before
the European Union's top diplomat, Josep Borrell titles.before
Timothy Ash, senior strategist at Bluebay        titles.after
President Clinton, Taoiseach Martin              titles.office
President Toqaev (in an article about one country) titles.focus
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ingest.facts.appositions import after_name, office_after
from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.offices import is_abroad, office_country
from newsweave.ingest.facts.post import Post
from newsweave.ingest.facts.titles import before_name, outer_title, with_body_behind
from newsweave.ingest.names.candidates import shouted
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.legal import TRADES
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

# Offices of a state that need no country beside them in an article about one; and every "... minister".
_NATIONAL = frozenset(
    "president|prime minister|premier|king|queen|emir|sultan|emperor|chancellor|pm|attorney general|chief justice|"
    "vice president|vice-president|deputy prime minister|army spokesman|army spokeswoman|military spokesman|"
    "government spokesman|government spokeswoman|army chief|army commander|defense chief|defence chief|"
    "national security adviser|national security advisor|presidential spokesman|presidential spokeswoman|"
    "foreign ministry spokesman|foreign ministry spokeswoman|interior ministry spokesman|chief prosecutor|"
    "defence ministry spokesman|defense ministry spokesman|health ministry spokesman|first lady|solicitor general|"
    "attorney-general|speaker of parliament|parliament speaker|speaker of the parliament|defense secretary|"
    "defence secretary|foreign secretary|home secretary|central bank governor".split("|")
)
_NOT_NATIONAL = frozenset({"chief minister", "first minister", "state minister"})
_SECRETARIES = frozenset(
    "security foreign interior health education defense defence treasury finance energy labor labour transport "
    "transportation agriculture economy environment justice home culture tourism trade commerce".split()
)
# Of these offices many countries have one: of that in an article about one country.
_SHARED = frozenset({"attorney general", "foreign secretary", "home secretary", "home minister"})
# Officers of a company, of the one that an article is about if no other is named: "Finance chief Anna Berg".
_OFFICERS = frozenset(
    "ceo|cfo|coo|cto|chairman|chairwoman|founder|co-founder|chief executive|chief executive officer|"
    "chief financial officer|chief operating officer|chief technology officer|finance chief|finance director|"
    "managing director|board member|chief economist".split("|")
)
_AFTER = frozenset(
    "speaker of parliament|parliament speaker|speaker of the parliament|attorney general|attorney-general|"
    "chief justice|central bank governor|army chief|chief prosecutor".split("|")
)
_STATES = frozenset({"country", "nation", "state", "republic", "kingdom", "government", "island"})
_FOUNDERS = frozenset({"founder", "co-founder"})
_OF_COMPANIES = frozenset({"ceo", "cfo", "coo", "cto", "shareholder"})
_OF_TRADE = re.compile(r"\b[Tt]he (?:company|firm|automaker|carmaker|planemaker|retailer|lender|airline)\b|\bshares\b")
_OFTEN = 3  # mentions of a company that an article is about
_MAKERS_OF_BODIES = frozenset({"creator", "co-creator"})
_OWNERS = frozenset({"owner", "co-owner"})
_NEAR = 8  # tokens before a name in which an owner of a post is looked for
# Facts of which the body is the subject and the person the object.
_OF_THE_BODY = frozenset({"founded_by", "created_by", "owned_by"})


def posts(reading: Reading) -> Iterator[Fact]:
    """Find who holds which post where, by titles and appositions."""
    loud = shouted(reading.doc)
    for person in reading.names(Kind.PERSON):
        if person.start not in loud:  # a headline says it again below, in letters that can be read
            yield from _of(reading, person)


def _of(reading: Reading, person: Referent) -> Iterator[Fact]:
    before = before_name(reading, _first_of_list(reading, person))
    if before:
        before = with_body_behind(reading, person, before)
        yield from told(reading, person, before, "titles.before@1", 0.9)
        outer = outer_title(reading, before)
        if outer:
            yield from told(reading, person, outer, "titles.before@1", 0.85)
        shadow = office_after(reading, person.end)
        if shadow and before.bodies and reading.doc[shadow.role[0]].lower_ == "shadow":
            party = replace(shadow, bodies=before.bodies)  # "Labour MP X, the shadow health secretary,"
            yield from told(reading, person, party, "titles.after@1", 0.75)
    for after in after_name(reading, person.end):
        yield from told(reading, person, after, "titles.after@1", 0.85)


def owned_posts(reading: Reading) -> Iterator[Fact]:
    """Find the posts whose body is named further up: "its head, Karl Weber", "Karl Weber, the party's leader".

    Pronouns and common nouns have to be resolved before.
    """
    doc = reading.doc
    for person in reading.names(Kind.PERSON):
        near = (*doc[max(0, person.start - _NEAR) : person.start], *doc[person.end + 1 : person.end + 5])
        if any(token.tag_ == "PRP$" or token.text in POSSESSIVES or _is_taken_up(reading, token) for token in near):
            yield from _of(reading, person)


def _is_taken_up(reading: Reading, token: Token) -> bool:
    """Tell a common noun that takes up a body: "the leader of the party"."""
    return token.tag_ == "NN" and token.lower_ in cues().nominals and reading.refers(token.i) is not None


def lone_titles(reading: Reading, found: Iterable[Fact]) -> Iterator[Fact]:
    """Find national offices without a country, for persons who hold no such post, where one country is in focus.

    Args:
        reading: The document.
        found: Its facts so far.
    """
    focus = reading.focus()
    held: dict[int | None, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.predicate == "position_in":
            held[fact.subject.group].append(fact)
    for person in reading.names(Kind.PERSON):
        before = before_name(reading, person)
        post = before or office_after(reading, person.end)
        outer = outer_title(reading, before) if before else None
        if outer and is_national(reading.words(*outer.role).lower()):
            post = outer
        if (
            post is None
            or post.bodies
            or _is_owned(reading, post.role[0])
            or any(_excludes(reading, fact, post) for fact in held[person.group])
        ):
            continue
        office = reading.words(*post.role).lower().replace("-", " ").replace("  ", " ")
        code = office_country(office, reading.words(person.start, person.end))
        code = None if office in _SHARED and focus else code
        own = reading.country(code, person.start, person.end) if code else None
        company = _company(reading) if before and office in _OFFICERS else None
        if own and reading.named(own):
            yield _fact(reading, person, own, post, "position_in", "titles.office@1", 0.8)
        elif (
            focus
            and code is None
            and not is_abroad(reading, person, focus)
            and (is_national(office) if before else office.endswith("minister") or office in _AFTER)
        ):
            body = _of_field(reading, office) or focus
            yield _fact(reading, person, body, post, "position_in", "titles.focus@1", 0.7)
        elif company:
            founder = office in _FOUNDERS
            yield _fact(
                reading, person, company, post, "founded_by" if founder else "position_in", "titles.focus@1", 0.7
            )


def _is_owned(reading: Reading, start: int) -> bool:
    """Tell "the festival's president", whose owner has no name, from "Sandu's adviser", "the country's president"."""
    doc = reading.doc
    if start < 2 or doc[start - 1].text not in POSSESSIVES or reading.refers(start - 2) is not None:
        return False
    owner = doc[start - 2]
    return owner.tag_ in {"NN", "NNS"} and owner.lower_ not in _STATES


def _excludes(reading: Reading, held: Fact, post: Post) -> bool:
    """Tell whether a post that somebody holds is the same, or one in a country."""
    if reading.kind(held.object) is Kind.PLACE and reading.is_country(held.object):
        return True
    office = set(reading.words(*post.role).lower().split())
    return not office.isdisjoint((held.role or "").lower().split())


def _company(reading: Reading) -> Referent | None:
    """Return the company that an article is about: named twice as often as any other body."""
    bodies = [(len(group.names), -i) for i, group in enumerate(reading.groups) if group.kind is Kind.ORG]
    most = sorted(bodies, reverse=True)[:2]
    if not most or most[0][0] < _OFTEN or (len(most) > 1 and most[0][0] < 2 * most[1][0]):
        return None
    index = -most[0][1]
    group = reading.groups[index]
    traded = any(form.rsplit(maxsplit=1)[-1].lower() in TRADES for form in group.forms)
    if not traded and not _OF_TRADE.search(reading.doc.text):
        return None
    return Referent(index, None, group.names[0].start, group.names[0].end)


def _of_field(reading: Reading, office: str) -> Referent | None:
    """Return the body whose name is the field of a minister: "Environment Canada", "Environment Ministry"."""
    field = office.removesuffix(" minister")
    if field == office or not field:
        return None
    nouns = {"ministry", "department", "of", "the", "office"}
    for index, group in enumerate(reading.groups):
        if group.kind is not Kind.ORG:
            continue
        for form in group.forms:
            rest = f" {form.lower()} ".replace(f" {field} ", " ", 1).split()
            if len(rest) < len(form.split()) and all(word in nouns or _is_country(word.title()) for word in rest):
                first = group.names[0]
                return Referent(index, None, first.start, first.end)
    return None


def _is_country(word: str) -> bool:
    best = gazetteer().best(word)
    return best is not None and best.sort in {"country", "demonym"}


def is_national(office: str) -> bool:
    """Tell whether an office is a state's: "Interior Minister" in an article about one country is of that country.

    >>> is_national("interior minister"), is_national("chief minister"), is_national("coach")
    (True, False, False)
    """
    field, _, noun = office.rpartition(" ")
    if noun == "secretary":  # as ministers are called in Mexico, Manila and Washington
        return field.split()[-1:] != [] and field.split()[-1] in _SECRETARIES
    return office in _NATIONAL or (noun == "minister" and office not in _NOT_NATIONAL)


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
    if noun in _OWNERS:
        return "owned_by" if kind is Kind.ORG else None
    if noun in known.creators and kind is not Kind.PLACE:
        if kind is Kind.ORG:  # the author of a study is of a university, and made the study
            return "founded_by" if noun in _MAKERS_OF_BODIES else None
        return "created_by"
    if kind is Kind.ORG and (noun in known.students or (noun == "major" and post.role[1] - post.role[0] > 1)):
        return "educated_at"
    if noun == "veteran" and reading.doc[post.role[0]].lower_ == "war":  # an "Iraq war veteran" is of anywhere
        return None
    if noun in _OF_COMPANIES and kind is Kind.PLACE and reading.is_country(place):
        return None  # "Business Leadership South Africa CEO"
    if noun in known.callings and kind is Kind.PLACE:
        region = place.group is not None and (reading.groups[place.group].key or "").startswith("world:")
        return "citizen_of" if reading.is_country(place) else None if region else "resident_of"
    if noun in known.scholars | known.private and reading.kind(body) is Kind.NORP and reading.is_country(place):
        return "citizen_of"  # a "British director" is British, and directs something else
    if noun in known.scholars and kind is Kind.PLACE and reading.kind(body) is Kind.PLACE:
        return None  # a "Syria expert" is of anywhere
    return "position_in"
