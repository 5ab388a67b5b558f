"""A polite client: it says who it is, asks one thing at a time, waits when told to, and gives up in time.

Specifications: https://www.mediawiki.org/wiki/API:Etiquette and https://meta.wikimedia.org/wiki/User-Agent_policy;
RFC 9110 and 6585 as `newsweave.knowledge.online.trouble` reads them.
"""

import json
import logging
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from newsweave import __version__
from newsweave.errors import ServiceError
from newsweave.knowledge.online.trouble import REDIRECTS, Trouble, insecure, moved, refusal

_LOG = logging.getLogger(__name__)
USER_AGENT = f"newsweave/{__version__} (Python; knowledge graphs from news) httpx/{httpx.__version__}"
_MOVES = 3
_HERE = ("all://127.0.0.1", "all://localhost", "all://[::1]")  # what is on this machine is not asked through a proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a client waits, and for what.

    Attributes:
        answer: Seconds that one answer may take from the request to the last byte.
        tries: How often one request is sent at most.
        first: Seconds before the second try; each further wait is twice as long. Without chance, so that two
            runs behave alike: requests go in series, and there is no herd to scatter.
        longest: Seconds that one wait may last; a service that wants more is given up.
        budget: Seconds that waits and failed tries may cost in the life of a client; then it gives up at once.
        size: Bytes that an answer may have, unpacked.
    """

    answer: float = 30.0
    tries: int = 5
    first: float = 1.0
    longest: float = 60.0
    budget: float = 300.0
    size: int = 32 << 20


Check = Callable[[Any, Mapping[str, str]], Trouble | None]


class Client:
    """Asks one service.

    Args:
        service: Its name in messages.
        patience: How long to wait.
        allow_http: Send names over connections that anybody on the way can read and change.
        sleep: Waits.
        clock: Tells seconds, ever rising.
    """

    def __init__(
        self,
        service: str,
        *,
        patience: Patience | None = None,
        allow_http: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._patience = patience or Patience()
        self._allow_http = allow_http
        self._sleep, self._clock = sleep, clock
        self._left = self._patience.budget
        self._http = httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            timeout=self._patience.answer,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=1),
            mounts=dict.fromkeys(_HERE),
        )
        self._closing = weakref.finalize(self, self._http.close)

    def get(self, url: str, params: Mapping[str, str] | None = None, check: Check | None = None) -> Any:
        """Fetch a JSON value; `check` tells what is wrong with one that is an error in disguise.

        Raises:
            ServiceError: There is none to be had.
        """
        return self._ask("GET", url, {"params": dict(params)} if params else {}, check)

    def post(self, url: str, form: Mapping[str, str], check: Check | None = None) -> Any:
        """Send a form and fetch a JSON value, as `get`."""
        return self._ask("POST", url, {"data": dict(form)}, check)

    def close(self) -> None:
        """Close the connections."""
        self._closing()

    def _ask(self, method: str, url: str, options: dict[str, Any], check: Check | None) -> Any:
        if self._left <= 0:
            problem = f"is given up: it has cost {self._patience.budget:g} s of waiting"
            raise ServiceError(self._service, problem, "try again later, or go on without --link")
        for tried in range(1, self._patience.tries + 1):
            began = self._clock()
            answer = self._once(method, url, options, check)
            if not isinstance(answer, Trouble):
                return answer
            self._left -= self._clock() - began
            wait = self._wait(answer, tried)
            if wait is None:
                raise self._error(answer, tried)
            _LOG.info("%s: %s; asking again in %.1f s", self._service, answer.problem, wait)
            self._left -= wait
            self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _wait(self, trouble: Trouble, tried: int) -> float | None:
        """Return seconds to wait before the next try; None if there is to be none."""
        wait = self._patience.first * 2 ** (tried - 1)
        wait = max(trouble.wait, wait) if trouble.wait is not None else min(wait, self._patience.longest)
        bad = not trouble.again or tried >= self._patience.tries
        return None if bad or wait > min(self._patience.longest, self._left) else wait

    def _error(self, trouble: Trouble, tried: int) -> ServiceError:
        times = f" (asked {tried} times)" if tried > 1 else ""
        return ServiceError(self._service, trouble.problem + times, trouble.cure)

    def _once(self, method: str, url: str, options: dict[str, Any], check: Check | None) -> Any:
        """Send a request, follow it where it leads, and return a JSON value or the trouble."""
        for _ in range(_MOVES + 1):
            if trouble := insecure(url, self._allow_http):
                return trouble
            try:
                with self._http.stream(method, url, **options) as response:
                    if response.status_code not in REDIRECTS:
                        return self._read(response, check)
                    target = moved(method, response)
            except httpx.TimeoutException:
                return Trouble(problem=f"no answer within {self._patience.answer:g} s", again=True)
            except httpx.HTTPError as error:
                return Trouble(problem=f"the connection failed ({error})", again=True)
            if isinstance(target, Trouble):
                return target
            url, options = target, {} if method == "GET" else options
        return Trouble(problem=f"leads on and on, lastly to {url}", cure="give the address where the service really is")

    def _read(self, response: httpx.Response, check: Check | None) -> Any:
        trouble = refusal(response.status_code, response.headers)
        if trouble:
            return trouble
        body = self._body(response)
        if isinstance(body, Trouble):
            return body
        try:
            value = json.loads(body)
        except (ValueError, RecursionError) as error:
            sort = response.headers.get("Content-Type", "nothing in particular").partition(";")[0]
            found = "JSON that is cut off or damaged" if "json" in sort else f"{sort}, not JSON"
            return Trouble(problem=f"answered with {found} ({error})", again="json" in sort)
        return (check(value, response.headers) if check else None) or value

    def _body(self, response: httpx.Response) -> bytes | Trouble:
        """Read an answer within the limits of time and size, which httpx alone holds for each packet only."""
        until, body = self._clock() + self._patience.answer, bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._patience.size:
                return Trouble(problem=f"the answer is longer than {self._patience.size:,} bytes")
            if self._clock() > until:
                return Trouble(problem=f"no whole answer within {self._patience.answer:g} s", again=True)
        return bytes(body)
