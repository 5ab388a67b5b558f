"""A graph as Turtle, TriG, N-Triples or N-Quads, straight from the pen: no object stands for a term."""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from newsweave.config import Config, Provenance
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.statements import named, whole
from newsweave.exports.rdf.terms import prefixes
from newsweave.graph import Graph

_SOME = 1 << 18  # characters that are held until they are written


def write(graph: Graph, stream: BinaryIO, config: Config, *, short: bool) -> None:
    """Write a graph.

    Args:
        graph: The graph.
        stream: Where to.
        config: Its `provenance` tells whether there are named graphs.
        short: Whether as Turtle or TriG, with prefixes; else as N-Triples or N-Quads.
    """
    pen = Pen(config.base, short=short)
    if config.provenance is Provenance.GRAPHS:
        blocks = _trig(named(graph, config, pen)) if short else _quads(named(graph, config, pen))
    else:
        blocks = whole(graph, config, pen)
    write_blocks(blocks, stream, head(prefixes(pen.base)) if short else "")


def head(spaces: Mapping[str, str]) -> str:
    """Declare prefixes, as Turtle has them, in the order of the alphabet."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(spaces.items()))


def _quads(graphs: Iterable[tuple[str, Iterator[str]]]) -> Iterator[str]:
    return (block for _, said in graphs for block in said)


def _trig(graphs: Iterable[tuple[str, Iterator[str]]]) -> Iterator[str]:
    for name, said in graphs:
        yield f"{name} {{\n"
        yield from said
        yield "}\n"


def write_blocks(blocks: Iterable[str], stream: BinaryIO, start: str = "") -> None:
    """Write blocks as UTF-8, some at a time, after what has to stand before them."""
    held, size = [start], 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size > _SOME:
            stream.write("".join(held).encode())
            held, size = [], 0
    stream.write("".join(held).encode())
