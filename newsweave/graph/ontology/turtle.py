"""The ontology as Turtle, written as plain text: `ontology.ttl`, which is published with the package.

To make the file anew: `python -m newsweave.graph.ontology.turtle newsweave/graph/ontology/ontology.ttl`.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from newsweave import __version__
from newsweave.config import ONTOLOGY
from newsweave.graph.ontology.terms import EventType, Predicate, event_types, predicates, table
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
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}

# What is said of a subject: predicate and object, both as Turtle writes them.
_Pair = tuple[str, str]


def ontology_turtle() -> str:
    """Write the whole ontology as Turtle."""
    return prefix_lines(_PREFIXES) + "".join(_blocks())


def prefix_lines(prefixes: Mapping[str, str]) -> str:
    """Write the lines that name the prefixes, in their order."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))


def _blocks() -> Iterator[str]:
    yield block(f"<{ONTOLOGY.rstrip('#')}>", _head())
    rows = table()
    for name, row in sorted(rows["classes"].items()):
        yield block(f"nw:{name}", _class(name, row))
    for event in event_types():
        yield block(f"nw:{event.name.capitalize()}", _event(event))
    for predicate in predicates():
        yield block(f"nw:{predicate.name}", _predicate(predicate))
    for name, row in sorted(rows["properties"].items()):
        yield block(f"nw:{name}", _property(name, row))
    for name, row in sorted(rows["individuals"].items()):
        yield block(f"nw:{name}", _individual(name, row))


def _head() -> Iterator[_Pair]:
    yield "a", "owl:Ontology"
    yield "dct:title", quoted("Newsweave ontology")
    yield (
        "dct:description",
        quoted("What news articles say: who, what, when, where, and who says so in which words."),
    )
    yield "dct:license", "<https://www.apache.org/licenses/LICENSE-2.0>"
    yield "owl:versionInfo", quoted(__version__, language="")
    yield "vann:preferredNamespacePrefix", quoted("nw", language="")
    yield "vann:preferredNamespaceUri", quoted(ONTOLOGY, language="")


def _class(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    yield "a", "owl:Class"
    if "sub" in row:
        yield "rdfs:subClassOf", row["sub"]
    yield from _described(name, row)


def _event(event: EventType) -> Iterator[_Pair]:
    yield "a", "owl:Class"
    yield "rdfs:subClassOf", "sem:Event"
    yield from _words(event.label, event.definition)
    yield "skos:example", quoted(event.example)
    if event.cameo:
        yield "skos:note", quoted(f"CAMEO {event.cameo}")
    if event.plover:
        yield "skos:notation", quoted(event.name, language="")


def _predicate(predicate: Predicate) -> Iterator[_Pair]:
    yield "a", "owl:ObjectProperty"
    if predicate.symmetric:
        yield "a", "owl:SymmetricProperty"
    yield from _words(predicate.label, predicate.definition)
    yield "skos:example", quoted(predicate.example)
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
    yield from _described(name, row)
    if values not in ("literal", "resource"):
        yield "rdfs:range", f"nw:{values}"


def _individual(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    yield "a", "owl:NamedIndividual"
    yield from (("a", f"nw:{each}") for each in row["classes"])
    yield from _described(name, row)


def _described(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    """Say what a row of the table says of its term: in words, by example, and what comes near it elsewhere."""
    yield from _words(_spaced(name), row["definition"])
    yield "skos:example", quoted(row["example"])
    near = [f"schema:{row['schema']}"] if "schema" in row else []
    yield from (("skos:closeMatch", each) for each in (*near, *row.get("close", ())))


def _words(label: str, definition: str) -> tuple[_Pair, ...]:
    defined = ("rdfs:isDefinedBy", f"<{ONTOLOGY.rstrip('#')}>")
    return ("rdfs:label", quoted(label)), ("rdfs:comment", quoted(definition)), defined


def block(subject: str, pairs: Iterable[_Pair]) -> str:
    """Write what is said of a subject."""
    said = " ;\n    ".join(f"{predicate} {value}" for predicate, value in pairs)
    return f"\n{subject} {said} .\n"


def quoted(words: str, language: str = "en") -> str:
    """Write words as a literal."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def _spaced(name: str) -> str:
    """Put a name in words: "attributedTo" becomes "attributed to"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ontology_turtle(), encoding="utf-8")
