"""newsweave draw: a picture of a small graph, or of a part of a large one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.terminal import safe
from newsweave.types import Kind

if TYPE_CHECKING:
    from newsweave.graph import Graph

_MOST = 80
_LARGEST = 300  # entities; the layout's time grows with their square
_OUT = "The picture: a file that ends with .svg or .png, or - for SVG on standard output."
_ENTITY = "Only what surrounds this entity: a name, a part of one, or an id."
_DEPTH = "With --entity: how many edges away from it still counts.  [default: 1]"
_TOP = "Draw at most so many entities: those with most edges."
_KINDS = f"Only entities of these kinds, with commas between them: {', '.join(kind.value for kind in Kind)}."
_CURE = "--entity NAME what surrounds one, newsweave html all of them"
_TITLE = "What stands above the picture.  [default: the article's title, or how many articles]"


@click.command(
    epilog=example("newsweave draw out -o graph.svg", "newsweave draw out -o blinken.png --entity Blinken --depth 2")
)
@click.argument("records", metavar="OUT")
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_OUT)
@click.option("--entity", metavar="NAME", help=_ENTITY)
@click.option("--depth", type=click.IntRange(1), help=_DEPTH)
@click.option("--top", default=_MOST, show_default=True, type=click.IntRange(1, _LARGEST), help=_TOP)
@click.option("--kinds", metavar="KINDS", help=_KINDS)
@click.option("--title", metavar="TEXT", help=_TITLE)
@uncorrected_option
def draw(
    *,
    records: str,
    out: Path,
    entity: str | None,
    depth: int | None,
    top: int,
    kinds: str | None,
    title: str | None,
    uncorrected: bool,
) -> None:
    """Draw a picture of a small graph, or of a part of a large one.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. The picture has the
    entities that a fact or an event ties to another, coloured by kind, and an arrow for each tie, dashed where no paper
    itself says so. Where there are more entities than --top, it says so.

    PNG needs the library resvg-py: pip install 'newsweave[png]'.
    """
    from newsweave.exports.draw import draw as write  # noqa: PLC0415
    from newsweave.exports.selection import Selection  # noqa: PLC0415

    if depth is not None and entity is None:
        raise click.UsageError("--depth counts from an entity; give --entity too")
    chosen = _kinds(kinds)
    graph = loaded(records, uncorrected=uncorrected)
    around = graph.find(entity).id if entity else None
    heading = _title(graph, around) if title is None else title
    selection = Selection(around=around, depth=depth or 1, top=top, kinds=chosen, title=heading or None)
    drawn = write(graph, out, selection)
    if drawn.cut:
        cure = "--top N draws more" if around else f"--top N draws more, {_CURE}"
        click.echo(safe(f"{len(drawn.nodes)} entities drawn, {drawn.cut} left out; {cure}"), err=True)


def _kinds(said: str | None) -> frozenset[Kind]:
    """Read "PERSON,org"."""
    from newsweave.errors import UnknownNameError  # noqa: PLC0415 - as above

    if said is None:
        return frozenset(Kind)
    names = [name.strip().upper() for name in said.split(",") if name.strip()]
    for name in names:
        if name not in Kind.__members__:
            raise UnknownNameError("--kinds", name, [kind.value for kind in Kind])
    if not names:
        raise click.UsageError("--kinds names none; write PERSON,ORG")
    return frozenset(map(Kind, names))


def _title(graph: "Graph", around: str | None) -> str:
    documents = graph.documents()
    only = documents[0].title if len(documents) == 1 else None
    told = only or f"{len(documents)} article{'' if len(documents) == 1 else 's'}"
    return f"{graph.entity(around).name}: {told}" if around else told
