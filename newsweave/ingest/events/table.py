"""The table of words that name an event, read once from `data/events.toml` and `data/event_nouns.toml`."""

import functools
from dataclasses import dataclass
from typing import Any

from newsweave.ingest.lists import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to name an event: a row's verb or noun with what must stand beside it.

    Attributes:
        type: A name of the ontology.
        words: Dictionary form of the verb or noun, and words that hang on it.
        objects: Nouns, of which one must be in the object; empty if any may.
        subjects: Nouns, of which one must be in the subject; empty if any may.
        source: Nouns, of which one must stand behind "from" or "of"; empty if none need.
        attributes: Nouns, of which one must tell what the subject or object becomes; empty if none need.
        needs: Prepositions or adverbs, or "object to" for "told him to go": one must be there; empty if none need.
        destinations: Nouns, of which one, or a name, must stand behind what it needs; empty if any may.
        names: Whether a name will do for a destination.
        without: Words or dependencies that must not hang on the verb.
        passive: Whether only the passive is meant.
        sport: Whether it is only meant so in a report on sport.
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
    attributes: frozenset[str]
    needs: frozenset[str]
    destinations: frozenset[str]
    names: bool
    without: frozenset[str]
    passive: bool
    sport: bool
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
            sum(map(bool, (self.objects, self.subjects, self.source, self.attributes, self.passive, self.sport))),
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


@functools.cache
def _classes() -> dict[str, list[str]]:
    classes: dict[str, list[str]] = read_table("event_nouns")
    return classes


@functools.cache
def noun_class(name: str) -> frozenset[str]:
    """Return the nouns of a class of `event_nouns.toml`: "people"."""
    return frozenset(_classes()[name])


def _nouns(row: dict[str, Any], key: str) -> frozenset[str]:
    """Return the nouns of a row, those of the classes that it names among them."""
    listed = row.get(key, ())
    return frozenset(noun for word in listed for noun in (_classes()[word[1:]] if word.startswith("@") else (word,)))


def _data() -> dict[str, Any]:
    return read_table("events")


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
        objects=_nouns(row, "with"),
        subjects=_nouns(row, "by"),
        source=_nouns(row, "from"),
        attributes=_nouns(row, "attribute"),
        needs=frozenset(row.get("needs", ())),
        destinations=_nouns(row, "destinations"),
        names=bool(row.get("names", True)),
        without=frozenset(row.get("without", ())),
        passive=bool(row.get("passive", False)),
        sport=bool(row.get("sport", False)),
        light="with" in row and "patient" in row,
        agent=listed("agent", ["subject"]),
        patient=listed("patient", ["object"]),
        recipient=listed("recipient", ["recipient"]),
        counts=row.get("counts"),
    )
