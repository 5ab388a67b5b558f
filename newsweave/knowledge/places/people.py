"""What the people of a place are called: words for a relation to it, never names of it."""

from collections.abc import Iterable, Mapping

from newsweave.knowledge.names import key
from newsweave.knowledge.places.atlas import Country
from newsweave.knowledge.places.tables import tables
from newsweave.knowledge.places.territories import Territory


def peoples(lands: Iterable[Territory], countries: Mapping[str, Country]) -> dict[str, tuple[str, ...]]:
    """Return the adjectives and names of people by rigour's code.

    What a dependency shares with a sovereign country is the country's ("French" is not of Saint Pierre), and what
    is also the name of a country is no adjective ("Singapore").
    """
    lands = tuple(lands)
    places = {key(name) for country in countries.values() for name in country.names}
    found = {land.code: _people(land, countries) for land in lands}
    sovereign = {key(name) for land in lands if not land.parent for name in found[land.code]}
    return {
        land.code: tuple(
            sorted(
                name
                for name in found[land.code]
                if key(name) not in places and (not land.parent or key(name) not in sovereign)
            )
        )
        for land in lands
    }


def adjectives(land: Territory, countries: Mapping[str, Country]) -> tuple[str, ...]:
    """Return the usual adjectives of a country, for "the Kazakh government"."""
    country = countries.get(land.code.upper())
    return (*tables().people.get(land.code, ())[:1], *(country.adjectives if country else ()))


def _people(land: Territory, countries: Mapping[str, Country]) -> set[str]:
    country = countries.get(land.code.upper())
    listed = (*country.adjectives, *country.people) if country else ()
    return {*listed, *tables().people.get(land.code, ())}
