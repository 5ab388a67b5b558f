"""What a page says about itself in JSON-LD (https://schema.org/NewsArticle), read as plain JSON: no context is fetched.

<script type="application/ld+json">{"@type": "NewsArticle", "headline": "...", "datePublished": "2022-01-06"}</script>
"""

import html
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
_ITEMS = 200
_WHOLES = ("@graph", "mainEntity", "mainEntityOfPage")
_LISTS = (*_WHOLES, "hasPart", "itemListElement", "item")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.I)
_MARKS = re.compile(r"[\W_]+")


def said(page: str) -> dict[str, object]:
    """Return what the article of a page's JSON-LD says, under our keys; its words and its types, too.

    Of several articles it is the one whose headline the title of the page holds, else the first that is in no list.

    >>> said('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain"}</script>')["title"]
    'Rain'
    """
    data = [_loaded(block) for block in islice(_blocks(page), _MOST)]
    articles = [article for each in data for article in _articles(each, 0)]
    listed = [article for each in data for article in _articles(each, 0, _LISTS)]
    found = _TITLE.search(page)
    title = _plain(found[1]) if found else ""
    named = (each for each in (*articles, *listed) if (words := _plain(each.get("headline"))) and words in title)
    article = next(named, next(iter(articles), None))
    if article is None:
        return {}
    known = {str(each["@id"]): each for each in islice(_items(data, 0), _ITEMS) if "@id" in each and len(each) > 1}
    return {
        "title": article.get("headline") or article.get("name"),
        "author": _meant(article.get("author"), known),
        "publisher": _meant(article.get("publisher"), known),
        "published": article.get("datePublished") or article.get("dateCreated"),
        "language": article.get("inLanguage"),
        "url": _address(article),
        "text": article.get("articleBody"),
        "types": _types(article),
    }


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


def _articles(data: Any, depth: int, keys: tuple[str, ...] = _WHOLES) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, list):
        for each in data[:100]:
            yield from _articles(each, depth + 1, keys)
    elif isinstance(data, dict):
        if any(_ARTICLE.match(each) for each in _types(data)):
            yield data
        for key in keys:
            if key in data:
                yield from _articles(data[key], depth + 1, keys)


def _items(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that others may refer to."""
    if isinstance(data, list) and depth < _DEEP:
        for each in data[:100]:
            yield from _items(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"), depth + 1)


def _meant(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return what is referred to: {"@id": "https://daily.example/#organization"}, as WordPress writes it."""
    if isinstance(value, list):
        return [_meant(each, known) for each in value[:20]]
    if isinstance(value, dict) and "name" not in value:
        return known.get(str(value.get("@id")), value)
    return value


def _plain(words: object) -> str:
    return _MARKS.sub("", html.unescape(words[:500]).lower()) if isinstance(words, str) else ""


def _types(data: Mapping[str, Any]) -> list[str]:
    types = data.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]


def _address(article: Mapping[str, Any]) -> object:
    page = article.get("mainEntityOfPage")
    return article.get("url") or (page.get("@id") if isinstance(page, dict) else page)
