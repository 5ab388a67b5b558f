"""newsweave html: a page that shows a graph offline."""

import sys
from pathlib import Path

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.terminal import safe, telling

_OUT = "The page: a file, or - for standard output."
_TITLE = "What the page is called.  [default: the article's title, or how many articles]"
_BUNDLE = "Make the page's script anew with npm; this asks the npm registry for sigma.js, graphology and esbuild."


@click.command(epilog=example("newsweave html out -o graph.html", "newsweave html --bundle"))
@click.argument("records", metavar="OUT", required=False)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help=_OUT)
@click.option("--title", metavar="TEXT", help=_TITLE)
@click.option("--bundle", is_flag=True, help=_BUNDLE)
@uncorrected_option
def html(*, records: str | None, out: Path | None, title: str | None, bundle: bool, uncorrected: bool) -> None:
    """Write one page that shows a graph in any browser, offline.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. The page searches by name and
    filters by kind, fact, event, day, claimant and status; a click on an entity or a line shows the sentences
    behind it. It holds all that it needs and asks for nothing on the network.

    The page's script comes with the package. Where it does not, because npm could not be reached when the
    package was built, --bundle makes it.
    """
    from newsweave.exports import write_bytes  # noqa: PLC0415
    from newsweave.exports.page.bundle import make  # noqa: PLC0415
    from newsweave.exports.page.html import page  # noqa: PLC0415

    if not bundle and (records is None or out is None):
        raise click.UsageError("give a folder that newsweave build wrote and -o FILE, or --bundle")
    if (records is None) != (out is None):
        raise click.UsageError("a folder and -o FILE belong together")
    with telling(quiet=False):
        if bundle:
            click.echo(safe(f"made: {make().as_posix()}"), err=True)
        if records is None or out is None:
            return
        text = page(loaded(records, uncorrected=uncorrected), title)
    if str(out) == "-":
        sys.stdout.write(text)
    else:
        write_bytes(out, text.encode())
