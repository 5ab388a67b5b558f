"""Links as RDF: what was taken stands at the entity, everything that was considered in a node of its own.

<entity/place-georgia> schema:sameAs wd:Q230 ; nw:link <link/...> .
<link/...> a nw:EntityLink ; nw:target wd:Q1428 ; nw:accepted false ; nw:reason "..." .
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import about, decimal, elsewhere, term, text
from newsweave.ids import content_id
from newsweave.types import Entity, Link


@dataclass(frozen=True, slots=True)
class Right:
    """What a work that uses the data of a scheme has to say: of whom, under which licence, in which words."""

    name: str
    source: str
    licence: str
    line: str


_RIGHTS = {
    "geonames": Right(
        "GeoNames",
        "https://www.geonames.org/",
        "https://creativecommons.org/licenses/by/4.0/",
        "Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0.",
    ),
    "wikidata": Right(
        "Wikidata",
        "https://www.wikidata.org/",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Identifiers are from Wikidata (https://www.wikidata.org), which is in the public domain (CC0 1.0).",
    ),
}


def links(scene: Scene, subject: NamedNode, entity: Entity) -> Iterator[Triple]:
    """Write what an entity is linked to; never owl:sameAs, because stores would merge on a wrong one."""
    for link in entity.links:
        there = elsewhere(link.scheme, link.id) if link.accepted else None
        yield from about(
            subject,
            (term("skos:exactMatch"), there),
            (term("schema:sameAs"), there),
            (term("dct:identifier"), text(f"{link.scheme}:{link.id}") if link.accepted and not there else None),
            (term("nw:link"), _name(scene, entity, link) if scene.evidence else None),
        )


def considered(scene: Scene) -> Iterator[Triple]:
    """Write each link that was considered: where it points, whether it was taken, how sure, and why."""
    for entity in scene.part.entities:
        for link in entity.links:
            yield from about(
                _name(scene, entity, link),
                (term("rdf:type"), term("nw:EntityLink")),
                (term("nw:target"), elsewhere(link.scheme, link.id)),
                (term("nw:scheme"), text(link.scheme)),
                (term("dct:identifier"), text(link.id)),
                (term("nw:accepted"), Literal(str(link.accepted).lower(), datatype=term("xsd:boolean"))),
                (term("nw:confidence"), decimal(link.score)),
                *((term("nw:reason"), text(reason)) for reason in dict.fromkeys(link.reasons)),
            )


def _name(scene: Scene, entity: Entity, link: Link) -> NamedNode:
    return scene.names("link", content_id("e", "link", entity.id, link.scheme, link.id)[1:])


def rights(entities: Iterable[Entity]) -> list[Right]:
    """List what the sources behind the links ask to be said."""
    schemes = {link.scheme for entity in entities for link in entity.links}
    return [right for scheme, right in sorted(_RIGHTS.items()) if scheme in schemes]
