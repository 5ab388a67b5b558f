"""One entity of Wikidata as its API and its dumps write it, reduced to what an item needs.

Specification: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html ("Wikibase JSON format").
Entities of a dump and of `wbgetentities` are the same but for their quirks, which are met here: empty maps are
written as lists, a snak may be "somevalue" or "novalue", statements have ranks, names may stand in "mul" alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsweave.knowledge.types import Item
from newsweave.knowledge.wikidata_kinds import Root
from newsweave.types import Kind

ATTRIBUTION = "Contains data from Wikidata (wikidata.org), CC0 1.0."
SPACE = "http://www.wikidata.org/entity/"
PREFIX = "wd:"

_EARTH = f"{SPACE}Q2"
_LANGUAGES = ("en", "mul", "en-us", "en-gb")  # "mul": names that are the same in every language, since 2024
_TIME = re.compile(r"\+(\d{4,})-(\d\d)-(\d\d)T")
_YEAR, _MONTH, _DAY = 9, 10, 11  # precisions of a time value
_AMOUNT = re.compile(r"[+-]?\d{1,15}(?:\.\d+)?")
_IN_BRACKETS = re.compile(r" \([^()]*\)$")
_MEANT_CODES = frozenset({"US", "USA"})  # codes that papers write as names
_TERMS = ("P31", "P279")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entity whose kind and country are still numbers in Wikidata.

    Attributes:
        id: "Q232".
        name: Its English name; empty if it has none.
        aliases: Other names, sorted.
        weak: Codes and flags, sorted.
        people: Names of its people, sorted.
        description: A few words.
        classes: What it is an instance of (P31), best rank first.
        above: What it is a subclass of (P279).
        country: Id of its country (P17, or P27 of a person); empty if not told.
        iso: Its own ISO 3166-1 alpha-2 code (P297), if it is a country.
        parent: Id of what it lies in (P131); empty if not told.
        latitude: Degrees north.
        longitude: Degrees east.
        population: Inhabitants; 0 if not told.
        sitelinks: How many wikis have a page of it.
        start: ISO 8601, no more exact than Wikidata has it.
        end: As `start`.
        geonames: GeoNames id; empty if not told.
        redirected: Ids that lead to it.
    """

    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    description: str = ""
    classes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    country: str = ""
    iso: str = ""
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    sitelinks: int = 0
    start: str | None = None
    end: str | None = None
    geonames: str = ""
    redirected: tuple[str, ...] = ()


def draft(entity: Mapping[str, Any]) -> Draft:
    """Reduce an entity.

    Args:
        entity: As the JSON format has it.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: It is not as the format has it.
    """
    claims = _Claims(entity.get("claims"))
    names = list(dict.fromkeys(_names(entity)))
    codes = {*claims.texts("P297"), *claims.texts("P298")}
    weak = {name for name in names[1:] if _is_weak(name, codes)}
    place = claims.place()
    name, iso = str(entity["id"]), next(iter(claims.texts("P297")), "")
    return Draft(
        id=name,
        name=names[0] if names else "",
        aliases=tuple(sorted(set(names[1:]) - weak)),
        weak=tuple(sorted(weak)),
        people=tuple(sorted(claims.said("P1549", "en"))),
        description=_term(entity.get("descriptions")),
        classes=claims.items("P31"),
        above=claims.items("P279"),
        country=next(iter(claims.items("P17") or claims.items("P27")), name if iso else ""),
        iso=iso,
        parent=next(iter(claims.items("P131")), ""),
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        population=claims.population(),
        sitelinks=len(entity.get("sitelinks") or ()),
        start=claims.time("P569") or claims.time("P571"),
        end=claims.time("P570") or claims.time("P576"),
        geonames=next(iter(claims.texts("P1566")), ""),
        redirected=tuple(filter(None, [(entity.get("redirects") or {}).get("from")])),
    )


def item(made: Draft, root: Root, country: str | None, source: str) -> Item:
    """Make an item of a draft, now that its kind and country are known.

    Args:
        made: The draft; it has a name.
        root: What its classes make of it.
        country: ISO 3166-1 alpha-2 code.
        source: Where it comes from.
    """
    over = root.kind is Kind.PLACE and root.sort == "country" and made.end is not None
    links = {"wikidata": made.id} | ({"geonames": made.geonames} if made.geonames else {})
    return Item(
        id=PREFIX + made.id,
        kind=root.kind,
        sort="former" if over else root.sort,
        name=made.name,
        aliases=made.aliases,
        weak=made.weak,
        people=made.people if root.kind is Kind.PLACE else (),
        description=made.description,
        country=made.iso or country,
        parent=PREFIX + made.parent if made.parent else None,
        latitude=made.latitude,
        longitude=made.longitude,
        population=made.population,
        popularity=float(made.sitelinks),
        start=made.start,
        end=made.end,
        links=links,
        source=source,
    )


