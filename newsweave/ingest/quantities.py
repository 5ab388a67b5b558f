"""Numbers of things and sums of money in a text: "around 2,000 people", "dozens of protesters", "NZ$26 million".

The forms are rows of `data/quantities.toml`. Dates, ages, durations, scores, ordinals, house numbers, labels and
numbers in names are none. "$" alone is read as the United States dollar.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsweave.ingest.amounts import AmountRow, amounts
from newsweave.ingest.names import QUOTES
from newsweave.ingest.phrases import Values, Words, spell
from newsweave.ingest.reading import Reading
from newsweave.ingest.times import spans
from newsweave.ingest.values import Found
from newsweave.types import Kind, Value, ValueKind

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_NOUN = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RB", "POS", "CC"}
_DETERMINERS = frozenset("the these those this that its their his her our my all".split())
# Where a number stands that counts something left out: "18 were killed", "he shot two", "a toll of 40".
_ALONE = frozenset({"nsubj", "nsubjpass", "dobj"})
_LEADING_UP = frozenset(
    {"of", "to", "at", "by", "from", "reached", "is", "was", "stands", "stood", "rose", "climbed", "now"}
)
# The longest phrase before a noun, in words.
_PHRASE = 8


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number as it was matched; words, half-open; `core` is the word after the number itself."""

    start: int
    end: int
    row: AmountRow
    values: Values
    bound: str = "exact"
    core: int = 0


def quantities(reading: Reading) -> tuple[Found, ...]:
    """Find the quantities and sums of money of a text, in text order.

    Args:
        reading: The text.

    Returns:
        Each with its words and what it counts. "around 2,000" has the low and high of "2,000": only the text keeps
        the vagueness. A share of a hundred has the number of the hundredths, another share its fraction.
    """
    words = spell(reading.doc)
    times = {token for start, end in spans(reading) for token in range(start, end)}
    return tuple(_found(reading, words, times))


def _found(reading: Reading, words: Words, times: set[int]) -> Iterator[Found]:
    table, taken = amounts(), 0
    first = frozenset(table.by_word)
    for at, key in words.keyed(first):
        if at < taken or words.tokens[at] in times:
            continue
        amount = _longest(words, at, table.by_word[key])
        if amount is None:
            continue
        taken = amount.end
        found = _checked(reading, words, _modified(words, amount), times)
        if found:
            yield found


def _longest(words: Words, at: int, rows: tuple[AmountRow, ...]) -> _Amount | None:
    best: _Amount | None = None
    for row in rows:
        match = row.pattern.match(words, at)
        if (
            match
            and (best is None or match.end > best.end)
            and (not row.before or _word(words, match.end) in row.before)
        ):
            best = _Amount(at, match.end, row, match.values)
    return best


def _word(words: Words, at: int) -> str:
    return words.texts[at] if 0 <= at < len(words.texts) else ""


def _modified(words: Words, amount: _Amount) -> _Amount:
    """Take the words beside a number to it: "at least", "or more"."""
    start, end, bound = amount.start, amount.end, amount.bound
    for row in amounts().modifiers:
        for first in range(max(0, amount.start - 4), amount.start):
            match = row.pattern.match(words, first)
            if match and match.end == amount.start and first < start:
                start, bound = first, row.makes
    for row in amounts().tails:
        match = row.pattern.match(words, amount.end)
        if match and match.end > end and _word(words, match.end) != "than":
            end, bound = match.end, row.makes if bound == "exact" else bound
    return _Amount(start, end, amount.row, amount.values, bound, amount.end)


def _checked(reading: Reading, words: Words, amount: _Amount, times: set[int]) -> Found | None:
    """Make a quantity of a match, unless the words around it say that it is none."""
    first, last = words.tokens[amount.start], words.tokens[amount.end - 1] + 1
    makes = amount.row.makes
    name = reading.at(words.tokens[amount.end - 1])
    if makes != "money" and name and (name.start < first or name.end > last):
        return None
    counted = None if makes == "money" else _counted(reading, last, makes, times)
    role = _role(words, amount, counted)
    if makes not in {"money", "share"} and not _counts(reading, words, amount, counted, role):
        return None
    low, high = _bounds(amount)
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


def _bounds(amount: _Amount) -> tuple[float | None, float | None]:
    """Return the smallest and the largest number that is meant."""
    row, values = amount.row, amount.values
    if row.makes == "vague":
        return None, None
    number = row.value if row.value is not None else float(values.get("number", 1))
    number *= row.times * float(values.get("part", values.get("parts", values.get("scale", 1))))
    other = float(values.get("to", number))
    if other >= 1000 and number < 1000 <= other / number if number else False:  # "5 to 6 million"
        number *= _scale(other)
    low, high = min(number, other), max(number, other)
    return None if amount.bound == "high" else low, None if amount.bound == "low" else high


def _scale(number: float) -> float:
    return next(scale for scale in (1e12, 1e9, 1e6, 1e3) if number >= scale)


