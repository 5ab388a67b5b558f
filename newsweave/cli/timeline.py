"""newsweave timeline: what happened when."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.cli.query_output import Form
from newsweave.cli.tables import print_csv
from newsweave.terminal import json_line, safe

if TYPE_CHECKING:
    from newsweave.graph.query.timeline import Row

_DATE = "a year, a month or a day: 2022, 2022-01 or 2022-01-05."

_COLUMNS = ("when", "first", "last", "type", "deed", "told", "sources", "published", "event", "sentences")
_UNDATED = "Show those without a date too, at the end, with the day on which they were said."


@click.command(
    epilog=example("newsweave timeline out --entity Blinken", "newsweave timeline out --type ARREST --from 2022-01-05")
)
@click.argument("records", metavar="OUT")
@click.option("--entity", metavar="NAME", help="Only what this entity takes part in: a name, a part of one, or an id.")
@click.option("--type", "kind", metavar="TYPE", help="Only events of this type: ARREST, PROTEST, DIE ...")
@click.option("--from", "since", metavar="DATE", help=f"Nothing before; {_DATE}")
@click.option("--to", "until", metavar="DATE", help=f"Nothing after; {_DATE}")
@click.option("--undated", is_flag=True, help=_UNDATED)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show at most so many.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@uncorrected_option
def timeline(
    *,
    records: str,
    entity: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    undated: bool,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    uncorrected: bool,
) -> None:
    """Show what happened when.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. Each line is an event: its
    date, as exactly as it is known, its type, who did what to whom and where, who says so if not the paper,
    with which numbers, whether it is planned, denied or only possible, and who published it.

    Exit code 1 if nothing fits.
    """
    from newsweave.graph.query.timeline import day_range  # noqa: PLC0415

    first = day_range(since, "--from")[0] if since is not None else None
    last = day_range(until, "--to")[1] if until is not None else None
    if first and last and last < first:
        raise click.UsageError(f"--to {until} is before --from {since}; change them over")
    form = Form(json=as_json, csv=as_csv, limit=limit).checked()
    graph = loaded(records, uncorrected=uncorrected)
    found = graph.timeline(entity=graph.find(entity) if entity else None, type=kind, since=first, until=last)
    rows = (*found.dated, *(found.undated if undated else ()))
    shown = form.cut(rows)
    if form.csv:
        print_csv(_COLUMNS, map(_cells, shown))
    else:
        for line in map(json_line, shown) if form.json else _lines(shown):
            click.echo(line)
    if found.undated and not undated:
        click.echo(f"without a date, left out: {len(found.undated)} (--undated shows them)", err=True)
    if not rows:
        click.echo("No event fits.", err=True)
        sys.exit(1)


def _date(row: "Row") -> str:
    """Tell when it was, or else when that was published."""
    if row.first and row.when:
        return row.when
    return f"said {row.published}" if row.published else "undated"


def _cells(row: "Row") -> tuple[object, ...]:
    found = row.finding
    return (
        *(row.when, row.first, row.last, found.type, row.deed, "; ".join(row.told), "; ".join(row.sources)),
        *(row.published, found.id, "; ".join(witness.text for witness in found.witnesses)),
    )


def _lines(rows: "Sequence[Row]") -> list[str]:
    """Write rows with their dates and types in columns."""
    dates = list(map(_date, rows))
    widest = max(map(len, dates), default=0), max((len(row.finding.type) for row in rows), default=0)
    return [
        safe(
            f"{when:<{widest[0]}}  {row.finding.type:<{widest[1]}}  "
            f"{'; '.join((row.deed, *row.told))} ({', '.join(row.sources)})"
        )
        for when, row in zip(dates, rows, strict=True)
    ]
