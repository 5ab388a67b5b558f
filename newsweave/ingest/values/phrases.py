"""Patterns over words, as the tables of times and quantities write them.

A pattern is a row of items with spaces between: a word (`ago`), a choice (`late|early`), a slot (`{month}`), each
with a `?` after it if it may be left out. A slot reads one word or more and gives a value; `{until:day}` is the slot
`day` under another name.
"""

import functools
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from spacy.tokens import Doc

Slots = Mapping[str, "Slot"]
Values = dict[str, int | float | str]

# Words that one token holds: "NZ$26", "5bn", "20–25", "mid-2005".
_GLUED = re.compile(
    r"(?P<sign>[a-z]{0,3}[$€£¥])?(?P<number>\d[\d.,]*)(?P<scale>bn|mn|tn|m|k|million|billion|trillion)?"
    r"|(?P<from>[$€£]?\d[\d.,]*)(?P<to>[–—-])(?P<last>\d[\d.,]*)"
    r"|(?P<part>mid|early|late)(?P<hyphen>[-–])(?P<year>\d{4}s?)"
)
# The key of words that begin with a digit.
DIGITS = "#"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in small letters, white space left out; a token may hold several.

    Attributes:
        texts: The words.
        tokens: The token that each stands in.
        doc: Where they come from.
    """

    texts: Sequence[str]
    tokens: Sequence[int]
    doc: Doc

    def word(self, at: int) -> str:
        """Return the word at a place; "" before the first and after the last."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def places(self, wanted: Container[str]) -> Iterable[int]:
        """Yield the places of words that are wanted, and of those with a digit in front."""
        for at, text in enumerate(self.texts):
            if text in wanted or text[0].isdecimal():
                yield at


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that a pattern leaves open.

    Attributes:
        first: Words that it may begin with.
        read: From the words and a place to the value and the place after it, or None.
        single: Whether it is always one word.
        then: For some of the first words, those that must follow within the slot: "a" as in "a hundred".
    """

    first: frozenset[str]
    read: Callable[[Words, int], tuple[int | float | str, int] | None]
    single: bool = False
    then: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern: a choice of words or a slot, with the name of its value."""

    words: frozenset[str]
    slot: Slot | None
    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern stands, and the values of its slots."""

    start: int
    end: int
    values: Values


class Pattern:
    """A row of items.

    >>> Pattern("{number} days|weeks ago", {"number": Slot(frozenset({"two"}), lambda words, at: (2, at + 1))}).first
    frozenset({'two'})
    """

    def __init__(self, text: str, slots: Slots) -> None:
        self.text = text
        self.items = tuple(_item(item, slots) for item in text.split())
        self.first = _first(self.items)

    def match(self, words: Words, at: int) -> Match | None:
        """Read the pattern at a word; what may be left out is taken if it can be."""
        read = self._match(words, at, 0)
        return Match(at, read[0], read[1]) if read else None

    def seconds(self, first: str) -> frozenset[str] | None:
        """Return the words that may come after a first word; None for any, or none at all."""
        return _seconds(self.items, first)

    def _match(self, words: Words, at: int, index: int) -> tuple[int, Values] | None:
        if index == len(self.items):
            return at, {}
        item = self.items[index]
        taken = _take(item, words, at)
        if taken is not None:
            value, after = taken
            rest = self._match(words, after, index + 1)
            if rest is not None:
                return rest[0], {item.name: value, **rest[1]} if item.slot else rest[1]
        return self._match(words, at, index + 1) if item.optional else None


class HasPattern(Protocol):
    """A row of a table."""

    @property
    def pattern(self) -> Pattern:
        """What it looks like."""


Row = TypeVar("Row", bound=HasPattern)


class Index(Generic[Row]):
    """The rows of a table by their first two words, in the order of the table."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        # For each first word: rows that any word may follow, and rows by the word that follows.
        self._rows: dict[str, tuple[tuple[Row, ...], dict[str, tuple[Row, ...]]]] = {}
        for first in sorted(set().union(*(row.pattern.first for row in rows))):
            seconds = [(row, row.pattern.seconds(first)) for row in rows if first in row.pattern.first]
            named = sorted(set().union(*(second for _, second in seconds if second is not None)))
            self._rows[first] = (
                tuple(row for row, second in seconds if second is None),
                {word: tuple(row for row, second in seconds if second is None or word in second) for word in named},
            )

    def __contains__(self, first: object) -> bool:
        return first in self._rows

    def at(self, words: Words, at: int) -> tuple[Row, ...]:
        """Return the rows that may match at a word."""
        alone, by_second = self._rows.get(_key(words.word(at)), ((), {}))
        return by_second.get(_key(words.word(at + 1)), alone) if by_second else alone


def _key(word: str) -> str:
    return DIGITS if word[:1].isdecimal() else word


def _first(items: Sequence[Item]) -> frozenset[str]:
    """Return the words that a run of items may begin with."""
    first: set[str] = set()
    for item in items:
        first |= item.slot.first if item.slot else {_key(word) for word in item.words}
        if not item.optional:
            break
    return frozenset(first)


def _seconds(items: Sequence[Item], first: str) -> frozenset[str] | None:
    if not items:
        return frozenset()
    item, rest = items[0], items[1:]
    found: frozenset[str] = frozenset()
    if first in (item.slot.first if item.slot else item.words):
        then = item.slot.then.get(first) if item.slot else None
        if then is None and ((item.slot and not item.slot.single) or all(other.optional for other in rest)):
            return None
        found = _first(rest) if then is None else then
    if item.optional:
        more = _seconds(rest, first)
        return None if more is None else found | more
    return found


def _item(text: str, slots: Slots) -> Item:
    optional = text.endswith("?")
    text = text.removesuffix("?")
    if text.startswith("{"):
        name, _, slot = text.strip("{}").partition(":")
        return Item(frozenset(), slots[slot or name], name, optional)
    return Item(frozenset(text.split("|")), None, text, optional)


def _take(item: Item, words: Words, at: int) -> tuple[int | float | str, int] | None:
    if at >= len(words.texts):
        return None
    if item.slot:
        return item.slot.read(words, at)
    return ("", at + 1) if words.texts[at] in item.words else None


def spell(doc: Doc) -> Words:
    """Return the words of a text; each different one is looked at once."""
    keys = doc.to_array("LOWER").tolist()
    strings = doc.vocab.strings
    parts = {key: _parts(strings[key]) for key in set(keys)}
    texts: list[str] = []
    tokens: list[int] = []
    for index, key in enumerate(keys):
        for part in parts[key]:
            texts.append(part)
            tokens.append(index)
    return Words(texts, tokens, doc)


@functools.lru_cache(maxsize=1 << 16)
def _parts(text: str) -> tuple[str, ...]:
    if text.isspace():
        return ()
    glued = _GLUED.fullmatch(text) if len(text) < 32 and not text.isalpha() and not text.isdecimal() else None
    return tuple(filter(None, glued.groups())) if glued else (text,)
