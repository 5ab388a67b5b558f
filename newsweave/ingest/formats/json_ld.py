"""What a page says about itself in JSON-LD (https://schema.org/NewsArticle), read as plain JSON: no context is fetched.

<script type="application/ld+json">{"@type": "NewsArticle", "headline": "...", "datePublished": "2022-01-06"}</script>
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

_BLOCK = re.compile(r"<script[^>]{0,300}type\s*=\s*[\"']?application/ld\+json[^>]{0,300}>", re.I)
_END = re.compile("</script", re.I)
_LONGEST = 500_000
_TRIED = 200  # blocks that may begin
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)$")
_WRAPPING = re.compile(
    r"\A\s*(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|(?:(?://|/\*)\s*)?\]\]>\s*(?:\*/)?\s*\Z|\A\s*<!--|-->\s*\Z"
)
_COMMA = re.compile(r",\s*([}\]])")
_MOST = 20  # blocks of a page that are read
_DEEP = 6  # levels below which no article is looked for


def said(page: str) -> dict[str, object]:
    """Return what the first article of a page's JSON-LD says, under our keys.

    >>> said('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain"}</script>')["title"]
    'Rain'
    """
    for block in islice(_blocks(page), _MOST):
        data = _loaded(block)
        article = next(_articles(data, 0), None)
        if article is not None:
            return {
                "title": article.get("headline") or article.get("name"),
                "author": article.get("author"),
                "publisher": article.get("publisher"),
                "published": article.get("datePublished") or article.get("dateCreated"),
                "language": article.get("inLanguage"),
                "url": _address(article),
            }
    return {}


def _blocks(page: str) -> Iterator[str]:
    """Yield the blocks of a page that end."""
    for begin in islice(_BLOCK.finditer(page), _TRIED):
        if end := _END.search(page, begin.end(), begin.end() + _LONGEST):
            yield page[begin.end() : end.start()]


def _loaded(text: str) -> Any:
    """Read a block; without what scripts wrap it in and commas before a bracket, which hand-made ones have."""
    for each in (text, _COMMA.sub(r"\1", _WRAPPING.sub("", text))):
        try:
            return json.loads(each, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _articles(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, list):
        for each in data[:100]:
            yield from _articles(each, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        named = types if isinstance(types, list) else [types]
        if any(isinstance(each, str) and _ARTICLE.match(each) for each in named):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            if key in data:
                yield from _articles(data[key], depth + 1)


def _address(article: Mapping[str, Any]) -> object:
    page = article.get("mainEntityOfPage")
    return article.get("url") or (page.get("@id") if isinstance(page, dict) else page)
