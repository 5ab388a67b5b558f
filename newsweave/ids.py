"""Identifiers from content: the same input gives the same ids on any machine, in any order.

Version 1: BLAKE2b over the UTF-8 parts, each preceded by its length in bytes, under a person string that
names the version and the sort of thing; 16 hexadecimal digits (64 bits) behind a letter for the sort.
At ten million items the chance of one collision is below 3 in a million (birthday bound n^2 / 2^65).
"""

import hashlib
import re
from datetime import date

from anyascii import anyascii

from newsweave.raw import Raw
from newsweave.types import Document, Kind

_VERSION = 1
# correction, document, entity, mention, statement, quote, triple, event (v)
_PERSONS = {letter: f"newsweave{_VERSION}{letter}".encode() for letter in "cdemsqtv"}
_DOCUMENT_ID = re.compile("d[0-9a-f]{16}")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def content_id(letter: str, *parts: object) -> str:
    """Hash parts into an id that starts with a letter for its sort.

    Parts are taken as text (None as absent, distinct from an empty string) and kept apart from each other.

    >>> content_id("s", "a", "bc") == content_id("s", "ab", "c")
    False
    >>> content_id("s", None) == content_id("s", "")
    False
    """
    person = _PERSONS.get(letter)
    if person is None:
        raise ValueError(f"no sort of id starts with {letter!r}; known: {' '.join(sorted(_PERSONS))}")
    data = "".join([_measured(part) for part in parts]).encode("utf-8", "surrogatepass")
    return letter + hashlib.blake2b(data, digest_size=8, person=person).hexdigest()


def digest(data: bytes) -> str:
    """Hash what is already told apart as it should be; for ids that are parts of others.

    >>> digest(b"a")
    '10c386597c00d995'
    """
    return hashlib.blake2b(data, digest_size=8, person=_PERSONS["s"]).hexdigest()


def _measured(part: object) -> str:
    """Write a part with its length in bytes of UTF-8 before it."""
    if part is None:
        return "-:"
    text = part if type(part) is str else str(part)
    return f"{len(text) if text.isascii() else len(text.encode('utf-8', 'surrogatepass'))}:{text}"


def is_document_id(text: str) -> bool:
    """Tell whether a text looks like the id of a document.

    >>> is_document_id("d0123456789abcdef"), is_document_id("rain.txt")
    (True, False)
    """
    return _DOCUMENT_ID.fullmatch(text) is not None


def document_id(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    language: str = "en",
) -> str:
    """Hash a document: its words and what is known about it, but not where it was read."""
    return content_id("d", text, title, url, publisher, author, published, language)


def make_document(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    language: str = "en",
    source: str | None = None,
    digest: str | None = None,
    raw: Raw | None = None,
) -> Document:
    """Make a Document with its content id.

    >>> make_document("Rain fell.").id == make_document("Rain fell.", source="a.txt").id
    True
    """
    identifier = document_id(
        text, title=title, url=url, publisher=publisher, author=author, published=published, language=language
    )
    return Document(
        id=identifier,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        author=author,
        published=published,
        language=language,
        source=source,
        digest=digest,
        raw=raw,
    )


def slug(name: str, limit: int = 48) -> str:
    """Write a name in small ASCII letters and hyphens, for ids that a person can read.

    >>> slug("Қасым-Жомарт Тоқаев")
    'qasym-zhomart-toqaev'
    """
    return _NOT_WORD.sub("-", anyascii(name).lower()).strip("-")[:limit].rstrip("-") or "x"


def canonical_id(kind: Kind, name: str, *distinguish: str) -> str:
    """Make the id of an entity across documents: its kind, its name, and a hash that keeps it apart.

    Args:
        kind: The entity's kind.
        name: The fullest name in use.
        distinguish: Whatever tells it from a namesake; nothing for the only bearer of the name.

    >>> canonical_id(Kind.ORG, "CSTO").startswith("org-csto-")
    True
    """
    return f"{kind.lower()}-{slug(name)}-{content_id('e', kind, name, *distinguish)[1:13]}"
