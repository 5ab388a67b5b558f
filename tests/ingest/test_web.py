"""What the user names is fetched, within limits and as the site allows; nothing that is not public unless allowed."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsweave import corpus
from newsweave.config import Config, Intake
from newsweave.errors import FetchError
from newsweave.ingest.readers import read
from newsweave.ingest.web import fetched, fetching
from newsweave.ingest.web.hosts import addresses
from newsweave.ingest.web.pages import Shelf
from newsweave.types import Document, Failure
from tests.ingest import samples
from tests.ingest.samples import PAGE, RSS

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """A server on this machine: answers by path, and the requests that came."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer = site.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path / "cache"))
    site = Site()
    yield site
    site.close()


def documents(url: str) -> list[Document]:
    found = list(read(url, intake=Intake(private=True)))
    assert all(isinstance(item, Document) for item in found), [str(item) for item in found]
    return [item for item in found if isinstance(item, Document)]


def failure(url: str, *, private: bool = True) -> str:
    (found,) = read(url, intake=Intake(private=private))
    assert isinstance(found, Failure), found
    assert isinstance(found.error, FetchError)
    return str(found)


def test_a_page_is_fetched_once_with_its_encoding_and_address(site: Site) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://daily.example/rain">', "").replace("Mayor", "Café")
    site.answers["/rain"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page.encode("latin-1"))
    for _ in range(2):
        (document,) = documents(f"{site.url}/rain")
    assert "Café" in document.text
    assert (document.source, document.url) == (f"{site.url}/rain", f"{site.url}/rain")
    assert site.paths() == ["/robots.txt", "/rain"]
    assert site.asked[1][1]["user-agent"].startswith("newsweave/")


def test_an_old_page_is_asked_for_again_and_kept_if_it_has_not_changed(site: Site, tmp_path: Path) -> None:
    clock = [1000.0]
    shelf = Shelf(tmp_path / "shelf", now=lambda: clock[0])
    site.answers["/a"] = (200, {**HTML, "ETag": '"1"'}, b"one")
    url = f"{site.url}/a"
    for answer, wanted in (((304, {}, b""), b"one"), ((200, HTML, b"two"), b"two"), ((500, {}, b""), b"two")):
        with fetched(url, private=True, shelf=shelf) as page:
            assert page.path.read_bytes() in {b"one", wanted}
        site.answers["/a"] = answer
        clock[0] += 4000
        with fetched(url, private=True, shelf=shelf) as page:
            assert page.path.read_bytes() == wanted
    assert any(headers.get("if-none-match") == '"1"' for _, headers in site.asked)


def test_a_feed_gives_its_entries_and_nothing_that_it_points_to_is_fetched(site: Site) -> None:
    feed = RSS.replace("https://daily.example", site.url).replace("<p>", f'<p><img src="{site.url}/a.png">')
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    assert [each.source for each in documents(f"{site.url}/feed")] == [f"{site.url}/feed#1", f"{site.url}/feed#2"]
    assert site.paths() == ["/robots.txt", "/feed"]


@pytest.mark.parametrize(
    ("name", "kind", "body"),
    [
        ("/a", "application/pdf", samples.pdf([["Rain fell on Tuesday."]])),
        ("/a.txt", "text/plain", b"Rain fell on Tuesday."),
        ("/a.jsonl", "text/plain", b'{"text": "Rain fell on Tuesday."}'),
        ("/a.csv", "application/octet-stream", b"text\nRain fell on Tuesday.\n"),
        ("/api", "application/json", b'[{"text": "Rain fell on Tuesday."}]'),
    ],
)
def test_the_format_is_what_the_server_and_the_address_say(site: Site, name: str, kind: str, body: bytes) -> None:
    site.answers[name] = (200, {"Content-Type": kind}, body)
    assert [each.text for each in documents(site.url + name)] == ["Rain fell on Tuesday."]


def test_robots_are_heeded(site: Site) -> None:
    site.answers["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private/\n\nUser-agent: newsweave\nDisallow: /no",
    )
    site.answers["/private/a"] = site.answers["/no/a"] = (200, HTML, PAGE.encode())
    assert len(documents(f"{site.url}/private/a")) == 1
    assert "robots.txt asks programs not to read it; save the page" in failure(f"{site.url}/no/a")
    site.answers["/robots.txt"] = (503, {}, b"")
    assert "robots.txt cannot be read there (answer 503)" in failure(f"{site.url}/b")
    assert site.paths().count("/no/a") == 0


