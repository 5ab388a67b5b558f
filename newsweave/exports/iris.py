"""IRIs for what we write, after RFC 3987: percent-encoded down to ASCII, so that every reader takes them."""

import re
from urllib.parse import quote, urlsplit

from newsweave.errors import WriteError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")  # most parts: they stay as they are
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = ":/?@!$&'()*+,;=%"  # what may stand in an IRI as it is, besides letters, digits and -._~


def encode(part: object) -> str:
    """Encode one part of an IRI, whatever is in it; different parts stay different.

    >>> encode("RFE/RL")
    'RFE%2FRL'
    """
    said = str(part)
    return said if _PLAIN.fullmatch(said) else quote(said, safe="", errors="surrogatepass")


def clean(address: str) -> str | None:
    """Encode what may not stand in an IRI; None if there is no scheme, so that it cannot be one.

    >>> clean("https://news.example/a b?q=ü")
    'https://news.example/a%20b?q=%C3%BC'
    >>> clean("page 4") is None
    True
    """
    if not _SCHEME.match(address):
        return None
    rest, mark, fragment = _STRAY_PERCENT.sub("%25", address).partition("#")
    return mark.join(quote(part, safe=_SAFE, errors="surrogatepass") for part in (rest, fragment))


def checked_base(base: str) -> str:
    """Check the IRI under which things get theirs.

    Raises:
        WriteError: It is no absolute IRI that ends with / or #.
    """
    cleaned = clean(base)
    if cleaned is None or not cleaned.endswith(("/", "#")) or not _has_sound_host(cleaned):
        problem = "it is no IRI that ends with / or #"
        raise WriteError(f"base {base!r}", problem, "try one like https://example.org/kg/")
    return cleaned


def _has_sound_host(address: str) -> bool:
    try:
        urlsplit(address).port  # noqa: B018 - read for its checks
    except ValueError:
        return False
    return True


def iri(base: str, room: str, *parts: object) -> str:
    """Name a thing: its room ("entity", "doc", "run") and what tells it apart there."""
    return f"{base}{room}/{','.join(map(encode, parts))}"
