"""Links as RDF: what was taken stands at the entity, everything that was considered in a node of its own.

<entity/place-georgia> schema:sameAs wd:Q230 ; nw:link <link/...> .
<link/...> a nw:EntityLink ; nw:target wd:Q1428 ; nw:accepted false ; nw:reason "..." .
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import elsewhere
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


def links(scene: Scene, entity: Entity) -> Iterator[str]:
    """Say what an entity is linked to; never owl:sameAs, because stores would merge on a wrong one."""
    pen = scene.pen
    for link in entity.links:
        there = _there(scene, link) if link.accepted else None
        yield pen.pair("skos:exactMatch", there)
        yield pen.pair("schema:sameAs", there)
        if link.accepted and not there:
            yield pen.text("dct:identifier", f"{link.scheme}:{link.id}")
        if scene.evidence:
            yield pen.pair("nw:link", _name(scene, entity, link))


def considered(scene: Scene) -> Iterator[str]:
    """Write each link that was considered: where it points, whether it was taken, how sure, and why."""
    pen = scene.pen
    for entity in scene.part.entities:
        for link in entity.links:
            said = [
                *pen.is_a("nw:EntityLink"),
                pen.pair("nw:target", _there(scene, link)),
                pen.often("nw:scheme", link.scheme),
                pen.text("dct:identifier", link.id),
                pen.truth("nw:accepted", link.accepted),
                pen.decimal("nw:confidence", link.score),
                *(pen.often("nw:reason", reason) for reason in dict.fromkeys(link.reasons)),
            ]
            yield pen.block(_name(scene, entity, link), said)


def _there(scene: Scene, link: Link) -> str | None:
    """Name what a link points to, if it has an IRI."""
    address = elsewhere(link.scheme, link.id)
    return scene.pen.iri(address) if address else None


def _name(scene: Scene, entity: Entity, link: Link) -> str:
    return scene.pen.node("link", content_id("e", "link", entity.id, link.scheme, link.id)[1:])


def rights(entities: Iterable[Entity]) -> list[Right]:
    """List what the sources behind the links ask to be said."""
    schemes = {link.scheme for entity in entities for link in entity.links}
    return [right for scheme, right in sorted(_RIGHTS.items()) if scheme in schemes]
