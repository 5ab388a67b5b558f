"""Fetching a page that the user names: within limits of time, size and redirects, as robots.txt allows (RFC 9309)."""

import logging
import queue
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import httpx

from newsweave.errors import FetchError
from newsweave.ingest.formats.found import LIMIT_MB
from newsweave.ingest.formats.table import FORMATS, by_suffix
from newsweave.ingest.web.hosts import addresses, is_public
from newsweave.ingest.web.pages import Kept, Shelf
from newsweave.knowledge.online.http import USER_AGENT
from newsweave.knowledge.places import cache_folder

_SECONDS = 30.0  # that one address may take from the first byte to the last, redirects included
_MOVES = 5
_ROBOTS = 500_000  # bytes of robots.txt that are read (RFC 9309, 2.5)
_NAME = "newsweave"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/plain": "text",
    "text/markdown": "text",
    "text/csv": "csv",
    "application/json": "json",
    "application/feed+json": "json",
    "text/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/x-jsonlines": "jsonl",
    "text/tab-separated-values": "csv",
    "application/mbox": "mbox",
    "application/warc": "warc",
    "application/vnd.apache.parquet": "parquet",
    "multipart/related": "saved",
    "application/zip": "zip",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_ANYTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched: the file that holds it, a name whose suffix tells its format, where it was, its encoding."""

    path: Path
    name: str
    url: str
    charset: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    private: bool


@contextmanager
def fetched(url: str, *, private: bool = False, shelf: Shelf | None = None) -> Iterator[Page]:
    """Fetch a page.

    Args:
        url: Its address, http or https.
        private: Whether addresses of this machine and of private networks may be asked.
        shelf: Where pages are kept; by default in the user's cache folder.

    Raises:
        FetchError: It is not to be had, or not allowed.
    """
    shelf = shelf or Shelf(cache_folder() / "pages")
    kept = shelf.get(url)
    if kept is not None and kept.private and not private:
        kept = None
    if kept is None or not shelf.is_fresh(kept):
        try:
            kept = _in_time(url, private, shelf, kept)
        except FetchError as error:
            if kept is None:
                raise
            _log.warning("%s; what it gave before is used", error)
    with tempfile.TemporaryDirectory(prefix="newsweave-") as folder:
        path = Path(folder) / "page"
        path.write_bytes(shelf.body(url).read_bytes())
        yield Page(path=path, name=_name(kept), url=kept.address, charset=kept.charset)


def _in_time(url: str, private: bool, shelf: Shelf, kept: Kept | None) -> Kept:
    """Ask in a thread, which is left behind if the server sends its headers letter by letter."""
    results: queue.Queue[Kept | BaseException] = queue.Queue()

    def ask() -> None:
        try:
            results.put(_asked(url, private, shelf, kept))
        except BaseException as error:
            results.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        result = results.get(timeout=2 * _SECONDS)
    except queue.Empty:
        raise FetchError(url, f"takes more than {2 * _SECONDS:g} s", "try again later") from None
    if isinstance(result, BaseException):
        raise result
    return result


def _asked(url: str, private: bool, shelf: Shelf, kept: Kept | None) -> Kept:
    """Ask the server, and keep what it says."""
    with _client() as client:
        asking = _Asking(client, url, private)
        _heed_robots(asking, url)
        known = {"If-None-Match": kept.tag, "If-Modified-Since": kept.modified} if kept else {}
        conditions = {name: value for name, value in known.items() if value}
        answer = asking.get(url, conditions, LIMIT_MB * 1_000_000, robots=True)
    if answer.status == 304 and kept is not None:
        same = replace(kept, fetched=shelf.now())
        shelf.put(url, same)
        return same
    if answer.status != 200:
        problem = f"the server answers {answer.status} ({httpx.codes.get_reason_phrase(answer.status) or 'unknown'})"
        raise FetchError(url, problem, "look at the address in a browser")
    return _keep(url, answer, shelf)


def _keep(url: str, answer: _Answer, shelf: Shelf) -> Kept:
    content = httpx.Headers(dict(answer.headers)).get("Content-Type", "")
    kind = content.partition(";")[0].strip().lower()
    if kind not in _KINDS and kind not in _ANYTHING and by_suffix(_last(answer.address)) is None:
        raise FetchError(
            url, f"is {kind[:60]}, which is no article", "give the address of a page, a feed or a PDF file"
        )
    new = Kept(
        address=answer.address,
        kind=kind,
        charset=_charset(content),
        tag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
        fetched=shelf.now(),
        private=answer.private,
        size=len(answer.body),
    )
    shelf.put(url, new, answer.body)
    return new


def _client() -> httpx.Client:
    headers = {"User-Agent": USER_AGENT, "Accept": "text/html,application/xml,application/pdf,*/*;q=0.5"}
    headers["Accept-Encoding"] = "gzip"
    return httpx.Client(headers=headers, timeout=10.0, follow_redirects=False, trust_env=False)


class _Asking:
    """Asks for one page and what belongs to it, all within one span of time."""

    def __init__(self, client: httpx.Client, thing: str, private: bool) -> None:
        self.client, self.thing, self.private = client, thing, private
        self.until = time.monotonic() + _SECONDS

    def get(self, url: str, headers: Mapping[str, str], limit: int, *, robots: bool = False) -> _Answer:
        """Fetch an address and follow where it leads.

        Raises:
            FetchError: There is no answer, or a redirect leads where none should.
        """
        target = self._parsed(url)
        for _ in range(_MOVES + 1):
            answer = self._once(target, headers, limit)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            previous = target
            target = self._parsed(str(target.join(answer.headers["location"])))
            if previous.scheme == "https" and target.scheme != "https":
                raise self._error("is redirected from https to http", "give the address that it leads to")
            if robots and target.host != previous.host:
                _heed_robots(self, str(target))
        raise self._error(f"is redirected more than {_MOVES} times", "give the address that it leads to")

    def _parsed(self, url: str) -> httpx.URL:
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise self._error(f"is or leads to what is no address ({error})", "look at its spelling") from error
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise self._error(f"is or leads to {str(parsed)[:80]!r}, which is no web address", "give one with https://")
        if parsed.userinfo:
            raise self._error("has a user name or password in it", "give the address without it")
        return parsed

    def _once(self, url: httpx.URL, headers: Mapping[str, str], limit: int) -> _Answer:
        port = url.port or (443 if url.scheme == "https" else 80)
        reached = addresses(url.host, port, self.thing, private=self.private)
        pinned = url.copy_with(host=reached[0], fragment=None)
        named = {**headers, "Host": url.netloc.decode("ascii")}
        extensions = {"sni_hostname": url.raw_host.decode("ascii")} if url.scheme == "https" else {}
        try:
            with self.client.stream("GET", pinned, headers=named, extensions=extensions) as response:
                body = self._body(response, limit)
                return _Answer(
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    body=body,
                    address=str(url),
                    private=not all(map(is_public, reached)),
                )
        except httpx.TimeoutException as error:
            raise self._error("the server does not answer in time", "try again later") from error
        except (httpx.HTTPError, OSError, ValueError) as error:
            raise self._error(f"the connection failed ({error})", "try again later") from error

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        """Read an answer within the limits, unpacked or not."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
            raise self._error(f"the server packs its answer as {encoding[:30]!r}", "save the page, and give the file")
        unpack = zlib.decompressobj(wbits=47) if encoding not in {"identity", ""} else None
        body = bytearray()
        for piece in response.iter_raw():
            try:
                body += unpack.decompress(piece, limit + 1 - len(body)) if unpack else piece
            except zlib.error as error:
                raise self._error("the answer is damaged", "try again later") from error
            if len(body) > limit:
                raise self._error(f"is larger than {limit // 1000:,} kB", "save the page, and give the file")
            if time.monotonic() > self.until:
                raise self._error(f"takes more than {_SECONDS:g} s", "try again later")
        return bytes(body)

    def _error(self, problem: str, cure: str) -> FetchError:
        return FetchError(self.thing, problem, cure)


