"""The embedded base knows the world, and none of the traps of its sources gets through."""

import re
from pathlib import Path

import pytest

from newsweave.knowledge.names import key
from newsweave.knowledge.places import atlas, build, build_places, cities, default_base, place_items, places_path
from newsweave.knowledge.places.tables import tables
from newsweave.knowledge.places.territories import territories
from newsweave.knowledge.places.towns import by_name, with_capitals
from newsweave.knowledge.store import SqliteBase
from newsweave.knowledge.types import Fit
from newsweave.types import Kind

FIRST = [  # name in the text, the likeliest item by its Wikidata or GeoNames id
    ("Georgia", "wd:Q230"),
    ("Jordan", "wd:Q810"),
    ("London", "wd:Q84"),
    ("Granada", "gn:2517117"),
    ("Guinea", "wd:Q1006"),
    ("Guinea-Bissau", "wd:Q1007"),
    ("Equatorial Guinea", "wd:Q983"),
    ("Congo", "wd:Q974"),
    ("Republic of the Congo", "wd:Q971"),
    ("Macedonia", "wd:Q221"),
    ("Holland", "wd:Q55"),
    ("the Netherlands", "wd:Q55"),
    ("Denmark", "wd:Q35"),
    ("Yugoslavia", "wd:Q36704"),
    ("Soviet Union", "wd:Q15180"),
    ("USSR", "wd:Q15180"),
    ("Czechoslovakia", "wd:Q33946"),
    ("East Germany", "wd:Q16957"),
    ("Washington", "wd:Q61"),
    ("Washington, D.C.", "wd:Q61"),
    ("New York", "wd:Q60"),
    ("Moscow", "wd:Q649"),
    ("St. Petersburg", "wd:Q656"),
    ("Nur-Sultan", "wd:Q1520"),
    ("Astana", "wd:Q1520"),
    ("Almaty", "wd:Q35493"),
    ("Kiev", "wd:Q1899"),
    ("Kyiv", "wd:Q1899"),
    ("Burma", "wd:Q836"),
    ("Ivory Coast", "wd:Q1008"),
    ("Cote d'Ivoire", "wd:Q1008"),
    ("Turkey", "wd:Q43"),
    ("America", "wd:Q30"),
    ("U.S.", "wd:Q30"),
    ("Britain", "wd:Q145"),
    ("Mexico", "wd:Q96"),
    ("Singapore", "wd:Q334"),
    ("Vatican", "wd:Q237"),
    ("Holy See", "nw:holy-see"),
    ("Crimea", "gn:703883"),
    ("Donetsk", "gn:709717"),
    ("Mangystau", "gn:608879"),
    ("Florida", "wd:Q812"),
    ("Zurich", "wd:Q72"),
    ("Paris", "wd:Q90"),
    ("EU", "wd:Q458"),
    ("U.N.", "wd:Q1065"),
    ("NATO", "nw:nato"),
    ("CSTO", "nw:csto"),
    ("State Department", "nw:state-department"),
    ("Kazakh government", "nw:government-kz"),
]
NOWHERE = ["us", "who", "it", "GM", "BA", "ALA", "Kazakh", "American", "Dutch", "DJ", "Global", "Cyberspace"]


@pytest.mark.parametrize(("name", "identifier"), FIRST)
def test_the_likeliest_place_comes_first(name: str, identifier: str, places: SqliteBase) -> None:
    assert places.candidates(name)[0].item.id == identifier


@pytest.mark.parametrize("name", NOWHERE)
def test_a_word_a_code_or_a_people_is_no_place(name: str, places: SqliteBase) -> None:
    assert [candidate for candidate in places.candidates(name) if candidate.fit is not Fit.WEAK] == []


def test_namesakes_are_candidates_too(places: SqliteBase) -> None:
    found = {name: [candidate.item.country for candidate in places.candidates(name)] for name in ("London", "Granada")}
    assert found["London"] == ["GB", "CA"]
    assert {"ES", "NI", "CO"} <= set(found["Granada"])
    assert [candidate.item.id for candidate in places.candidates("Congo")][:2] == ["wd:Q974", "wd:Q971"]
    assert "wd:Q1428" in {candidate.item.id for candidate in places.candidates("Georgia")}


