"""Groups and numbers as RDF: "18 officers" has no name, and what is counted is worth a node."""

from collections.abc import Iterator

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.survey import Place


def groups(scene: Scene) -> Iterator[str]:
    """Write each group that the text only describes ("18 officers"), with its number if that is exact."""
    found, pen = scene.part.survey, scene.pen
    for _, group in sorted(found.groups.items(), key=_where):
        said = [
            *pen.is_a("nw:Group"),
            pen.often("rdfs:label", group.text, scene.language(group.span)),
            pen.number("nw:count", found.exact(group.span)),
        ]
        yield pen.block(pen.spot("group", group.span), said)


def quantities(scene: Scene) -> Iterator[str]:
    """Write each quantity: its bounds, what is counted, and what the number tells."""
    pen = scene.pen
    for _, value in sorted(scene.part.survey.quantities.items(), key=_where):
        said = [
            *pen.is_a("nw:Quantity"),
            pen.text("rdfs:label", value.text, scene.language(value.span)),
            pen.number("nw:low", value.low),
            pen.number("nw:high", value.high),
            pen.text("nw:unit", value.unit),
            pen.text("nw:tells", value.role),
        ]
        yield pen.block(scene.quantity(value.span), said)


def _where(item: tuple[Place, object]) -> Place:
    return item[0]