def _unit(reading: Reading, amount: _Amount, counted: tuple[int, int] | None) -> str | None:
    if amount.row.makes == "money":
        return str(amount.values.get("sign", amount.values.get("currency")))
    if counted:
        return reading.words(*counted)
    text = amount.row.pattern.text
    if "%" in text:
        return "percent"
    return "per cent" if "cent" in text else None


def _counted(reading: Reading, at: int, makes: str, times: set[int]) -> tuple[int, int] | None:
    """Return the noun phrase after a number, without determiners: "of the security personnel"."""
    doc, stop = reading.doc, min(len(reading.doc), at + _PHRASE)
    while at < stop and (doc[at].text in QUOTES or doc[at].is_space):
        at += 1
    if at < stop and doc[at].lower_ == "of":
        at += 1
    elif makes == "share":
        return None
    while at < stop and doc[at].lower_ in _DETERMINERS:
        at += 1
    noun = _noun(doc, at, stop, times)
    return None if noun is None else (at, noun + 1)


def _noun(doc: Doc, at: int, stop: int, times: set[int]) -> int | None:
    """Return the noun that a phrase ends with: "structurally deficient bridges", "Minnesota and Ohio veterans"."""
    noun: int | None = None
    for i in range(at, stop):
        tag, last = doc[i].tag_, doc[i - 1].tag_
        if i in times or tag not in _BEFORE_NOUN or (i > at and doc[i].is_sent_start):
            break
        if tag in _NOUNS:
            if (
                noun is not None
                and doc[noun].tag_ == "NNS"
                and last not in {"POS", "HYPH"}
                and tag not in {"NN", "NNS"}
            ):
                break
            noun = i
        elif noun is not None and tag == "CC":
            if last != "NNP" or i + 2 >= stop or doc[i + 1].tag_ != "NNP" or doc[i + 2].tag_ not in {"NN", "NNS"}:
                break
        elif noun is not None and tag not in {"HYPH", "POS"} and last not in {"HYPH", "POS"}:
            break
    return noun


def _role(words: Words, amount: _Amount, counted: tuple[int, int] | None) -> str | None:
    """Return what a number tells by itself: "18 dead", "a death toll of 40", "30 arrests"."""
    doc = words.doc
    after = counted[1] if counted else words.tokens[amount.end - 1] + 1
    follows = doc[after] if after < len(doc) else None
    start = amount.start
    while start > 0 and words.texts[start - 1] in _LEADING_UP:
        start -= 1
    before = tuple(words.texts[max(0, start - 2) : start])
    for row in amounts().roles:
        if counted and doc[counted[1] - 1].lower_ in row.nouns:
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


def _counts(reading: Reading, words: Words, amount: _Amount, counted: tuple[int, int] | None, role: str | None) -> bool:
    """Tell whether a number counts something: not an age, a score, a label, a house number."""
    table, doc = amounts(), reading.doc
    before, after = _word(words, amount.start - 1), _word(words, amount.end)
    if _is_figures(before) or _is_figures(after):  # a telephone number, a text that lost its commas
        return False
    if after in {"-", "‑"} or after in table.durations or before in {"#", "$", "-", "–", "/"}:
        return False
    if counted is None:
        return role is not None or _alone(words, amount, before, after)
    head = doc[counted[1] - 1]
    if head.lower_ in table.durations or (before in table.labels and head.tag_ != "NNS"):
        return False
    if amount.row.makes == "vague":
        return True
    low, high = _bounds(amount)
    if _word(words, amount.start) == "one" and low == high == 1:
        return head.tag_ == "NN" and after not in table.idioms and before not in {"no", "any", "every", "each", "the"}
    if _yearly(words, amount) and before in {"the", "a", "its", "'s", "’s"}:
        return False
    return head.tag_ == "NNS" or head.lower_ in table.collectives or _people(reading, head) or (low == high == 1)


def _is_figures(word: str) -> bool:
    return word[:1].isdecimal() or word == "000"


def _people(reading: Reading, head: Token) -> bool:
    return head.tag_ == "NNPS" or reading.kind(reading.at(head.i)) is Kind.NORP


def _yearly(words: Words, amount: _Amount) -> bool:
    text = words.texts[amount.core - 1]
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _alone(words: Words, amount: _Amount, before: str, after: str) -> bool:
    """Tell whether a number may stand for those that it counts: "18 were killed"; never a range, a year, an age."""
    if amount.row.makes == "range" or before in amounts().labels or _yearly(words, amount) or after in {")", ".)", ":"}:
        return False
    if before == "," and after == ",":
        return False
    head = words.doc[words.tokens[amount.core - 1]]
    if amount.bound == "exact" and (_word(words, amount.start) == "one" or head.tag_ not in {"CD", "NNS"}):
        return False
    first, last = words.tokens[amount.start], words.tokens[amount.end - 1]
    while head.dep_ in {"quantmod", "compound", "nummod", "advmod"} and first <= head.head.i <= last:
        head = head.head
    return head.dep_ in _ALONE
