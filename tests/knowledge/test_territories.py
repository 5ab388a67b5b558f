"""rigour's territories, as they were written down, have the shape that the base is built from."""

import pytest

from newsweave.knowledge.places.lands import land_id
from newsweave.knowledge.places.territories import Territory, territories

OVERRIDDEN = {  # code: what rigour says, what annotators use
    "nl": ("Q29999", "wd:Q55"),
    "dk": ("Q756617", "wd:Q35"),
    "yucs": ("Q83286", "wd:Q36704"),
    "ge-ab": ("Q31354462", "wd:Q23334"),
}


@pytest.fixture(scope="module")
def by_code() -> dict[str, Territory]:
    return {territory.code: territory for territory in territories()}


def test_the_table_is_as_large_as_it_was(by_code: dict[str, Territory]) -> None:
    assert 600 <= len(by_code) <= 700
    assert 15 <= sum(territory.former for territory in by_code.values()) <= 40
    assert sum(territory.region for territory in by_code.values()) > 300
    assert all(territory.wikidata.startswith("Q") and territory.name for territory in by_code.values())


@pytest.mark.parametrize("code", OVERRIDDEN)
def test_the_overrides_are_needed_and_taken(code: str, by_code: dict[str, Territory]) -> None:
    assert (by_code[code].wikidata, land_id(by_code[code])) == OVERRIDDEN[code]


def test_names_are_names(by_code: dict[str, Territory]) -> None:
    assert by_code["us-ga"].name == "Georgia"
    assert not {"NY", "NYC"} & set(by_code["us-ny"].names)
    assert all("(" not in name for territory in by_code.values() for name in territory.names)
