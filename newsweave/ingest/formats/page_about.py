"""What an HTML page says about its article: JSON-LD first, then microdata, then OpenGraph and other meta tags."""

import re
from typing import Any
from urllib.parse import urlsplit

from newsweave.ingest.formats import json_ld, microdata
from newsweave.ingest.formats.bylines import headline
from newsweave.ingest.formats.found import Request
from newsweave.ingest.formats.page_day import day_of
from newsweave.ingest.formats.page_tree import Tree
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.metadata import KEYS, Metadata

_LANGUAGE = re.compile(r"<html[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3})\b", re.I)
_LOCALE = re.compile(
    r"<meta[^>]{0,200}og:locale[\"'][^>]{0,100}content\s*=\s*[\"']([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)\b", re.I
)
_HEAD = 20_000  # characters within which the language is said
# What browsers and SingleFile write at the top of a page that they save.
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s{1,9}url:\s?)(https?://[^\s<>]{1,2000})"
)
_ARTICLE = re.compile(
    r"<meta[^>]{0,200}(?:og:type[\"'][^>]{0,100}content\s*=\s*[\"']article|article:published_time)|itemtype\s*=\s*"
    r"[\"'][^\"'>]{0,60}Article\b",
    re.I,
)


class About:
    """What a page says about itself.

    Attributes:
        said: What its JSON-LD says, under our keys.
        address: Where it was saved from, or fetched.
    """

    def __init__(self, page: str, request: Request) -> None:
        saved = _SAVED.search(page, 0, _HEAD)
        self.address = request.url or (saved[1] if saved else None)
        self._page = page
        self.said = json_ld.said(page)

    @property
    def is_live(self) -> bool:
        """Whether it is a live blog."""
        return "LiveBlogPosting" in self._types

    @property
    def _types(self) -> list[Any]:
        types = self.said.get("types")
        return types if isinstance(types, list) else []

    def is_front(self, found: Any) -> bool:
        """Tell the first page of a site, which has teasers and no article."""
        address = (found.url if found is not None else None) or self.address
        if not address or self.said or _ARTICLE.search(self._page):
            return False
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        return parts.path in {"", "/"} and not parts.query

    def metadata(self, found: Any, tree: Tree) -> Metadata:
        """Join all that is said.

        Args:
            found: What trafilatura found.
            tree: The page.
        """
        first = lenient({**microdata.said(tree), **{key: value for key, value in self.said.items() if value}})
        spoken = _LANGUAGE.search(self._page, 0, _HEAD) or _LOCALE.search(self._page, 0, _HEAD)
        second = lenient(
            {
                "title": found.title,
                "author": (found.author or "").replace("; ", ", "),
                "publisher": found.sitename,
                "published": first.published or day_of(self._page, tree, self.address or found.url),
                "language": spoken[1] if spoken else None,
                "url": found.url,
            }
        )
        address = lenient({"url": self.address})
        known = {key: getattr(first, key) or getattr(second, key) or getattr(address, key) for key in KEYS}
        headings = [heading for each in tree.iter("h1") if (heading := " ".join("".join(each.itertext()).split()))]
        lone = headings[0] if len(headings) == 1 else ""
        title, publisher = known["title"] or "", known["publisher"] or ""
        named = " ".join((tree.findtext(".//title") or "").split())
        if lone and title in named and title.casefold() == lone.casefold() == publisher.casefold():
            title = named  # the one heading of the first rank is the site's
        known["title"] = headline(title, publisher, lone) or None
        return Metadata(**known)