def test_a_city_lies_in_its_region(places: SqliteBase) -> None:
    parents = {
        parent.name
        for candidate in places.candidates("Springfield", Kind.PLACE)
        if candidate.item.parent and (parent := places.item(candidate.item.parent))
    }
    assert {"Illinois", "Missouri", "Massachusetts"} <= parents


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Kremlin", "Government of Russia"),
        ("White House", "Government of United States"),
        ("Downing Street", "Government of United Kingdom"),
        ("Pentagon", "United States Department of Defense"),
        ("Capitol Hill", "United States Congress"),
        ("Élysée", "Presidency of France"),
        ("Brussels", "European Union"),
        ("Washington", "Government of United States"),
        ("Moscow", "Government of Russia"),
        ("Beijing", "Government of China"),
    ],
)
def test_a_place_that_acts_says_for_whom(name: str, body: str, places: SqliteBase) -> None:
    item = places.candidates(name, Kind.PLACE)[0].item
    assert item.acts_for
    found = places.item(item.acts_for)
    assert found
    assert (found.name, found.kind) == (body, Kind.ORG)


@pytest.mark.parametrize(
    ("people", "countries"),
    [
        ("Kazakh", ["Kazakhstan"]),
        ("Dutch", ["Netherlands"]),
        ("French", ["France"]),
        ("Chinese", ["China"]),
        ("Soviet", ["Soviet Union"]),
        ("Korean", ["South Korea", "North Korea"]),
        ("Congolese", ["Democratic Republic of the Congo", "Republic of the Congo"]),
        ("Dominican", ["Dominican Republic", "Dominica"]),
        ("Frenchmen", ["France"]),
        ("Singapore", []),
    ],
)
def test_people_lead_to_their_countries(people: str, countries: list[str], places: SqliteBase) -> None:
    assert [item.name for item in places.demonyms(people)] == countries


def test_the_base_is_as_large_as_its_sources(places: SqliteBase) -> None:
    counts = places.counts()
    assert 240 <= counts["PLACE", "country"] <= 255
    assert 225 <= counts["PLACE", "capital"] <= 245
    assert 33_000 <= counts["PLACE", "city"] <= 36_000
    assert 3_500 <= counts["PLACE", "region"] <= 4_000
    assert 15 <= counts["PLACE", "former"] <= 25
    assert sum(counts.values()) == int(places.meta["items"])
    assert 5e6 < places.path.stat().st_size < 25e6


def test_every_reference_leads_to_an_item_and_every_identifier_to_one(places: SqliteBase) -> None:
    items = {item.id: item for item in places.items()}
    assert {ref for item in items.values() for ref in (item.parent, item.acts_for) if ref} <= items.keys()
    for scheme in ("wikidata", "geonames"):
        values = [item.links[scheme] for item in items.values() if scheme in item.links and item.kind is Kind.PLACE]
        assert len(values) == len(set(values))


def test_no_people_is_an_alias_of_a_place(places: SqliteBase) -> None:
    people = {key(name) for item in places.items() for name in item.people}
    lands = [item for item in places.items() if item.sort in ("country", "former")]
    assert [name for item in lands for name in (item.name, *item.aliases, *item.weak) if key(name) in people] == []


def test_what_is_annexed_is_not_a_place_of_its_own(places: SqliteBase) -> None:
    names = [name for item in places.items() for name in (item.name, *item.aliases)]
    assert [name for name in names if "(Occupied" in name or ("People's Republic" in name and "Luhansk" in name)] == []


def test_the_tables_name_what_the_packages_have() -> None:
    codes = {territory.code for territory in territories()}
    listed = tables()
    towns = by_name(with_capitals(cities.cities(), atlas.capitals()))
    named = [listed.wikidata, listed.names, listed.aliases, listed.weak, listed.seats, listed.people, listed.without]
    assert {code for table in named for code in table} | set(listed.drop) <= codes
    assert {*listed.seats.values(), *listed.cities, *listed.city_names, *listed.acts_for} <= towns.keys()
    assert listed.region_names.keys() <= {region.code for region in cities.regions()}
    numbers = [*listed.wikidata.values(), *listed.cities.values()]
    assert all(re.fullmatch(r"Q[1-9]\d*", number) for number in numbers)


def test_the_base_is_built_on_first_use_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [item for item, _ in zip(place_items(), range(1200), strict=False)]
    monkeypatch.setattr(build, "place_items", lambda: iter(few))
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path / "cache"))
    assert places_path().parent == tmp_path / "cache"
    base = default_base()
    assert base.path == places_path()
    assert default_base() is base
    told: list[int] = []
    build_places(on_progress=told.append)
    assert told == [1000]


def test_geonames_is_attributed(places: SqliteBase) -> None:
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in places.attribution)
