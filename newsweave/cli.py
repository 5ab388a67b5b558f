"""The command line: reads arguments, calls the library, tells what happened.

Results go to standard output, everything else to standard error; colour, bars and tables are for terminals
alone. Exit codes: 0 all done, 1 something could not be used (the rest was), 2 wrong usage, 130 stopped.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsweave import __version__
from newsweave.config import DEFAULT_BASE, DEFAULT_MODEL, Config
from newsweave.errors import DocumentError, NewsweaveError, UnknownNameError
from newsweave.exports import FORMATS
from newsweave.terminal import Echo, Row, echoing, safe, show, telling
from newsweave.types import Failure

if TYPE_CHECKING:
    from newsweave.graph import Graph
    from newsweave.graph.explain import EntityExplanation, Finding, Witness

_STOPPED = 130  # 128 + SIGINT, as shells have it
_REASONS = {
    "MissingError": "missing",
    "EmptyError": "empty",
    "BinaryError": "binary",
    "EncodingError": "not UTF-8",
    "MetadataError": "bad metadata",
}
_VERSIONS = "Show the versions of newsweave, spaCy and the default model."
_OUT = "Folder for the files; made if need be, files of an earlier run are replaced."
_FORMATS = (
    f"A format to write, again for each further one: {', '.join(FORMATS)}.  "
    f"[default: {', '.join(name for name, each in FORMATS.items() if each.default)}]"
)
_MODEL = "An installed spaCy pipeline for English, by its package or folder."
_BASE = "Where the IRIs of entities, statements and documents begin; ends with / or #."


class _Group(click.Group):
    """Turns this package's errors into one line, and Ctrl-C into exit code 130."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except NewsweaveError as error:
            raise click.ClickException(safe(" ".join(str(error).split()))) from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(_STOPPED)


def _example(*lines: str) -> str:
    """Write the end of a help text; the control character keeps click from joining its lines."""
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        model = f"model {DEFAULT_MODEL} {_installed(DEFAULT_MODEL)}"
        click.echo(f"newsweave {__version__} (spaCy {_installed('spacy')}, {model})")
        ctx.exit()


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_example("newsweave build articles/ -o out", 'newsweave explain out "Antony Blinken"'),
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help=_VERSIONS)
def main() -> None:
    """News text in, a knowledge graph with evidence out."""


@main.command(epilog=_example("newsweave build articles/ today.txt -o out --format turtle --format gexf"))
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help=_OUT)
@click.option("-f", "--format", "formats", multiple=True, metavar="NAME", help=_FORMATS)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, metavar="NAME", help=_MODEL)
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help=_BASE)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
def build(*, paths: tuple[str, ...], out: Path, formats: tuple[str, ...], model: str, base: str, quiet: bool) -> None:
    """Build a graph from articles and write it.

    PATHS are text files, folders with .txt, .text and .md files, or - for standard input. Title, publisher,
    author, published, language and url of an article can stand at its top between lines of three hyphens
    (published: 2022-01-06), or in a file NAME.toml beside NAME.txt (published = 2022-01-06).

    What cannot be read is named and left out; the exit code is then 1.
    """
    from newsweave import pipeline  # noqa: PLC0415 - --help and --version need none of the rooms
    from newsweave.exports.iris import checked_base  # noqa: PLC0415

    began = time.monotonic()
    for name in formats:  # before the work, not after it
        if name not in FORMATS:
            raise UnknownNameError("--format", name, FORMATS)
    config = Config(model=model, base=checked_base(base))
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


@main.command(
    epilog=_example("newsweave explain out Blinken", 'newsweave explain out "Antony Blinken -> United States"')
)
@click.argument("records", metavar="OUT")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
def explain(records: str, query: tuple[str, ...]) -> None:
    """Show the sentences that say so.

    OUT is a folder that build wrote, its records.jsonl, or - for standard input. QUERY is the name of an
    entity or a part of it, two names, "A -> B" for what A is to B, or the id of a statement.

    With each sentence comes who published it, who says so, how surely, and the rule that found it. Its
    words are coloured on a terminal and stand in [brackets] elsewhere.
    """
    from newsweave import pipeline  # noqa: PLC0415 - as above
    from newsweave.graph import explain as explaining  # noqa: PLC0415

    graph = pipeline.load(records)
    try:
        found = explaining.explain(graph, " ".join(query))
    except UnknownNameError:
        if len(query) != 2:
            raise
        found = explaining.explain(graph, " -- ".join(query))
    echo = echoing()
    if isinstance(found, explaining.EntityExplanation):
        _explain_entity(found, echo)
    else:
        for finding in (*found.statements, *found.events):
            _explain_finding(finding, echo)


def _explain_entity(found: "EntityExplanation", echo: Echo) -> None:
    entity = found.entity
    echo(entity.name, [(0, len(entity.name), "mention")])
    names = ", ".join(f"{name} ({count})" for name, count in entity.names)
    echo(f"  {entity.kind.value}, {entity.id}, mentions: {found.mentions}, names: {names}", [])
    for reason in entity.reasons:
        echo(f"  {entity.kind.value} because {reason}", [])
    for finding in found.statements:
        _explain_finding(finding, echo)
    echo("\nFirst mentions", [])
    for witness in found.witnesses:
        _echo_sentence(witness, echo)
        echo(f"    {_origin(witness)}", [])


def _explain_finding(finding: "Finding", echo: Echo) -> None:
    echo(f"\n{finding.words}  {finding.id}", [])
    for witness in finding.witnesses:
        _echo_sentence(witness, echo)
        denied = ", denied" if witness.polarity.value == "negative" else ""
        status = f"{witness.claimant or 'the paper'} says so; {witness.modality.value}{denied}"
        echo(f"    {_origin(witness)}; {status}; {witness.rule}, score {witness.score:.2f}", [])


def _echo_sentence(witness: "Witness", echo: Echo) -> None:
    marks = [(mark.start + 2, mark.end + 2, mark.what) for mark in witness.highlights]
    echo("  " + re.sub(r"\s", " ", witness.text), marks)


def _origin(witness: "Witness") -> str:
    return ", ".join(str(part) for part in (witness.title, witness.publisher, witness.published) if part)


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
