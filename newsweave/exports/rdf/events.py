"""Events as RDF: the Simple Event Model (SEM), and a claim for everything that each claimant says of each.

An event is a node, whether it happened, is denied or only planned: `nw:status` says which. What stands at the node
itself a source asserts; what is reported, denied, planned or possible, roles, times and numbers alike, stands in
claims alone. How many were killed, according to whom:

    SELECT ?number ?who WHERE {
      ?claim rdf:subject ?event ; rdf:predicate nw:quantity ; rdf:object ?quantity .
      ?quantity nw:tells "killed" ; rdfs:label ?number .
      OPTIONAL { ?claim nw:attributedTo/rdfs:label ?name } OPTIONAL { ?claim nw:claimantText ?words }
      BIND (COALESCE(?name, ?words, "the paper") AS ?who) }
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode, Triple

from newsweave.exports.labels import statuses
from newsweave.exports.rdf.claims import claim
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import Pair, Term, about, term, text, when
from newsweave.graph.values import days, tellers, told
from newsweave.types import Event, Evidence, Precision, Role, Value, ValueKind

_ROLES = {Role.PLACE: "sem:hasPlace"}  # the others are terms of ours
_ACTORS = frozenset({term(f"nw:{role}") for role in (Role.AGENT, Role.PATIENT, Role.RECIPIENT)})


@dataclass(frozen=True, slots=True)
class _Detail:
    """One thing that is said of an event, and the evidence that says it."""

    predicate: NamedNode
    value: Term
    evidence: tuple[Evidence, ...]


def events(scene: Scene) -> Iterator[Triple]:
    """Write each event: at its node what a source asserts, then a claim for each detail and each evidence."""
    for event in scene.part.events:
        subject, details = scene.names("event", event.id), _details(scene, event)
        yield from about(subject, (term("rdf:type"), term("sem:Event")), *_asserted(details), *_words(scene, event))
        for detail in details if scene.evidence else ():
            for evidence in detail.evidence:
                yield from claim(scene, event.id, (subject, detail.predicate, detail.value), evidence)


def event_class(name: str) -> NamedNode:
    """Name the class of an event type.

    >>> event_class("REQUEST").value.rpartition("#")[2]
    'Request'
    """
    return term(f"nw:{name.capitalize()}")


def _words(scene: Scene, event: Event) -> Iterator[Pair]:
    yield term("rdfs:label"), text(_label(scene, event), scene.language(event.trigger))
    for status in statuses(event.evidence):
        yield term("nw:status"), term(f"nw:{status.capitalize()}")


def _label(scene: Scene, event: Event) -> str:
    """Put an event in a few words: who, what, whom."""
    who = [each.participant.text for each in event.roles if each.role is Role.AGENT]
    whom = [each.participant.text for each in event.roles if each.role is Role.PATIENT]
    said = ", ".join(who), scene.words(event.trigger), ", ".join(whom)
    return " ".join(part for part in said if part)


def _asserted(details: list[_Detail]) -> Iterator[Pair]:
    """Give the details that some source itself asserts; who takes part is an actor of SEM too."""
    for detail in details:
        if any(evidence.asserted for evidence in detail.evidence):
            yield detail.predicate, detail.value
            if detail.predicate in _ACTORS:
                yield term("sem:hasActor"), detail.value


def _details(scene: Scene, event: Event) -> list[_Detail]:
    """List what is said of an event, each thing once: its class, its roles, its times and numbers."""
    said: dict[tuple[NamedNode, Term], tuple[Evidence, ...]] = {}
    said[term("rdf:type"), event_class(event.type)] = event.evidence
    for filler in event.roles:
        if who := scene.participant(filler.participant):
            role = term(_ROLES.get(filler.role, f"nw:{filler.role}"))
            told_by = tellers(event, filler.participant.span)
            said[role, who] = tuple(dict.fromkeys((*said.get((role, who), ()), *told_by)))
    for evidence in event.evidence:
        for value in told(event, evidence):
            for pair in _measured(scene, value):
                said[pair] = tuple(dict.fromkeys((*said.get(pair, ()), evidence)))
    for value in (*((event.time,) if event.time else ()), *event.quantities):
        for pair in _measured(scene, value):
            said.setdefault(pair, tellers(event, value.span))  # no mention of its own tells it
    return [_Detail(predicate, value, evidence) for (predicate, value), evidence in said.items()]


def _measured(scene: Scene, value: Value) -> Iterator[tuple[NamedNode, Term]]:
    if value.kind is ValueKind.DATE:
        yield from ((term(name), stamp) for name, said in _times(value) if (stamp := when(said)))
    else:
        yield term("nw:quantity"), scene.quantity(value.span)


def _times(value: Value) -> Iterator[tuple[str, str | date | None]]:
    """Name the time stamps of a date: one, or the two ends of an interval or a week."""
    found = days(value)
    if found and _is_week(value):
        yield "sem:hasBeginTimeStamp", found[0]
        yield "sem:hasEndTimeStamp", found[1]
    elif value.end:
        yield "sem:hasBeginTimeStamp", value.start
        yield "sem:hasEndTimeStamp", value.end
    else:
        yield "sem:hasTimeStamp", value.start


def _is_week(value: Value) -> bool:
    return value.precision is Precision.WEEK or any("W" in said for said in (value.start or "", value.end or ""))
