"""The graph as a dataset: what it is, how large, from when, in which terms, and what whoever hands it on has to say.

Vocabularies: VoID (https://www.w3.org/TR/void/), DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), Dublin Core. The
licence of the whole is for whoever publishes it to choose; those of the data behind the links are given.
"""

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from newsweave import __version__
from newsweave.exports.rdf.links import rights
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import PREFIXES, Pair, about, integer, term, text, when
from newsweave.exports.rdf.things import CLASSES

_VOCABULARIES = ("nw", "schema", "skos", "sem", "nif", "prov", "dct")


def dataset(scene: Scene, triples: int) -> Iterator[Triple]:
    """Write what the whole is, with the number of triples that stand before it."""
    subject = scene.names("dataset", "graph")
    yield from about(subject, *_said(scene, triples))
    counts = Counter(name for entity in scene.part.entities for name in CLASSES[entity.kind])
    for name, count in sorted(counts.items()):
        yield from about(
            _partition(scene, name), (term("void:class"), term(name)), (term("void:entities"), integer(count))
        )
    for right in rights(scene.part.entities):
        yield from about(
            NamedNode(right.source),
            (term("rdfs:label"), text(right.name)),
            (term("dct:license"), NamedNode(right.licence)),
            (term("dct:rights"), text(right.line)),
        )


def _said(scene: Scene, triples: int) -> Iterator[Pair]:
    part, names = scene.part, scene.names
    yield term("rdf:type"), term("void:Dataset")
    yield term("rdf:type"), term("dcat:Dataset")
    yield term("rdfs:label"), text("Newsweave graph")
    yield term("dct:title"), text("Newsweave graph", "en")
    yield term("dct:description"), text(f"What {len(part.documents)} news articles say, with evidence.", "en")
    yield term("dct:conformsTo"), NamedNode(PREFIXES["nw"].rstrip("#"))
    for language in sorted({document.language for document in part.documents} - {""}):
        yield term("dct:language"), text(language)
    dates = sorted(document.published for document in part.documents if document.published)
    if dates:
        yield term("schema:datePublished"), when(dates[-1])
        yield term("schema:temporalCoverage"), text(f"{dates[0]}/{dates[-1]}")
    yield term("void:uriSpace"), text(names.base)
    for prefix in _VOCABULARIES:
        yield term("void:vocabulary"), NamedNode(PREFIXES[prefix])
    if part.entities:
        yield term("void:exampleResource"), names("entity", part.entities[0].id)
    yield term("void:documents"), integer(len(part.documents))
    yield term("void:entities"), integer(len(part.entities))
    yield term("void:triples"), integer(triples)
    for name in sorted({name for entity in part.entities for name in CLASSES[entity.kind]}):
        yield term("void:classPartition"), _partition(scene, name)
    for right in rights(scene.part.entities):
        yield term("dct:source"), NamedNode(right.source)
        yield term("dct:rights"), text(right.line)
    yield term("dct:creator"), names("software", f"newsweave-{__version__}")


def _partition(scene: Scene, name: str) -> NamedNode:
    return scene.names("dataset", "graph", name.replace(":", "-"))
