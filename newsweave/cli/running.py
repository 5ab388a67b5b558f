"""The options of every command that runs over articles: how it goes about it, whatever comes out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import click

from newsweave.cli.settling import told
from newsweave.config import Config

_Command = TypeVar("_Command", bound=Callable[..., object])


def running_options(command: _Command) -> _Command:
    """Add the options to a command."""
    return click.option("-j", "--jobs", type=click.IntRange(min=0), metavar="N", help=told("jobs"))(command)


def run_as(config: Config, jobs: int | None) -> Config:
    """Put what the options say into a Config; what they leave open stays."""
    return config if jobs is None else replace(config, jobs=jobs)
