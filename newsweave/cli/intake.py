"""The options of how articles are read, and what tables' columns hold."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsweave.cli.settling import told
from newsweave.config.settings import COLUMNS

_F = TypeVar("_F", bound=Callable[..., Any])
_COLUMN = "The column or field of tables, JSON and Parquet files that holds the {}; guessed from the names if left out."
_COLUMNS = {
    "text": ("--text-column", "articles' text"),
    "title": ("--title-column", "headline"),
    "published": ("--date-column", "day of publication"),
    "author": ("--author-column", "author"),
    "publisher": ("--publisher-column", "publisher"),
    "url": ("--url-column", "address"),
    "language": ("--language-column", "language"),
}


def intake_options(command: _F) -> _F:
    """Add the options to a command."""
    for name, option, kind in (
        ("memory_mb", "--max-memory", click.IntRange(1)),
        ("seconds", "--max-seconds", click.IntRange(1)),
        ("detect", "--detect-language/--no-detect-language", None),
        ("private", "--allow-private/--no-allow-private", None),
    ):
        dest, text = f"intake__{name}", told(f"intake.{name}")
        command = click.option(option, dest, type=kind, default=None, metavar=kind and "N", help=text)(command)
    for key in reversed(COLUMNS):
        flag, what = _COLUMNS[key]
        command = click.option(flag, f"column_{key}", metavar="NAME", help=_COLUMN.format(what))(command)
    return command


def columns(options: dict[str, Any], before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the columns that hold: those of a command's options before those of a file."""
    given = {key: options.get(f"column_{key}") for key in COLUMNS}
    named = dict(before) | {key: name for key, name in given.items() if name is not None}
    return tuple((key, named[key]) for key in COLUMNS if key in named)
