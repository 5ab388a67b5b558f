"""Names that are known beforehand: countries, their people, cities, regions, famous bodies.

Places and demonyms come from pyworldatlas (its SQLite file, read once), the rest from `data/gazetteer.toml`.
A name known here is one voice among others when the kind of an entity is decided; "Paris" may be a person.
"""

import functools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import resources

from newsweave.ingest.lists import read_table
from newsweave.types import Kind

# Below this a city's name is more often something else ("Split", "Nice"); one vote less.
_BIG_CITY = 300_000
# English words and given names that are also cities; never by the table alone.
_NOT_CITIES = frozenset(
    "along bar bath best david most man march mobile nancy nice of orange reading sale split victoria will".split()
)
# Regions that the atlas lists among the names of a country.
_NOT_COUNTRIES = frozenset({"West Bank"})
# Tables of single things: sort and kind.
_NAMED = (
    ("organisations", "organisation", Kind.ORG),
    ("events", "event", Kind.EVENT),
    ("works", "work", Kind.WORK),
    ("products", "product", Kind.PRODUCT),
)
_PLURAL = re.compile(r"\(s\)")
_REMARK = re.compile(r"\((?!s\)|men\)|women\))[^)]*\)|; note.*")
_SPLIT = re.compile(r"[,;/]| or ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One reading of a name.

    Attributes:
        kind: What it names.
        sort: country, former, demonym, group, region, city, organisation or event.
        key: Names with the same key name the same thing.
        country: ISO 3166-1 alpha-2 code of the country that it is, is of, or lies in.
        weight: How strongly the table speaks for this reading, in votes.
    """

    kind: Kind
    sort: str
    key: str
    country: str | None
    weight: float


class Gazetteer:
    """Look-up from a name, as written in English without a leading "the", to its readings."""

    def __init__(self, readings: Iterator[tuple[str, Known]]) -> None:
        table: dict[str, list[Known]] = {}
        for name, known in readings:
            listed = table.setdefault(name, [])
            if all(known.key != other.key for other in listed):
                listed.append(known)
        self._table = {name: tuple(listed) for name, listed in table.items()}
        self._countries = {
            known.country: name
            for name, listed in reversed(self._table.items())
            for known in listed
            if known.sort in ("country", "former") and known.country
        }

    def __iter__(self) -> Iterator[str]:
        """Yield every known name."""
        return iter(self._table)

    def __contains__(self, name: object) -> bool:
        """Tell whether a name is known."""
        return name in self._table

    def readings(self, name: str) -> tuple[Known, ...]:
        """Return what a name may mean; empty if it is unknown."""
        return self._table.get(name) or self._table.get(name.replace("’", "'"), ())

    def best(self, name: str) -> Known | None:
        """Return the strongest reading of a name.

        >>> gazetteer().best("Kazakh").country
        'KZ'
        """
        return max(self.readings(name), key=lambda known: known.weight, default=None)

    def country_name(self, code: str) -> str:
        """Return the usual English name of a country.

        >>> gazetteer().country_name("US")
        'United States'
        """
        return self._countries.get(code, code)


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer; read on first use (some 20 ms)."""
    return Gazetteer(_readings())


def _readings() -> Iterator[tuple[str, Known]]:
    yield from _atlas()
    data = read_table("gazetteer")
    for sort, weight in (("countries", 5.0), ("former", 5.0)):
        for code, names in data[sort].items():
            for name in names:
                yield name, _country(code, weight)
    for code, names in data["demonyms"].items():
        for name in names:
            yield name, _demonym(code)
    for sort, names in data["groups"].items():
        for name in names:
            weight = 2.0 if sort == "parties" else 4.0
            yield (
                name,
                Known(kind=Kind.NORP, sort="group", key=f"group:{name.removesuffix('s')}", country=None, weight=weight),
            )
    same = {name: first for first, names in data["same"].items() for name in names}
    for table, sort in (("regions", "region"), ("cities", "city")):
        for code, names in data[table].items():
            country = code if len(code) == 2 else None
            for name in names:
                key = f"{code}:{same.get(name, name)}"
                yield name, Known(kind=Kind.PLACE, sort=sort, key=key, country=country, weight=4.0)
    seats = {key: code for code, keys in data["seats"].items() for key in keys}
    for table, sort, kind in _NAMED:
        for key, names in data[table].items():
            for name in names:
                weight = 7.0 if " " in name else 4.0  # of two words it is hardly anything else
                known = Known(kind=kind, sort=sort, key=f"{sort}:{key}", country=seats.get(key), weight=weight)
                yield name, known


def _country(code: str, weight: float = 5.0) -> Known:
    return Known(kind=Kind.PLACE, sort="country", key=f"country:{code}", country=code, weight=weight)


def _demonym(code: str) -> Known:
    return Known(kind=Kind.NORP, sort="demonym", key=f"demonym:{code}", country=code, weight=6.0)


def _atlas() -> Iterator[tuple[str, Known]]:
    path = resources.files("pyworldatlas").joinpath("data/atlas.sqlite3")
    with (
        resources.as_file(path) as file,
        closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as atlas,
    ):
        for code, name in atlas.execute("SELECT alpha2, name FROM country ORDER BY id"):
            yield name.strip().removeprefix("The "), _country(code)
        names = "SELECT alpha2, n.name FROM country_name n JOIN country c ON c.id = n.country_id ORDER BY n.rowid"
        for code, name in atlas.execute(names):
            if "(" not in name and "," not in name and name not in _NOT_COUNTRIES:
                yield name.removeprefix("The "), _country(code)
        demonyms = (
            "SELECT alpha2, noun, adjective FROM country_demonym d JOIN country c ON c.id = d.country_id "
            "WHERE c.population > 20000 ORDER BY c.population DESC"
        )
        taken = {name for (name,) in atlas.execute("SELECT name FROM country")}  # "Hong Kong" is no people
        for code, noun, adjective in atlas.execute(demonyms):
            for name in [*_forms(adjective), *_forms(noun)]:
                if name not in taken:  # "French" is of France, not of its smallest island
                    taken.add(name)
                    yield name, _demonym(code)
        cities = (
            "SELECT alpha2, t.name, t.population, t.is_capital FROM city t JOIN country c ON c.id = t.country_id "
            "ORDER BY t.population DESC, t.id"
        )
        for code, name, population, capital in atlas.execute(cities):
            if name.lower() in _NOT_CITIES:
                continue
            weight = 4.0 if capital else 3.0 if (population or 0) >= _BIG_CITY else 1.5
            yield name, Known(kind=Kind.PLACE, sort="city", key=f"{code}:{name}", country=code, weight=weight)


def _forms(text: str | None) -> Iterator[str]:
    """Yield the forms in a Factbook nationality entry: "Dane(s)" gives "Dane" and "Danes"."""
    for part in _SPLIT.split(_REMARK.sub("", text or "")):
        form = part.strip()
        if len(form) < 3 or not form[0].isupper() or "(men)" in form or "(women)" in form:
            continue
        yield _PLURAL.sub("", form)
        if "(s)" in form:
            yield _PLURAL.sub("s", form)
