"""Membership, predecessors and what verbs and nouns tell: facts between named things that need no title.

The verbs and nouns are rows of `data/relations.toml`; lists and predecessors are functions, named as their rules.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.tables import Row, rows_by_word
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

# Between a noun for kin and the name: ", 81-year-old Nursultan", "German Countess Sophia".
_DESCRIBING = frozenset({"CD", "HYPH", "JJ", "NN", "NNP", "NNPS"})
_JOINED = 3  # verbs that may share a subject
# What a body has and a person sits on: "the board of Siemens", "Siemens' board".
_ORGANS = frozenset({"board", "council", "committee", "cabinet", "staff", "faculty", "squad"})
_LIKE = frozenset({"including", "such", "as", "like", "namely"})
_LIST_SIGNS = frozenset({":", ",", "(", "-", "–", "—"})
_LIST = frozenset({",", "and", "or", "&", "the", "/"})


def relations(reading: Reading) -> Iterator[Fact]:
    """Find memberships, predecessors and the facts of the tables."""
    yield from _verbs(reading)
    yield from _nouns(reading)
    yield from _members(reading)
    yield from _kin(reading)


def _verbs(reading: Reading) -> Iterator[Fact]:
    by_word = rows_by_word("verb")
    for token in reading.doc:
        for row in by_word.get(token.lower_, ()):
            if not (token.tag_.startswith("VB") or token.dep_ == "acomp"):  # "is married to"
                continue
            if row.without and any(child.lower_ == row.without for child in token.children):
                continue
            for subject in _subjects(reading, token, row.subjects):
                for other in _objects(reading, token, row):
                    if row.only and row.only.isdisjoint(reading.name(other).lower().split()):
                        continue
                    ends = (other, subject) if row.flip else (subject, other)
                    if subject.group != other.group:
                        yield _fact(row, ends, (token.i, token.i + 1), "relations.verb@1", 0.8)


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


def _subjects(reading: Reading, verb: Token, kinds: frozenset[Kind]) -> Iterator[Referent]:
    heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "relcl" and (not heads or heads[0].tag_ in {"WP", "WDT"}):
        heads = [verb.head]
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not heads and verb.i < verb.head.i:  # "Born in Krakow, she ..."
        heads = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if verb.dep_ == "acomp":
        heads = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if verb.dep_ == "acl" and not heads:
        heads = [verb.head]
    if verb.dep_ == "conj" and not heads:
        heads = _subjects_above(verb)
    yield from _referents(reading, heads, kinds)


def _subjects_above(verb: Token) -> list[Token]:
    """Return the subject that a verb shares with the one before it: "who is a doctor and works at"."""
    for _ in range(_JOINED):
        verb = verb.head
        heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if heads or verb.dep_ != "conj":
            break
    return [verb.head] if verb.dep_ == "relcl" and (not heads or heads[0].tag_ in {"WP", "WDT"}) else heads


def _objects(reading: Reading, verb: Token, row: Row) -> Iterator[Referent]:
    if row.object == "dobj":
        heads = [child for child in verb.children if child.dep_ == "dobj"]
    else:
        prepositions = [c for c in verb.children if c.dep_ in {"prep", "agent"} and c.lower_ == row.object]
        heads = [child for preposition in prepositions for child in preposition.children if child.dep_ == "pobj"]
    yield from _referents(reading, heads, row.objects)


def _referents(reading: Reading, heads: list[Token], kinds: frozenset[Kind]) -> Iterator[Referent]:
    for head in heads:
        for token in [head, *head.conjuncts]:
            found = reading.refers(token.i) or _named_by(reading, token) or _organ_of(reading, token)
            if found and reading.kind(found) in kinds:
                yield found


def _named_by(reading: Reading, noun: Token) -> Referent | None:
    """Return the name in apposition to a common noun: 'the film "Solaris"'."""
    names = (reading.at(child.i) for child in noun.children if child.dep_ == "appos")
    return next((name for name in names if name), None)


def _organ_of(reading: Reading, noun: Token) -> Referent | None:
    """Return the body of which a board or council is: "the board of Siemens", "the BMA's council"."""
    if noun.lower_ not in _ORGANS:
        return None
    whole = [c for c in noun.children if c.dep_ in {"poss", "compound"}]
    whole += [c for of in noun.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    named = (reading.refers(child.i) for child in whole)
    return next((name for name in named if name and reading.kind(name) is Kind.ORG), None)


def _nouns(reading: Reading) -> Iterator[Fact]:
    """Read "Turkey, a member of NATO"; "Almaty is the largest city of Kazakhstan"."""
    by_word = rows_by_word("noun")
    for token in reading.doc:
        for row in by_word.get(token.lower_, ()):
            noun = token.head if token.dep_ == "conj" and token.head.tag_ == "NN" else token  # "leader and son of"
            if noun.dep_ not in {"appos", "attr"}:
                continue
            if noun.dep_ == "appos":
                alone = reading.refers(noun.head.i)  # not those who are named before it, with "and"
                subjects = [alone] if alone and reading.kind(alone) in row.subjects else []
            else:
                subjects = list(_subjects(reading, noun.head, row.subjects))
            prepositions = [child for child in token.children if child.lower_ == row.object]
            heads = [child for preposition in prepositions for child in preposition.children]
            for subject in subjects:
                for other in _referents(reading, heads, row.objects):
                    if subject.group != other.group:
                        yield _fact(row, (subject, other), (token.i, token.i + 1), "relations.noun@1", 0.8)


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
    """Read "Toqaev removed his predecessor, Nursultan Nazarbaev"; "Paris's father, Albert Jaquier"."""
    by_word = rows_by_word("kin")
    for token in _tokens(reading.doc, *by_word):
        holder = _holder(reading, token)
        named = _named_after(reading, token.i + 1) or _apposed(reading, token)
        if holder is None or named is None or holder.group == named.group:
            continue
        for row in by_word[token.lower_]:
            yield _fact(row, (named, holder), (token.i, token.i + 1), "relations.kin@1", 0.85)


def _holder(reading: Reading, noun: Token) -> Referent | None:
    """Return whose kin it is: a possessive name, or the person that "his" refers to."""
    beside = reading.doc[noun.i - 1] if noun.i > 1 else noun
    owner = noun.i - 2 if beside.text in POSSESSIVES else noun.i - 1 if beside.tag_ == "PRP$" else None
    owner = next((child.i for child in noun.children if child.dep_ == "poss"), owner)
    found = reading.refers(owner) if owner is not None else None
    return found if found and reading.kind(found) is Kind.PERSON else None


def _apposed(reading: Reading, noun: Token) -> Referent | None:
    """Return the person of "Susi Pudjianti, Edhy's predecessor,"."""
    found = reading.at(noun.head.i) if noun.dep_ == "appos" else None
    return found if found and reading.kind(found) is Kind.PERSON else None


def _named_after(reading: Reading, at: int) -> Referent | None:
    """Return the person named right after a noun: ", 81-year-old Nursultan Nazarbaev"."""
    doc = reading.doc
    for i in range(at, min(at + 9, len(doc))):
        found = reading.at(i)
        kind = reading.kind(found)
        if kind is Kind.PERSON:
            return found
        article = doc[i].tag_ == "DT" and doc[i - 1].text == ","  # "her husband, the violinist Stefan Kowalski"
        described = doc[i].text == "," or doc[i].tag_ in _DESCRIBING or article or kind is Kind.NORP
        if doc[i].is_sent_start or not described or (kind and kind is not Kind.NORP):
            return None
    return None
