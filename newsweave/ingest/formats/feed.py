"""Feeds, each entry a document. Nothing that a feed points to is fetched.

Specifications: RSS 0.9 to 2.0 (https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec) and
Atom (RFC 4287).
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO

from newsweave.errors import EmptyError, FormatError, LimitError
from newsweave.ingest.formats.found import Found, Piece, Request, digest, whole
from newsweave.ingest.formats.markup import traced, words
from newsweave.ingest.formats.safe_xml import Element, parse
from newsweave.ingest.formats.wild import lenient

_MOST = 20_000  # entries; feeds have 10 to 100
_ROOTS = frozenset({"rss", "feed", "RDF"})
_BODIES = ("encoded", "content", "description", "summary")  # the fullest first
_DATES = ("pubDate", "published", "date", "issued", "updated")
_AUTHORS = ("creator", "author")
# HTML's names of letters, of which XML has five; those not marked as data make a feed no XML.
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,8}[0-9]{0,2});")
_XHTML = "http://www.w3.org/1999/xhtml"


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a feed.

    Raises:
        FormatError: It is not well-formed, or XML of another sort.
    """
    data = whole(stream, request)
    root = parse(_NAMED.sub(_numbered, data), request.thing)
    if root.local not in _ROOTS:
        problem = f"is XML whose root is {root.local[:40]!r}, which is no feed"
        raise FormatError(request.thing, problem, "save its text as plain text (.txt)")
    channel = next(root.elements("channel"), root)
    publisher = _first(channel, "title")
    language = _first(channel, "language") or root.attributes.get("http://www.w3.org/XML/1998/namespace}lang")
    hashed = digest(data)
    parents = [root] if channel is root else [channel, root]  # RSS 1.0 has its items beside the channel
    entries = [entry for parent in parents for entry in parent.elements("item", "entry")]
    if not entries:
        raise EmptyError(request.thing, "is a feed without entries", "leave it out, or fetch it again later")
    if len(entries) > _MOST:
        raise LimitError(request.thing, f"is a feed of {len(entries):,} entries", f"keep {_MOST:,} at most")
    for number, entry in enumerate(entries, 1):

        def read(entry: Element = entry, place: str = f"entry {number}") -> Found:
            bodies = (*_bodies(entry), _first(entry, "title") or "")
            body = next((each for each in map(traced, bodies) if each.text), None)
            if body is None:
                raise EmptyError(request.thing, "holds no text", "read the page that it stands for", place)
            about = {
                "title": words(_first(entry, "title") or ""),
                "author": list(_authors(entry)),
                "publisher": _source(entry) or publisher,
                "published": next(filter(None, (_first(entry, name) for name in _DATES)), None),
                "language": language,
                "url": _link(entry),
            }
            return Found(text=body.text, metadata=lenient(about), digest=hashed, raw=body.raw(extracted=True))

        yield Piece(place=str(number), read=read)


def _numbered(found: re.Match[bytes]) -> bytes:
    """Write a letter by its number: &nbsp; as &#160;."""
    letters = html5.get(f"{found[1].decode('ascii')};", "")
    return b"".join(b"&#%d;" % ord(letter) for letter in letters) or found[0]


def _bodies(entry: Element) -> Iterator[str]:
    for name in _BODIES:
        for element in entry.elements(name):
            if "search.yahoo.com/mrss" not in element.space:  # media:content and media:description are of pictures
                yield _markup(element) if element.attributes.get("type") == "xhtml" else element.text


def _markup(element: Element) -> str:
    """Write XHTML that stands in a feed as elements again as a fragment, for its paragraphs alone."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child.replace("&", "&amp;").replace("<", "&lt;"))
        else:
            tag = child.local if child.space == _XHTML else "span"
            parts.append(f"<{tag}>{_markup(child)}</{tag}>")
    return "".join(parts)


def _authors(entry: Element) -> Iterator[str]:
    for element in entry.elements(*_AUTHORS):
        name = _first(element, "name") or element.text
        yield name.partition("(")[2].rstrip(") ") or name  # RSS: jane@example.org (Jane Doe)


def _source(entry: Element) -> str | None:
    """Return whose the entry is in a feed of feeds."""
    found = next(entry.elements("source"), None)
    return (_first(found, "title") or found.text) if found is not None else None


def _first(element: Element, name: str) -> str | None:
    found = next((child for child in element.elements(name) if "mrss" not in child.space), None)
    return found.text.strip() if found is not None else None


def _link(entry: Element) -> str | None:
    for link in entry.elements("link"):
        if link.attributes.get("rel", "alternate") == "alternate":
            return (link.attributes.get("href") or link.text).strip()
    guid = next(entry.elements("guid"), None)
    permanent = guid is not None and guid.attributes.get("isPermaLink", "true") == "true"
    return guid.text.strip() if guid is not None and permanent else None
