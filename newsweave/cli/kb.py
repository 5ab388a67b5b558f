"""newsweave kb: what is known beforehand, and the user's layers on top of it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kb_ask import find, serve
from newsweave.terminal import Row, safe, show
from newsweave.types import Failure

if TYPE_CHECKING:
    from newsweave.knowledge.store import SqliteBase

_FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
_DUMP = click.Path(exists=True, dir_okay=False, allow_dash=True)
_NAME = "What the layer is called; a layer of this name is replaced.  [default: that of the first file]"
_SITELINKS = "Leave out what fewer wikis than this have a page of."
_WIKI = "Leave out what this wiki has no page of; empty to keep those too."

_LINE = '{"id": "acme:42", "kind": "ORG", "name": "Acme", "aliases": ["Acme Inc"], "country": "GB"}'


@click.group(epilog=example("newsweave kb find Georgia", "newsweave kb add companies.csv", "newsweave kb info"))
def kb() -> None:
    """Show and extend what is known beforehand.

    The knowledge base that comes with the package has countries, regions, cities and well-known bodies. Layers
    of your own, in JSONL or CSV, lie on top of it: where both know a thing, yours speaks.
    """


kb.add_command(find)
kb.add_command(serve)


@kb.command(epilog=example("newsweave kb build"))
def build() -> None:
    """Build the knowledge base that comes with the package.

    The first run that needs it builds it too; some 5 seconds. NEWSWEAVE_CACHE names another folder for it.
    """
    from newsweave.knowledge.places import build_places  # noqa: PLC0415 - --help needs none of the rooms
    from newsweave.knowledge.store import open_base  # noqa: PLC0415

    _tell_of(open_base(build_places(on_progress=_count)))


@kb.command(epilog=example("newsweave kb info"))
def info() -> None:
    """Show the bases in use: what is in them, where they come from, their licences."""
    from newsweave.knowledge.layers import layer_paths  # noqa: PLC0415 - as above
    from newsweave.knowledge.places import default_base  # noqa: PLC0415
    from newsweave.knowledge.store import open_base  # noqa: PLC0415

    bases = [*map(open_base, layer_paths()), default_base()]
    for number, base in enumerate(bases):
        if number:
            click.echo()
        show([*_about(base)])


@kb.command(epilog=example("newsweave kb add companies.csv people.jsonl --name mine", _LINE))
@click.argument("files", nargs=-1, required=True, type=_FILES, metavar="FILE...")
@click.option("--name", metavar="NAME", help=_NAME)
def add(files: tuple[Path, ...], name: str | None) -> None:
    """Add a layer of your own to every later run.

    FILEs are JSONL with an object a line, CSV, or .sqlite that newsweave wrote. CSV has
    the names of fields in its first line, and several aliases as one|two. id, kind and name are needed; there are
    aliases, weak, people, description, country, parent, latitude, longitude, population, popularity, start, end,
    wikidata and geonames besides. A wrong line is named, and nothing is added.
    """
    from newsweave.knowledge.layers import add_layer  # noqa: PLC0415 - as above
    from newsweave.knowledge.store import open_base  # noqa: PLC0415

    _tell_of(open_base(add_layer(files, name or files[0].stem)))


@kb.command(epilog=example("newsweave kb remove mine"))
@click.argument("name")
def remove(name: str) -> None:
    """Take a layer out."""
    from newsweave.knowledge.layers import remove_layer  # noqa: PLC0415 - as above

    remove_layer(name)


@kb.command(epilog=example("newsweave kb import-wikidata latest-all.json.gz --min-sitelinks 5"))
@click.argument("dump", type=_DUMP)
@click.option("--name", default="wikidata", show_default=True, metavar="NAME", help=_NAME.partition("  ")[0])
@click.option("--min-sitelinks", default=0, show_default=True, type=click.IntRange(0), help=_SITELINKS)
@click.option("--wiki", default="enwiki", show_default=True, metavar="NAME", help=_WIKI)
def import_wikidata(*, dump: str, name: str, min_sitelinks: int, wiki: str) -> None:
    """Make a layer from a JSON dump of Wikidata.

    DUMP is latest-all.json.gz or a part of it, or - for standard input. It is read as a stream; lines that cannot
    be used are counted and left out.
    """
    from newsweave.knowledge import wikidata_dump  # noqa: PLC0415 - as above
    from newsweave.knowledge.layers import layer_path  # noqa: PLC0415
    from newsweave.knowledge.store import About, open_base, write_base  # noqa: PLC0415

    left_out = _LeftOut()
    path = layer_path(name)
    items = wikidata_dump.import_dump(
        dump, min_sitelinks=min_sitelinks, wiki=wiki, on_progress=_megabytes, on_failure=left_out
    )
    about = About(
        name=name,
        built_from={"dump": Path(dump).name, "wiki": wiki, "min_sitelinks": str(min_sitelinks)},
        licence="CC0-1.0",
        attribution=("Contains data from Wikidata (wikidata.org), CC0 1.0.",),
    )
    write_base(path, items, about)
    _tell_of(open_base(path))
    if left_out.first:
        click.echo(safe(f"left out {left_out.count:,} lines; the first: {left_out.first}"), err=True)
        sys.exit(1)


class _LeftOut:
    """Counts failures and keeps the first: a damaged dump may have millions."""

    def __init__(self) -> None:
        self.count = 0
        self.first: Failure | None = None

    def __call__(self, failure: Failure) -> None:
        self.count += 1
        self.first = self.first or failure


def _tell_of(base: "SqliteBase") -> None:
    show([*_about(base)])


def _about(base: "SqliteBase") -> Iterator[Row]:
    """Tell of a base: what is in it, what it is made from, what has to be said of it."""
    yield "base", base.name, base.path.as_posix()
    yield "base", "size", f"{base.path.stat().st_size / 1e6:,.1f} MB"
    yield "base", "fingerprint", base.fingerprint
    yield "items", "", f"{int(base.meta['items']):,}"
    for (kind, sort), count in base.counts().items():
        yield "items", f"{kind} {sort}".strip(), f"{count:,}"
    for name, version in json.loads(base.meta["built_from"]).items():
        yield "built from", name, version
    if base.meta["licence"]:
        yield "licence", "", base.meta["licence"]
    for line in base.attribution:
        yield "say", "", line


def _count(items: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{items:,} items", nl=False, err=True)


def _megabytes(done: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done / 1e6:,.0f} MB", nl=False, err=True)
