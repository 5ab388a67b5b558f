"""The vocabularies that RDF is written in, and the IRIs of things that others name."""

from functools import lru_cache

from pyoxigraph import NamedNode

from newsweave.config import ONTOLOGY
from newsweave.exports import iris

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
# Rooms of our own IRIs whose names are short where prefixes are; the other names have signs that prefixes cannot.
ROOMS = ("dataset", "entity", "link", "event", "statement", "quote", "run")

# scheme of a link -> what stands before and after the identifier
_ELSEWHERE = {
    "wikidata": (PREFIXES["wd"], ""),
    "geonames": (PREFIXES["gn"], "/"),
    "viaf": ("http://viaf.org/viaf/", ""),
}


def prefixes(base: str) -> dict[str, str]:
    """List all prefixes and what they stand for."""
    return PREFIXES | {room: f"{base}{room}/" for room in ROOMS}


def full(name: str) -> str:
    """Give the IRI of a prefixed name.

    >>> full("schema:Person")
    'http://schema.org/Person'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + iris.encode(local)


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """Give the same as a node of pyoxigraph."""
    return NamedNode(full(name))


def address(said: str | None) -> str | None:
    """Make an IRI of whatever a document calls its address; None if it cannot be one."""
    cleaned = iris.clean(said or "")
    try:
        return NamedNode(cleaned).value if cleaned else None
    except ValueError:
        return None


def elsewhere(scheme: str, identifier: str) -> str | None:
    """Give the IRI of an entity in another scheme; None if the scheme has none that we know."""
    if scheme not in _ELSEWHERE:
        return address(identifier)
    before, after = _ELSEWHERE[scheme]
    return before + iris.encode(identifier) + after
