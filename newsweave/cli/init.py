"""newsweave init: a file of settings, with every key, what it means and its default."""

import sys
from pathlib import Path

import click

from newsweave.cli.group import example
from newsweave.config.file import USUAL
from newsweave.config.sample import sample
from newsweave.errors import WriteError

_FILE = f"Where to; - for standard output.  [default: {USUAL}]"
_FORCE = "Write over a file that is there."


@click.command(epilog=example("newsweave init", "newsweave init - | less"))
@click.argument("file", default=USUAL, metavar="[FILE]")
@click.option("--force", is_flag=True, help=_FORCE)
def init(*, file: str, force: bool) -> None:
    """Write a file of settings: every key, what it means, its default behind a #.

    FILE is newsweave.toml unless another is named; - is standard output. In the working folder newsweave.toml is read
    by itself, any other with --config. What the command line says goes before it.
    """
    if file == "-":
        sys.stdout.write(sample())
        return
    try:
        with Path(file).open("w" if force else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(sample())
    except FileExistsError as error:
        raise WriteError(file, "it is there already", "name another file, or give --force to write over it") from error
    except OSError as error:
        raise WriteError(
            file, f"it cannot be written: {(error.strerror or str(error)).lower()}", "name another"
        ) from error
    click.echo(f"written: {file}", err=True)
