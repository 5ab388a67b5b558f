"""Metadata as machines write it: taken where it is of the right form, passed over where it is not.

What a person wrote about an article must be right or is an error (`newsweave.ingest.metadata`). A page, a feed or a
table says many things about many articles, some of them nonsense: an article is not lost for it.
"""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from newsweave.ingest.cleaning import tidy
from newsweave.ingest.metadata import KEYS, Metadata, usable

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
_LONGEST = 500  # of a title or a list of authors
_MILLISECONDS = 100_000_000_000  # seconds since 1970 reach that in the year 5138
_YEARS = range(1400, 2200)  # printed news begins in 1605


def lenient(values: Mapping[str, object]) -> Metadata:
    r"""Make metadata of what can be used.

    >>> known = lenient({"title": " Rain\n fell ", "published": "Thu, 06 Jan 2022 10:00 GMT", "url": "javascript:x"})
    >>> known.title, known.published, known.url
    ('Rain fell', datetime.date(2022, 1, 6), None)
    """
    known: dict[str, Any] = {}
    for key in KEYS:
        value = values.get(key)
        if key == "published":
            known[key] = day(value)
        elif words := " ".join(tidy(_joined(value)).split())[:_LONGEST]:
            if key == "language":
                words = words.replace("_", "-")
            elif key == "url":
                scheme, colon, rest = words.partition(":")
                words = f"{scheme.lower()}{colon}{rest}"
            known[key] = words if usable(key, words) else None
    return Metadata(**known)


def day(value: object) -> date | None:
    """Read the day of publication, as written: the time of day and its zone are dropped.

    >>> day("2022-01-06T23:30:00-05:00"), day(1641427200), day("20220106"), day("yesterday")
    (datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), datetime.date(2022, 1, 6), None)
    """
    found: date | None = None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _since_1970(value)
    elif isinstance(value, str):
        found = _written(value.strip()[:100])
    return found if found and found.year in _YEARS else None


def _since_1970(seconds: float) -> date | None:
    if not math.isfinite(seconds) or abs(seconds) < 100_000_000:  # 1973; below that it is a year or a number
        return None
    seconds = seconds / 1000 if abs(seconds) >= _MILLISECONDS else seconds
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _written(words: str) -> date | None:
    parts = _DAY.match(words) or _COMPACT.match(words)
    try:
        if parts:
            return date(*map(int, parts.groups()))
        if re.fullmatch(r"[0-9]{9,13}", words):
            return _since_1970(int(words))
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _joined(value: object) -> str:
    """Write a value as words: a list of authors with commas."""
    if isinstance(value, str):
        return value[: 10 * _LONGEST]
    if isinstance(value, Mapping):
        return _joined(value.get("name"))
    if isinstance(value, Iterable):
        parts = [_joined(each) for each, _ in zip(value, range(20), strict=False)]
        return ", ".join(dict.fromkeys(part for part in parts if part))
    return "" if value is None else str(value)
