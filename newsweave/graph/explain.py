"""Why something is in the graph, as plain data to show: sentences, what to mark in them, who says so.

explain(graph, "Blinken")                  an entity, by any name or its id
explain(graph, "s0123456789abcdef")        a statement, by its id
explain(graph, "Blinken -> United States") an edge; "--" for either direction

"Plain data" means that nothing here knows of terminals or pages.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph.ontology import predicate
from newsweave.graph.shown import shown
from newsweave.graph.view import Graph
from newsweave.types import Entity, Event, Evidence, Modality, Polarity, Role, Span, Statement

_EDGE = re.compile(r"(.+?)\s+(->|→|--|—)\s+(.+)")
_ONE_WAY = frozenset({"->", "→"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Words to mark.

    Attributes:
        start: In code points of the sentence's text.
        end: Exclusive, as `start`.
        what: "subject", "object", "trigger" or "mention".
    """

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One sentence that says so.

    Attributes:
        title: Of the document: its headline, or else where it was read, or else its id.
        publisher: Who published it, if known.
        published: When, if known.
        sentence: Where the sentence stands.
        text: Its words.
        highlights: What to mark in them, in order.
        claimant: Who says so; None if the paper itself does.
        modality: How real the source makes it.
        polarity: Whether the source affirms it.
        rule: Name and version of what found it.
        score: How often such a finding is right, 0 to 1.
    """

    title: str
    publisher: str | None
    published: date | None
    sentence: Span
    text: str
    highlights: tuple[Highlight, ...]
    claimant: str | None
    modality: Modality
    polarity: Polarity
    rule: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement or an event with what it rests on.

    Attributes:
        id: Of the statement or event.
        words: What it says.
        asserted: Whether at least one paper itself says so.
        witnesses: The sentences, by document and place.
    """

    id: str
    words: str
    asserted: bool
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityExplanation:
    """What the graph knows of an entity; the entity holds its kind with reasons and its names with counts.

    Attributes:
        entity: The canonical entity.
        mentions: How often it is mentioned.
        statements: What is stated of it, by id.
        witnesses: The first sentences that mention it.
    """

    entity: Entity
    mentions: int
    statements: tuple[Finding, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeExplanation:
    """What ties two entities.

    Attributes:
        source: One end; the subject, if a direction was asked for.
        target: The other end.
        statements: What is stated of both, by id.
        events: In what both take part, in text order.
    """

    source: Entity
    target: Entity
    statements: tuple[Finding, ...]
    events: tuple[Finding, ...] = ()


def explain(graph: Graph, text: str) -> EntityExplanation | EdgeExplanation:
    """Explain what a typed text means: an entity, a statement id, or an edge ("A -> B", "A -- B").

    Raises:
        NewsweaveError: A name fits several entities, or nothing ties the two; says what to type instead.
        UnknownNameError: Nothing is called so; lists near names.
    """
    text = text.strip()
    try:
        return explain_statement(graph, graph.statement(text))
    except UnknownNameError:
        edge = _EDGE.fullmatch(text)
    if edge is None:
        return explain_entity(graph, graph.find(text))
    return explain_edge(graph, graph.find(edge[1]), graph.find(edge[3]), directed=edge[2] in _ONE_WAY)


def explain_entity(graph: Graph, entity: Entity, *, sentences: int = 5) -> EntityExplanation:
    """Explain an entity: what is stated of it, and the first sentences that mention it."""
    evidence = {item.sentence: item for item in reversed(graph.evidence(entity.id))}
    first = [evidence[sentence] for sentence in sorted(evidence)[:sentences]]
    return EntityExplanation(
        entity=entity,
        mentions=len(graph.mentions(entity)),
        statements=_statements(graph, shown(graph.statements(entity=entity))),
        witnesses=tuple(_witness(graph, item, "mention") for item in first),
    )


def explain_statement(graph: Graph, statement: Statement) -> EdgeExplanation:
    """Explain one statement."""
    return EdgeExplanation(
        source=graph.entity(statement.subject),
        target=graph.entity(statement.object),
        statements=_statements(graph, [statement]),
    )


def explain_edge(graph: Graph, source: Entity, target: Entity, *, directed: bool = False) -> EdgeExplanation:
    """Explain what ties two entities: statements, and events in which both take part.

    Args:
        graph: The graph.
        source: One end.
        target: The other end.
        directed: Take only statements from source to target.

    Raises:
        NewsweaveError: Nothing ties them.
    """
    said = {item.id: item for item in graph.statements(source, object=target)}
    if not directed:
        said |= {item.id: item for item in graph.statements(target, object=source)}
    shared = {item.id for item in graph.events(target)}
    events = [item for item in graph.events(source) if item.id in shared]
    if not said and not events:
        cure = f"see what is known of one of them: {source.id}"
        raise NewsweaveError(f"{source.name} and {target.name}", "nothing in the graph ties them", cure)
    return EdgeExplanation(
        source=source,
        target=target,
        statements=_statements(graph, shown(said[identifier] for identifier in sorted(said))),
        events=tuple(_finding(graph, item, event_words(graph, item)) for item in events),
    )


# --- in words


def statement_words(graph: Graph, statement: Statement) -> str:
    """Put a statement in words: "Antony Blinken — position in (Secretary of State) → United States"."""
    ends = graph.entity(statement.subject).name, graph.entity(statement.object).name
    qualifiers = ", ".join(_qualifiers(statement))
    return f"{ends[0]} — {_label(statement.predicate)}{f' ({qualifiers})' if qualifiers else ''} → {ends[1]}"


def _qualifiers(statement: Statement) -> Iterator[str]:
    role = statement.role or ""
    if statement.former and not role.casefold().startswith(("former", "ex-")):
        role = f"former {role}".rstrip()
    if role:
        yield role
    if statement.since:
        yield f"since {statement.since}"
    if statement.until:
        yield f"until {statement.until}"


def _label(name: str) -> str:
    try:
        return predicate(name).label
    except UnknownNameError:  # a predicate that the user added
        return name.replace("_", " ")


def event_words(graph: Graph, event: Event) -> str:
    """Put an event in words: "Police — arrested (ARREST, 2022-01-05) → 18 protesters"."""
    who, whom = _fillers(event, {Role.AGENT}), _fillers(event, set(Role) - {Role.AGENT})
    when = f", {event.time.start}" if event.time and event.time.start else ""
    before, after = f"{who} — " if who else "", f" → {whom}" if whom else ""
    return f"{before}{graph.words(event.trigger)} ({event.type}{when}){after}"


def _fillers(event: Event, roles: set[Role]) -> str:
    return ", ".join(filler.participant.text for filler in event.roles if filler.role in roles)


# --- with evidence


def _statements(graph: Graph, statements: Iterable[Statement]) -> tuple[Finding, ...]:
    return tuple(_finding(graph, item, statement_words(graph, item)) for item in statements)


def _finding(graph: Graph, item: Statement | Event, words: str) -> Finding:
    return Finding(
        id=item.id,
        words=words,
        asserted=any(evidence.asserted for evidence in item.evidence),
        witnesses=tuple(_witness(graph, evidence) for evidence in item.evidence),
    )


def _witness(graph: Graph, evidence: Evidence, subject: str = "subject") -> Witness:
    document = graph.document(evidence.sentence.document)
    return Witness(
        title=document.title or document.source or document.id,
        publisher=document.publisher,
        published=document.published,
        sentence=evidence.sentence,
        text=graph.words(evidence.sentence),
        highlights=_highlights(evidence, subject),
        claimant=_claimant(graph, evidence),
        modality=evidence.modality,
        polarity=evidence.polarity,
        rule=evidence.extractor,
        score=evidence.score,
    )


def _claimant(graph: Graph, evidence: Evidence) -> str | None:
    who = evidence.claimant
    if who is None:
        return None
    return graph.entity(who.entity).name if who.entity else who.text


def _highlights(evidence: Evidence, subject: str) -> tuple[Highlight, ...]:
    """List what to mark, relative to the sentence; what stands outside it is left out."""
    sentence = evidence.sentence
    places = {subject: evidence.subject, "trigger": evidence.trigger, "object": evidence.object}
    found = (
        Highlight(start=span.start - sentence.start, end=span.end - sentence.start, what=what)
        for what, span in places.items()
        if span and span.document == sentence.document
        if sentence.start <= span.start and span.end <= sentence.end
    )
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.what)))
