"""A real HTTP server on loopback that answers as a script says, well or badly, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Step:
    """One answer; `cut` promises more bytes than it sends, `drip` waits between bytes."""

    status: int = 200
    body: Any = ""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    cut: int = 0

    @property
    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True, kw_only=True)
class Asked:
    method: str
    path: str
    fields: dict[str, str]
    headers: dict[str, str]


Answering = Callable[[Asked], Step]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, form: str) -> None:
        fields = {name: values[0] for name, values in parse_qs(form).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(method=self.command, path=urlsplit(self.path).path, fields=fields, headers=headers)
        self.server.asked.append(asked)
        step = self.server.answering(asked)
        time.sleep(step.wait)
        try:
            self._send(step)
        except OSError:  # the client has gone
            self.close_connection = True

    def _send(self, step: Step) -> None:
        self.send_response(step.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(step.bytes) + step.cut)} | step.headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in [step.bytes] if not step.drip else [bytes([byte]) for byte in step.bytes]:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(step.drip)
        self.close_connection = bool(step.cut)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.asked: list[Asked] = []
        super().__init__(("127.0.0.1", 0), _Handler)


@dataclass(frozen=True)
class Service:
    url: str
    asked: list[Asked]


@contextmanager
def service(answering: Answering | list[Step]) -> Iterator[Service]:
    """Run a server; of a list of steps the last one goes on for ever."""
    if isinstance(answering, list):
        steps = list(answering)
        answer: Answering = lambda _: steps.pop(0) if len(steps) > 1 else steps[0]  # noqa: E731
    else:
        answer = answering
    with _Server(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Service(f"http://127.0.0.1:{server.server_address[1]}", server.asked)
        finally:
            server.shutdown()
            thread.join()
