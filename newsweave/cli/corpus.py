"""newsweave add, remove, update: articles into a store and out of it."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypedDict

import click

from newsweave.cli.group import example
from newsweave.cli.journal import Journal
from newsweave.cli.reading import configured, reading_options
from newsweave.cli.running import Running, running_options
from newsweave.config import Config
from newsweave.terminal import Progress, Row, show, telling
from newsweave.types import Extraction, Failure

if TYPE_CHECKING:
    from newsweave.adding import Report
    from newsweave.corpus import Corpus

_STORE = "The store: one file, made if it is not there."
_WAIT = "Seconds to wait for another process that writes to the store."
_RETRY = "Try again what could not be used before, in place of PATHS."


class Told(TypedDict):
    """What is called as a run goes on."""

    on_failure: Callable[[Failure], object]
    on_done: Callable[[Extraction], object]
    on_progress: Progress | None


_Run = Callable[["Corpus", Told], "Report"]
there_option = click.option("--store", required=True, metavar="FILE", help="The store: one file.")
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
    running: Running,
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
    config = running.of(configured(reading, quiet=quiet))

    def run(corpus: "Corpus", told: Told) -> "Report":
        return corpus.add(paths, retry=retry, limit=running.limit, **told)

    _run(store, wait, quiet, run, config, Journal("add", running))


@click.command(epilog=example("newsweave update --store news.db"))
@there_option
@running_options
@reading_options
@wait_option
def update(
    *,
    store: str,
    running: Running,
    quiet: bool,
    wait: float,
    **reading: Any,
) -> None:
    """Bring a store up to date with the files that its articles came from.

    Articles that changed take the place of their old selves, those whose files are gone are taken out, and those
    that another version or other options read before are read again. With --limit the first N articles are looked at,
    in the order of their files; what lies behind them stays as it is.
    """
    config = running.of(configured(reading, quiet=quiet))

    def run(corpus: "Corpus", told: Told) -> "Report":
        return corpus.update(limit=running.limit, **told)

    _existing(store)
    _run(store, wait, quiet, run, config, Journal("update", running))


@click.command(epilog=example("newsweave remove articles/retracted.txt --store news.db"))
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@there_option
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


def _run(store: str, wait: float, quiet: bool, run: _Run, config: Config, journal: Journal) -> None:
    from newsweave import corpus  # noqa: PLC0415 - --help needs none of the rooms

    with corpus.open(store, config=config, wait=wait) as opened, journal.running(lambda: _kept(opened)):
        with telling(quiet) as (say, progress):

            def skip(failure: Failure) -> None:
                journal.failed(failure)
                say(f"skipped: {failure}")

            report = run(opened, {"on_failure": skip, "on_done": journal.done, "on_progress": progress})
        total = opened.status().documents
    if not quiet:
        show([*_rows(report, total), *journal.rows()])
    if report.failures:
        sys.exit(1)


def _kept(opened: "Corpus") -> str:
    """Say what is kept of a run that was stopped, and how to go on."""
    return f"; {opened.status().documents} articles are in the store: the same command goes on from there"


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
    """Hold that a store is there, for what is done to one that is not makes none; bring an older one up to date."""
    from newsweave import corpus  # noqa: PLC0415 - as above

    corpus.renew(store)
