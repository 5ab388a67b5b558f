"""Dates and times in a text, resolved against the day of publication: "on January 6", "four days ago", "since 2019".

The expressions are rows of `data/times.toml`. Ages, durations and ordinals are none. Without a day of publication a
full date at the head of a line among the first three, as agencies write it, stands for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from newsweave.ingest.grammar.stance import stance
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.found import Found
from newsweave.ingest.values.moments import Anchor, moment
from newsweave.ingest.values.periods import Period
from newsweave.ingest.values.phrases import Values, Words, spell
from newsweave.ingest.values.timetable import TimeRow, timetable
from newsweave.types import Kind, Modality, Precision, Value, ValueKind

# Words between two dates that make one stretch of them, with the words before the first that they go with.
_BETWEEN = {
    **dict.fromkeys(("to", "until", "till", "-", "–", "—"), frozenset({"from"})),
    "and": frozenset({"between"}),
}
# Those that need no such word before the first, if both are alike.
_SURELY = frozenset({"-", "–", "—", "through"})
# Verbs that make a clause one of the present or of the past.
_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
_PAST = frozenset({"was", "were", "had", "did", "has", "have", "'ve", "’ve"})
# Before what comes again and again: "every Friday".
_AGAIN = frozenset({"every", "each", "most"})
# Where a dateline may stand: lines, characters.
_HEAD_LINES, _HEAD = 3, 2000
# The steps from a date up to its verb.
_CLAUSE = 12
# "The following day" is meant against a date at most so many words before.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Time:
    """An expression as it was matched; words, half-open."""

    start: int
    end: int
    how: str
    values: Values
    frame: str = "same"
    until: "_Time | None" = None


def times(reading: Reading, published: date | None) -> tuple[Found, ...]:
    """Find the dates and times of a text, in text order; those that cannot be resolved have no start.

    Args:
        reading: The text.
        published: The day that "yesterday" is meant against.

    Returns:
        Dates and stretches in ISO 8601, no more exact than the words. "since 2019" runs up to the day of publication,
        "until 2019" has an end alone, "after 2019" begins in it.
    """
    words = spell(reading.doc)
    matched = _matched(reading, words)
    day = published or _dateline(words, matched)
    tenses = _Tenses()
    found: list[Found] = []
    last: tuple[int, Period] | None = None
    for time in matched:
        near = last[1] if last and time.start - last[0] < _NEAR else None
        future = _is_ahead(words, time) or tenses.future(words.doc[words.tokens[time.start]])
        period = _period(time, Anchor(day, future, near))
        found.append(_found(reading, words, time, period, day))
        last = (time.end, period) if period else None
    return tuple(found)


def spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the expressions of time, unresolved: first, and after the last."""
    words = spell(reading.doc)
    for time in _matched(reading, words):
        yield words.tokens[time.start], words.tokens[time.end - 1] + 1


def _matched(reading: Reading, words: Words) -> list[_Time]:
    table, found, taken = timetable(), list[_Time](), 0
    for at in words.places(table.index):
        if at < taken or words.word(at - 1) in _AGAIN:
            continue
        best: _Time | None = None
        for row in table.index.at(words, at):
            if row.after and (at == 0 or words.texts[at - 1] not in row.after):
                continue
            match = row.pattern.match(words, at)
            if match and (best is None or match.end > best.end) and _fits(row, words, match.end):
                best = _Time(at, match.end, row.how, {**row.set, **match.values})
        if best and not _named(reading, words, best):
            found.append(best)
            taken = best.end
    return _joined(words, [_framed(words, time) for time in found])


def _fits(row: TimeRow, words: Words, end: int) -> bool:
    """Tell whether the words after a match are what its row asks for."""
    if row.next and (end == len(words.texts) or words.texts[end] not in row.next):
        return False
    if row.how in {"ago", "stretch"} and end < len(words.texts) and words.texts[end] == "of":
        return False  # "the last week of May"
    if row.noun:
        return end < len(words.texts) and words.doc[words.tokens[end]].tag_ in {"NN", "JJ", "NNP"}
    return True


def _named(reading: Reading, words: Words, time: _Time) -> bool:
    """Tell whether a match is a part of a name, or a person's: "USA Today", "Theresa May"."""
    first, last = words.tokens[time.start], words.tokens[time.end - 1]
    full = {"month", "day"} <= time.values.keys()  # "the Senate on June 18" is no name, whoever says so
    for token in (first, last):
        name = reading.at(token)
        if name and (name.end > last + 1 or (not full and name.start < first)):
            return True
        if name and not full and reading.kind(name) is Kind.PERSON:
            return True
    return False


def _framed(words: Words, time: _Time) -> _Time:
    """Take the words before an expression to it: "since", "late on"."""
    best = time
    frames = timetable().frame_index
    for start in range(max(0, time.start - 5), time.start):
        for row in frames.at(words, start):
            match = row.pattern.match(words, start)
            if match and match.end == time.start and start < best.start:
                best = replace(time, start=start, frame=row.how)
    return best


