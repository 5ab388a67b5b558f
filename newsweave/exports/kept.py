"""A graph that was kept, read back from whichever it was kept in: records or a store."""

from collections.abc import Callable, Iterable
from contextlib import closing
from io import BufferedReader
from pathlib import Path

from newsweave.exports.records import read_records
from newsweave.graph import Graph
from newsweave.graph.corrections.correction import Correction
from newsweave.graph.corrections.replay import Conflict
from newsweave.graph.store.corrections import corrected_graph
from newsweave.graph.store.sqlite import SqliteStore

_SQLITE = b"SQLite format 3\0"


def read_kept(
    stream: BufferedReader,
    path: Path,
    *,
    corrected: bool = True,
    corrections: Iterable[Correction] = (),
    on_conflict: Callable[[Conflict], object] | None = None,
    on_disk: bool = False,
) -> Graph:
    """Read a graph from an open file, told by how it begins.

    Args:
        stream: The file, at its beginning.
        path: Where it is: a store is opened there, and errors name it.
        corrected: Whether the corrections that a store keeps are replayed.
        corrections: Further ones.
        on_conflict: Called with each correction that does not hold.
        on_disk: As `Graph.of` tells.

    Raises:
        RecordError: The records are damaged, or from another version.
        StoreError: It is a store and cannot be read.
    """
    if not stream.peek(len(_SQLITE)).startswith(_SQLITE):
        return read_records(stream, path.as_posix(), on_disk=on_disk).corrected(corrections, on_conflict=on_conflict)
    with closing(SqliteStore(path, read_only=True)) as store:
        if corrected:
            return corrected_graph(store, corrections, on_conflict=on_conflict, on_disk=on_disk)
        return store.graph(on_disk=on_disk).corrected(corrections, on_conflict=on_conflict)
