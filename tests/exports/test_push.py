"""Pushing into a store: a real one (Oxigraph), and one that is scripted to be difficult."""

import base64
import os
import re
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings

from newsweave import pipeline
from newsweave.cli import main
from newsweave.errors import ServiceError, UnknownNameError
from newsweave.exports.rdf import quads
from newsweave.exports.stores import push, remove
from newsweave.exports.stores.protocols import PROTOCOLS, protocol
from newsweave.exports.stores.sender import Patience, Sender
from newsweave.graph import Graph
from tests.exports.strategies import graphs
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

RAIN = TEXT + "It rained."
ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


def example() -> Graph:
    return make_graph(make_extraction(), make_extraction(RAIN), make_happenings())


# --- a real store


@contextmanager
def oxigraph() -> Iterator[str]:
    """Start Oxigraph on a free port of this machine, in memory; give its address."""
    program = shutil.which("oxigraph", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    assert program, "pip install oxigraph"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(address, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as address:
        yield address


@pytest.fixture
def store(server: str) -> str:
    """Give the address of the store, which is empty."""
    httpx.post(f"{server}/update", data={"update": "DROP ALL"}, trust_env=False).raise_for_status()
    return server


def held(store: str, query: str = ALL) -> set[tuple[str, ...]]:
    answer = httpx.post(
        f"{store}/query", data={"query": query}, headers={"Accept": "application/sparql-results+json"}, trust_env=False
    )
    found = pyoxigraph.parse_query_results(answer.content, pyoxigraph.QueryResultsFormat.JSON)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return {tuple(_folded(str(term)) for term in row) for row in found}


def wanted(graph: Graph) -> set[tuple[str, ...]]:
    """List what a store should hold, numbers as it writes them: "1.0" becomes "1"."""
    store = pyoxigraph.Store()
    store.extend(quads(graph))
    return {
        tuple(_folded(str(term)) for term in (each.graph_name, each.subject, each.predicate, each.object))
        for each in store
    }


def _folded(term: str) -> str:
    """Write the tag of a language small: tags are compared without case."""
    return re.sub(r'"@([A-Za-z-]+)$', lambda found: f'"@{found[1].lower()}', term)


@pytest.mark.store
@pytest.mark.parametrize("path", ["store", "update"])
@pytest.mark.parametrize("batch", [20_000, 100])
def test_a_store_holds_what_was_pushed_and_the_second_time_the_same(store: str, path: str, batch: int) -> None:
    sender = Sender(f"{store}/{path}")
    for _ in range(2):
        pushed = list(push(example(), sender, protocol(None, f"{store}/{path}"), batch=batch))
        assert [each.failure for each in pushed] == [None] * 4
        assert (max(each.requests for each in pushed) > 1) == (batch == 100)
        assert held(store) == wanted(example())
    sender.close()


@pytest.mark.store
@pytest.mark.parametrize("name", list(PROTOCOLS))
def test_what_is_removed_is_gone_and_the_rest_stays(store: str, name: str) -> None:
    sender = Sender(f"{store}/{'store' if name == 'graph-store' else 'update'}")
    foreign = "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> <urn:c> } <urn:d> <urn:b> <urn:c> }"
    httpx.post(f"{store}/update", data={"update": foreign}, trust_env=False).raise_for_status()
    list(push(example(), sender, PROTOCOLS[name]))
    gone = make_happenings().document.id
    assert remove(gone, sender, PROTOCOLS[name])
    left = {each for each in wanted(example()) if not each[0].endswith(f"{gone}>")}
    assert held(store) == left | {("<urn:mine>", "<urn:a>", "<urn:b>", "<urn:c>")}
    assert remove(gone, sender, PROTOCOLS[name]) == (name == "update")  # an update does not tell
    sender.close()


@pytest.mark.store
def test_a_changed_article_replaces_its_graph(store: str) -> None:
    sender, how = Sender(f"{store}/store"), PROTOCOLS["graph-store"]
    whole = make_extraction()
    list(push(make_graph(whole), sender, how))
    from dataclasses import replace

    less = make_graph(replace(whole, statements=whole.statements[:1], quotes=()))
    list(push(less, sender, how))
    assert held(store) == wanted(less)
    sender.close()


@pytest.mark.store
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(graphs())
def test_any_graph_arrives_whole_by_both_ways(server: str, graph: Graph) -> None:
    for name, path in (("graph-store", "store"), ("update", "update")):
        httpx.post(f"{server}/update", data={"update": "DROP ALL"}, trust_env=False).raise_for_status()
        sender = Sender(f"{server}/{path}")
        assert [each.failure for each in push(graph, sender, PROTOCOLS[name], batch=50) if each.failure] == []
        assert held(server) == wanted(graph), name
        sender.close()


@pytest.mark.store
def test_the_command_pushes_removes_and_tells(store: str, tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    result = run("push", tmp_path, f"{store}/store")
    number = len(list(quads(example())))
    assert (result.exit_code, result.stdout) == (0, f"pushed: {number} triples in 4 graphs to {store}/store\n")
    assert len(held(store)) == number
    document = make_happenings().document.id
    assert run("push", tmp_path, f"{store}/store", "--remove", document).stdout == f"{document}: removed\n"
    assert run("push", tmp_path, f"{store}/store", "--remove", document).stdout == f"{document}: was not there\n"
    assert len(held(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == 3


@pytest.mark.store
def test_a_wrong_path_is_told_with_a_cure(store: str, tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    result = run("push", tmp_path, f"{store}/nowhere")
    assert result.exit_code == 1
    assert "refused the request (status 404" in result.output
    assert "docs/stores.md" in result.output


# --- a store that is scripted


class Asked:
    """What a scripted store was asked, and what it says, one after another; the last for ever."""

    def __init__(self, *answers: tuple[int, dict[str, str], str]) -> None:
        self.answers = list(answers) or [(204, {}, "")]
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.address = ""


@contextmanager
def scripted(*answers: tuple[int, dict[str, str], str]) -> Iterator[Asked]:
    asked = Asked(*answers)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.requests.append((self.command, self.path, dict(self.headers), body))
            status, headers, text = asked.answers.pop(0) if len(asked.answers) > 1 else asked.answers[0]
            self.send_response(status)
            for name, value in ({"Content-Type": "text/plain"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_PUT = do_POST = do_DELETE = do_GET = _answer  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked.address = f"http://127.0.0.1:{server.server_port}/data"
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()


class Waits(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def pushing(asked: Asked, waits: Waits | None = None, **options: object) -> Callable[[], list[object]]:
    sender = Sender(asked.address, sleep=Waits() if waits is None else waits, **options)  # type: ignore[arg-type]
    return lambda: list(push(make_graph(make_extraction()), sender, PROTOCOLS["graph-store"]))


def test_a_graph_is_put_under_its_own_name() -> None:
    with scripted() as asked:
        pushing(asked)()
    (method, path, headers, body), *_ = asked.requests
    assert method == "PUT"
    (name,) = parse_qs(urlsplit(path).query)["graph"]
    assert name == f"https://newsweave.example/kg/doc/{make_extraction().document.id}"
    assert headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert len(list(pyoxigraph.parse(body, pyoxigraph.RdfFormat.TURTLE))) > 100


def test_a_store_that_is_busy_is_asked_again_as_it_wishes() -> None:
    waits = Waits()
    with scripted((503, {}, "busy"), (429, {"Retry-After": "7"}, ""), (204, {}, "")) as asked:
        pushing(asked, waits)()
    assert waits == [1.0, 7.0]
    assert [method for method, *_ in asked.requests] == ["PUT"] * 4


def test_a_store_that_stays_in_trouble_is_given_up() -> None:
    waits = Waits()
    with scripted((500, {}, "no room\nat all")) as asked, pytest.raises(ServiceError) as caught:
        pushing(asked, waits)()
    assert waits == [1.0, 2.0, 4.0, 8.0]
    assert "is in trouble (status 500: no room) (asked 5 times); see whether it runs" in str(caught.value)


def test_a_store_that_wants_an_hour_is_given_up_at_once() -> None:
    waits = Waits()
    with scripted((503, {"Retry-After": "3600"}, "")) as asked, pytest.raises(ServiceError):
        pushing(asked, waits)()
    assert waits == []


def test_what_a_store_would_not_have_is_told_and_the_rest_goes_on() -> None:
    with scripted((400, {}, "bad IRI"), (204, {}, "")) as asked:
        first, second = pushing(asked)()
    assert "refused the request (status 400: bad IRI)" in str(first.failure)  # type: ignore[attr-defined]
    assert second.failure is None  # type: ignore[attr-defined]
    assert len(asked.requests) == 2


@pytest.mark.parametrize(
    ("status", "cure"), [(401, "--token"), (403, "right to write"), (405, "--protocol"), (415, "--protocol")]
)
def test_a_store_that_takes_nothing_is_told_with_a_cure(status: int, cure: str) -> None:
    with scripted((status, {"Content-Type": "text/html"}, "<h1>no</h1>")) as asked:
        with pytest.raises(ServiceError, match=cure) as caught:
            pushing(asked)()
        assert "<h1>" not in str(caught.value)
        assert len(asked.requests) == 1


def test_a_redirect_is_not_followed() -> None:
    with (
        scripted((301, {"Location": "http://127.0.0.1:9/x"}, "")) as asked,
        pytest.raises(ServiceError, match="give that"),
    ):
        pushing(asked)()


def test_user_and_password_are_sent_as_the_store_wants_them() -> None:
    with scripted() as asked:
        pushing(asked, user=("ann", "päss"))()
    word = base64.b64encode("ann:päss".encode()).decode()
    assert asked.requests[0][2]["Authorization"] == f"Basic {word}"
    challenge = {"WWW-Authenticate": 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm=MD5'}
    with scripted((401, challenge, ""), (204, {}, "")) as asked:
        pushing(asked, user=("ann", "pass"), digest=True)()
    assert asked.requests[1][2]["Authorization"].startswith("Digest ")
    with scripted() as asked:
        pushing(asked, token="s3cret")()
    assert asked.requests[0][2]["Authorization"] == "Bearer s3cret"


def test_credentials_may_come_from_the_environment(tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    with scripted() as asked:
        result = run("push", tmp_path, asked.address, env={"NEWSWEAVE_STORE_TOKEN": "s3cret"})
    assert result.exit_code == 0
    assert asked.requests[0][2]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in result.output


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://store.example/data", "--allow-http"),
        ("ftp://store.example/data", "is no address of a service"),
        ("https://ann:pass@store.example/data", "holds a password"),
        ("store", "is no address of a service"),
    ],
)
def test_an_address_that_will_not_do_is_refused(address: str, said: str) -> None:
    with pytest.raises(ServiceError, match=said) as caught:
        Sender(address)
    assert "ann:pass" not in str(caught.value)


def test_nobody_there_is_told() -> None:
    sender = Sender("http://127.0.0.1:9/store", patience=Patience(tries=2), sleep=Waits())
    with pytest.raises(ServiceError, match=r"the connection failed .* \(asked 2 times\); see whether it runs"):
        list(push(make_graph(make_extraction()), sender, PROTOCOLS["update"]))


def test_a_dry_run_sends_nothing(tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    with scripted() as asked:
        result = run("push", tmp_path, asked.address, "--dry-run", "--batch", 500)
        gone = run("push", tmp_path, asked.address, "--dry-run", "--remove", make_happenings().document.id)
    assert asked.requests == []
    assert result.exit_code == gone.exit_code == 0
    assert result.stdout.startswith("would be pushed: ")
    assert len(re.findall(r"would replace \S+: \d+ triples in \d+ requests", result.stderr)) == 4
    assert gone.stdout.endswith(": would be removed\n")


def test_the_command_tells_what_the_store_would_not_have(tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    with scripted((400, {}, "no"), (204, {}, "")) as asked:
        result = run("push", tmp_path, asked.address)
    assert result.exit_code == 1
    assert "in 3 graphs" in result.stdout
    assert re.search(r"^refused: https://newsweave.example/kg/doc/\w+: store .*status 400: no", result.stderr)


def test_a_document_that_is_none_is_told(tmp_path: Path) -> None:
    pipeline.write(example(), tmp_path, ["records"])
    result = run("push", tmp_path, "http://127.0.0.1:9/store", "--remove", "rain.txt")
    assert result.exit_code == 1
    assert "there is no 'rain.txt'" in result.output
    assert run("push", tmp_path, "http://127.0.0.1:9/store", "--user", "a", "--token", "b").exit_code == 2


def test_the_protocol_follows_from_the_address_or_is_named() -> None:
    for address in ("http://a/update", "http://a/sparql", "http://a/repositories/r/statements"):
        assert protocol(None, address) is PROTOCOLS["update"]
    assert protocol(None, "http://a/store") is PROTOCOLS["graph-store"]
    assert protocol("update", "http://a/store") is PROTOCOLS["update"]
    with pytest.raises(UnknownNameError, match="available: graph-store, update"):
        protocol("soap", "http://a/store")
