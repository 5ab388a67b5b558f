"""Membership, predecessors and what verbs and nouns tell: facts between named things that need no title.

The verbs and nouns are rows of `data/relations.toml`; lists and predecessors are functions, named as their rules.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Token

from newsweave.ingest.facts.ends import objects, referents, subjects, whose
from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.tables import Row, rows_by_word
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

# Between a noun for kin and the name: ", 81-year-old Nursultan", "German Countess Sophia".
_DESCRIBING = frozenset({"CD", "HYPH", "JJ", "NN", "NNP", "NNPS"})
_PLAIN = frozenset({"company", "group", "firm"})
_LIKE = frozenset({"including", "such", "as", "like", "namely"})
_LIST_SIGNS = frozenset({":", ",", "(", "-", "–", "—"})
_LIST = frozenset({",", "and", "or", "&", "the", "/"})


def relations(reading: Reading) -> Iterator[Fact]:
    """Find memberships, predecessors and the facts of the tables."""
    yield from _verbs(reading)
    yield from _nouns(reading)
    yield from _members(reading)
    yield from _kin(reading)
    yield from _siblings(reading)


def _verbs(reading: Reading) -> Iterator[Fact]:
    by_word = rows_by_word("verb")
    for token in reading.doc:
        for row in by_word.get(token.lower_, ()):
            if not (token.tag_.startswith("VB") or token.dep_ == "acomp"):  # "is married to"
                continue
            hanging = {child.lower_ for child in token.children}
            if row.without in hanging or (row.particle and row.particle not in hanging):
                continue
            if row.passive and token.tag_ != "VBN" and "auxpass" not in {child.dep_ for child in token.children}:
                continue
            for subject in _told_of(reading, token, row):
                for other in objects(reading, token, row):
                    if row.only and row.only.isdisjoint(reading.name(other).lower().split()):
                        continue
                    ends = (other, subject) if row.flip else (subject, other)
                    if subject.group != other.group:
                        yield _fact(row, ends, (token.i, token.i + 1), "relations.verb@1", 0.8)


def _told_of(reading: Reading, verb: Token, row: Row) -> Iterator[Referent]:
    """Yield whom a verb is told of: its subject, or for some rows whom something is given to."""
    if not row.dative:
        yield from subjects(reading, verb, row.subjects)
    else:
        yield from referents(reading, [child for child in verb.children if child.dep_ == "dative"], row.subjects)


def _fact(
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
        role=row.role,
        phase=row.phase,
        former=row.phase == "ends",
        trigger=trigger,
        rule=rule,
        score=score,
    )


def _nouns(reading: Reading) -> Iterator[Fact]:
    """Read "Turkey, a member of NATO"; "Almaty is the largest city of Kazakhstan"."""
    by_word = rows_by_word("noun")
    for token in reading.doc:
        for row in by_word.get(token.lower_, ()):
            if not _is_compound(token, row):
                continue
            noun = token.head if token.dep_ == "conj" and token.head.tag_ == "NN" else token  # "leader and son of"
            if noun.dep_ not in {"appos", "attr"}:
                continue
            if noun.dep_ == "appos":
                alone = reading.refers(noun.head.i)  # not those who are named before it, with "and"
                told = [alone] if alone and reading.kind(alone) in row.subjects else []
            else:
                told = list(subjects(reading, noun.head, row.subjects))
            prepositions = [child for child in token.children if child.lower_ == row.object]
            heads = [child for preposition in prepositions for child in preposition.children]
            for subject in told:
                for other in referents(reading, heads, row.objects):
                    if subject.group != other.group:
                        ends = (other, subject) if row.flip else (subject, other)
                        yield _fact(row, ends, (token.i, token.i + 1), "relations.noun@1", 0.8)


def _members(reading: Reading) -> Iterator[Fact]:
    """Read "the other CSTO members: Armenia, Belarus, Kyrgyzstan, and Tajikistan"; "members of NATO such as Turkey"."""
    doc = reading.doc
    for token in _tokens(doc, "members"):
        club = reading.at(token.i - 1) if token.i else None
        at = token.i + 1
        listed = club is not None  # "NATO members Turkey and Greece"
        if club is None and at < len(doc) and doc[at].lower_ == "of":
            at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "the")
            club = reading.at(at) if at < len(doc) else None
            at = club.end if club else at
        if club is None or reading.kind(club) is not Kind.ORG:
            continue
        while at < len(doc) and (doc[at].lower_ in _LIKE or doc[at].text in _LIST_SIGNS):
            listed = listed or doc[at].text != ","
            at += 1
        for member in _listed(reading, at) if listed else ():
            if reading.kind(member) in (Kind.PLACE, Kind.ORG) and member.group != club.group:
                yield Fact(
                    subject=member,
                    predicate="member_of",
                    object=club,
                    trigger=(token.i, token.i + 1),
                    rule="relations.members@1",
                    score=0.9,
                )


def _tokens(doc: Doc, *words: str) -> Iterator[Token]:
    """Yield the tokens that are one of some words, in any case; quick where there are none."""
    text = doc.text.lower()
    if any(word in text for word in words):
        yield from (token for token in doc if token.lower_ in words)


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


def _kin(reading: Reading) -> Iterator[Fact]:
    """Read "his predecessor, Nursultan Nazarbaev"; "Paris's father, Albert Jaquier"; "its owner, Siemens"."""
    by_word = rows_by_word("kin")
    for token in _tokens(reading.doc, *by_word):
        for row in by_word[token.lower_]:
            if not _is_compound(token, row):
                continue
            holder = _holder(reading, token, row.objects)
            named = _named_after(reading, token.i + 1, row.subjects) or _apposed(reading, token, row.subjects)
            if holder and named and holder.group != named.group:
                former = token.lower_.startswith("ex-") or reading.doc[token.i - 1].lower_ == "former"
                fact = _fact(row, (named, holder), (token.i, token.i + 1), "relations.kin@1", 0.85)
                yield replace(fact, former=fact.former or former)
                break


def _is_compound(noun: Token, row: Row) -> bool:
    """Tell "its parent company" from "its company": a noun that tells nothing alone."""
    return noun.lower_ not in _PLAIN or row.compound is None or (noun.i > 0 and noun.nbor(-1).lower_ == row.compound)


def _siblings(reading: Reading) -> Iterator[Fact]:
    """Read "the brothers Moses and Isaac Ssentongo"."""
    for token in _tokens(reading.doc, "brothers", "sisters"):
        named = [found for found in islice(_listed(reading, token.i + 1), 2) if reading.kind(found) is Kind.PERSON]
        if len(named) == 2 and named[0].group != named[1].group:
            yield Fact(
                subject=named[0],
                predicate="sibling_of",
                object=named[1],
                trigger=(token.i, token.i + 1),
                rule="relations.siblings@1",
                score=0.85,
            )


def _holder(reading: Reading, noun: Token, kinds: frozenset[Kind]) -> Referent | None:
    """Return whose kin it is: a possessive name, or the one that "his" or "whose" refers to."""
    beside = reading.doc[noun.i - 1] if noun.i > 1 else noun
    owner = noun.i - 2 if beside.text in POSSESSIVES else noun.i - 1 if beside.tag_ in {"PRP$", "WP$"} else None
    owner = next((child.i for child in noun.children if child.dep_ == "poss"), owner)
    if owner is None:
        return None
    found = whose(reading, reading.doc[owner], *kinds) or reading.refers(owner)
    return found if found and reading.kind(found) in kinds else None


def _apposed(reading: Reading, noun: Token, kinds: frozenset[Kind]) -> Referent | None:
    """Return the person of "Susi Pudjianti, Edhy's predecessor,"."""
    found = reading.at(noun.head.i) if noun.dep_ == "appos" else None
    return found if found and reading.kind(found) in kinds else None


def _named_after(reading: Reading, at: int, kinds: frozenset[Kind]) -> Referent | None:
    """Return the one named right after a noun: ", 81-year-old Nursultan Nazarbaev"."""
    doc = reading.doc
    for i in range(at, min(at + 9, len(doc))):
        found = reading.at(i)
        kind = reading.kind(found)
        if kind in kinds:
            return found
        if doc[i].lower_ == "and" and i == at and i + 1 < len(doc) and doc[i + 1].lower_ in cues().roles:
            continue  # "her husband and coach, Pavel Novotny"
        article = doc[i].tag_ == "DT" and doc[i - 1].text == ","  # "her husband, the violinist Stefan Kowalski"
        described = doc[i].text == "," or doc[i].tag_ in _DESCRIBING or article or kind is Kind.NORP
        if doc[i].is_sent_start or not described or (kind and kind is not Kind.NORP):
            return None
    return None
