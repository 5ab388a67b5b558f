"""Patterns over words, as the tables of times and quantities write them.

A pattern is a row of items with spaces between: a word (`ago`), a choice (`late|early`), a slot (`{month}`), each
with a `?` after it if it may be left out. A slot reads one word or more and gives a value; `{until:day}` is the slot
`day` under another name.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

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

    def keyed(self, wanted: Container[str]) -> Iterable[tuple[int, str]]:
        """Yield the places and keys of words that are wanted; words with a digit in front have one key."""
        for at, text in enumerate(self.texts):
            if text in wanted:
                yield at, text
            elif text[0].isdecimal():
                yield at, DIGITS


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that a pattern leaves open.

    Attributes:
        first: Words that it may begin with.
        read: From the words and a place to the value and the place after it, or None.
        single: Whether it is always one word.
    """

    first: frozenset[str]
    read: Callable[[Words, int], tuple[int | float | str, int] | None]
    single: bool = False


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
        # Words that may come second, where the first item is one word that must be there.
        head, rest = self.items[0], self.items[1:]
        plain = not head.optional and (head.slot is None or head.slot.single)
        self._second = _first(rest) if plain and not all(item.optional for item in rest) else None

    def match(self, words: Words, at: int) -> Match | None:
        """Read the pattern at a word; what may be left out is taken if it can be."""
        if self._second is not None and not (at + 1 < len(words.texts) and _begins(words.texts[at + 1], self._second)):
            return None
        read = self._match(words, at, 0)
        return Match(at, read[0], read[1]) if read else None

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


def _first(items: Sequence[Item]) -> frozenset[str]:
    """Return the words that a run of items may begin with."""
    first: set[str] = set()
    for item in items:
        first |= item.slot.first if item.slot else item.words
        if not item.optional:
            break
    return frozenset(first)


def _begins(word: str, first: frozenset[str]) -> bool:
    return word in first or (word[0].isdecimal() and DIGITS in first)


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


def _parts(text: str) -> tuple[str, ...]:
    if text.isspace():
        return ()
    glued = _GLUED.fullmatch(text) if len(text) < 32 and not text.isalpha() and not text.isdecimal() else None
    return tuple(filter(None, glued.groups())) if glued else (text,)
