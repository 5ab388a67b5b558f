"""newsweave rank and communities: who matters, and who belongs together."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.cli.tables import print_csv, print_table
from newsweave.terminal import json_line

if TYPE_CHECKING:
    from newsweave.graph.networks.rank import Community, Ranked

_F = TypeVar("_F", bound=Callable[..., Any])

_NETWORKS = ("actors", "cooccurrence", "statements")
_BY = (
    "pagerank: tied to much that is tied to much; betweenness: on the shortest paths between others; "
    "degree: tied to many; mentions: named often."
)
_GRAPH = (
    "actors: who did something to whom; cooccurrence: who is named in one sentence; "
    "statements: everything that is stated or happened between two."
)
_WITHIN = "For cooccurrence: named in one sentence, or in one document."
_WEIGHT = "Only ties that are said so often."
_DATE = "a year, a month or a day: 2022, 2022-01 or 2022-01-05."
_HEADER = ("place", "name", "kind", "score", "mentions", "neighbours", "id")


_WITHIN_OPTION = click.option(
    "--within", type=click.Choice(("sentence", "document")), default="sentence", show_default=True, help=_WITHIN
)
_WEIGHT_OPTION = click.option(
    "--min-weight", "minimum_weight", type=click.IntRange(1), default=1, show_default=True, metavar="N", help=_WEIGHT
)
# the options that both commands have after --graph, in the order of their help
_SHARED = (
    _WITHIN_OPTION,
    click.option("--from", "since", metavar="DATE", help=f"Nothing before; {_DATE}"),
    click.option("--to", "until", metavar="DATE", help=f"Nothing after; {_DATE}"),
    _WEIGHT_OPTION,
    click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line."),
    click.option("--csv", "as_csv", is_flag=True, help="Write CSV."),
    uncorrected_option,
)


def _options(network: str) -> Callable[[_F], _F]:
    """Add the options that choose a network, and how it is shown."""
    kinds = click.Choice(_NETWORKS)
    first = click.option("--graph", "network", type=kinds, default=network, show_default=True, help=_GRAPH)

    def add(command: _F) -> _F:
        for option in reversed((first, *_SHARED)):
            command = option(command)
        return command

    return add


@click.command(epilog=example("newsweave rank out", "newsweave rank out --by betweenness --graph cooccurrence --top 5"))
@click.argument("records", metavar="OUT")
@click.option(
    "--by",
    type=click.Choice(("pagerank", "betweenness", "degree", "mentions")),
    default="pagerank",
    show_default=True,
    help=_BY,
)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Show so many.")
@_options("actors")
def rank(records: str, by: str, top: int, as_json: bool, as_csv: bool, uncorrected: bool, **options: Any) -> None:
    """Show who matters most.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. Ties count in both
    directions, and as often as they are said. Events count from their date, cooccurrence from the day of publication.

    Exit code 1 if there is nobody.
    """
    from newsweave.graph.networks import rank as ranking  # noqa: PLC0415

    _check(as_json, as_csv)
    found = ranking.rank(loaded(records, uncorrected=uncorrected), by, **_dated(options))[:top]
    if as_json:
        for each in found:
            click.echo(json_line(each))
    elif as_csv:
        print_csv(_HEADER, map(_line, found))
    elif found:
        print_table(_HEADER, map(_line, found))
    _end(bool(found))


@click.command(epilog=example("newsweave communities out", "newsweave communities out --graph actors --resolution 1.5"))
@click.argument("records", metavar="OUT")
@click.option(
    "--resolution",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="R",
    help="Above 1 for more and smaller ones, below 1 for fewer and larger ones.",
)
@_options("cooccurrence")
def communities(
    records: str, resolution: float, as_json: bool, as_csv: bool, uncorrected: bool, **options: Any
) -> None:
    """Show who belongs together: entities that have more to do with each other than with the rest.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. Found by the method of
    Louvain with a fixed seed, so that they are the same each time; named by their first members.

    Exit code 1 if there are none.
    """
    from newsweave.graph.networks import rank as ranking  # noqa: PLC0415

    _check(as_json, as_csv)
    parts = ranking.communities(loaded(records, uncorrected=uncorrected), resolution=resolution, **_dated(options))
    if as_json:
        for each in parts.found:
            click.echo(json_line(each))
    elif as_csv:
        rows = ((number, *_line(member)) for number, each in enumerate(parts.found, 1) for member in each.members)
        print_csv(("community", *_HEADER), rows)
    elif parts.found:
        print_table(("size", "members"), map(_members, parts.found))
        click.echo(f"modularity {parts.modularity:.2f}", err=True)
    if parts.alone:
        click.echo(f"tied to nobody, left out: {parts.alone}", err=True)
    _end(bool(parts.found))


def _check(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other; give one of them")


def _dated(options: dict[str, Any]) -> dict[str, Any]:
    """Read the dates, so that an error names the option."""
    from newsweave.graph.query.timeline import day_range  # noqa: PLC0415 - as above

    read = dict(options)
    for name, option, end in (("since", "--from", 0), ("until", "--to", 1)):
        if read[name] is not None:
            read[name] = day_range(read[name], option)[end]
    if read["since"] and read["until"] and read["until"] < read["since"]:
        raise click.UsageError(f"--to {options['until']} is before --from {options['since']}; change them over")
    return read


def _line(each: "Ranked") -> tuple[str, ...]:
    score = f"{each.score:.4f}".rstrip("0").rstrip(".")
    return str(each.place), each.name, each.kind.value, score, str(each.mentions), str(each.neighbours), each.entity


def _members(each: "Community") -> tuple[str, ...]:
    return str(len(each.members)), ", ".join(member.name for member in each.members)


def _end(found: bool) -> None:
    if not found:
        click.echo("Nothing fits.", err=True)
        sys.exit(1)
