import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsweave.errors import ServiceError
from newsweave.knowledge.online import Patience, Reconciliation, open_service
from newsweave.knowledge.online.spaces import details, kind_of, space
from newsweave.knowledge.serve import serving
from newsweave.knowledge.store import open_base
from newsweave.knowledge.types import Fit, Item
from newsweave.knowledge.writing import About, write_base
from newsweave.types import Kind
from tests.knowledge.scripted import Asked, Step, service

ONCE = Patience(tries=1, answer=2.0)
WIKIDATA = {
    "versions": ["0.1", "0.2"],
    "name": "Wikidata (en)",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "extend": {},
}
PLAIN = {"versions": ["0.2"], "name": "GND", "identifierSpace": "https://d-nb.info/gnd/", "schemaSpace": "urn:x"}
ITEMS = (
    Item(
        id="wd:Q232",
        kind=Kind.PLACE,
        sort="country",
        name="Kazakhstan",
        aliases=("Republic of Kazakhstan",),
        people=("Kazakhstani",),
        description="country in Central Asia",
        country="KZ",
        latitude=48.0,
        longitude=68.0,
        population=19_000_000,
        links={"wikidata": "Q232", "geonames": "1522867"},
        source="test",
    ),
    Item(id="acme:1", kind=Kind.ORG, name="Acme", country="KZ", acts_for="acme:2", popularity=2.5, source="test"),
    Item(id="acme:2", kind=Kind.ORG, name="Acme", country="US", popularity=1.5, source="test"),
    Item(id="acme:4", kind=Kind.PLACE, name="Durbanville", weak=("D'Ürban",), source="test"),
    Item(id="acme:3", kind=Kind.PERSON, name="Nursultan Nazarbayev", country="KZ", start="1940", source="test"),
)


def opened(url: str, tmp_path: Path, **options: Any) -> Reconciliation:
    base = open_service(url, cache=tmp_path / "c.sqlite", patience=ONCE, **options)
    assert isinstance(base, Reconciliation)
    return base


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[tuple[Any, Reconciliation]]:
    """Our own base, and our own client of our own service over it."""
    write_base(tmp_path / "b.sqlite", ITEMS, About(name="test"))
    base = open_base(tmp_path / "b.sqlite")
    with serving(base) as url:
        client = opened(url, tmp_path)
        yield base, client
        client.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kazakhstan", Kind.PLACE),
        ("Republic of Kazakhstan", None),
        ("Acme", Kind.ORG),
        ("Acme", Kind.PERSON),
        ("Nursultan Nazarbaev", Kind.PERSON),
        ("Durban", None),
        ("nobody", None),
    ],
)
def test_over_the_wire_the_answers_are_those_of_the_base(
    ours: tuple[Any, Reconciliation], name: str, kind: Kind
) -> None:
    base, client = ours
    here, there = base.candidates(name, kind), client.candidates(name, kind)
    assert [(each.item.id, each.fit) for each in there] == [(each.item.id, each.fit) for each in here]
    told = "kind sort name aliases people description country acts_for latitude longitude population start".split()
    for near, far in zip(here, there, strict=True):
        assert [getattr(far.item, field) for field in told] == [getattr(near.item, field) for field in told]
        assert dict(far.item.links) == dict(near.item.links)
        assert far.item.source == "Newsweave knowledge base"


def test_an_item_comes_over_the_wire_by_its_id(ours: tuple[Any, Reconciliation]) -> None:
    _, client = ours
    item = client.item("acme:2")
    assert item is not None
    assert (item.name, item.country) == ("Acme", "US")
    assert client.item("acme:9") is None
    assert client.attribution[0].startswith("Linked with Newsweave knowledge base (http://127.0.0.1:")


def test_many_names_come_in_batches_in_their_order(tmp_path: Path) -> None:
    def answering(asked: Asked) -> Step:
        if "queries" not in asked.fields:
            return Step(body=PLAIN)
        queries = json.loads(asked.fields["queries"])
        row = {"score": 80, "match": True, "type": ["Person"]}
        return Step(
            body={key: {"result": [row | {"id": q["query"], "name": q["query"]}]} for key, q in queries.items()}
        )

    with service(answering) as there:
        base = opened(there.url, tmp_path)
        found = list(base.candidates_of((f"Name {number:02}", Kind.PERSON) for number in range(25)))
        base.close()
    assert [some[0].item.id for some in found] == [f"gnd:Name {number:02}" for number in range(25)]
    assert found[0][0].score == 0.8
    assert dict(found[0][0].item.links) == {"gnd": "Name 00"}
    batches = [json.loads(asked.fields["queries"]) for asked in there.asked if "queries" in asked.fields]
    assert [len(batch) for batch in batches] == [10, 10, 5]
    assert batches[0]["q0"] == {"query": "Name 00", "limit": 20}


def wikidata(asked: Asked) -> Step:
    if "queries" in asked.fields:
        rows = [
            {
                "id": "Q232",
                "name": "Kazakhstan",
                "score": 100,
                "match": True,
                "type": [{"id": "Q6256", "name": "country"}],
            },
            {"id": "Q9", "name": "Kazakhstan FC", "score": 70.5, "match": False, "type": [{"id": "Q476028"}]},
            {"id": "Q5", "name": "Kasachstan", "score": float("inf"), "type": [{"id": "Q999"}]},
            {"id": 7, "name": "broken", "score": 1},
            "broken",
        ]
        return Step(body={"q0": {"result": rows}})
    if "extend" in asked.fields:
        row = {
            "P17/P297": [{"str": "KZ"}],
            "P625": [{"str": "48,68"}],
            "P1082": [{"float": 19000000.0}],
            "P1566": [{"str": "1522867"}],
            "Aen": [{"str": "Qazaqstan"}, {"str": "KZ"}],
        }
        return Step(body={"meta": [], "rows": {"Q232": row, "Q9": {"P17/P297": [{}]}}})
    return Step(body=WIKIDATA)


