"""Disjoint sets of strings: what is one with what."""

from collections import defaultdict
from collections.abc import Iterable


class DisjointSets:
    """Disjoint sets of strings."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: str) -> str:
        """Return the smallest member of an item's set."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: str, right: str) -> None:
        """Unite two sets."""
        first, second = sorted((self.root(left), self.root(right)))
        self._parent[second] = first

    def sets(self) -> list[list[str]]:
        """Return all sets, each sorted, in the order of their smallest members."""
        found: dict[str, list[str]] = defaultdict(list)
        for item in sorted(self._parent):
            found[self.root(item)].append(item)
        return list(found.values())
