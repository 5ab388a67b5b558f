"""The words of our JSON-LD: for each property a short name, and what its values are.

Properties of the ontology keep their names; of other vocabularies those are here that our RDF uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsweave.graph.ontology.terms import predicates, table

LANGUAGES = "@language"  # a text for each language

# What values are: "@id", a datatype with its prefix, LANGUAGES, or "" for plain texts and numbers.
_FOREIGN = {
    "rdf": {"subject": "@id", "predicate": "@id", "object": "@id"},
    "rdfs": {"label": LANGUAGES, "comment": LANGUAGES, "subClassOf": "@id"},
    "skos": {"altLabel": LANGUAGES, "exactMatch": "@id"},
    "schema": {
        "sameAs": "@id",
        "headline": LANGUAGES,
        "url": "@id",
        "datePublished": "xsd:date",
        "inLanguage": "",
        "publisher": "@id",
        "author": "",
        "softwareVersion": "",
        "temporalCoverage": "",
    },
    "prov": {
        "wasDerivedFrom": "@id",
        "wasAttributedTo": "@id",
        "wasGeneratedBy": "@id",
        "wasAssociatedWith": "@id",
        "used": "@id",
    },
    "nif": {"referenceContext": "@id", "beginIndex": "", "endIndex": "", "anchorOf": LANGUAGES},
    "sem": {
        "hasActor": "@id",
        "hasPlace": "@id",
        "hasTimeStamp": "xsd:date",
        "hasBeginTimeStamp": "xsd:date",
        "hasEndTimeStamp": "xsd:date",
    },
}
# Of our own properties with literal values those that are no plain text.
_OURS = {
    "confidence": "xsd:decimal",
    "role": LANGUAGES,
    "cue": LANGUAGES,
    "content": LANGUAGES,
    "claimantText": LANGUAGES,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A short name for a property.

    Attributes:
        name: The word.
        iri: The property, with its prefix.
        kind: What its values are.
    """

    name: str
    iri: str
    kind: str

    @property
    def definition(self) -> Any:
        """What the context says of it."""
        if self.kind == LANGUAGES:
            return {"@id": self.iri, "@container": LANGUAGES}
        return {"@id": self.iri, "@type": self.kind} if self.kind else self.iri


def words(prefixes: Mapping[str, str]) -> dict[str, Word]:
    """Give the word for each property, by its IRI; of two with one name the first has it."""
    found: dict[str, Word] = {}
    taken: set[str] = set()
    for prefix, name, kind in _rows():
        space = prefixes.get(prefix)
        if space is not None and name not in taken:
            taken.add(name)
            found[f"{space}{name}"] = Word(name, f"{prefix}:{name}", kind)
    return found


def _rows() -> list[tuple[str, str, str]]:
    """List properties: prefix, name, what its values are."""
    ours = [("nw", predicate.name, "@id") for predicate in predicates()]
    for name, row in table()["properties"].items():
        ours.append(("nw", name, _OURS.get(name, "") if row["values"] == "literal" else "@id"))
    return [*ours, *((prefix, name, kind) for prefix, rows in _FOREIGN.items() for name, kind in rows.items())]
