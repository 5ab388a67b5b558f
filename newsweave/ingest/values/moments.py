"""What each row of `data/times.toml` means: from the values of its slots and the day of publication to a period."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from newsweave.ingest.values.periods import Period, a_day, a_month, a_year, around, months_on, on, precision
from newsweave.ingest.values.phrases import Values
from newsweave.types import Precision

_COARSE = {step: order for order, step in enumerate((Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR))}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date is read against.

    Attributes:
        day: When the text was published, if known.
        future: Whether the clause tells of what is to come; None if it does not tell.
        last: The date named before, if it is near.
    """

    day: date | None
    future: bool | None = None
    last: Period | None = None


def moment(how: str, values: Values, anchor: Anchor) -> Period | None:
    """Return the period that is meant; None if it cannot be told or there is no such day: "February 30"."""
    try:
        return HOW[how](values, anchor)
    except (ValueError, OverflowError, TypeError):
        return None


def _date(values: Values, anchor: Anchor) -> Period | None:
    """Read "January 6, 2022", "6 January", "March"."""
    year, month, day = (int(values[name]) if name in values else None for name in ("year", "month", "day"))
    if month is None:
        return a_year(_years(year or 0))
    if year is not None:
        return a_day(date(_years(year), month, day)) if day else a_month(_years(year), month)
    if anchor.day is None:
        return None
    if day is None:
        found = [a_month(anchor.day.year + shift, month) for shift in (-1, 0, 1)]
        return _nearest(found, around(anchor.day, "month").start, values, anchor)
    found = list(_days(anchor.day.year, month, day))
    agreeing = [period for period in found if period.start.weekday() == values.get("weekday")]
    return _nearest(agreeing or found, anchor.day, values, anchor)


def _month(values: Values, anchor: Anchor) -> Period | None:
    """Read "July of last year"."""
    return a_month(anchor.day.year + int(values["shift"]), int(values["month"])) if anchor.day else None


def _month_then(values: Values, anchor: Anchor) -> Period | None:
    """Read "June of that year", against the date named before."""
    return a_month(anchor.last.start.year, int(values["month"])) if anchor.last else None


def _years(year: int) -> int:
    """Read the two figures of a slashed date: 07 is 2007, 85 is 1985."""
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _days(year: int, month: int, day: int) -> Iterator[Period]:
    for shift in range(-8, 9):  # there are eight years between 29 February 1896 and 1904
        if month == 2 and day == 29 and not _leaps(year + shift):
            continue
        if abs(shift) < 2 or (month == 2 and day == 29):
            yield a_day(date(year + shift, month, day))


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _nearest(found: list[Period], now: date, values: Values, anchor: Anchor) -> Period | None:
    """Choose the one that "next", "last" or the tense asks for, else the nearest; news is about the past first."""
    shift = values.get("shift")
    if shift == 1:
        found = [period for period in found if period.start > now]
    elif shift == -1:
        found = [period for period in found if period.start < now]
    elif anchor.future is not None:
        found = [period for period in found if (period.start >= now if anchor.future else period.start <= now)]
    return min(
        found,
        key=lambda period: (now - period.start) if period.start <= now else 3 * (period.start - now),
        default=None,
    )


def _weekday(values: Values, anchor: Anchor) -> Period | None:
    """Read "Tuesday", "next Friday", "last Monday"."""
    if anchor.day is None:
        return None
    weekday, shift = int(values["weekday"]), values.get("shift")
    ahead = (weekday - anchor.day.weekday()) % 7
    if shift == 1:
        return a_day(anchor.day + timedelta(ahead or 7))
    if shift == -1:
        return a_day(anchor.day - timedelta((7 - ahead) % 7 or 7))
    if anchor.future:
        return a_day(anchor.day + timedelta(ahead))
    return a_day(anchor.day - timedelta((7 - ahead) % 7))


def _ago(values: Values, anchor: Anchor) -> Period | None:
    """Read "four days ago", "yesterday", "last week", "this year"."""
    count, unit = _count(values), str(values["unit"])
    if anchor.day is None or count is None:
        return None
    if unit == "weekend" and abs(count) < 2:
        return _weekend(anchor.day, count, anchor.future)
    return around(on(anchor.day, unit, count), unit)