def _heed_robots(asking: _Asking, url: str) -> None:
    """Ask the site whether programs may read a page; where it has no robots.txt they may.

    Raises:
        FetchError: They may not, or the site does not say.
    """
    place = httpx.URL(url).copy_with(path="/robots.txt", query=None, fragment=None)
    answer = asking.get(str(place), {}, _ROBOTS)
    if 400 <= answer.status < 500:
        return
    if answer.status != 200:
        problem = f"robots.txt cannot be read there (answer {answer.status})"
        raise FetchError(asking.thing, problem, "try again later, or save the page and give the file")
    rules = RobotFileParser()
    rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(_NAME, url):
        problem = "the site's robots.txt asks programs not to read it"
        raise FetchError(asking.thing, problem, "save the page in a browser, and give the file")


def _charset(content: str) -> str | None:
    for part in content.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \t\"'")[:40] or None
    return None


def _last(address: str) -> str:
    return PurePosixPath(unquote(httpx.URL(address).path)).name[:100]


def _name(kept: Kept) -> str:
    """Return a name whose suffix tells the format, by what the server says, else by the address."""
    last = _last(kept.address)
    said = _KINDS.get(kept.kind)
    named = by_suffix(last)
    if said is None or (named is not None and said == "text"):
        return last
    return f"page{FORMATS[said].suffixes[-1] if said == 'feed' else FORMATS[said].suffixes[0]}"
