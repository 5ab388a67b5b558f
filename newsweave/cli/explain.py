"""newsweave explain: what is known of something, and the sentences that say so."""

import re
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.errors import UnknownNameError
from newsweave.terminal import Echo, echoing, json_line

if TYPE_CHECKING:
    from newsweave.graph.show.explain import EntityExplanation
    from newsweave.graph.show.findings import Finding
    from newsweave.graph.show.witness import Witness


@click.command(
    epilog=example("newsweave explain out Blinken", 'newsweave explain out "Antony Blinken -> United States"')
)
@click.argument("records", metavar="OUT")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@uncorrected_option
def explain(records: str, query: tuple[str, ...], as_json: bool, uncorrected: bool) -> None:
    """Show what is known of something, and the sentences that say so.

    OUT is a folder that build wrote, its records.jsonl, or - for standard input. QUERY is the name of an
    entity or a part of it, two names, "A -> B" for what A is to B, or the id of a statement, an event or a
    quote.

    Of an entity it shows the facts, the events that it takes part in, what it said, and what it says of
    others. With each sentence comes who published it, who says so, how surely, with which times and numbers,
    and the rule that found it. Its words are coloured on a terminal and stand in [brackets] elsewhere.
    """
    from newsweave.graph.show import explain as explaining  # noqa: PLC0415

    graph = loaded(records, uncorrected=uncorrected)
    try:
        found = explaining.explain(graph, " ".join(query))
    except UnknownNameError:
        if len(query) != 2:
            raise
        found = explaining.explain(graph, " -- ".join(query))
    echo = echoing()
    if as_json:
        click.echo(json_line(found))
    elif isinstance(found, explaining.EntityExplanation):
        _explain_entity(found, echo)
    elif isinstance(found, explaining.EdgeExplanation):
        for finding in (*found.statements, *found.events):
            tell_finding(finding, echo)
    else:
        tell_finding(found, echo)


def _explain_entity(found: "EntityExplanation", echo: Echo) -> None:
    entity = found.entity
    echo(entity.name, [(0, len(entity.name), "mention")])
    names = ", ".join(f"{name} ({count})" for name, count in entity.names)
    echo(f"  {entity.kind.value}, {entity.id}, mentions: {found.mentions}, names: {names}", [])
    for reason in entity.reasons:
        echo(f"  {entity.kind.value} because {reason}", [])
    for link in entity.links:
        held = "is" if link.accepted else "is not"
        echo(f"  {held} {link.scheme} {link.id} (score {link.score:.2f}): {' '.join(link.reasons)}", [])
    _explain_findings("Facts", found.statements, echo)
    _explain_findings("Events", found.events, echo)
    _explain_findings("Quotes", found.quotes, echo)
    _explain_findings("Says of others", found.claims, echo)
    echo("\nFirst mentions", [])
    for witness in found.witnesses:
        _echo_sentence(witness, echo)
        echo(f"    {_origin(witness)}", [])


def _explain_findings(title: str, findings: "tuple[Finding, ...]", echo: Echo) -> None:
    if findings:
        echo(f"\n{title}: {len(findings)}", [])
    for finding in findings:
        tell_finding(finding, echo)


def tell_finding(finding: "Finding", echo: Echo) -> None:
    """Print what is said, its id, and the sentences that say so."""
    from newsweave.graph.show.wording import standing_words  # noqa: PLC0415 - as above

    echo(f"\n{finding.words}  {finding.id}", [])
    for witness in finding.witnesses:
        _echo_sentence(witness, echo)
        standing = standing_words(witness.claimant, witness.modality, witness.polarity)
        values = f": {', '.join(witness.values)}" if witness.values else ""
        echo(f"    {_origin(witness)}; {standing}{values}; {witness.rule}, score {witness.score:.2f}", [])


def _echo_sentence(witness: "Witness", echo: Echo) -> None:
    marks = [(mark.start + 2, mark.end + 2, mark.what) for mark in witness.highlights]
    echo("  " + re.sub(r"\s", " ", witness.text), marks)


def _origin(witness: "Witness") -> str:
    copy = "a copy" if witness.copy else ""
    return ", ".join(str(part) for part in (witness.title, witness.publisher, witness.published, copy) if part)
