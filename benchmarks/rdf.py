"""How fast RDF is written, and in how much memory, on a made-up graph of about a million triples.

    python benchmarks/rdf.py [--triples 1000000] [--rdflib 100000]

Ours goes from a graph to bytes, in CPU seconds. Beside it, in the same run: pyoxigraph and rdflib, which serialise the
same statements as objects that are in memory beforehand; pyoxigraph with the making of those objects; and ours with its
blocks of text in memory beforehand, as theirs are. rdflib is given a tenth, because a million as Turtle takes it
minutes; its seconds grow faster than the number, so that favours it. Memory is the most that writing a graph adds to
the process, with a tenth of the triples and with all.
"""

import argparse
import gc
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyoxigraph

from newsweave import usage
from newsweave.config import Config, Provenance
from newsweave.exports.rdf import quads, text, triples, write_rdf
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.statements import named, whole
from newsweave.exports.rdf.syntaxes import SYNTAXES
from newsweave.exports.rdf.terms import PREFIXES
from newsweave.graph import Graph
from newsweave.ids import canonical_id, content_id, make_document
from newsweave.types import (
    Cluster,
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Form,
    Kind,
    Mention,
    Participant,
    Role,
    RoleFiller,
    Span,
    Statement,
    Value,
    ValueKind,
)

_TIMES_RDFLIB, _TIMES_PYOXIGRAPH, _TIMES_FROM_GRAPH, _GROWTH = 10.0, 2.0, 6.0, 64  # limits; the last in MB
_SENTENCE = "{0} of Norburg, the {1} of {2}, said on January 5 that police arrested 18 people in {3}.\n"
_SENTENCES = 20
_A_DOCUMENT = 2_800  # triples, about


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rdflib", type=int, default=100_000)
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)  # what a child measures
    options = parser.parse_args()
    if options.memory:
        print(json.dumps(_memory(options.memory)))
        return 0
    failed = [*_speed(options.triples, options.rdflib), *_growth(options.triples)]
    for line in failed:
        print(f"FAILED: {line}")
    return 1 if failed else 0


def _speed(number: int, few: int) -> Iterable[str]:
    graph, small = make_graph(number), make_graph(few)
    print(f"{'syntax':<9} {'writer':<34} {'statements':>10} {'seconds':>8} {'a million':>9}")
    for name, level, make in (("nquads", Provenance.GRAPHS, quads), ("turtle", Provenance.STATEMENTS, triples)):
        config = Config(provenance=level)
        statements, tenth = list(make(graph, config)), list(make(small, config))
        job = _timed(name, "newsweave, graph to bytes", len(statements), _whole(graph, name, config))
        held = _timed(name, "newsweave, text in memory", len(statements), _blocks(graph, name, config))
        theirs = _timed(name, "pyoxigraph, statements in memory", len(statements), _pyoxigraph(statements, name))
        _timed(name, "pyoxigraph, graph to bytes", len(statements), _pyoxigraph_whole(make, graph, config, name))
        quick = _timed(name, "newsweave, graph to bytes", len(tenth), _whole(small, name, config))
        slow = _timed(name, "rdflib, statements in memory", len(tenth), _rdflib(tenth, name), times=1)
        print(
            f"{name:<9} rdflib / newsweave {slow / quick:.1f}; newsweave / pyoxigraph: "
            f"from the graph {job / theirs:.2f}, from memory {held / theirs:.2f}"
        )
        if slow / quick < _TIMES_RDFLIB:
            yield f"{name}: only {slow / quick:.1f} times as fast as rdflib"
        if held / theirs > _TIMES_PYOXIGRAPH:
            yield f"{name}: {held / theirs:.2f} times as slow as pyoxigraph, both from memory"
        if job / theirs > _TIMES_FROM_GRAPH:
            yield f"{name}: from the graph {job / theirs:.2f} times as slow as pyoxigraph from memory"


