"""One picture as a file, SVG or PNG by its name."""

import sys
from pathlib import Path

from newsweave.config import Config
from newsweave.errors import WriteError
from newsweave.exports import write_bytes
from newsweave.exports.png import png
from newsweave.exports.selection import Selected, Selection
from newsweave.exports.svg import drawing
from newsweave.graph import Graph

_ALL, _DEFAULT = Selection(), Config()


def draw(graph: Graph, path: str | Path, selection: Selection = _ALL, config: Config = _DEFAULT) -> Selected:
    """Draw a part of a graph into a file; the same bytes for the same graph.

    Args:
        graph: The graph.
        path: A file whose name ends with .svg or .png, or "-" for SVG on standard output.
        selection: Which part.
        config: As for the other formats.

    Returns:
        What the picture shows.

    Raises:
        WriteError: The name ends with neither, the library for PNG is not there, or the file cannot be written.
    """
    file = Path(path)
    if str(path) != "-" and file.suffix.lower() not in {".svg", ".png"}:
        raise WriteError(str(path), "it is the name of no picture", "let it end with .svg or .png")
    svg, selected = drawing(graph, selection, config)
    if str(path) == "-":
        sys.stdout.write(svg)
    else:
        write_bytes(file, png(svg, file.name) if file.suffix.lower() == ".png" else svg.encode())
    return selected
