"""The ontology as Turtle, written as plain text: `ontology.ttl`, which is published with the package.

To make the file anew: `python -m newsweave.graph.turtle newsweave/graph/ontology.ttl`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsweave.config import ONTOLOGY
from newsweave.graph.ontology import EventType, Predicate, event_types, predicates, table
from newsweave.types import Kind

# The class of the entities of each kind.
CLASSES = {
    Kind.PERSON: "Person",
    Kind.ORG: "Organization",
    Kind.PLACE: "Place",
    Kind.NORP: "Group",
    Kind.EVENT: "NamedEvent",
    Kind.WORK: "Work",
    Kind.PRODUCT: "Product",
    Kind.LAW: "Law",
}

_PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "nw": ONTOLOGY,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wdt": "http://www.wikidata.org/prop/direct/",
}

# What is said of a subject: predicate and object, both as Turtle writes them.
_Pair = tuple[str, str]


def ontology_turtle() -> str:
    """Write the whole ontology as Turtle."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(_PREFIXES.items()))
    return head + "".join(_blocks())


def _blocks() -> Iterator[str]:
    title = [("a", "owl:Ontology"), ("dct:title", _text("Newsweave ontology"))]
    yield _block(f"<{ONTOLOGY.rstrip('#')}>", title)
    rows = table()
    for name, row in sorted(rows["classes"].items()):
        yield _block(f"nw:{name}", _class(name, row))
    for event in event_types():
        yield _block(f"nw:{event.name.capitalize()}", _event(event))
    for predicate in predicates():
        yield _block(f"nw:{predicate.name}", _predicate(predicate))
    for name, row in sorted(rows["properties"].items()):
        yield _block(f"nw:{name}", _property(name, row))
    for name, row in sorted(rows["individuals"].items()):
        yield _block(f"nw:{name}", _individual(name, row))


def _class(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    yield "a", "owl:Class"
    yield from _words(_spaced(name), row["definition"])
    if "schema" in row:
        yield "skos:closeMatch", f"schema:{row['schema']}"


def _event(event: EventType) -> Iterator[_Pair]:
    yield "a", "owl:Class"
    yield "rdfs:subClassOf", "sem:Event"
    yield from _words(event.label, event.definition)
    yield "skos:example", _text(event.example)
    if event.cameo:
        yield "skos:note", _text(f"CAMEO {event.cameo}")
    if event.plover:
        yield "skos:notation", _text(event.name, language="")


def _predicate(predicate: Predicate) -> Iterator[_Pair]:
    yield "a", "owl:ObjectProperty"
    if predicate.symmetric:
        yield "a", "owl:SymmetricProperty"
    yield from _words(predicate.label, predicate.definition)
    yield "skos:example", _text(predicate.example)
    for end, kinds in (("domain", predicate.domain), ("range", predicate.range)):
        if len(kinds) == 1:
            yield f"rdfs:{end}", f"nw:{CLASSES[kinds[0]]}"
    if predicate.inverse:
        yield "owl:inverseOf", f"nw:{predicate.inverse}"
    if predicate.broader:
        yield "rdfs:subPropertyOf", f"nw:{predicate.broader}"
    for number in predicate.wikidata:
        yield "skos:exactMatch" if predicate.exact else "skos:closeMatch", f"wdt:{number}"
    if predicate.schema:
        yield "skos:closeMatch", f"schema:{predicate.schema}"


def _property(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    values = row["values"]
    yield "a", "owl:DatatypeProperty" if values == "literal" else "owl:ObjectProperty"
    if "sub" in row:
        yield "rdfs:subPropertyOf", row["sub"]
    yield from _words(_spaced(name), row["definition"])
    if values not in ("literal", "resource"):
        yield "rdfs:range", f"nw:{values}"


def _individual(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    yield "a", "owl:NamedIndividual"
    yield from (("a", f"nw:{each}") for each in row["classes"])
    yield from _words(_spaced(name), row["definition"])


def _words(label: str, definition: str) -> tuple[_Pair, ...]:
    defined = ("rdfs:isDefinedBy", f"<{ONTOLOGY.rstrip('#')}>")
    return ("rdfs:label", _text(label)), ("rdfs:comment", _text(definition)), defined


def _block(subject: str, pairs: Iterable[_Pair]) -> str:
    said = " ;\n    ".join(f"{predicate} {value}" for predicate, value in pairs)
    return f"\n{subject} {said} .\n"


def _text(words: str, language: str = "en") -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def _spaced(name: str) -> str:
    """Put a name in words: "attributedTo" becomes "attributed to"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ontology_turtle(), encoding="utf-8")
