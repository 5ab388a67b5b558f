"""The rows of `data/times.toml`: expressions of time, the words around them, and the slots that they use."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newsweave.ingest.lists import read_table
from newsweave.ingest.values.numerals import NUMBER
from newsweave.ingest.values.phrases import DIGITS, Index, Pattern, Slot, Words

_DAY = re.compile(r"([1-9]|0[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", re.ASCII)
_DECADE = re.compile(r"(1[0-9]|20)?(\d0)s", re.ASCII)
_ORDINAL = re.compile(r"([1-9]\d?)(?:st|nd|rd|th)", re.ASCII)
_TWO = re.compile(r"\d\d", re.ASCII)
_DATE = re.compile(r"\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d)", re.ASCII)
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One row: an expression of time, or words before one.

    Attributes:
        pattern: What it looks like.
        how: Which reading of moments.py it has; what it makes of the expression, for words before one.
        after: Words of which one must stand before; empty for none.
        next: Words of which one must follow; empty for none.
        noun: Whether a singular noun must follow.
        set: Values that the words imply.
        example: A sentence that the row reads.
        gives: Words, first day, last day and precision of the last time in it; "" for none.
    """

    pattern: Pattern
    how: str
    after: frozenset[str]
    next: frozenset[str]
    noun: bool
    set: dict[str, Any] = field(default_factory=dict)
    example: str
    gives: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The whole table.

    Attributes:
        rows: Expressions, in order.
        index: The same by their first words.
        frames: Words before them, in order.
        frame_index: The same by their first words.
        auxiliaries: Verbs that make a clause one of what is to come.
        infinitives: Words before an infinitive that do.
        planned: Participles and adjectives that do.
        presents: Verbs in the present tense that do.
    """

    rows: tuple[TimeRow, ...]
    index: Index[TimeRow]
    frames: tuple[TimeRow, ...]
    frame_index: Index[TimeRow]
    auxiliaries: frozenset[str]
    infinitives: frozenset[str]
    planned: frozenset[str]
    presents: frozenset[str]


@functools.cache
def timetable() -> Timetable:
    """Return the table; read on first use."""
    data = read_table("times")
    slots = _slots(data["words"])
    rows = tuple(_row(row, slots) for row in data["row"])
    frames = tuple(_row(row, slots) for row in data["frame"])
    return Timetable(
        rows=rows,
        index=Index(rows),
        frames=frames,
        frame_index=Index(frames),
        auxiliaries=frozenset(data["words"]["future"]["auxiliaries"]),
        infinitives=frozenset(data["words"]["future"]["infinitives"]),
        planned=frozenset(data["words"]["future"]["planned"]),
        presents=frozenset(data["words"]["future"]["presents"]),
    )


def _row(row: dict[str, Any], slots: dict[str, Slot]) -> TimeRow:
    return TimeRow(
        pattern=Pattern(row["words"], slots),
        how=row.get("how") or row["makes"],
        after=frozenset(row.get("after", ())),
        next=frozenset(row.get("next", ())),
        noun=row.get("noun", False),
        set=row.get("set", {}),
        example=row["example"],
        gives=tuple(row["gives"]),
    )


def _slots(words: dict[str, Any]) -> dict[str, Slot]:
    months = _with(words, {word: number + 1 for number, word in enumerate(words["months"])})
    return {
        "month": _capital(months),
        "weekday": _capital(_with(words, {word: number for number, word in enumerate(words["weekdays"])})),
        "season": _listed(words["seasons"]),
        "unit": _listed({form: unit for unit, forms in words["units"].items() for form in [unit, *forms]}),
        "few": _few(words["few"]),
        "ordinal": _ordinal({word: number + 1 for number, word in enumerate(words["ordinals"])}),
        "number": NUMBER,
        "day": _figures(_DAY, lambda found: int(found[1])),
        "dd": _figures(_DAY, lambda found: int(found[1])),
        "mm": _figures(_DAY, lambda found: int(found[1])),
        "year": _figures(_YEAR, lambda found: int(found[0])),
        "yy": _figures(_TWO, lambda found: int(found[0])),
        "decade": _figures(_DECADE, lambda found: int(f"{found[1] or 19}{found[2]}")),
        "figures": _figures(_DATE, lambda found: found[0]),
    }


def _with(words: dict[str, Any], numbers: dict[str, int]) -> dict[str, int]:
    """Add the abbreviations."""
    return numbers | {short: numbers[word] for word in numbers for short in words["abbreviations"].get(word, ())}


def _listed(values: dict[str, int] | dict[str, str]) -> Slot:
    def read(words: Words, at: int) -> tuple[int | str, int] | None:
        value = values.get(words.texts[at]) if at < len(words.texts) else None
        return None if value is None else (value, at + 1)

    return Slot(frozenset(values), read, single=True)


def _capital(values: dict[str, int]) -> Slot:
    """Read a word of a list if it has a capital: "May", not "may"."""
    listed = _listed(values)

    def read(words: Words, at: int) -> tuple[int | float | str, int] | None:
        found = listed.read(words, at)
        return found if found and words.doc[words.tokens[at]].text[0].isupper() else None

    return Slot(listed.first, read, single=True)


def _figures(pattern: re.Pattern[str], value: Callable[[re.Match[str]], int | str]) -> Slot:
    def read(words: Words, at: int) -> tuple[int | str, int] | None:
        found = pattern.fullmatch(words.texts[at]) if at < len(words.texts) else None
        return (value(found), at + 1) if found else None

    return Slot(frozenset({DIGITS}), read, single=True)


def _ordinal(values: dict[str, int]) -> Slot:
    listed, figures = _listed(values), _figures(_ORDINAL, lambda found: int(found[1]))
    first = listed.first | figures.first
    return Slot(first, lambda words, at: listed.read(words, at) or figures.read(words, at), single=True)


def _few(phrases: list[str]) -> Slot:
    patterns = [Pattern(phrase, {}) for phrase in phrases]

    def read(words: Words, at: int) -> tuple[str, int] | None:
        ends = [found.end for pattern in patterns if (found := pattern.match(words, at))]
        return ("few", max(ends)) if ends else None

    return Slot(frozenset().union(*(pattern.first for pattern in patterns)), read)
