"""Which settings hold: those of the command line, before those of a file, before the defaults.

The file is that of --config, else newsweave.toml in the working folder.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from newsweave.config import Config
from newsweave.config.file import USUAL
from newsweave.config.profiles import PROFILES, profiled
from newsweave.config.settings import SETTINGS, attribute
from newsweave.terminal import safe

Command = TypeVar("Command", bound=Callable[..., Any])

_CONFIG = f"A file of settings, as newsweave init writes it.  [default: {USUAL} in the working folder, if it is there]"
_PROFILE = f"Begin from these settings in place of the file's: {', '.join(PROFILES)}."


def config_option(command: Command) -> Command:
    """Add --config to a command."""
    return click.option("--config", "config_file", type=click.Path(dir_okay=False), metavar="FILE", help=_CONFIG)(
        command
    )


def profile_option(command: Command) -> Command:
    """Add --profile to a command."""
    return click.option("--profile", metavar="NAME", help=_PROFILE)(command)


def default(name: str) -> str:
    """Write the default of an attribute of Config, for the end of a help text."""
    setting = attribute(name)
    said = setting.sort.written(setting.of(Config()))
    return f"  [default: {said.strip(chr(34))}]"


def told(name: str) -> str:
    """Write what an attribute of Config means, and its default: a help text."""
    return attribute(name).meaning + default(name)


def settled(options: dict[str, Any], *, quiet: bool = False) -> Config:
    """Make the Config that holds of a command's options, which are called as the attributes of Config are.

    Args:
        options: What was given, as click names it, a dot as two underscores; None and nothing stand for what was not
            given, and what is no setting is passed over.
        quiet: Whether to keep to itself which file is read.

    Raises:
        ConfigError: The file cannot be used.
        UnknownNameError: There is no such profile, section or key.
    """
    file, profile = options.get("config_file"), options.get("profile")
    config = _from_file(file, quiet)
    if profile is not None:
        config = profiled(config, profile, "--profile")
    for setting in SETTINGS:
        value = options.get(setting.attribute.replace(".", "__"))
        if value is not None and value != ():
            config = setting.put(config, setting.sort.read(list(value) if isinstance(value, tuple) else value))
    return config


def _from_file(file: str | None, quiet: bool) -> Config:
    if file is None and not Path(USUAL).is_file():
        return Config()
    if not quiet:
        click.echo(safe(f"settings: {file or USUAL}"), err=True)
    return Config.read(file or USUAL)
