"""Spells: the days through which a node or an edge is there, for timelines."""

from collections.abc import Iterable
from datetime import date, timedelta

from newsweave.graph import Graph
from newsweave.types import Evidence

Spell = tuple[date, date]  # first and last day, both of them in it

_DAY = timedelta(days=1)


def united(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Join spells that overlap or follow one another, in order of time.

    >>> [first, second, later] = [(date(2022, 1, day), date(2022, 1, day)) for day in (5, 6, 9)]
    >>> united([later, second, first]) == ((first[0], second[1]), later)
    True
    """
    joined: list[Spell] = []
    for first, last in sorted(set(spells)):
        if joined and first - joined[-1][1] <= _DAY:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def published_on(graph: Graph, documents: Iterable[str]) -> tuple[Spell, ...]:
    """List the days on which documents were published, as spells."""
    found = (graph.document(identifier).published for identifier in set(documents))
    return united((day, day) for day in found if day)


def told_on(graph: Graph, evidence: Iterable[Evidence]) -> tuple[Spell, ...]:
    """List the days on which papers told something, as spells."""
    return published_on(graph, (each.sentence.document for each in evidence))
