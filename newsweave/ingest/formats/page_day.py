"""The day of publication of a page that does not say it in JSON-LD: what htmldate finds, if the page does say it.

Days in columns, lists and boxes are those of other articles, and not looked at. htmldate looks for signs of a date in
the head, in elements that hold dates and in the address; then anywhere. What it finds anywhere is taken only where the
day stands in a line that is short: in "© 2022" it sees the first of January, and in "On 5 March 2019 the High Court
ruled" the day of the ruling.
"""

import re
from copy import deepcopy
from datetime import date
from typing import Any

from newsweave.ingest.formats.markup import lines
from newsweave.ingest.formats.page_tree import Tree, without_columns

# Not the present day, which a page of yesterday would be read differently by tomorrow.
_LAST = "2199-12-31"
_SHORT = 80  # letters of a line that says when, and by whom perhaps
_TURNED = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
_AMERICAN = re.compile(r"(?:\blang\s*=|og:locale[\"'][^>]{0,100}content\s*=)\s*[\"']?en[-_]US\b", re.I)
_HEAD = 20_000  # characters within which the language is said
PARAMETERS: dict[str, Any] = {"extensive_search": False, "original_date": True, "max_date": _LAST}


def day_of(page: str, tree: Tree, address: str | None = None) -> date | None:
    """Return the day of publication.

    Args:
        page: The page.
        tree: Its tree.
        address: Where it was, if the page does not say that.
    """
    from htmldate import find_date  # noqa: PLC0415 - an extra
    from lxml.html import tostring  # noqa: PLC0415 - an extra

    own = deepcopy(tree)
    without_columns(own)
    try:
        if found := find_date(own, **PARAMETERS, url=address):
            return _turned(page, date.fromisoformat(found))
        anywhere = find_date(own, **PARAMETERS | {"extensive_search": True})
    except ValueError:  # a page without any element
        return None
    if anywhere is None:
        return None
    day = date.fromisoformat(anywhere)
    return _turned(page, day) if _stands(lines(tostring(own, encoding="unicode")), day) else None


def _turned(page: str, day: date) -> date | None:
    """Return a day as it is meant where the page gives day and month in numbers; None if that cannot be told.

    htmldate takes the first number for the day; with en-US the month comes first.
    """
    if day.day > 12 or day.day == day.month or day.isoformat() in page:
        return day
    pairs = {(int(first), int(second), int(year)) for first, _, second, year in _TURNED.findall(page)}
    if not pairs & {(day.day, day.month, day.year), (day.month, day.day, day.year)} or _named(page, day):
        return day
    turned = day.replace(day=day.month, month=day.day)
    american = _AMERICAN.search(page, 0, _HEAD) is not None
    if american and (turned.month, turned.day, day.year) in pairs:
        return turned
    return day if american else None


def _stands(text: list[str], day: date) -> bool:
    """Tell whether a short line of a text gives a day."""
    return any(4 < len(line) <= _SHORT and (_numbered(line, day) or _named(line, day)) for line in text)


def _numbered(text: str, day: date) -> bool:
    year, month, number = day.year, day.month, day.day
    pattern = (
        rf"(?<!\d)(?:{year}[-/.]?0?{month}[-/.]?0?{number}|0?{number}[-/.]0?{month}[-/.]{year}"
        rf"|0?{month}[-/.]0?{number}[-/.]{year})(?!\d)"
    )
    return re.search(pattern, text) is not None


def _named(text: str, day: date) -> bool:
    """Tell whether a text gives a day with the month in letters, of any language."""
    after = rf"(?<!\d)0?{day.day}(?:st|nd|rd|th|er|\.|º)?[ -](?:de )?[^\W\d]{{3,12}}\.?,?[ -](?:de )?{day.year}(?!\d)"
    before = rf"[^\W\d]{{3,12}}\.? 0?{day.day}(?:st|nd|rd|th)?,? {day.year}(?!\d)"
    return re.search(after, text) is not None or re.search(before, text) is not None
