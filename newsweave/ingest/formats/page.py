"""HTML pages, by trafilatura: the article without menus, advertising and comments, and what the page says about it.

JSON-LD speaks first, then OpenGraph and the other meta tags. On 200 annotated pages trafilatura 2.3.1 found the
articles' words with an F1 of 0.92, at 33 pages a second.

A tag of tens of thousands of attributes holds lxml for minutes, and no signal interrupts it: tags longer than 64 KB,
whose like no article has, are left out beforehand, and pictures that stand in the page itself are, too.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from newsweave.errors import EmptyError, LimitError
from newsweave.ingest.boilerplate import without_boilerplate
from newsweave.ingest.cleaning import UNSEEN
from newsweave.ingest.formats import decoding, json_ld
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single
from newsweave.ingest.formats.page_day import PARAMETERS, day_of
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.metadata import KEYS, Metadata
from newsweave.ingest.offsets import Traced

_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[^\"'\s<>)]{1000,}", re.I)
_LONG_TAG = re.compile(r"<[^<>]{65536,}>?")
_LANGUAGE = re.compile(r"<html[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3})\b", re.I)
_LOCALE = re.compile(
    r"<meta[^>]{0,200}og:locale[\"'][^>]{0,100}content\s*=\s*[\"']([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)\b", re.I
)
_LINE_ENDS = re.compile("\n+")
_HEAD = 20_000  # characters within which the language is said
_MENUS = ["//nav", "//*[@role='navigation']"]  # of a short article they would outweigh it
_MOST = 150_000  # tags, of which a page has some 2,000: 200,000 take 7 s


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a page."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one page.

    Raises:
        EmptyError: It has no article.
        LimitError: It has far too many tags.
    """
    import trafilatura  # noqa: PLC0415 - an extra

    page = _LONG_TAG.sub(" ", _EMBEDDED.sub("data:,", decoding.markup(data, request.charset).replace("\0", " ")))
    if page.count("<") > _MOST:
        raise LimitError(
            request.thing, f"has more than {_MOST:,} tags", "save the article's words as plain text (.txt)"
        )
    found: Any = None
    if page.strip(UNSEEN):
        found = trafilatura.bare_extraction(
            page,
            url=request.url,
            fast=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=PARAMETERS,
            prune_xpath=_MENUS,
            config=_settings(),
        )
    # trafilatura gives each paragraph a line
    traced = Traced((found.text or "") if found is not None else "").tidied().replaced(_LINE_ENDS, "\n\n")
    traced = without_boilerplate(traced)
    if not traced.text:
        problem = "has no article that could be told from menus and other matter"
        raise EmptyError(request.thing, problem, "save the article's words as plain text (.txt)")
    known = _metadata(page, found, request)
    return Found(text=traced.text, metadata=known, digest=digest(data), raw=traced.raw(extracted=True))


@cache
def _settings() -> Any:
    """Return trafilatura's settings, with what could reach the network unverified off, though nothing here fetches."""
    from copy import deepcopy  # noqa: PLC0415

    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415 - an extra

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["INSECURE_SSL_FALLBACK"] = "off"
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"
    return settings


def _metadata(page: str, found: Any, request: Request) -> Metadata:
    """Join what JSON-LD says with what trafilatura found in meta tags and elsewhere."""
    first = lenient(json_ld.said(page))
    published = first.published or day_of(page, found.date)
    spoken = _LANGUAGE.search(page, 0, _HEAD) or _LOCALE.search(page, 0, _HEAD)
    second = lenient(
        {
            "title": found.title,
            "author": (found.author or "").replace("; ", ", "),
            "publisher": found.sitename,
            "published": published,
            "language": spoken[1] if spoken else None,
            "url": found.url,
        }
    )
    address = lenient({"url": request.url})
    return Metadata(**{key: getattr(first, key) or getattr(second, key) or getattr(address, key) for key in KEYS})
