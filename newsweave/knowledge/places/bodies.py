"""Bodies as items: governments of countries, and those written by hand with the places that stand for them."""

from collections.abc import Iterable, Iterator

from newsweave.knowledge.places.atlas import Capital
from newsweave.knowledge.places.lands import Sources, country_id
from newsweave.knowledge.places.people import adjectives
from newsweave.knowledge.places.tables import government, read, tables
from newsweave.knowledge.types import Item
from newsweave.types import Kind

_GOVERNMENT = "government:"
_WELL_KNOWN = 1e6  # weighs as so many inhabitants: Capitol Hill is not the quarter of Seattle
_SHORT = {"US", "UK", "UAE"}  # said before "government" instead of an adjective


def government_items(capitals: Iterable[Capital], sources: Sources) -> Iterator[Item]:
    """Yield one government for each country that has a capital."""
    for code in sorted({capital.country for capital in capitals}):
        land = sources.lands.get(code.lower())
        if land is None:
            continue
        name = sources.country_name(code)
        before = {*adjectives(land, sources.countries), *_SHORT.intersection(tables().aliases.get(land.code, ()))}
        yield Item(
            id=government(code),
            kind=Kind.ORG,
            sort="government",
            name=f"Government of {name}",
            aliases=tuple(sorted(f"{each} government" for each in before)),
            description=f"government of {name}",
            country=code,
            parent=country_id(code, sources),
            source="newsweave",
        )


def notable_items(sources: Sources) -> Iterator[Item]:
    """Yield the bodies and acting places of `notables.toml`."""
    for sort, entries in read("notables.toml").items():
        for identifier, entry in entries.items():
            body, country = entry.get("acts_for"), entry.get("country")
            if body and body.startswith(_GOVERNMENT):
                body = government(body.removeprefix(_GOVERNMENT))
            yield Item(
                id=f"nw:{identifier}",
                kind=Kind.PLACE if sort == "seat" else Kind.ORG,
                sort=sort,
                name=entry["name"],
                aliases=tuple(entry.get("aliases", ())),
                weak=tuple(entry.get("weak", ())),
                description=f"{sort} in {sources.country_name(country)}" if country else sort,
                country=country,
                parent=entry.get("parent") or (country_id(country, sources) if country and sort == "seat" else None),
                acts_for=body,
                popularity=_WELL_KNOWN,
                links={"wikidata": entry["wikidata"]} if "wikidata" in entry else {},
                source="newsweave",
            )
