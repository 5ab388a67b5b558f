"""Labels for those of our terms that a graph uses, so that a triple store shows words.

The whole ontology, with its mappings, is `newsweave/graph/ontology/ontology.ttl`: load it beside the graph.
"""

from collections.abc import Iterator

from newsweave.exports.labels import event_words, predicate_words
from newsweave.exports.rdf.events import event_class
from newsweave.exports.rdf.scene import Scene


def labels(scene: Scene) -> Iterator[str]:
    """Label the predicates and the event classes in use."""
    pen = scene.pen
    for name in sorted({statement.predicate for statement in scene.part.statements}):
        label, definition = predicate_words(name)
        words = [pen.text("rdfs:label", label, "en"), pen.text("rdfs:comment", definition, "en")]
        yield pen.block(pen.term(f"nw:{name}"), [*pen.is_a("rdf:Property"), *words])
    for name in sorted(scene.part.survey.types):
        label, definition = event_words(name)
        words = [pen.text("rdfs:label", label, "en"), pen.text("rdfs:comment", definition, "en")]
        yield pen.block(pen.term(event_class(name)), [pen.name("rdfs:subClassOf", "sem:Event"), *words])
