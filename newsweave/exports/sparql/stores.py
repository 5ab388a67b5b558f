"""A graph as a pyoxigraph store in memory: from the RDF that build wrote, or else made from its records."""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Store

from newsweave.config import DEFAULT_BASE, Config
from newsweave.errors import MissingError, RecordError
from newsweave.exports.iris import checked_base
from newsweave.exports.kept import read_kept
from newsweave.exports.rdf import write_ntriples
from newsweave.exports.rdf.terms import PREFIXES, term
from newsweave.exports.records import read_records
from newsweave.graph import Graph
from newsweave.graph.corrections.replay import Conflict

_DEFAULT = Config()
_RECORDS = "records.jsonl"
_SUFFIXES = frozenset({".nq", ".trig", ".nt", ".ttl"})  # JSON-LD can name a context to fetch, so it is none of them
_WHOLE = ("graph.nq", "graph.trig", "graph.nt", "graph.ttl")  # what a folder may have, the fullest first
# rooms of our IRIs, each a prefix
ROOMS = ("dataset", "doc", "entity", "event", "group", "link", "publisher", "quantity", "quote", "run", "statement")


def store_of(graph: Graph, config: Config = _DEFAULT) -> Store:
    """Put a graph into a store.

    Args:
        graph: The graph.
        config: Its `base` begins our IRIs.
    """
    store, lines = Store(), io.BytesIO()
    write_ntriples(graph, lines, config)
    store.bulk_load(lines.getvalue(), RdfFormat.N_TRIPLES)
    return store


def open_store(
    path: str | Path,
    base: str | None = None,
    *,
    usual: str = DEFAULT_BASE,
    corrected: bool = True,
    on_conflict: Callable[[Conflict], object] | None = None,
) -> Store:
    """Put what build wrote into a store.

    Args:
        path: A folder that build wrote, its records.jsonl, a store that add fills, an RDF file, or "-" for records on
            standard input. Of a folder the RDF is taken if it is not older than the records.
        base: Where our IRIs begin; given, the RDF is made anew from the records.
        usual: Where they begin if RDF has to be made and no base is given.
        corrected: Whether the corrections that a store keeps are replayed.
        on_conflict: Called with each correction that does not hold.

    Raises:
        MissingError: It is not there.
        RecordError: It is damaged.
        WriteError: The base is no IRI.
    """
    if str(path) != "-":
        file = _rdf_file(Path(path)) if base is None else None
        if file is not None:
            return _loaded(file)
    return store_of(_graph(str(path), corrected, on_conflict), Config(base=checked_base(base or usual)))


def prefixes_of(store: Store) -> Mapping[str, str]:
    """List the prefixes that a query need not declare: our vocabularies, and the rooms of the graph's own IRIs."""
    spaces = [quad.object for quad in store.quads_for_pattern(None, term("void:uriSpace"), None)]
    bases = sorted(space.value for space in spaces if isinstance(space, Literal))
    base = bases[0] if bases else DEFAULT_BASE
    return PREFIXES | {room: f"{base}{room}/" for room in ROOMS}


def _rdf_file(path: Path) -> Path | None:
    """Find the RDF to take; None if there is none, or only what is older than the records."""
    if not path.is_dir():
        return path if path.suffix.lower() in _SUFFIXES else None
    files = [path / name for name in _WHOLE if (path / name).exists()]
    records = path / _RECORDS
    if records.exists():
        files = [file for file in files if file.stat().st_mtime_ns >= records.stat().st_mtime_ns]
    return files[0] if files else None


def _loaded(file: Path) -> Store:
    store = Store()
    try:
        store.bulk_load(path=str(file), format=RdfFormat.from_extension(file.suffix[1:].lower()))
    except FileNotFoundError as error:
        raise _missing(file) from error
    except SyntaxError as error:
        problem = f"it is no sound RDF: {' '.join(str(error).split())}"
        raise RecordError(file.as_posix(), problem, "build it again") from error
    except OSError as error:
        raise _unreadable(file, error) from error
    return store


def _graph(path: str, corrected: bool, on_conflict: Callable[[Conflict], object] | None) -> Graph:
    if path == "-":
        return read_records(sys.stdin.buffer, "standard input")
    file = Path(path) / _RECORDS if Path(path).is_dir() else Path(path)
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise _missing(file) from error
    except OSError as error:
        raise _unreadable(file, error) from error
    with stream:
        return read_kept(stream, file, corrected=corrected, on_conflict=on_conflict)


def _missing(file: Path) -> MissingError:
    cure = f"give a folder that newsweave build wrote, its {_RECORDS}, or an RDF file"
    return MissingError(file.as_posix(), "there is no such file", cure)


def _unreadable(file: Path, error: OSError) -> RecordError:
    reason = (error.strerror or str(error)).lower()
    return RecordError(file.as_posix(), f"cannot be read: {reason}", "look at its permissions")
