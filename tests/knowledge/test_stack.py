"""In a stack the upper base speaks and the lower ones fill in."""

from pathlib import Path

from newsweave.knowledge.stack import stack
from newsweave.knowledge.store import About, SqliteBase, open_base, write_base
from newsweave.knowledge.types import Item, KnowledgeBase
from newsweave.types import Kind


def base(folder: Path, name: str, *items: Item) -> SqliteBase:
    write_base(folder / f"{name}.sqlite", items, About(name=name, attribution=("GeoNames", name)))
    return open_base(folder / f"{name}.sqlite")


def pair(folder: Path) -> KnowledgeBase:
    upper = Item(id="my:1", kind=Kind.PLACE, name="Londinium", links={"wikidata": "Q84"}, aliases=("London",))
    lower = Item(
        id="wd:Q84",
        kind=Kind.PLACE,
        name="London",
        population=9,
        latitude=51.5,
        longitude=-0.1,
        links={"wikidata": "Q84", "geonames": "2643743"},
    )
    other = Item(id="gn:1", kind=Kind.PLACE, name="London", population=5)
    return stack([base(folder, "upper", upper), base(folder, "lower", lower, other)])


def test_what_has_one_identifier_elsewhere_is_one(tmp_path: Path) -> None:
    first, second = pair(tmp_path).candidates("London")
    assert (first.item.id, first.item.name) == ("my:1", "Londinium")
    assert first.item.links == {"wikidata": "Q84", "geonames": "2643743"}
    assert (first.item.population, first.item.latitude) == (9, 51.5)
    assert second.item.id == "gn:1"


def test_many_names_are_answered_as_one_is(tmp_path: Path) -> None:
    stacked = pair(tmp_path)
    names = [("London", None), ("Londinium", Kind.PLACE), ("Nowhere", None)]
    assert [*stacked.candidates_of(names)] == [stacked.candidates(name, kind) for name, kind in names]


def test_one_id_in_two_bases_is_one_item(tmp_path: Path) -> None:
    upper = base(tmp_path, "upper", Item(id="x", kind=Kind.ORG, name="Mine"))
    lower = base(tmp_path, "lower", Item(id="x", kind=Kind.ORG, name="Theirs", country="KZ"))
    stacked = stack([upper, lower])
    item = stacked.item("x")
    assert item
    assert (item.name, item.country) == ("Mine", "KZ")
    assert stacked.candidates("Mine")[0].item == item
    assert stacked.item("y") is None


def test_a_stack_is_named_by_its_bases_in_their_order(tmp_path: Path) -> None:
    upper = base(tmp_path, "upper", Item(id="x", kind=Kind.ORG, name="Mine"))
    lower = base(tmp_path, "lower", Item(id="x", kind=Kind.ORG, name="Theirs"))
    assert stack([upper, lower]).fingerprint != stack([lower, upper]).fingerprint
    assert stack([upper, lower]).attribution == ("GeoNames", "upper", "lower")
    assert stack([upper]) is upper
