"""newsweave read: what is read of files, before anything is made of it."""

import sys
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

import click

from newsweave.cli.group import example
from newsweave.cli.intake import columns, intake_options
from newsweave.cli.settling import config_option, settled
from newsweave.terminal import json_line, safe
from newsweave.types import Document, Failure

_LIMIT = "Read the first N articles alone."
_TEXT = "Print the words alone, a line of hyphens between articles, and not JSON."
_QUIET = "Say nothing but what went wrong."
_FIELDS = ("source", "title", "author", "publisher", "published", "language", "url", "digest", "text")


@click.command(epilog=example("newsweave read page.html --text", "newsweave read news.zip | newsweave build - -o out"))
@click.argument("paths", nargs=-1, required=True)
@click.option("--text", "words", is_flag=True, help=_TEXT)
@click.option("--limit", type=click.IntRange(0), metavar="N", help=_LIMIT)
@click.option("-q", "--quiet", is_flag=True, help=_QUIET)
@intake_options
@config_option
def read(*, paths: tuple[str, ...], words: bool, limit: int | None, quiet: bool, **options: Any) -> None:
    """Show what is read: the words of each article, and what is known about it.

    PATHS are those of newsweave build. Standard output has a JSON object a line for each article, which newsweave build
    takes in turn; nothing is extracted. What cannot be read is named, and the exit code is then 1.
    """
    from newsweave.ingest.readers import read as documents  # noqa: PLC0415 - --help needs none of the rooms

    intake = settled(options, quiet=quiet).intake
    intake = replace(intake, columns=columns(options, intake.columns))
    count: Counter[str] = Counter()
    found = documents(paths, intake=intake)
    for each in islice(_told(found, count), limit):
        click.echo(_shown(each, count["read"]) if words else json_line(_record(each)))
    if not quiet:
        skipped = f", {count['skipped']} skipped" if count["skipped"] else ""
        click.echo(f"{count['read']} articles read{skipped}", err=True)
    if count["skipped"]:
        sys.exit(1)


def _told(found: Any, count: Counter[str]) -> Any:
    """Yield the articles; say what cannot be read."""
    for each in found:
        if isinstance(each, Failure):
            count["skipped"] += 1
            click.echo(safe(f"skipped: {' '.join(str(each).split())}"), err=True)
        else:
            count["read"] += 1
            yield each


def _record(document: Document) -> dict[str, Any]:
    known = {key: value for key in _FIELDS if (value := getattr(document, key)) is not None}
    return {"file": known.pop("source", None)} | known  # a column called source would be a publisher's


def _shown(document: Document, number: int) -> str:
    said = [f"{key}: {getattr(document, key)}" for key in _FIELDS[:-2] if getattr(document, key) is not None]
    rule = "" if number == 1 else "-" * 72 + "\n"
    return safe(f"{rule}{chr(10).join(said)}\n\n{document.text}")
