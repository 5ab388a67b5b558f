"""What a page says about its article in microdata (https://html.spec.whatwg.org/multipage/microdata.html)."""

from collections.abc import Iterator
from itertools import islice

from newsweave.ingest.formats.page_tree import Tree

_NAMES = {
    "headline": "title",
    "author": "author",
    "publisher": "publisher",
    "datePublished": "published",
    "inLanguage": "language",
}
_MOST = 200  # properties that are looked at


def said(tree: Tree) -> dict[str, object]:
    """Return what the first article in microdata says, under our keys.

    >>> from newsweave.ingest.formats.page_tree import grown
    >>> page = '<div itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Rain</h1></div>'
    >>> said(grown(f"<html><head></head><body>{page}</body></html>"))
    {'title': 'Rain'}
    """
    article = next((each for each in tree.iter() if "Article" in (each.get("itemtype") or "")[-40:]), None)
    known: dict[str, object] = {}
    if article is not None:
        for name, words in islice(_properties(article), _MOST):
            if words and name in _NAMES:
                known.setdefault(_NAMES[name], words)
    return known


def _properties(article: Tree) -> Iterator[tuple[str, str]]:
    for element in article.iter():
        for name in (element.get("itemprop") or "").split():
            if name in _NAMES and _owner(element) is article:
                yield name, _value(element)


def _owner(element: Tree) -> Tree | None:
    """Return the item that a property belongs to: an author's name is not the article's."""
    return next((above for above in islice(element.iterancestors(), 250) if above.get("itemtype")), None)


def _value(element: Tree) -> str:
    inner = next((each for each in element.iter() if each is not element and each.get("itemprop") == "name"), None)
    named = element if inner is None else inner
    words = named.get("content") or named.get("datetime") or " ".join("".join(named.itertext()).split())
    return str(words)[:500]
