"""newsweave ontology: the words that a graph is made of, as a file."""

import gzip
import io
import sys
from pathlib import Path

import click

from newsweave.cli.group import example
from newsweave.errors import WriteError

_OUT = "File to write, packed if it ends in .gz; - for standard output."
_FORMAT = "turtle, trig, ntriples, nquads, rdfxml or jsonld.  [default: what the file's name ends in, else turtle]"
_SHAPES = "Write the SHACL shapes that every export keeps to instead."


@click.command(epilog=example("newsweave ontology -o newsweave.ttl", "newsweave ontology --shapes -o shapes.ttl"))
@click.option("-o", "--out", default="-", show_default=True, metavar="FILE", help=_OUT)
@click.option("-f", "--format", "name", metavar="NAME", help=_FORMAT)
@click.option("--shapes", is_flag=True, help=_SHAPES)
def ontology(out: str, name: str | None, shapes: bool) -> None:
    """Write the published ontology.

    Each term with a label, a definition, an example, and what says the same or nearly so in Wikidata, schema.org,
    the Simple Event Model and PROV-O. Load it beside a graph, and a triple store shows and infers with it.
    """
    from newsweave.exports.rdf.published import write_ontology  # noqa: PLC0415 - --help needs none of the rooms
    from newsweave.exports.rdf.syntaxes import SYNTAXES, by_suffix, syntax  # noqa: PLC0415

    how = syntax(name) if name else SYNTAXES["turtle"] if out == "-" else by_suffix(Path(out))
    stream = io.BytesIO()
    write_ontology(stream, how, shapes=shapes)
    if out == "-":
        sys.stdout.buffer.write(stream.getvalue())
        return
    data = gzip.compress(stream.getvalue(), mtime=0) if out.endswith(".gz") else stream.getvalue()
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(out, f"it cannot be written: {reason}", "choose another place, or make room") from error
