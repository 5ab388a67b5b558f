"""Raise what names leave unsure: by a country, a tie or company that both share, and never against a veto."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from newsweave.graph.compare.comparison import ALIKE, DIFFERENT, SAME, Comparison
from newsweave.graph.extractions import Ties
from newsweave.graph.resolution.context import Context, Shared, gather
from newsweave.graph.resolution.matching import compare_groups
from newsweave.graph.resolution.namesakes import Alike, Keys, Namesakes

Pair = tuple[int, int]

# Least scores that a shared tie, several of rare company, and one of company with one country can raise.
LEAST_TIE = 0.6
LEAST_COMPANY = 0.7
RAISED = 0.92
# Of a large group, so many members speak for its context.
ASKED = 50


def raise_unsure(
    groups: Sequence[Namesakes],
    compared: Mapping[Pair, Comparison],
    readings: Iterable[Ties],
    gathered: Alike,
    keys: Keys,
) -> dict[Pair, Comparison]:
    """Look at the context of each pair that names leave unsure, and of namesakes whom the name does not identify.

    Returns:
        Those of the pairs that are the same after all, with the reason.
    """
    unsure = [pair for pair, comparison in compared.items() if LEAST_TIE <= comparison.score < SAME]
    alone = [place for place, group in enumerate(groups) if group.alone and not group.lone]
    asked = {place for pair in unsure for place in pair} | set(alone)
    if not asked:
        return {}
    wanted = {member.id for place in asked for member in groups[place].members[:ASKED]}
    frequency = {place: len(found) for place, found in gathered.items()}
    context = gather(readings, wanted, keys, frequency)
    names = {pair: compared[pair] for pair in unsure}
    names |= {pair: compare_groups(groups[pair[0]], groups[pair[1]]) for pair in _meeting(groups, alone, context)}
    raised = {}
    for (left, right), comparison in names.items():
        found = raise_pair(groups[left], groups[right], comparison, context)
        if found is not None:
            raised[left, right] = found
    return _unambiguous(groups, raised)


def _meeting(groups: Sequence[Namesakes], alone: Sequence[int], context: Context) -> list[Pair]:
    """List pairs of namesakes whom their name does not identify and who share something."""
    found: list[Pair] = []
    for _, same in groupby(alone, key=lambda place: (groups[place].kind, groups[place].key)):
        places = {groups[place].id: place for place in same}
        if len(places) > 1:
            met = context.meeting(tuple(places))
            found += [(min(pair), max(pair)) for pair in ((places[left], places[right]) for left, right in met)]
    return found


def raise_pair(left: Namesakes, right: Namesakes, names: Comparison, context: Context) -> Comparison | None:
    """Take two groups for one after all, if what they share suffices; None if it does not."""
    return raised_by(left, right, names, context.shared(left.members[:ASKED], right.members[:ASKED]))


def raised_by(left: Namesakes, right: Namesakes, names: Comparison, shared: Shared) -> Comparison | None:
    """Take two groups for one after all, given what they share."""
    if names.score <= DIFFERENT or left.lone or right.lone:
        return None
    reason = _reason(left, right, names.score, shared)
    return None if reason is None else Comparison(RAISED, reason, names.reasons)


def _reason(left: Namesakes, right: Namesakes, score: float, shared: Shared) -> str | None:
    """Say what is enough to take two for one; None if nothing is."""
    one_country = left.country is not None and left.country == right.country
    if shared.ties and score >= LEAST_TIE:
        return f"Both have the same tie: {shared.ties[0]}."
    if len(shared.company) > 1 and score >= LEAST_COMPANY:
        return f"Both are named beside {shared.company[0]} and {shared.company[1]}, whom few documents name."
    if shared.company and one_country and score >= LEAST_COMPANY:
        return f"Both belong to {left.country} and are named beside {shared.company[0]}."
    if one_country and score >= ALIKE:
        return f"Both belong to {left.country}."
    return None


def _unambiguous(groups: Sequence[Namesakes], raised: Mapping[Pair, Comparison]) -> dict[Pair, Comparison]:
    """Drop the pairs of a group that fits two which differ: "George Bush" is then neither."""
    partners: dict[int, list[int]] = defaultdict(list)
    for left, right in raised:
        if groups[left].key != groups[right].key:
            partners[left].append(right)
            partners[right].append(left)
    torn = {place for place, others in partners.items() if differ(groups, others)}
    return {pair: found for pair, found in raised.items() if not torn.intersection(pair)}


def differ(groups: Sequence[Namesakes], places: Sequence[int]) -> bool:
    """Tell whether two of some groups plainly differ."""
    return any(
        compare_groups(groups[left], groups[right]).score <= DIFFERENT
        for number, left in enumerate(places)
        for right in places[number + 1 :]
    )
