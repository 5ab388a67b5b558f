"""The rows of `data/quantities.toml`: numbers, vague ones, shares, money, and the words beside them."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsweave.ingest.lists import read_table
from newsweave.ingest.values.numerals import NUMBER, SCALES
from newsweave.ingest.values.phrases import Index, Pattern, Slot, Values, Words

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRow:
    """One row: a number, or words beside one.

    Attributes:
        pattern: What it looks like.
        makes: exact, range, vague, share or money; low, high or about for words beside a number.
        times: What the number is multiplied by.
        value: The number, if the words have no other.
        before: Words of which one must follow; empty for none.
        example: A sentence that the row reads.
        gives: Words, low, high, unit and role of the first quantity in it; "" for none.
    """

    pattern: Pattern
    makes: str
    times: float
    value: float | None
    before: frozenset[str]
    example: str
    gives: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it was matched.

    Attributes:
        start: First word, with those beside the number.
        end: After the last word.
        core: After the last word of the number itself.
        row: What it matched.
        values: What the slots read.
        bound: exact, low, high or about.
    """

    start: int
    end: int
    core: int
    row: AmountRow
    values: Values
    bound: str = "exact"

    def bounds(self) -> tuple[float | None, float | None]:
        """Return the smallest and the largest number that is meant."""
        row, values = self.row, self.values
        if row.makes == "vague":
            return None, None
        number = row.value if row.value is not None else float(values.get("number", 1))
        number *= row.times * float(values.get("part", values.get("parts", values.get("scale", 1))))
        other = float(values.get("to", number))
        if 0 < number < 1000 <= other / number:  # "5 to 6 million"
            number *= next(scale for scale in (1e12, 1e9, 1e6, 1e3) if other >= scale)
        low, high = min(number, other), max(number, other)
        return None if self.bound == "high" else low, None if self.bound == "low" else high


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What a number tells.

    Attributes:
        role: Killed, injured, ...
        nouns: What it counts then.
        after: A word right after the number or its noun.
        before: Words right before the number, prepositions apart.
        example: A sentence that the row reads.
        gives: As for `AmountRow`.
    """

    role: str
    nouns: frozenset[str]
    after: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    example: str
    gives: tuple[str | float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The whole table.

    Attributes:
        rows: Numbers, in order.
        index: The same by their first words.
        modifiers: Words before a number, in order.
        modifier_index: The same by their first words.
        tails: Words after a number, in order.
        roles: What numbers tell, in order.
        collectives: Nouns that stand after a number in the singular.
        durations: Nouns that measure a time.
        labels: Words before a number that is a name.
        idioms: Words after "one" that counts nothing.
    """

    rows: tuple[AmountRow, ...]
    index: Index[AmountRow]
    modifiers: tuple[AmountRow, ...]
    modifier_index: Index[AmountRow]
    tails: tuple[AmountRow, ...]
    roles: tuple[RoleRow, ...]
    collectives: frozenset[str]
    durations: frozenset[str]
    labels: frozenset[str]
    idioms: frozenset[str]


@functools.cache
def amounts() -> Amounts:
    """Return the table; read on first use."""
    data = read_table("quantities")
    words = data["words"]
    slots = {
        "number": NUMBER,
        "scale": _phrases(SCALES),
        "part": _phrases({word: 1 / part for word, part in _PARTS.items()}),
        "parts": _phrases({f"{word}s": 1 / part for word, part in _PARTS.items() if word != "half"}),
        "sign": _phrases({form: code for code, forms in words["signs"].items() for form in forms}),
        "currency": _phrases({form: code for code, forms in words["currencies"].items() for form in forms}),
    }
    rows = _rows(data["row"], slots)
    modifiers = _rows(data["modifier"], slots)
    return Amounts(
        rows=rows,
        index=Index(rows),
        modifiers=modifiers,
        modifier_index=Index(modifiers),
        tails=_rows(data["tail"], slots),
        roles=tuple(map(_role, data["role"])),
        collectives=frozenset(words["collectives"]),
        durations=frozenset(words["durations"]),
        labels=frozenset(words["labels"]),
        idioms=frozenset(words["idioms"]),
    )


def _rows(rows: Iterable[dict[str, Any]], slots: Mapping[str, Slot]) -> tuple[AmountRow, ...]:
    return tuple(
        AmountRow(
            pattern=Pattern(row["words"], slots),
            makes=row["makes"],
            times=row.get("times", 1),
            value=row.get("is"),
            before=frozenset(row.get("before", ())),
            example=row["example"],
            gives=tuple(row["gives"]),
        )
        for row in rows
    )


def _role(row: dict[str, Any]) -> RoleRow:
    return RoleRow(
        role=row["role"],
        nouns=frozenset(row["nouns"]),
        after=frozenset(row["after"]),
        before=tuple(tuple(words.split()) for words in row["before"]),
        example=row["example"],
        gives=tuple(row["gives"]),
    )


def _phrases(values: Mapping[str, Any]) -> Slot:
    """Read one of several phrases, the longest that fits: "nz $", "new zealand dollars"."""
    split = [(tuple(phrase.split()), value) for phrase, value in values.items()]
    split.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in split:
        by_first.setdefault(phrase[0], []).append((phrase, value))

    def read(words: Words, at: int) -> tuple[int | float | str, int] | None:
        for phrase, value in by_first.get(words.texts[at], ()) if at < len(words.texts) else ():
            if tuple(words.texts[at : at + len(phrase)]) == phrase:
                return value, at + len(phrase)
        return None

    return Slot(frozenset(by_first), read)
