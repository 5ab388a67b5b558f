"""Layers come back as they were written, and a wrong line is named with its cure."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.errors import KnowledgeError, UnknownNameError
from newsweave.knowledge.layer_rows import to_item
from newsweave.knowledge.layers import add_layer, layer_paths, open_layer, read_layer, remove_layer
from newsweave.knowledge.store import About, open_base, write_base
from newsweave.knowledge.types import Item
from newsweave.types import Kind

WORDS = st.lists(st.text("abÄ'Қ-", min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)
NAMES = st.lists(WORDS, max_size=3).map(lambda names: tuple(sorted(set(names))))
IDS = st.text("abc:1", min_size=1, max_size=6)
ITEMS = st.builds(
    Item,
    id=IDS,
    kind=st.sampled_from(Kind),
    sort=st.sampled_from(["", "bank"]),
    name=WORDS,
    aliases=NAMES,
    weak=NAMES,
    people=NAMES,
    description=st.one_of(st.just(""), WORDS),
    country=st.sampled_from([None, "KZ", "GB"]),
    parent=st.one_of(st.none(), IDS),
    latitude=st.just(51.5),
    longitude=st.floats(-180, 180),
    population=st.integers(0, 10**9),
    popularity=st.floats(0, 1e6),
    start=st.sampled_from([None, "1991", "1991-12-16"]),
    links=st.dictionaries(st.sampled_from(["viaf", "lei"]), st.text("abc1", min_size=1), max_size=2),
    source=st.just("layer"),
)


def as_row(item: Item) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in Item.__dataclass_fields__ if name != "links"}
    values |= {name: list(values[name]) for name in ("aliases", "weak", "people")}
    return values | dict(item.links)


@given(ITEMS)
def test_an_item_survives_json_and_csv(item: Item) -> None:
    row = as_row(item)
    assert to_item(json.loads(json.dumps(row)), "") == item
    cells = {
        name: "|".join(value) if isinstance(value, list) else "" if value is None else str(value)
        for name, value in row.items()
    }
    assert to_item(cells, "") == item


@given(items=st.lists(ITEMS, unique_by=lambda item: item.id, max_size=5))
def test_a_layer_survives_compiling(items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("layer") / "layer.sqlite"
    write_base(path, items, About(name="layer"))
    assert [*open_base(path).items()] == sorted(items, key=lambda item: item.id.encode())


def test_the_example_of_the_manual_is_read(tmp_path: Path) -> None:
    line = (
        '{"id":"acme:42","type":"ORG","label":"Bluebay Asset Management","aliases":["BlueBay","BlueBay AM"],'
        '"description":"UK asset manager","country":"gb","start":2001,"popularity":3,"xrefs":{"wikidata":"Q42"}}\n\n'
    )
    (tmp_path / "acme.jsonl").write_text(line)
    (item,) = read_layer(tmp_path / "acme.jsonl")
    assert (item.name, item.country, item.start, item.links["wikidata"]) == (
        "Bluebay Asset Management",
        "GB",
        "2001",
        "Q42",
    )
    assert item.source == "acme.jsonl"


def test_csv_is_read_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ["id", "kind", "name", "aliases", "latitude", "longitude", "population", "geonames"],
                ["t:1", "place", "Zhanaozen, City", "Janaozen|Zhanaozen", "43.3", "52.8", "147000", "608862"],
            ]
        )
    (item,) = read_layer(path)
    assert item.aliases == ("Janaozen", "Zhanaozen")
    assert (item.kind, item.latitude, item.population, item.links) == (
        Kind.PLACE,
        43.3,
        147000,
        {"geonames": "608862"},
    )


GOOD = {"id": "a", "kind": "ORG", "name": "A"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "it has no id; say id"),
        ({"id": "a b"}, "id 'a b' has a space; write ids like"),
        ({"kind": "company"}, "there is no kind 'company'; available: PERSON, ORG"),
        ({"naem": "B"}, "there is no field 'naem'; did you mean name?"),
        ({"name": 7}, "name is no text: 7"),
        ({"name": "a\x00"}, "name holds control characters"),
        ({"name": "\ud800"}, "name holds control characters or lone surrogates"),
        ({"aliases": 7}, "aliases are no list"),
        ({"country": "Kazakhstan"}, "country 'Kazakhstan' is no code of two letters; write ISO 3166-1: KZ"),
        ({"latitude": 91, "longitude": 0}, "latitude 91 is no number from -90 to 90"),
        ({"latitude": "north", "longitude": 0}, "latitude 'north' is no number"),
        ({"latitude": 9}, "it has one coordinate without the other"),
        ({"population": 1.5}, "population 1.5 is no whole number"),
        ({"population": True}, "population True is no number"),
        ({"popularity": float("nan")}, "popularity nan is no number"),
        ({"start": "soon"}, "start 'soon' is no date; write ISO 8601"),
        ({"wikidata": "232"}, "wikidata '232' is no identifier of it; write it like Q232"),
        ({"links": ["Q1"]}, "links are no object"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_cure(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (GOOD, GOOD | {"id": "b"} | change)))
    with pytest.raises(KnowledgeError) as caught:
        list(read_layer(path))
    assert str(caught.value).startswith(f"{path.as_posix()}, line 2: {message}")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", b"{", "line 1: it is no JSON"),
        ("a.jsonl", b"[1]", "line 1: it is no object; write one object a line"),
        ("a.jsonl", b"[" * 100_000, "line 1: it is no JSON"),
        ("a.jsonl", b"\xff\xfe", "byte 0: it is not UTF-8; save it as UTF-8"),
        ("a.csv", b"id,kind,name\na,ORG\n", "line 2: it has fewer cells"),
        ("a.csv", b"id,kind,name\na,ORG,B,C\n", "line 2: it has more cells"),
        ("a.csv", b'id,kind,name\na,ORG,"B\n', "it is no CSV (unexpected end of data); close its quotation marks"),
        ("a.csv", b"id,kind,name\na,ORG,B\na,ORG,C\n", "line 3: line 2 has the id 'a' too"),
        ("a.xlsx", b"PK", ": layers are not read from .xlsx; give a file that ends with .jsonl"),
    ],
)
def test_a_file_that_is_no_layer_is_told_so(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KnowledgeError) as caught:
        list(read_layer(tmp_path / name))
    assert message in str(caught.value)


def test_a_layer_of_one_run_is_compiled_once_into_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "acme.jsonl"
    path.write_text(json.dumps(GOOD))
    base = open_layer(path)
    assert base.candidates("A")[0].item.id == "a"
    assert open_layer(path).path == base.path == open_layer(base.path).path
    path.write_text(json.dumps(GOOD | {"name": "B"}))
    assert open_layer(path).path != base.path


def test_layers_are_added_replaced_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWEAVE_DATA", str(tmp_path / "data"))
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD))
    (tmp_path / "b.csv").write_text("id,kind,name\nb,ORG,B\n")
    path = add_layer([tmp_path / "a.jsonl", tmp_path / "b.csv"], "mine")
    assert layer_paths() == [path]
    assert [item.id for item in open_base(path).items()] == ["a", "b"]
    add_layer([path, tmp_path / "a.jsonl"][:1], "copy")
    assert [each.stem for each in layer_paths()] == ["copy", "mine"]
    remove_layer("mine")
    with pytest.raises(UnknownNameError, match="there is no 'mine'; available: copy"):
        remove_layer("mine")
    with pytest.raises(KnowledgeError, match="it is no name"):
        add_layer([path], "../mine")