def test_redirects_are_followed_some_way(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/b"}, b"")
    site.answers["/b"] = (200, HTML, PAGE.encode())
    site.answers["/round"] = (301, {"Location": "/round"}, b"")
    site.answers["/file"] = (301, {"Location": "file:///etc/passwd"}, b"")
    site.answers["/gopher"] = (301, {"Location": "gopher://127.0.0.1/"}, b"")
    assert len(documents(f"{site.url}/a")) == 1
    assert "is redirected more than 5 times" in failure(f"{site.url}/round")
    assert "leads to 'file:/etc/passwd', which is no web address" in failure(f"{site.url}/file")
    assert "which is no web address" in failure(f"{site.url}/gopher")


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name stands for a public one; where it leads is this machine."""

    def looked_up(host: str, port: int, thing: str, *, private: bool = False) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else addresses(host, port, thing, private=private)

    monkeypatch.setattr(fetching, "addresses", looked_up)
    port = site.url.rpartition(":")[2]
    site.answers["/a"] = (302, {"Location": f"http://127.0.0.1:{port}/secret"}, b"")
    site.answers["/b"] = (200, HTML, PAGE.encode())
    assert "leads to 127.0.0.1, which is this machine" in failure(f"http://news.example:{port}/a", private=False)
    (document,) = read(f"http://news.example:{port}/b")
    assert isinstance(document, Document)
    assert "/secret" not in site.paths()
    assert {headers["host"] for _, headers in site.asked} == {f"news.example:{port}"}


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "2130706433", "127.1", "0x7f.1", "10.0.0.1", "192.168.1.1"),
        *("169.254.169.254", "[::ffff:127.0.0.1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "100.64.0.1"),
    ],
)
def test_hosts_that_are_not_public_are_refused(host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path))
    told = failure(f"http://{host}:9/a", private=False)
    assert "which is this machine or in a private network; give --allow-private" in told or "cannot be found" in told


def test_a_cloud_s_metadata_is_never_asked_for() -> None:
    assert "this one is never asked" in failure("http://169.254.169.254:9/latest", private=True)


def test_a_private_page_that_is_kept_is_not_given_without_leave(site: Site) -> None:
    site.answers["/a"] = (200, HTML, PAGE.encode())
    documents(f"{site.url}/a")
    assert "private network" in failure(f"{site.url}/a", private=False)


def test_sizes_and_bombs_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMIT_MB", 1)
    site.answers["/large"] = (200, HTML, b"a" * 1_000_001)
    bomb = gzip.compress(b"a" * 50_000_000)
    site.answers["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    site.answers["/damaged"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip")
    site.answers["/br"] = (200, {**HTML, "Content-Encoding": "br"}, b"x")
    assert "is larger than 1,000 kB" in failure(f"{site.url}/large")
    assert "is larger than 1,000 kB" in failure(f"{site.url}/bomb")
    assert "the answer is damaged" in failure(f"{site.url}/damaged")
    assert "packs its answer as 'br'" in failure(f"{site.url}/br")


def test_a_feed_without_end_is_stopped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 1.0)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"<item>")
                time.sleep(0.1)
        except OSError:
            return

    def letter_by_letter(handler: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(100):
                handler.wfile.write(b"H")
                time.sleep(0.1)
        except OSError:
            return

    site.answers["/feed"] = endless
    site.answers["/slow"] = letter_by_letter
    began = time.monotonic()
    assert "takes more than 1 s" in failure(f"{site.url}/feed")
    assert "takes more than 2 s" in failure(f"{site.url}/slow")
    assert time.monotonic() - began < 9


def test_what_is_no_article_and_what_does_not_answer_is_told(site: Site) -> None:
    site.answers["/a.png"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    assert "is image/png, which is no article" in failure(f"{site.url}/a.png")
    assert "the server answers 404 (Not Found)" in failure(f"{site.url}/gone")
    assert "has a user name or password in it" in failure(site.url.replace("//", "//me:secret@"))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert "the connection failed" in failure(f"http://127.0.0.1:{port}/")
    assert "cannot be found" in failure("http://no-such-host.invalid/")


@pytest.mark.model
def test_addresses_go_into_a_store_and_are_tried_again(site: Site, tmp_path: Path) -> None:
    url = f"{site.url}/rain"
    with corpus.open(tmp_path / "news.db", config=Config(intake=Intake(private=True))) as store:
        assert len(store.add([url]).failures) == 1
        page = PAGE.replace('<link rel="canonical" href="https://daily.example/rain">', "")
        site.answers["/rain"] = (200, HTML, page.encode())
        assert store.add([], retry=True).added == 1
        assert store.add([url]).unchanged == 1
        assert store.update().removed == ()
        (document,) = store.graph().documents()
    assert (document.source, document.url) == (url, url)
