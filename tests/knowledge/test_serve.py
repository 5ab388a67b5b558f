import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from newsweave.cli import main
from newsweave.errors import ServiceError
from newsweave.knowledge import serve as serving_room
from newsweave.knowledge.serve import serve, serving
from newsweave.knowledge.store import open_base
from newsweave.knowledge.types import Item
from newsweave.knowledge.writing import About, write_base
from newsweave.types import Kind

ITEMS = (
    Item(
        id="wd:Q1", kind=Kind.PLACE, sort="country", name="Acmeland", country="AC", links={"wikidata": "Q1"}, source="t"
    ),
    Item(
        id="acme:1",
        kind=Kind.ORG,
        name="Acme",
        description="maker of <anvils>",
        country="AC",
        popularity=9.0,
        source="t",
    ),
    Item(id="acme:2", kind=Kind.ORG, name="Acme", country="US", source="t"),
    Item(id="acme:3", kind=Kind.PERSON, name="Acme", aliases=("Jack Acme",), source="t"),
)


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("base") / "b.sqlite"
    write_base(path, ITEMS, About(name="test"))
    with serving(open_base(path)) as url, httpx.Client(base_url=url, trust_env=False) as client:
        yield client


def ask(http: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    answer = http.post("/", data={"queries": json.dumps({"q": query})})
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["q"]["result"]
    return rows


def test_the_manifest_says_what_the_specification_wants(http: httpx.Client) -> None:
    answer = http.get("/")
    manifest = answer.json()
    root = str(http.base_url).rstrip("/")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace"} <= set(manifest)
    assert manifest["view"]["url"] == f"{root}/item?id={{{{id}}}}"
    assert manifest["preview"]["url"] == f"{root}/preview?id={{{{id}}}}"
    assert manifest["suggest"]["entity"] == {"service_url": root, "service_path": "/suggest/entity"}
    assert [each["id"] for each in manifest["defaultTypes"]] == ["PERSON", "ORG", "PLACE"]


def test_queries_come_by_get_and_by_post(http: httpx.Client) -> None:
    queries = json.dumps({"a": {"query": "Acmeland"}, "b": {"query": "nothing"}})
    by_get, by_post = http.get("/", params={"queries": queries}), http.post("/", data={"queries": queries})
    assert by_get.json() == by_post.json()
    (row,) = by_get.json()["a"]["result"]
    assert (row["id"], row["score"], row["match"], row["type"]) == (
        "wd:Q1",
        100.0,
        True,
        [{"id": "PLACE", "name": "place"}],
    )
    assert by_get.json()["b"] == {"result": []}


def test_what_is_not_alone_is_no_match(http: httpx.Client) -> None:
    rows = ask(http, query="Acme")
    assert [(row["id"], row["match"]) for row in rows] == [("acme:1", False), ("acme:2", False), ("acme:3", False)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"type": "ORG"}, ["acme:1", "acme:2"]),
        ({"type": ["ORG", "PERSON"], "type_strict": "any"}, ["acme:1", "acme:2", "acme:3"]),
        ({"type": "Q5"}, ["acme:3"]),
        ({"type": ""}, ["acme:1", "acme:2", "acme:3"]),
        ({"limit": 1}, ["acme:1"]),
        ({"properties": [{"pid": "country", "v": "us"}]}, ["acme:2"]),
        ({"properties": [{"pid": "P17", "v": {"id": "wd:Q1"}}]}, ["acme:1"]),
        ({"properties": [{"pid": "P17", "v": [{"id": "Q1"}, "US"]}]}, ["acme:1", "acme:2"]),
        ({"properties": [{"pid": "colour", "v": "red"}]}, ["acme:1", "acme:2", "acme:3"]),
    ],
)
def test_a_query_can_be_narrowed(http: httpx.Client, query: dict[str, Any], ids: list[str]) -> None:
    assert [row["id"] for row in ask(http, query="Acme", **query)] == ids


def test_an_id_means_its_item(http: httpx.Client) -> None:
    assert [row["id"] for row in ask(http, query="acme:2")] == ["acme:2"]
    assert ask(http, query="acme:2", type="PERSON") == []


def test_properties_are_told(http: httpx.Client) -> None:
    query = {"ids": ["acme:1", "none"], "properties": [{"id": "country"}, {"id": "popularity"}, {"id": "start"}]}
    answer = http.post("/", data={"extend": json.dumps(query)}).json()
    assert answer["rows"]["acme:1"] == {"country": [{"str": "AC"}], "popularity": [{"float": 9.0}], "start": []}
    assert answer["rows"]["none"] == {"country": [], "popularity": [], "start": []}
    assert answer["meta"][0] == {"id": "country", "name": "country"}
    assert len(http.get("/properties?limit=3").json()["properties"]) == 3


def test_entities_types_and_properties_are_suggested(http: httpx.Client) -> None:
    assert [row["id"] for row in http.get("/suggest/entity?prefix=Acmeland").json()["result"]] == ["wd:Q1"]
    assert http.get("/suggest/type?prefix=per").json()["result"] == [{"id": "PERSON", "name": "person"}]
    assert {"id": "country", "name": "country"} in http.get("/suggest/property?prefix=c").json()["result"]


