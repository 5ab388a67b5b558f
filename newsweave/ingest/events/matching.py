"""Which row of the table a verb or noun is meant by: of those that fit, the one that asks for most."""

from collections.abc import Iterable

from spacy.tokens import Token

from newsweave.ingest.events.beside import Beside, asked_for, hangs, phrase_words
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.table import Pattern, nouns, verbs
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.kinds import is_about_sport

_MARKS = frozenset('"“”„«»')
_PARTICLES = frozenset({"in", "out", "up", "down", "off", "away", "back"})
_OTHERS = frozenset({"out", "up", "on", "over", "off", "down", "in", "through"})
_TIMES = frozenset({"DATE", "TIME"})
_FITTING = "newsweave.events"


def verb_pattern(verb: Token) -> Pattern | None:
    """Return the row that fits a verb best; None if none does. Each verb of a document is looked up once."""
    known: dict[int, Pattern | None] = verb.doc.user_data.setdefault(_FITTING, {})
    if verb.i not in known:
        listed = verbs().get(lemma(verb), ())
        beside = Beside(verb)
        known[verb.i] = next((pattern for pattern in listed if _fits(pattern, beside)), None)
    return known[verb.i]


def noun_pattern(noun: Token) -> Pattern | None:
    """Return the row for a noun that names an event; None if there is none."""
    found = nouns().get(noun.lower_, ())
    return next((pattern for pattern in found if _names(pattern, noun)), None)


def hanging(head: Token, words: Iterable[str]) -> list[Token] | None:
    """Find words that hang on a head, each on it or on the one before: "take" + "into", "custody"."""
    found: list[Token] = []
    for word in words:
        at = next((token for token in _below(head, found) if _is(token, word)), None)
        if at is None and word == "of" and lemma(head) in event_cues().of_verbs:
            at = next((token for noun in clauses.objects(head) for token in noun.rights if token.lower_ == word), None)
        if at is None:
            return None
        found.append(at)
    if found and _tells_when(found[-1]):
        return None
    if found and found[-1].lower_ in _PARTICLES and any(child.dep_ == "pobj" for child in found[-1].children):
        return None  # "voted in favour" is no "vote in"
    return found


def _names(pattern: Pattern, noun: Token) -> bool:
    """Tell whether a noun names the event of a row: with the words before it and a preposition behind it."""
    if not _before(noun, pattern.words[:-1]):
        return False
    if pattern.subjects and pattern.subjects.isdisjoint(_doers(noun)):
        return False
    return not pattern.needs or any(child.lower_ in pattern.needs for child in noun.children)


def _doers(noun: Token) -> set[str]:
    """Return the words that say who does what a noun names: "a strike by miners", "the miners' strike"."""
    owners = [child for child in noun.children if child.dep_ in {"poss", "compound", "amod"}]
    return {
        word
        for head in (*owners, *clauses.behind(noun, "by"), *clauses.behind(noun, "of"))
        for word in phrase_words(head)
    }


def _fits(pattern: Pattern, beside: Beside) -> bool:
    """Tell whether a row fits a verb; what is cheap to know is asked first."""
    if len(pattern.words) == 1:
        if beside.particle in _OTHERS:
            return False  # "carry out", "take up" mean something else
    elif pattern.words[1] not in beside.words:
        return False
    if not pattern.without.isdisjoint(beside.marks) or (pattern.passive and not beside.passive):
        return False
    wanted = (
        (pattern.objects, "objects"),
        (pattern.subjects, "subjects"),
        (pattern.source, "sources"),
        (pattern.attributes, "attributes"),
    )
    if any(nouns_ and nouns_.isdisjoint(getattr(beside, place)) for nouns_, place in wanted):
        return False
    if pattern.sport and not is_about_sport(beside.verb.doc):
        return False
    if len(pattern.words) > 1 and hanging(beside.verb, pattern.words[1:]) is None:
        return False
    return not pattern.needs or ("complement" in pattern.needs & beside.marks) or _has(beside.verb, pattern)


def _has(verb: Token, pattern: Pattern) -> bool:
    needs = pattern.needs
    if "recipient" in needs and clauses.recipients(verb):
        return True
    if "object to" in needs:
        return any(
            child.dep_ in {"xcomp", "ccomp"}
            and any(word.lower_ == "to" for word in child.lefts)
            and _has_own(verb, child)
            and not has_marks(verb.doc[verb.i : child.i])
            for child in verb.children
        )
    if any(child.dep_ in needs or (child.lower_ in needs and _leads(child, pattern)) for child in verb.children):
        return True
    return any(
        token.lower_ in needs and _leads(token, pattern)
        for head in clauses.objects(verb)
        for clause in head.children
        if clause.dep_ == "relcl"  # "brought the clock that he made to school"
        for token in clause.children
    )


def _leads(preposition: Token, pattern: Pattern) -> bool:
    """Tell whether a name or one of the nouns of a row stands behind a preposition, if the row wants one."""
    if not pattern.destinations:
        return not _tells_when(preposition)
    behind = [child for child in preposition.children if child.dep_ == "pobj"]
    if not behind:
        return preposition.lower_ in {"home", "back", "abroad"}
    return any(
        (pattern.names and child.tag_ in {"NNP", "NNPS"}) or not pattern.destinations.isdisjoint(phrase_words(child))
        for child in behind
    )


def _below(head: Token, found: list[Token]) -> Iterable[Token]:
    for token in (head, *found):
        yield from (child for child in token.children if hangs(child))
    yield from asked_for(head)


def _tells_when(preposition: Token) -> bool:
    """Tell whether a preposition stands before a time: "called on Sunday" is no "call on"."""
    return preposition.tag_ == "IN" and any(
        child.dep_ == "pobj" and (child.ent_type_ in _TIMES or child.lower_ in event_cues().setting)
        for child in preposition.children
    )


def _is(token: Token, word: str) -> bool:
    return token.lower_ == word or (token.tag_.startswith("VB") and lemma(token) == word)


def _before(noun: Token, words: tuple[str, ...]) -> bool:
    """Tell whether the first words of a noun of several stand before it: "state of" before "emergency"."""
    start = noun.i - len(words)
    return start >= 0 and tuple(token.lower_ for token in noun.doc[start : noun.i]) == words


def _has_own(verb: Token, below: Token) -> bool:
    """Tell whether another than the subject does the verb below: "told him to go", "was told to go"."""
    subject = clauses.grammatical(verb)
    return bool(clauses.objects(verb)) or clauses.grammatical(below) != subject


def has_marks(tokens: Iterable[Token]) -> bool:
    """Tell whether a quotation mark is among some tokens."""
    return any(token.text in _MARKS for token in tokens)
