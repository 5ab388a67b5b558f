"""What every export keeps to, as SHACL shapes: `shapes.ttl`, written from `shapes.toml` and the ontology.

To make the file anew: `python -m newsweave.graph.ontology.shapes newsweave/graph/ontology/shapes.ttl`.
"""

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from newsweave.config import ONTOLOGY
from newsweave.graph.ontology.terms import predicates, table
from newsweave.graph.ontology.turtle import CLASSES, block, prefix_lines, quoted
from newsweave.types import Kind

SHAPES = "https://w3id.org/newsweave/shapes#"

_PREFIXES = {
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "nw": ONTOLOGY,
    "nws": SHAPES,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# key of a row -> constraint of SHACL
_CONSTRAINTS = {
    "min": "minCount",
    "max": "maxCount",
    "lowest": "minInclusive",
    "highest": "maxInclusive",
    "class": "class",
    "datatype": "datatype",
    "not_above": "lessThanOrEquals",
}
_NUMERIC = "( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )"
_REPORTED = """( [ sh:not [ sh:path nw:status ; sh:hasValue nw:Reported ] ]
        [ sh:path nw:attributedTo ; sh:minCount 1 ] [ sh:path nw:claimantText ; sh:minCount 1 ] )"""

# What is said of a shape: property and value, both as Turtle writes them.
_Pair = tuple[str, str]


@cache
def shapes() -> dict[str, Any]:
    """Read `shapes.toml`; nobody may change what is returned."""
    return tomllib.loads(resources.files(__package__).joinpath("shapes.toml").read_text(encoding="utf-8"))


def shapes_turtle() -> str:
    """Write all shapes as Turtle."""
    return prefix_lines(_PREFIXES) + "".join(_blocks())


def _blocks() -> Iterator[str]:
    for name, shape in shapes().items():
        yield block(f"nws:{name}", _shape(name, shape))
    reported = "a reported claim has somebody who claims it; give nw:attributedTo or nw:claimantText"
    pairs = [("a", "sh:NodeShape"), ("sh:targetClass", "nw:Claim"), ("sh:or", _REPORTED)]
    yield block("nws:ReportedClaim", [*pairs, ("sh:message", quoted(reported))])
    for kind in Kind:
        yield block(f"nws:{CLASSES[kind]}", _named(CLASSES[kind]))
    for predicate in predicates():
        for end, kinds, target in (
            ("Subject", predicate.domain, "sh:targetSubjectsOf"),
            ("Object", predicate.range, "sh:targetObjectsOf"),
        ):
            name = f"nws:{predicate.name}{end}"
            yield block(name, _end(predicate.name, end.lower(), kinds, target))


def _shape(name: str, shape: dict[str, Any]) -> Iterator[_Pair]:
    yield "a", "sh:NodeShape"
    yield "sh:targetClass", shape["target"]
    for row in shape["rows"]:
        yield "sh:property", f"[ {' ; '.join(f'{key} {value}' for key, value in _row(name, row))} ]"


def _row(name: str, row: dict[str, Any]) -> Iterator[_Pair]:
    """Write one property of a shape."""
    yield "sh:path", row["path"]
    yield from ((f"sh:{word}", str(row[key])) for key, word in _CONSTRAINTS.items() if key in row)
    if "kind" in row:
        yield "sh:nodeKind", f"sh:{row['kind']}"
    if "values" in row:
        yield "sh:in", f"( {' '.join(_allowed(row['values']))} )"
    if "numeric" in row:
        yield "sh:or", _NUMERIC
    yield "sh:message", quoted(f"the {row['path']} of a {name.lower()} is missing, too many or wrong; {row['cure']}")


def _allowed(values: str | list[str]) -> Iterator[str]:
    """List the words, or else the individuals of the class, that may stand."""
    if isinstance(values, list):
        yield from (quoted(word, language="") for word in values)
    else:
        rows = sorted(table()["individuals"].items())
        yield from (f"nw:{name}" for name, row in rows if values in row["classes"])


def _named(name: str) -> Iterator[_Pair]:
    yield "a", "sh:NodeShape"
    yield "sh:targetClass", f"nw:{name}"
    yield "sh:property", f"[ sh:path rdfs:label ; sh:minCount 1 ; sh:message {quoted('it has no label; name it')} ]"


def _end(predicate: str, end: str, kinds: tuple[Kind, ...], target: str) -> Iterator[_Pair]:
    """Say of what kinds one end of a predicate is; another kind is odd, and no violation."""
    classes = sorted(f"nw:{CLASSES[kind]}" for kind in kinds)
    yield "a", "sh:NodeShape"
    yield target, f"nw:{predicate}"
    yield "sh:or", f"( {' '.join(f'[ sh:class {each} ]' for each in classes)} )"
    yield "sh:severity", "sh:Warning"
    yield (
        "sh:message",
        quoted(f"the {end} of nw:{predicate} is no {' and no '.join(classes)}; look at it"),
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(shapes_turtle(), encoding="utf-8")
