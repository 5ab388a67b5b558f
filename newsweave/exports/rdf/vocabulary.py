"""Labels for those of our terms that a graph uses, so that a triple store shows words.

The whole ontology, with its mappings, is `newsweave/graph/ontology.ttl`: load it beside the graph.
"""

from collections.abc import Iterator

from pyoxigraph import Triple

from newsweave.exports.labels import event_words, predicate_words
from newsweave.exports.rdf.events import event_class
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import about, term, text


def labels(scene: Scene) -> Iterator[Triple]:
    """Label the predicates and the event classes in use."""
    for name in sorted({statement.predicate for statement in scene.part.statements}):
        label, definition = predicate_words(name)
        yield from about(
            term(f"nw:{name}"),
            (term("rdf:type"), term("rdf:Property")),
            (term("rdfs:label"), text(label, "en")),
            (term("rdfs:comment"), text(definition, "en")),
        )
    for name in sorted({event.type for event in scene.part.events}):
        label, definition = event_words(name)
        yield from about(
            event_class(name),
            (term("rdfs:subClassOf"), term("sem:Event")),
            (term("rdfs:label"), text(label, "en")),
            (term("rdfs:comment"), text(definition, "en")),
        )
