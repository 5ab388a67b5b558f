"""The options of every command that runs over articles: how it goes about it, whatever comes out."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from newsweave.cli.settling import told
from newsweave.config import Config

_FILE = click.Path(dir_okay=False, path_type=Path)
_LIMIT = "Read the first N articles alone."
_LOG = "Write what happens to a file, a JSON object a line: articles read and skipped, and the seconds of each stage."
_REPORT = "Write the report of the run to a file: JSON if it ends in .json, else text."

_Command = TypeVar("_Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What the options say.

    Attributes:
        jobs: Processes that extract; None for what the Config says.
        limit: How many articles are read at most.
        log: Where the log goes.
        report: Where the report goes.
    """

    jobs: int | None = None
    limit: int | None = None
    log: Path | None = None
    report: Path | None = None

    def of(self, config: Config) -> Config:
        """Put what the options say into a Config; what they leave open stays."""
        return config if self.jobs is None else replace(config, jobs=self.jobs)


def running_options(command: _Command) -> _Command:
    """Add the options to a command, which is given them as `running`."""

    @functools.wraps(command)
    def run(
        *, jobs: int | None, limit: int | None, log_json: Path | None, report: Path | None, **others: Any
    ) -> object:
        return command(running=Running(jobs=jobs, limit=limit, log=log_json, report=report), **others)

    for option in (
        click.option("--report", type=_FILE, metavar="FILE", help=_REPORT),
        click.option("--log-json", type=_FILE, metavar="FILE", help=_LOG),
        click.option("--limit", type=click.IntRange(min=0), metavar="N", help=_LIMIT),
        click.option("-j", "--jobs", type=click.IntRange(min=0), metavar="N", help=told("jobs")),
    ):
        run = option(run)
    return run  # type: ignore[return-value]
