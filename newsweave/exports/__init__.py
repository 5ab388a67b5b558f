"""Write: a graph as files, for triple stores, for Gephi, for other programs, and to be read back.

    records.py   lossless JSON lines, the format of record
    rdf/         Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD
    sheets.py    typed rows of nodes and edges, from which graphml.py, gexf.py and tables/ write
    ftm.py       FollowTheMoney entities, for Aleph
    svg.py       a picture of a small graph; draw.py puts it into a file, also as PNG
    page/        a page that shows a graph in a browser, offline

Each format is loaded when it is first written, so that importing this package loads neither pyoxigraph nor
anything else that is heavy.
"""

import gzip
import importlib.util
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from newsweave.config import Config
from newsweave.errors import UnknownNameError, WriteError

if TYPE_CHECKING:
    from newsweave.graph import Graph

Writer = Callable[["Graph", BinaryIO, Config], None]

_DEFAULT = Config()


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    Attributes:
        file: Name of the file in the output folder.
        description: What it is for, in a line.
        writer: Module and function, loaded on first use.
        default: Whether it is written where no format is asked for.
        beside: Name and writer of the second file, where nodes and edges have one each.
        needs: A package that the extra of this format's name brings.
    """

    file: str
    description: str
    writer: str
    default: bool = True
    beside: tuple[str, str] | None = None
    needs: str = ""

    def check(self) -> None:
        """Make sure that what it needs is installed, without loading it.

        Raises:
            WriteError: It is not; names the extra.
        """
        if self.needs and importlib.util.find_spec(self.needs) is None:
            extra = next(name for name, each in FORMATS.items() if each is self)
            cure = f"pip install 'newsweave[{extra}]', or choose another format"
            raise WriteError(f"format {extra}", f"it needs {self.needs}, which is not installed", cure)

    @property
    def suffix(self) -> str:
        """How names of its files end."""
        return self.file[self.file.index(".") :]

    @property
    def rdf(self) -> bool:
        """Whether it is RDF, so that provenance and triple terms mean something to it."""
        return self.writer.startswith("rdf:")

    def load(self) -> Writer:
        """Load the function that writes it, or its first file."""
        return _load(self.writer)

    def files(self) -> list[tuple[str, Writer]]:
        """List its files, each with the function that writes it."""
        return [(file, _load(writer)) for file, writer in ((self.file, self.writer), self.beside or ("", "")) if file]


def _load(writer: str) -> Writer:
    module, _, name = writer.partition(":")
    return cast(Writer, getattr(importlib.import_module(f"{__name__}.{module}"), name))


FORMATS = {
    "records": Format("records.jsonl", "everything, as JSON lines, to be read back", "records:write_records"),
    "turtle": Format("graph.ttl", "RDF 1.1 for people and triple stores", "rdf:write_turtle"),
    "ntriples": Format("graph.nt", "RDF 1.1, a triple a line, for bulk loading", "rdf:write_ntriples"),
    "trig": Format("graph.trig", "RDF with a named graph a document, for people", "rdf:write_trig", default=False),
    "nquads": Format("graph.nq", "the same, a quad a line, for bulk loading", "rdf:write_nquads", default=False),
    "rdfxml": Format("graph.rdf", "RDF/XML, for what reads nothing else", "rdf:write_rdfxml", default=False),
    "jsonld": Format("graph.jsonld", "RDF as JSON with a context", "rdf:write_jsonld", default=False),
    "graphml": Format("graph.graphml", "for Gephi, yEd, Cytoscape, igraph, networkx", "graphml:write_graphml"),
    "gexf": Format("graph.gexf", "for Gephi and Gephi Lite, with time, colours and places", "gexf:write_gexf"),
    "ftm": Format("graph.ftm.json", "FollowTheMoney, for Aleph", "ftm:write_ftm", default=False),
    "svg": Format("graph.svg", "a picture, for a small graph", "svg:write_svg", default=False),
    "csv": Format(
        "nodes.csv",
        "nodes and edges as tables, for Gephi's spreadsheet import and for spreadsheets",
        "tables.spreadsheet:write_nodes",
        default=False,
        beside=("edges.csv", "tables.spreadsheet:write_edges"),
    ),
    "parquet": Format(
        "nodes.parquet",
        "the same with typed columns, for pandas, DuckDB, Spark; extra parquet",
        "tables.parquet:write_nodes",
        default=False,
        beside=("edges.parquet", "tables.parquet:write_edges"),
        needs="pyarrow",
    ),
    "cytoscape": Format(
        "graph.cyjs", "for Cytoscape and Cytoscape.js", "tables.cytoscape:write_cytoscape", default=False
    ),
    "neo4j": Format(
        "neo4j-nodes.csv",
        "for neo4j-admin database import",
        "tables.neo4j:write_nodes",
        default=False,
        beside=("neo4j-relationships.csv", "tables.neo4j:write_relationships"),
    ),
    "html": Format("graph.html", "a page to search and click through, offline", "page:write_page", default=False),
}


def write(
    graph: "Graph",
    directory: str | Path,
    formats: Iterable[str] | None = None,
    config: Config = _DEFAULT,
) -> list[Path]:
    """Write a graph into a folder, a file or two for each format; a file is there whole or not at all.

    Args:
        graph: The graph.
        directory: The folder; it is made if need be, and files of the same name are replaced.
        formats: Names from `FORMATS`; None for those of the default set.
        config: Its `base` begins the IRIs.

    Returns:
        The files, in the order of `formats`.

    Raises:
        UnknownNameError: There is no such format.
        WriteError: A file cannot be written, or the format needs a package that is not installed.
    """
    if formats is None:
        formats = [name for name, each in FORMATS.items() if each.default]
    chosen = [_format(name) for name in dict.fromkeys(formats)]
    folder = _folder(Path(directory))
    files = [part for each in chosen for part in each.files()]
    return [_write_file(graph, folder / file, writer, config) for file, writer in files]


def write_file(graph: "Graph", path: str | Path, name: str | None = None, config: Config = _DEFAULT) -> Path:
    """Write a graph as one file, packed if its name ends in .gz; the file is there whole or not at all.

    Args:
        graph: The graph.
        path: The file, in a folder that exists.
        name: Name from `FORMATS`; None for the one that the file's name tells.
        config: Its `base` begins the IRIs; `provenance` and `triple_terms` are for RDF.

    Raises:
        UnknownNameError: There is no such format, or none whose files end so.
        WriteError: The file cannot be written.
    """
    path = Path(path)
    chosen, plain = _format(name or format_of(path)), path.name.lower().removesuffix(".gz")
    named = (writer for file, writer in chosen.files() if plain.endswith(file))  # nodes.csv or edges.csv
    return _write_file(graph, path, next(named, chosen.load()), config)


def format_of(path: Path) -> str:
    """Tell the format that the end of a file's name stands for.

    >>> format_of(Path("kg.nq.gz"))
    'nquads'

    Raises:
        UnknownNameError: None of them.
    """
    plain = path.name.lower().removesuffix(".gz")
    fitting = [name for name, each in FORMATS.items() if plain.endswith(each.suffix)]
    if not fitting:
        suffixes = sorted({each.suffix for each in FORMATS.values()})
        raise UnknownNameError(path.as_posix(), Path(plain).suffix or path.name, suffixes)
    return max(fitting, key=lambda name: (_fit(FORMATS[name], plain), len(FORMATS[name].suffix)))


def _fit(kind: Format, plain: str) -> int:
    """Tell how much of a file's name is that of the format: csv and neo4j end alike."""
    names = (kind.file, kind.beside[0] if kind.beside else "")
    return max((len(name) for name in names if name and plain.endswith(name)), default=0)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownNameError("formats", name, FORMATS)
    FORMATS[name].check()
    return FORMATS[name]


def _folder(directory: Path) -> Path:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _write_error(directory, error) from error
    return directory


def _write_file(graph: "Graph", path: Path, writer: Writer, config: Config) -> Path:
    return _whole(path, lambda stream: writer(graph, stream, config))


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file that is there whole or not at all.

    Raises:
        WriteError: It cannot be written.
    """
    return _whole(path, lambda stream: stream.write(content))


def _whole(path: Path, fill: Callable[[BinaryIO], object]) -> Path:
    """Write beside the place and then move it there, so that nobody reads half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream, _packed(stream, path) as sink:
            fill(sink)
        beside.replace(path)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        beside.unlink(missing_ok=True)
    return path


@contextmanager
def _packed(stream: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """Pack what is written if the file is to be, without name and time, so that the same graph gives the same file."""
    if path.suffix.lower() != ".gz":
        yield stream
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=6, mtime=0) as packed:
        yield cast(BinaryIO, packed)


def _write_error(path: Path, error: OSError) -> WriteError:
    reason = (error.strerror or str(error)).lower()
    return WriteError(path.as_posix(), f"it cannot be written: {reason}", "choose another folder, or make room")


__all__ = ["FORMATS", "Format", "format_of", "write", "write_bytes", "write_file"]
