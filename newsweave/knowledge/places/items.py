"""All items of the embedded base, from the packages and the tables."""

from collections.abc import Iterator

from newsweave.knowledge.names import key
from newsweave.knowledge.places import atlas, cities
from newsweave.knowledge.places.bodies import government_items, notable_items
from newsweave.knowledge.places.lands import Sources, land_items, region_items
from newsweave.knowledge.places.people import peoples
from newsweave.knowledge.places.tables import tables
from newsweave.knowledge.places.territories import territories
from newsweave.knowledge.places.towns import inhabitants, town_items, with_capitals
from newsweave.knowledge.types import Item


def place_items() -> Iterator[Item]:
    """Yield countries, regions, governments, bodies and cities; some 40,000, in two seconds."""
    countries, capitals = atlas.countries(), atlas.capitals()
    lands = {land.code: land for land in territories() if land.code not in tables().drop}
    regions = {region.code: region for region in cities.regions()}
    towns = with_capitals(cities.cities(), capitals)
    names = {code: land.name for code, land in lands.items()}
    sources = Sources(
        lands=lands,
        countries=countries,
        regions=regions,
        inhabitants=inhabitants(towns, regions, names, countries),
    )
    adjectives = {key(name) for listed in peoples(lands.values(), countries).values() for name in listed}
    yield from land_items(sources)
    yield from region_items(sources)
    yield from government_items(capitals, sources)
    yield from notable_items(sources)
    yield from town_items(towns, capitals, sources, adjectives)
