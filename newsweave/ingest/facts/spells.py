"""Since when and until when a state holds, where a date stands beside the words that tell it.

prime minister of Britain from 1997 to 2007     since and until
chancellor of Germany since 2005                since
joined NATO in 2004; resigned in May            begins, ends
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.found import Found

_BESIDE = 3  # tokens between the words of a fact and a date of it: ", from"
_NEAR = 40  # tokens before and after those words in which a date is looked for
_REACH = 12  # tokens from the words that carry a fact to the end that is named last
_OPEN = frozenset({"since"})
_RANGE = frozenset({"from", "between", "("})
_SIGNS = frozenset({"(", ",", "from", "between", "in", "on", "as", "back", "the", "party", "team", "both"})
# Rules that read a name and nothing beside it.
_BY_NAME = ("seats.name", "relations.organ", "relations.possessive", "relations.comma")
# What has no beginning and no end in time.
_POINTS = frozenset(
    {"born_in", "died_in", "founded_by", "created_by", "award_received", "located_in", "participant_in"}
)


def spelled(reading: Reading, found: Iterable[Fact], values: Sequence[Found], published: date | None) -> Iterator[Fact]:
    """Yield the facts with the dates that the text gives them.

    Args:
        reading: The document.
        found: Its facts.
        values: Its dates, in text order.
        published: The day before which a state that has ended is over.
    """
    starts = [value.start for value in values]
    for fact in found:
        first, last = fact.trigger
        near = values[bisect_left(starts, first - _NEAR) : bisect_left(starts, last + _NEAR)]
        lasting = fact.predicate in _POINTS or fact.rule.startswith(_BY_NAME)
        yield _dated(reading, fact, near, published) if near and not lasting else fact


def _dated(reading: Reading, fact: Fact, near: Iterable[Found], published: date | None) -> Fact:
    end = _last(fact)
    if end == fact.subject.end and reading.doc[end : end + 1].text == "(":  # "John Cage (1912-1992)" is a life
        return fact
    for found in near:
        since, until = _bounds(reading, found)
        if (since or until) and end <= found.start <= end + _BESIDE and _only_signs(reading, end, found.start):
            over = until is not None and (published is None or until < published.isoformat()[: len(until)])
            return replace(fact, since=since, until=until, former=fact.former or over)
        if fact.phase and found.value.start and found.value.end is None and _is_of(reading, found, fact):
            day = found.value.start
            return replace(fact, since=day) if fact.phase == "begins" else replace(fact, until=day)
    return fact


def _last(fact: Fact) -> int:
    """Return where the words of a fact end: its trigger, or an end that is named soon after."""
    first, end = fact.trigger
    for referent in (fact.subject, fact.object):
        if first <= referent.start <= first + _REACH:
            end = max(end, referent.end)
    return end


def _bounds(reading: Reading, found: Found) -> tuple[str | None, str | None]:
    """Return beginning and end that a stretch of time tells; of a plain date neither."""
    doc = reading.doc
    word = doc[found.start].lower_
    before = doc[found.start - 1].lower_ if found.start else ""
    value = found.value
    if word in _OPEN:
        return value.start, None
    if word in {"until", "till"}:
        return None, value.end
    if (word in _RANGE or before in _RANGE) and value.start and value.end:
        return value.start, value.end
    return None, None


def _only_signs(reading: Reading, start: int, end: int) -> bool:
    return all(token.lower_ in _SIGNS for token in reading.doc[start:end])


def _is_of(reading: Reading, found: Found, fact: Fact) -> bool:
    """Tell whether a date belongs to the verb of a fact: "In 2019 he joined", "resigned in May"."""
    doc = reading.doc
    verb = doc[fact.trigger[0]]
    if verb.dep_ == "attr":
        verb = verb.head
    token = doc[found.start : found.end].root
    if token.dep_ == "pobj":
        token = token.head
    return token.head.i == verb.i and token.i != verb.i
