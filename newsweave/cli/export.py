"""newsweave export: a graph that was built, as one file in one format."""

import sys
from pathlib import Path
from typing import Any

import click

from newsweave.cli.drawing import drawing_options
from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.cli.settling import config_option, default, settled
from newsweave.config import Provenance
from newsweave.errors import UnknownNameError
from newsweave.exports import FORMATS, format_of, write_file

_FORMAT = f"{', '.join(FORMATS)}.  [default: what FILE ends in; turtle for -]"
_BASE = "Where the IRIs of entities, statements and documents begin; ends with / or #." + default("base")
_PROVENANCE = (
    "What RDF says of its sources: none, the bare triples that some source asserts; statements, a node for each claim "
    "with who says so, where and how surely; graphs, the same in a named graph a document.  "
    "[default: graphs for trig and nquads, else statements]"
)
_RDF = "1.2 writes claims with triple terms, which few stores read by now.  [default: 1.1]"


@click.command(
    epilog=example(
        "newsweave export out kg.nq.gz", "newsweave export out kg.ttl --provenance none", "newsweave export out -"
    )
)
@click.argument("records", metavar="OUT")
@click.argument("file", metavar="FILE")
@click.option("-f", "--format", "name", metavar="NAME", help=_FORMAT)
@click.option("--provenance", type=click.Choice([level.value for level in Provenance]), help=_PROVENANCE)
@click.option("--rdf", "version", type=click.Choice(["1.1", "1.2"]), help=_RDF)
@drawing_options
@click.option("--base", metavar="IRI", help=_BASE)
@config_option
@uncorrected_option
def export(
    *,
    records: str,
    file: str,
    name: str | None,
    version: str | None,
    uncorrected: bool,
    **options: Any,
) -> None:
    """Write a graph as one file.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. The end of FILE tells the
    format: .ttl, .trig, .nt, .nq, .rdf, .jsonld, .graphml, .gexf ...; tables of nodes and of edges are told apart by
    their names, nodes.csv and edges.csv; with .gz behind it the file is packed; - is standard
    output.
    """
    if name is not None and name not in FORMATS:
        raise UnknownNameError("--format", name, FORMATS)
    chosen = name or ("turtle" if file == "-" else format_of(Path(file)))
    if not FORMATS[chosen].rdf and (options["provenance"] or version):
        raise click.UsageError(f"--provenance and --rdf are for RDF, and {chosen} is none; leave them out")
    config = settled(options | {"triple_terms": version and version == "1.2"}, quiet=True)
    graph = loaded(records, uncorrected=uncorrected, on_disk=True)
    if file == "-":
        FORMATS[chosen].load()(graph, sys.stdout.buffer, config)
    else:
        write_file(graph, file, chosen, config)
