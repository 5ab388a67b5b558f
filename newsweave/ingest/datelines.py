"""Datelines: where an article was written, and who delivers it, before its first words.

    MEXICO CITY, May 19 (Reuters) - At least ...      OSLO, Norway, Sept. 5, 2022 /PRNewswire/ -- Nordvik ...
    LAGOS, Nigeria (AP) — A court ...                 Harare - Police on Friday ...

To the parser they are the subject of the first sentence; so they are sentences of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASH = r"(?:--|[-–—―])"
_WORD = r"[A-Z][\w.'’]*(?:-[A-Z][\w.'’]*)*"
_PLACE = rf"{_WORD}(?:[ ](?:(?:de|do|da|del|la|al|of|the|upon)[ ])*{_WORD}){{0,3}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:(?:{_MONTH}[ ]\d{{1,2}}|\d{{1,2}}[ ]{_MONTH})(?:,?[ ]\d{{4}})?)"
_AGENCY = r"(?:\([A-Z][^()\n]{1,40}\)|/[A-Z][^/\n]{1,40}/)"
_OPENING = re.compile(
    rf"^[ \t]*(?P<places>{_PLACE}(?:[,/][ ]?(?!{_MONTH}[ ]\d){_PLACE}){{0,2}})"
    rf"(?P<day>,?[ ]{_DAY})?,?(?:[ ]?(?P<agency>{_AGENCY}))?(?:[ ]+|(?<=[.)/])){_DASH}+[ ]+(?=[\"“‘'A-Z\d])",
    re.MULTILINE,
)
# "QUETTA: At least eight people", as papers of South Asia begin.
_COLON = re.compile(r"\s*(?P<places>[A-Z]{3,}(?:[ ][A-Z]{3,}){0,2})(?P<day>)(?P<agency>):[ ](?=[\"“‘'A-Z\d])")
_NAME = re.compile(_PLACE)
_LONGEST = 100
# Without a day, an agency or capitals, one must stand in the first paragraphs: "Harare - Police on Friday".
_TOP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline; offsets are characters of the text, half-open.

    Attributes:
        places: The towns and regions in it.
        agency: Who delivers the article, with the brackets around; empty if nobody is named.
        end: Where the article begins.
        sure: Whether a day, an agency or a second place say that the first is one, and no heading: "SCHEDULE - Friday".
    """

    places: tuple[tuple[int, int], ...]
    agency: tuple[int, int]
    end: int
    sure: bool


def _opened(text: str) -> Iterator[re.Match[str]]:
    yield from _OPENING.finditer(text)
    colon = _COLON.match(text)
    if colon:
        yield colon


def datelines(text: str) -> Iterator[Dateline]:
    """Find the datelines of a text.

    >>> [text[dateline.end :] for text in ["LAGOS, Nigeria (AP) — A court"] for dateline in datelines(text)]
    ['A court']
    """
    for found in _opened(text):
        surely = found["day"] or found["agency"] or found["places"].isupper()
        if len(found.group()) > _LONGEST or not (surely or text.count("\n\n", 0, found.start()) < _TOP):
            continue
        places = tuple(place.span() for place in _NAME.finditer(text, *found.span("places")))
        yield Dateline(
            places=places,
            agency=found.span("agency") if found["agency"] else (found.end(), found.end()),
            end=found.end(),
            sure=bool(found["day"] or found["agency"]) or len(places) > 1,
        )
