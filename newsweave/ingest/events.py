"""What happened: verbs and nouns that name an event, with who did it, to whom and where.

    Police arrested the driver in Lima          ARREST, agent police, patient driver, place Lima
    the girls were granted asylum               AID, patient asylum, recipient girls
    the rebels held talks with the army         CONSULT, agent rebels, patient army
    Peru threatened to cut aid to Bolivia       THREATEN, agent Peru, patient aid to Bolivia
    an attack by rebels on the port             ASSAULT, agent rebels, patient port

The words are rows of `data/events.toml`; a verb in none of them that carries a clause is an event of type OTHER.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest import clauses
from newsweave.ingest.candidates import headlines
from newsweave.ingest.commitments import spoken_type
from newsweave.ingest.event_cues import event_cues
from newsweave.ingest.event_table import Pattern, frame, hanging, noun_pattern, phrase_words, verb_pattern
from newsweave.ingest.inflection import lemma
from newsweave.ingest.participants import Participants, Phrase

_OWNING = frozenset({"poss", "compound", "amod", "nmod"})
_NAMED_PLACES = frozenset({"subject", "object", "recipient", "clause", "inner", "purpose", "around"})
_ASKED = ("with", "against", "to", "from", "in", "on", "into")
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_AIMS = ("to", "with", "against", "on", "towards", "toward")
_CARRYING = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp", "acl", "parataxis", "pcomp", "dep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event at one place of the text.

    Attributes:
        type: A name of the ontology.
        trigger: Tokens of the words that name it, half-open.
        head: Index of the verb or noun that carries them.
        lemma: Dictionary form of the trigger.
        agents: Who does it.
        patients: Who or what undergoes it.
        recipients: To whom something is given or said.
        places: Where.
        instruments: With what.
        counts: What a number in it counts: "killed"; None if nothing special.
        rule: Name of the rule with its version.
        score: How often the rule was right on the development articles, 0 to 1.
    """

    type: str
    trigger: tuple[int, int]
    head: int
    lemma: str
    agents: tuple[Phrase, ...] = ()
    patients: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    places: tuple[Phrase, ...] = ()
    instruments: tuple[Phrase, ...] = ()
    counts: str | None = None
    rule: str
    score: float


def happenings(who: Participants) -> tuple[Happening, ...]:
    """Find the events of a document, in text order, each at the place where it is named."""
    doc = who.reading.doc
    shouted = {token.i for sentence in headlines(doc) for token in sentence}
    found: list[Happening] = []
    consumed: set[int] = set()
    for token in doc:
        if token.i in shouted:
            continue
        if clauses.is_verb(token):
            happening = _verbal(who, token, consumed)
        elif token.tag_ in {"NN", "NNS"} and token.i not in consumed:
            happening = _nominal(who, token)
        else:
            continue
        if happening is not None:
            found.append(happening)
    return tuple(happening for happening in found if happening.head not in consumed)


def _verbal(who: Participants, verb: Token, consumed: set[int]) -> Happening | None:
    if who.reading.at(verb.i) is not None or (verb.dep_ in {"amod", "compound"} and not _is_telling(verb)):
        return None
    pattern = verb_pattern(verb)
    if pattern is None or (len(pattern.words) == 1 and _is_aspect(verb)):
        return _other(who, verb)
    words = hanging(verb, pattern.words[1:]) or []
    consumed |= {word.i for word in words}
    if pattern.light:  # "held talks": the noun names the event together with the verb
        consumed |= {head.i for head in clauses.objects(verb) if not pattern.objects.isdisjoint(phrase_words(head))}
    kind = spoken_type(verb, pattern.type) if pattern.type == "SAY" else pattern.type
    if kind != pattern.type:
        pattern = frame(kind)
    return _made(who, verb, pattern, words, kind, "events.verb@1", 0.75)


def _is_telling(verb: Token) -> bool:
    """Tell whether a participle before or behind a noun tells an event: "with hundreds injured", not "wounded men"."""
    return verb.i > verb.head.i


