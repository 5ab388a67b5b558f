"""The options of every command that reads articles, and the Config that they make."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsweave.cli.intake import intake_of, intake_options
from newsweave.config import DEFAULT_BASE, DEFAULT_MODEL, Config

_FILE = click.Path(exists=True, dir_okay=False)
_MODEL = "An installed spaCy pipeline for English, by its package or folder."
_KB = "A knowledge base for this run, JSONL, CSV or .sqlite, asked before the others; again for each further one."
_NO_KB = "Link nothing."
_NO_DERIVED = "Leave out what follows from the facts that the articles state: Almaty is located in Kazakhstan."
_NO_TRIPLES = "Leave out open triples."
_LINK = "Ask a service for what is not linked by then: wikidata, or the URL of a reconciliation service."

_Command = TypeVar("_Command", bound=Callable[..., object])


def reading_options(command: _Command) -> _Command:
    """Add the options to a command; `configured` makes a Config of what it is given for them."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
        intake_options,
        click.option("--no-triples", is_flag=True, help=_NO_TRIPLES),
        click.option("--no-derived", is_flag=True, help=_NO_DERIVED),
        click.option("--link", metavar="SERVICE", help=_LINK),
        click.option("--no-kb", is_flag=True, help=_NO_KB),
        click.option("--kb", "layers", multiple=True, type=_FILE, metavar="FILE", help=_KB),
        click.option("--model", default=DEFAULT_MODEL, show_default=True, metavar="NAME", help=_MODEL),
    ):
        command = option(command)
    return command


def configured(reading: dict[str, Any], base: str = DEFAULT_BASE) -> Config:
    """Make the Config of a command's options, as click names them.

    Raises:
        UsageError: `--kb` and `--no-kb` are both given.
    """
    if reading["no_kb"] and reading["layers"]:
        raise click.UsageError("--kb and --no-kb exclude each other; leave one out")
    return Config(
        model=reading["model"],
        base=base,
        knowledge=() if reading["no_kb"] else (*reading["layers"], *_added()),
        embedded=not reading["no_kb"],
        link=reading["link"],
        derived=not reading["no_derived"],
        triples=not reading["no_triples"],
        intake=intake_of(reading),
    )


def _added() -> tuple[str, ...]:
    from newsweave.knowledge.layers import layer_paths  # noqa: PLC0415 - --help needs none of the rooms

    return tuple(map(str, layer_paths()))
