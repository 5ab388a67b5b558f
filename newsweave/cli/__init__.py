"""The command line: reads arguments, calls the library, tells what happened.

Results go to standard output, everything else to standard error; colour, bars and tables are for terminals
alone. Exit codes: 0 all done, 1 something could not be used (the rest was), 2 wrong usage, 130 stopped.
"""

from importlib import metadata

import click

from newsweave import __version__
from newsweave.cli.build import build
from newsweave.cli.care import backup, check, status
from newsweave.cli.corpus import add, remove, update
from newsweave.cli.correct import correct
from newsweave.cli.draw import draw
from newsweave.cli.explain import explain
from newsweave.cli.export import export
from newsweave.cli.group import Group, example
from newsweave.cli.html import html
from newsweave.cli.init import init
from newsweave.cli.kb import kb
from newsweave.cli.networks import communities, rank
from newsweave.cli.ontology import ontology
from newsweave.cli.push import push
from newsweave.cli.query import query
from newsweave.cli.read import read
from newsweave.cli.sparql import sparql
from newsweave.cli.timeline import timeline
from newsweave.cli.tolls import tolls
from newsweave.cli.validate import validate
from newsweave.config import DEFAULT_MODEL

_VERSIONS = "Show the versions of newsweave, spaCy and the default model."


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        model = f"model {DEFAULT_MODEL} {_installed(DEFAULT_MODEL)}"
        click.echo(f"newsweave {__version__} (spaCy {_installed('spacy')}, {model})")
        ctx.exit()


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("newsweave build articles/ -o out", 'newsweave explain out "Antony Blinken"'),
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help=_VERSIONS)
def main() -> None:
    """News text in, a knowledge graph with evidence out."""


main.add_command(add)
main.add_command(backup)
main.add_command(build)
main.add_command(check)
main.add_command(communities)
main.add_command(correct)
main.add_command(draw)
main.add_command(explain)
main.add_command(export)
main.add_command(html)
main.add_command(init)
main.add_command(kb)
main.add_command(ontology)
main.add_command(push)
main.add_command(query)
main.add_command(rank)
main.add_command(read)
main.add_command(remove)
main.add_command(sparql)
main.add_command(status)
main.add_command(timeline)
main.add_command(tolls)
main.add_command(update)
main.add_command(validate)