def _is_aspect(verb: Token) -> bool:
    """Tell whether a verb only says how another goes on: "continued to march", "began marching"."""
    return lemma(verb) in event_cues().aspect and any(child.dep_ == "xcomp" for child in verb.children)


def _other(who: Participants, verb: Token) -> Happening | None:
    word = lemma(verb)
    if word in event_cues().stative or verb.dep_ not in _CARRYING or _is_aspect(verb):
        return None
    made = _made(who, verb, frame("OTHER"), [], "OTHER", "events.other@1", 0.6)
    return made if made is not None and _is_told(verb, made) else None


def _is_told(verb: Token, made: Happening) -> bool:
    """Tell whether a clause without a word of the table is an event and no mere setting of one.

    A main clause needs somebody who does or undergoes it; one below another has to name something.
    """
    named = any(phrase.group is not None for phrase in (*made.agents, *made.patients, *made.recipients, *made.places))
    if verb.dep_ in _MAIN and (verb.dep_ != "conj" or verb.head.dep_ in _MAIN):
        return named or bool(made.agents) or clauses.is_passive(verb)
    if verb.dep_ in {"pcomp", "acl"} or (verb.dep_ == "advcl" and verb.tag_ in {"VB", "VBG"}):
        return False
    return named and (bool(made.agents) or clauses.is_passive(verb))


def _made(
    who: Participants, verb: Token, pattern: Pattern, words: list[Token], kind: str, rule: str, score: float
) -> Happening | None:
    agents = _first(who, verb, pattern.agent, pattern, words)
    patients = _first(who, verb, pattern.patient, pattern, words)
    if _is_headline_passive(verb) and not patients:  # "Two men rescued off the coast"
        agents, patients = (), agents
    recipients = _first(who, verb, pattern.recipient, pattern, words)
    if "object" in pattern.patient and not patients and recipients and not clauses.objects(verb):
        patients, recipients = recipients, ()
    patients = tuple(each for each in patients if each not in agents and each not in recipients)
    if pattern.light and not patients and not recipients:  # "declared a state of emergency" is told with its noun
        patients = tuple(phrase for head in clauses.objects(verb) for phrase in who.phrases(head, verb))
    recipients = recipients or tuple(each for each in _aimed(who, verb, patients) if each not in (*agents, *patients))
    if not (agents or patients or recipients):
        return None
    start, end = _trigger(verb, words)
    return Happening(
        type=kind,
        trigger=(start, end),
        head=verb.i,
        lemma=" ".join([lemma(verb), *(word.lower_ for word in words), *_light_noun(verb, pattern)]),
        agents=agents,
        patients=patients,
        recipients=recipients,
        places=who.places(verb, kind),
        instruments=tuple(each for each in who.instruments(verb, kind) if each not in patients),
        counts=pattern.counts,
        rule=rule,
        score=score,
    )


def _aimed(who: Participants, verb: Token, patients: tuple[Phrase, ...]) -> list[Phrase]:
    """Return the named ones at whom it is aimed: "aid to Mozambique", "a plan against the army", "talks with Peru"."""
    doc = who.reading.doc
    roots = [doc[phrase.start : phrase.end].root for phrase in patients if phrase.group is None]
    heads = [head for root in (*roots, verb) for prep in _AIMS for head in clauses.behind(root, prep)]
    phrases = [phrase for head in heads for phrase in who.phrases(head, verb) if phrase.group is not None]
    return list(dict.fromkeys(phrases))


def _light_noun(verb: Token, pattern: Pattern) -> list[str]:
    """Return the noun that names an event together with its verb: "talks", of "held talks"."""
    if not pattern.light:
        return []
    return [head.lower_ for head in clauses.objects(verb) if not pattern.objects.isdisjoint(phrase_words(head))][:1]


def _is_headline_passive(verb: Token) -> bool:
    """Tell whether a verb that always has an object has none: then its subject undergoes it."""
    bare = not any(child.dep_ in {"dobj", "aux", "auxpass", "ccomp", "xcomp"} for child in verb.children)
    return (
        bare and verb.tag_ in {"VBD", "VBN"} and lemma(verb) in event_cues().undergone and not clauses.is_passive(verb)
    )


