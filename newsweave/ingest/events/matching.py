"""Which row of the table a verb or noun is meant by: of those that fit, the one that asks for most."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from newsweave.ingest.events.table import Pattern, nouns, verbs
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.kinds import is_about_sport

# Words whose number or kind is said by what follows: "dozens of protesters", "a group of teenagers".
_PARTITIVE = frozenset({"of"})
_MARKS = frozenset('"“”„«»')
_PARTICLES = frozenset({"in", "out", "up", "down", "off", "away", "back"})
_OTHERS = frozenset({"out", "up", "on", "over", "off", "down", "in", "through"})
_SPORT = "newsweave.sport"
_HANGING = frozenset(
    {
        "prt",
        "prep",
        "advmod",
        "dobj",
        "acomp",
        "attr",
        "pobj",
        "oprd",
        "dative",
        "nsubjpass",
        "amod",
        "xcomp",
        "advcl",
        "ccomp",
    }
)


def verb_pattern(verb: Token) -> Pattern | None:
    """Return the row that fits a verb best; None if none does."""
    return next((pattern for pattern in verbs().get(lemma(verb), ()) if _fits(pattern, verb)), None)


def noun_pattern(noun: Token) -> Pattern | None:
    """Return the row for a noun that names an event; None if there is none."""
    found = nouns().get(noun.lower_, ())
    return next((pattern for pattern in found if _names(pattern, noun)), None)


def hanging(head: Token, words: Iterable[str]) -> list[Token] | None:
    """Find words that hang on a head, each on it or on the one before: "take" + "into", "custody"."""
    found: list[Token] = []
    for word in words:
        at = next((token for token in _below(head, found) if _is(token, word)), None)
        if at is None:
            return None
        found.append(at)
    if found and found[-1].lower_ in _PARTICLES and any(child.dep_ == "pobj" for child in found[-1].children):
        return None  # "voted in favour" is no "vote in"
    return found


def phrase_words(head: Token) -> set[str]:
    """Return the words that say what a phrase is: its head, what it is of, and the nouns before it."""
    words = {head.lower_, lemma(head), f"#{head.ent_type_.lower()}"}
    for child in head.children:
        if child.dep_ in {"compound", "amod"}:
            words |= {child.lower_, f"{child.lower_} {head.lower_}"}
        elif child.lower_ in _PARTITIVE and child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    words |= {inner.lower_, lemma(inner)}
    return words


def _names(pattern: Pattern, noun: Token) -> bool:
    """Tell whether a noun names the event of a row: with the words before it and a preposition behind it."""
    if not _before(noun, pattern.words[:-1]):
        return False
    return not pattern.needs or any(child.lower_ in pattern.needs for child in noun.children)


def _is_sport(doc: Doc) -> bool:
    """Tell whether a document is a report on sport; worked out once for each."""
    known = doc.user_data.get(_SPORT)
    if known is None:
        known = doc.user_data[_SPORT] = is_about_sport(doc)
    return bool(known)


def _fits(pattern: Pattern, verb: Token) -> bool:
    if pattern.passive and not clauses.is_passive(verb):
        return False
    if pattern.sport and not _is_sport(verb.doc):
        return False
    if len(pattern.words) == 1 and any(child.dep_ == "prt" and child.lower_ in _OTHERS for child in verb.children):
        return False  # "carry out", "take up" mean something else
    if len(pattern.words) > 1 and hanging(verb, pattern.words[1:]) is None:
        return False
    if pattern.objects and not _among(clauses.objects(verb), pattern.objects):
        return False
    if pattern.subjects and not _among(clauses.subjects(verb), pattern.subjects):
        return False
    if pattern.source and not _among([*clauses.behind(verb, "from"), *clauses.behind(verb, "of")], pattern.source):
        return False
    if pattern.attributes and not _among(_attributes(verb), pattern.attributes):
        return False
    if any(child.lower_ in pattern.without or child.dep_ in pattern.without for child in verb.children):
        return False
    return not pattern.needs or _has(verb, pattern)


def _attributes(verb: Token) -> list[Token]:
    """Return what the subject or object of a verb becomes: "director", of "was named director of the zoo"."""
    return [child for child in verb.children if child.dep_ in {"attr", "oprd"} and child.tag_.startswith("NN")]


def _among(heads: list[Token], words: frozenset[str]) -> bool:
    return any(not words.isdisjoint(phrase_words(head)) for head in heads)


def _has(verb: Token, pattern: Pattern) -> bool:
    needs = pattern.needs
    if "recipient" in needs and clauses.recipients(verb):
        return True
    if "object to" in needs:
        return any(
            child.dep_ in {"xcomp", "ccomp"}
            and child.tag_ == "VB"
            and _has_own(verb, child)
            and not has_marks(verb.doc[verb.i : child.i])
            for child in verb.children
        )
    if any(child.lower_ in needs and _leads(child, pattern) for child in verb.children):
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
        return True
    behind = [child for child in preposition.children if child.dep_ == "pobj"]
    if not behind:
        return preposition.lower_ in {"home", "back", "abroad"}
    return any(
        (pattern.names and child.tag_ in {"NNP", "NNPS"}) or not pattern.destinations.isdisjoint(phrase_words(child))
        for child in behind
    )


def _below(head: Token, found: list[Token]) -> Iterable[Token]:
    for token in (head, *found):
        yield from (child for child in token.children if child.dep_ in _HANGING)


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
