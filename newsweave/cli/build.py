"""newsweave build: articles in, the files of a graph out."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from newsweave.cli.group import example
from newsweave.config import DEFAULT_BASE, DEFAULT_MODEL, Config
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
_STORE = "Take what is in this store instead of PATHS; newsweave add fills it."
_MODEL = "An installed spaCy pipeline for English, by its package or folder."
_BASE = "Where the IRIs of entities, statements and documents begin; ends with / or #."
_KB = "A knowledge base for this run, JSONL, CSV or .sqlite, asked before the others; again for each further one."
_NO_KB = "Link nothing."
_NO_DERIVED = "Leave out what follows from the facts that the articles state: Almaty is located in Kazakhstan."
_LINK = "Ask a service for what is not linked by then: wikidata, or the URL of a reconciliation service."


_Command = TypeVar("_Command", bound=Callable[..., object])


def reading_options(command: _Command) -> _Command:
    """Add the options of a run that reads articles."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
        click.option("--no-derived", is_flag=True, help=_NO_DERIVED),
        click.option("--link", metavar="SERVICE", help=_LINK),
        click.option("--no-kb", is_flag=True, help=_NO_KB),
        click.option("--kb", "layers", multiple=True, type=_FILE, metavar="FILE", help=_KB),
        click.option("--model", default=DEFAULT_MODEL, show_default=True, metavar="NAME", help=_MODEL),
    ):
        command = option(command)
    return command


@click.command(
    epilog=example(
        "newsweave build articles/ today.txt -o out --format turtle --format gexf",
        "newsweave build --store news.db -o out",
    )
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--store", metavar="FILE", help=_STORE)
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help=_OUT)
@click.option("-f", "--format", "formats", multiple=True, metavar="NAME", help=_FORMATS)
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help=_BASE)
@reading_options
def build(
    *,
    paths: tuple[str, ...],
    store: str | None,
    out: Path,
    formats: tuple[str, ...],
    model: str,
    base: str,
    layers: tuple[str, ...],
    no_kb: bool,
    link: str | None,
    no_derived: bool,
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

    if bool(paths) == bool(store):
        raise click.UsageError("give PATHS or --store FILE, and not both")
    began = time.monotonic()
    for name in formats:  # before the work, not after it
        if name not in FORMATS:
            raise UnknownNameError("--format", name, FORMATS)
    config = configured(model, layers, no_kb, link, no_derived, checked_base(base))
    failures: list[Failure] = []
    graph = pipeline.load(store) if store else _built(paths, config, quiet, failures)
    files = pipeline.write(graph, out, formats or None, config)
    if not quiet:
        show([*_rows(graph, failures, files), ("seconds", "", f"{time.monotonic() - began:.1f}")])
    if failures:
        sys.exit(1)


def configured(
    model: str, layers: tuple[str, ...], no_kb: bool, link: str | None, no_derived: bool, base: str = DEFAULT_BASE
) -> Config:
    """Gather the options of a run."""
    if no_kb and layers:
        raise click.UsageError("--kb and --no-kb exclude each other; leave one out")
    knowledge = () if no_kb else (*layers, *_added())
    return Config(model=model, base=base, knowledge=knowledge, embedded=not no_kb, link=link, derived=not no_derived)


def _built(paths: tuple[str, ...], config: Config, quiet: bool, failures: list[Failure]) -> "Graph":
    from newsweave import pipeline  # noqa: PLC0415 - as above

    with telling(quiet) as (say, progress):

        def skip(failure: Failure) -> None:
            failures.append(failure)
            say(f"skipped: {failure}")

        try:
            return pipeline.build(paths, config=config, on_failure=skip, on_progress=progress)
        except DocumentError as error:  # each failure is told by now
            raise click.ClickException("nothing is written: no source can be used") from error


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
    for file in files:
        yield "files", file.as_posix(), f"{file.stat().st_size / 1000:,.1f} kB"


def _counted(room: str, names: Iterable[str]) -> Iterator[Row]:
    counts = Counter(names)
    yield room, "", str(counts.total())
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield room, name, str(count)
