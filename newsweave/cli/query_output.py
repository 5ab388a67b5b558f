"""How the answers to queries are shown: tables, sentences, JSON lines, CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from newsweave.cli.explain import tell_finding
from newsweave.cli.tables import print_csv, print_table
from newsweave.terminal import echoing, json_line, safe

if TYPE_CHECKING:
    from datetime import date

    from newsweave.graph import Graph
    from newsweave.graph.query.ask import Query
    from newsweave.graph.query.paths import Neighbour, Path
    from newsweave.graph.query.rows import Found

_TOLD = 3  # ties of a step that are shown with their sentences; JSON has all
_HEADER = ("when", "type", "id", "source", "who says so", "what")  # what is long and comes last
_COLUMNS = ("sort", "id", "type", "when", "first", "last", "words", "parties", "said", "sources", "score", "sentences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How to show an answer; at most one of the first two.

    Attributes:
        json: As JSON lines.
        csv: As CSV.
        limit: At most so many.
    """

    json: bool = False
    csv: bool = False
    limit: int | None = None

    def checked(self) -> "Form":
        """Return it, if it can be.

        Raises:
            UsageError: Both JSON and CSV are asked for.
        """
        if self.json and self.csv:
            raise click.UsageError("--json and --csv exclude each other; give one of them")
        return self

    def cut(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Keep the first, and say if there are more."""
        if self.limit is not None and len(rows) > self.limit:
            click.echo(f"{len(rows) - self.limit} more, left out (--limit)", err=True)
        return rows[: self.limit]


def show_answer(graph: "Graph", asked: "Query", form: Form, *, undated: bool) -> bool:
    """Show what fits a query; tell whether anything does."""
    from newsweave.graph.query.ask import query  # noqa: PLC0415 - --help needs none of the rooms
    from newsweave.graph.query.rows import rows  # noqa: PLC0415

    answer = query(graph, asked)
    if answer.undated and not undated:
        click.echo(f"without a date, left out: {len(answer.undated)} (--undated shows them)", err=True)
    items = (*answer.items, *(answer.undated if undated else ()))
    found = rows(graph, form.cut(items))
    _show_found(found, form)
    return bool(items)


def _show_found(found: "Sequence[Found]", form: Form) -> None:
    if form.json:
        for row in found:
            click.echo(json_line(row))
    elif form.csv:
        print_csv(_COLUMNS, map(_record, found))
    elif found:
        print_table(_HEADER, map(_line, found))


def _line(row: "Found") -> tuple[str, ...]:
    finding = row.finding
    return row.when or "", finding.type, finding.id, ", ".join(row.sources), "; ".join(row.said), finding.words


def _record(row: "Found") -> tuple[object, ...]:
    finding = row.finding
    return (
        row.sort,
        finding.id,
        finding.type,
        row.when,
        row.first,
        row.last,
        finding.words,
        "; ".join(f"{party.role}={party.name}" for party in finding.parties),
        "; ".join(row.said),
        "; ".join(row.sources),
        max(each.score for each in finding.witnesses),
        " | ".join(dict.fromkeys(" ".join(each.text.split()) for each in finding.witnesses)),
    )


def show_neighbours(graph: "Graph", name: str, depth: int, asked: "Query", form: Form) -> bool:
    """Show what is near an entity."""
    from newsweave.graph.query.paths import neighbourhood  # noqa: PLC0415 - as above

    near = neighbourhood(graph, name, depth, asked)
    shown = form.cut(near)
    if form.json:
        for each in shown:
            click.echo(json_line(each))
    else:
        header = ("steps", "kind", "name", "id", "ties", "from", "first tie")
        _show(header, shown, _near_line, form)
    return bool(near)


def _near_line(near: "Neighbour") -> tuple[str, ...]:
    ties = [finding for step in near.steps for finding in step.findings]
    entity, by = near.entity, ", ".join(step.source.name for step in near.steps)
    return str(near.distance), entity.kind.value, entity.name, entity.id, str(len(ties)), by, ties[0].words


def show_paths(graph: "Graph", ends: tuple[str, str], longest: int, asked: "Query", form: Form) -> bool:
    """Show all shortest paths between two entities, with the sentences of each step."""
    from newsweave.graph.query.paths import shortest_paths  # noqa: PLC0415 - as above

    most = form.limit or 20
    found = shortest_paths(graph, *ends, asked, longest=longest, limit=most + 1)
    paths = found[:most]
    if form.json:
        for path in paths:
            click.echo(json_line(path))
    elif form.csv:
        header = ("path", "step", "from", "to", "id", "type", "words")
        print_csv(header, (row for number, path in enumerate(paths, 1) for row in _step_rows(number, path)))
    else:
        for path in paths:
            _tell_path(path)
    if len(found) > most:
        click.echo(f"there are more shortest paths; --limit {2 * most} shows more", err=True)
    return bool(paths)


def _step_rows(number: int, path: "Path") -> Iterable[tuple[object, ...]]:
    for place, step in enumerate(path.steps, 1):
        for finding in step.findings:
            yield number, place, step.source.name, step.target.name, finding.id, finding.type, finding.words


def _tell_path(path: "Path") -> None:
    echo = echoing()
    echo(" → ".join(entity.name for entity in path.entities), [])
    for place, step in enumerate(path.steps, 1):
        echo(f"\nStep {place}: {step.source.name} → {step.target.name}", [])
        for finding in step.findings[:_TOLD]:
            tell_finding(finding, echo)
        if len(step.findings) > _TOLD:
            echo(f"\n  and {len(step.findings) - _TOLD} more", [])
    echo("", [])


def show_changes(graph: "Graph", since: "date", asked: "Query", form: Form) -> bool:
    """Show documents since a day, and what they alone support."""
    from newsweave.graph.query.changes import changes  # noqa: PLC0415 - as above
    from newsweave.graph.query.rows import rows  # noqa: PLC0415
    from newsweave.graph.show.wording import heading  # noqa: PLC0415

    new = changes(graph, since, asked)
    if new.undated:
        click.echo(f"documents without a day of publication, taken for old: {new.undated}", err=True)
    found = rows(graph, form.cut((*new.statements, *new.events, *new.quotes)))
    again = rows(graph, new.confirmed)
    if form.json:
        click.echo(json_line(new))
    elif form.csv:
        print_csv(_COLUMNS, map(_record, found))
    elif new.documents:
        for document in new.documents:
            published = document.published or "without a day"
            click.echo(safe(f"document  {published}  {heading(document)}"))
        names = ", ".join(entity.name for entity in new.entities)
        click.echo(safe(f"entities  {len(new.entities)}{f': {names}' if names else ''}"))
        for title, listed in (("new", found), ("said again", again)):
            if listed:
                click.echo(f"\n{title}: {len(listed)}")
                print_table(_HEADER, map(_line, listed))
    return bool(new.documents)


def _show(header: Sequence[str], rows: Sequence[Any], line: Callable[[Any], tuple[str, ...]], form: Form) -> None:
    if form.csv:
        print_csv(header, map(line, rows))
    elif rows:
        print_table(header, map(line, rows))
