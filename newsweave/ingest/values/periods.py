"""Stretches of the calendar: days, weeks, months, years, and how to write them in ISO 8601."""

from dataclasses import dataclass
from datetime import date, timedelta

from newsweave.types import Precision

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"hour": 0, "day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_PRECISION = {
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "night": Precision.DAY,
    "weekend": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.MONTH,
    "season": Precision.MONTH,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, and how exactly it is meant.

    Attributes:
        start: First day.
        end: Last day.
        precision: Year, month, week or day.
    """

    start: date
    end: date
    precision: Precision

    def iso(self) -> tuple[str, str | None]:
        """Write the first and last day, no more exactly than is meant; no last one if it says nothing new."""
        start, end = _iso(self.start, self.precision), _iso(self.end, self.precision)
        return start, end if end != start else None


def _iso(day: date, precision: Precision) -> str:
    return day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision, 10)]


def a_day(day: date) -> Period:
    """Return a day."""
    return Period(day, day, Precision.DAY)


def a_month(year: int, month: int, months: int = 1) -> Period:
    """Return a month, or several: a quarter, a season."""
    return Period(date(year, month, 1), months_on(date(year, month, 1), months) - timedelta(1), Precision.MONTH)


def a_year(year: int, years: int = 1) -> Period:
    """Return a year, or several: a decade, a century."""
    return Period(date(year, 1, 1), date(year + years - 1, 12, 31), Precision.YEAR)


def around(day: date, unit: str) -> Period:
    """Return the unit that a day lies in: its week from Monday to Sunday, its month, its decade."""
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(day.weekday())
        return Period(monday, monday + timedelta(6), Precision.WEEK)
    if unit == "weekend":
        saturday = day - timedelta((day.weekday() - 5) % 7)
        return Period(saturday, saturday + timedelta(1), Precision.DAY)
    if unit == "month":
        return a_month(day.year, day.month)
    if unit == "quarter":
        return a_month(day.year, day.month - (day.month - 1) % 3, 3)
    if unit == "year":
        return a_year(day.year)
    if unit == "decade":
        return a_year(day.year - day.year % 10, 10)
    if unit == "century":
        return a_year(day.year - (day.year - 1) % 100, 100)
    return a_day(day)


def precision(unit: str) -> Precision:
    """Return how exact it is to count in a unit."""
    return _PRECISION.get(unit, Precision.YEAR)


def months_on(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return first + timedelta(min(day.day, (following - first).days) - 1)


def on(day: date, unit: str, count: int) -> date:
    """Return the day some units later, or earlier for a negative count."""
    if unit in _MONTHS:
        return months_on(day, _MONTHS[unit] * count)
    return day + timedelta(_DAYS[unit] * count)