def _names(entity: Mapping[str, Any]) -> Iterator[str]:
    """Tell its names, the label first; the title of its English article stands in for a label that is missing."""
    title = (entity.get("sitelinks") or {}).get("enwiki", {}).get("title", "")
    for name in (_term(entity.get("labels")), _IN_BRACKETS.sub("", title)):
        if name:
            yield name
            break
    aliases = entity.get("aliases") or {}
    for language in _LANGUAGES:
        yield from (_sound(alias["value"]) for alias in aliases.get(language, ()))


def _term(terms: Mapping[str, Any] | None) -> str:
    found = (_sound((terms or {})[language]["value"]) for language in _LANGUAGES if language in (terms or ()))
    return next(filter(None, found), "")


def _sound(text: str) -> str:
    text.encode()  # a lone surrogate is damage: it can be read, and never written
    return " ".join(text.split())


def _is_weak(name: str, codes: set[str]) -> bool:
    return not any(map(str.isalnum, name)) or (name.upper() in codes and name not in _MEANT_CODES)


class _Claims:
    """The statements of an entity, by property: those of the best rank that have a value."""

    def __init__(self, claims: Mapping[str, Any] | list[Any] | None) -> None:
        self._claims: Mapping[str, Any] = claims if isinstance(claims, Mapping) else {}

    def items(self, pid: str) -> tuple[str, ...]:
        """Return ids of items: classes of every rank but deprecated; what is over only for want of more."""
        rows = self._valued(pid) if pid in _TERMS else self._best(pid)
        going = [row for row in rows if "P582" not in row.get("qualifiers", ())]
        return tuple(dict.fromkeys(_item_id(_value(row)) for row in (going or rows)))

    def texts(self, pid: str) -> tuple[str, ...]:
        """Return strings and external ids."""
        return tuple(_sound(_value(row)) for row in self._best(pid))

    def said(self, pid: str, language: str) -> set[str]:
        """Return texts in one language."""
        values = [_value(row) for row in self._valued(pid)]
        return {_sound(value["text"]) for value in values if value["language"] == language}

    def time(self, pid: str) -> str | None:
        """Return the first time that is exact to the year at least, as ISO 8601; none before the common era."""
        return next(filter(None, (_iso(_value(row)) for row in self._best(pid))), None)

    def place(self) -> tuple[float, float] | None:
        """Return latitude and longitude (P625), if they are on Earth."""
        for row in self._best("P625"):
            value = _value(row)
            if value.get("globe", _EARTH) == _EARTH:
                return float(value["latitude"]), float(value["longitude"])
        return None

    def population(self) -> int:
        """Return the latest count of inhabitants (P1082), by its point in time (P585)."""
        rows = sorted(self._best("P1082"), key=_point)
        amount = _AMOUNT.fullmatch(str(_value(rows[-1])["amount"])) if rows else None
        return max(0, int(float(amount[0]))) if amount else 0

    def _best(self, pid: str) -> list[Mapping[str, Any]]:
        rows = self._valued(pid)
        return [row for row in rows if row.get("rank") == "preferred"] or rows

    def _valued(self, pid: str) -> list[Mapping[str, Any]]:
        rows = self._claims.get(pid)
        if not rows:
            return []
        said = [row for row in rows if row.get("rank") != "deprecated" and row["mainsnak"]["snaktype"] == "value"]
        return sorted(said, key=lambda row: row.get("rank") != "preferred")


def _value(row: Mapping[str, Any]) -> Any:
    return row["mainsnak"]["datavalue"]["value"]


def _item_id(value: Mapping[str, Any]) -> str:
    return str(value.get("id") or f"Q{value['numeric-id']}")  # old dumps have the number alone


def _point(row: Mapping[str, Any]) -> str:
    snaks = (row.get("qualifiers") or {}).get("P585", ())
    return max((snak["datavalue"]["value"]["time"] for snak in snaks if snak["snaktype"] == "value"), default="")


def _iso(value: Mapping[str, Any]) -> str | None:
    """Write a time of the data model: with precision 11 it is a day, with 9 a year.

    >>> _iso({"time": "+1962-04-16T00:00:00Z", "precision": 11})
    '1962-04-16'
    >>> _iso({"time": "+1962-00-00T00:00:00Z", "precision": 9})
    '1962'
    """
    read = _TIME.match(value["time"])
    if not read or value["precision"] < _YEAR:
        return None
    year, month, day = read.groups()
    parts = [year, *([month] if value["precision"] >= _MONTH else []), *([day] if value["precision"] >= _DAY else [])]
    return "-".join(part for part in parts if part != "00")
