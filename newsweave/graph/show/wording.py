"""What is said, in words for people: statements, events, quotes, and how surely somebody says them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsweave.errors import UnknownNameError
from newsweave.graph.events.values import date_words
from newsweave.graph.ontology.terms import predicate
from newsweave.graph.view import Graph
from newsweave.types import (
    Document,
    Event,
    Evidence,
    Modality,
    Participant,
    Polarity,
    Quote,
    QuoteKind,
    Role,
    Statement,
)

_SO, _NOT_SO = Polarity.POSITIVE, Polarity.NEGATIVE

# how somebody says it -> its status in a word or two, and what follows "the paper says"
_STANDINGS = {
    (Modality.ASSERTED, _SO): ("", "so"),
    (Modality.ASSERTED, _NOT_SO): ("denied", "that it is not so"),
    (Modality.PLANNED, _SO): ("planned", "that it is planned"),
    (Modality.PLANNED, _NOT_SO): ("not planned", "that it is not planned"),
    (Modality.POSSIBLE, _SO): ("possible", "that it may be so"),
    (Modality.POSSIBLE, _NOT_SO): ("possibly not", "that it may not be so"),
    (Modality.HYPOTHETICAL, _SO): ("hypothetical", "that it would be so on a condition"),
    (Modality.HYPOTHETICAL, _NOT_SO): ("hypothetically not", "that it would not be so on a condition"),
    (Modality.DEMANDED, _SO): ("demanded", "that it is demanded"),
    (Modality.DEMANDED, _NOT_SO): ("demanded not to be", "that it is demanded not to be so"),
}
_FIRST = 8  # words of a text without a title
_SEVERAL = frozenset({"police", "people", "both", "many", "some"})  # take "say"; and nouns with an s
_PREPOSITIONS = frozenset({"of", "in", "at", "on", "from", "for", "with", "to", "near"})
# the other roles of an event -> what stands before their words
_ROLES = {Role.RECIPIENT: "to", Role.PLACE: "in", Role.INSTRUMENT: "with"}


def heading(document: Document) -> str:
    """Tell what a document is called: its title, its file, or the first words of one record of many in a file."""
    if document.title:
        return " ".join(document.title.split())
    if document.source and "#" not in document.source:
        return document.source
    first = document.text.split(maxsplit=_FIRST)[:_FIRST]
    return f"{' '.join(first)} …" if first else document.source or document.id


def status_words(evidence: Evidence) -> str:
    """Tell in a word or two how real a claim makes it: "planned", "denied"; nothing if it is plainly so."""
    return _STANDINGS[evidence.modality, evidence.polarity][0]


def standing_words(claimant: str | None, modality: Modality, polarity: Polarity) -> str:
    """Tell who says it and how.

    >>> standing_words(None, Modality.PLANNED, Polarity.POSITIVE)
    'the paper says that it is planned'
    >>> standing_words("police", Modality.ASSERTED, Polarity.POSITIVE)
    'police say so'
    """
    return f"{says_words(claimant or 'the paper')} {_STANDINGS[modality, polarity][1]}"


def says_words(claimant: str) -> str:
    """Let somebody say: "officials in Almaty say", "Interior Ministry says", "United Nations says"."""
    words = claimant.split()
    head = next((before for before, word in pairwise(words) if word in _PREPOSITIONS), words[-1] if words else "")
    several = head.casefold() in _SEVERAL or (head.islower() and head.endswith("s") and not head.endswith("ss"))
    return f"{claimant} {'say' if several else 'says'}"


def who_words(graph: Graph, who: Participant) -> str:
    """Name a participant: an entity by its fullest name, a group in the words of the text."""
    words = graph.entity(who.entity).name if who.entity else who.text
    return " ".join(words.split())


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
    """Put an event in words: "Police — arrested (ARREST) → 18 protesters; in Almaty; 2022-01-05"."""
    when = f"; {date_words(event.time)}" if event.time else ""
    return deed_words(graph, event, f" ({event.type})") + when


def deed_words(graph: Graph, event: Event, kind: str = "") -> str:
    """Tell who did what to whom and where: "Police — arrested → 18 protesters; in Almaty"; `kind` follows the verb.

    To what is talked about nothing is done: "Jane Doe — said; about the bridge".
    """
    who, whom = (filler_words(graph, event, role) for role in (Role.AGENT, Role.PATIENT))
    trigger = " ".join(graph.words(event.trigger).split())
    to = "; about " if event.type == "SAY" else " → "
    deed = f"{f'{who} — ' if who else ''}{trigger}{kind}{f'{to}{whom}' if whom else ''}"
    around = (f"{word} {names}" for role, word in _ROLES.items() if (names := filler_words(graph, event, role)))
    return "; ".join([deed, *around])


def filler_words(graph: Graph, event: Event, *roles: Role) -> str:
    """Name those who fill any of these roles, each once, in the order of the event."""
    return _listed(who_words(graph, filler.participant) for filler in event.roles if filler.role in roles)


def quote_words(graph: Graph, quote: Quote) -> str:
    """Put a quote in words: "Anna Berg — told Council: “We stay calm”"."""
    speaker = who_words(graph, quote.speaker) if quote.speaker else "somebody"
    cue = f" {quote.cue}" if quote.cue else ""
    to = f" {who_words(graph, quote.addressee)}" if quote.addressee else ""
    words = " ".join(graph.words(quote.content).split())
    content = words if quote.kind is QuoteKind.INDIRECT else f"“{words}”"
    medium = f" ({who_words(graph, quote.medium)})" if quote.medium else ""
    return f"{speaker} —{cue}{to}{medium}: {content}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
