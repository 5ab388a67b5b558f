"""What happened: verbs and nouns that name an event, with who did it, to whom and where.

    Police arrested the driver in Lima          ARREST, agent police, patient driver, place Lima
    the girls were granted asylum               AID, patient asylum, recipient girls
    the rebels held talks with the army         CONSULT, agent rebels, patient army
    Peru threatened to cut aid to Bolivia       THREATEN, agent Peru, patient aid to Bolivia
    an attack by rebels on the port             ASSAULT, agent rebels, patient port

The words are rows of `data/events.toml`; a verb in none of them that carries a clause is an event of type OTHER.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.events.beside import is_human, phrase_words
from newsweave.ingest.events.commitments import spoken_type, vowed_type
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.matching import hanging, noun_pattern, verb_pattern
from newsweave.ingest.events.participants import Participants, Phrase
from newsweave.ingest.events.roles import aimed, first_place, noun_places, targeted
from newsweave.ingest.events.table import Pattern, frame
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.candidates import shouted
from newsweave.ingest.names.furniture import furniture

_STOPS = frozenset({".", "!", "?", '"', "”", "’", "'"})
_ADDRESSED = frozenset({"SAY", "TRANSACT", "MOVE"})
_AFTER_IDIOM = ("to", "on", "against", "with")
_POINTING = frozenset({"he", "she", "they", "it", "this", "that", "these", "those"})
_COINS = frozenset({"dollars", "euros", "pounds", "yen", "yuan", "francs", "crowns", "rupees", "rubles", "pesos"})
_PRESENT = frozenset({"VBZ", "VBP"})
_PERSONAL = frozenset({"he", "she", "they", "it"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
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
    loud = shouted(doc) | furniture(doc)
    found: list[Happening] = []
    consumed: set[int] = set()
    for token in doc:
        if token.i in loud:
            continue
        if token.lower_ == "according":
            happening = _according(who, token)
        elif clauses.is_verb(token):
            happening = _verbal(who, token, consumed)
        elif token.tag_ in {"NN", "NNS"} and token.i not in consumed:
            happening = _nominal(who, token)
        else:
            continue
        if happening is not None:
            found.append(happening)
    return tuple(happening for happening in found if happening.head not in consumed)


def _according(who: Participants, token: Token) -> Happening | None:
    """Read "According to the mayor, the bridge is safe": a statement by the mayor on the bridge."""
    to = next((child for child in token.rights if child.lower_ == "to"), None)
    agents = tuple(phrase for head in clauses.behind(token, "to") for phrase in who.phrases(head, token))
    if to is None or not agents:
        return None
    verb = token.head
    told = clauses.subjects(verb) or clauses.objects(verb) if clauses.is_verb(verb) else []
    return Happening(
        type="SAY",
        trigger=(token.i, to.i + 1),
        head=token.i,
        lemma="according to",
        agents=agents,
        patients=tuple(phrase for head in told[:1] for phrase in who.phrases(head, verb) if phrase not in agents),
        rule="events.according@1",
        score=0.7,
    )


def _verbal(who: Participants, verb: Token, consumed: set[int]) -> Happening | None:
    if who.reading.at(verb.i) is not None or (verb.dep_ in {"amod", "compound"} and not _is_telling(verb)):
        return None
    pattern = verb_pattern(verb)
    if _is_anonymous(verb):
        return None
    if pattern is None or (len(pattern.words) == 1 and not pattern.light and _is_aspect(verb)):
        return _other(who, verb)
    words = hanging(verb, pattern.words[1:]) or []
    consumed |= {word.i for word in words}
    if pattern.light:  # "held talks": the noun names the event together with the verb
        consumed |= {head.i for head in clauses.objects(verb) if not pattern.objects.isdisjoint(phrase_words(head))}
    kind = spoken_type(verb, pattern.type) if pattern.type == "SAY" else pattern.type
    if kind == "AGREE":
        kind = vowed_type(verb)
    if verb.i in who.quoted and kind in event_cues().mute:  # "It is over," they concluded
        kind = "SAY"
    if kind != pattern.type:
        pattern = frame(kind)
    return _made(who, verb, pattern, words, kind, "events.verb@1", 0.75)


def _is_anonymous(verb: Token) -> bool:
    """Tell whether somebody only stays without a name: "a diplomat, who asked not to be named"."""
    hidden = lemma(verb) in {"name", "identify", "quote"} and verb.dep_ == "xcomp" and clauses.is_passive(verb)
    return hidden and any(child.dep_ == "neg" for child in verb.lefts)


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
    if made is None or (verb.dep_ not in _MAIN and _is_lasting(verb) and not _is_named(made)):
        return None
    return made if _is_told(verb, made) else None


def _is_named(made: Happening) -> bool:
    """Tell whether somebody or something that takes part has a name."""
    return any(phrase.group is not None for phrase in (*made.agents, *made.patients, *made.recipients, *made.places))


def _is_lasting(verb: Token) -> bool:
    """Tell whether a verb in the plain present tells what is so: "which focuses on trade"; headlines do not."""
    if verb.tag_ not in _PRESENT or any(child.dep_ == "aux" for child in verb.children):
        return False
    end = verb.sent[-1]
    return (end if not end.is_space else end.nbor(-1)).text in _STOPS


def _is_told(verb: Token, made: Happening) -> bool:
    """Tell whether a clause without a word of the table is an event and no mere setting of one.

    A main clause needs somebody who does or undergoes it; one below another has to name something.
    """
    if verb.dep_ == "xcomp" and clauses.is_passive(verb.head) and lemma(verb.head) in event_cues().reported:
        return bool(made.agents or made.patients)  # "were believed to be trapped"
    named = _is_named(made)
    if verb.dep_ in _MAIN and (verb.dep_ != "conj" or verb.head.dep_ in _MAIN):
        vague = verb.tag_ not in _PRESENT and any(  # "this hit trade"
            child.dep_ == "nsubj" and child.lower_ in _POINTING for child in verb.lefts
        )
        undergone = clauses.is_passive(verb) or (_is_headline_passive(verb) and bool(made.patients))
        return named or bool(made.agents) or undergone or (vague and bool(made.patients))
    if _has_happened(verb) and bool(made.agents) and bool(made.patients or made.recipients or made.places):
        return True
    if _follows(verb):  # "cancelled the flight, stranding many"
        return bool(made.agents and made.patients)
    if verb.dep_ == "relcl" and _is_put_in(verb) and clauses.is_passive(verb):
        return bool(made.patients)
    if verb.dep_ in {"pcomp", "acl"} or (verb.dep_ == "advcl" and verb.tag_ in {"VB", "VBG"}):
        return False
    return named and (bool(made.agents) or clauses.is_passive(verb))


def _is_put_in(verb: Token) -> bool:
    """Tell whether a relative clause tells something new of a noun: "200 inmates, who were moved to a school"."""
    first = verb.left_edge
    past = any(child.dep_ == "auxpass" and child.lower_ in {"was", "were"} for child in verb.lefts)
    return past and first.i > 0 and first.nbor(-1).text == ","


def _follows(verb: Token) -> bool:
    """Tell whether a participle tells what came of the clause before it: ", stranding many passengers"."""
    first = clauses.first_of_list(verb)
    above = first.head
    after = first.dep_ == "advcl" and verb.tag_ == first.tag_ == "VBG" and above.i < first.i
    return after and above.tag_ in {"VBD", "VBN"} and first.nbor(-1).text == ","


def _has_happened(verb: Token) -> bool:
    """Tell whether a clause below another tells what came about: "which had closed the road", "before he made it"."""
    had = any(child.dep_ == "aux" and child.lower_ in {"has", "have", "had"} for child in verb.children)
    return verb.dep_ in _CARRYING and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and had))


def _made(
    who: Participants, verb: Token, pattern: Pattern, words: list[Token], kind: str, rule: str, score: float
) -> Happening | None:
    agents = first_place(who, verb, pattern.agent, pattern, words)
    patients = first_place(who, verb, pattern.patient, pattern, words, agents)
    if _is_headline_passive(verb) and not patients:  # "Two men rescued off the coast"
        agents, patients = (), agents
    if not patients and words and words[-1].tag_ in {"NN", "NNS"}:  # "set fire to the barracks", "shook hands with her"
        after = _AFTER_IDIOM[: -1 if kind in event_cues().armed else None]
        patients = first_place(who, verb, after, pattern, words)
    recipients = first_place(who, verb, pattern.recipient, pattern, words)
    if "object" in pattern.patient and not patients and recipients and not clauses.objects(verb):
        patients, recipients = recipients, ()
    patients = tuple(each for each in patients if each not in agents and each not in recipients)
    if not patients and recipients:  # "tents were sent to the town", but "apologised to the town"
        patients = tuple(each for each in first_place(who, verb, ("object",), pattern, words) if each not in recipients)
        if not patients and kind not in _ADDRESSED and not clauses.objects(verb):
            patients, recipients = recipients, ()
    if pattern.light and not patients and not recipients:  # "declared a state of emergency" is told with its noun
        patients = tuple(phrase for head in clauses.objects(verb) for phrase in who.phrases(head, verb))
    if recipients and patients and kind in event_cues().fining and _is_money(who, patients):
        patients, recipients = recipients, ()  # "fined the driver 40 euros", "the driver was fined 40 euros"
    places = who.places(verb, kind)
    if kind != "SAY" and not recipients:
        taken = {phrase.group for phrase in (*agents, *patients, *places)}
        recipients = tuple(each for each in aimed(who, verb, patients) if each.group not in taken)
    if not patients and not recipients:  # "recalled its ambassador" is told with its noun
        owned = (word for word in words if word.dep_ in {"dobj", "nsubjpass"} and is_human(word))
        patients = tuple(phrase for head in owned for phrase in who.phrases(head, verb))
    if not (agents or patients or recipients) and (kind != "OTHER" or places):
        agents, patients = _unclear(verb)
    if not (agents or patients or recipients):
        return None
    if kind in event_cues().targeted and all(phrase.group is None for phrase in (*patients, *recipients)):
        known = (*agents, *places) if kind in event_cues().friendly else agents
        recipients = (*recipients, *targeted(who, verb, patients, known))
    start, end = _trigger(verb, words)
    return Happening(
        type=kind,
        trigger=(start, end),
        head=verb.i,
        lemma=" ".join([lemma(verb), *(word.lower_ for word in words), *_light_noun(verb, pattern)]),
        agents=agents,
        patients=patients,
        recipients=recipients,
        places=places,
        instruments=tuple(each for each in who.instruments(verb, kind) if each not in patients),
        counts=pattern.counts,
        rule=rule,
        score=score,
    )


def _is_money(who: Participants, phrases: tuple[Phrase, ...]) -> bool:
    roots = [who.reading.doc[phrase.start : phrase.end].root for phrase in phrases]
    return all(root.ent_type_ in {"MONEY", "CARDINAL", "QUANTITY"} or root.lower_ in _COINS for root in roots)


def _unclear(verb: Token) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return who does it and who undergoes it where that is "he" or "she", and nobody knows who that is."""
    if any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children):  # "it was said that"
        return (), ()
    pronouns = (head for head in clauses.grammatical(verb)[:1] if head.tag_ == "PRP" and head.lower_ in _PERSONAL)
    shared = verb.dep_ == "conj"
    found = tuple(Phrase(head.i, head.i + 1) for head in pronouns if shared or head.head.i == verb.i)
    return ((), found) if clauses.is_passive(verb) else (found, ())


