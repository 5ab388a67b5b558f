"""The graph as a dataset: what it is, how large, from when, in which terms, and what whoever hands it on has to say.

Vocabularies: VoID (https://www.w3.org/TR/void/), DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), Dublin Core. The
licence of the whole is for whoever publishes it to choose; those of the data behind the links are given.
"""

from collections import Counter
from collections.abc import Iterator

from newsweave import __version__
from newsweave.exports.rdf.links import rights
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import PREFIXES
from newsweave.exports.rdf.things import CLASSES

_VOCABULARIES = ("nw", "schema", "skos", "sem", "nif", "prov", "dct")


def dataset(scene: Scene) -> Iterator[str]:
    """Write what the whole is, with the number of triples that its pen has written before."""
    pen = scene.pen
    yield pen.block(pen.node("dataset", "graph"), _said(scene, pen.outside.triples))
    counts = Counter(name for entity in scene.part.entities for name in CLASSES[entity.kind])
    for name, count in sorted(counts.items()):
        said = [pen.name("void:class", name), pen.number("void:entities", count)]
        yield pen.block(_partition(scene, name), said)
    for right in rights(scene.part.entities):
        said = [
            pen.text("rdfs:label", right.name),
            pen.pair("dct:license", pen.iri(right.licence)),
            pen.text("dct:rights", right.line),
        ]
        yield pen.block(pen.iri(right.source), said)


def _said(scene: Scene, triples: int) -> Iterator[str]:
    part, pen = scene.part, scene.pen
    yield from pen.is_a("void:Dataset", "dcat:Dataset")
    yield pen.text("rdfs:label", "Newsweave graph")
    yield pen.text("dct:title", "Newsweave graph", "en")
    yield pen.text("dct:description", f"What {len(part.documents)} news articles say, with evidence.", "en")
    yield pen.pair("dct:conformsTo", pen.iri(PREFIXES["nw"].rstrip("#")))
    for language in sorted({document.language for document in part.documents} - {""}):
        yield pen.text("dct:language", language)
    dates = sorted(document.published for document in part.documents if document.published)
    if dates:
        yield pen.when("schema:datePublished", dates[-1])
        yield pen.text("schema:temporalCoverage", f"{dates[0]}/{dates[-1]}")
    yield pen.text("void:uriSpace", pen.base)
    yield from pen.each("void:vocabulary", [pen.iri(PREFIXES[prefix]) for prefix in _VOCABULARIES])
    if part.entities:
        yield pen.pair("void:exampleResource", pen.node("entity", part.entities[0].id))
    yield pen.number("void:documents", len(part.documents))
    yield pen.number("void:entities", len(part.entities))
    yield pen.number("void:triples", triples)
    for name in sorted({name for entity in part.entities for name in CLASSES[entity.kind]}):
        yield pen.pair("void:classPartition", _partition(scene, name))
    for right in rights(scene.part.entities):
        yield pen.pair("dct:source", pen.iri(right.source))
        yield pen.text("dct:rights", right.line)
    yield pen.pair("dct:creator", pen.node("software", f"newsweave-{__version__}"))


def _partition(scene: Scene, name: str) -> str:
    return scene.pen.node("dataset", "graph", name.replace(":", "-"))
