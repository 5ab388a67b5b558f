"""newsweave kb find and serve: asking the bases, for a person and for OpenRefine."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.terminal import safe
from newsweave.types import Kind

if TYPE_CHECKING:
    from newsweave.knowledge.types import Candidate, KnowledgeBase

_KINDS = click.Choice([kind.value for kind in Kind], case_sensitive=False)
_FILE = click.Path(exists=True, dir_okay=False)
_KB = "A further base, JSONL, CSV or .sqlite, asked before the others; again for each further one."
_HEADER = ("name", "kind", "fit", "population", "coordinates", "ids", "description")


@click.command(epilog=example("newsweave kb find Georgia", "newsweave kb find Paris --kind PLACE --json"))
@click.argument("name", nargs=-1, required=True, metavar="NAME...")
@click.option("--kind", type=_KINDS, help="Only what is of this kind.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Show at most so many.")
@click.option("--kb", "layers", multiple=True, type=_FILE, metavar="FILE", help=_KB)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
def find(name: tuple[str, ...], kind: str | None, limit: int, layers: tuple[str, ...], as_json: bool) -> None:
    """Show what a name may mean, likeliest first.

    Fit tells how the name is listed: as the thing's own name, as an alias, as a weak name that seldom means it, or
    folded, which is equal but for spelling. Exit code 1 if nothing is found.
    """
    asked = " ".join(name)
    found = _bases(layers).candidates(asked, Kind(kind.upper()) if kind else None, limit)
    if as_json:
        for candidate in found:
            click.echo(json.dumps(_record(candidate), ensure_ascii=False))
    elif found:
        _columns([_HEADER, *map(_row, found)])
    else:
        click.echo(safe(f"Nothing known is called {asked!r}; add your own with newsweave kb add."), err=True)
    if not found:
        sys.exit(1)


@click.command(epilog=example("newsweave kb serve --port 8000"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 for any.")
@click.option("--kb", "layers", multiple=True, type=_FILE, metavar="FILE", help=_KB)
def serve(host: str, port: int, layers: tuple[str, ...]) -> None:
    """Offer the bases to OpenRefine and others.

    They are served over the W3C Reconciliation API 0.2 until Ctrl-C.
    """
    from newsweave.knowledge import serve as serving  # noqa: PLC0415 - --help needs none of the rooms

    serving.serve(_bases(layers), host, port, click.echo)


def _bases(layers: tuple[str, ...]) -> "KnowledgeBase":
    """Stack the bases in use: those of this run, those added, the embedded one."""
    from newsweave.knowledge.layers import layer_paths, open_layer  # noqa: PLC0415 - as above
    from newsweave.knowledge.places import default_base  # noqa: PLC0415
    from newsweave.knowledge.stack import stack  # noqa: PLC0415

    return stack([*map(open_layer, [*map(Path, layers), *layer_paths()]), default_base()])


def _record(candidate: "Candidate") -> dict[str, object]:
    item = candidate.item
    values = {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return {"fit": candidate.fit, "score": candidate.score} | values | {"links": dict(item.links)}


def _row(candidate: "Candidate") -> tuple[str, ...]:
    item = candidate.item
    known = item.latitude is not None and item.longitude is not None
    return (
        item.name,
        f"{item.kind} {item.sort}".strip(),
        candidate.fit.value,
        f"{item.population:,}" if item.population else "",
        f"{item.latitude:.4f} {item.longitude:.4f}" if known else "",
        " ".join([item.id, *(f"{scheme}:{value}" for scheme, value in sorted(item.links.items()))]),
        item.description,
    )


def _columns(rows: list[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    rows = [tuple(map(safe, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
