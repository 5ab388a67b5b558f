"""The table of words that name an event, read once from `data/events.toml`, and the search for the row that fits."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from spacy.tokens import Token

from newsweave.ingest import clauses
from newsweave.ingest.inflection import lemma

# Words whose number or kind is said by what follows: "dozens of protesters", "a group of teenagers".
_PARTITIVE = frozenset({"of"})
_MARKS = frozenset('"“”„«»')
_PARTICLES = frozenset({"in", "out", "up", "down", "off", "away", "back"})
_OTHERS = frozenset({"out", "up", "on", "over", "off", "down", "in", "through"})
_HANGING = frozenset(
    {"prt", "prep", "advmod", "dobj", "acomp", "attr", "pobj", "oprd", "dative", "nsubjpass", "amod", "xcomp", "advcl"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to name an event: a row's verb or noun with what must stand beside it.

    Attributes:
        type: A name of the ontology.
        words: Dictionary form of the verb or noun, and words that hang on it.
        objects: Nouns, of which one must be in the object; empty if any may.
        subjects: Nouns, of which one must be in the subject; empty if any may.
        source: Nouns, of which one must stand behind "from" or "of"; empty if none need.
        needs: Prepositions or adverbs, or "object to" for "told him to go": one must be there; empty if none need.
        destinations: Nouns, of which one, or a name, must stand behind what it needs; empty if any may.
        without: Words or dependencies that must not hang on the verb.
        passive: Whether only the passive is meant.
        light: Whether the object names the event together with the verb ("held talks") and takes no part in it.
        agent: Where the agent stands, in order.
        patient: Where the patient stands, in order.
        recipient: Where the recipient stands, in order.
        counts: What a number in it counts.
    """

    type: str
    words: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    source: frozenset[str]
    needs: frozenset[str]
    destinations: frozenset[str]
    without: frozenset[str]
    passive: bool
    light: bool
    agent: tuple[str, ...]
    patient: tuple[str, ...]
    recipient: tuple[str, ...]
    counts: str | None

    @property
    def weight(self) -> tuple[int, ...]:
        """How much it asks for: the row that asks for most is the one that fits best."""
        return (
            len(self.words),
            bool(self.objects) + bool(self.subjects) + bool(self.source) + self.passive,
            bool(self.needs),
        )


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return the rows of the table as written, with their examples."""
    return tuple(_data()["event"])


@functools.cache
def frame(kind: str) -> Pattern:
    """Return the frame of a type without words of its own."""
    return _pattern({"type": kind}, "")


def cameo(kind: str) -> str | None:
    """Return the CAMEO root code of a type, two digits; None if none fits."""
    return _frames()[kind].get("cameo")


@functools.cache
def verbs() -> dict[str, tuple[Pattern, ...]]:
    """Return the patterns of verbs by the dictionary form of the verb, those that ask for most first."""
    return _by_word("verbs")


@functools.cache
def nouns() -> dict[str, tuple[Pattern, ...]]:
    """Return the patterns of nouns by their last word, as written."""
    return _by_word("nouns")


def verb_pattern(verb: Token) -> Pattern | None:
    """Return the row that fits a verb best; None if none does."""
    return next((pattern for pattern in verbs().get(lemma(verb), ()) if _fits(pattern, verb)), None)


def noun_pattern(noun: Token) -> Pattern | None:
    """Return the row for a noun that names an event; None if there is none."""
    found = nouns().get(noun.lower_, ())
    return next((pattern for pattern in found if _before(noun, pattern.words[:-1])), None)


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


def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data/events.toml").read_text("utf-8"))


@functools.cache
def _frames() -> dict[str, dict[str, Any]]:
    frames: dict[str, dict[str, Any]] = _data()["frames"]
    return frames


def _by_word(key: str) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for row in rows():
        for words in row.get(key, ()):
            place = words.split()[-1 if key == "nouns" else 0]
            found.setdefault(place, []).append(_pattern(row, words))
    return {word: tuple(sorted(listed, key=lambda item: item.weight, reverse=True)) for word, listed in found.items()}


def _pattern(row: dict[str, Any], words: str) -> Pattern:
    usual = _frames()[str(row["type"])]

    def listed(key: str, default: list[str]) -> tuple[str, ...]:
        return tuple(row.get(key, usual.get(key, default)))

    return Pattern(
        type=str(row["type"]),
        words=tuple(words.split()),
        objects=frozenset(row.get("with", ())),
        subjects=frozenset(row.get("by", ())),
        source=frozenset(row.get("from", ())),
        needs=frozenset(row.get("needs", ())),
        destinations=frozenset(row.get("destinations", ())),
        without=frozenset(row.get("without", ())),
        passive=bool(row.get("passive", False)),
        light="with" in row and "patient" in row,
        agent=listed("agent", ["subject"]),
        patient=listed("patient", ["object"]),
        recipient=listed("recipient", ["recipient"]),
        counts=row.get("counts"),
    )


def _fits(pattern: Pattern, verb: Token) -> bool:
    if pattern.passive and not clauses.is_passive(verb):
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
    if any(child.lower_ in pattern.without or child.dep_ in pattern.without for child in verb.children):
        return False
    return not pattern.needs or _has(verb, pattern)


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
            and not _quoted(verb, child)
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
        child.tag_ in {"NNP", "NNPS"} or not pattern.destinations.isdisjoint(phrase_words(child)) for child in behind
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


def _quoted(verb: Token, below: Token) -> bool:
    """Tell whether quotation marks part a verb from the one below it."""
    return any(token.text in _MARKS for token in verb.doc[verb.i : below.i])
