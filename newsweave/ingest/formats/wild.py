"""Metadata as machines write it: taken where it is of the right form, passed over where it is not.

What a person wrote about an article must be right or is an error (`newsweave.ingest.metadata`). A page, a feed or a
table says many things about many articles, some of them nonsense: an article is not lost for it.
"""

import html
from collections.abc import Iterable, Mapping
from typing import Any

from newsweave.ingest.cleaning import tidy
from newsweave.ingest.days import day
from newsweave.ingest.formats.bylines import byline, headline
from newsweave.ingest.languages import tag
from newsweave.ingest.metadata import KEYS, Metadata, usable

_LONGEST = 500  # of a title or a list of authors
# What an object that stands for words keeps them in: {"rendered": "..."} in WordPress, {"main": "..."} elsewhere.
VALUES = ("name", "rendered", "main", "original", "value", "text", "content", "html", "title", "#text", "$t", "_")


def lenient(values: Mapping[str, object]) -> Metadata:
    r"""Make metadata of what can be used.

    >>> known = lenient({"title": " Rain\n fell ", "published": "Thu, 06 Jan 2022 10:00 GMT", "url": "javascript:x"})
    >>> known.title, known.published, known.url
    ('Rain fell', datetime.date(2022, 1, 6), None)
    """
    known: dict[str, Any] = {}
    publisher = _joined(values.get("publisher"))
    for key in KEYS:
        value = values.get(key)
        if key == "published":
            known[key] = day(value)
        elif words := " ".join(tidy(html.unescape(_joined(value))).split())[:_LONGEST]:  # many are escaped twice
            if key == "language":
                words = tag(words)
            elif key == "author":
                words = byline(words, publisher)
            elif key == "title":
                words = headline(words, publisher)
            elif key == "publisher" and words.startswith(("http:", "https:")):
                words = ""
            elif key == "url":
                scheme, colon, rest = words.partition(":")
                words = f"{scheme.lower()}{colon}{rest}"
            known[key] = words if words and usable(key, words) else None
    return Metadata(**known)


def _joined(value: object) -> str:
    """Write a value as words: a list of authors with commas."""
    if isinstance(value, str):
        return value[: 10 * _LONGEST]
    if isinstance(value, Mapping):
        return _joined(next((value[key] for key in VALUES if isinstance(value.get(key), str | list)), None))
    if isinstance(value, Iterable):
        parts = [_joined(each) for each, _ in zip(value, range(20), strict=False)]
        return ", ".join(dict.fromkeys(part for part in parts if part))
    return "" if value is None else str(value)
