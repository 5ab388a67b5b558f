"""newsweave add, remove, update: articles into a store and out of it."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from newsweave.cli.group import example
from newsweave.cli.reading import configured, reading_options
from newsweave.cli.running import run_as, running_options
from newsweave.terminal import Progress, Row, show, telling
from newsweave.types import Failure

if TYPE_CHECKING:
    from newsweave.adding import Report
    from newsweave.corpus import Corpus

_STORE = "The store: one file, made if it is not there."
_WAIT = "Seconds to wait for another process that writes to the store."
_RETRY = "Try again what could not be used before, in place of PATHS."

_Run = Callable[["Corpus", Callable[[Failure], object], Progress | None], "Report"]
store_option = click.option("--store", required=True, metavar="FILE", help=_STORE)
wait_option = click.option("--wait", type=click.FloatRange(min=0), default=10, show_default=True, help=_WAIT)


@click.command(epilog=example("newsweave add articles/ --store news.db", "newsweave add --retry --store news.db"))
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@store_option
@click.option("--retry", is_flag=True, help=_RETRY)
@running_options
@reading_options
@wait_option
def add(
    *,
    paths: tuple[str, ...],
    store: str,
    retry: bool,
    jobs: int | None,
    quiet: bool,
    wait: float,
    **reading: Any,
) -> None:
    """Add articles to a store.

    PATHS are as for newsweave build. What is in the store already is passed over; an article that changed, read at
    the same path or with the same URL, takes the place of its old self. A run that was stopped goes on where it
    was when it is begun again.

    What cannot be read is named, noted in the store and left out; the exit code is then 1.
    """
    if bool(paths) == retry:
        raise click.UsageError("give PATHS or --retry, and not both")
    config = run_as(configured(reading, quiet=quiet), jobs)

    def run(corpus: "Corpus", skip: Callable[[Failure], object], progress: Progress | None) -> "Report":
        return corpus.add(paths, retry=retry, on_failure=skip, on_progress=progress)

    _run(store, wait, quiet, run, config)


@click.command(epilog=example("newsweave update --store news.db"))
@store_option
@running_options
@reading_options
@wait_option
def update(
    *,
    store: str,
    jobs: int | None,
    quiet: bool,
    wait: float,
    **reading: Any,
) -> None:
    """Bring a store up to date with the files that its articles came from.

    Articles that changed take the place of their old selves, those whose files are gone are taken out, and those
    that another version or other options read before are read again.
    """
    config = run_as(configured(reading, quiet=quiet), jobs)

    def run(corpus: "Corpus", skip: Callable[[Failure], object], progress: Progress | None) -> "Report":
        return corpus.update(on_failure=skip, on_progress=progress)

    _run(store, wait, quiet, run, config)


@click.command(epilog=example("newsweave remove articles/retracted.txt --store news.db"))
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@store_option
@wait_option
def remove(*, what: tuple[str, ...], store: str, wait: float) -> None:
    """Take articles out of a store, with exactly what they alone support.

    WHAT is the id of a document, its URL, or the path where it was read; a folder stands for all that was read in it.
    """
    from newsweave import corpus  # noqa: PLC0415 - --help needs none of the rooms

    _existing(store)
    with corpus.open(store, wait=wait) as opened:
        removed = opened.remove(*what)
    for document in removed:
        click.echo(document)
    if not removed:
        click.echo("Nothing is out: each was read at another place as well.", err=True)


def _run(store: str, wait: float, quiet: bool, run: _Run, config: object) -> None:
    from newsweave import corpus  # noqa: PLC0415 - as above
    from newsweave.config import Config  # noqa: PLC0415

    assert isinstance(config, Config)
    began = time.monotonic()
    with telling(quiet) as (say, progress), corpus.open(store, config=config, wait=wait) as opened:
        report = run(opened, lambda failure: say(f"skipped: {failure}"), progress)
        total = opened.status().documents
    if not quiet:
        show([*_rows(report, total), ("seconds", "", f"{time.monotonic() - began:.1f}")])
    if report.failures:
        sys.exit(1)


def _rows(report: "Report", total: int) -> Iterator[Row]:
    counts = {
        "added": report.added,
        "read again": report.read_again,
        "unchanged": report.unchanged,
        "taken out": len(report.removed),
        "failed": len(report.failures),
    }
    for name, count in counts.items():
        if count or name in ("added", "unchanged"):
            yield "documents", name, str(count)
    yield "documents", "in the store", str(total)


def _existing(store: str) -> None:
    """Hold that a store is there: to take something out of one that is not makes none."""
    from newsweave import corpus  # noqa: PLC0415 - as above

    corpus.open(store, read_only=True).close()
