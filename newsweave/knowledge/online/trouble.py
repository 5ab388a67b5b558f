"""What answers mean that are none: decided here, without touching anything.

Specifications: RFC 9110 sections 10.2.3 (Retry-After), 15 (status codes) and 15.4 (redirects), RFC 6585 section 4.
"""

import email.utils
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why there is no answer.

    Attributes:
        problem: What happened.
        cure: What the user can do.
        again: Whether another try may help.
        wait: Seconds that the service asks for; None if it names none.
    """

    problem: str
    cure: str = "try again later, or go on without --link"
    again: bool = False
    wait: float | None = None


def insecure(url: str, allow_http: bool) -> Trouble | None:
    """Tell what keeps an address from being asked: only https, and http to this machine or where it is allowed."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        return Trouble(problem=f"{url!r} is no address ({error})", cure="give one that starts with https://")
    if parsed.scheme == "https" or (parsed.scheme == "http" and (allow_http or is_loopback(parsed.host))):
        return None
    if parsed.scheme == "http":
        return Trouble(problem="http:// can be read and changed on the way", cure="use https://, or allow http")
    return Trouble(problem=f"{url!r} is no address of a service", cure="give one that starts with https://")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("127.0.0.1.example.org")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def moved(method: str, response: httpx.Response) -> str | Trouble:
    """Return where a redirect leads, if one may follow: to the same scheme or https; a form stays a form."""
    try:
        target = response.url.join(response.headers["Location"])
    except (KeyError, httpx.InvalidURL):
        return Trouble(problem="redirects to nowhere")
    if target.scheme not in (response.url.scheme, "https"):
        return Trouble(
            problem=f"redirects from {response.url.scheme} to {target.scheme}", cure="do not use this service"
        )
    if is_loopback(target.host) and not is_loopback(response.url.host):
        return Trouble(problem="redirects to this machine", cure="do not use this service")
    if method == "POST" and response.status_code not in _KEEP_METHOD:
        return Trouble(problem=f"has moved to {target}", cure="give that address")
    return str(target)


def refusal(status: int, headers: Mapping[str, str]) -> Trouble | None:
    """Tell what a status code means."""
    if 200 <= status < 300:
        return None
    if status in _AGAIN:
        problem = "asks us to slow down" if status == 429 else "is in trouble"
        return Trouble(problem=f"{problem} (status {status})", again=True, wait=retry_after(headers))
    return Trouble(
        problem=f"refused the request (status {status})", cure="check the address and whether it needs a key"
    )


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Read Retry-After: seconds, or a date.

    >>> retry_after({"Retry-After": "7"}), retry_after({}), retry_after({"Retry-After": "soon"})
    (7.0, None, None)
    """
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - now())
    except (ValueError, OverflowError):
        return None
