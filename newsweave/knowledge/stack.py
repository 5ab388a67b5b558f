"""Several knowledge bases as one: the first that knows a thing speaks for it, the others add what it does not say."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from newsweave.knowledge.schema import RANKS
from newsweave.knowledge.store import order
from newsweave.knowledge.types import Candidate, Item, KnowledgeBase
from newsweave.types import Kind

_SAME = ("wikidata", "geonames")  # schemes in which one identifier is one thing
_KEPT = {"id", "kind", "links"}


def stack(bases: Sequence[KnowledgeBase]) -> KnowledgeBase:
    """Put bases on top of each other.

    Args:
        bases: The first wins: its id, kind and whatever else it says stand. Items with one id, one Wikidata item
            or one GeoNames id are one.

    Returns:
        A base that answers from all of them, in the total order of candidates.
    """
    return bases[0] if len(bases) == 1 else _Stack(tuple(bases))


@dataclass(frozen=True, slots=True)
class _Stack:
    bases: tuple[KnowledgeBase, ...]

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        return self._joined([base.candidates(name, kind, limit) for base in self.bases], limit)

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        names = tuple(names)
        for answers in zip(*(base.candidates_of(names) for base in self.bases), strict=True):
            yield self._joined(answers)

    def item(self, identifier: str) -> Item | None:
        found = [item for base in self.bases if (item := base.item(identifier))]
        return united(found) if found else None

    @property
    def fingerprint(self) -> str:
        parts = [base.fingerprint for base in self.bases]
        return f"stack@{hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()}"

    @property
    def attribution(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for base in self.bases for line in base.attribution))

    def _joined(self, answers: Iterable[Sequence[Candidate]], limit: int = 20) -> tuple[Candidate, ...]:
        groups: list[list[Candidate]] = []
        known: dict[tuple[str, str], list[Candidate]] = {}
        for candidate in (candidate for answer in answers for candidate in answer):
            keys = _keys(candidate.item)
            group = next((known[key] for key in keys if key in known), None)
            if group is None:
                groups.append(group := [])
            group.append(candidate)
            known |= {key: group for key in keys if key not in known}
        return tuple(sorted(map(self._candidate, groups), key=order)[:limit])

    def _candidate(self, group: list[Candidate]) -> Candidate:
        items = [candidate.item for candidate in group]
        elsewhere = [item for base in self.bases if (item := base.item(items[0].id))]
        return Candidate(
            item=united([*items, *elsewhere]),
            fit=min((candidate.fit for candidate in group), key=RANKS.index),
            score=max(candidate.score for candidate in group),
        )


def united(items: Sequence[Item]) -> Item:
    """Unite what several bases say of one thing: the first speaks, the others fill what it leaves empty."""
    first, *others = items
    empty = [field.name for field in fields(Item) if field.name not in _KEPT and not getattr(first, field.name)]
    filled: dict[str, Any] = {}
    for other in reversed(others):
        filled |= {name: said for name in empty if (said := getattr(other, name))}
    links = {scheme: value for item in reversed(items) for scheme, value in item.links.items()}
    return replace(first, **filled, links=links) if others else first


def _keys(item: Item) -> list[tuple[str, str]]:
    return [("id", item.id), *((scheme, item.links[scheme]) for scheme in _SAME if scheme in item.links)]
