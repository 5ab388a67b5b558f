"""newsweave correct: say what is wrong in a graph, in a log that is replayed whenever the graph is built."""

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from newsweave.cli.correct_log import Ledger, ledger_of, ledger_options, next_moment
from newsweave.cli.group import example
from newsweave.cli.kept import loaded
from newsweave.errors import NewsweaveError
from newsweave.terminal import safe

if TYPE_CHECKING:
    from newsweave.graph import Graph
    from newsweave.graph.corrections.correction import Correction, Target


@click.group(
    epilog=example(
        'newsweave correct merge "Kassym-Jomart Tokayev" "Qasym-Zhomart Toqaev" --graph out',
        "newsweave correct list",
        "newsweave build articles/ -o out --corrections corrections.jsonl",
        "newsweave correct relabel Toqaev Tokayev --store news.db",
    )
)
def correct() -> None:
    """Say what is wrong in a graph: these two are one, this is no person, this sentence does not say so.

    A correction is a line in a log, with who, when and why. It holds on to names and to the words of the articles, so
    that it survives when these are read anew. newsweave build --corrections replays the log; a store keeps a log of its
    own (--store), which whatever reads the store replays. Entities are given by
    name, part of a name or id; statements, events and quotes by the ids that newsweave explain shows.
    """


def _noting(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that writes a line."""
    options = (
        click.option("--note", metavar="TEXT", help="Why, for those who read the log."),
        click.option("--by", metavar="NAME", help="Who says so.  [default: the name of the user]"),
        ledger_options(graph=True),
    )
    for option in options:
        command = option(command)
    return command


@correct.command(epilog=example('newsweave correct merge "Kassym-Jomart Tokayev" "Qasym-Zhomart Toqaev"'))
@click.argument("entities", nargs=-1, required=True, metavar="A B...")
@_noting
def merge(entities: tuple[str, ...], **noted: Any) -> None:
    """Say that two entities or more are one; the first keeps its id."""
    _note("merge", lambda graph: [_entity(graph, name) for name in entities], **noted)


@correct.command("not-same", epilog=example('newsweave correct not-same "George Bush" "George W. Bush"'))
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@_noting
def not_same(left: str, right: str, **noted: Any) -> None:
    """Say that two entities are two, also when new articles would join them."""
    _note("not-same", lambda graph: [_entity(graph, left), _entity(graph, right)], **noted)


@correct.command(epilog=example("newsweave correct mentions Bush", "newsweave correct split Bush bush.txt:1042"))
@click.argument("entity", metavar="E")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@_noting
def split(entity: str, mentions: tuple[str, ...], **noted: Any) -> None:
    """Say that some mentions of an entity are of another.

    MENTION is a document, by file, id or title, for all mentions in it, or one mention as FILE:OFFSET; newsweave
    correct mentions lists them.
    """

    def targets(graph: "Graph") -> "list[Target]":
        from newsweave.graph.corrections.anchor import mentions_target  # noqa: PLC0415 - --help needs no room

        return [_entity(graph, entity), mentions_target(graph, graph.find(entity), mentions)]

    _note("split", targets, **noted)


@correct.command(epilog=example("newsweave correct retype Twitter ORG"))
@click.argument("entity", metavar="E")
@click.argument("kind", metavar="KIND")
@_noting
def retype(entity: str, kind: str, **noted: Any) -> None:
    """Say of which kind an entity is: PERSON, ORG, PLACE, NORP, EVENT, WORK, PRODUCT or LAW."""
    _note("retype", lambda graph: [_entity(graph, entity)], kind.upper(), **noted)


@correct.command(epilog=example('newsweave correct relabel Toqaev "Kassym-Jomart Tokayev"'))
@click.argument("entity", metavar="E")
@click.argument("name", metavar="NAME")
@_noting
def relabel(entity: str, name: str, **noted: Any) -> None:
    """Say what an entity is called; its other names and its id stay."""
    _note("relabel", lambda graph: [_entity(graph, entity)], name, **noted)


@correct.command(epilog=example("newsweave correct link Kazakhstan Q232", "newsweave correct link Acme lei:5493001"))
@click.argument("entity", metavar="E")
@click.argument("identifier", metavar="ID")
@_noting
def link(entity: str, identifier: str, **noted: Any) -> None:
    """Say what an entity is elsewhere: Q232 of Wikidata, digits of GeoNames, or scheme:id."""
    from newsweave.graph.corrections import correction as corrections  # noqa: PLC0415 - as above

    _note("link", lambda graph: [_entity(graph, entity)], corrections.identifier(identifier), **noted)


@correct.command(epilog=example('newsweave correct reject sf335d73dd929d129 --note "he only wants the post"'))
@click.argument("item", metavar="ID")
@_noting
def reject(item: str, **noted: Any) -> None:
    """Say that the sentences of a statement, event or quote do not say so.

    What another sentence says, now or later, stays.
    """

    def targets(graph: "Graph") -> "list[Target]":
        from newsweave.graph.corrections.anchor import item_target  # noqa: PLC0415 - as above

        return [item_target(graph, graph.item(item))]

    _note("reject", targets, **noted)


@correct.command(epilog=example("newsweave correct undo 3"))
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@_noting
def undo(number: int, **noted: Any) -> None:
    """Undo the Nth correction of newsweave correct list; an undoing can be undone as well."""
    listed = ledger_of(dict(noted)).read()
    if number > len(listed):
        cure = "newsweave correct list shows them"
        raise NewsweaveError(f"correction {number}", f"there are {len(listed)}", cure)
    _note("undo", None, listed[number - 1].id, **noted)


@correct.command("list", epilog=example("newsweave correct list --log corrections.jsonl"))
@ledger_options(graph=False)
def show(**where: Any) -> None:
    """List the corrections, oldest first; those that are undone stand in brackets."""
    from newsweave.graph.corrections.correction import Action, in_force  # noqa: PLC0415 - as above

    listed = ledger_of(where).read()
    numbers = {each.id: number for number, each in enumerate(listed, 1)}
    counting = {each.id for each in in_force(listed)}
    for number, each in enumerate(listed, 1):
        undoing = each.action is Action.UNDO
        words = str(each).replace(str(each.value), str(numbers.get(str(each.value), each.value))) if undoing else each
        line = f"{number:>4}  {words}"
        click.echo(safe(line if undoing or each.id in counting else f"{number:>4}  [{words}]"))


@correct.command(epilog=example("newsweave correct mentions Toqaev --graph out"))
@click.argument("entity", metavar="E")
@ledger_options(graph=True, log=False)
def mentions(entity: str, **where: Any) -> None:
    """List the mentions of an entity, as split takes them, with their sentences."""
    from newsweave.graph.corrections.anchor import mention_names  # noqa: PLC0415

    graph = loaded(ledger_of(where).graph)
    for mention in graph.mentions(graph.find(entity)):
        sentence = " ".join(graph.words(mention.sentence).split())
        click.echo(safe(f"{mention_names(graph, mention)[-1]}  {mention.text}: {sentence}"))


@correct.command(epilog=example("newsweave correct export reviewed.jsonl", "newsweave correct export -"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True))
@ledger_options(graph=False)
def export(file: Any, **where: Any) -> None:
    """Write the log in order, each line once: a file to review, to keep or to give away; - for standard output."""
    from newsweave.graph.corrections.log import write_log  # noqa: PLC0415 - as above

    file.write(write_log(ledger_of(where).read()))


@correct.command("import", epilog=example("newsweave correct import reviewed.jsonl"))
@click.argument("file", type=click.File("r", encoding="utf-8"))
@ledger_options(graph=False)
def take(file: Any, **where: Any) -> None:
    """Take in the lines of another log; those that are there already are left out."""
    from newsweave.graph.corrections.log import read_log  # noqa: PLC0415 - as above

    ledger = ledger_of(where)
    known = {each.id for each in ledger.read()}
    new = [each for each in read_log(file, file.name) if each.id not in known]
    ledger.append(new)
    click.echo(f"{len(new)} taken into {ledger.name}", err=True)


# --- what the commands share


def _entity(graph: "Graph", name: str) -> "Target":
    from newsweave.graph.corrections.anchor import entity_target  # noqa: PLC0415 - as above

    return entity_target(graph, graph.find(name))


def _note(
    action: str,
    targets: "Callable[[Graph], list[Target]] | None",
    value: str | None = None,
    *,
    by: str | None,
    note: str | None,
    **where: Any,
) -> None:
    """Write one correction, and tell if it goes against another."""
    from newsweave.graph.corrections.correction import Action, make_correction  # noqa: PLC0415 - as above

    ledger: Ledger = ledger_of(where)
    found = targets(loaded(ledger.graph)) if targets else []
    listed = ledger.read()
    at = next_moment(listed[-1].at if listed else "")
    made = make_correction(Action(action), *found, at=at, by=by or getpass.getuser(), value=value, note=note)
    for other in _against(made, listed):
        click.echo(safe(f"it goes against: {other}"), err=True)
    ledger.append([made])
    click.echo(safe(f"{made}"))
    click.echo(f"written to {ledger.name}; {ledger.replayed}", err=True)


def _against(made: "Correction", listed: "tuple[Correction, ...]") -> "list[Correction]":
    """List the corrections in force that say of the same two that they are one, or that they are not."""
    from newsweave.graph.corrections.correction import Action, in_force  # noqa: PLC0415 - as above

    opposite = {Action.MERGE: Action.NOT_SAME, Action.NOT_SAME: Action.MERGE}.get(made.action)
    names = {(target.kind, target.name) for target in made.targets}
    return [
        each
        for each in in_force(listed)
        if each.action is opposite and len(names & {(target.kind, target.name) for target in each.targets}) > 1
    ]
