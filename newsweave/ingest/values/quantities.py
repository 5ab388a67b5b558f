"""Numbers of things and sums of money in a text: "around 2,000 people", "dozens of protesters", "NZ$26 million".

The forms are rows of `data/quantities.toml`. Dates, ages, durations, scores, ordinals, house numbers, labels and
numbers in names are none. "$" alone is read as the United States dollar.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from newsweave.ingest.reading import Reading
from newsweave.ingest.values.amounts import Amount, AmountRow, amounts
from newsweave.ingest.values.counted import noun_phrase
from newsweave.ingest.values.counting import counts
from newsweave.ingest.values.found import Found
from newsweave.ingest.values.phrases import Words, spell
from newsweave.ingest.values.times import spans
from newsweave.types import Value, ValueKind

# Words between a toll and its number.
_LEADING_UP = frozenset("of to at by from reached is was has had stands stood rose risen climbed grown now".split())


def quantities(reading: Reading, dates: Iterable[Found] | None = None) -> tuple[Found, ...]:
    """Find the quantities and sums of money of a text, in text order.

    Args:
        reading: The text.
        dates: Its times, if they have been found already; they are no quantities.

    Returns:
        Each with its words and what it counts. "around 2,000" has the low and high of "2,000": only the text keeps
        the vagueness. A share of a hundred has the number of the hundredths, another share its fraction.
    """
    words = spell(reading.doc)
    taken = spans(reading) if dates is None else ((date.start, date.end) for date in dates)
    times = {token for start, end in taken for token in range(start, end)}
    return tuple(_found(reading, words, times))


def _found(reading: Reading, words: Words, times: set[int]) -> Iterator[Found]:
    table, taken = amounts(), 0
    for at in words.places(table.index):
        if at < taken or words.tokens[at] in times:
            continue
        amount = _longest(words, at, table.index.at(words, at))
        if amount is None:
            continue
        taken = amount.end
        found = _checked(reading, words, _modified(words, amount), times)
        if found:
            yield found


def _longest(words: Words, at: int, rows: tuple[AmountRow, ...]) -> Amount | None:
    best: Amount | None = None
    for row in rows:
        match = row.pattern.match(words, at)
        if match and (best is None or match.end > best.end):
            if row.before and words.word(match.end) not in row.before:
                continue
            best = Amount(at, match.end, match.end, row, match.values)
    return best


def _modified(words: Words, amount: Amount) -> Amount:
    """Take the words beside a number to it: "at least", "or more"."""
    start, end, bound = amount.start, amount.end, amount.bound
    for first in range(max(0, amount.start - 4), amount.start):
        for row in amounts().modifier_index.at(words, first):
            match = row.pattern.match(words, first)
            if match and match.end == amount.start and first < start:
                start, bound = first, row.makes
    for row in amounts().tails:
        match = row.pattern.match(words, amount.end)
        if match and match.end > end and words.word(match.end) != "than":
            end, bound = match.end, row.makes if bound == "exact" else bound
    return Amount(start, end, amount.end, amount.row, amount.values, bound)


def _checked(reading: Reading, words: Words, amount: Amount, times: set[int]) -> Found | None:
    """Make a quantity of a match, unless the words around it say that it is none."""
    first, last = words.tokens[amount.start], words.tokens[amount.end - 1] + 1
    makes = amount.row.makes
    name = reading.at(words.tokens[amount.end - 1])
    if makes != "money" and name and (name.start < first or name.end > last):
        return None
    counted = None if makes == "money" else noun_phrase(reading.doc, last, makes == "share", times)
    role = _role(words, amount, counted)
    if not counts(reading, words, amount, counted, role):
        return None
    low, high = amount.bounds()
    value = Value(
        kind=ValueKind.MONEY if makes == "money" else ValueKind.QUANTITY,
        text=reading.words(first, last),
        span=reading.span(first, last),
        low=low,
        high=high,
        unit=_unit(reading, amount, counted),
        role=role,
    )
    return Found(start=first, end=last, value=value, counted=counted)


def _unit(reading: Reading, amount: Amount, counted: tuple[int, int] | None) -> str | None:
    if amount.row.makes == "money":
        return str(amount.values.get("sign", amount.values.get("currency")))
    if counted:
        return reading.words(*counted)
    text = amount.row.pattern.text
    if "%" in text:
        return "percent"
    return "per cent" if "cent" in text else None


def _role(words: Words, amount: Amount, counted: tuple[int, int] | None) -> str | None:
    """Return what a number tells by itself: "18 dead", "a death toll of 40", "30 arrests"."""
    doc = words.doc
    after = counted[1] if counted else words.tokens[amount.end - 1] + 1
    if after < len(doc) and doc[after].tag_ == "RB":
        after += 1  # "12 still missing"
    follows = doc[after] if after < len(doc) else None
    start = amount.start
    while start > 0 and words.texts[start - 1] in _LEADING_UP:
        start -= 1
    before = tuple(words.texts[max(0, start - 2) : start])
    for row in amounts().roles:
        if counted and not row.nouns.isdisjoint({doc[counted[0]].lower_, doc[counted[1] - 1].lower_}):
            return row.role
        if follows is not None and follows.lower_ in row.after and _tells(follows):
            return row.role
        if start < amount.start and any(before[-len(phrase) :] == phrase for phrase in row.before):
            return row.role
    return None


def _tells(word: Token) -> bool:
    """Tell whether a word says what became of those before it: not "20 soldiers killed five"."""
    return word.tag_ in {"JJ", "VBN", "VBD", "NN", "NNS", "VBG"} and not any(
        child.dep_ == "dobj" for child in word.children
    )
