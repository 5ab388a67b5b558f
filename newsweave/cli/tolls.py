"""newsweave tolls: how many, according to whom, as of when."""

import sys
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.cli.query_output import Form
from newsweave.cli.tables import print_csv
from newsweave.terminal import json_line, safe

if TYPE_CHECKING:
    from newsweave.graph.query.tolls import Toll

_COLUMNS = ("published", "claimant", "words", "role", "low", "high", "status", "when", "sources", "event", "sentence")
_DATE = "a year, a month or a day: 2022, 2022-01 or 2022-01-05."


@click.command(
    epilog=example("newsweave tolls out --in Almaty --role killed", "newsweave tolls out --as-of 2022-01-06 --json")
)
@click.argument("records", metavar="OUT")
@click.option(
    "--in", "place", metavar="NAME", help="Only of what happened in this place: a name, a part of one, an id."
)
@click.option("--role", metavar="ROLE", help="Only what tells this: killed, injured, arrested, missing ...")
@click.option("--from", "since", metavar="DATE", help=f"Nothing that happened before; {_DATE}")
@click.option("--to", "until", metavar="DATE", help=f"Nothing that happened after; {_DATE}")
@click.option("--as-of", metavar="DATE", help=f"Nothing that was published after; {_DATE}")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show at most so many.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@uncorrected_option
def tolls(
    *,
    records: str,
    place: str | None,
    role: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    uncorrected: bool,
) -> None:
    """Show how many were killed, injured or arrested, according to whom, as of when.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. Each line is a number: the
    day on which it was published, who says so, and who published it. Numbers that differ stand side by side; what
    copies of one article repeat stands there once.

    Exit code 1 if nothing fits.
    """
    form = Form(json=as_json, csv=as_csv, limit=limit).checked()
    graph = loaded(records, uncorrected=uncorrected)
    there = graph.find(place) if place else None
    found = graph.tolls(place=there, role=role, since=since, until=until, as_of=as_of)
    shown = form.cut(found)
    if form.csv:
        print_csv(_COLUMNS, map(_cells, shown))
    else:
        for toll in shown:
            click.echo(json_line(toll) if form.json else safe(_line(toll)))
    if not found:
        click.echo("No number fits.", err=True)
        sys.exit(1)


def _cells(toll: "Toll") -> tuple[object, ...]:
    return (
        *(toll.published, toll.claimant, toll.words, toll.role, toll.low, toll.high, toll.status, toll.when),
        *("; ".join(toll.sources), toll.event, toll.text),
    )


def _line(toll: "Toll") -> str:
    from newsweave.graph.show.wording import says_words  # noqa: PLC0415 - as above

    says = says_words(toll.claimant or "the paper")
    status = f" ({toll.status})" if toll.status else ""
    when = f"; {toll.when}" if toll.when else ""
    return f"{toll.published or 'undated'!s:<10}  {says}: {toll.words}{status}{when} ({', '.join(toll.sources)})"
