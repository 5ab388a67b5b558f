"""The options of property graphs, which build and export share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsweave.cli.settling import default, told
from newsweave.config import Size, View

Command = TypeVar("Command", bound=Callable[..., Any])

_VIEW = (
    "What the nodes of GraphML, GEXF and the tables are: entities, with an edge for each way in which two are tied; "
    "or events, with an edge for each role of an entity in them." + default("view")
)
_SIZE = "What makes nodes of GraphML and GEXF large." + default("size")


def drawing_options(command: Command) -> Command:
    """Add --view, --size and --places."""
    command = click.option("--places/--no-places", default=None, help=told("places"))(command)
    size = click.option("--size", type=_names(Size), help=_SIZE)
    view = click.option("--view", type=_names(View), help=_VIEW)
    return view(size(command))


def _names(terms: type[View] | type[Size]) -> click.Choice[str]:
    return click.Choice([each.value for each in terms])
