"""Entities, documents, sentences and runs as RDF: schema.org, SKOS, NIF 2.0, PROV-O."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from newsweave import __version__
from newsweave.exports.rdf.links import links
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import about, integer, iri, term, text, when
from newsweave.types import Document, Entity, Kind

# kind -> the classes that an entity of it has
CLASSES = {
    Kind.PERSON: ("schema:Person", "nw:Person"),
    Kind.ORG: ("schema:Organization", "nw:Organization"),
    Kind.PLACE: ("schema:Place", "nw:Place"),
    Kind.NORP: ("nw:Group",),
    Kind.EVENT: ("schema:Event", "nw:NamedEvent"),
    Kind.WORK: ("schema:CreativeWork", "nw:Work"),
    Kind.PRODUCT: ("schema:Product", "nw:Product"),
    Kind.LAW: ("schema:Legislation", "nw:Law"),
}


def entities(scene: Scene) -> Iterator[Triple]:
    """Write each entity: what it is, its names, its links, its mentions, and what the sources assert of it."""
    asserted = _asserted(scene)
    for entity in scene.part.entities:
        subject = scene.names("entity", entity.id)
        yield from about(subject, *((term("rdf:type"), term(name)) for name in CLASSES[entity.kind]))
        yield from _names(scene, subject, entity)
        yield from links(scene, subject, entity)
        for predicate, other in sorted(asserted.get(entity.id, ())):
            yield Triple(subject, term(f"nw:{predicate}"), scene.names("entity", other))
        if scene.evidence:
            yield from _mentions(scene, subject, entity)


def _asserted(scene: Scene) -> dict[str, set[tuple[str, str]]]:
    """Gather what may stand as a plain triple: asserted by a source, and not said to be over."""
    asserted = defaultdict(set)
    for statement in scene.part.statements:
        if statement.asserted and not statement.former:
            asserted[statement.subject].add((statement.predicate, statement.object))
    return asserted


def _names(scene: Scene, subject: NamedNode, entity: Entity) -> Iterator[Triple]:
    language = scene.parts.languages.get(entity.id, "")
    others = sorted({name for name, _ in entity.names} - {entity.name})
    yield from about(
        subject,
        (term("rdfs:label"), text(entity.name, language)),
        *((term("skos:altLabel"), text(name, language)) for name in others),
        (term("nw:country"), text(entity.country)),
    )


def _mentions(scene: Scene, subject: NamedNode, entity: Entity) -> Iterator[Triple]:
    sentences = sorted({mention.sentence for mention in scene.part.mentions.get(entity.id, ())})
    for document in dict.fromkeys(sentence.document for sentence in sentences):
        yield Triple(subject, term("nw:mentionedIn"), scene.names("doc", document))
    for sentence in sentences:
        yield Triple(subject, term("prov:wasDerivedFrom"), scene.names.span(sentence))


def documents(scene: Scene) -> Iterator[Triple]:
    """Write each document's metadata, and each publisher; the text stays with its owner."""
    for document in scene.part.documents:
        yield from _document(scene, document)
    for name in sorted({each.publisher for each in scene.part.documents if each.publisher}):
        yield from about(
            scene.names("publisher", name),
            (term("rdf:type"), term("schema:Organization")),
            (term("rdf:type"), term("prov:Agent")),
            (term("rdfs:label"), text(name)),
        )


def _document(scene: Scene, document: Document) -> Iterator[Triple]:
    return about(
        scene.names("doc", document.id),
        (term("rdf:type"), term("schema:NewsArticle")),
        (term("rdf:type"), term("prov:Entity")),
        (term("rdfs:label"), text(document.title or document.source, document.language)),
        (term("schema:headline"), text(document.title, document.language)),
        (term("schema:url"), iri(document.url) or text(document.url)),
        (term("schema:datePublished"), when(document.published)),
        (term("schema:inLanguage"), text(document.language)),
        (term("schema:publisher"), scene.publisher(document)),
        (term("schema:author"), text(document.author)),
        (term("dct:source"), text(document.source)),
    )


def sentences(scene: Scene) -> Iterator[Triple]:
    """Write each sentence that something rests on, and the words of each quote, with offsets and words."""
    sentences = scene.part.sentences()
    quoted = {quote.content for quote in scene.part.quotes}
    for span in sorted(sentences | quoted):
        yield from about(
            scene.names.span(span),
            (term("rdf:type"), term("nif:Sentence") if span in sentences else None),
            (term("rdf:type"), term("nif:Phrase") if span in quoted else None),
            (term("rdf:type"), term("nif:OffsetBasedString")),
            (term("nif:referenceContext"), scene.names("doc", span.document)),
            (term("nif:beginIndex"), integer(span.start)),
            (term("nif:endIndex"), integer(span.end)),
            (term("nif:anchorOf"), text(scene.words(span), scene.language(span))),
        )


def runs(scene: Scene) -> Iterator[Triple]:
    """Write what read the documents: software, version, model. It has no clock, so bytes stay the same."""
    read = defaultdict(list)
    for document in scene.part.documents:
        read[scene.parts.pipelines[document.id]].append(document.id)
    for pipeline, used in sorted(read.items()):
        yield from about(
            scene.run(pipeline),
            (term("rdf:type"), term("prov:Activity")),
            (term("nw:pipeline"), text(pipeline)),
            (term("prov:wasAssociatedWith"), _software(scene)),
            *((term("prov:used"), scene.names("doc", document)) for document in used),
        )
    yield from software(scene)


def software(scene: Scene) -> Iterator[Triple]:
    """Write what this is that writes."""
    return about(
        _software(scene),
        (term("rdf:type"), term("prov:SoftwareAgent")),
        (term("rdf:type"), term("schema:SoftwareApplication")),
        (term("rdfs:label"), text("Newsweave")),
        (term("schema:softwareVersion"), text(__version__)),
    )


def _software(scene: Scene) -> NamedNode:
    return scene.names("software", f"newsweave-{__version__}")
