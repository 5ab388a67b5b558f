"""Where the participants of an event stand: the places of `data/events.toml`, looked up in a clause.

threatened to break ties with Peru     "inner" is Peru
demanded that Peru leave               "clause" is Peru
appealed for help by the army          "for.by" is the army
Peru's attack                          "owner" is Peru
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from newsweave.ingest.events.beside import asked_for, phrase_words
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.participants import Participants, Phrase
from newsweave.ingest.events.table import Pattern
from newsweave.ingest.grammar import clauses
from newsweave.types import Kind

_OWNING = frozenset({"poss", "compound", "amod", "nmod"})
_NAMED_PLACES = frozenset({"subject", "object", "recipient", "clause", "topic", "inner", "purpose", "around"})
_DEEPEST = 6  # clauses
_WIDEST = 40  # tokens
_TARGETS = frozenset({Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.NORP})
_ASIDE = frozenset({"relcl", "conj", "ccomp"})
# What stands behind these tells when, and not whom it concerns: "a deal during the visit of the king".
_WHEN = frozenset({"during", "after", "before", "since", "until", "amid", "despite", "following", "than", "without"})
_ASKED = ("with", "against", "to", "from", "in", "on", "into")
_AIMS = ("to", "with", "against", "on", "towards", "toward")


def first_place(
    who: Participants,
    verb: Token,
    places: tuple[str, ...],
    pattern: Pattern,
    words: list[Token],
    agents: tuple[Phrase, ...] = (),
) -> tuple[Phrase, ...]:
    """Return the phrases of the first place that holds any; of a topic, rather another than the `agents`."""
    for place in places:
        if place == "topic":
            said = list(_said(who, verb))
            found = next(
                (phrases for phrases in said if not set(phrases) & set(agents) and not _same(phrases, agents)), ()
            )
            if found or said:
                return found or said[0]
            continue
        heads = [head for head in _heads(verb, place) if head not in words]
        if pattern.light and place == "object":
            heads = [head for head in heads if pattern.objects.isdisjoint(phrase_words(head))]
        if not heads and place not in _NAMED_PLACES:
            heads = [head for word in _beside(verb, pattern, words, place) for head in clauses.behind(word, place)]
        if place not in _NAMED_PLACES and place != "of":
            heads = [head for head in heads if head.lower_ not in event_cues().setting]
        found = tuple(dict.fromkeys(phrase for head in heads for phrase in who.phrases(head, verb)))
        if place == "in" and pattern.type != "DISASTER" and not pattern.light:  # "met in Oslo"
            found = tuple(each for each in found if not who.is_place(each))
        if found or (place == "object" and any(head.tag_ == "PRP" for head in heads)):  # not understood: nobody else
            return found
    return ()


def _beside(verb: Token, pattern: Pattern, words: list[Token], place: str) -> Iterator[Token]:
    """Yield the words that name an event together with its verb, and what they are of: "suspension of links".

    An object does so, too, if a row looks behind it first: "imposed a duty on steel".
    """
    first = place in pattern.patient and "object" in pattern.patient[pattern.patient.index(place) :]
    waiting = [*words, *(clauses.objects(verb) if pattern.light or first else ())]
    for word in waiting:
        yield word
        waiting += clauses.behind(word, "of")


def _heads(verb: Token, place: str) -> list[Token]:
    if place == "subject":
        return clauses.subjects(verb)
    if place == "object":
        return clauses.objects(verb)
    if place == "recipient":
        return clauses.recipients(verb)
    if place == "clause":
        inner_ = (*_content(verb), *(word.head for word in asked_for(verb)))
        return [head for inner in dict.fromkeys(inner_) for head in clauses.grammatical(inner)]
    if place == "inner":
        return _undergoing(verb)
    if "." in place:  # "for.by": "appealed for intervention by the army"
        first, second = place.split(".")
        return [head for word in clauses.behind(verb, first) for head in clauses.behind(word, second)]
    if place == "purpose":
        below = [child for word in (verb, *clauses.objects(verb)) for child in word.children]
        ends = (child for child in below if child.dep_ in {"advcl", "acl"} and child.tag_ == "VB")
        return [head for end in ends for head in _deep(end)]
    return clauses.behind(verb, place)


def _same(left: tuple[Phrase, ...], right: tuple[Phrase, ...]) -> bool:
    """Tell whether one phrase stands for the same as another: "I" within a quotation for "the mayor" before it."""
    return any(
        (phrase.group is not None and phrase.group == other.group)
        or (phrase.start < other.end and other.start < phrase.end)
        for phrase in left
        for other in right
    )


def _said(who: Participants, verb: Token) -> Iterator[tuple[Phrase, ...]]:
    """Yield what the content of speech may be about, the likeliest first: its subject, what it is, its object."""
    for heads in topics(verb, quoted=who.quoted.get(verb.i, ())):
        phrases = tuple(dict.fromkeys(phrase for head in heads for phrase in who.phrases(head, head.head)))
        if phrases:
            yield phrases


def topics(verb: Token, depth: int = 0, quoted: Sequence[Token] = ()) -> Iterator[list[Token]]:
    """Yield the heads of what a clause of content is about.

    "said the bridge was safe": bridge; "said there were fears that it would fall": fears; "said she believed that the
    bridge was safe": she, bridge; "said fixing the bridge was dear": bridge. What stands in quotation marks is
    `quoted`, where the parser did not hang it on the verb.
    """
    for inner in dict.fromkeys([*_content(verb), *quoted]):
        if not clauses.is_verb(inner):  # "A disaster," he said
            yield [inner]
            continue
        yield clauses.spread(clauses.grammatical(inner))
        for child in inner.children:
            if child.dep_ == "csubj":
                yield [*clauses.objects(child), *_behind_any(child)]
        yield [child for child in inner.children if child.dep_ == "attr"]
        yield clauses.objects(inner)
        if depth < _DEEPEST:
            yield from topics(inner, depth + 1)
        yield _undergoing(inner)
        yield _behind_any(inner)


def _behind_any(verb: Token) -> list[Token]:
    return [
        below for child in verb.children if child.dep_ == "prep" for below in child.children if below.dep_ == "pobj"
    ]


def _content(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ == "ccomp" and clauses.is_verb(child)]
    told = (child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i)
    hung = (clause for noun in told for clause in noun.rights if clause.dep_ in {"relcl", "acl"})
    return own or [
        clause for clause in hung if any(word.dep_ == "mark" and word.lower_ == "that" for word in clause.lefts)
    ]


def _undergoing(verb: Token, depth: int = 0) -> list[Token]:
    """Return who undergoes what is said, threatened or agreed: "threatened to break relations with Peru"."""
    adjectives = [child for child in verb.children if child.dep_ == "acomp"]
    for above in (verb, *adjectives):
        for inner in above.children:
            if inner.dep_ in {"xcomp", "ccomp"} and clauses.is_verb(inner):
                return _deep(inner, depth + 1)
    return []


def _deep(verb: Token, depth: int = 0) -> list[Token]:
    """Return who undergoes a verb, or one below it."""
    found = clauses.objects(verb)
    found = found or [head for prep in _ASKED for head in clauses.behind(verb, prep)]
    return found if found or depth > _DEEPEST else _undergoing(verb, depth)


def aimed(who: Participants, verb: Token, patients: tuple[Phrase, ...]) -> list[Phrase]:
    """Return the named ones at whom it is aimed: "aid to Mozambique", "a plan against the army", "talks with Peru"."""
    doc = who.reading.doc
    roots = [doc[phrase.start : phrase.end].root for phrase in patients if phrase.group is None]
    heads = [head for root in (*roots, verb) for prep in _AIMS for head in clauses.behind(root, prep)]
    heads = [head for head in heads if head.lower_ not in event_cues().setting]
    phrases = [phrase for head in heads for phrase in who.phrases(head, verb) if phrase.group is not None]
    return list(dict.fromkeys(phrases))


def targeted(who: Participants, verb: Token, patients: tuple[Phrase, ...], known: tuple[Phrase, ...]) -> list[Phrase]:
    """Return the first named one deeper down whom it concerns: "rejected calls by Peru", "a strike to oust the mayor".

    Args:
        who: The participants of the document.
        verb: What is done.
        patients: Who or what undergoes it; nobody of them has a name.
        known: Who takes part already.
    """
    doc = who.reading.doc
    taken = {phrase.group for phrase in known}
    roots = [doc[phrase.start : phrase.end].root for phrase in patients]
    purposes = [child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VB"]
    for root in (*roots, *purposes):
        for token in _beneath(root):
            named = who.reading.at(token.i)
            if named is None or named.group in taken or who.reading.kind(named) not in _TARGETS:
                continue
            if token.dep_ in {"pobj", "dobj", "poss"} and token.head.i != verb.i:
                return [Phrase(named.start, named.end, named.group)]
    return []


def _beneath(root: Token) -> Iterator[Token]:
    """Yield the tokens below a head, nearest levels first, some forty at most."""
    waiting, seen = [root], 0
    while waiting and seen < _WIDEST:
        at = waiting.pop(0)
        yield at
        seen += 1
        waiting += [child for child in at.children if child.dep_ not in _ASIDE and child.lower_ not in _WHEN]


def noun_places(who: Participants, noun: Token, places: tuple[str, ...]) -> tuple[Phrase, ...]:
    for place in places:
        if place == "owner":
            heads = list(_owners(who, noun))
        else:
            heads = _around(noun) if place == "around" else clauses.behind(noun, place)
            heads = [head for head in heads if place != "by" or not clauses.is_measured(head)]
        found = tuple(dict.fromkeys(phrase for head in heads for phrase in who.phrases(head, noun)))
        if found:
            return found
    return ()


def _owners(who: Participants, noun: Token) -> Iterator[Token]:
    """Yield whose a noun is: "Peru's", "Peruvian", "police" before "attack"."""
    for child in noun.children:
        named = who.reading.at(child.i)
        if child.dep_ == "poss" or (child.dep_ in _OWNING and named is not None and not who.reading.is_spot(named)):
            yield child


def _around(noun: Token) -> list[Token]:
    """Return who does what is done in or during it: "In a call with X, the premier said"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during", "at", "after", "on"} and clauses.is_verb(above.head):
        return clauses.subjects(above.head)
    return []
