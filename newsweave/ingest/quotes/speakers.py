"""Who speaks for a verb: its subject, through conjunctions, participles, relative clauses and passives."""

from spacy.tokens import Token

from newsweave.ingest.grammar.control import is_apart
from newsweave.ingest.names.cues import cues
from newsweave.ingest.quotes.cues import quote_words
from newsweave.ingest.reading import Reading
from newsweave.types import Kind

_CLIMBS = 8  # verbs up
_UP = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "aux", "dep"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BEFORE = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "quantmod", "predet", "nn"})
_OWNERS = frozenset({"compound", "poss", "nmod", "amod"})
_MARKS = frozenset({"``", "''", ":"})
_LONGEST = 14  # tokens behind the noun of a speaker: "a spokesman for the ministry of ..."


def speaker_of(reading: Reading, cue: Token) -> tuple[int, int] | None:
    """Return the tokens of the phrase that names who speaks.

    "Jen Psaki" for "said" in "White House press secretary Jen Psaki said"; for "adding" in "she said, adding that"
    it is "she"; a name in apposition stands for its noun; a statement is spoken by the one that issues it.
    """
    subject = subject_of(cue)
    return phrase(reading, subject) if subject is not None else None


def speakers_of(reading: Reading, cue: Token) -> list[tuple[int, int]]:
    """Return all phrases that name who speaks: both bodies in "the school and the police said"."""
    subject = subject_of(cue)
    if subject is None:
        return []
    others = [token for token in subject.conjuncts if token.i > subject.i and reading.at(token.i)]
    return [phrase(reading, token) for token in ([subject, *others] if reading.at(subject.i) else [subject])]


def subject_of(cue: Token) -> Token | None:
    """Return the noun or pronoun that a verb has for its subject, however far up."""
    verb = cue
    for _ in range(_CLIMBS):
        own = _own_subject(verb, passive=verb.i != cue.i)
        if own is not None:
            return _antecedent(own, verb)
        if any(child.dep_ == "auxpass" for child in verb.children) and verb.i == cue.i:
            return None
        if verb.i == cue.i and _is_announced(verb):
            return None
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and _may_speak(verb.head)):
            return verb.head
        if verb.dep_ not in _UP:
            break
        verb = verb.head.head if is_apart(verb) else verb.head
    return _behind(cue)


def _is_announced(verb: Token) -> bool:
    """Tell whether a participle behind a noun tells what was done to it: "the deal, announced in a statement,"."""
    done = verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}
    return done and not any(child.dep_ in {"agent", "dobj", "ccomp"} for child in verb.children)


def _behind(cue: Token) -> Token | None:
    """Return the name behind an inserted verb that the parser gave to another: "And, says Kovacs, it is late"."""
    if cue.i + 1 >= len(cue.doc) or not cue.i or cue.nbor(-1).text != ",":
        return None
    token = cue.nbor()
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    return token if token.tag_ in {"NNP", "PRP"} else None


def _may_speak(noun: Token) -> bool:
    """Tell whether a participle behind a noun can report its words: "protesters demanding", "a letter saying"."""
    return noun.tag_ != "NN" or noun.lower_ in quote_words().issued | quote_words().sources | cues().roles


def _own_subject(verb: Token, *, passive: bool) -> Token | None:
    """Return the subject among what hangs on a verb; the nearest, for a dateline is often taken for one too."""
    wanted = {"nsubj", "nsubjpass"} if passive else {"nsubj"}
    for child in (*reversed(list(verb.lefts)), *verb.rights):
        if child.dep_ in wanted:
            return child
        if child.dep_ == "agent":
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for: "Smith" in "Smith, who said"."""
    if subject.lower_ not in _RELATIVE:
        return subject
    for _ in range(_CLIMBS):
        if verb.dep_ == "relcl":
            return _person(verb.head) if subject.lower_ == "who" else verb.head
        if verb.dep_ != "conj":
            return subject
        verb = verb.head
    return subject


def _person(noun: Token) -> Token:
    """Return whom "who" stands for: "people" in "two people familiar with the matter, who said"."""
    token = noun
    for _ in range(_CLIMBS):
        if token.tag_ in {"NNP", "NNS", "NNPS"} or token.lower_ in cues().roles:
            return token
        if token.dep_ not in {"pobj", "prep", "amod", "acl", "dobj"}:
            break
        token = token.head
    return noun


def phrase(reading: Reading, noun: Token) -> tuple[int, int]:
    """Return the tokens of the phrase around a noun that names who speaks."""
    owner = _issuer(reading, noun)
    if owner is not None:
        return phrase(reading, owner)
    name = _named_apposition(reading, noun)
    if name is not None:
        return phrase(reading, name)
    named = reading.at(noun.i)
    end = named.end if named is not None else _after_prepositions(noun)
    holder = _holder(reading, noun, end) if named is None else None
    return holder or (_start(noun), max(end, noun.i + 1))


def _holder(reading: Reading, noun: Token, end: int) -> tuple[int, int] | None:
    """Return the name behind a post that the parser took into the post: "Ambassador to Peru(,) Ana Silva"."""
    last = reading.at(end - 1)
    if last is None or reading.kind(last) is not Kind.PERSON or not noun.i + 2 < last.start:
        return None
    comma = reading.doc[last.start - 1].text == ","
    before = reading.at(last.start - (2 if comma else 1))
    return (last.start, last.end) if before is not None and reading.kind(before) is not Kind.PERSON else None


def _issuer(reading: Reading, noun: Token) -> Token | None:
    """Return whose statement it is that says something: "CSTO" in "the CSTO statement said"."""
    if noun.lower_ not in quote_words().issued or reading.at(noun.i) is not None:
        return None
    for child in noun.children:
        if child.dep_ in _OWNERS and child.tag_ != "JJ" and (reading.at(child.i) or child.dep_ == "poss"):
            return child
        if child.dep_ == "prep" and child.lower_ in {"from", "by"}:
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def _named_apposition(reading: Reading, noun: Token) -> Token | None:
    if reading.kind(reading.at(noun.i)) is Kind.PERSON:
        return None
    for child in noun.rights:
        kind = reading.kind(reading.at(child.i))
        beside = kind is Kind.ORG and child.left_edge.i == noun.i + 1 and reading.at(noun.i) is None
        if child.dep_ == "appos" and (kind is Kind.PERSON or beside):  # "the magazine Newsweek"
            return child
        if child.dep_ == "conj" and kind is Kind.PERSON and _has_post(reading, child):
            return child
    return None


def _has_post(reading: Reading, name: Token) -> bool:
    """Tell whether a post without an article stands right before a name: "academic and author Ana Silva"."""
    named = reading.at(name.i)
    return (
        named is not None
        and named.start > 1
        and reading.doc[named.start - 1].lower_ in cues().roles
        and reading.doc[named.start - 2].dep_ == "cc"
    )


def _start(noun: Token) -> int:
    start = noun.i
    for child in reversed(list(noun.lefts)):
        if (
            child.dep_ not in _BEFORE
            or child.right_edge.i + 1 != start
            or any(t.is_space or t.tag_ in _MARKS for t in child.subtree)
        ):
            break
        start = child.left_edge.i
    return start


def _after_prepositions(noun: Token) -> int:
    """Return where the phrase ends with what hangs on it by prepositions: "for the ministry"."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ not in {"prep", "case"} or child.i != end or child.right_edge.i - noun.i > _LONGEST:
            break
        end = child.right_edge.i + 1
    return end
