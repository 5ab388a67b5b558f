"""The options of every command that reads articles."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsweave.config import Intake

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
_PRIVATE = "Fetch addresses of this machine and of private networks, too."


def intake_options(command: _F) -> _F:
    """Add the options to a command; `intake_of` makes an Intake of what it is given for them."""
    command = click.option("--allow-private", is_flag=True, help=_PRIVATE)(command)
    for key, (option, what) in reversed(_COLUMNS.items()):
        command = click.option(option, f"column_{key}", metavar="NAME", help=_COLUMN.format(what))(command)
    return command


def intake_of(options: dict[str, Any]) -> Intake:
    """Make the Intake of a command's options, as click names them; others are passed over."""
    columns = {key: options.get(f"column_{key}") for key in _COLUMNS}
    named = tuple((key, name) for key, name in columns.items() if name is not None)
    return Intake(columns=named, private=bool(options.get("allow_private")))
