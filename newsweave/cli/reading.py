"""The options of every command that reads articles, and the Config that they make."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from newsweave.cli.intake import columns, intake_options
from newsweave.cli.settling import config_option, profile_option, settled, told
from newsweave.config import Config

_FILE = click.Path(exists=True, dir_okay=False)
_KB = "A knowledge base for this run, JSONL, CSV or .sqlite, asked before the others; again for each further one."
_LANGUAGE = (
    "A pipeline for texts in a further language, of which the entities are found: fr=fr_core_news_sm; again for each."
)
_NO_KB = "Link nothing."

_Command = TypeVar("_Command", bound=Callable[..., object])


def reading_options(command: _Command) -> _Command:
    """Add the options to a command; `configured` makes a Config of what it is given for them."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
        intake_options,
        click.option("--longest", type=click.IntRange(1), metavar="N", help=told("longest")),
        click.option("--batch", type=click.IntRange(1), metavar="N", help=told("batch")),
        click.option("--triples/--no-triples", default=None, help=told("triples")),
        click.option("--derived/--no-derived", default=None, help=told("derived")),
        click.option("--link", metavar="SERVICE", help=told("link")),
        click.option("--no-kb", is_flag=True, help=_NO_KB),
        click.option("--kb", "knowledge", multiple=True, type=_FILE, metavar="FILE", help=_KB),
        click.option("--language", "tongues", multiple=True, metavar="CODE=NAME", help=_LANGUAGE),
        click.option("--model", metavar="NAME", help=told("model")),
        profile_option,
        config_option,
    ):
        command = option(command)
    return command


def configured(reading: dict[str, Any], *, quiet: bool = False) -> Config:
    """Make the Config of a command's options, as click names them, and of a file of settings.

    Raises:
        UsageError: `--kb` and `--no-kb` are both given.
        ConfigError: The file of settings cannot be used.
    """
    if reading["no_kb"] and reading["knowledge"]:
        raise click.UsageError("--kb and --no-kb exclude each other; leave one out")
    config = settled(reading, quiet=quiet)
    config = replace(config, languages=_languages(reading["tongues"], config.languages))
    config = replace(config, intake=replace(config.intake, columns=columns(reading, config.intake.columns)))
    if reading["no_kb"]:
        return replace(config, knowledge=(), embedded=False)
    return replace(config, knowledge=(*config.knowledge, *_added())) if config.embedded else config


def _languages(given: tuple[str, ...], before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the pipelines that hold: those of the command line before those of a file."""
    pairs = dict(before)
    for each in given:
        code, mark, name = each.partition("=")
        if not (code and mark and name):
            raise click.UsageError(f"--language {each}: write the language and its pipeline, fr=fr_core_news_sm")
        pairs[code.strip().lower()] = name.strip()
    return tuple(sorted(pairs.items()))


def _added() -> tuple[str, ...]:
    from newsweave.knowledge.layers import layer_paths  # noqa: PLC0415 - --help needs none of the rooms

    return tuple(map(str, layer_paths()))