def test_wikidatas_service_is_asked_by_its_types_and_properties(tmp_path: Path) -> None:
    with service(wikidata) as there:
        base = opened(there.url, tmp_path)
        (found,) = base.candidates("Qazaqstan", Kind.PLACE)
        assert base.candidates("Qazaqstan", Kind.PLACE) == (found,)
        base.close()
    query = json.loads(there.asked[1].fields["queries"])["q0"]
    assert (query["type"], query["type_strict"]) == (["Q6256", "Q515", "Q56061", "Q2221906"], "any")
    assert len(there.asked) == 3
    item = found.item
    assert (found.fit, found.score, item.id, item.sort, item.country) == (Fit.ALIAS, 1.0, "wd:Q232", "country", "KZ")
    assert (item.latitude, item.longitude, item.population) == (48.0, 68.0, 19_000_000)
    assert dict(item.links) == {"wikidata": "Q232", "geonames": "1522867"}


def test_a_match_is_not_believed(tmp_path: Path) -> None:
    rows = [{"id": "1", "name": "Paris Hilton", "score": 100, "match": True, "type": ["Person"]}]
    answers = [Step(body=PLAIN), Step(body={"q0": {"result": rows}})]
    with service(answers) as there:
        base = opened(there.url, tmp_path)
        assert base.candidates("Paris", Kind.PERSON) == ()
        base.close()


def test_a_run_repeats_offline(tmp_path: Path) -> None:
    with service(wikidata) as there:
        base = opened(there.url, tmp_path)
        first = base.candidates("Kazakhstan")
        base.close()
    offline = opened(there.url, tmp_path, offline=True)
    assert offline.candidates("Kazakhstan") == first
    assert offline.candidates("Kyrgyzstan") == ()
    assert offline.fingerprint == offline.fingerprint
    offline.close()
    empty = open_service(there.url, cache=tmp_path / "other", offline=True)
    assert (empty.candidates("Kazakhstan"), empty.item("wd:Q232")) == ((), None)
    assert empty.attribution == (f"Linked with a reconciliation service ({there.url})",)
    empty.close()


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        (PLAIN | {"versions": ["1.0-draft"]}, "speaks version 1.0-draft of the Reconciliation API, we speak 0.2"),
        (PLAIN | {"versions": "0.2"}, "speaks version 0.2"),
        ({"name": "old", "identifierSpace": "x", "schemaSpace": "y"}, "speaks version 0.1 "),
        ({"versions": ["0.2"], "name": "x"}, "manifest without identifierSpace"),
        ({"hello": "world"}, "shows no manifest"),
        ([1], "shows no manifest"),
    ],
)
def test_another_version_is_a_clear_error(tmp_path: Path, manifest: Any, problem: str) -> None:
    with service([Step(body=manifest)]) as there:
        base = opened(there.url, tmp_path)
        with pytest.raises(ServiceError, match=problem):
            base.candidates("Kazakhstan")
        base.close()


@pytest.mark.parametrize(
    "answer",
    [[], {}, {"q0": {}}, {"q0": {"result": "none"}}, {"status": "error", "message": "too many queries"}],
)
def test_an_answer_without_results_is_an_error(tmp_path: Path, answer: Any) -> None:
    with service([Step(body=PLAIN), Step(body=answer)]) as there:
        base = opened(there.url, tmp_path)
        with pytest.raises(ServiceError, match="answered without results"):
            base.candidates("Kazakhstan")
        base.close()


def test_properties_that_do_not_come_are_an_error(tmp_path: Path) -> None:
    with service([Step(body={"rows": []})]) as there:
        base = opened(there.url, tmp_path)
        with pytest.raises(ServiceError, match="without rows"):
            base.extend(["Q1"], ["P17"])
        base.close()


def test_a_service_that_is_not_known_lends_its_host_to_ids() -> None:
    unknown = space("https://www.example.org/id/", "https://www.example.org/schema")
    assert (unknown.prefix, unknown.links("7"), unknown.types(Kind.PERSON)) == (
        "example.org:",
        {"example.org": "7"},
        (),
    )
    assert unknown.bare("example.org:7") == "7"


def test_odd_details_are_left_out() -> None:
    row = {
        "country": [{"str": "Kazakhstan"}],
        "latitude": [{"str": "north"}],
        "longitude": "east",
        "population": [{"int": -5}],
        "popularity": [{"float": "nan"}],
        "start": [{"date": "1991-12-16T00:00:00"}],
    }
    names = {name: name for name in row}
    assert details(row, names) == {"population": 0, "start": "1991-12-16T00:00:00", "links": {}}


def test_kinds_are_told_by_types() -> None:
    assert kind_of(["ORG"]) == (Kind.ORG, "")
    assert kind_of([{"id": "/people", "name": "Person"}]) == (Kind.PERSON, "")
    assert kind_of([{"id": "x"}, 7]) is None
