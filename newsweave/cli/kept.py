"""How commands read a graph that was kept, and tell of the corrections in it that do not hold."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.terminal import safe

if TYPE_CHECKING:
    from newsweave.graph import Graph
    from newsweave.graph.corrections.correction import Correction
    from newsweave.graph.corrections.replay import Conflict

_UNCORRECTED = "Leave out the corrections that a store keeps."

uncorrected_option = click.option("--uncorrected", is_flag=True, help=_UNCORRECTED)


def loaded(
    path: str | Path,
    *,
    uncorrected: bool = False,
    corrections: "tuple[Correction, ...]" = (),
    on_disk: bool = False,
) -> "Graph":
    """Read a graph as `pipeline.load` does."""
    from newsweave import pipeline  # noqa: PLC0415 - --help needs none of the rooms

    return pipeline.load(
        path, corrected=not uncorrected, corrections=corrections, on_conflict=tell_conflict, on_disk=on_disk
    )


def tell_conflict(conflict: "Conflict") -> None:
    """Tell of a correction that does not hold."""
    click.echo(safe(f"correction without effect: {conflict}"), err=True)
