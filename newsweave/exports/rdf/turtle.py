"""Turtle and TriG through pyoxigraph, with its prefixes in order.

pyoxigraph 0.5 writes the prefixes in the order of a hash map, another one in each process; all else that it
writes follows the order of the triples. So the prefix lines, which come first, are held back and sorted.
"""

from collections.abc import Iterable, Mapping
from typing import IO, BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize


def write(
    statements: Iterable[Triple] | Iterable[Quad],
    stream: BinaryIO,
    prefixes: Mapping[str, str],
    how: RdfFormat = RdfFormat.TURTLE,
) -> None:
    """Write statements, those of one graph and subject under it as long as they come together."""
    prefixes = _apart(prefixes)
    sorter = _HeadSorter(stream, len(prefixes))
    serialize(statements, cast(IO[bytes], sorter), how, prefixes=prefixes)
    sorter.finish()


def _apart(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Keep the prefixes of which none begins another, so that each name can be written in one way only."""
    kept: dict[str, str] = {}
    for prefix, iri in prefixes.items():
        if not any(iri.startswith(other) or other.startswith(iri) for other in kept.values()):
            kept[prefix] = iri
    return kept


class _HeadSorter:
    """A stream that sorts its first lines and passes on the rest.

    Args:
        stream: Where the lines go.
        lines: How many to sort.
    """

    def __init__(self, stream: BinaryIO, lines: int) -> None:
        self._stream = stream
        self._lines = lines
        self._held: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Hold the first lines until they are all there."""
        if self._held is None:
            self._stream.write(data)
        else:
            self._held += data
            if self._held.count(b"\n") >= self._lines:
                *head, rest = self._held.split(b"\n", self._lines)
                self._stream.write(b"".join(line + b"\n" for line in sorted(head)) + rest)
                self._held = None
        return len(data)

    def flush(self) -> None:
        """Pass the wish on."""
        self._stream.flush()

    def finish(self) -> None:
        """Pass on what is still held: pyoxigraph writes no prefixes where there are no triples."""
        self._stream.write(self._held or b"")
        self._held = None
