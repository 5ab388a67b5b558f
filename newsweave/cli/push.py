"""newsweave push: a graph into a triple store."""

import sys
from typing import TYPE_CHECKING

import click

from newsweave.cli.group import example
from newsweave.cli.kept import loaded, uncorrected_option
from newsweave.cli.settling import config_option, default, settled
from newsweave.config import Config
from newsweave.errors import UnknownNameError
from newsweave.terminal import safe, telling

if TYPE_CHECKING:
    from newsweave.exports.stores.sender import Sender
    from newsweave.graph import Graph

_PROTOCOL = (
    "graph-store or update (SPARQL Update).  [default: update for addresses that end in /update, /sparql or "
    "/statements, else graph-store]"
)
_REMOVE = "Delete the graph of a document instead: its id, source or url; again for each further one."
_AUTH = "How the store wants user and password."
_BATCH = "Triples a request at most."
_BASE = "Where the IRIs begin; the same each time, so that what is pushed again replaces what is there." + default(
    "base"
)


@click.command(
    epilog=example(
        "newsweave push out http://localhost:7878/store",
        "newsweave push out https://store.example/ds/data --user editor",
        "newsweave push out http://localhost:7878/store --remove articles/rain.txt",
    )
)
@click.argument("records", metavar="OUT")
@click.argument("url", metavar="URL")
@click.option("--protocol", "how", metavar="NAME", help=_PROTOCOL)
@click.option("--remove", "removed", multiple=True, metavar="DOCUMENT", help=_REMOVE)
@click.option("--user", envvar="NEWSWEAVE_STORE_USER", show_envvar=True, help="User of the store.")
@click.option("--password", envvar="NEWSWEAVE_STORE_PASSWORD", show_envvar=True, help="Better in the environment.")
@click.option("--token", envvar="NEWSWEAVE_STORE_TOKEN", show_envvar=True, help="A bearer token instead.")
@click.option("--auth", type=click.Choice(["basic", "digest"]), default="basic", show_default=True, help=_AUTH)
@click.option("--batch", type=click.IntRange(1), default=20_000, show_default=True, help=_BATCH)
@click.option(
    "--timeout", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds an answer may take."
)
@click.option("--base", metavar="IRI", help=_BASE)
@config_option
@uncorrected_option
@click.option("--allow-http", is_flag=True, help="Send over http:// to other machines too.")
@click.option("--dry-run", is_flag=True, help="Send nothing; tell what would be sent.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
def push(
    *,
    records: str,
    url: str,
    how: str | None,
    removed: tuple[str, ...],
    user: str | None,
    password: str | None,
    token: str | None,
    auth: str,
    batch: int,
    timeout: float,
    base: str | None,
    config_file: str | None,
    uncorrected: bool,
    allow_http: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Push a graph into a triple store.

    OUT is a folder that build wrote, its records.jsonl, a store, or - for standard input. URL is where the triple
    store speaks the SPARQL 1.1 Graph Store Protocol or takes SPARQL Update; docs/stores.md lists the addresses of
    Oxigraph, Fuseki, GraphDB, Virtuoso and others.

    Each document is a named graph that stands by itself. Pushed again it replaces what was there; --remove deletes it.
    Nothing else in the store is touched.

    Exit code 1 if the store would not have some of it.
    """
    from newsweave.exports.stores import push as put  # noqa: PLC0415
    from newsweave.exports.stores.protocols import protocol  # noqa: PLC0415
    from newsweave.exports.stores.sender import Patience, Sender  # noqa: PLC0415

    if token and user:
        raise click.UsageError("--token and --user exclude each other; leave one out")
    sender = Sender(
        url,
        user=(user, password or "") if user else None,
        digest=auth == "digest",
        token=token,
        patience=Patience(answer=timeout),
        allow_http=allow_http,
    )
    graph, config, chosen = (
        loaded(records, uncorrected=uncorrected, on_disk=True),
        settled({"base": base, "config_file": config_file}, quiet=True),
        protocol(how, url),
    )
    if removed:
        _remove(graph, removed, None if dry_run else sender, how, url, config)
        return
    failed = pushed = triples = 0
    with telling(quiet, "pushing") as (say, progress):
        for each in put(graph, None if dry_run else sender, chosen, config, batch=batch, on_progress=progress):
            if each.failure:
                failed += 1
                say(f"refused: {each.graph}: {each.failure}")
            elif dry_run:
                say(f"would replace {each.graph}: {each.triples} triples in {each.requests} requests")
            if not each.failure:
                pushed, triples = pushed + 1, triples + each.triples
    if not quiet:
        word = "would be pushed" if dry_run else "pushed"
        click.echo(safe(f"{word}: {triples} triples in {pushed} graphs to {url}"))
    if failed:
        sys.exit(1)


def _remove(
    graph: "Graph", documents: tuple[str, ...], sender: "Sender | None", how: str | None, url: str, config: Config
) -> None:
    """Delete the graphs of documents, and tell of each whether it was there."""
    from newsweave.exports.stores import remove  # noqa: PLC0415 - as above
    from newsweave.exports.stores.protocols import protocol  # noqa: PLC0415

    for identifier in [_document(graph, given) for given in documents]:
        there = remove(identifier, sender, protocol(how, url), config)
        told = "would be removed" if sender is None else "removed" if there else "was not there"
        click.echo(f"{identifier}: {told}")


def _document(graph: "Graph", given: str) -> str:
    """Find the id of a document by its id, source or url; an id may be of one that the graph has no more."""
    from newsweave.ids import is_document_id  # noqa: PLC0415 - as above

    found = [each.id for each in graph.documents() if given in (each.id, each.source, each.url)]
    if found:
        return found[0]
    if is_document_id(given):
        return given
    raise UnknownNameError("--remove", given, [each.source or each.id for each in graph.documents()])
