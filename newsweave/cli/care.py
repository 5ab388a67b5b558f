"""newsweave status, check, backup: how a store stands, whether it is whole, and a copy of it."""

import sys
from pathlib import Path

import click

from newsweave.cli.group import example
from newsweave.terminal import Row, safe, show

_STORE = "The store."
_store = click.option("--store", required=True, metavar="FILE", help=_STORE)


@click.command(epilog=example("newsweave status --store news.db"))
@_store
def status(*, store: str) -> None:
    """Tell what a store holds, what read it, and what could not be used and why.

    A store that an older version made is brought up to date.
    """
    from newsweave import corpus  # noqa: PLC0415 - --help needs none of the rooms

    corpus.renew(store)
    with corpus.open(store, read_only=True) as opened:
        found = opened.status()
    rows: list[Row] = [("documents", "", str(found.documents))]
    rows += [("documents", f"read by {recipe}", str(count)) for recipe, count in found.recipes.items()]
    rows += [("corrections", "", str(found.corrections)), ("failed", "", str(len(found.failures)))]
    show(rows)
    for failed in found.failures:
        click.echo(safe(f"failed: {failed.message}"))
    if found.failures:
        click.echo(f"To try these again: newsweave add --retry --store {store}", err=True)


@click.command(epilog=example("newsweave check --store news.db"))
@_store
def check(*, store: str) -> None:
    """Look whether a store is whole: its pages, each record against its hash, and what refers to what.

    Exit code 1 if something is wrong.
    """
    from newsweave import corpus  # noqa: PLC0415 - as above

    with corpus.open(store, read_only=True) as opened:
        problems = opened.check()
        count = opened.status().documents
    for problem in problems:
        click.echo(safe(problem))
    if problems:
        sys.exit(1)
    click.echo(f"All is well: {count} documents.")


@click.command(epilog=example("newsweave backup yesterday.db --store news.db"))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT")
@_store
def backup(*, out: Path, store: str) -> None:
    """Copy a store to OUT as it is at this moment, while it is in use; OUT is a store like it."""
    from newsweave import corpus  # noqa: PLC0415 - as above

    with corpus.open(store, read_only=True) as opened:
        opened.backup(out)
    click.echo(f"{out.as_posix()}  {out.stat().st_size / 1000:,.1f} kB")
