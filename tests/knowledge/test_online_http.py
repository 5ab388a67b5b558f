import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from newsweave import __version__
from newsweave.errors import NewsweaveError, ServiceError
from newsweave.knowledge.online.http import Client, Patience
from newsweave.knowledge.online.trouble import insecure, moved, refusal, retry_after
from tests.knowledge.scripted import Step, service

ROOT = Path(__file__).parents[2]
QUICK = Patience(answer=0.3, tries=3, size=100_000)


class Waits(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def client(waits: Waits) -> Iterator[Client]:
    asks = Client("test", patience=QUICK, sleep=waits)
    yield asks
    asks.close()


def test_it_says_who_it_is_and_what_it_wants(client: Client) -> None:
    with service([Step(body={"a": 1})]) as there:
        assert client.get(there.url, {"q": "Ünï"}) == {"a": 1}
        assert client.post(there.url, {"queries": "{}"}) == {"a": 1}
    get, post = there.asked
    assert get.headers["user-agent"].startswith(f"newsweave/{__version__} ")
    assert get.fields == {"q": "Ünï"}
    assert post.fields == {"queries": "{}"}
    assert post.headers["content-type"] == "application/x-www-form-urlencoded"


def test_it_waits_as_long_as_a_429_asks(client: Client, waits: Waits) -> None:
    with service([Step(status=429, headers={"Retry-After": "7"}), Step(body=[1])]) as there:
        assert client.get(there.url) == [1]
    assert waits == [7.0]


def test_it_waits_twice_as_long_each_time_and_then_gives_up(client: Client, waits: Waits) -> None:
    with service([Step(status=503)]) as there, pytest.raises(ServiceError) as caught:
        client.get(there.url)
    assert waits == [1.0, 2.0]
    assert len(there.asked) == 3
    assert (
        str(caught.value)
        == "test: is in trouble (status 503) (asked 3 times); try again later, or go on without --link"
    )


def test_it_does_not_wait_an_hour(client: Client, waits: Waits) -> None:
    with service([Step(status=429, headers={"Retry-After": "3600"})]) as there, pytest.raises(ServiceError):
        client.get(there.url)
    assert waits == []


def test_when_its_patience_is_used_up_it_fails_at_once(waits: Waits) -> None:
    asks = Client("test", patience=Patience(tries=3, budget=4.0), sleep=waits)
    with service([Step(status=500)]) as there:
        for _ in range(3):
            with pytest.raises(ServiceError):
                asks.get(there.url)
    asks.close()
    assert waits == [1.0, 2.0]
    assert len(there.asked) == 3 + 1 + 1


def test_a_service_that_only_costs_time_is_not_asked_for_ever(waits: Waits) -> None:
    asks = Client("test", patience=Patience(answer=0.05, tries=1, budget=0.08), sleep=waits)
    with service([Step(wait=0.2)]) as there:
        for _ in range(2):
            with pytest.raises(ServiceError, match=r"no answer within 0\.05 s"):
                asks.get(there.url)
        for _ in range(3):
            with pytest.raises(ServiceError, match=r"is given up: it has cost 0\.08 s"):
                asks.get(there.url)
    asks.close()
    assert len(there.asked) == 2


def test_what_is_on_this_machine_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    asks = Client("test", patience=QUICK)
    with service([Step(body=[1])]) as there:
        assert asks.get(there.url) == [1]
    asks.close()


def test_an_error_that_says_200_is_asked_again(client: Client, waits: Waits) -> None:
    from newsweave.knowledge.online.wikidata import _check

    lag = Step(
        body={"error": {"code": "maxlag", "info": "Waiting for 10.64.48.1: 6.2 seconds"}}, headers={"Retry-After": "5"}
    )
    with service([lag, Step(body={"search": []})]) as there:
        assert client.get(there.url, check=_check) == {"search": []}
    assert waits == [5.0]
    with service([lag]) as there, pytest.raises(ServiceError, match="reports maxlag: Waiting for"):
        client.get(there.url, check=_check)


def test_an_error_of_ours_is_not_asked_again(client: Client, waits: Waits) -> None:
    from newsweave.knowledge.online.wikidata import _check

    with service([Step(body={"error": {"code": "badvalue", "info": "no"}})]) as there, pytest.raises(ServiceError):
        client.get(there.url, check=_check)
    assert waits == []


def test_a_slow_answer_is_given_up(client: Client, waits: Waits) -> None:
    with service([Step(body={}, wait=0.6), Step(body={"late": False})]) as there:
        assert client.get(there.url) == {"late": False}
    assert waits == [1.0]


def test_an_answer_that_drips_is_given_up(waits: Waits) -> None:
    asks = Client("test", patience=Patience(answer=0.2, tries=1), sleep=waits)
    began = time.monotonic()
    with service([Step(body="x" * 100, drip=0.02)]) as there, pytest.raises(ServiceError, match=r"within 0\.2 s"):
        asks.get(there.url)
    assert time.monotonic() - began < 1.0
    asks.close()


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        (Step(body=b'{"a": [1, 2'), "JSON that is cut off or damaged"),
        (Step(body={"a": 1}, cut=50), "the connection failed"),
        (Step(body=b"\xff\xfe\xfa"), "JSON that is cut off or damaged"),
        (Step(body=b"[" * 60_000), "JSON that is cut off or damaged"),
        (
            Step(body=b"<html>", headers={"Content-Type": "text/html; charset=utf-8"}),
            "answered with text/html, not JSON",
        ),
        (Step(body="x" * 200_000), "longer than 100,000 bytes"),
        (Step(status=404), r"refused the request \(status 404\)"),
        (Step(status=403), r"refused the request \(status 403\)"),
        (Step(status=302, headers={"Location": "ftp://127.0.0.1/"}), "redirects from http to ftp"),
        (Step(status=302, headers={"Location": "file:///etc/passwd"}), "redirects from http to file"),
        (Step(status=302, headers={"Location": "/again"}), "leads on and on"),
        (Step(status=301), "redirects to nowhere"),
        (Step(status=302, headers={"Location": "http://192.0.2.1/"}), "http:// can be read and changed on the way"),
    ],
)
def test_a_bad_answer_is_an_error_with_a_cure(client: Client, step: Step, problem: str) -> None:
    with service([step]) as there, pytest.raises(ServiceError, match=problem) as caught:
        client.get(there.url)
    assert isinstance(caught.value, NewsweaveError)
    assert caught.value.thing == "test"
    assert caught.value.cure


