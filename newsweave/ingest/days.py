"""Days of publication as people and machines write them; what can be read in two ways is not read at all."""

import math
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
            *("september sep sept", "october oct", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T|$)")
_NAMED = re.compile(rf"(?:[A-Za-z]{{3,9}}\.?,? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)")
_NAMED_DAY = re.compile(
    rf"(?:[A-Za-z]{{3,9}}\.?,? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}})(?!\d)"
)
_POINTS = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
_SLASHES = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})(?!\d)")
_SECONDS = re.compile(r"[0-9]{9,13}")
_LONGEST = 100
_MILLISECONDS = 100_000_000_000  # seconds since 1970 reach that in the year 5138
_YEARS = range(1400, 2200)  # printed news begins in 1605


def day(value: object) -> date | None:
    """Read a day, as written: the time of day and its zone are dropped.

    Of a day and a month in numbers that could stand the other way round (5/1/2022) nothing is read; with points between
    them the day comes first, as wherever dates are written so.

    >>> day("2022-01-06T23:30:00-05:00"), day(1641427200), day("20220106"), day("yesterday")
    (datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), None)
    >>> day("January 6, 2022 at 5 p.m."), day("Thu 6th Jan 2022"), day("06.01.2022"), day("1/25/2022"), day("5/1/2022")
    (datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), datetime.date(2022, 1, 25), None)
    """
    found: date | None = None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _since_1970(value)
    elif isinstance(value, str):
        found = _written(" ".join(value[: 2 * _LONGEST].split())[:_LONGEST])
    return found if found and found.year in _YEARS else None


def _written(words: str) -> date | None:
    try:
        for pattern in (_ISO, _COMPACT, _POINTS, _NAMED, _NAMED_DAY):
            if found := pattern.match(words):
                month = found["month"]
                number = int(month) if month.isdigit() else _MONTHS[month.lower()]
                return date(int(found["year"]), number, int(found["day"]))
        if found := _SLASHES.match(words):
            return _unambiguous(int(found["first"]), int(found["second"]), int(found["year"]))
        if _SECONDS.fullmatch(words):
            return _since_1970(int(words))
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, KeyError, OverflowError):
        return None


def _unambiguous(first: int, second: int, year: int) -> date | None:
    """Read a day and a month in numbers: one of them is above 12, or they are the same."""
    if first == second or second > 12:
        return date(year, first, second)
    return date(year, second, first) if first > 12 else None


def _since_1970(seconds: float) -> date | None:
    if not math.isfinite(seconds) or abs(seconds) < 100_000_000:  # 1973; below that it is a year or a number
        return None
    seconds = seconds / 1000 if abs(seconds) >= _MILLISECONDS else seconds
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
