import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsweave.cli import main
from newsweave.errors import KnowledgeError
from newsweave.knowledge import wikidata_kinds, wikidata_lines
from newsweave.knowledge.layers import layer_path
from newsweave.knowledge.store import open_base
from newsweave.knowledge.types import Item
from newsweave.knowledge.wikidata_dump import import_dump
from newsweave.knowledge.wikidata_entity import ATTRIBUTION, draft
from newsweave.knowledge.writing import About, write_base
from newsweave.types import Failure, Kind
from tests.knowledge import wikidata_fake as fake
from tests.knowledge.wikidata_fake import day, entity, instance, statement, thing

MOON = statement("P625", {"latitude": 1.0, "longitude": 2.0, "globe": "http://www.wikidata.org/entity/Q405"})
ODD: list[Any] = [
    {"type": "property", "id": "P31", "datatype": "wikibase-item", "labels": {"en": {"value": "enwiki"}}, "claims": []},
    {"entity": "Q3", "redirect": "Q4", "note": '"enwiki"'},
    {"type": "lexeme", "id": "L1", "lemmas": {}, "note": '"enwiki"'},
]


def dump(entities: list[Any]) -> bytes:
    """Write a dump as Wikidata does: an array with an entity a line."""
    lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in entities]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def read(path: Path, **options: Any) -> dict[str, Item]:
    return {item.id: item for item in import_dump(path, **options)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """All of the small Wikidata: people before their country, an agency before its classes."""
    countries_last = sorted(fake.ALL.values(), key=lambda each: -int(each["id"][1:]))
    (tmp_path / "dump.json").write_bytes(dump([*ODD, *countries_last]))
    return tmp_path / "dump.json"


def test_items_come_with_kind_country_and_dates(path: Path) -> None:
    items = read(path)
    assert sorted(items) == ["wd:Q1253", "wd:Q1292", "wd:Q15180", "wd:Q232", "wd:Q4200"]
    assert {items[name].country for name in items if name != "wd:Q15180"} == {"KZ"}
    assert (items["wd:Q4200"].kind, items["wd:Q4200"].sort) == (Kind.ORG, "organisation")
    assert items["wd:Q15180"].sort == "former"
    kazakhstan = items["wd:Q232"]
    assert (kazakhstan.population, kazakhstan.popularity, kazakhstan.start) == (19_000_000, 300.0, "1991-12-16")
    assert kazakhstan.weak == ("KAZ", "🇰🇿")
    assert kazakhstan.source == "wikidata dump"


def test_what_must_wait_comes_last(path: Path) -> None:
    assert [item.id for item in import_dump(path)] == ["wd:Q15180", "wd:Q232", "wd:Q4200", "wd:Q1292", "wd:Q1253"]


@pytest.mark.parametrize("name", ["dump.json.gz", "named-badly.json"])
def test_an_archive_is_known_by_its_first_bytes(path: Path, tmp_path: Path, name: str) -> None:
    packed = tmp_path / "packed" / name
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert read(packed) == read(path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_read(path: Path, pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = io.TextIOWrapper(io.BytesIO(pack(path.read_bytes())))
    monkeypatch.setattr(sys, "stdin", wire)
    assert {item.id: item for item in import_dump("-")} == read(path)
    assert not wire.buffer.closed


def test_with_json_alone_the_items_are_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_orjson = read(path)
    monkeypatch.setattr("newsweave.knowledge.wikidata_dump.util.find_spec", lambda _: None)
    assert read(path) == with_orjson


def test_a_line_that_is_damaged_is_told_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikidata_lines, "LONGEST", 100_000)
    good = entity("Q515", "Metropolis", instance("Q515"))
    bad: list[Any] = [
        b'{"type":"item","id":"Q1","sitelinks":{"enwiki":',
        b'"enwiki"',
        json.dumps(entity("Q2", "\ud800", instance("Q5"))).encode(),
        json.dumps(entity("Q99999999999999", "far", instance("Q5"))).encode(),
        json.dumps(entity("Q3", "x", instance("Q5")) | {"claims": {"P31": [{"rank": "normal"}]}}).encode(),
        json.dumps(entity("Q4", "x" * 200_000, instance("Q5"))).encode(),
        b'{"enwiki": ' + b"[" * 50_000,
        b'\xff\xfe"enwiki"',
    ]
    lines = [b"[", *(line + b"," for line in bad), json.dumps(good).encode() + b"\r", b"]"]
    (tmp_path / "d").write_bytes(b"\n".join(lines))
    failures: list[Failure] = []
    assert list(read(tmp_path / "d", on_failure=failures.append)) == ["wd:Q515"]
    assert [f"line {number}" for number in range(2, 10)] == [failure.error.place for failure in failures]  # type: ignore[attr-defined]
    assert "no entity as Wikidata writes it" in str(failures[0])
    assert "longer than 100,000 bytes" in str(failures[5])
    assert list(read(tmp_path / "d")) == ["wd:Q515"]


def test_an_archive_that_ends_too_soon_gives_what_it_has(tmp_path: Path) -> None:
    cities = [entity(f"Q{number}", f"City {number}", instance("Q515")) for number in range(1, 400)]
    whole = gzip.compress(dump(cities))
    (tmp_path / "d.gz").write_bytes(whole[: len(whole) // 2])
    failures: list[Failure] = []
    assert len(read(tmp_path / "d.gz", on_failure=failures.append)) > 50
    assert "the archive is damaged or ends too soon" in str(failures[0])


def test_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read(tmp_path / "none")


def test_only_what_has_a_page_and_enough_of_them(tmp_path: Path) -> None:
    entities = [entity(f"Q{10 + wikis}", f"City {wikis}", instance("Q515"), wikis=wikis) for wikis in range(4)]
    (tmp_path / "d").write_bytes(dump(entities))
    assert list(read(tmp_path / "d")) == ["wd:Q11", "wd:Q12", "wd:Q13"]
    assert list(read(tmp_path / "d", min_sitelinks=3)) == ["wd:Q13"]
    assert list(read(tmp_path / "d", wiki="")) == ["wd:Q10", "wd:Q11", "wd:Q12", "wd:Q13"]
    assert list(read(tmp_path / "d", wiki="x1wiki")) == ["wd:Q12", "wd:Q13"]


def test_an_entity_that_comes_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "d").write_bytes(dump([entity("Q7", "First", instance("Q5")), entity("Q7", "Second", instance("Q5"))]))
    assert [item.name for item in import_dump(tmp_path / "d")] == ["First"]


def test_progress_is_told_in_bytes_of_the_source(path: Path) -> None:
    told: list[int] = []
    read(path, on_progress=told.append)
    assert told[-1] == path.stat().st_size


def test_the_items_make_a_base(path: Path, tmp_path: Path) -> None:
    write_base(tmp_path / "b.sqlite", import_dump(path), About(name="wikidata"))
    base = open_base(tmp_path / "b.sqlite")
    assert [each.item.id for each in base.candidates("Kassym-Zhomart Toqayev", Kind.PERSON)] == ["wd:Q1292"]
    base.close()


def test_the_command_makes_a_layer_and_counts_what_it_left_out(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSWEAVE_DATA", str(tmp_path / "data"))
    path.write_bytes(path.read_bytes().replace(b"]\n", b'{"enwiki"},\n' * 3 + b"]\n"))
    done = CliRunner().invoke(main, ["kb", "import-wikidata", str(path), "--min-sitelinks", "50"])
    assert done.exit_code == 1
    assert "left out 3 lines; the first:" in done.stderr
    base = open_base(layer_path("wikidata"))
    assert [item.id for item in base.items()] == ["wd:Q1253", "wd:Q1292", "wd:Q15180", "wd:Q232"]
    assert base.attribution == (ATTRIBUTION,)
    base.close()


def synthetic(count: int) -> Iterator[bytes]:
    """Write a dump of persons, a line at a time; of every fourth the class is told only at the end."""
    yield b"[\n" + json.dumps(fake.KAZAKHSTAN).encode() + b",\n"
    classes = ("Q123", "Q5", "Q5", "Q5")
    persons = [
        json.dumps(entity("Q0", "Person 0", instance(each), statement("P27", thing("Q232")))) for each in classes
    ]
    for number in range(1_000_001, 1_000_000 + count):
        person = persons[number % 4].replace('"Q0"', f'"Q{number}"').replace("Person 0", f"Person {number}")
        yield person.encode() + b",\n"
    yield json.dumps(entity("Q123", "sort of human", statement("P279", thing("Q5")), wikis=0)).encode() + b"\n]\n"


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "big.json"
    with path.open("wb") as file:
        file.writelines(synthetic(20_000))
    return path


def test_memory_stays_small(big: Path) -> None:
    read_some = sum(1 for _ in zip(import_dump(big), range(10), strict=False))  # imports and tables are not counted
    tracemalloc.start()
    count = sum(item.country == "KZ" and item.kind is not Kind.ORG for item in import_dump(big))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (read_some, count) == (10, 20_000)
    assert peak < 4_000_000  # 2.6 MB were measured, 1 of them the buffer; the twenty thousand lines have 12


# --- one entity


@pytest.mark.parametrize(
    ("written", "start"),
    [
        (day("1940-07-06"), "1940-07-06"),
        (day("1940-07-00", 10), "1940-07"),
        (day("1940-00-00", 9), "1940"),
        (day("1940-00-00", 8), None),  # a decade
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, None),
        (None, None),
    ],
)
def test_dates_are_as_exact_as_they_are_told(written: Any, start: str | None) -> None:
    assert draft(entity("Q1", "x", statement("P569", written))).start == start


def test_preferred_wins_and_deprecated_is_not_read() -> None:
    statements = [
        statement("P17", thing("Q1")),
        statement("P17", thing("Q2"), "preferred"),
        statement("P17", thing("Q3"), "deprecated"),
    ]
    assert draft(entity("Q9", "x", *statements)).country == "Q2"
    assert draft(entity("Q9", "x", statements[2])).country == ""
    assert draft(
        entity("Q9", "x", *(instance(qid) for qid in ("Q7", "Q8")), instance("Q6", rank="preferred"))
    ).classes == (
        "Q6",
        "Q7",
        "Q8",
    )


def test_the_moon_is_no_place_on_earth() -> None:
    assert draft(entity("Q1", "Sea of Serenity", MOON)).latitude is None


def test_a_name_may_be_the_same_in_all_languages_or_a_title() -> None:
    assert draft(entity("Q1", "Ali", language="mul")).name == "Ali"
    nameless = entity("Q1") | {"sitelinks": {"enwiki": {"title": "Mercury (planet)"}}}
    assert draft(nameless).name == "Mercury"
    assert draft(entity("Q1", "Алматы", language="kk", wikis=0)).name == ""


def test_codes_are_weak_but_those_that_papers_write() -> None:
    codes = (statement("P297", "US"), statement("P298", "USA"))
    made = draft(entity("Q30", "United States", *codes, aliases=("US", "USA", "us", "🇺🇸", "America")))
    assert (made.aliases, made.weak) == (("America", "US", "USA"), ("us", "🇺🇸"))


def test_old_dumps_have_numbers_alone() -> None:
    assert draft(entity("Q1", "x", statement("P31", {"numeric-id": 5}))).classes == ("Q5",)


def test_every_class_is_in_one_row_and_every_kind_has_types() -> None:
    table = wikidata_kinds._table()
    classes = [name for row in table["row"] for name in row["classes"]] + table["never"]
    assert len(classes) == len(set(classes))
    assert all(name[0] == "Q" and name[1:].isdecimal() for name in classes)
    assert all(wikidata_kinds.types(kind) for kind in Kind)
    assert {row["kind"] for row in table["row"]} == set(Kind)
    for kind in Kind:
        roots = [wikidata_kinds.root([name]) for name in wikidata_kinds.types(kind)]
        assert {root.kind for root in roots if root} == {kind}


def test_the_climb_takes_the_nearest_class_and_does_not_go_round() -> None:
    above = {"Q1001": ("Q1002",), "Q1002": ("Q1001", "Q515"), "Q1003": ("Q101352", "Q43229")}

    def parents(names: Any) -> dict[str, tuple[str, ...]]:
        return {name: above.get(name, ()) for name in names}

    found = wikidata_kinds.climb(["Q1001"], parents)
    assert found is not None
    assert found.sort == "city"
    assert wikidata_kinds.climb(["Q1004"], parents) is None
    above["Q1001"] = ("Q1001",)
    assert wikidata_kinds.climb(["Q1001"], parents) is None
    assert wikidata_kinds.climb(["Q101352"], parents) is None