def test_a_preview_is_html_without_markup_of_others(http: httpx.Client) -> None:
    answer = http.get("/preview", params={"id": "acme:1"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "maker of &lt;anvils&gt;" in answer.text
    assert http.get("/item", params={"id": "acme:1"}).text == answer.text


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"queries": "{"}, "queries is no JSON"),
        ({"queries": "[" * 5000}, "queries is no JSON"),
        ({"queries": "[]"}, "queries is no JSON object"),
        ({"queries": '{"a": 1}'}, "query 'a' is no object"),
        ({"queries": '{"a": {"query": 7}}'}, "has no text"),
        ({"queries": json.dumps({"a": {"query": "x" * 2000}})}, "has no text of at most 1000"),
        ({"queries": '{"a": {"query": "x", "limit": 0}}'}, "limit"),
        ({"queries": '{"a": {"query": "x", "limit": "many"}}'}, "limit"),
        ({"queries": '{"a": {"query": "x", "type": 5}}'}, "type that is no text"),
        ({"queries": '{"a": {"query": "x", "type": "DOG"}}'}, "unknown type 'DOG'; available: PERSON"),
        ({"queries": '{"a": {"query": "x", "properties": {}}}'}, "properties that are no list"),
        ({"queries": '{"a": {"query": "x", "properties": [{"pid": "P17"}]}}'}, "without 'pid' and 'v'"),
        ({"queries": json.dumps({str(number): {"query": "x"} for number in range(101)})}, "101 queries"),
        ({"extend": "{}"}, "extend needs"),
        (
            {"extend": '{"ids": ["acme:1"], "properties": [{"id": "colour"}]}'},
            "no such property: colour; available: name",
        ),
        ({"nothing": "1"}, "needs a field"),
        ({f"f{number}": "1" for number in range(30)}, "number of fields"),
    ],
)
def test_a_bad_request_is_400_and_says_why(http: httpx.Client, form: dict[str, str], problem: str) -> None:
    answer = http.post("/", data=form)
    assert answer.status_code == 400
    assert answer.json()["status"] == "error"
    assert problem in answer.json()["message"]


def test_what_is_too_long_is_not_read(http: httpx.Client) -> None:
    host, port = str(http.base_url.host), http.base_url.port
    with socket.create_connection((host, port), timeout=5) as wire:
        wire.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n")
        assert b" 413 " in wire.recv(1000)
    with socket.create_connection((host, port), timeout=5) as wire:
        wire.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        assert b" 411 " in wire.recv(1000)


@pytest.mark.parametrize("path", ["/nowhere", "/preview?id=none", "/suggest/colours", "/../../etc/passwd"])
def test_what_is_not_there_is_404(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert (answer.status_code, answer.json()["status"]) == (404, "error")


def test_a_browser_may_ask(http: httpx.Client) -> None:
    answer = http.options("/")
    assert (answer.status_code, answer.headers["Access-Control-Allow-Methods"]) == (204, "GET, POST, OPTIONS")


def test_a_strange_host_does_not_get_into_the_manifest(http: httpx.Client) -> None:
    answer = http.get("/", headers={"Host": 'evil"><script>'})
    assert "script" not in answer.text
    assert http.get("/", headers={"Host": "kb.example"}).json()["preview"]["url"].startswith("http://kb.example/")


def test_many_at_once_are_answered(http: httpx.Client) -> None:
    found: list[int] = []

    def some() -> None:
        with httpx.Client(base_url=http.base_url, trust_env=False) as client:
            found.extend(len(ask(client, query="Acme")) for _ in range(5))

    threads = [threading.Thread(target=some) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3] * 30


class Broken:
    """A base that cannot answer."""

    fingerprint = "broken"
    attribution = ()

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"secret of {name}")


def test_a_base_in_trouble_is_500_without_its_secrets(caplog: pytest.LogCaptureFixture) -> None:
    with serving(Broken()) as url:
        answer = httpx.get(url, params={"queries": '{"a": {"query": "x"}}'}, trust_env=False)
    assert (answer.status_code, answer.json()["message"]) == (500, "the knowledge base is in trouble")
    assert "secret of" in caplog.text


def test_a_port_that_is_taken_is_an_error(http: httpx.Client) -> None:
    with pytest.raises(ServiceError, match="cannot be served"):
        serve(Broken(), port=int(http.base_url.port or 0))
    with pytest.raises(ServiceError, match="cannot be served"):
        serve(Broken(), port=99_999)


def test_serving_ends_with_the_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    ready: list[str] = []

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving_room.Server, "serve_forever", stop)
    with pytest.raises(KeyboardInterrupt):
        serve(Broken(), port=0, on_ready=ready.append)
    assert ready[0].startswith("http://127.0.0.1:")


def test_the_command_tells_the_address_and_stops_with_130(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving_room.Server, "serve_forever", stop)
    monkeypatch.setattr("newsweave.cli.kb_ask._bases", lambda _: Broken())
    done = CliRunner().invoke(main, ["kb", "serve", "--port", "0"])
    assert done.exit_code == 130
    assert done.stdout.startswith("http://127.0.0.1:")
