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

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from newsweave.exports.labels import statuses
from newsweave.exports.rdf.claims import claim_digest, described, voice
from newsweave.exports.rdf.literals import when
from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.survey import place
from newsweave.graph.events.values import days, told
from newsweave.types import Event, Evidence, Precision, Role, Span, Value, ValueKind

_ROLES = {role: "sem:hasPlace" if role is Role.PLACE else f"nw:{role}" for role in Role}
_ACTORS = frozenset(_ROLES[role] for role in (Role.AGENT, Role.PATIENT, Role.RECIPIENT))

# What is said of an event: predicate, and what tells the object from others; the object, and the numbers of the
# evidence that says so.
_Details = dict[tuple[str, str], tuple[str, list[int]]]


def events(scene: Scene) -> Iterator[str]:
    """Write each event: at its node what a source asserts, then a claim for each detail and each evidence."""
    pen = scene.pen
    for event in scene.part.events:
        subject, details = pen.node("event", event.id), _details(scene, event)
        said = [*pen.is_a("sem:Event"), *_asserted(scene, event, details), *_words(scene, event)]
        yield pen.block(subject, said)
        if scene.evidence:
            yield from _claims(scene, event, subject, details)


def _claims(scene: Scene, event: Event, subject: str, details: _Details) -> Iterator[str]:
    pen, (before, after) = scene.pen, scene.pen.family("statement", event.id)
    voices = [(voice(evidence), scene.standing(evidence)) for evidence in event.evidence]
    for content, (value, tellers) in details.items():
        what = described(scene, subject, content[0], value)
        for number in tellers:
            said, standing = voices[number]
            yield pen.lines(f"{before}{claim_digest(content, said)}{after}", what + standing)


@cache
def event_class(name: str) -> str:
    """Name the class of an event type.

    >>> event_class("REQUEST")
    'nw:Request'
    """
    return f"nw:{name.capitalize()}"


def _words(scene: Scene, event: Event) -> list[str]:
    label = scene.pen.text("rdfs:label", _label(scene, event), scene.language(event.trigger))
    return [label, *(scene.pen.name("nw:status", f"nw:{status.capitalize()}") for status in statuses(event.evidence))]


def _label(scene: Scene, event: Event) -> str:
    """Put an event in a few words: who, what, whom."""
    who = [each.participant.text for each in event.roles if each.role is Role.AGENT]
    whom = [each.participant.text for each in event.roles if each.role is Role.PATIENT]
    said = ", ".join(who), scene.words(event.trigger), ", ".join(whom)
    return " ".join(part for part in said if part)


def _asserted(scene: Scene, event: Event, details: _Details) -> Iterator[str]:
    """Give the details that some source itself asserts; who takes part is an actor of SEM too."""
    asserted = {number for number, evidence in enumerate(event.evidence) if evidence.asserted}
    for (predicate, _), (value, tellers) in details.items() if asserted else ():
        if not asserted.isdisjoint(tellers):
            yield scene.pen.pair(predicate, value)
            if predicate in _ACTORS:
                yield scene.pen.pair("sem:hasActor", value)


def _details(scene: Scene, event: Event) -> _Details:
    """List what is said of an event, each thing once: its class, its roles, its times and numbers."""
    kind = event_class(event.type)
    said: _Details = {("rdf:type", kind): (scene.pen.term(kind), list(range(len(event.evidence))))}
    for filler in event.roles:
        who, span = scene.participant(filler.participant), filler.participant.span
        key = filler.participant.entity or str(place(span))
        if who:
            _add(said, (_ROLES[filler.role], key), who, _tellers(event.evidence, span))
    told_already: set[int] = set()
    for number, evidence in enumerate(event.evidence):
        for value in told(event, evidence):
            told_already.add(id(value))
            for predicate, key, written in _measured(scene, value):
                _add(said, (predicate, key), written, [number])
    for more in (event.time, *event.quantities):
        if more is not None and id(more) not in told_already:
            for predicate, key, written in _measured(scene, more):
                if (predicate, key) not in said:  # no mention of its own tells it
                    said[predicate, key] = written, _tellers(event.evidence, more.span)
    return said


def _add(said: _Details, content: tuple[str, str], value: str, tellers: list[int]) -> None:
    _, known = said.get(content, (value, []))
    said[content] = value, list(dict.fromkeys(known + tellers)) if known else tellers


def _tellers(evidence: Sequence[Evidence], span: Span) -> list[int]:
    """Number the evidence of an event that can tell what stands at a place: that of its article, or else all."""
    if len(evidence) == 1:
        return [0]
    here = [number for number, each in enumerate(evidence) if each.sentence.document == span.document]
    return here or list(range(len(evidence)))


def _measured(scene: Scene, value: Value) -> Iterator[tuple[str, str, str]]:
    """Give a time or number as predicate, key and object."""
    if value.kind is not ValueKind.DATE:
        yield "nw:quantity", str(place(value.span)), scene.quantity(value.span)
        return
    for name, said in _times(value):
        if stamp := when(said):
            yield name, stamp[0], scene.pen.literal(*stamp)


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
