"""newsweave sparql: ask a graph in SPARQL."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import click

from newsweave.cli.group import example
from newsweave.cli.kept import tell_conflict, uncorrected_option
from newsweave.cli.settling import config_option, settled
from newsweave.cli.tables import print_csv, print_table
from newsweave.config import DEFAULT_BASE
from newsweave.errors import EncodingError

_FILE = "Read the query from a file, - for standard input."
_BASE = (
    "Where the IRIs of entities, statements and documents begin: RDF is made anew from the records.  "
    f"[default: that of the RDF that is there, else base of the settings, else {DEFAULT_BASE}]"
)


@click.command(
    epilog=example(
        "newsweave sparql out 'SELECT ?name { ?person a nw:Person ; rdfs:label ?name } ORDER BY ?name'",
        "newsweave sparql out -f tolls.rq --csv",
        "newsweave sparql out 'CONSTRUCT { ?a nw:knows ?b } WHERE { ?e nw:agent ?a ; nw:recipient ?b }'",
    )
)
@click.argument("source", metavar="OUT")
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.File("rb"), metavar="FILE", help=_FILE)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show at most so many rows.")
@click.option("--base", metavar="IRI", help=_BASE)
@config_option
@click.option("--json", "as_json", is_flag=True, help="Write SPARQL results in JSON; triples as JSON-LD.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@click.option("--tsv", "as_tsv", is_flag=True, help="Write SPARQL results as TSV, with types and languages.")
@uncorrected_option
def sparql(
    *,
    source: str,
    query: str | None,
    file: IO[bytes] | None,
    limit: int | None,
    base: str | None,
    config_file: str | None,
    as_json: bool,
    as_csv: bool,
    as_tsv: bool,
    uncorrected: bool,
) -> None:
    """Ask a graph in SPARQL 1.1.

    OUT is a folder that build wrote, its records.jsonl, a store that add fills, an RDF file (.ttl, .nt, .nq or .trig),
    or - for records on standard input. QUERY is SELECT, ASK, CONSTRUCT or DESCRIBE. SELECT gives a table, ASK yes or
    no, the others Turtle.

    These prefixes need not be declared: nw (our ontology), rdf, rdfs, xsd, skos, dct, prov, schema, sem, nif, void,
    wd, gn; and for the things of the graph doc, entity, event, group, link, publisher, quantity, quote, run,
    statement. Nothing is changed and no connection is opened: SERVICE and LOAD are refused.

    Exit code 1 if there is no row, or ASK gives no.
    """
    from newsweave.exports import sparql as rdf  # noqa: PLC0415 - --help needs none of the rooms

    if (query is None) == (file is None):
        raise click.UsageError("give a QUERY, or a file of one with -f")
    if as_json + as_csv + as_tsv > 1:
        raise click.UsageError("--json, --csv and --tsv exclude each other; give one of them")
    text = query if file is None else _text(file)
    usual = settled({"config_file": config_file}, quiet=True).base
    store = rdf.open_store(source, base, usual=usual, corrected=not uncorrected, on_conflict=tell_conflict)
    answer = rdf.answer(store, text or "", limit=limit)
    counted = _Counted(answer.rows)
    answer = replace(answer, rows=counted)
    out = cast(BinaryIO, click.open_file("-", "wb"))
    if as_json:
        rdf.write_json(answer, out)
    elif as_tsv:
        rdf.write_tsv(answer, out)
    elif answer.truth is not None:
        click.echo("yes" if answer.truth else "no")
    elif as_csv:
        print_csv(answer.variables, rdf.plain_cells(answer))
    elif answer.triples:
        rdf.write_turtle(answer, out)
    elif rows := list(rdf.short_cells(answer)):
        print_table(answer.variables, rows)
    if answer.truth is None and not counted.number:
        click.echo("Nothing fits.", err=True)
    if not (answer.truth or counted.number):
        sys.exit(1)


class _Counted(Iterator[Any]):
    """Counts what comes through."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows = rows
        self.number = 0

    def __next__(self) -> Any:
        row = next(self._rows)
        self.number += 1
        return row


def _text(file: IO[bytes]) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if file is sys.stdin.buffer else Path(file.name).as_posix()
        raise EncodingError(name, "it is not UTF-8", "save it as UTF-8", f"byte {error.start + 1}") from error
