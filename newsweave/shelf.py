"""Sequences whose items are not in memory: on disk, or made when they are asked for.

A graph of many articles lies on such, so that memory does not grow with what they say. What is read twice is unpacked
twice: who needs an item again and again keeps it.
"""

import tempfile
import weakref
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar, overload

from newsweave.packing import packed, unpacked

T = TypeVar("T")
P = TypeVar("P")
_AT_HAND = (
    4  # of what a shelf packs together, so much is kept that was read: one place goes on, others are asked beside
)


class OnDemand(Sequence[T]):
    """A sequence of items that are made when they are asked for, equal to any other sequence of the same items.

    Args:
        size: How many there are.
        make: Makes the item at a place, from 0 on; each time the same.

    >>> squares = OnDemand(4, lambda place: place * place)
    >>> list(squares), squares[-1], squares == (0, 1, 4, 9)
    ([0, 1, 4, 9], 9, True)
    """

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        """Count the items."""
        return self._size

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        """Make the item at a place, or those of a slice."""
        chosen = range(self._size)[place]
        return self._make(chosen) if isinstance(chosen, int) else tuple(map(self._make, chosen))

    def __iter__(self) -> Iterator[T]:
        """Make them all, one at a time."""
        return map(self._make, range(self._size))

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence has the same items."""
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Hash as a tuple of the same items does."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Tell the size."""
        return f"<{len(self)} items, made on demand>"


class Lookup(Mapping[str, T]):
    """A mapping whose values are made when they are asked for.

    Args:
        places: What each value is made of, by key.
        make: Makes a value of it; each time the same.
        kept: How many of the last values are kept: what comes again comes soon.

    >>> squares = Lookup({"two": 2, "three": 3}, lambda number: number * number)
    >>> squares["three"], list(squares), squares.get("four")
    (9, ['two', 'three'], None)
    """

    def __init__(self, places: Mapping[str, P], make: Callable[[P], T], kept: int = 256) -> None:
        self._places = places
        self._value: Callable[[str], T] = lru_cache(kept)(lambda key: make(places[key]))

    def __getitem__(self, key: str) -> T:
        """Make the value of a key."""
        return self._value(key)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key."""
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        """Give the keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._places)


class Shelf(Generic[T]):
    """A temporary file of items, in the order in which they were put there; it goes when nobody holds it any more.

    Args:
        items: The first ones.
        together: So many are packed and unpacked together: one, to be taken in any order, or some, to be taken in
            that in which they were put.

    >>> shelf = Shelf(["rain", "snow"], together=2)
    >>> shelf.put("hail"), shelf[0], list(shelf)
    (2, 'rain', ['rain', 'snow', 'hail'])
    """

    def __init__(self, items: Iterable[T] = (), *, together: int = 1) -> None:
        self._file = tempfile.TemporaryFile(prefix="newsweave-")  # noqa: SIM115 - closed when the shelf goes
        weakref.finalize(self, self._file.close)
        self._together = together
        self._ends = array("Q", [0])  # of what was written, by its number
        self._last: list[T] = []  # not written yet
        self._read: OrderedDict[int, list[T]] = OrderedDict()  # read last
        for item in items:
            self.put(item)

    def close(self) -> None:
        """Throw the items away now."""
        self._file.close()

    def put(self, item: T) -> int:
        """Put an item at the end; return its place."""
        place = len(self)
        self._last.append(item)
        if len(self._last) == self._together:
            data = packed(self._last)
            self._file.seek(self._ends[-1])
            self._file.write(data)
            self._ends.append(self._ends[-1] + len(data))
            self._last = []
        return place

    def __len__(self) -> int:
        """Count the items."""
        return (len(self._ends) - 1) * self._together + len(self._last)

    def __getitem__(self, place: int) -> T:
        """Take the item at a place, from 0 on."""
        number, within = divmod(place, self._together)
        found = self._read.get(number)
        if found is None:
            found = self._last if number == len(self._ends) - 1 else self._taken(number)
        return found[within]

    def __iter__(self) -> Iterator[T]:
        """Take them one at a time."""
        return map(self.__getitem__, range(len(self)))

    def _taken(self, number: int) -> list[T]:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        found: list[T] = unpacked(self._file.read(end - start))
        if self._together > 1:
            self._read[number] = found
            if len(self._read) > _AT_HAND:
                self._read.popitem(last=False)
        return found


def laid(items: Iterable[T], *, on_disk: bool, together: int = 32) -> Sequence[T]:
    """Keep items in memory, or on disk as `Shelf` does."""
    if not on_disk:
        return tuple(items)
    shelf = Shelf(items, together=together)
    return OnDemand(len(shelf), shelf.__getitem__)


def drawn(places: Sequence[P], make: Callable[[P], T], *, on_disk: bool) -> Sequence[T]:
    """Make an item of each place, now or when it is asked for.

    >>> drawn([2, 3], lambda number: number * number, on_disk=True) == drawn([4, 9], int, on_disk=False)
    True
    """
    if not on_disk:
        return tuple(map(make, places))
    return OnDemand(len(places), lambda number: make(places[number]))


def looked_up(places: Mapping[str, P], make: Callable[[P], T], *, on_disk: bool) -> Mapping[str, T]:
    """Make a value of each place, by its key, now or when it is asked for."""
    if not on_disk:
        return {key: make(place) for key, place in places.items()}
    return Lookup(places, make, kept=16)
