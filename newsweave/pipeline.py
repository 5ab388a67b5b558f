"""The whole way: sources in, a graph out, files written, a graph read back.

read -> extract -> link -> Graph -> write
                             ^--- load
"""

import logging
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from io import BufferedReader
from pathlib import Path

from newsweave import exports, ingest
from newsweave.building import MANY, Building, Source
from newsweave.clock import stage
from newsweave.config import Config
from newsweave.errors import DocumentError, MissingError, NewsweaveError, RecordError
from newsweave.exports.kept import read_kept
from newsweave.exports.records import read_records
from newsweave.garbage import seldom
from newsweave.graph import Graph
from newsweave.graph.corrections.correction import Correction
from newsweave.graph.corrections.replay import Conflict
from newsweave.graph.extractions import held
from newsweave.part import Part
from newsweave.spool import Spool
from newsweave.types import Extraction, Failure
from newsweave.watch import watching

_DEFAULTS = Config()
_RECORDS = exports.FORMATS["records"].file
_log = logging.getLogger(__name__)


def build(
    sources: Source | Iterable[Source],
    *,
    config: Config = _DEFAULTS,
    limit: int | None = None,
    part: str | Path | None = None,
    on_failure: Callable[[Failure], object] | None = None,
    on_done: Callable[[Extraction], object] | None = None,
    on_progress: Callable[[int, int], object] | None = None,
    corrections: Iterable[Correction] = (),
    on_conflict: Callable[[Conflict], object] | None = None,
    on_disk: bool = False,
) -> Graph:
    """Read sources, extract what they say, link it and join it to one graph.

    A document that cannot be used does not stop the others: it is handed to `on_failure`, or logged as a
    warning. Where nothing at all can be used an error is raised, so that a graph is never empty unseen.

    Args:
        sources: Files, folders and web addresses ("-" for standard input), documents, or extractions made before;
            one or many, mixed at will.
        config: Model, knowledge bases and options.
        limit: How many documents are read at most, the first ones; None for all.
        part: A file that keeps what is extracted as it is made, until the graph is there; what a run that was stopped
            has left in it is not made again.
        on_failure: Called with each document that cannot be used, and with a service that does not answer, as
            soon as that is known.
        on_done: Called with what each document says, as soon as it is linked.
        on_progress: Called with the documents done and the documents in all, at the start with 0.
        corrections: What persons said against the machine; see `newsweave.graph.corrections.correction`.
        on_conflict: Called with each correction that does not hold; else it is logged as a warning.
        on_disk: Whether what the documents say lies in temporary files, if they are five hundred or more: for more of
            them than fit into memory. Such a graph takes longer to ask. After a thousand documents and more the model
            is let go of, too.

    Returns:
        The graph; the same for the same documents in any order.

    Raises:
        DocumentError: No source could be used; for a single failure, its own error.
        ModelError: The spaCy pipeline is not there.
        WorkerError: The processes of `config.jobs` cannot be started.
        KnowledgeError: A file of `config.knowledge` cannot be used.
        WriteError: `part` cannot be written.

    >>> len(build([]).extractions)
    0
    """
    watch = watching(on_failure, on_done, on_progress)
    with seldom(), Spool() as spool, Part(Path(part), ingest.recipe(config)) if part else nullcontext() as kept:
        run = Building(config, watch, spool, kept)
        run.read(sources, limit)
        linked = held(run.linked(), on_disk=on_disk)
        if run.failures and not linked:
            raise _nothing(run.failures)
        if on_disk and len(linked) >= MANY:
            ingest.forget()
        with stage("resolving"):
            graph = Graph.of(linked, corrections, on_conflict=on_conflict or _tell)
        if kept:
            kept.remove()
    return graph


def write(
    graph: Graph,
    directory: str | Path,
    formats: Iterable[str] | None = None,
    config: Config = _DEFAULTS,
) -> list[Path]:
    """Write a graph into a folder, which is made if need be: one file for each format.

    Args:
        graph: The graph.
        directory: The folder; files of an earlier run are replaced.
        formats: Names of `newsweave.exports.FORMATS`; None for those of the default set.
        config: Its `base` is the IRI under which things get theirs.

    Returns:
        The files.

    Raises:
        UnknownNameError: There is no such format.
        WriteError: A file cannot be written.
    """
    with seldom(), stage("writing"):
        return exports.write(graph, Path(directory), formats, config)


def load(
    path: str | Path,
    *,
    corrected: bool = True,
    corrections: Iterable[Correction] = (),
    on_conflict: Callable[[Conflict], object] | None = None,
    on_disk: bool = False,
    judged: bool = True,
) -> Graph:
    """Read a graph back from its records.

    Args:
        path: The file that `write` called records.jsonl, a folder that holds it, "-" for standard input, or the
            file of a store (`newsweave.open`).
        corrected: Whether the corrections that a store keeps are replayed.
        corrections: Further ones; see `build`.
        on_conflict: Called with each correction that does not hold; else it is logged as a warning.
        on_disk: See `build`.
        judged: Whether the graph of a store has its judgements: of many articles they are many, and only records
            hold them.

    Raises:
        MissingError: It is not there.
        RecordError: It is damaged, or from another version.
        StoreError: It is a store and cannot be read.
    """
    if str(path) == "-":
        graph = read_records(sys.stdin.buffer, "standard input", on_disk=on_disk)
        return graph.corrected(corrections, on_conflict=on_conflict or _tell)
    records = Path(path) / _RECORDS if Path(path).is_dir() else Path(path)
    with _opened(records) as stream:
        return read_kept(
            stream,
            records,
            corrected=corrected,
            corrections=corrections,
            on_conflict=on_conflict or _tell,
            on_disk=on_disk,
            judged=judged,
        )


def _tell(conflict: Conflict) -> None:
    _log.warning("correction without effect: %s", conflict)


def _nothing(failures: list[Failure]) -> NewsweaveError:
    first = failures[0].error
    if len(failures) == 1 and isinstance(first, NewsweaveError):
        return first
    problem = "it cannot be used" if len(failures) == 1 else f"none of the {len(failures)} can be used"
    error = DocumentError("sources", problem, f"the first failure: {failures[0]}")
    error.__cause__ = first
    return error


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        cure = f"give a folder that newsweave build wrote, or its {_RECORDS}"
        raise MissingError(path.as_posix(), "there is no such file", cure) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RecordError(path.as_posix(), f"cannot be read: {reason}", "look at its permissions") from error
