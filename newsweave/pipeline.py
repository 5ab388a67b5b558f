"""The whole way: sources in, a graph out, files written, a graph read back.

read -> extract -> link -> Graph -> write
                             ^--- load
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import TypeAlias

from newsweave import exports, ingest
from newsweave.config import Config
from newsweave.errors import DocumentError, MissingError, NewsweaveError, RecordError
from newsweave.exports.kept import read_kept
from newsweave.exports.records import read_records
from newsweave.graph import Graph
from newsweave.graph.corrections import Correction
from newsweave.graph.corrections_replay import Conflict
from newsweave.graph.linker import Linker
from newsweave.types import Document, Extraction, Failure

Source: TypeAlias = str | Path | Document | Extraction

_DEFAULTS = Config()
_RECORDS = exports.FORMATS["records"].file
_log = logging.getLogger(__name__)


def build(
    sources: Source | Iterable[Source],
    *,
    config: Config = _DEFAULTS,
    on_failure: Callable[[Failure], object] | None = None,
    on_progress: Callable[[int, int], object] | None = None,
    corrections: Iterable[Correction] = (),
    on_conflict: Callable[[Conflict], object] | None = None,
) -> Graph:
    """Read sources, extract what they say, link it and join it to one graph.

    A document that cannot be used does not stop the others: it is handed to `on_failure`, or logged as a
    warning. Where nothing at all can be used an error is raised, so that a graph is never empty unseen.

    Args:
        sources: Files, folders and web addresses ("-" for standard input), documents, or extractions made before;
            one or many, mixed at will.
        config: Model, knowledge bases and options.
        on_failure: Called with each document that cannot be used, and with a service that does not answer, as
            soon as that is known.
        on_progress: Called with the documents done and the documents in all, at the start with 0.
        corrections: What persons said against the machine; see `newsweave.graph.corrections`.
        on_conflict: Called with each correction that does not hold; else it is logged as a warning.

    Returns:
        The graph; the same for the same documents in any order.

    Raises:
        DocumentError: No source could be used; for a single failure, its own error.
        ModelError: The spaCy pipeline is not there.
        KnowledgeError: A file of `config.knowledge` cannot be used.

    >>> len(build([]).extractions)
    0
    """
    failures: list[Failure] = []
    extractions: list[Extraction] = []
    documents: list[Document] = []

    def sort(item: Document | Extraction | Failure) -> None:
        if isinstance(item, Failure):
            failures.append(item)
            (on_failure or _warn)(item)
        elif isinstance(item, Document):
            documents.append(item)
        else:
            extractions.append(item)

    for item in _inputs(sources, config):
        sort(item)
    for result in _extracted(documents, config, on_progress):
        sort(result)
    if failures and not extractions:
        raise _nothing(failures)
    linked = Linker(config, on_failure or _warn).all(extractions)
    return Graph.of(linked, corrections, on_conflict=on_conflict or _tell)


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
    return exports.write(graph, Path(directory), formats, config)


def load(
    path: str | Path,
    *,
    corrected: bool = True,
    corrections: Iterable[Correction] = (),
    on_conflict: Callable[[Conflict], object] | None = None,
) -> Graph:
    """Read a graph back from its records.

    Args:
        path: The file that `write` called records.jsonl, a folder that holds it, "-" for standard input, or the
            file of a store (`newsweave.open`).
        corrected: Whether the corrections that a store keeps are replayed.
        corrections: Further ones; see `build`.
        on_conflict: Called with each correction that does not hold; else it is logged as a warning.

    Raises:
        MissingError: It is not there.
        RecordError: It is damaged, or from another version.
        StoreError: It is a store and cannot be read.
    """
    if str(path) == "-":
        return read_records(sys.stdin.buffer, "standard input").corrected(corrections, on_conflict=on_conflict or _tell)
    records = Path(path) / _RECORDS if Path(path).is_dir() else Path(path)
    with _opened(records) as stream:
        return read_kept(
            stream, records, corrected=corrected, corrections=corrections, on_conflict=on_conflict or _tell
        )


def _inputs(sources: Source | Iterable[Source], config: Config) -> Iterator[Document | Extraction | Failure]:
    for source in [sources] if isinstance(sources, str | Path | Document | Extraction) else sources:
        if isinstance(source, str | Path):
            yield from ingest.read(source, intake=config.intake)
        else:
            yield source


def _extracted(
    documents: list[Document], config: Config, on_progress: Callable[[int, int], object] | None
) -> Iterator[Extraction | Failure]:
    progress = on_progress or (lambda *_: None)
    progress(0, len(documents))
    if documents:  # else no model needs to be loaded
        for done, result in enumerate(ingest.extract_all(documents, config=config), 1):
            yield result
            progress(done, len(documents))


def _warn(failure: Failure) -> None:
    _log.warning("%s", failure)


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
