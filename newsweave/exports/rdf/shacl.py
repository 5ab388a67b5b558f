"""Check a file of RDF against the shapes that every export keeps to (SHACL 1.0, with pySHACL).

pySHACL takes about 0.1 ms a triple and holds all of them in memory: meant for samples and small graphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from newsweave.errors import MissingPackageError
from newsweave.exports.rdf.syntaxes import read
from newsweave.exports.rdf.terms import PREFIXES, term
from newsweave.exports.rdf.with_rdflib import rdflib_graph
from newsweave.graph.ontology.shapes import shapes_turtle

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"
# constraint component of SHACL -> what is wrong with the property
_PROBLEMS = {
    "MinCount": "is missing",
    "MaxCount": "stands more than once",
    "In": "is none of those that may stand there",
    "Class": "is of another class, or not described",
    "Datatype": "is of another datatype",
    "NodeKind": "is no IRI",
    "MinInclusive": "is too small",
    "MaxInclusive": "is too large",
    "LessThanOrEquals": "is above the one that it may not exceed",
    "Or": "is no number",
}
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that breaks a rule.

    Attributes:
        thing: The name of what breaks it, as short as the prefixes make it, with its label if it has one.
        place: The property.
        value: What stands there, or nothing.
        problem: What is wrong.
        cure: What can be done.
        severe: False for what is only odd.
    """

    thing: str
    place: str
    value: str
    problem: str
    cure: str
    severe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        triples: How many were looked at.
        findings: Violations first, each group in the order of its things.
    """

    triples: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return not any(finding.severe for finding in self.findings)


def check(path: Path) -> Report:
    """Check a file; named graphs are taken together.

    Raises:
        MissingPackageError: pySHACL is not installed.
        MissingError: The file is not there.
        RecordError: It is no RDF.
    """
    try:
        import pyshacl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingPackageError("pySHACL", "shacl", "newsweave validate") from error
    data = rdflib_graph(chain.from_iterable(map(_plain, read(path))))
    shapes = rdflib_graph(pyoxigraph.parse(shapes_turtle(), pyoxigraph.RdfFormat.TURTLE))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True, inplace=True)
    findings = sorted(_findings(results, data), key=lambda each: (not each.severe, each.thing, each.place, each.value))
    return Report(triples=len(data), findings=tuple(findings))


def _plain(statement: Any) -> Iterator[Any]:
    """Give a statement, or for a triple term of RDF 1.2 what RDF 1.1 says in its place."""
    thing = statement.object
    if not isinstance(thing, pyoxigraph.Triple):
        yield statement
        return
    yield pyoxigraph.Triple(statement.subject, term("rdf:type"), term("rdf:Statement"))
    for name, part in zip(_PARTS, thing, strict=True):
        yield pyoxigraph.Triple(statement.subject, term(name), part)


def _findings(results: Any, data: "rdflib.Graph") -> Iterator[Finding]:
    import rdflib  # noqa: PLC0415 - as above

    shacl = rdflib.Namespace(_SHACL)
    for result in results.objects(None, shacl.result):
        message, _, cure = str(results.value(result, shacl.resultMessage) or "").partition("; ")
        path = results.value(result, shacl.resultPath)
        component = str(results.value(result, shacl.sourceConstraintComponent))
        part = component.removeprefix(_SHACL).removesuffix("ConstraintComponent")
        focus = results.value(result, shacl.focusNode)
        value = results.value(result, shacl.value)
        label = data.value(focus, rdflib.RDFS.label)
        yield Finding(
            thing=f"{_short(focus)} ({label})" if label else _short(focus),
            place=_short(path),
            value="" if value == focus else _short(value),
            problem=_PROBLEMS.get(part, message) if path is not None else message,
            cure=cure,
            severe=results.value(result, shacl.resultSeverity) == shacl.Violation,
        )


def _short(node: Any) -> str:
    """Write a term with a prefix, and of a name of ours the last rooms alone."""
    said = "" if node is None else str(node)
    for prefix, iri in PREFIXES.items():
        if said.startswith(iri):
            return f"{prefix}:{said[len(iri) :]}"
    return "/".join(said.split("/")[-2:]) if said.startswith(("http:", "https:")) else said
