"""A picture of a small graph (SVG 1.1): for a README, a report, a first look.

Entities that a statement or an event ties, coloured by kind, the larger the more edges they have; arrows with their
predicate, dashed where no source itself asserts it. A large graph is cut down to its best connected entities: the
page (page.py) and Gephi are for those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import BinaryIO

from newsweave.config import Config
from newsweave.exports import rows
from newsweave.exports.layout import Point, Size, layout
from newsweave.exports.rows import COLOURS, NodeRow
from newsweave.exports.selection import Selected, Selection, select
from newsweave.exports.svg_edges import Arrow, Shape, arrows
from newsweave.exports.xml import escape, tag
from newsweave.graph import Graph
from newsweave.types import Kind

_DEFAULT, _ALL = Config(), Selection()
_MARGIN, _HEAD, _FOOT = 28.0, 56.0, 40.0  # pixels
_TITLE = 34.0  # more room at the head, pixels
_LINE = 15.0  # height of a line of a name, pixels
_WIDEST = 24  # letters in a line of a name
_STYLE = """<style>
text{font-family:Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans","Noto Sans","DejaVu Sans",sans-serif}
text{fill:#1d2733}
.name{font-size:13px;font-weight:600;text-anchor:middle}
.said{font-size:10px;fill:#51606f;text-anchor:middle}
.name,.said{paint-order:stroke;stroke:#fff;stroke-width:5px;stroke-linejoin:round}
.title{font-size:19px;font-weight:600}
.small{font-size:12px;fill:#51606f}
.line{fill:none;stroke:#9aa7b4;stroke-width:1.4}
.unsure{stroke-dasharray:5 4}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
<path d="M0,0.8 L7.5,4 L0,7.2 z" fill="#7d8b99"/></marker></defs>
"""
_KINDS = {
    Kind.PERSON: "person",
    Kind.ORG: "organisation",
    Kind.PLACE: "place",
    Kind.NORP: "group",
    Kind.EVENT: "event",
    Kind.WORK: "work",
    Kind.PRODUCT: "product",
    Kind.LAW: "law",
}


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is drawn, and where."""

    selected: Selected
    arrows: Sequence[Arrow]
    places: dict[str, Point]
    size: Size
    title: str | None


def write_svg(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a picture of a graph, the same bytes for the same graph.

    Args:
        graph: The graph; of more than 80 connected entities only those with most edges are drawn.
        stream: Where to.
        config: As for the other formats.
    """
    for line in _lines(_picture(graph, config, _ALL)):
        stream.write(line.encode())


def drawing(graph: Graph, selection: Selection = _ALL, config: Config = _DEFAULT) -> tuple[str, Selected]:
    """Draw a part of a graph; give the picture, and what it shows."""
    drawn = _picture(graph, config, selection)
    return "".join(_lines(drawn)), drawn.selected


def _picture(graph: Graph, config: Config, selection: Selection) -> _Picture:
    selected = select(rows.nodes(graph, config), rows.edges(graph), selection)
    nodes = {node.identifier: node for node in selected.nodes}
    sizes = {identifier: _room(node) for identifier, node in nodes.items()}
    head = _HEAD + (_TITLE if selection.title else 0.0)
    places = {
        node: (x + _MARGIN, y + head)
        for node, (x, y) in layout(sizes, ((edge.source, edge.target) for edge in selected.edges)).items()
    }
    width = max((x + sizes[node][0] / 2 for node, (x, _) in places.items()), default=0.0)
    height = max((y + sizes[node][1] / 2 for node, (_, y) in places.items()), default=head)
    return _Picture(
        selected=selected,
        arrows=arrows(selected.edges, {name: _shape(node, places[name]) for name, node in nodes.items()}),
        places=places,
        size=(max(width + _MARGIN, 640.0), height + _FOOT),
        title=selection.title,
    )


def _shape(node: NodeRow, at: Point) -> Shape:
    (x, y), far, half = at, radius(node), _name_width(node) / 2
    return Shape(at, far, (x - half, y + far, x + half, y + far + 3 + _LINE * len(_name_lines(node))))


def radius(node: NodeRow) -> float:
    """Choose a radius, pixels: the area grows with the number of edges."""
    return round(min(26.0, 5.0 + 4.0 * sqrt(node.links)), 1)


def text_width(text: str, size: float) -> float:
    """Guess the width of a text, pixels: 0.64 em a letter, 1 em beyond the alphabets of small letters."""
    return size * sum(1.0 if letter >= "\u2e80" else 0.64 for letter in text)


def _name_lines(node: NodeRow) -> list[str]:
    """Set a name in one line, or a long one in two; what is still too long is cut."""
    words = node.label.split() or ["?"]
    whole = " ".join(words)
    breaks = [" ".join(words[:number]) for number in range(1, len(words))]
    if len(whole) <= _WIDEST or not breaks:
        return [_cut(whole)]
    first = min(breaks, key=lambda part: abs(len(part) - len(whole) / 2))
    return [_cut(first), _cut(whole[len(first) + 1 :])]


def _cut(line: str) -> str:
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1].rstrip() + "\u2026"


def _fitted(title: str, width: float) -> str:
    """Cut a title to what fits on one line."""
    line = " ".join(title.split())
    most = max(10, int(width / text_width("m", 19)))
    return line if len(line) <= most else line[: most - 1].rstrip() + "\u2026"


def _name_width(node: NodeRow) -> float:
    return max(text_width(line, 13) for line in _name_lines(node))


def _room(node: NodeRow) -> Size:
    return max(_name_width(node), 2 * radius(node)), 2 * (radius(node) + 4 + _LINE * len(_name_lines(node)))


def _lines(picture: _Picture) -> Iterator[str]:
    width, height = round(picture.size[0]), round(picture.size[1])
    size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield tag("svg", {"xmlns": "http://www.w3.org/2000/svg", **size}) + "\n" + _STYLE
    yield tag("rect", {"width": width, "height": height, "fill": "#fff"}, empty=True) + "\n"
    if picture.title:
        yield _text(_MARGIN, 36, "title", _fitted(picture.title, width - 2 * _MARGIN))
    yield from (_line(arrow) for arrow in picture.arrows)
    yield from (_circle(node, *picture.places[node.identifier]) for node in picture.selected.nodes)
    yield from (_said(arrow) for arrow in picture.arrows if arrow.label)
    yield from (_name(node, *picture.places[node.identifier]) for node in picture.selected.nodes)
    yield from _legend(picture)
    yield _text(_MARGIN, height - 16, "small", _footer(picture))
    yield "</svg>\n"


def _line(arrow: Arrow) -> str:
    look = "line" if arrow.edge.asserted else "line unsure"
    title = f"<title>{escape(arrow.edge.evidence)}</title>"
    return f"{tag('path', {'class': look, 'd': arrow.path, 'marker-end': 'url(#head)'})}{title}</path>\n"


def _said(arrow: Arrow) -> str:
    attributes = {"class": "said", "transform": arrow.turn, "dy": "0.32em"}
    return f"{tag('text', attributes)}{escape(arrow.label)}</text>\n"


def _circle(node: NodeRow, x: float, y: float) -> str:
    attributes = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": radius(node), "fill": node.color}
    border = {"stroke": "#fff", "stroke-width": 1.5}
    return f"{tag('circle', attributes | border)}<title>{escape(node.names)}</title></circle>\n"


def _name(node: NodeRow, x: float, y: float) -> str:
    below = y + radius(node) - 1
    lines = enumerate(_name_lines(node), 1)
    return "".join(_text(x, below + number * _LINE, "name", line) for number, line in lines)


def _text(x: float, y: float, look: str, text: str) -> str:
    return f"{tag('text', {'x': f'{x:.1f}', 'y': f'{y:.1f}', 'class': look})}{escape(text)}</text>\n"


def _legend(picture: _Picture) -> Iterator[str]:
    """Name the colours in use, and say what a dashed line is."""
    used = {node.kind for node in picture.selected.nodes}
    x, y = _MARGIN, 28 + (_TITLE if picture.title else 0)
    for kind in (kind for kind in Kind if kind in used):
        dot = {"cx": f"{x + 6:.1f}", "cy": y, "r": 6, "fill": COLOURS[kind]}
        yield tag("circle", dot, empty=True) + "\n" + _text(x + 17, y + 4, "small", _KINDS[kind])
        x += 40 + text_width(_KINDS[kind], 12)
    if any(not arrow.edge.asserted for arrow in picture.arrows):
        yield tag("path", {"class": "line unsure", "d": f"M{x:.1f},{y} h30"}, empty=True) + "\n"
        yield _text(x + 38, y + 4, "small", "reported, denied or planned")


def _footer(picture: _Picture) -> str:
    parts = [f"{_number(len(picture.selected.nodes), 'entity', 'entities')}, {_number(len(picture.arrows), 'edge')}"]
    if left_out := picture.selected.untied + picture.selected.cut:
        parts.append(f"{_number(left_out, 'more entity', 'more entities')} not drawn")
    if bare := sum(not arrow.label for arrow in picture.arrows):
        parts.append(f"no room for the words of {_number(bare, 'edge')}")
    return "; ".join(parts)


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
