"""Entities, documents, sentences and runs as RDF: schema.org, SKOS, NIF 2.0, PROV-O."""

from collections import defaultdict
from collections.abc import Iterator

from newsweave import __version__
from newsweave.exports.rdf.links import links
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.survey import place
from newsweave.exports.rdf.terms import address
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


def entities(scene: Scene) -> Iterator[str]:
    """Write each entity: what it is, its names, its links, its mentions, and what the sources assert of it."""
    asserted, pen = _asserted(scene), scene.pen
    for entity in scene.part.entities:
        said = [*pen.is_a(*CLASSES[entity.kind]), *_names(scene, entity), *links(scene, entity)]
        for predicate, other in sorted(asserted.get(entity.id, ())):
            said.append(pen.pair(f"nw:{predicate}", pen.node("entity", other)))
        if scene.evidence:
            said += _mentions(scene, entity)
        yield pen.block(pen.node("entity", entity.id), said)


def _asserted(scene: Scene) -> dict[str, set[tuple[str, str]]]:
    """Gather what may stand as a plain triple: asserted by a source, and not said to be over."""
    asserted = defaultdict(set)
    for statement in scene.part.statements:
        if statement.asserted and not statement.former:
            asserted[statement.subject].add((statement.predicate, statement.object))
    return asserted


def _names(scene: Scene, entity: Entity) -> list[str]:
    pen, language = scene.pen, scene.parts.languages.get(entity.id, "")
    used = scene.part.names
    names = [name for name, _ in entity.names] if used is None else used[entity.id]
    others = sorted(set(filter(None, names)) - {entity.name})
    return [
        pen.text("rdfs:label", entity.name, language),
        *pen.each("skos:altLabel", [pen.words(name, language) for name in others]),
        pen.text("nw:country", entity.country),
    ]


def _mentions(scene: Scene, entity: Entity) -> list[str]:
    pen = scene.pen
    sentences = sorted({place(sentence) for sentence in scene.part.mentioned.get(entity.id, ())})
    documents = dict.fromkeys(document for document, _, _ in sentences)
    return [
        *pen.each("nw:mentionedIn", [pen.node("doc", document) for document in documents]),
        *pen.each("prov:wasDerivedFrom", [pen.stretch(*each) for each in sentences]),
    ]


def documents(scene: Scene) -> Iterator[str]:
    """Write each document's metadata, and each publisher; the text stays with its owner."""
    pen = scene.pen
    for document in scene.part.documents:
        yield pen.block(pen.node("doc", document.id), _document(scene, document))
    for name in sorted({each.publisher for each in scene.part.documents if each.publisher}):
        said = [*pen.is_a("schema:Organization", "prov:Agent"), pen.text("rdfs:label", name)]
        yield pen.block(pen.node("publisher", name), said)


def _document(scene: Scene, document: Document) -> list[str]:
    pen, there = scene.pen, address(document.url)
    return [
        *pen.is_a("schema:NewsArticle", "prov:Entity"),
        pen.text("rdfs:label", document.title or document.source, document.language),
        pen.text("schema:headline", document.title, document.language),
        pen.pair("schema:url", pen.iri(there)) if there else pen.text("schema:url", document.url),
        pen.when("schema:datePublished", document.published),
        pen.text("schema:inLanguage", document.language),
        pen.pair("schema:publisher", scene.publisher(document)),
        pen.text("schema:author", document.author),
        pen.text("dct:source", document.source),
    ]


def versions(scene: Scene) -> Iterator[str]:
    """Say which documents are copies or later versions of which; no document by itself can tell."""
    pen = scene.pen
    for document in scene.part.documents:
        if first := scene.graph.version_of(document):
            yield pen.block(pen.node("doc", document.id), [pen.pair("nw:versionOf", pen.node("doc", first.id))])


def sentences(scene: Scene) -> Iterator[str]:
    """Write each sentence that something rests on, and the words of each quote, with offsets and words."""
    pen = scene.pen
    for where, is_sentence, is_quoted in scene.part.survey.stretches():
        identifier, start, end = where
        document = scene.graph.document(identifier)
        said = [
            *pen.is_a(*_sort(is_sentence, is_quoted)),
            pen.pair("nif:referenceContext", pen.node("doc", identifier)),
            pen.number("nif:beginIndex", start),
            pen.number("nif:endIndex", end),
            pen.text("nif:anchorOf", document.text[start:end], document.language),
        ]
        yield pen.block(pen.stretch(*where), said)


def _sort(sentence: bool, quoted: bool) -> tuple[str, ...]:
    """List the classes of a stretch of text."""
    return (*(("nif:Sentence",) if sentence else ()), *(("nif:Phrase",) if quoted else ()), "nif:OffsetBasedString")


def runs(scene: Scene) -> Iterator[str]:
    """Write what read the documents: software, version, model. It has no clock, so bytes stay the same."""
    read, pen = defaultdict(list), scene.pen
    for document in scene.part.documents:
        read[scene.parts.pipelines[document.id]].append(document.id)
    for pipeline, used in sorted(read.items()):
        said = [
            *pen.is_a("prov:Activity"),
            pen.text("nw:pipeline", pipeline),
            pen.pair("prov:wasAssociatedWith", _software(scene)),
            *pen.each("prov:used", [pen.node("doc", document) for document in used]),
        ]
        yield pen.block(scene.run(pipeline), said)
    yield from software(scene)


def software(scene: Scene) -> Iterator[str]:
    """Write what this is that writes."""
    pen = scene.pen
    said = [
        *pen.is_a("prov:SoftwareAgent", "schema:SoftwareApplication"),
        pen.text("rdfs:label", "Newsweave"),
        pen.text("schema:softwareVersion", __version__),
    ]
    yield pen.block(_software(scene), said)


def _software(scene: Scene) -> str:
    return scene.pen.node("software", f"newsweave-{__version__}")