def _trigger(verb: Token, words: list[Token]) -> tuple[int, int]:
    """Return the verb with those of its words that follow at once: "stepped down", but "turned (him) down"."""
    end = verb.i + 1
    while any(word.i == end for word in words):
        end += 1
    return verb.i, end


def _first(
    who: Participants, verb: Token, places: tuple[str, ...], pattern: Pattern, words: list[Token]
) -> tuple[Phrase, ...]:
    """Return the phrases of the first place that holds any."""
    for place in places:
        heads = [head for head in _heads(verb, place) if head not in words]
        if pattern.light and place == "object":
            heads = [head for head in heads if pattern.objects.isdisjoint(phrase_words(head))]
        if not heads and place not in _NAMED_PLACES:
            heads = [head for word in _beside(verb, pattern, words) for head in clauses.behind(word, place)]
        found = tuple(dict.fromkeys(phrase for head in heads for phrase in who.phrases(head, verb)))
        if found or (place == "object" and any(head.tag_ == "PRP" for head in heads)):  # not understood: nobody else
            return found
    return ()


def _beside(verb: Token, pattern: Pattern, words: list[Token]) -> Iterator[Token]:
    """Yield the words that name an event together with its verb, and what they are of: "suspension of links"."""
    waiting = [*words, *(clauses.objects(verb) if pattern.light else ())]
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
        return [head for inner in _content(verb) for head in clauses.grammatical(inner)]
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


def _content(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "ccomp" and clauses.is_verb(child)]


def _undergoing(verb: Token) -> list[Token]:
    """Return who undergoes what is said, threatened or agreed: "threatened to break relations with Peru"."""
    adjectives = [child for child in verb.children if child.dep_ == "acomp"]
    for above in (verb, *adjectives):
        for inner in above.children:
            if inner.dep_ in {"xcomp", "ccomp"} and clauses.is_verb(inner):
                return _deep(inner)
    return []


def _deep(verb: Token) -> list[Token]:
    """Return who undergoes a verb, or one below it."""
    found = clauses.objects(verb)
    found = found or [head for prep in _ASKED for head in clauses.behind(verb, prep)]
    return found or _undergoing(verb)


def _nominal(who: Participants, noun: Token) -> Happening | None:
    pattern = noun_pattern(noun)
    if pattern is None or who.reading.at(noun.i) is not None or noun.dep_ in {"compound", "poss"}:
        return None
    agents = _noun_places(who, noun, pattern.agent)
    patients = tuple(each for each in _noun_places(who, noun, pattern.patient) if each not in agents)
    if not agents and not patients:
        return None
    return Happening(
        type=pattern.type,
        trigger=(noun.i, noun.i + 1),
        head=noun.i,
        lemma=lemma(noun),
        agents=agents,
        patients=patients,
        places=who.places(noun, pattern.type),
        counts=pattern.counts,
        rule="events.noun@1",
        score=0.65,
    )


def _noun_places(who: Participants, noun: Token, places: tuple[str, ...]) -> tuple[Phrase, ...]:
    for place in places:
        if place == "owner":
            heads = list(_owners(who, noun))
        else:
            heads = _around(noun) if place == "around" else clauses.behind(noun, place)
        found = tuple(dict.fromkeys(phrase for head in heads for phrase in who.phrases(head, noun)))
        if found:
            return found
    return ()


def _owners(who: Participants, noun: Token) -> Iterator[Token]:
    """Yield whose a noun is: "Peru's", "Peruvian", "police" before "attack"."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in _OWNING and who.reading.at(child.i) is not None):
            yield child


def _around(noun: Token) -> list[Token]:
    """Return who does what is done in or during it: "In a call with X, the premier said"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during", "at", "after", "on"} and clauses.is_verb(above.head):
        return clauses.subjects(above.head)
    return []