def _weekend(day: date, count: int, future: bool | None) -> Period:
    """Return the last weekend that is over, the one after this one, or the one that the tense asks for."""
    if count == 0 and (future or day.weekday() > 4):
        return around(day + timedelta(max(0, 5 - day.weekday())), "weekend")
    return around(day + timedelta((12 if count > 0 else -1) - day.weekday()), "weekend")


def _count(values: Values) -> int | None:
    """Return how many units on: a number times the direction; None for "several" and for "2.5"."""
    number = values.get("number", 1)
    if "few" in values or number != int(number):
        return None
    return int(number) * int(values.get("shift", 1))


def _stretch(values: Values, anchor: Anchor) -> Period | None:
    """Read "the past day", "the past 15 months", "the next two weeks"."""
    count, unit = _count(values), str(values["unit"])
    if anchor.day is None or count is None:
        return None
    other = on(anchor.day, unit, count)
    return Period(min(other, anchor.day), max(other, anchor.day), precision(unit))


def _after(values: Values, anchor: Anchor) -> Period | None:
    """Read "the following day", "two weeks later", against the date named before, if that is as exact."""
    if anchor.last is None or _COARSE[precision(str(values["unit"]))] < _COARSE[anchor.last.precision]:
        return None
    return _ago(values, Anchor(anchor.last.start))


def _years_between(values: Values, _anchor: Anchor) -> Period | None:
    """Read "2005-2006", "1997 and 1998"."""
    first, last = int(values["year"]), int(values["until"])
    last = first - first % 100 + last if last < 100 else last
    return a_year(first, last - first + 1) if first < last else None


def _days_between(values: Values, anchor: Anchor) -> Period | None:
    """Read "January 6-8, 2022"."""
    first = _date({name: value for name, value in values.items() if name != "until"}, anchor)
    return Period(first.start, first.start.replace(day=int(values["until"])), first.precision) if first else None


def _decade(values: Values, _anchor: Anchor) -> Period:
    """Read "the 1990s"."""
    first = int(values["decade"])
    return a_year(first, 100 if first % 100 == 0 and first < 2000 else 10)


def _century(values: Values, _anchor: Anchor) -> Period:
    """Read "the 19th century"."""
    return a_year(int(values["ordinal"]) * 100 - 99, 100)


def _season(values: Values, anchor: Anchor) -> Period | None:
    """Read "the summer of 2015", "last winter": three months of the northern half; winter begins in December."""
    month = int(values["season"])
    if "year" in values:
        return a_month(int(values["year"]), month, 3)
    if anchor.day is None:
        return None
    # In January, last winter began two years ago.
    found = [a_month(anchor.day.year + shift, month, 3) for shift in (-2, -1, 0, 1)]
    if values.get("shift") == -1:
        return max((period for period in found if period.end < anchor.day), key=lambda period: period.start)
    now = months_on(anchor.day, -2).replace(day=1)
    return _nearest(found, now, values, anchor)


def _quarter(values: Values, anchor: Anchor) -> Period | None:
    """Read "the first quarter of 2019", "the second half of 2019"."""
    length = 12 // int(values["parts"])
    year = int(values["year"]) if "year" in values else anchor.day.year if anchor.day else None
    part = int(values["ordinal"])
    year = year + int(values.get("shift", 0)) if year else None
    return a_month(year, (part - 1) * length + 1, length) if year and part <= int(values["parts"]) else None


def _in_figures(values: Values, _anchor: Anchor) -> Period | None:
    """Read "24.06.2017" and "3/29/14"; "3/9/14" does not say which of the two is the month."""
    text = str(values["figures"])
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if "." in text or first > 12:
        return a_day(date(_years(year), second, first))
    return a_day(date(_years(year), first, second)) if second > 12 or first == second else None


def _unknown(_values: Values, _anchor: Anchor) -> None:
    """Leave open what the words alone do not say."""


HOW: dict[str, Callable[[Values, Anchor], Period | None]] = {
    "date": _date,
    "month": _month,
    "month then": _month_then,
    "weekday": _weekday,
    "ago": _ago,
    "stretch": _stretch,
    "after": _after,
    "years": _years_between,
    "days": _days_between,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "figures": _in_figures,
    "unknown": _unknown,
}
