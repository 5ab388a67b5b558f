"""newsweave query: what a graph says of something, what is near it, and what is new."""

import sys
from typing import Any

import click

from newsweave.cli import query_output as output
from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option

_DATE = "a year, a month or a day: 2022, 2022-01 or 2022-01-05."
_SORTS = ("statement", "event", "quote")
_MODALITIES = ("asserted", "planned", "possible", "hypothetical", "demanded")

_WHAT = "Only statements, events or quotes."
_ENTITY = "Only what this entity is a party of: a name, a part of one, or an id."
_PART = (
    "Only where it is this: subject, object, agent, patient, recipient, place, instrument, speaker, addressee, medium."
)
_KIND = "Only what an entity of this kind is a party of: PERSON, ORG, PLACE ..."
_TYPE = "Only events of this type (ARREST, PROTEST ...) or quotes of this kind (direct, indirect, mixed)."
_PREDICATE = "Only statements with this predicate: position_in, member_of ..."
_FROM = f"Nothing that was over before; {_DATE}"
_TO = f"Nothing that began after; {_DATE}"
_CLAIMANT = "Only what this entity, or somebody so called (police), says; of quotes, the speaker."
_SOURCE = "Only what this publisher, or the document with this title, file, address or id, says."
_SCORE = "Only what is at least so sure, 0 to 1."
_ASSERTED = "Only what a source itself says is so, or only what none does."
_MODALITY = f"Only what is said to be so: {', '.join(_MODALITIES)}."
_POLARITY = "Only what is affirmed (positive), or only what is denied (negative)."
_NEAR = "Show what is near this entity instead, by statements and events that fit."
_PATH = "Show all shortest paths between two entities instead, by statements and events that fit."
_SINCE = f"Show what is new instead: documents published on this day or later, and what they alone support; {_DATE}"
_UNDATED = "With --from or --to, show what has no date too, at the end."


@click.command(
    epilog=example(
        "newsweave query out --entity Toqaev --type REQUEST",
        "newsweave query out --entity Almaty --as place --from 2022-01-05 --to 2022-01-05",
        "newsweave query out --claimant police --json",
        'newsweave query out --path "Antony Blinken" CSTO',
    )
)
@click.argument("records", metavar="OUT")
@click.option("--what", "sort", type=click.Choice(_SORTS), help=_WHAT)
@click.option("--entity", metavar="NAME", help=_ENTITY)
@click.option("--as", "part", metavar="PART", help=_PART)
@click.option("--kind", metavar="KIND", help=_KIND)
@click.option("--type", metavar="TYPE", help=_TYPE)
@click.option("--predicate", metavar="NAME", help=_PREDICATE)
@click.option("--from", "since", metavar="DATE", help=_FROM)
@click.option("--to", "until", metavar="DATE", help=_TO)
@click.option("--claimant", metavar="NAME", help=_CLAIMANT)
@click.option("--source", metavar="NAME", help=_SOURCE)
@click.option("--min-score", "minimum_score", type=click.FloatRange(0, 1), default=0.0, metavar="SCORE", help=_SCORE)
@click.option("--asserted/--claimed", default=None, help=_ASSERTED)
@click.option("--modality", metavar="MODALITY", help=_MODALITY)
@click.option("--polarity", metavar="POLARITY", help=_POLARITY)
@click.option("--neighbours", metavar="NAME", help=_NEAR)
@click.option("--path", "ends", nargs=2, metavar="A B", help=_PATH)
@click.option("--depth", type=click.IntRange(1), metavar="N", help="Most steps of --neighbours (1) or --path (10).")
@click.option("--since", "new", metavar="DATE", help=_SINCE)
@click.option("--undated", is_flag=True, help=_UNDATED)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show at most so many.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line, with all sentences.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@uncorrected_option
def query(
    *,
    records: str,
    neighbours: str | None,
    ends: tuple[str, str] | None,
    depth: int | None,
    since: str | None,
    until: str | None,
    new: str | None,
    undated: bool,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    uncorrected: bool,
    **conditions: Any,
) -> None:
    """Show statements, events and quotes that fit all conditions.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. Without a condition
    everything is shown. When something was is the date of an event, and what is said of a statement's beginning and
    end; where neither is said, and for quotes, it is the day of publication.

    Claimant, source, score, --asserted, modality and polarity are asked of the same sentence.

    Exit code 1 if nothing fits.
    """
    from newsweave.graph.query.ask import Query  # noqa: PLC0415
    from newsweave.graph.query.timeline import day_range  # noqa: PLC0415

    if sum(each is not None for each in (neighbours, ends, new)) > 1:
        raise click.UsageError("--neighbours, --path and --since exclude each other; give one of them")
    if depth and not (neighbours or ends):
        raise click.UsageError("--depth belongs to --neighbours or --path; give one of them too")
    form = output.Form(json=as_json, csv=as_csv, limit=limit).checked()
    first = day_range(since, "--from")[0] if since is not None else None
    last = day_range(until, "--to")[1] if until is not None else None
    if first and last and last < first:
        raise click.UsageError(f"--to {until} is before --from {since}; change them over")
    start = day_range(new, "--since")[0] if new is not None else None
    graph, asked = loaded(records, uncorrected=uncorrected), Query(since=first, until=last, **conditions)
    if neighbours is not None:
        shown = output.show_neighbours(graph, neighbours, depth or 1, asked, form)
    elif ends is not None:
        shown = output.show_paths(graph, ends, depth or 10, asked, form)
    elif start is not None:
        shown = output.show_changes(graph, start, asked, form)
    else:
        shown = output.show_answer(graph, asked, form, undated=undated)
    if not shown:
        click.echo("Nothing fits.", err=True)
        sys.exit(1)
