"""What pronouns take up that has no name: "they" for the miners, "it" for the bridge, "he" for the driver.

Names are known before (`newsweave.ingest.references`); this is the second choice.
"""

from spacy.tokens import Token

from newsweave.ingest.events.beside import is_human
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.matching import verb_pattern
from newsweave.ingest.events.table import noun_class
from newsweave.ingest.grammar import clauses
from newsweave.ingest.names.cues import cues
from newsweave.ingest.noun_phrases import is_described
from newsweave.ingest.reading import Reading
from newsweave.types import Kind

THEY = frozenset({"they", "them"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_UNDERGOING = frozenset({"dobj", "nsubjpass"})
_ONE = frozenset({"he", "she", "him", "her"})
_TOLD = _SUBJECT | _UNDERGOING
_TAKEN_UP = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_ACTING = frozenset({Kind.PERSON, Kind.NORP, Kind.PLACE})
_DEEPEST = 6  # clauses
_FAR = 60  # tokens back
_PLURAL = frozenset({"police", "people", "team", "family", "couple", "crowd", "staff", "crew", "troops"})


def said_by(reading: Reading, verb: Token) -> Token | None:
    """Return who "they" are in "police said they had killed dozens": the one who says it."""
    at = verb
    for _ in range(4):
        head = at.head
        if at.dep_ == "ccomp" and _speaks(head):
            subjects = clauses.subjects(head)
            return subjects[0] if subjects and is_described(reading, subjects[0]) else None
        if at.dep_ not in {"conj", "xcomp", "advcl"}:
            return None
        if at.dep_ == "advcl" and any(_is_several(reading, token) for token in clauses.grammatical(head)):
            return None  # "police said the men were held after they blocked a road"
        at = head
    return None


def described(reading: Reading, pronoun: Token) -> Token | None:
    """Return the common noun that a pronoun most likely takes up."""
    if pronoun.lower_ in THEY:
        return _plural(reading, pronoun)
    if pronoun.lower_ in _ONE:
        return _somebody(reading, pronoun)
    start = reading.bounds(pronoun.i)[0]
    if pronoun.lower_ == "it" and pronoun.dep_ == "nsubj" and start > 1 and _does(pronoun.head):
        return _thing(reading, pronoun, reading.bounds(start - 2)[0], start, _SUBJECT)
    if pronoun.lower_ != "it" or pronoun.dep_ not in {"dobj", "nsubjpass"} or _is_empty(pronoun):
        return None
    here = _thing(reading, pronoun, start, pronoun.i, _TOLD)
    if here is not None or start < 2:
        return here
    before = reading.bounds(start - 2)[0]
    return _thing(reading, pronoun, before, start, _UNDERGOING) or _thing(reading, pronoun, before, start, _SUBJECT)


def somebody_else(reading: Reading, pronoun: Token) -> Token | None:
    """Return whom a speaker calls "she": somebody told of before, and never the speaker or those around."""
    return _somebody(reading, pronoun) if pronoun.lower_ in _ONE else None


def _somebody(reading: Reading, pronoun: Token) -> Token | None:
    """Return the one person without a name that "he" can take up: "police held a man after he took the plane"."""
    start = reading.bounds(pronoun.i)[0]
    start = reading.bounds(start - 2)[0] if start > 1 else start
    told = (token for token in reading.doc[max(start, pronoun.i - _FAR) : pronoun.i] if token.dep_ in _TOLD)
    persons = [token for token in told if token.tag_ in {"NN", "NNP"} and _is_person(reading, token)]
    return persons[0] if len(persons) == 1 and persons[0].head.i != pronoun.head.i else None


def _is_person(reading: Reading, noun: Token) -> bool:
    told = any(child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.lefts) for child in noun.rights)
    return is_human(noun) or told or reading.kind(reading.refers(noun.i)) is Kind.PERSON


def _thing(reading: Reading, pronoun: Token, start: int, end: int, places: frozenset[str]) -> Token | None:
    """Return the last thing that is one, no person, and stands in one of some places of a clause."""
    doing = _controlling(pronoun.head)
    for token in reversed(reading.doc[max(start, end - _FAR) : end]):
        if token.dep_ not in places or token.tag_ not in {"NN", "NNP"} or token.head.i == pronoun.head.i:
            continue
        if token.dep_ in _SUBJECT and token.head.i in doing:  # "the union asked them to block it": not the union
            continue
        person = is_human(token) or reading.kind(reading.refers(token.i)) in _ACTING
        if not person and token.lower_ not in event_cues().setting:
            return token
    return None


def _plural(reading: Reading, pronoun: Token) -> Token | None:
    """Return whom "they" most likely takes up: the likeliest that is several, or a body."""
    doc, here = reading.doc, reading.bounds(pronoun.i)[0]
    doing = pronoun.dep_ == "nsubj"
    best: tuple[float, int] | None = None
    for token in doc[max(0, pronoun.i - _FAR) : pronoun.i]:
        if token.dep_ not in _TAKEN_UP or token.head.i == pronoun.head.i or not _is_several(reading, token):
            continue
        if token.dep_ not in _SUBJECT and not (token.i >= here and _acts(reading, token)):
            continue
        rated = (token.dep_ in _SUBJECT) + 2.0 * (doing and _acts(reading, token)) + 1.5 * (token.i >= here)
        if best is None or (rated, token.i) >= best:
            best = rated, token.i
    return doc[best[1]] if best is not None else None


def _acts(reading: Reading, noun: Token) -> bool:
    known = noun.lower_ in noun_class("people") or noun.lower_ in _PLURAL
    return known or is_human(noun) or reading.refers(noun.i) is not None


def _is_several(reading: Reading, noun: Token) -> bool:
    named = reading.refers(noun.i)
    if named is None:
        return noun.tag_ == "NNS" or noun.lower_ in _PLURAL
    kind = reading.kind(named)
    return kind in {Kind.ORG, Kind.NORP} or (kind is Kind.PERSON and any(c.dep_ == "conj" for c in noun.rights))


def _does(verb: Token) -> bool:
    """Tell whether a verb has an object or a clause for one: "it approved the plan", "it found that"."""
    told = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.rights)
    return bool(clauses.objects(verb)) or (told and not any(child.dep_ == "acomp" for child in verb.children))


def _is_empty(pronoun: Token) -> bool:
    """Tell whether "it" stands for nothing: "it was decided that", "it is called"."""
    beside = pronoun.head.rights if pronoun.dep_ == "nsubjpass" else ()
    return any(child.dep_ in {"ccomp", "xcomp", "oprd", "attr"} for child in beside)


def _controlling(verb: Token) -> set[int]:
    """Return the verbs that a verb is done for: "asked", of "asked them to block it"."""
    found = {verb.i}
    while verb.dep_ == "xcomp" and len(found) < _DEEPEST:
        verb = verb.head
        found.add(verb.i)
    return found


def _speaks(verb: Token) -> bool:
    """Tell whether the subject of a verb says what stands below it."""
    pattern = verb_pattern(verb)
    return verb.lower_ in cues().speaking or (pattern is not None and pattern.type in event_cues().spoken)
