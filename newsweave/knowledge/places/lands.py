"""Countries and regions as items: rigour's identifiers and names, the inhabitants and GeoNames ids of others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsweave.knowledge.names import fold, key
from newsweave.knowledge.places.atlas import Country
from newsweave.knowledge.places.cities import Region
from newsweave.knowledge.places.latin import is_latin
from newsweave.knowledge.places.people import peoples
from newsweave.knowledge.places.tables import tables
from newsweave.knowledge.places.territories import Territory
from newsweave.knowledge.types import Item
from newsweave.types import Kind

_BODIES = {"eu", "un"}  # organisations that rigour keeps with the countries


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the packages say.

    Attributes:
        lands: rigour's territories by code, without those that are dropped.
        countries: pyworldatlas's countries by ISO code.
        regions: Regions of GeoNames by code.
        inhabitants: Inhabitants of a region's cities, by its code; 0 for those that stand back (`towns.inhabitants`).
    """

    lands: Mapping[str, Territory]
    countries: Mapping[str, Country]
    regions: Mapping[str, Region]
    inhabitants: Mapping[str, int]

    def country_code(self, land: Territory) -> str | None:
        """Return the ISO code of the country that a land is or is of."""
        own, parent = land.code.upper(), (land.parent or "").upper()
        if own in self.countries:
            return own
        return parent if parent in self.countries else None

    def country_name(self, code: str) -> str:
        """Return the usual name of a country."""
        land = self.lands.get(code.lower())
        return tables().names.get(code.lower(), land.name) if land else code


def land_id(land: Territory) -> str:
    """Return the id of a country's or region's item."""
    return f"wd:{tables().wikidata.get(land.code, land.wikidata)}"


def land_items(sources: Sources) -> Iterator[Item]:
    """Yield countries, former ones, regions and the two bodies; not those that are one with a city."""
    people = peoples(sources.lands.values(), sources.countries)
    adjectives = {key(name) for names in people.values() for name in names}
    regions = {region.territory: region for region in sources.regions.values()}
    for code, land in sources.lands.items():
        if not (land.region and code in tables().seats):
            yield _land(land, sources, people[code], adjectives, regions.get(code))


def region_items(sources: Sources) -> Iterator[Item]:
    """Yield the regions that GeoNames has and rigour has not."""
    for region in sources.regions.values():
        if not region.territory:
            country = region.code.partition(".")[0]
            yield Item(
                id=f"gn:{region.geonames}",
                kind=Kind.PLACE,
                sort="region",
                name=tables().region_names.get(region.code, region.name),
                weak=(region.name, *region.names),
                description=f"region of {sources.country_name(country)}",
                country=country,
                parent=country_id(country, sources),
                population=sources.inhabitants.get(region.code, 0),
                links={"geonames": region.geonames},
                source="GeoNames",
            )


def country_id(code: str, sources: Sources) -> str | None:
    """Return the id of a country by its ISO code."""
    land = sources.lands.get(code.lower())
    return land_id(land) if land else None


def land_names(land: Territory, country: Country | None = None) -> tuple[str, set[str]]:
    """Return the usual name of a land, and its other names."""
    name = tables().names.get(land.code, land.name)
    others = {land.name, *land.names, *tables().aliases.get(land.code, ()), *(country.names if country else ())}
    return name, others - {name, *tables().without.get(land.code, ())}


def _land(
    land: Territory, sources: Sources, people: tuple[str, ...], adjectives: set[str], region: Region | None
) -> Item:
    country = sources.countries.get(land.code.upper())
    name, aliases = land_names(land, country)
    sort = _sort(land, country)
    parent = sources.lands.get(land.parent or "")
    weak = {each for each in land.weak if key(each) not in adjectives}
    aliases = {each for each in aliases if key(each) not in adjectives}
    aliases |= respelled(weak, {name, *aliases}) - {name}
    population = country.population if country else sources.inhabitants.get(region.code, 0) if region else 0
    geonames = country.geonames if country else region.geonames if region else None
    return Item(
        id=land_id(land),
        kind=Kind.ORG if land.code in _BODIES else Kind.PLACE,
        sort=sort,
        name=name,
        aliases=tuple(sorted(aliases)),
        weak=tuple(sorted({*weak, *tables().weak.get(land.code, ())} - aliases - {name})),
        people=people,
        description=_description(sort, land, parent),
        country=sources.country_code(land),
        parent=land_id(parent) if parent else None,
        population=population,
        links={"wikidata": land_id(land).removeprefix("wd:")} | ({"geonames": geonames} if geonames else {}),
        source="rigour, pyworldatlas" if country else "rigour",
    )


def respelled(weak: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return the weak names that only spell another name otherwise: "Zurich", "Cote d'Ivoire"."""
    folded = {fold(name) for name in names if is_latin(name)}
    return {name for name in weak if fold(name) in folded}


def _sort(land: Territory, country: Country | None) -> str:
    if land.code in _BODIES:
        return "organisation"
    return "former" if land.former else "country" if country else "region"


def _description(sort: str, land: Territory, parent: Territory | None) -> str:
    if sort == "organisation":
        return "international organisation"
    if sort == "region" and parent:
        return f"region of {tables().names.get(parent.code, parent.name)}"
    kind = "former country" if sort == "former" else sort
    return f"{kind} in {land.area}" if land.area else kind
