"""The words that RDF is written in: vocabularies, our IRIs, and literals that hold any text.

RDF has no lone surrogates: U+FFFD stands for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from pyoxigraph import Literal, NamedNode, Triple

from newsweave.config import ONTOLOGY
from newsweave.exports import iris
from newsweave.types import Span

Term = NamedNode | Literal
Pair = tuple[NamedNode, Term | Triple | None]  # what is said of a subject; None says nothing

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "wd": "http://www.wikidata.org/entity/",
    "gn": "https://sws.geonames.org/",
    "nw": ONTOLOGY,
}

# scheme of a link -> what stands before and after the identifier
_ELSEWHERE = {
    "wikidata": (PREFIXES["wd"], ""),
    "geonames": (PREFIXES["gn"], "/"),
    "viaf": ("http://viaf.org/viaf/", ""),
}

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATES = (
    (re.compile(r"\d{4}"), "%Y", "gYear"),
    (re.compile(r"\d{4}-\d\d"), "%Y-%m", "gYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "%Y-%m-%d", "date"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), "%Y-%m-%dT%H:%M:%S", "dateTime"),
)
_HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d(:\d\d)?")


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """Give the IRI of a prefixed name.

    >>> term("schema:Person").value
    'http://schema.org/Person'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + iris.encode(local))


def about(subject: NamedNode, *pairs: Pair) -> Iterator[Triple]:
    """Say all of this about a subject."""
    for predicate, value in pairs:
        if value is not None:
            yield Triple(subject, predicate, value)


def text(value: str | None, language: str = "") -> Literal | None:
    """Write words as a literal, with a language tag where it is a valid one (BCP 47)."""
    if not value:
        return None
    words = _SURROGATE.sub("\ufffd", value)
    if not language:
        return Literal(words)
    try:
        return Literal(words, language=language)
    except ValueError:
        return Literal(words)


def truth(value: bool) -> Literal | None:
    """Write true, and nothing for false."""
    return Literal("true", datatype=term("xsd:boolean")) if value else None


def decimal(value: float) -> Literal:
    """Write a number to four places, without an exponent."""
    whole, _, rest = f"{value:.4f}".partition(".")
    return Literal(f"{whole}.{rest.rstrip('0') or '0'}", datatype=term("xsd:decimal"))


def number(value: float | None) -> Literal | None:
    """Write a count: an integer where it is one; nothing for what is not known or has no end."""
    if value is None or not isfinite(value):
        return None
    return integer(int(value)) if value == int(value) else decimal(value)


def integer(value: int) -> Literal:
    """Write an integer."""
    return Literal(str(value), datatype=term("xsd:integer"))


def when(value: str | date | None) -> Literal | None:
    """Write a date as exactly as it is known, and as plain text if it is none.

    >>> when("2022-01").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if value is None or value == "":
        return None
    said = _with_seconds(str(value))
    for pattern, layout, datatype in _DATES:
        if pattern.fullmatch(said) and _is_date(said, layout):
            return Literal(said, datatype=term(f"xsd:{datatype}"))
    return text(str(value))


def _with_seconds(said: str) -> str:
    """Fill up an hour or a minute: xsd:dateTime has seconds."""
    found = _HOUR.fullmatch(said)
    return f"{said}{'' if found[1] else ':00'}:00" if found else said


def _is_date(said: str, layout: str) -> bool:
    try:
        datetime.strptime(said, layout)
    except ValueError:
        return False
    return said.isascii()


def iri(address: str | None) -> NamedNode | None:
    """Make an IRI of whatever a document calls its address; None if it cannot be one."""
    cleaned = iris.clean(address or "")
    try:
        return NamedNode(cleaned) if cleaned else None
    except ValueError:
        return None


def elsewhere(scheme: str, identifier: str) -> NamedNode | None:
    """Give the IRI of an entity in another scheme; None if the scheme has none that we know."""
    if scheme not in _ELSEWHERE:
        return iri(identifier)
    before, after = _ELSEWHERE[scheme]
    return NamedNode(before + iris.encode(identifier) + after)


@dataclass(frozen=True, slots=True)
class Names:
    """Our IRIs, all under one base."""

    base: str

    def __call__(self, room: str, *parts: object) -> NamedNode:
        """Name a thing: its room ("entity", "doc", "run") and what tells it apart there."""
        return _named(self.base, room, parts)

    def span(self, span: Span) -> NamedNode:
        """Name a stretch of a document."""
        return _placed(self.base, span)


@lru_cache(maxsize=16384)
def _named(base: str, room: str, parts: tuple[object, ...]) -> NamedNode:
    return NamedNode(iris.iri(base, room, *parts))


@lru_cache(maxsize=16384)
def _placed(base: str, span: Span) -> NamedNode:
    return NamedNode(iris.span_iri(base, span))
