"""Membership, parts, places and predecessors: facts between named things that need no title.

The verbs and nouns are rows of `data/relations.toml`; the possessive and list patterns are functions, each named
as its rule: "relations.possessive@1".
"""

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from spacy.tokens import Token

from newsweave.ingest.cues import cues
from newsweave.ingest.facts import Fact
from newsweave.ingest.gazetteer import gazetteer
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LIST = frozenset({",", "and", "or", "&", "the", "/"})
_TOWNS = frozenset("city town village region province district capital suburb port state area island".split())
_RANKS = {"country": 3, "former": 3, "region": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table: words, what they join, and which way."""

    predicate: str
    words: frozenset[str]
    object: str
    flip: bool
    role: bool
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    example: str
    gives: tuple[str, str]


@functools.cache
def rows(table: str) -> tuple[Row, ...]:
    """Return the rows of a table, "verb" or "noun"."""
    data = tomllib.loads(resources.files(__package__).joinpath("data/relations.toml").read_text("utf-8"))
    return tuple(
        Row(
            predicate=row["predicate"],
            words=frozenset(row["verbs" if table == "verb" else "nouns"]),
            object=row.get("object", "of"),
            flip=row.get("flip", False),
            role=row.get("role", False),
            subjects=frozenset(map(Kind, row["subjects"])),
            objects=frozenset(map(Kind, row["objects"])),
            example=row["example"],
            gives=(row["gives"][0], row["gives"][1]),
        )
        for row in data[table]
    )


def relations(reading: Reading) -> Iterator[Fact]:
    """Find memberships, parts, places and predecessors."""
    yield from _verbs(reading)
    yield from _nouns(reading)
    yield from _members(reading)
    yield from _possessives(reading)
    yield from _containers(reading)
    yield from _organs(reading)
    yield from _predecessors(reading)


def _verbs(reading: Reading) -> Iterator[Fact]:
    for token in reading.doc:
        for row in rows("verb"):
            if token.lower_ not in row.words or not token.tag_.startswith("VB"):
                continue
            for subject in _subjects(reading, token, row.subjects):
                for other in _objects(reading, token, row):
                    ends = (other, subject) if row.flip else (subject, other)
                    if subject.group != other.group:
                        yield _fact(reading, row, ends, (token.i, token.i + 1), "relations.verb@1", 0.8)


def _fact(
    reading: Reading,
    row: Row,
    ends: tuple[Referent, Referent],
    trigger: tuple[int, int],
    rule: str,
    score: float,
) -> Fact:
    return Fact(
        subject=ends[0],
        predicate=row.predicate,
        object=ends[1],
        role=reading.words(*trigger) if row.role else None,
        trigger=trigger,
        rule=rule,
        score=score,
    )


def _subjects(reading: Reading, verb: Token, kinds: frozenset[Kind]) -> Iterator[Referent]:
    heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "relcl" and (not heads or heads[0].tag_ in {"WP", "WDT"}):
        heads = [verb.head]
    if verb.dep_ in {"acl", "conj"} and not heads:
        heads = [verb.head] if verb.dep_ == "acl" else [c for c in verb.head.children if c.dep_ == "nsubj"]
    yield from _referents(reading, heads, kinds)


def _objects(reading: Reading, verb: Token, row: Row) -> Iterator[Referent]:
    if row.object == "dobj":
        heads = [child for child in verb.children if child.dep_ == "dobj"]
    else:
        prepositions = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == row.object]
        heads = [child for preposition in prepositions for child in preposition.children if child.dep_ == "pobj"]
    yield from _referents(reading, heads, row.objects)


def _referents(reading: Reading, heads: list[Token], kinds: frozenset[Kind]) -> Iterator[Referent]:
    for head in heads:
        for token in [head, *head.conjuncts]:
            found = reading.at(token.i)
            if found and reading.kind(found) in kinds:
                yield found


def _nouns(reading: Reading) -> Iterator[Fact]:
    """Read "Turkey, a member of NATO"; "Almaty is the largest city of Kazakhstan"."""
    for token in reading.doc:
        for row in rows("noun"):
            if token.lower_ not in row.words or token.dep_ not in {"appos", "attr"}:
                continue
            if token.dep_ == "appos":
                subjects = list(_referents(reading, [token.head], row.subjects))
            else:
                subjects = list(_subjects(reading, token.head, row.subjects))
            prepositions = [child for child in token.children if child.lower_ == row.object]
            heads = [child for preposition in prepositions for child in preposition.children]
            for subject in subjects:
                for other in _referents(reading, heads, row.objects):
                    if subject.group != other.group:
                        yield _fact(reading, row, (subject, other), (token.i, token.i + 1), "relations.noun@1", 0.8)


def _members(reading: Reading) -> Iterator[Fact]:
    """Read "the other CSTO members: Armenia, Belarus, Kyrgyzstan, and Tajikistan"."""
    doc = reading.doc
    for token in doc:
        if token.lower_ not in {"members", "member"}:
            continue
        club = reading.at(token.i - 1) if token.i else None
        at = token.i + 1
        if club is None and at < len(doc) and doc[at].lower_ == "of":
            at += 1
            at += doc[at].lower_ == "the" if at < len(doc) else 0
            club = reading.at(at) if at < len(doc) else None
            at = club.end if club else at
        if club is None or reading.kind(club) is not Kind.ORG:
            continue
        if at < len(doc) and doc[at].text in {":", ",", "(", "-", "–"}:
            at += 1
        while at < len(doc) and doc[at].lower_ in {"including", "such", "as", "like"}:
            at += 1
        for member in _listed(reading, at):
            if reading.kind(member) in (Kind.PLACE, Kind.ORG) and member.group != club.group:
                yield Fact(
                    subject=member,
                    predicate="member_of",
                    object=club,
                    trigger=(token.i, token.i + 1),
                    rule="relations.members@1",
                    score=0.9,
                )


def _listed(reading: Reading, at: int) -> Iterator[Referent]:
    """Yield the names of a list that begins at a token: "Armenia, Belarus, and Tajikistan"."""
    doc = reading.doc
    while at < len(doc):
        found = reading.at(at)
        if found:
            yield found
            at = found.end
        elif doc[at].lower_ in _LIST:
            at += 1
        else:
            return


def _possessives(reading: Reading) -> Iterator[Fact]:
    """Read "RFE/RL's Kazakh Service", "Mecca's Grand Mosque", "Kazakhstan's largest city, Almaty"."""
    doc = reading.doc
    for owner in reading.names(Kind.ORG, Kind.PLACE):
        at = owner.end
        if at + 1 >= len(doc) or doc[at].text not in _POSSESSIVE:
            continue
        owned = reading.at(at + 1)
        trigger = (at, at + 1)
        if owned is None:
            noun = next((i for i in range(at + 1, min(at + 6, len(doc))) if doc[i].lower_ in _TOWNS), None)
            if noun is None or any(doc[i].is_punct for i in range(at + 1, noun)):
                continue
            after = noun + 1 + (noun + 1 < len(doc) and doc[noun + 1].text in {",", "of"})
            owned = reading.at(after) if after < len(doc) else None
            trigger = (noun, noun + 1)
        if owned is None or owned.group == owner.group:
            continue
        predicate = _part(reading, owned, owner)
        if predicate:
            rule = "relations.possessive@1"
            yield Fact(subject=owned, predicate=predicate, object=owner, trigger=trigger, rule=rule, score=0.85)


def _part(reading: Reading, part: Referent, whole: Referent) -> str | None:
    kinds = reading.kind(part), reading.kind(whole)
    if kinds == (Kind.ORG, Kind.ORG):
        return "part_of"
    if kinds == (
        Kind.ORG,
        Kind.PLACE,
    ):  # a ministry is part of its country, a company only has its seat there
        return "part_of" if _is_organ(reading.words(part.start, part.end)) else "based_in"
    return "located_in" if kinds == (Kind.PLACE, Kind.PLACE) else None


def _is_organ(name: str) -> bool:
    """Tell whether a name is one of a state's bodies: "Interior Ministry", "Ministry of Culture"."""
    plain = name.lower()
    return any(plain == noun or plain.endswith(f" {noun}") or plain.startswith(f"{noun} of") for noun in cues().organs)


def _containers(reading: Reading) -> Iterator[Fact]:
    """Read "Irving, Texas", "Republican Square in Almaty", "the Kazakh city of Almaty"."""
    doc = reading.doc
    for inner in reading.names(Kind.PLACE):
        at = inner.end
        if at + 1 < len(doc) and doc[at].text == "," and not doc[at + 1].is_sent_start:
            outer = reading.at(at + 1)
            if outer and _rank(reading, outer) > max(1, _rank(reading, inner)) and _closed(reading, inner, outer):
                yield _located(inner, outer, (at, at + 1), "relations.comma@1", 0.85)
        if at + 1 < len(doc) and doc[at].lower_ == "in" and doc[at].head.i in range(inner.start, inner.end):
            start = at + 1 + (doc[at + 1].lower_ == "the")
            outer = reading.at(start) if start < len(doc) else None
            if outer and reading.kind(outer) is Kind.PLACE and outer.group != inner.group:
                yield _located(inner, outer, (at, at + 1), "relations.in@1", 0.75)
        noun = inner.start - 2
        if noun > 0 and doc[noun + 1].lower_ == "of" and doc[noun].lower_ in _TOWNS:
            outer = reading.body(reading.at(noun - 1))
            if outer and reading.kind(outer) is Kind.PLACE and outer.group != inner.group:
                yield _located(inner, outer, (noun, noun + 1), "relations.city@1", 0.85)


def _located(inner: Referent, outer: Referent, trigger: tuple[int, int], rule: str, score: float) -> Fact:
    return Fact(subject=inner, predicate="located_in", object=outer, trigger=trigger, rule=rule, score=score)


def _rank(reading: Reading, place: Referent) -> int:
    """Rank a place by what it is known as: a country above a region, a region above the rest."""
    if place.group is None:
        return _RANKS["country"]
    if reading.kind(place) is not Kind.PLACE:
        return 0
    forms = reading.groups[place.group].forms
    return max((_RANKS.get(known.sort, 1) for form in forms for known in gazetteer().readings(form)), default=1)


def _closed(reading: Reading, inner: Referent, outer: Referent) -> bool:
    """Tell "Irving, Texas, was" from one item of a list: "Kabul, Iran, and Iraq"."""
    doc = reading.doc
    before = doc[inner.start - 1].text if inner.start else ""
    if (
        before == ","
        and inner.start > 1
        and reading.at(inner.start - 2)
        and reading.kind(reading.at(inner.start - 2)) is Kind.PLACE
    ):
        return False
    after = outer.end
    if after >= len(doc) or doc[after].text not in {",", "and"}:
        return True
    following = reading.at(after + 1) if after + 1 < len(doc) else None
    return (
        doc[after].text == "," and following is None and not (after + 1 < len(doc) and doc[after + 1].lower_ == "and")
    )


def _organs(reading: Reading) -> Iterator[Fact]:
    """Read the name of a state's body: the "US State Department" is part of the United States."""
    for body in reading.names(Kind.ORG):
        words = [token.text for token in reading.doc[body.start : body.end]]
        for size in (3, 2, 1):
            known = gazetteer().best(" ".join(words[:size])) if len(words) > size else None
            if known and known.country and known.sort in {"country", "demonym"}:
                if _is_organ(" ".join(words[size:])):
                    yield Fact(
                        subject=body,
                        predicate="part_of",
                        object=reading.country(known.country, body.start, body.start + size),
                        trigger=(body.start + size, body.end),
                        rule="relations.organ@1",
                        score=0.85,
                    )
                break


def _predecessors(reading: Reading) -> Iterator[Fact]:
    """Read "Toqaev removed his predecessor, Nursultan Nazarbaev"; "Bush's predecessor Bill Clinton"."""
    doc = reading.doc
    for token in doc:
        if token.lower_ not in {"predecessor", "successor"}:
            continue
        holder = _holder(reading, token)
        named = _named_after(reading, token.i + 1)
        if holder is None or named is None or holder.group == named.group:
            continue
        ends = (named, holder) if token.lower_ == "predecessor" else (holder, named)
        trigger, rule = (token.i, token.i + 1), "relations.predecessor@1"
        yield Fact(
            subject=ends[0],
            predicate="predecessor_of",
            object=ends[1],
            trigger=trigger,
            rule=rule,
            score=0.85,
        )


def _holder(reading: Reading, noun: Token) -> Referent | None:
    """Return whose predecessor it is: a possessive name, or the person that "his" refers to."""
    for child in noun.children:
        if child.dep_ != "poss":
            continue
        found = reading.at(child.i)
        if found:
            return found if reading.kind(found) is Kind.PERSON else None
        if child.tag_ == "PRP$":
            return _antecedent(reading, child)
    return None


def _antecedent(reading: Reading, pronoun: Token) -> Referent | None:
    """Return the person whom "his" or "her" refers to: the subject of its clause, else of one around it."""
    for token in pronoun.ancestors:
        for child in token.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < pronoun.i:
                found = reading.at(child.i)
                if found and reading.kind(found) is Kind.PERSON:
                    return found
    return None


def _named_after(reading: Reading, at: int) -> Referent | None:
    """Return the person named right after a noun: ", 81-year-old Nursultan Nazarbaev"."""
    doc = reading.doc
    for i in range(at, min(at + 9, len(doc))):
        found = reading.at(i)
        if found:
            return found if reading.kind(found) is Kind.PERSON else None
        if doc[i].tag_.startswith("VB") or doc[i].is_sent_start:
            return None
    return None
