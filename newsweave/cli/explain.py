"""newsweave explain: what is known of something, and the sentences that say so."""

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.errors import UnknownNameError
from newsweave.terminal import Echo, echoing, json_line

if TYPE_CHECKING:
    from newsweave.graph import Graph
    from newsweave.graph.show.explain import EntityExplanation
    from newsweave.graph.show.findings import Finding
    from newsweave.graph.show.witness import Witness
    from newsweave.types import Span

_RAW = (
    "Say where each sentence stands in what was read, before it was cleaned: in the file, in a field of it, or in what "
    "was taken out of it."
)
_Raw: TypeAlias = Callable[["Span"], str]


@click.command(
    epilog=example("newsweave explain out Blinken", 'newsweave explain out "Antony Blinken -> United States"')
)
@click.argument("records", metavar="OUT")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--raw", "with_raw", is_flag=True, help=_RAW)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@uncorrected_option
def explain(records: str, query: tuple[str, ...], with_raw: bool, as_json: bool, uncorrected: bool) -> None:
    """Show what is known of something, and the sentences that say so.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. QUERY is the name of
    an entity or a part of it, two names, "A -> B" for what A is to B, or the id of a statement, an event or a
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
    raw = partial(_raw_line, graph) if with_raw else None
    echo = echoing()
    if as_json:
        click.echo(json_line(_with_raw(graph, asdict(found)) if with_raw else found))
    elif isinstance(found, explaining.EntityExplanation):
        _explain_entity(found, echo, raw)
    elif isinstance(found, explaining.EdgeExplanation):
        for finding in (*found.statements, *found.events):
            tell_finding(finding, echo, raw)
    else:
        tell_finding(found, echo, raw)


def _explain_entity(found: "EntityExplanation", echo: Echo, raw: _Raw | None) -> None:
    entity = found.entity
    echo(entity.name, [(0, len(entity.name), "mention")])
    names = ", ".join(f"{name} ({count})" for name, count in entity.names)
    echo(f"  {entity.kind.value}, {entity.id}, mentions: {found.mentions}, names: {names}", [])
    for reason in entity.reasons:
        echo(f"  {entity.kind.value} because {reason}", [])
    for link in entity.links:
        held = "is" if link.accepted else "is not"
        echo(f"  {held} {link.scheme} {link.id} (score {link.score:.2f}): {' '.join(link.reasons)}", [])
    for title, listed in (
        ("Facts", found.statements),
        ("Events", found.events),
        ("Quotes", found.quotes),
        ("Says of others", found.claims),
    ):
        _explain_findings(title, listed, echo, raw)
    echo("\nFirst mentions", [])
    for witness in found.witnesses:
        _echo_sentence(witness, echo)
        echo(f"    {_origin(witness)}{raw(witness.sentence) if raw else ''}", [])


def _explain_findings(title: str, findings: "tuple[Finding, ...]", echo: Echo, raw: _Raw | None) -> None:
    if findings:
        echo(f"\n{title}: {len(findings)}", [])
    for finding in findings:
        tell_finding(finding, echo, raw)


def tell_finding(finding: "Finding", echo: Echo, raw: _Raw | None = None) -> None:
    """Print what is said, its id, and the sentences that say so; and where they stand in the raw text, if asked."""
    from newsweave.graph.show.wording import standing_words  # noqa: PLC0415 - as above

    echo(f"\n{finding.words}  {finding.id}", [])
    for witness in finding.witnesses:
        _echo_sentence(witness, echo)
        standing = standing_words(witness.claimant, witness.modality, witness.polarity)
        values = f": {', '.join(witness.values)}" if witness.values else ""
        where = raw(witness.sentence) if raw else ""
        echo(f"    {_origin(witness)}; {standing}{values}; {witness.rule}, score {witness.score:.2f}{where}", [])


def _echo_sentence(witness: "Witness", echo: Echo) -> None:
    marks = [(mark.start + 2, mark.end + 2, mark.what) for mark in witness.highlights]
    echo("  " + re.sub(r"\s", " ", witness.text), marks)


def _raw_line(graph: "Graph", sentence: "Span") -> str:
    from newsweave.graph.show.raw import raw_words  # noqa: PLC0415 - as above

    return f"\n    raw: {raw_words(graph, sentence)}"


def _with_raw(graph: "Graph", data: Any) -> Any:
    """Put beside each sentence of an explanation where it stands in the raw text: [start, end], or null."""
    if isinstance(data, dict):
        told = {key: _with_raw(graph, value) for key, value in data.items()}
        if "highlights" in data:
            sentence = data["sentence"]
            told["raw"] = graph.document(sentence["document"]).raw_span(sentence["start"], sentence["end"])
        return told
    return [_with_raw(graph, each) for each in data] if isinstance(data, list | tuple) else data


def _origin(witness: "Witness") -> str:
    copy = "a copy" if witness.copy else ""
    return ", ".join(str(part) for part in (witness.title, witness.publisher, witness.published, copy) if part)
