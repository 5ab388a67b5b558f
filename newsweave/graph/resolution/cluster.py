"""Cluster without chaining: a union-find that asks of each union whether the whole clusters fit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from newsweave.ids import canonical_id
from newsweave.types import Kind

Item = TypeVar("Item")

# What an id is made from: kind, name, and what tells it apart, weightiest first.
Naming = tuple[Kind, str, tuple[str, ...]]


def agglomerate(
    items: Sequence[Item],
    pairs: Iterable[tuple[float, int, int]],
    fits: Callable[[Sequence[Item], Sequence[Item]], bool],
) -> list[list[Item]]:
    """Unite items pairwise, best score first, as long as the clusters that they are in fit as a whole.

    Args:
        items: In a total order, which settles ties.
        pairs: Score and the places of two items in `items`.
        fits: Whether two clusters may be united; this is where "not the same" is kept.

    Returns:
        The clusters, each in the order of `items`, by their first item.

    >>> def close(left, right): return max(left + right) - min(left + right) < 10
    >>> agglomerate([1, 8, 12], [(0.9, 0, 1), (0.95, 1, 2)], close)
    [[1], [8, 12]]
    """
    root = list(range(len(items)))
    members = {place: [place] for place in root}

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        first, second = sorted((find(left), find(right)))
        if first == second:
            continue
        if fits([items[place] for place in members[first]], [items[place] for place in members[second]]):
            root[second] = first
            members[first] = sorted(members[first] + members.pop(second))
    return [[items[place] for place in members[first]] for first in sorted(members)]


def name_clusters(namings: Sequence[Naming], needed: Sequence[int]) -> list[str]:
    """Give each cluster an id that no other has, whatever the order of the clusters.

    A cluster is called by kind and name. Where that fits several, each of them takes one more of its
    distinctions into its id, until no two are alike. What others are called does not matter, so that those of one
    kind and name can be named by themselves; nor does who takes all its distinctions, so that it can be left out.

    Args:
        namings: Kind, name and distinctions of each cluster; the last distinction is its alone.
        needed: How many distinctions each takes at least: more than none where the name is known not to tell
            its bearer, so that the id stays when a namesake comes.
    """
    taken = set[Naming]()
    words: dict[int, Naming] = {}
    for level in range(1 + max((len(distinctions) for _, _, distinctions in namings), default=0)):
        alike: dict[Naming, list[int]] = defaultdict(list)
        for place, (kind, name, distinctions) in enumerate(namings):
            if place not in words:
                alike[kind, name, distinctions[: max(level, needed[place])]].append(place)
        words |= {places[0]: said for said, places in alike.items() if len(places) == 1 and said not in taken}
        taken.update(alike)
    return [canonical_id(kind, name, *said) for kind, name, said in (words[place] for place in range(len(namings)))]
