"""A graph that was kept, read back from whichever it was kept in: records or a store."""

from contextlib import closing
from io import BufferedReader
from pathlib import Path

from newsweave.exports.records import read_records
from newsweave.graph import Graph
from newsweave.graph.store_sqlite import SqliteStore

_SQLITE = b"SQLite format 3\0"


def read_kept(stream: BufferedReader, path: Path) -> Graph:
    """Read a graph from an open file, told by how it begins.

    Args:
        stream: The file, at its beginning.
        path: Where it is: a store is opened there, and errors name it.

    Raises:
        RecordError: The records are damaged, or from another version.
        StoreError: It is a store and cannot be read.
    """
    if not stream.peek(len(_SQLITE)).startswith(_SQLITE):
        return read_records(stream, path.as_posix())
    with closing(SqliteStore(path, read_only=True)) as store:
        return store.graph()