def test_a_huge_answer_is_not_read_to_its_end(client: Client) -> None:
    zeros = Step(body=b"0" * 5_000_000)
    with service([zeros]) as there, pytest.raises(ServiceError, match="longer than"):
        client.get(there.url)


def test_a_redirect_is_followed_and_a_form_stays_a_form(client: Client) -> None:
    moves = {"/old": Step(status=307, headers={"Location": "/new"}), "/new": Step(body={"here": 1})}
    with service(lambda asked: moves[asked.path]) as there:
        assert client.post(f"{there.url}/old", {"q": "x"}) == {"here": 1}
        assert client.get(f"{there.url}/old") == {"here": 1}
    assert [(asked.method, asked.fields) for asked in there.asked[:2]] == [("POST", {"q": "x"})] * 2


def test_a_form_is_not_made_a_get(client: Client) -> None:
    with (
        service([Step(status=301, headers={"Location": "/new"})]) as there,
        pytest.raises(ServiceError, match="has moved"),
    ):
        client.post(there.url, {"q": "x"})


def test_nobody_there_is_an_error(client: Client, waits: Waits) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(ServiceError, match="the connection failed"):
            client.get(url)
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize(
    ("url", "allow", "fine"),
    [
        ("https://www.wikidata.org/w/api.php", False, True),
        ("http://www.wikidata.org/w/api.php", False, False),
        ("http://www.wikidata.org/w/api.php", True, True),
        ("http://localhost:8000", False, True),
        ("http://[::1]:8000", False, True),
        ("http://127.0.0.1.example.org", False, False),
        ("file:///etc/passwd", True, False),
        ("https://exa mple\x00", True, False),
        ("wikidata", True, False),
    ],
)
def test_only_https_is_asked_and_http_on_this_machine(url: str, allow: bool, fine: bool) -> None:
    assert (insecure(url, allow) is None) is fine


@pytest.mark.parametrize(
    ("place", "target", "follows"),
    [
        ("https://a.example/", "https://b.example/x", True),
        ("http://127.0.0.1/", "https://b.example/x", True),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "https://127.0.0.1/", False),
    ],
)
def test_redirects_go_nowhere_less_safe(place: str, target: str, follows: bool) -> None:
    response = httpx.Response(308, headers={"Location": target}, request=httpx.Request("GET", place))
    assert (moved("GET", response) == target) is follows


def test_retry_after_may_be_a_date() -> None:
    assert retry_after({"Retry-After": "Thu, 01 Jan 1970 00:01:40 GMT"}, now=lambda: 90.0) == 10.0
    assert retry_after({"Retry-After": "-1"}) is None
    trouble = refusal(429, {"Retry-After": "3"})
    assert trouble is not None
    assert trouble.wait == 3.0


def test_the_package_does_not_load_httpx() -> None:
    code = "import newsweave, newsweave.cli, newsweave.knowledge.types, sys; print(str('httpx' in sys.modules).lower())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    assert json.loads(done.stdout) is False
