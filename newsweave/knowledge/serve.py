"""A knowledge base as a reconciliation service, for OpenRefine and for our own client.

Specification: Reconciliation Service API v0.2; what it answers is in `newsweave.knowledge.answers`. It is meant for
one's own machine: there is no key and no encryption, so bind it to another address only behind a server that has.
"""

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from newsweave.errors import ServiceError
from newsweave.knowledge import answers
from newsweave.knowledge.answers import BadRequestError
from newsweave.knowledge.types import KnowledgeBase

_LOG = logging.getLogger(__name__)
_MAX_BODY = 1_000_000  # bytes
_MAX_FIELDS = 20
_PATIENCE = 30.0  # seconds for a client to say something
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?", re.ASCII)
_JSON, _HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"


class Server(ThreadingHTTPServer):
    """Serves one knowledge base; the address is bound when it is made."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, base: KnowledgeBase, host: str, port: int) -> None:
        self.base = base
        self.lock = threading.Lock()  # a base answers in microseconds and need not know of threads
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The address to give to OpenRefine."""
        host, port = self.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}"


def serve(
    base: KnowledgeBase, host: str = "127.0.0.1", port: int = 8000, on_ready: Callable[[str], None] | None = None
) -> None:
    """Serve a base until KeyboardInterrupt, which comes out of it once the server is closed.

    Args:
        base: What to serve.
        host: Address to bind.
        port: Port to bind; 0 for any that is free.
        on_ready: Told the address of the service.

    Raises:
        ServiceError: The address cannot be bound.
    """
    with _bound(base, host, port) as server:
        if on_ready:
            on_ready(server.url)
        server.serve_forever(poll_interval=0.2)


@contextmanager
def serving(base: KnowledgeBase, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve a base beside what else goes on, as long as the block lasts; yields the address."""
    with _bound(base, host, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()


def _bound(base: KnowledgeBase, host: str, port: int) -> Server:
    try:
        return Server(base, host, port)
    except (OSError, OverflowError) as error:
        cure = "give another --port, or stop what listens there"
        raise ServiceError(f"{host}:{port}", f"cannot be served ({error})", cure) from error


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, has it answered, writes the answer."""

    protocol_version = "HTTP/1.1"
    server_version = "newsweave"
    sys_version = ""
    timeout = _PATIENCE
    disable_nagle_algorithm = True  # else the second packet of an answer waits 40 ms for the first to be confirmed
    wbufsize = 1 << 16
    server: Server

    def do_GET(self) -> None:
        """Answer a GET."""
        self._respond(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a form."""
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > _MAX_BODY:
            self.close_connection = True  # what was not read would be taken for the next request
            problem = f"longer than {_MAX_BODY:,} bytes" if size.isdecimal() else "without Content-Length"
            self._error(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE if size.isdecimal() else HTTPStatus.LENGTH_REQUIRED, problem
            )
            return
        self._respond(self.rfile.read(int(size)).decode("utf-8", "replace"))

    def do_OPTIONS(self) -> None:
        """Answer a browser that asks whether it may."""
        self._send(HTTPStatus.NO_CONTENT, _JSON, b"")

    def _respond(self, form: str) -> None:
        try:
            fields = parse_qs(form, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
            with self.server.lock:
                status, sort, text = self._answer({name: values[0] for name, values in fields.items()})
        except (BadRequestError, ValueError) as error:
            self._error(HTTPStatus.BAD_REQUEST, str(error))
        except Exception:
            _LOG.exception("%s cannot be answered", self.path[:200])
            self._error(HTTPStatus.INTERNAL_SERVER_ERROR, "the knowledge base is in trouble")
        else:
            self._send(status, sort, text.encode())

    def _answer(self, fields: dict[str, str]) -> tuple[HTTPStatus, str, str]:
        base, path = self.server.base, urlsplit(self.path).path.rstrip("/")
        if path in ("/item", "/preview"):
            item = base.item(fields.get("id", ""))
            if item is None:
                return HTTPStatus.NOT_FOUND, _JSON, _said("there is no such item")
            return HTTPStatus.OK, _HTML, answers.preview(item)
        if path.startswith("/suggest/") and path.removeprefix("/suggest/") in ("entity", "type", "property"):
            value = answers.suggestions(base, path.removeprefix("/suggest/"), fields.get("prefix", ""))
        elif path == "/properties":
            value = answers.proposals(_limit(fields.get("limit", "")))
        elif path:
            return HTTPStatus.NOT_FOUND, _JSON, _said("there is no such page")
        elif "queries" in fields:
            value = answers.results(base, fields["queries"])
        elif "extend" in fields:
            value = answers.extension(base, fields["extend"])
        elif self.command == "POST":
            raise BadRequestError("a form needs a field 'queries' or 'extend'")
        else:
            value = answers.manifest(base, self._root())
        return HTTPStatus.OK, _JSON, json.dumps(value, ensure_ascii=False)

    def _root(self) -> str:
        """Return the address under which we were asked, so that a name or a proxy stays in it."""
        host = self.headers.get("Host", "")
        return f"http://{host}" if _HOST.fullmatch(host) else self.server.url

    def _error(self, status: HTTPStatus, problem: str) -> None:
        self._send(status, _JSON, _said(problem).encode())

    def _send(self, status: HTTPStatus, sort: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", sort)
        self.send_header("Content-Length", str(len(body)))
        # OpenRefine and the test bench ask from a page of their own; there is nothing secret here.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Tell what was asked, to those who want to know."""
        _LOG.debug("%s %s", self.address_string(), format % args)


def _said(problem: str) -> str:
    return json.dumps({"status": "error", "message": problem}, ensure_ascii=False)


def _limit(text: str) -> int:
    return min(int(text), 100) if text.isdecimal() and text.isascii() and int(text) else 100
