"""newsweave build: articles in, the files of a graph out."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.config import DEFAULT_BASE, DEFAULT_MODEL, Config, Size, View
from newsweave.errors import DocumentError, UnknownNameError
from newsweave.exports import FORMATS
from newsweave.terminal import Row, show, telling
from newsweave.types import Failure

if TYPE_CHECKING:
    from newsweave.graph import Graph

_REASONS = {
    "MissingError": "missing",
    "EmptyError": "empty",
    "BinaryError": "binary",
    "EncodingError": "not UTF-8",
    "MetadataError": "bad metadata",
}
_FILE = click.Path(exists=True, dir_okay=False)
_OUT = "Folder for the files; made if need be, files of an earlier run are replaced."
_FORMATS = (
    f"A format to write, again for each further one: {', '.join(FORMATS)}.  "
    f"[default: {', '.join(name for name, each in FORMATS.items() if each.default)}]"
)
_MODEL = "An installed spaCy pipeline for English, by its package or folder."
_BASE = "Where the IRIs of entities, statements and documents begin; ends with / or #."
_KB = "A knowledge base for this run, JSONL, CSV or .sqlite, asked before the others; again for each further one."
_NO_KB = "Link nothing."
_NO_DERIVED = "Leave out what follows from the facts that the articles state: Almaty is located in Kazakhstan."
_NO_TRIPLES = "Leave out open triples."
_LINK = "Ask a service for what is not linked by then: wikidata, or the URL of a reconciliation service."
_VIEW = (
    "What the nodes of GraphML, GEXF and the tables are: entities, with an edge for each way in which two are tied; "
    "or events, with an edge for each role of an entity in them."
)
_SIZE = "What makes nodes of GraphML and GEXF large."


@click.command(epilog=example("newsweave build articles/ today.txt -o out --format turtle --format gexf"))
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help=_OUT)
@click.option("-f", "--format", "formats", multiple=True, metavar="NAME", help=_FORMATS)
@click.option(
    "--view", type=click.Choice([each.value for each in View]), default="entities", show_default=True, help=_VIEW
)
@click.option(
    "--size", type=click.Choice([each.value for each in Size]), default="mentions", show_default=True, help=_SIZE
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, metavar="NAME", help=_MODEL)
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help=_BASE)
@click.option("--kb", "layers", multiple=True, type=_FILE, metavar="FILE", help=_KB)
@click.option("--no-kb", is_flag=True, help=_NO_KB)
@click.option("--link", metavar="SERVICE", help=_LINK)
@click.option("--no-derived", is_flag=True, help=_NO_DERIVED)
@click.option("--no-triples", is_flag=True, help=_NO_TRIPLES)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
def build(
    *,
    paths: tuple[str, ...],
    out: Path,
    formats: tuple[str, ...],
    view: str,
    size: str,
    model: str,
    base: str,
    layers: tuple[str, ...],
    no_kb: bool,
    link: str | None,
    no_derived: bool,
    no_triples: bool,
    quiet: bool,
) -> None:
    """Build a graph from articles and write it.

    PATHS are text files, folders with .txt, .text and .md files, or - for standard input. Title, publisher,
    author, published, language and url of an article can stand at its top between lines of three hyphens
    (published: 2022-01-06), or in a file NAME.toml beside NAME.txt (published = 2022-01-06).

    Entities are linked with the knowledge base that comes with the package, the layers that newsweave kb add
    added, and those given here; see newsweave kb --help.

    What cannot be read is named and left out; the exit code is then 1.
    """
    from newsweave import pipeline  # noqa: PLC0415 - --help and --version need none of the rooms
    from newsweave.exports.iris import checked_base  # noqa: PLC0415

    if no_kb and layers:
        raise click.UsageError("--kb and --no-kb exclude each other; leave one out")
    began = time.monotonic()
    for name in formats:  # before the work, not after it
        if name not in FORMATS:
            raise UnknownNameError("--format", name, FORMATS)
        FORMATS[name].check()
    knowledge = () if no_kb else (*layers, *_added())
    config = Config(
        model=model,
        base=checked_base(base),
        knowledge=knowledge,
        embedded=not no_kb,
        link=link,
        derived=not no_derived,
        triples=not no_triples,
        view=View(view),
        size=Size(size),
    )
    failures: list[Failure] = []
    with telling(quiet) as (say, progress):

        def skip(failure: Failure) -> None:
            failures.append(failure)
            say(f"skipped: {failure}")

        try:
            graph = pipeline.build(paths, config=config, on_failure=skip, on_progress=progress)
        except DocumentError as error:  # each failure is told by now
            raise click.ClickException("nothing is written: no source can be used") from error
        files = pipeline.write(graph, out, formats or None, config)
    if not quiet:
        show([*_rows(graph, failures, files), ("seconds", "", f"{time.monotonic() - began:.1f}")])
    if failures:
        sys.exit(1)


def _added() -> tuple[str, ...]:
    from newsweave.knowledge.layers import layer_paths  # noqa: PLC0415 - as above

    return tuple(map(str, layer_paths()))


def _rows(graph: "Graph", failures: list[Failure], files: list[Path]) -> Iterator[Row]:
    """Count what was read, found and written: room, name, number."""
    reasons = Counter(_REASONS.get(type(failure.error).__name__, "unusable") for failure in failures)
    told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    yield "documents", "read", str(len(graph.documents()))
    if failures:
        yield "documents", "skipped", f"{len(failures)} ({told})"
    yield from _counted("entities", (entity.kind.value for entity in graph.entities()))
    yield from _counted("statements", (statement.predicate for statement in graph.statements()))
    yield "events", "", str(len(graph.events()))
    yield "quotes", "", str(len(graph.quotes()))
    yield "triples", "", str(len(graph.triples()))
    for file in files:
        yield "files", file.as_posix(), f"{file.stat().st_size / 1000:,.1f} kB"


def _counted(room: str, names: Iterable[str]) -> Iterator[Row]:
    counts = Counter(names)
    yield room, "", str(counts.total())
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield room, name, str(count)