def _light_noun(verb: Token, pattern: Pattern) -> list[str]:
    """Return the noun that names an event together with its verb: "talks", of "held talks"."""
    if not pattern.light:
        return []
    return [head.lower_ for head in clauses.objects(verb) if not pattern.objects.isdisjoint(phrase_words(head))][:1]


def _is_headline_passive(verb: Token) -> bool:
    """Tell whether a verb that always has an object has none: then its subject undergoes it."""
    below = (child for child in verb.children if child.dep_ != "ccomp" or child.i > verb.i)
    bare = not any(child.dep_ in {"dobj", "aux", "auxpass", "ccomp", "xcomp"} for child in below)
    return (
        bare and verb.tag_ in {"VBD", "VBN"} and lemma(verb) in event_cues().undergone and not clauses.is_passive(verb)
    )


def _trigger(verb: Token, words: list[Token]) -> tuple[int, int]:
    """Return the verb with those of its words that follow at once: "stepped down", but "turned (him) down"."""
    end = verb.i + 1
    while any(word.i == end for word in words):
        end += 1
    return verb.i, end


def _nominal(who: Participants, noun: Token) -> Happening | None:
    pattern = noun_pattern(noun)
    if pattern is None or who.reading.at(noun.i) is not None or noun.dep_ in {"compound", "poss"}:
        return None
    agents = noun_places(who, noun, pattern.agent)
    patients = tuple(each for each in noun_places(who, noun, pattern.patient) if each not in agents)
    places = who.places(noun, pattern.type)
    if not patients and pattern.type in event_cues().striking:  # "the Paris attacks" are attacks on Paris
        patients = tuple(each for each in places if each not in agents)
    if not agents and not patients and not who.before(noun):  # "the Lima summit"
        return None
    return Happening(
        type=pattern.type,
        trigger=(noun.i, noun.i + 1),
        head=noun.i,
        lemma=lemma(noun),
        agents=agents,
        patients=patients,
        places=places,
        counts=pattern.counts,
        rule="events.noun@1",
        score=0.65,
    )