def _growth(number: int) -> Iterable[str]:
    """Measure memory in fresh processes."""
    for syntax in ("nquads", "turtle"):
        grown = []
        for size in (number // 10, number):
            command = [sys.executable, __file__, "--memory", str(size)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            grown.append(told[syntax])
            print(f"memory    {syntax}: {size:,} triples, graph {told['graph']} MB, writing adds {told[syntax]} MB")
        if grown[1] - grown[0] > _GROWTH:
            yield f"{syntax}: writing adds {grown[1] - grown[0]} MB more for ten times the triples"


def _memory(number: int) -> dict[str, int]:
    """Tell the MB that a graph takes, and what writing it adds at most."""
    graph = make_graph(number)
    for index in (graph.entities, graph.statements, graph.events, graph.quotes):
        index()  # built once, whoever asks first
    told = {"graph": usage.peak() >> 20}
    for name, level in (("nquads", Provenance.GRAPHS), ("turtle", Provenance.STATEMENTS)):
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew at what is in use
        before = usage.peak()
        write_rdf(graph, _Nowhere(), Config(provenance=level), SYNTAXES[name])
        told[name] = (usage.peak() - before) >> 20
    return told


def _timed(name: str, writer: str, number: int, run: Callable[[], object], times: int = 3) -> float:
    """Take the best of some runs, and tell it."""
    took = min(_seconds(run) for _ in range(times))
    print(f"{name:<9} {writer:<34} {number:>10,} {took:>8.2f} {took / number * 1e6:>9.2f}")
    return took


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    run()
    return time.process_time() - began


def _whole(graph: Graph, name: str, config: Config) -> Callable[[], None]:
    return lambda: write_rdf(graph, _Nowhere(), config, SYNTAXES[name])


def _blocks(graph: Graph, name: str, config: Config) -> Callable[[], None]:
    pen = Pen(config.base, short=name == "turtle")
    blocks = list(whole(graph, config, pen))
    if name == "nquads":
        blocks = [block for _, said in named(graph, config, pen) for block in said]
    return lambda: text.write_blocks(blocks, _Nowhere())


def _pyoxigraph(statements: Iterable[Any], name: str) -> Callable[[], object]:
    return lambda: pyoxigraph.serialize(statements, cast(Any, _Nowhere()), SYNTAXES[name].format, prefixes=PREFIXES)


def _pyoxigraph_whole(
    make: Callable[[Graph, Config], Iterable[Any]], graph: Graph, config: Config, name: str
) -> Callable[[], object]:
    def run() -> object:  # makes the statements anew each time
        return _pyoxigraph(make(graph, config), name)()

    return run


def _rdflib(statements: list[Any], name: str) -> Callable[[], None]:
    import rdflib  # noqa: PLC0415 - for comparison alone

    data = io.BytesIO()
    pyoxigraph.serialize(statements, data, SYNTAXES[name].format)
    form = "nquads" if name == "nquads" else "turtle"
    graph = rdflib.Dataset() if name == "nquads" else rdflib.Graph()
    graph.parse(data=data.getvalue(), format=form)
    return lambda: cast(None, graph.serialize(cast(Any, _Nowhere()), format=form, encoding="utf-8"))


class _Nowhere(io.RawIOBase, BinaryIO):
    """A stream that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def make_graph(number: int) -> Graph:
    """Make a graph of about so many triples: documents of twenty sentences over a shared set of entities."""
    documents = max(1, number // _A_DOCUMENT)
    extractions = [_extraction(index, documents) for index in range(documents)]
    members: dict[str, list[str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            members.setdefault(canonical_id(entity.kind, entity.name), []).append(entity.id)
    clusters = tuple(Cluster(id=identifier, members=tuple(local)) for identifier, local in members.items())
    return Graph(extractions=tuple(extractions), clusters=clusters)


def _extraction(index: int, documents: int) -> Extraction:
    names = [[f"Person {(index * 7 + line * 13) % (documents * 3 + 20)}", "mayor", f"Land {(index + line) % 40}",
              f"Town {(index * 3 + line) % 400}"] for line in range(_SENTENCES)]  # fmt: skip
    lines = [_SENTENCE.format(*each) for each in names]
    document = make_document("".join(lines), title=f"Article {index}", publisher="The Example")
    parts = [_line(document, sum(map(len, lines[:line])), lines[line], names[line]) for line in range(_SENTENCES)]
    entities = {entity.id: entity for found, *_ in parts for entity in found}
    return Extraction(
        document=document,
        pipeline="made@1",
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        mentions=tuple(mention for _, mentions, *_ in parts for mention in mentions),
        statements=tuple(statement for *_, statements, _ in parts for statement in statements),
        events=tuple(event for *_, event in parts),
    )


def _line(
    document: Document, start: int, text: str, names: list[str]
) -> tuple[list[Entity], list[Mention], list[Statement], Event]:
    """Find in one line its entities, mentions, statements and the event."""

    def place(words: str) -> Span:
        at = start + text.index(words)
        return Span(document=document.id, start=at, end=at + len(words))

    sentence = Span(document=document.id, start=start, end=start + len(text) - 1)
    kinds = {names[0]: Kind.PERSON, "Norburg": Kind.PLACE, names[2]: Kind.PLACE, names[3]: Kind.PLACE}
    entities = {name: _entity(document, kind, name) for name, kind in kinds.items()}
    mentions = [_mention(entity, place(name), sentence) for name, entity in entities.items()]
    person, home, land, town = entities.values()
    said = Evidence(sentence=sentence, trigger=place(names[1]), extractor="made@1", score=0.9)
    statements = [
        _statement(document, person, "position_in", land, said, names[1]),
        _statement(document, person, "resident_of", home, said, None),
        _statement(document, town, "located_in", land, said, None),
    ]
    count = Value(kind=ValueKind.QUANTITY, text="18", span=place("18"), low=18, high=18, unit="people", role="arrested")
    claimant = Participant(text=person.name, span=place(names[0]), entity=person.id)
    told = Evidence(
        sentence=sentence, trigger=place("arrested"), claimant=claimant, values=(count,), extractor="made@1", score=0.8
    )
    roles = (
        RoleFiller(role=Role.AGENT, participant=Participant(text="police", span=place("police"))),
        RoleFiller(role=Role.PATIENT, participant=Participant(text="18 people", span=place("18 people"))),
        RoleFiller(role=Role.PLACE, participant=Participant(text=town.name, span=place(names[3]), entity=town.id)),
    )
    event = Event(
        id=content_id("v", document.id, start),
        type="ARREST",
        trigger=place("arrested"),
        lemma="arrest",
        roles=roles,
        quantities=(count,),
        evidence=(told,),
    )
    return list(entities.values()), mentions, statements, event


def _entity(document: Document, kind: Kind, name: str) -> Entity:
    return Entity(id=content_id("e", document.id, kind, name), kind=kind, name=name, names=((name, 1),))


def _mention(entity: Entity, span: Span, sentence: Span) -> Mention:
    return Mention(
        span=span, text=entity.name, kind=entity.kind, form=Form.NAMED, sentence=sentence, head=span, entity=entity.id
    )


def _statement(
    document: Document,
    subject: Entity,
    predicate: str,
    object: Entity,  # noqa: A002 - the word of RDF
    evidence: Evidence,
    role: str | None,
) -> Statement:
    return Statement(
        id=content_id("s", document.id, subject.id, predicate, object.id, role, evidence.sentence.start),
        subject=subject.id,
        predicate=predicate,
        object=object.id,
        role=role,
        evidence=(evidence,),
    )


if __name__ == "__main__":
    sys.exit(main())
