"""Sends requests to a store: with credentials, again after a while where that helps, in the open only where allowed."""

import logging
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from newsweave import __version__
from newsweave.errors import ServiceError
from newsweave.exports.stores.protocols import Request
from newsweave.knowledge.online.trouble import REDIRECTS, insecure, retry_after

_LOG = logging.getLogger(__name__)
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_HERE = ("all://127.0.0.1", "all://localhost", "all://[::1]")  # what is on this machine is not asked through a proxy
_CURES = {
    401: "give --user and a password, or --token; --auth digest for a store that wants it",
    403: "ask for the right to write, or use another user",
    404: "look at the address: which path takes graphs is in docs/stores.md",
    405: "look at the address: which path takes graphs is in docs/stores.md, or take the other --protocol",
    411: "look whether a proxy stands between",
    413: "send less at once: --batch 5000",
    415: "take the other --protocol",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, and for what.

    Attributes:
        answer: Seconds that the answer to one request may take.
        tries: How often one request is sent at most.
        first: Seconds before the second try; each further wait is twice as long.
        longest: Seconds that one wait may last.
    """

    answer: float = 300.0
    tries: int = 5
    first: float = 1.0
    longest: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of a request.

    Attributes:
        there: False if there was nothing to delete.
        refusal: Why the store would not have these data, while it may have others; None if all is well.
    """

    there: bool = True
    refusal: ServiceError | None = None


class Sender:
    """Sends requests to the address of one store.

    Args:
        address: Of what takes graphs or updates.
        user: Name and password, if the store wants them.
        digest: Whether it wants them as a digest (RFC 7616) instead of plainly (RFC 7617).
        token: A bearer token, if it wants that (RFC 6750).
        patience: How long to wait.
        allow_http: Send credentials and data over connections that anybody on the way can read.
        sleep: Waits.

    Raises:
        ServiceError: The address is none, or may not be used.
    """

    def __init__(
        self,
        address: str,
        *,
        user: tuple[str, str] | None = None,
        digest: bool = False,
        token: str | None = None,
        patience: Patience | None = None,
        allow_http: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if trouble := insecure(address, allow_http):
            cure = "give https://, or --allow-http" if "http://" in trouble.problem else trouble.cure
            raise ServiceError("store", trouble.problem, cure)
        url = httpx.URL(address)
        if url.userinfo:
            problem = "its address holds a password, which logs and lists of processes would show"
            raise ServiceError(f"store {url.host}", problem, "give --user, and the password in the environment")
        self.name = f"store {address}"
        self._url = url
        self._patience = patience or Patience()
        self._sleep = sleep
        headers = {"User-Agent": f"newsweave/{__version__}"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        auth = (httpx.DigestAuth if digest else httpx.BasicAuth)(*user) if user else None
        self._http = httpx.Client(
            headers=headers,
            auth=auth,
            timeout=self._patience.answer,
            follow_redirects=False,
            mounts=dict.fromkeys(_HERE),
        )
        self._closing = weakref.finalize(self, self._http.close)

    def close(self) -> None:
        """Close the connections."""
        self._closing()

    def send(self, request: Request) -> Sent:
        """Send a request until it is answered.

        Raises:
            ServiceError: It is not, or the store takes nothing from us.
        """
        for tried in range(1, self._patience.tries + 1):
            response, problem = self._once(request)
            if response is not None and response.status_code not in _AGAIN:
                return self._judge(request, response)
            wait = self._wait(response, tried)
            if wait is None:
                raise ServiceError(self.name, f"{problem} (asked {tried} times)", "see whether it runs, and push again")
            _LOG.info("%s: %s; asking again in %.1f s", self.name, problem, wait)
            self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, request: Request) -> tuple[httpx.Response | None, str]:
        """Send a request; return the answer, and what is wrong if another try may help."""
        url = self._url.copy_merge_params(dict(request.parameters))
        try:
            response = self._http.request(
                request.method, url, headers=dict(request.headers), content=request.content or None
            )
        except httpx.TimeoutException:
            return None, f"gave no answer within {self._patience.answer:g} s"
        except httpx.HTTPError as error:
            return None, f"the connection failed ({error})"
        return response, f"is in trouble (status {response.status_code}{_said(response)})"

    def _wait(self, response: httpx.Response | None, tried: int) -> float | None:
        """Return seconds to wait before the next try; None if there is to be none."""
        asked = retry_after(response.headers) if response is not None else None
        wait = max(self._patience.first * 2 ** (tried - 1), asked or 0.0)
        return None if tried >= self._patience.tries or wait > self._patience.longest else wait

    def _judge(self, request: Request, response: httpx.Response) -> Sent:
        """Tell what an answer means that no other try would change."""
        status = response.status_code
        if response.is_success:
            return Sent()
        if status == 404 and request.method == "DELETE":
            return Sent(there=False)
        if status in REDIRECTS:
            target = response.headers.get("Location", "nowhere")
            raise ServiceError(self.name, f"has moved to {target}", "give that address")
        problem = f"refused the request (status {status}{_said(response)})"
        if status in (400, 413, 422):
            return Sent(refusal=ServiceError(self.name, problem, _CURES.get(status, "look at what it says")))
        raise ServiceError(self.name, problem, _CURES.get(status, "look at what it says"))


def _said(response: httpx.Response) -> str:
    """Give the first line of what an answer says, if it is text."""
    if not response.headers.get("Content-Type", "text/plain").startswith("text/plain"):
        return ""
    lines = response.text[:300].split("\n")
    return f": {lines[0].strip()}" if lines[0].strip() else ""