def _joined(words: Words, found: list[_Time]) -> list[_Time]:
    """Make one stretch of "from November 20 to December 11"."""
    joined: list[_Time] = []
    for time in found:
        last = joined[-1] if joined else None
        if last and last.until is None and time.start == last.end + 1 and time.frame == "same":
            between = words.texts[last.end]
            before = words.texts[last.start - 1] if last.start else ""
            if before in _BETWEEN.get(between, ()) or (between in _SURELY and last.how == time.how):
                joined[-1] = replace(last, end=time.end, until=time)
                continue
        joined.append(time)
    return joined


def _period(time: _Time, anchor: Anchor) -> Period | None:
    if time.until is None:
        return moment(time.how, time.values, anchor)
    last = moment(time.until.how, time.until.values, anchor)
    values = time.values
    if last and "year" in time.until.values and "year" not in values:
        anchor = Anchor(last.start, future=False)
    first = moment(time.how, values, anchor)
    if first is None or last is None:
        return None
    if last.end < first.start:
        last = moment(time.until.how, time.until.values, Anchor(first.start, future=True))
    coarser = first.precision if last is None or _coarse(first) >= _coarse(last) else last.precision
    return Period(first.start, last.end, coarser) if last and last.end >= first.start else first


def _is_ahead(words: Words, time: _Time) -> bool:
    """Tell whether what stands before a time puts it ahead: "until Saturday", "called an election for May 4"."""
    root = words.doc[words.tokens[time.start] : words.tokens[time.end - 1] + 1].root
    return time.frame == "until" or (root.dep_ == "pobj" and root.head.lower_ == "for")


def _coarse(period: Period) -> int:
    return [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR].index(period.precision)


def _found(reading: Reading, words: Words, time: _Time, period: Period | None, day: date | None) -> Found:
    first, last = words.tokens[time.start], words.tokens[time.end - 1] + 1
    start, end = period.iso() if period else (None, None)
    if period and time.frame == "since" and day and day >= period.start:
        start, end = Period(period.start, day, period.precision).iso()
    elif time.frame == "until":
        start, end = None, end or start
    value = Value(
        kind=ValueKind.DATE,
        text=reading.words(first, last),
        span=reading.span(first, last),
        start=start,
        end=end,
        precision=period.precision if period else None,
    )
    return Found(start=first, end=last, value=value)


def _dateline(words: Words, matched: list[_Time]) -> date | None:
    """Return the full date that one of the first lines begins with."""
    head = words.doc.text[:_HEAD]
    for time in matched:
        at = words.doc[words.tokens[time.start]].idx
        line = head[:at].rstrip(" \t\r\u00a0")
        if at >= _HEAD or line.strip().count("\n") >= _HEAD_LINES:
            return None
        if time.how == "date" and {"year", "month", "day"} <= time.values.keys() and line[-1:] in {"", "\n"}:
            period = moment(time.how, time.values, Anchor(None))
            return period.start if period else None
    return None


class _Tenses:
    """The tenses of the clauses of a text, each read once."""

    def __init__(self) -> None:
        self._by_verb: dict[int, bool | None] = {}

    def future(self, token: Token) -> bool | None:
        """Tell whether the clause around a token tells of what is to come, or of what was; None if of neither."""
        verb, steps = token, 0
        while not verb.tag_.startswith(("VB", "MD")) and verb.dep_ != "ROOT" and steps < _CLAUSE:
            verb, steps = verb.head, steps + 1
        if verb.i not in self._by_verb:
            self._by_verb[verb.i] = _tense(verb)
        return self._by_verb[verb.i]


def _tense(verb: Token) -> bool | None:
    verb, table = _first_of_bare(verb), timetable()
    children = list(verb.children)
    auxiliaries = {child.lower_ for child in children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & table.auxiliaries or _is_to(verb):
        return True
    if "to" in auxiliaries:
        before = verb.doc[max(0, verb.left_edge.i - 1)].lower_
        ahead = verb.head.lower_ in table.infinitives or before in table.infinitives
        return True if ahead or stance(verb).modality is Modality.DEMANDED else None
    if verb.tag_ == "VBD" or auxiliaries & _PAST:
        return False
    if verb.tag_ in {"VBZ", "VBP"} and verb.lower_ in table.presents:
        return True
    planned = [verb, *(child for child in children if child.dep_ == "acomp")]
    if any(word.lower_ in table.planned for word in planned) or (verb.tag_ == "VBG" and auxiliaries & _BE):
        return True
    return None


def _first_of_bare(verb: Token) -> Token:
    """Return the verb whose auxiliary a bare one shares: the first of "will meet unions and visit the port"."""
    while (
        verb.dep_ == "conj"
        and verb.tag_ == "VB"
        and verb.head.tag_ == "VB"
        and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)
    ):
        verb = verb.head
    return verb


def _is_to(verb: Token) -> bool:
    """Tell whether a verb is the "are" of "they are to meet on Wednesday"."""
    if verb.lower_ not in _BE:
        return False
    infinitives = [child for child in verb.children if child.dep_ == "xcomp"]
    return any(child.lower_ == "to" for infinitive in infinitives for child in infinitive.children)
