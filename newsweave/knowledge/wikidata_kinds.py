"""What Wikidata's classes mean here: a table of roots, `data/wikidata_kinds.toml`, and the climb to it."""

import functools
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from newsweave.types import Kind

# The further up, the emptier the class: high above everything are "entity" and "object", and a root found on the way
# there says little. A bound also keeps a service from being asked for ever longer lists.
DEPTH = 5


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Root:
    """What a class makes of its instances.

    Attributes:
        row: Place in the table; the smallest wins.
        kind: What its instances are.
        sort: Finer, as `Item.sort`; empty if the class tells no more.
    """

    row: int
    kind: Kind
    sort: str


def root(classes: Iterable[str]) -> Root | None:
    """Return what an instance of these classes is by the table alone.

    >>> root(["Q515", "Q5119"]).sort
    'capital'
    >>> root(["Q4167410"]) is None
    True
    """
    return min(filter(None, map(_roots().get, classes)), default=None)


def climb(classes: Iterable[str], parents: Callable[[Iterable[str]], Mapping[str, tuple[str, ...]]]) -> Root | None:
    """Return what an instance of these classes is, by the table or by the nearest class above that stands in it.

    Args:
        classes: Ids of its classes.
        parents: Tells the superclasses of classes, a level at a time, so that a service can be asked in batches.
    """
    level, seen = sorted(set(classes)), set[str]()
    for _ in range(DEPTH):
        found = root(level)
        if found or not possible(level):
            return found
        seen.update(level)
        level = sorted({up for ups in parents(level).values() for up in ups} - seen)
    return root(level)


def possible(classes: Iterable[str]) -> bool:
    """Tell whether an instance of these classes may be something: not a list, a category, a surname, a beetle.

    >>> possible(["Q4167410"]), possible(["Q515", "Q13406463"]), possible([])
    (False, True, False)
    """
    names = set(classes)
    return bool(names) and (root(names) is not None or names.isdisjoint(_never()))


def types(kind: Kind) -> tuple[str, ...]:
    """Return the classes to ask a service for, one of which a thing of this kind should have."""
    return tuple(_table()["types"][kind.value])


@functools.cache
def _roots() -> dict[str, Root]:
    rows = enumerate(_table()["row"])
    return {
        name: Root(row=number, kind=Kind(row["kind"]), sort=row.get("sort", ""))
        for number, row in rows
        for name in row["classes"]
    }


@functools.cache
def _never() -> frozenset[str]:
    return frozenset(_table()["never"])


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data/wikidata_kinds.toml").read_text("utf-8"))
