"""The tables that the developers wrote: what the packages get wrong or do not say (`data/places.toml`)."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

Names = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """See the file; keys are codes of rigour, or "KZ:Astana" for a city."""

    drop: list[str]
    wikidata: Mapping[str, str]
    names: Mapping[str, str]
    aliases: Names
    weak: Names
    seats: Mapping[str, str]
    cities: Mapping[str, str]
    city_names: Names
    people: Names
    acts_for: Mapping[str, str]
    region_names: Mapping[str, str]
    without: Names


@functools.cache
def tables() -> Tables:
    """Return the tables of places."""
    return Tables(**read("places.toml"))


def read(name: str) -> dict[str, Any]:
    """Read one of the data files."""
    return tomllib.loads(resources.files("newsweave.knowledge").joinpath("data", name).read_text("utf-8"))


def government(country: str) -> str:
    """Return the id of a country's government."""
    return f"nw:government-{country.lower()}"
