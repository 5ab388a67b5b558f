"""newsweave validate: whether a file of RDF keeps to the rules."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.terminal import json_line, safe

if TYPE_CHECKING:
    from newsweave.exports.rdf.shacl import Finding

_FILE = click.Path(path_type=Path)


@click.command(epilog=example("newsweave validate out/graph.ttl"))
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Show at most so many.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line, and all of them.")
def validate(file: Path, limit: int, as_json: bool) -> None:
    """Check a file of RDF against the shapes of the ontology.

    FILE is what build or export wrote, or RDF of your own in the same terms: .ttl, .trig, .nt, .nq, .rdf or .jsonld,
    also packed (.gz). Each finding names the thing, the property and what stands there, what is wrong and what can be
    done. newsweave ontology --shapes writes the shapes themselves, for other SHACL engines.

    Needs the extra shacl: pip install 'newsweave[shacl]'. It reads the whole file into memory; for more than some
    100,000 triples check a sample. Exit code 1 if a rule is broken; what is only odd is told, and breaks none.
    """
    from newsweave.exports.rdf.shacl import check  # noqa: PLC0415 - --help needs none of the rooms

    report = check(file)
    shown = report.findings if as_json else report.findings[:limit]
    for finding in shown:
        click.echo(json_line(finding) if as_json else safe(_line(finding)))
    if not as_json:
        if len(report.findings) > limit:
            click.echo(f"... and {len(report.findings) - limit} more (--limit shows them)", err=True)
        click.echo(f"{file.as_posix()}: {report.triples} triples, {_sum(report.findings)}")
    if not report.conforms:
        sys.exit(1)


def _line(finding: "Finding") -> str:
    place = f", {finding.place}" if finding.place else ""
    value = f" ({finding.value})" if finding.value else ""
    odd = "" if finding.severe else "odd: "
    return f"{odd}{finding.thing}{place}{value}: {finding.problem}; {finding.cure}"


def _sum(findings: "tuple[Finding, ...]") -> str:
    severe = sum(finding.severe for finding in findings)
    odd = len(findings) - severe
    return f"{severe} against the rules, {odd} odd" if findings else "all as it should be"
