"""FollowTheMoney: entities as JSON lines, for Aleph and OpenAleph (https://followthemoney.tech).

    {"id": "person-...", "schema": "Person", "properties": {"name": ["Antony Blinken"], "proof": ["d..."]}}

Persons, organisations, places and named events; what some source asserts of them, each with the articles that say so
as `proof` and the sentence as `summary`; and the articles, without their text. The model has no place for who claims
or denies what: claims that no source itself asserts are left out, and so are groups, works, products and laws.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from newsweave.config import Config
from newsweave.exports.labels import event_words, predicate_words
from newsweave.graph import Graph
from newsweave.graph.events.values import days
from newsweave.ids import content_id
from newsweave.types import Document, Entity, Event, Evidence, Kind, Role, Statement, ValueKind

_SCHEMAS = {Kind.PERSON: "Person", Kind.ORG: "Organization", Kind.PLACE: "Address", Kind.EVENT: "Event"}
_LEGAL = (Kind.PERSON, Kind.ORG)
_LANGUAGES = {"en": "eng"}  # ISO 639-3, as the model has them
_COUNTRIES = {"SU": "suhh"}  # the model takes ISO 3166-1 alpha-2, and four letters for states that are no more
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Edge:
    """How the model says a predicate: the schema, what it calls the two ends, and of what kinds they may be."""

    schema: str
    subject: str
    object: str
    subjects: tuple[Kind, ...] = (Kind.PERSON,)
    objects: tuple[Kind, ...] = (Kind.PERSON,)
    role: str = "role"


_FAMILY = _Edge("Family", "person", "relative", role="relationship")
_EDGES = {
    "position_in": _Edge("Employment", "employee", "employer", objects=(Kind.ORG,)),
    "member_of": _Edge("Membership", "member", "organization", _LEGAL, (Kind.ORG,)),
    "predecessor_of": _Edge("Succession", "predecessor", "successor", _LEGAL, _LEGAL),
    "successor_of": _Edge("Succession", "successor", "predecessor", _LEGAL, _LEGAL),
    "spouse_of": _FAMILY,
    "parent_of": _FAMILY,
    "child_of": _FAMILY,
    "sibling_of": _FAMILY,
    "relative_of": _FAMILY,
}
_OTHER = _Edge("UnknownLink", "subject", "object", tuple(_SCHEMAS), tuple(_SCHEMAS))


@dataclass(slots=True)
class _Proxy:
    """One line: an entity of the model."""

    id: str
    schema: str
    properties: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, name: str, *values: str | None) -> None:
        """Add values, each once; nothing for None and for what is blank."""
        for value in values:
            if value and value.strip():
                self.properties[name][_SURROGATE.sub("\ufffd", value)] = None

    def line(self) -> bytes:
        """Write it."""
        properties = {name: list(values) for name, values in sorted(self.properties.items())}
        data: dict[str, Any] = {"id": self.id, "schema": self.schema, "properties": properties}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_ftm(graph: Graph, stream: BinaryIO, _config: Config | None = None) -> None:
    """Write a graph as entities of FollowTheMoney, one a line: articles, entities, then what ties them."""
    for proxy in _proxies(graph):
        stream.write(proxy.line())


def _proxies(graph: Graph) -> Iterator[_Proxy]:
    yield from map(_article, graph.documents())
    entities = {each.id: each for each in graph.entities() if each.kind in _SCHEMAS}
    for entity in entities.values():
        yield _thing(graph, entity)
    for statement in graph.statements():
        if statement.asserted and statement.subject in entities and statement.object in entities:
            yield _tie(graph, statement, entities[statement.subject], entities[statement.object])
    for event in graph.events():
        if any(evidence.asserted for evidence in event.evidence):
            yield _event(graph, event, entities)


def _article(document: Document) -> _Proxy:
    proxy = _Proxy(document.id, "Article")
    proxy.add("title", document.title)
    proxy.add("fileName", document.source)
    proxy.add("author", document.author)
    proxy.add("publisher", document.publisher)
    proxy.add("publishedAt", document.published.isoformat() if document.published else None)
    proxy.add("language", _LANGUAGES.get(document.language.partition("-")[0]))
    proxy.add("sourceUrl", document.url if _ADDRESS.fullmatch(document.url or "") else None)
    return proxy


def _thing(graph: Graph, entity: Entity) -> _Proxy:
    proxy = _Proxy(entity.id, _SCHEMAS[entity.kind])
    proxy.add("name", entity.name)
    proxy.add("alias", *(name for name, _ in entity.names if name != entity.name))
    proxy.add("country", _COUNTRIES.get(entity.country or "", (entity.country or "").lower()))
    proxy.add("wikidataId", *(link.id for link in entity.links if link.accepted and link.scheme == "wikidata"))
    proxy.add("proof", *(mention.span.document for mention in graph.mentions(entity)))
    if entity.kind is Kind.PLACE:
        proxy.add("full", entity.name)
    return proxy


def _tie(graph: Graph, statement: Statement, subject: Entity, other: Entity) -> _Proxy:
    """Write a statement as the model says it, or else as a link of which it knows no more."""
    edge = _EDGES.get(statement.predicate, _OTHER)
    if subject.kind not in edge.subjects or other.kind not in edge.objects:
        edge = _OTHER
    proxy = _Proxy(statement.id, edge.schema)
    proxy.add(edge.subject, subject.id)
    proxy.add(edge.object, other.id)
    words = statement.role or predicate_words(statement.predicate)[0]
    proxy.add(edge.role, f"former {words}" if statement.former else words)
    proxy.add("startDate", _date(statement.since))
    proxy.add("endDate", _date(statement.until))
    _prove(graph, proxy, statement.evidence)
    return proxy


def _event(graph: Graph, event: Event, entities: dict[str, Entity]) -> _Proxy:
    proxy = _Proxy(content_id("v", event.id), "Event")
    proxy.add("name", f"{event_words(event.type)[0]}: {graph.words(event.trigger)}")
    for filler in event.roles:
        who = entities.get(filler.participant.entity or "")
        if filler.role is Role.PLACE:
            proxy.add("location", who.name if who else filler.participant.text)
        elif who and who.kind in _LEGAL:
            proxy.add("involved", who.id)
    if event.time and event.time.kind is ValueKind.DATE and days(event.time):
        proxy.add("endDate" if event.time.end else "date", _date(event.time.end or event.time.start))
        proxy.add("startDate", _date(event.time.start) if event.time.end else None)
    _prove(graph, proxy, event.evidence)
    return proxy


def _prove(graph: Graph, proxy: _Proxy, evidence: tuple[Evidence, ...]) -> None:
    """Add the articles that assert it, and their sentences."""
    for each in evidence:
        if each.asserted:
            proxy.add("proof", each.sentence.document)
            proxy.add("summary", " ".join(graph.words(each.sentence).split()))


def _date(said: str | None) -> str | None:
    """Give a date as exactly as the model has them: to the day."""
    found = _DATE.match(said or "")
    return found[0] if found else None
