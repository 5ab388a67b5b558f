"""newsweave build: articles in, the files of a graph out."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsweave.cli.correct_log import read_corrections
from newsweave.cli.drawing import drawing_options
from newsweave.cli.group import example
from newsweave.cli.journal import Journal
from newsweave.cli.kept import loaded, tell_conflict, uncorrected_option
from newsweave.cli.reading import configured, reading_options
from newsweave.cli.running import Running, running_options
from newsweave.cli.settling import default
from newsweave.config import Config
from newsweave.errors import DocumentError, UnknownNameError
from newsweave.exports import FORMATS
from newsweave.terminal import Row, show, telling
from newsweave.types import Failure

if TYPE_CHECKING:
    from newsweave.graph import Graph

_FILE = click.Path(exists=True, dir_okay=False)
_OUT = "Folder for the files; made if need be, files of an earlier run are replaced."
_FORMATS = (
    f"A format to write, again for each further one: {', '.join(FORMATS)}.  "
    f"[default: {', '.join(name for name, each in FORMATS.items() if each.default)}]"
)
_STORE = "Take what is in this store instead of PATHS; newsweave add fills it."
_BASE = "Where the IRIs of entities, statements and documents begin; ends with / or #." + default("base")
_RESUME = (
    "Go on where a run into the same folder was stopped, which is the default, or begin from the beginning; until the "
    "graph is there, what is extracted is kept beside the folder, in OUT.part."
)
_CORRECTIONS = "What persons said against the machine, as newsweave correct writes it; again for each further log."


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
@drawing_options
@click.option("--base", metavar="IRI", help=_BASE)
@click.option("--corrections", "logs", multiple=True, type=_FILE, metavar="LOG", help=_CORRECTIONS)
@uncorrected_option
@click.option("--resume/--no-resume", default=True, help=_RESUME)
@running_options
@reading_options
def build(
    *,
    paths: tuple[str, ...],
    store: str | None,
    out: Path,
    formats: tuple[str, ...],
    logs: tuple[str, ...],
    uncorrected: bool,
    resume: bool,
    running: Running,
    quiet: bool,
    **reading: Any,
) -> None:
    """Build a graph from articles and write it.

    PATHS are files, folders of them, web addresses, or - for standard input. Text, HTML, PDF, Word, e-mail and
    mailboxes, RSS and Atom, JSON lines, CSV, Parquet, WARC, and ZIP and tar archives of these are read, and newsweave
    read shows what of them; a page that is named by its address is fetched, and nothing else ever is.

    Title, publisher, author, published, language and url of a text can stand at its top between lines of three
    hyphens (published: 2022-01-06), or in a file NAME.toml beside NAME.txt (published = 2022-01-06).

    Entities are linked with the knowledge base that comes with the package, the layers that newsweave kb add
    added, and those given here; see newsweave kb --help.

    What cannot be read is named and left out; the exit code is then 1.
    """
    from newsweave import pipeline  # noqa: PLC0415 - --help and --version need none of the rooms
    from newsweave.exports.iris import checked_base  # noqa: PLC0415

    if bool(paths) == bool(store):
        raise click.UsageError("give PATHS or --store FILE, and not both")
    for name in formats:  # before the work, not after it
        if name not in FORMATS:
            raise UnknownNameError("--format", name, FORMATS)
        FORMATS[name].check()
    corrections = [correction for log in logs for correction in read_corrections(Path(log))]
    config = running.of(configured(reading, quiet=quiet))
    config = replace(config, base=checked_base(config.base))
    journal = Journal("build", running)
    part = out.with_name(f"{out.name}.part")
    if not resume:
        part.unlink(missing_ok=True)

    with journal.running(lambda: _kept(part)):
        if store:
            graph = loaded(store, uncorrected=uncorrected, corrections=tuple(corrections), on_disk=True)
        else:
            built = _built(paths, config, quiet, journal, running.limit, part)
            graph = built.corrected(corrections, on_conflict=tell_conflict)
        files = pipeline.write(graph, out, formats or None, config)
    if not quiet:
        show([*_rows(graph, journal, files), *journal.rows()])
    if journal.failures:
        sys.exit(1)


def _built(
    paths: tuple[str, ...], config: Config, quiet: bool, journal: Journal, limit: int | None, part: Path
) -> "Graph":
    from newsweave import pipeline  # noqa: PLC0415 - as above

    with telling(quiet) as (say, progress):

        def skip(failure: Failure) -> None:
            journal.failed(failure)
            say(f"skipped: {failure}")

        try:
            return pipeline.build(
                paths,
                config=config,
                limit=limit,
                part=part,
                on_failure=skip,
                on_done=journal.done,
                on_progress=progress,
                on_disk=True,
            )
        except DocumentError as error:  # each failure is told by now
            raise click.ClickException("nothing is written: no source can be used") from error


def _kept(part: Path) -> str:
    """Say what is kept of a build that was stopped, and how to go on."""
    if not part.exists():
        return ""
    with part.open("rb") as lines:
        count = sum(1 for _ in lines) - 1
    return f"; {count} articles are extracted and kept in {part}: the same command goes on from there"


def _rows(graph: "Graph", journal: Journal, files: list[Path]) -> Iterator[Row]:
    """Count what was read, found and written: room, name, number."""
    from newsweave.graph.extractions import TRIPLES  # noqa: PLC0415 - as above

    yield "documents", "read", str(len(graph.documents()))
    if journal.failures:
        yield "documents", "skipped", journal.skipped()
    yield from _counted("entities", (entity.kind.value for entity in graph.entities()))
    yield from _counted("statements", (statement.predicate for statement in graph.statements()))
    yield "events", "", str(len(graph.events()))
    yield "quotes", "", str(len(graph.quotes()))
    yield "triples", "", str(sum(map(len, TRIPLES.of(graph.extractions))))
    for file in files:
        yield "files", file.as_posix(), f"{file.stat().st_size / 1000:,.1f} kB"


def _counted(room: str, names: Iterable[str]) -> Iterator[Row]:
    counts = Counter(names)
    yield room, "", str(counts.total())
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield room, name, str(count)
