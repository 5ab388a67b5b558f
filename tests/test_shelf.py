"""Sequences and mappings that are not in memory: the same as those that are."""

import gc
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.ids import make_document
from newsweave.packing import packed, unpacked
from newsweave.shelf import Lookup, OnDemand, Shelf, drawn, laid, looked_up
from newsweave.spool import Spool
from newsweave.types import Extraction
from tests.exports.strategies import extractions


@given(extractions())
def test_what_is_packed_comes_back(extraction: Extraction) -> None:
    assert unpacked(packed(extraction)) == extraction


@given(st.lists(st.integers()), st.integers(1, 5), st.randoms(use_true_random=False))
def test_a_shelf_gives_each_item_at_its_place(items: list[int], together: int, chance: object) -> None:
    shelf = Shelf(items, together=together)
    places = list(range(len(items)))
    getattr(chance, "shuffle")(places)  # noqa: B009 - hypothesis's type says too little
    assert [shelf[place] for place in places] == [items[place] for place in places]
    assert list(shelf) == items
    assert shelf.put(7) == len(items)
    assert shelf[len(items)] == 7


@given(st.lists(st.integers(), max_size=9), st.slices(9))
def test_a_sequence_on_disk_is_the_tuple(items: list[int], part: slice) -> None:
    kept = laid(items, on_disk=True, together=2)
    assert kept == tuple(items)
    assert tuple(items) == kept
    assert hash(kept) == hash(tuple(items))
    assert kept[part] == tuple(items)[part]
    assert list(reversed(kept)) == items[::-1]
    assert kept != (*items, 1)


def test_a_place_that_is_not_there_is_an_error() -> None:
    kept = OnDemand(2, str)
    assert kept[-1] == "1"
    with pytest.raises(IndexError):
        kept[2]
    with pytest.raises(KeyError):
        Lookup({"one": 1}, str)["two"]


def test_what_is_made_on_demand_equals_what_is_made_at_once() -> None:
    assert drawn([1, 2], str, on_disk=True) == drawn([1, 2], str, on_disk=False) == ("1", "2")
    places = {"a": 1, "b": 2}
    assert dict(looked_up(places, str, on_disk=True)) == dict(looked_up(places, str, on_disk=False))


def test_a_lookup_keeps_the_last_values_and_no_more() -> None:
    made: list[int] = []
    lookup = Lookup({"a": 1, "b": 2}, lambda number: made.append(number) or number, kept=1)  # type: ignore[func-returns-value]
    assert [lookup[key] for key in "aabba"] == [1, 1, 2, 2, 1]
    assert made == [1, 2, 1]


def test_the_file_of_a_shelf_goes_with_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shelf = Shelf(["rain"])
        file = shelf._file
        del shelf
        gc.collect()
        assert file.closed


def test_a_spool_is_thrown_away_at_its_end() -> None:
    with Spool() as spool:
        spool.put(make_document("Rain fell."))
    with pytest.raises(ValueError, match="closed"):
        spool.get(0)
