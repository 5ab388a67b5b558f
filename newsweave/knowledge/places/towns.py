"""Cities as items: GeoNames ids, the region that they lie in, capitals, and the few whose Wikidata item is known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from newsweave.knowledge.names import fold, key
from newsweave.knowledge.places.atlas import Capital, Country
from newsweave.knowledge.places.cities import City, Region
from newsweave.knowledge.places.lands import Sources, country_id, land_id, land_names, respelled
from newsweave.knowledge.places.tables import government, tables
from newsweave.knowledge.types import Item
from newsweave.types import Kind

_T = TypeVar("_T")
_NAMESAKE = 100_000  # inhabitants from which a city is meant rather than the region of its name


def with_capitals(cities: Iterable[City], capitals: Iterable[Capital]) -> list[City]:
    """Add the capitals that are too small for the list of cities."""
    listed = {city.geonames: city for city in cities}
    for capital in capitals:
        if capital.geonames not in listed:
            listed[capital.geonames] = City(
                geonames=capital.geonames,
                name=capital.name,
                weak=(),
                country=capital.country,
                region="",
                latitude=capital.latitude,
                longitude=capital.longitude,
                population=capital.population,
            )
    return list(listed.values())


def by_name(cities: Iterable[City]) -> dict[str, str]:
    """Return the GeoNames id of the largest city for "KZ:Astana"."""
    ordered = sorted(cities, key=lambda city: (city.population, -int(city.geonames)))
    return {f"{city.country}:{city.name}": city.geonames for city in ordered}


def inhabitants(
    cities: Iterable[City], regions: Mapping[str, Region], names: Mapping[str, str], countries: Mapping[str, Country]
) -> dict[str, int]:
    """Add up the inhabitants of each region's cities: a lower bound, to order namesakes by.

    A region that shares its name with a country, or with a large city of its own country, gets none, so that
    Georgia is the country and Washington the capital before they are states.
    """
    cities = tuple(cities)
    total: Counter[str] = Counter()
    taken = {("", fold(name)) for country in countries.values() for name in country.names}
    for city in cities:
        total[city.region] += city.population
        if city.population >= _NAMESAKE:
            named = (city.name, *tables().city_names.get(f"{city.country}:{city.name}", ()))
            taken.update((city.country, fold(name)) for name in named)
    stands_back = {
        code
        for code, region in regions.items()
        for name in [fold(region.name or names.get(region.territory, ""))]
        if ("", name) in taken or (code.partition(".")[0], name) in taken
    }
    return {code: 0 if code in stands_back else count for code, count in total.items()}


def town_items(
    cities: Iterable[City], capitals: Iterable[Capital], sources: Sources, adjectives: set[str]
) -> Iterator[Item]:
    """Yield the cities, save those that are a country of their own."""
    cities = tuple(cities)
    largest = by_name(cities)
    seats = _keyed({name: code for code, name in tables().seats.items()}, largest)
    wikidata, names = _keyed(tables().cities, largest), _keyed(tables().city_names, largest)
    acts_for = {capital.geonames: government(capital.country) for capital in capitals}
    acts_for |= _keyed(tables().acts_for, largest)
    chief = {capital.geonames for capital in capitals}
    for city in cities:
        seat = sources.lands.get(seats.get(city.geonames, ""))
        if seat and not seat.region:
            continue
        aliases, number = set(names.get(city.geonames, ())), wikidata.get(city.geonames)
        if seat:
            aliases |= {*land_names(seat)[1], land_names(seat)[0]}
            number = number or land_id(seat).removeprefix("wd:")
        weak = {each for each in city.weak if key(each) not in adjectives}
        aliases = (aliases | respelled(weak, {city.name, *aliases})) - {city.name}
        yield Item(
            id=f"wd:{number}" if number else f"gn:{city.geonames}",
            kind=Kind.PLACE,
            sort="capital" if city.geonames in chief else "city",
            name=city.name,
            aliases=tuple(sorted(aliases)),
            weak=tuple(sorted(weak - aliases)),
            description=_description(city, city.geonames in chief, sources),
            country=city.country,
            parent=country_id(city.country, sources) if seat else _parent(city, sources),
            acts_for=acts_for.get(city.geonames),
            latitude=city.latitude,
            longitude=city.longitude,
            population=city.population,
            links=({"wikidata": number} if number else {}) | {"geonames": city.geonames},
            source="GeoNames, rigour" if seat else "GeoNames",
        )


def _keyed(table: Mapping[str, _T], largest: Mapping[str, str]) -> dict[str, _T]:
    """Key a table by GeoNames id; a test holds that GeoNames has all of its cities, a later version may not."""
    return {largest[name]: value for name, value in table.items() if name in largest}


def _parent(city: City, sources: Sources) -> str | None:
    region = sources.regions.get(city.region)
    land = sources.lands.get(region.territory) if region else None
    if region is None or (land and land.code in tables().seats):
        return country_id(city.country, sources)
    return land_id(land) if land else f"gn:{region.geonames}"


def _description(city: City, capital: bool, sources: Sources) -> str:
    country = sources.country_name(city.country)
    if capital:
        return f"capital of {country}"
    region = sources.regions.get(city.region)
    land = sources.lands.get(region.territory) if region else None
    name = land.name if land else region.name if region else ""
    return f"city in {name}, {country}" if name and name != city.name else f"city in {country}"
