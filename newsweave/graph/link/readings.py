"""What stands around a name: datelines, "city of", "province", and the words of sport that make it a team."""

import re
from collections.abc import Iterable
from functools import cache

from newsweave.graph.link.wholes import words
from newsweave.types import Extraction, Mention

_DATELINE = re.compile(
    r"(?:,\s+[A-Z][\w.]+)*(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*(?:\([A-Z][\w /-]*\)|--?\s|–|—|\u2015)"
)
_REGION_AFTER = re.compile(
    r"\s+(?:[Ss]tate|[Pp]rovince|[Rr]egion|[Oo]blast|[Gg]overnorate|[Pp]refecture)\b(?!\s+[A-Z])"
)
_REGION_BEFORE = re.compile(r"\b(?:state|province|region|oblast|governorate|prefecture)(?:\s+of|,)?\s+$")
_COUNTY_AFTER = re.compile(r"(?:(?:,|,? and) [A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,3}){0,6} (?:County|Counties)\b")
_TOWN_BEFORE = re.compile(r"\b(?:city|town|capital|port|suburb|village)(?:\s+of|,)?\s+$")
_IN_PLACE = re.compile(r"\b(?:around|at|from|in|into|near|outside|to)\s+(?:the\s+)?$", re.IGNORECASE)
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–]\d)")


def opens(text: str, mention: Mention) -> bool:
    """Tell whether a name opens a paragraph, before a dash or an agency in brackets: "GENEVA (AP)"."""
    span = mention.span
    opening = not text[: span.start].rpartition("\n")[2].strip()
    return opening and _DATELINE.match(text, span.end) is not None


def rank(text: str, mentions: Iterable[Mention]) -> str:
    """Read what the text calls a place: town, region or county; nothing if it calls it several.

    A county counts only if most mentions are one: towns share their names with the counties around them.
    """
    called = [_called(text, mention) for mention in mentions]
    found = set(called) - {""}
    if called.count("county") * 2 <= len(called):
        found.discard("county")
    return found.pop() if len(found) == 1 else ""


def _called(text: str, mention: Mention) -> str:
    before, after = (
        text[max(0, mention.span.start - 30) : mention.span.start],
        text[mention.span.end : mention.span.end + 200],
    )
    if _COUNTY_AFTER.match(after):
        return "county"
    if _REGION_AFTER.match(after) or _REGION_BEFORE.search(before):
        return "region"
    return "town" if _TOWN_BEFORE.search(before) else ""


def around(extraction: Extraction, mentions: Iterable[Mention]) -> frozenset[str]:
    """List the words of the sentences that name an entity, in small letters."""
    spans = {mention.sentence for mention in mentions}
    text = extraction.document.text
    return frozenset(word for span in spans for word in re.findall(r"\w{4,}", text[span.start : span.end].lower()))


def is_playing(text: str, mentions: Iterable[Mention]) -> bool:
    """Tell whether most mentions name a team: in a sentence about a match, and not after "in" or "at"."""
    playing = total = 0
    for mention in mentions:
        total += 1
        before = text[mention.sentence.start : mention.span.start]
        playing += not _IN_PLACE.search(before) and _is_match(text[mention.sentence.start : mention.sentence.end])
    return playing * 2 > total


def _is_match(sentence: str) -> bool:
    sport, others = ({found.lower() for found in _sport(which).findall(sentence)} for which in ("words", "others"))
    return bool(sport) and len(sport) + len(others) + (_SCORE.search(sentence) is not None) > 1


@cache
def _sport(which: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words()['sport'][which])})\b", re.IGNORECASE)
