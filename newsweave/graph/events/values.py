"""Times and numbers of events: which mention gives which, what days they cover, and how they read."""

import calendar
import re
from datetime import date, timedelta

from newsweave.types import Event, Evidence, Precision, Span, Value, ValueKind

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?)?")
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{2})")
_VAGUE = re.compile(r"[a-z ]*(?:dozens|scores|hundreds|thousands|millions|billions)", re.IGNORECASE)
_WORDLESS = frozenset({"other", "money"})  # roles that add nothing to a number's words


def told(event: Event, evidence: Evidence) -> tuple[Value, ...]:
    """List the times and numbers that one mention of an event gives.

    Those of the evidence; where it holds none, those of the event that stand in its sentence.
    """
    if evidence.values:
        return evidence.values
    sentence = evidence.sentence
    return tuple(
        value
        for value in (event.time, *event.quantities)
        if value
        and value.span.document == sentence.document
        and sentence.start <= value.span.start
        and value.span.end <= sentence.end
    )


def tellers(event: Event, span: Span) -> tuple[Evidence, ...]:
    """List the evidence of an event that can tell what stands at a place: that of its article, or else all."""
    return tuple(each for each in event.evidence if each.sentence.document == span.document) or event.evidence


def days(value: Value | None) -> tuple[date, date] | None:
    """Tell the first and the last day that a date covers; None if it is not resolved.

    >>> from newsweave.types import Span
    >>> here = Span(document="d", start=0, end=8)
    >>> days(Value(kind=ValueKind.DATE, text="February", span=here, start="2022-02"))
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    """
    if value is None or value.kind is not ValueKind.DATE or value.start is None:
        return None
    first = covered(value.start)
    last = covered(value.end) if value.end else first
    if first is None or last is None:
        return None
    if value.precision is Precision.WEEK and not value.end:
        return first[0], max(first[1], _later(first[0], 6))
    return first[0], max(first[0], last[1])


def covered(said: str) -> tuple[date, date] | None:
    """Tell the first and the last day of an ISO 8601 year, month, week, day or hour; None if it is none.

    >>> covered("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> covered("2022-W02")[0]
    datetime.date(2022, 1, 10)
    >>> covered("2022-13") is None
    True
    """
    try:
        if week := _WEEK.fullmatch(said):
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return first, _later(first, 6)
        if found := _DATE.fullmatch(said):
            year, month, day = (int(part or 0) for part in found.groups())
            first, end = date(year, month or 1, day or 1), date(year, month or 12, 1)
            return first, end.replace(day=day or calendar.monthrange(end.year, end.month)[1])
    except ValueError:
        pass
    return None


def _later(first: date, count: int) -> date:
    """Go some days on, and no further than dates go."""
    return first + timedelta(days=min(count, (date.max - first).days))


def value_words(value: Value) -> str:
    """Put a time or a number in words: "week of 2022-01-10", "at least 18 people killed"."""
    return date_words(value) if value.kind is ValueKind.DATE else number_words(value)


def date_words(value: Value) -> str:
    """Put a date in words, as exactly as it is known; in those of the text if it is not resolved.

    >>> from newsweave.types import Span
    >>> here = Span(document="d", start=0, end=9)
    >>> date_words(Value(kind=ValueKind.DATE, text="next week", span=here, start="2022-W02"))
    'week of 2022-01-10'
    >>> date_words(Value(kind=ValueKind.DATE, text="all week", span=here, start="2022-01-03", end="2022-01-06"))
    '2022-01-03 to 2022-01-06'
    """
    found = days(value)
    if value.start is None or found is None:
        return " ".join(value.text.split())
    first, last = found
    if value.precision is Precision.WEEK or _WEEK.fullmatch(value.start):
        if last - first <= timedelta(days=6):
            return f"week of {first}"
        return f"{first} to {last}"
    return f"{value.start} to {value.end}" if value.end and value.end != value.start else value.start


def number_words(value: Value) -> str:
    """Put a number in words: what it is, of what, and what it tells.

    >>> from newsweave.types import Span
    >>> here = Span(document="d", start=0, end=6)
    >>> number_words(Value(kind=ValueKind.QUANTITY, text="Dozens", span=here, unit="protesters", role="arrested"))
    'dozens of protesters arrested'
    """
    words = " ".join(value.text.split())
    if words[:2].istitle():
        words = words[:1].lower() + words[1:]
    if value.kind is ValueKind.MONEY:
        return words
    if value.unit and value.unit.casefold() not in words.casefold():
        words += f" of {value.unit}" if _VAGUE.fullmatch(words) else f" {value.unit}"
    if value.role and value.role not in _WORDLESS and value.role not in words.split():
        words += f" {value.role}"
    return words
