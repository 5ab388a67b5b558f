"""A graph as typed node and edge rows: the one conversion behind every property-graph format.

Nodes are entities. Edges are one for each subject, predicate and object, and one for each agent, event type and
patient, with the number of claims for weight, because Gephi merges parallel edges of one kind when it reads a file.
An empty value is None, and writers leave it out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsweave.config import Config
from newsweave.exports.iris import checked_base, iri
from newsweave.exports.labels import claim_status
from newsweave.exports.spells import Spell, published_on, united
from newsweave.exports.ties import Tie, ties
from newsweave.graph import Graph
from newsweave.types import Document, Entity, Evidence, Kind

_DEFAULT = Config()
_SENTENCES = 3  # enough to judge an edge by in Gephi's data laboratory; the records have all
_GLUE, _GLUE_SENTENCES = "; ", " | "

# kind -> colour in every picture: Okabe and Ito's palette, which colour-blind people can tell apart
COLOURS = {
    Kind.PERSON: "#0072b2",
    Kind.ORG: "#d55e00",
    Kind.PLACE: "#009e73",
    Kind.NORP: "#cc79a7",
    Kind.EVENT: "#e69f00",
    Kind.WORK: "#8a6fb0",
    Kind.PRODUCT: "#56b4e9",
    Kind.LAW: "#7f7f7f",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """One entity.

    Attributes:
        identifier: Canonical id.
        label: The fullest name.
        kind: What sort of thing it is.
        iri: As in the RDF.
        names: All names, most frequent first.
        mentions: How often it is mentioned.
        documents: In how many documents.
        links: How many edges end or begin here.
        country: ISO 3166-1 alpha-2 code.
        wikidata: Identifier there.
        geonames: Identifier there.
        sources: Who mentions it: publishers, else titles, else file names.
        first_date: Day of the earliest dated document.
        event: False; events have True.
        spells: When papers mention it, and when it is tied to others.
    """

    identifier: str
    label: str
    kind: Kind
    iri: str
    names: str
    mentions: int
    documents: int
    links: int
    country: str | None
    wikidata: str | None
    geonames: str | None
    sources: str | None
    first_date: str | None
    event: bool = False
    spells: tuple[Spell, ...] = ()

    @property
    def color(self) -> str:
        """Return the colour of the kind, as #rrggbb."""
        return COLOURS[self.kind]

    @property
    def size(self) -> float:
        """Return a diameter that grows with the mentions."""
        return diameter(self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRow:
    """One subject, predicate and object, or one agent, event type and patient, with every claim that says so.

    Attributes:
        identifier: Hash of the three.
        source: The subject's or agent's canonical id.
        target: The canonical id of the object, or of the patient or recipient.
        label: The predicate or event type in words.
        kind: The predicate ("member_of") or event type ("ARREST").
        event: Whether it is of events, and no state.
        weight: How many claims: one for each time it is said, what copies of an article repeat once; above 0.
        roles: The posts or parts, or the verbs of the events, in the words of the texts.
        happened: When the events were.
        asserted: Whether at least one source itself says so.
        former: Whether each claim says that it is over.
        status: How the claims stand: asserted, reported, denied, planned ...
        claimants: Who says so, other than the papers.
        evidence: The first sentences that say so.
        documents: How many documents say so.
        sources: Which.
        first_date: Day of the earliest dated document.
        last_date: Day of the latest.
        score: The best claim's.
        spells: When it was so, or when papers told it.
    """

    identifier: str
    source: str
    target: str
    label: str
    kind: str
    event: bool
    weight: float
    roles: str | None
    happened: str | None
    asserted: bool
    former: bool
    status: str
    claimants: str | None
    evidence: str
    documents: int
    sources: str | None
    first_date: str | None
    last_date: str | None
    score: float
    spells: tuple[Spell, ...] = ()


def nodes(graph: Graph, config: Config = _DEFAULT) -> Iterator[NodeRow]:
    """Make a row for each entity, by id."""
    base, found = checked_base(config.base), ends(ties(graph))
    for entity in graph.entities():
        yield node(graph, entity, found[entity.id], base)


def edges(graph: Graph) -> Iterator[EdgeRow]:
    """Make a row for each way in which something ties two entities, by source, kind and target."""
    return (edge(graph, tie) for tie in ties(graph))


def ends(found: Iterable[Tie]) -> defaultdict[str, list[Tie]]:
    """Sort ties by what they tie; a tie of a node to itself counts once."""
    sorted_out: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in found:
        for end in {tie.source, tie.target}:
            sorted_out[end].append(tie)
    return sorted_out


def diameter(number: float) -> float:
    """Give the diameter of a node, 4 to 60: area, not width, tells the number.

    >>> diameter(1), diameter(4), diameter(1000)
    (10.0, 20.0, 60.0)
    """
    return round(max(4.0, min(60.0, 10.0 * math.sqrt(max(0.0, number)))), 1)


def node(graph: Graph, entity: Entity, found: Sequence[Tie], base: str) -> NodeRow:
    """Make the row of an entity that is tied so."""
    mentioned = graph.mentioned(entity.id)
    documents = documents_of(graph, (sentence.document for sentence in mentioned))
    elsewhere = {link.scheme: link.id for link in reversed(entity.links) if link.accepted}
    return NodeRow(
        identifier=entity.id,
        label=entity.name,
        kind=entity.kind,
        iri=iri(base, "entity", entity.id),
        names=_GLUE.join(name for name, _ in entity.names) or entity.name,
        mentions=len(mentioned),
        documents=len(documents),
        links=len(found),
        country=entity.country,
        wikidata=elsewhere.get("wikidata"),
        geonames=elsewhere.get("geonames"),
        sources=sources_of(documents),
        first_date=min(dates_of(documents), default=None),
        spells=united(
            [*published_on(graph, (each.id for each in documents)), *(spell for tie in found for spell in tie.spells)]
        ),
    )


def edge(graph: Graph, tie: Tie) -> EdgeRow:
    """Make the row of a tie."""
    claims = tie.claims
    documents = documents_of(graph, (claim.sentence.document for claim in claims))
    dates = dates_of(documents)
    return EdgeRow(
        identifier=tie.identifier,
        source=tie.source,
        target=tie.target,
        label=tie.label,
        kind=tie.kind,
        event=tie.event,
        weight=weight(graph, tie),
        roles=joined(tie.words),
        happened=joined(tie.dates),
        asserted=any(claim.asserted for claim in claims),
        former=tie.former,
        status=joined(sorted({claim_status(claim) for claim in claims})) or "",
        claimants=joined(claim.claimant.text for claim in claims if claim.claimant),
        evidence=sentences_of(graph, claims),
        documents=len(documents),
        sources=sources_of(documents),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        score=max((claim.score for claim in claims), default=0.0),
        spells=tie.spells,
    )


def weight(graph: Graph, tie: Tie) -> float:
    """Count how often a tie is told; above 0, because Gephi drops edges without weight."""
    return float(max(1, graph.times_told(tie.claims)))


def documents_of(graph: Graph, identifiers: Iterable[str]) -> list[Document]:
    """List documents, each once, by id."""
    return [graph.document(identifier) for identifier in sorted(set(identifiers))]


def sources_of(documents: Iterable[Document]) -> str | None:
    """Join who published them."""
    return joined(each.publisher or each.title or each.source for each in documents)


def dates_of(documents: Iterable[Document]) -> list[str]:
    """List the days of those that are dated."""
    return [each.published.isoformat() for each in documents if each.published]


def sentences_of(graph: Graph, claims: Iterable[Evidence]) -> str:
    """Join the first sentences, each on one line; what papers copy from each other comes once."""
    spans = sorted({claim.sentence for claim in claims})
    words = dict.fromkeys(" ".join(graph.words(span).split()) for span in spans)
    return _GLUE_SENTENCES.join(list(words)[:_SENTENCES])


def joined(values: Iterable[str | None]) -> str | None:
    """Join what there is, each once, in the order it comes."""
    return _GLUE.join(dict.fromkeys(value for value in values if value)) or None
