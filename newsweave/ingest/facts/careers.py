"""What verbs tell of posts: what somebody is, becomes, serves as or resigns as.

Lukashenka is the ruler of Belarus            titles.is
Karl Weber was appointed head of Siemens      careers.verb
She served as ambassador to France            careers.as

The verbs are rows of `data/relations.toml`.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ingest.facts.appositions import role_rightwards
from newsweave.ingest.facts.ends import meant, subjects_above, where
from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.post import Post
from newsweave.ingest.facts.posts import is_national, told
from newsweave.ingest.facts.tables import rows_by_word
from newsweave.ingest.facts.titles import before_name
from newsweave.ingest.names.cues import cues
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_BE = frozenset("is was are were be been being became becomes become remains remained".split())
_LONGEST = 6  # tokens of a role
_BECOME = frozenset({"became", "becomes", "become"})


def careers(reading: Reading) -> Iterator[Fact]:
    """Find the posts that verbs tell."""
    by_word = rows_by_word("career")
    for token in reading.doc:
        if token.dep_ == "attr" and token.head.lower_ in _BE and token.lower_ in cues().roles:
            yield from _is(reading, token)
        elif token.dep_ == "attr" and token.head.lower_ in _BE and reading.kind(reading.at(token.i)) is Kind.PERSON:
            yield from _called(reading, token)
        elif token.lower_ in by_word and token.tag_.startswith("VB"):
            phase = by_word[token.lower_][0].phase
            yield from _made(reading, token, phase)
            yield from _employed(reading, token, phase)


def _is(reading: Reading, noun: Token) -> Iterator[Fact]:
    verb = noun.head
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects and verb.dep_ == "conj":  # "who was elected in May and is the leader of"
        subjects = subjects_above(verb)
    person = _person(reading, subjects[0]) if subjects else None
    if person is None or any(child.dep_ == "neg" for child in verb.children):
        return
    post = role_rightwards(reading, noun.left_edge.i)
    employer = where(reading, verb)
    if employer:  # "Standard Chartered, where she was head of banking for Africa"
        role = post.role if post else _role(reading, noun.left_edge.i)
        post = Post(role=role, bodies=(employer,), former=False, member=False) if role else None
    if post:
        for fact in told(reading, person, post, "titles.is@1", 0.8):
            yield replace(fact, phase="begins" if verb.lower_ in _BECOME else None)


def _called(reading: Reading, name: Token) -> Iterator[Fact]:
    """Read "its president is Karl Weber", "the fund, whose president is Karl Weber"."""
    person = reading.at(name.i)
    for noun in name.head.lefts:
        if noun.dep_ == "nsubj" and noun.lower_ in cues().roles and person:
            post = role_rightwards(reading, noun.left_edge.i)
            if post:
                yield from told(reading, person, post, "titles.called@1", 0.8)


def _made(reading: Reading, verb: Token, phase: str | None) -> Iterator[Fact]:
    """Read the post that somebody is given or gives up, and who that is."""
    person = _holder(reading, verb)
    listed = [(person, start, rule) for start, rule in _posts(verb)] if person else []
    for person, start, rule in listed or _side_by_side(reading, verb):
        post = role_rightwards(reading, start) or _with_employer(reading, verb, start, phase)
        if post is None:
            continue
        for fact in told(reading, person, post, rule, 0.8):
            over = fact.former or phase == "ends"
            yield replace(fact, trigger=(verb.i, verb.i + 1), former=over, phase=phase)


def _employed(reading: Reading, verb: Token, phase: str | None) -> Iterator[Fact]:
    """Read "Alianza Lima sacked coach Mariano Soso": the post is in what dismisses or hires."""
    employer = next((reading.refers(child.i) for child in verb.lefts if child.dep_ == "nsubj"), None)
    if employer is None or reading.kind(employer) is not Kind.ORG or phase is None:
        return
    for child in verb.rights:
        person = reading.at(child.i) if child.dep_ == "dobj" else None
        before = before_name(reading, person) if person and reading.kind(person) is Kind.PERSON else None
        if person and before and not before.bodies:
            post = Post(role=before.role, bodies=(employer,), former=phase == "ends", member=False)
            for fact in told(reading, person, post, "careers.employed@1", 0.8):
                yield replace(fact, trigger=(verb.i, verb.i + 1), phase=phase)


def _side_by_side(reading: Reading, verb: Token) -> Iterator[tuple[Referent, int, str]]:
    """Read "named Marina Prado chief executive" word by word, where the parser lost the thread."""
    person = reading.at(verb.i + 1) if verb.i + 1 < len(reading.doc) else None
    if person and reading.kind(person) is Kind.PERSON and person.end + 1 < len(reading.doc):
        yield person, person.end + (reading.doc[person.end].lower_ == "as"), "careers.verb@1"


def _with_employer(reading: Reading, verb: Token, start: int, phase: str | None) -> Post | None:
    """Read "Volkswagen appointed Herbert Diess as chief executive": the post is in what appoints."""
    heads = [child for child in verb.children if child.dep_ == "nsubj"]
    heads += [verb.head] if verb.dep_ == "acl" else []
    employers = [found for head in heads if (found := reading.refers(head.i))]
    employer = employers[0] if employers and reading.kind(employers[0]) is Kind.ORG else None
    role = _role(reading, start)
    if role is None:
        return None
    if employer is None and is_national(reading.words(*role).lower()):
        employer = reading.focus()  # "President Karl Weber named Anna Berg economy minister"
    if employer is None or phase != "begins":
        return None
    return Post(role=role, bodies=(employer,), former=False, member=False)


def _role(reading: Reading, start: int) -> tuple[int, int] | None:
    """Return the words of a post that begins at a token."""
    doc = reading.doc
    start += doc[start].tag_ in {"DT", "PRP$"}
    for at in range(start, min(start + _LONGEST, len(doc))):
        if doc[at].lower_ in cues().roles and (at + 1 == len(doc) or doc[at + 1].lower_ not in cues().roles):
            return start, at + 1
        if not doc[at].tag_.startswith(("NN", "JJ", "VBG", "HYPH")):
            return None
    return None


def _holder(reading: Reading, verb: Token) -> Referent | None:
    """Return who is appointed or resigns: the object, or the subject where there is no object."""
    children = {child.dep_: child for child in verb.children}
    if "oprd" in children and any(child.lower_ == "as" for child in verb.children):  # "named Anna Berg as minister"
        return _person(reading, children["oprd"])
    for dep in ("dobj", "nsubjpass", "nsubj"):
        if dep in children:
            return _person(reading, children[dep])
    if verb.dep_ == "relcl":
        return _person(reading, verb.head)
    if verb.dep_ in {"conj", "xcomp"}:
        subjects = subjects_above(verb)
        return _person(reading, subjects[0]) if subjects else None
    return None


def _person(reading: Reading, token: Token) -> Referent | None:
    if token.tag_ == "WP" and token.head.dep_ == "relcl":
        token = token.head.head
    found = meant(reading, token)
    return found if found and reading.kind(found) is Kind.PERSON else None


def _posts(verb: Token) -> Iterator[tuple[int, str]]:
    """Yield where a post begins: what somebody is made, or what stands after "as"."""
    for child in verb.children:
        if child.dep_ in {"oprd", "attr"} and child.i > verb.i:
            yield child.left_edge.i, "careers.verb@1"
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield child.i + 1, "careers.as@1"
