"""The ontology as a page to read: `docs/ontology.md`, made from `ontology.toml`.

To make the page anew: `python -m newsweave.graph.ontology.page docs/ontology.md`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsweave.config import ONTOLOGY
from newsweave.graph.ontology.terms import Article, EventType, Predicate, articles, event_types, predicates, table
from newsweave.types import Kind

_HEAD = f"""# The ontology

The words that a graph is made of: **predicates** tie two entities in a state that holds, **event types** tell what
happened. Everything else (who says so, how surely, when, how many) stands beside them as evidence. This page is made
from [`ontology.toml`](../newsweave/graph/ontology/ontology.toml); the same as RDF, with prefix `nw:` for
`{ONTOLOGY}`, is [`ontology.ttl`](../newsweave/graph/ontology/ontology.ttl).

Each term has an example and, behind the arrow, what it gives. The sentences are from articles of Wikinews (Creative
Commons Attribution 2.5) and one of RFE/RL, which is RFE/RL's and is quoted here, or made up where none of these had
one; the articles are listed at the end.

A statement or event is kept with every sentence that says so. Each time it is said has a claimant (nobody: the paper
itself), a modality (asserted, planned, possible, hypothetical, demanded), a polarity (affirmed or denied), and the
times and numbers given there: "18 killed, says the ministry; dozens, say police" is one event with two claims.
"""
_PREDICATES = """
## Predicates

A predicate is read from its subject to its object. *Same as* and *near to* name properties of
[Wikidata](https://www.wikidata.org) and [schema.org](https://schema.org).
"""
_EVENTS = """
## Event types

The first sixteen are those of [PLOVER](https://github.com/openeventdata/PLOVER), the others are ours. CAMEO is the
two-digit root code of the older event ontology, where one fits. An event is a `sem:Event` of the
[Simple Event Model](https://semanticweb.cs.vu.nl/2009/11/sem/) with agents, patients, recipients, a place,
instruments, a time and numbers.
"""
_TERMS = """
## Terms of the RDF

What the RDF is written in beside predicates and event types; vocabularies of others (schema.org, SKOS, SEM, PROV-O,
NIF) do the rest.
"""
_KINDS = {
    Kind.PERSON: "person",
    Kind.ORG: "organisation",
    Kind.PLACE: "place",
    Kind.NORP: "group",
    Kind.EVENT: "named event",
    Kind.WORK: "work",
    Kind.PRODUCT: "product",
    Kind.LAW: "law",
}


def ontology_page() -> str:
    """Write the whole page as Markdown."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield _HEAD
    yield _PREDICATES
    yield from map(_predicate, predicates())
    yield _EVENTS
    types = sorted(event_types(), key=lambda event: (not event.plover, event.name))
    yield from map(_event, types)
    yield _TERMS
    rows = table()
    for title, room in (("Classes", "classes"), ("Properties", "properties"), ("Values", "individuals")):
        yield f"\n### {title}\n\n| term | meaning | example |\n|---|---|---|\n"
        yield from (_row(name, row) for name, row in sorted(rows[room].items()))
    yield "\n## Sources of the examples\n\n"
    yield from (f"- {_source(article)}\n" for _, article in sorted(articles().items()))


def _predicate(predicate: Predicate) -> str:
    ends = f"{_kinds(predicate.domain)} → {_kinds(predicate.range)}"
    holds = ["holds both ways"] if predicate.symmetric else []
    broader = [f"a kind of `{predicate.broader}`"] if predicate.broader else []
    inverse = [f"the other way round: `{predicate.inverse}`"] if predicate.inverse else []
    facts = "; ".join([ends, *broader, *holds, *inverse, *_mappings(predicate)])
    return _section(predicate.name, predicate.definition, facts, predicate.example, predicate.gives, predicate.source)


def _mappings(predicate: Predicate) -> Iterator[str]:
    if predicate.wikidata:
        near = "same as" if predicate.exact else "near to"
        links = (f"[{number}](https://www.wikidata.org/wiki/Property:{number})" for number in predicate.wikidata)
        yield f"{near} Wikidata {', '.join(links)}"
    if predicate.schema:
        yield f"near to [schema:{predicate.schema}](https://schema.org/{predicate.schema})"


def _event(event: EventType) -> str:
    source = "PLOVER" if event.plover else "ours"
    facts = f"{source}{f'; CAMEO {event.cameo}' if event.cameo else ''}; `nw:{event.name.capitalize()}`"
    return _section(event.name, event.definition, facts, event.example, event.gives, event.source)


def _section(name: str, definition: str, facts: str, example: str, gives: str, source: str | None) -> str:
    said = f"{articles()[source].publisher}, “{_plain(articles()[source].title)}”" if source else "made up"
    return f"\n### {name}\n\n{definition}\n\n{facts}\n\n> {_plain(example)} ({said})  \n> ⇒ {_plain(gives)}\n"


def _source(article: Article) -> str:
    title = f"[{_plain(article.title)}]({article.url})" if article.url else _plain(article.title)
    return f"{article.publisher}, {article.published}: {title}"


def _row(name: str, row: dict[str, Any]) -> str:
    close = ", ".join([*([f"schema:{row['schema']}"] if "schema" in row else []), *row.get("close", ())])
    near = f" Near to {close}." if close else ""
    wider = f" Within {row['sub']}." if "sub" in row else ""
    return f"| `{name}` | {_plain(row['definition'])}{near}{wider} | {_plain(row['example'])} |\n"


def _kinds(kinds: Iterable[Kind]) -> str:
    return ", ".join(_KINDS[kind] for kind in kinds)


def _plain(words: str) -> str:
    r"""Keep Markdown from reading signs in the words.

    >>> print(_plain("#hash | *star*"))
    \#hash \| \*star\*
    """
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in words)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ontology_page(), encoding="utf-8")
