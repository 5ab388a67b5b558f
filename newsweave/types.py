"""What flows from room to room: frozen values, with every offset in code points of `Document.text`.

    Document -> extract -> Extraction -> resolve -> Judgement, Cluster -> Graph -> exports

Where a text is a span's words it stands beside the span, so that a record can be read alone and a test can
hold that the offsets reproduce it. Identifiers are made in `newsweave.ids`, from content alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newsweave.errors import NewsweaveError
from newsweave.raw import Raw


class Kind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "PERSON"
    ORG = "ORG"  # parties, ministries, companies, teams, media, alliances
    PLACE = "PLACE"  # countries, cities, regions, buildings, squares, waters
    NORP = "NORP"  # nationalities, religions, ethnicities, members of a party
    EVENT = "EVENT"  # named: wars, summits, festivals
    WORK = "WORK"  # books, films, awards, hashtags
    PRODUCT = "PRODUCT"
    LAW = "LAW"


class Form(StrEnum):
    """How a mention refers."""

    NAMED = "named"  # "Nursultan Nazarbaev"
    NOMINAL = "nominal"  # "his predecessor"
    PRONOUN = "pronoun"  # "he"


class Modality(StrEnum):
    """How real the source makes it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"


class Polarity(StrEnum):
    """Whether the source affirms or denies it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class ValueKind(StrEnum):
    """What a value measures."""

    DATE = "date"
    QUANTITY = "quantity"
    MONEY = "money"


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class Role(StrEnum):
    """What a participant does in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    PLACE = "place"
    INSTRUMENT = "instrument"


class QuoteKind(StrEnum):
    """How speech is reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Verdict(StrEnum):
    """What was decided about two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read.

    Attributes:
        id: Hash of all that follows except `source`, `digest` and `raw`, which tell of one place where it was read.
        text: The words; no lone surrogates, no NUL, line ends are line feeds.
        title: Headline, if the metadata gives one.
        url: Where it was published.
        publisher: Who published it, as named in the metadata.
        author: Who wrote it, as named in the metadata.
        published: Day of publication; relative dates are resolved against it.
        language: BCP 47 tag.
        source: Where it was read, relative to the path that the user gave; "feed.xml#3" for a record in a file.
        digest: SHA-256 of the bytes that it was read from, in hexadecimal: the file, or the record in it.
        raw: The way back to what was read, before it was cleaned; None if nobody kept it.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str = "en"
    source: str | None = None
    digest: str | None = None
    raw: Raw | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the text stands in the raw one, half-open; None if nobody kept that.

        What the raw text is, `raw` tells: the file as decoded, a field of a record, or what was taken out of markup.
        """
        return None if self.raw is None else self.raw.span(start, end)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one document: half-open, in code points of `Document.text`."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what fills a place: an entity, or a group that the text only describes ("police", "protesters").

    Attributes:
        text: The words of `span`.
        span: The phrase.
        entity: Id of the entity that the phrase refers to, if it is known.
    """

    text: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the text refers to an entity.

    Attributes:
        span: The phrase: a name without a leading "the" and without a trailing 's.
        text: The words of `span`.
        kind: What sort of thing its entity is.
        form: Named, nominal or pronoun.
        sentence: The sentence that it stands in.
        head: The word that carries the phrase: the surname, the noun.
        entity: Id of the local entity that it belongs to.
    """

    span: Span
    text: str
    kind: Kind
    form: Form
    sentence: Span
    head: Span
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A date, a quantity or an amount of money.

    Attributes:
        kind: Which of the three.
        text: The words of `span`.
        span: Where it is said.
        start: First day, ISO 8601, no more exact than `precision` ("2022-01"); None if unresolved.
        end: Last day of an interval, ISO 8601; None for one date.
        precision: How exact `start` and `end` are.
        low: Smallest number meant, inclusive; None if vague ("dozens").
        high: Largest number meant, inclusive; None if open ("at least 18") or vague.
        unit: What is counted ("protesters"), or the ISO 4217 code of a currency.
        role: What the number tells: killed, injured, arrested, missing, displaced, ...
    """

    kind: ValueKind
    text: str
    span: Span
    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why something is in the graph: where it is said, by whom, and how surely.

    Attributes:
        sentence: The sentence that says it.
        trigger: The words that carry it ("secretary of state", "sacked").
        subject: Where the subject is named in the sentence.
        object: Where the object is named in the sentence.
        claimant: Who says so; None if the paper itself does.
        modality: Asserted, planned, possible, hypothetical or demanded.
        polarity: Positive, or negative if it is denied.
        values: Times and numbers given here, in text order; what another claimant gives stands in other evidence.
        extractor: Name and version of the rule that found it: "titles.prenominal@1".
        score: How often such a finding is right, 0 to 1.
    """

    sentence: Span
    trigger: Span | None = None
    subject: Span | None = None
    object: Span | None = None
    claimant: Participant | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    values: tuple[Value, ...] = ()
    extractor: str = ""
    score: float = 1.0

    @property
    def asserted(self) -> bool:
        """Whether the paper itself says that it is so."""
        return self.claimant is None and self.modality is Modality.ASSERTED and self.polarity is Polarity.POSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A state that holds between two entities, or an entity and a value.

    Attributes:
        id: Hash of subject, predicate, object and qualifiers.
        subject: Entity id: local in an Extraction, canonical in a Graph.
        predicate: A name of the ontology: "position_in".
        object: Entity id, as `subject`.
        role: The post or part, in the words of the text: "press secretary".
        since: When it began, ISO 8601.
        until: When it ended, ISO 8601.
        former: Whether it is said to be over.
        derived: Whether it follows from other statements and no sentence says it.
        evidence: One for each time it is said, in a total order; never empty.
        members: In a Graph, ids of the statements of single documents that it unites.
    """

    id: str
    subject: str
    predicate: str
    object: str
    role: str | None = None
    since: str | None = None
    until: str | None = None
    former: bool = False
    derived: bool = False
    evidence: tuple[Evidence, ...]
    members: tuple[str, ...] = ()

    @property
    def asserted(self) -> bool:
        """Whether at least one source itself says so."""
        return any(evidence.asserted for evidence in self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFiller:
    """One participant of an event and what it does there."""

    role: Role
    participant: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or is said, planned or feared to happen.

    Attributes:
        id: Hash of type, lemma and place in the text.
        type: A name of the ontology: a PLOVER type or one of ours ("REQUEST", "ARREST").
        cameo: CAMEO root code, two digits, where one fits.
        trigger: The word that names it first.
        lemma: Dictionary form of the trigger.
        roles: Who did what, in a total order.
        time: When: the most exact of the times that its mentions give; if they give none, that of the sentence before,
            where the story goes on.
        quantities: Every number that a mention gives, in text order; `Evidence.values` tells who gives which.
        evidence: One for each mention of the happening and each claimant; never empty.
        members: In a Graph, ids of the events of single documents that it unites.
    """

    id: str
    type: str
    cameo: str | None = None
    trigger: Span
    lemma: str
    roles: tuple[RoleFiller, ...] = ()
    time: Value | None = None
    quantities: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...]
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is reported to have said.

    Attributes:
        id: Hash of the content's place.
        kind: Direct, indirect or mixed.
        speaker: Who said it, if known.
        cue: The reporting words: "said", "wrote on Twitter"; empty if the text has none.
        content: The words reported, without the quotation marks.
        addressee: To whom.
        medium: Where it was said: "Twitter", "a news briefing".
        evidence: The sentence or sentences around it; never empty.
    """

    id: str
    kind: QuoteKind
    speaker: Participant | None
    cue: str
    content: Span
    addressee: Participant | None = None
    medium: Participant | None = None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """An open triple: argument, relation phrase, argument, in the words of the text."""

    id: str
    subject: Participant
    relation: str
    object: Participant
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An identifier elsewhere, taken or turned down.

    Attributes:
        scheme: "wikidata", "geonames", ...
        id: The identifier in that scheme: "Q232".
        score: How sure, 0 to 1.
        accepted: False for a candidate that was considered and rejected.
        reasons: What spoke for and against, a sentence each.
    """

    scheme: str
    id: str
    score: float
    accepted: bool = True
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing that has a name: within one document in an Extraction, across all of them in a Graph.

    Attributes:
        id: Local: hash of document, kind and name. Canonical: made from kind and name (`newsweave.ids`).
        kind: Decided over all its mentions.
        name: The fullest name in use.
        names: Each name in use and how often, most frequent first.
        country: ISO 3166-1 alpha-2 code, where the text or a gazetteer tells it.
        links: Identifiers elsewhere, and rejected candidates.
        reasons: Why it is of this kind, a sentence each, weightiest first.
        members: In a Graph, ids of the local entities that it unites.
    """

    id: str
    kind: Kind
    name: str
    names: tuple[tuple[str, int], ...]
    country: str | None = None
    links: tuple[Link, ...] = ()
    reasons: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says; the result of `extract(document)`, and nothing but a function of it.

    Attributes:
        document: The document.
        pipeline: Fingerprint of the software and model that read it.
        entities: Its entities, by id.
        mentions: Where they are mentioned, in text order.
        statements: States between them, by id.
        events: What happened, in text order.
        quotes: Who said what, in text order.
        triples: Open triples, in text order.
    """

    document: Document
    pipeline: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    triples: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether two local entities are one.

    Attributes:
        left: The smaller id.
        right: The larger id.
        verdict: Same, different or unsure.
        score: 0 (surely different) to 1 (surely the same).
        reasons: The features that said so, a sentence each.
        judge: Who decided: a rule with its version ("resolver@1"), or a person.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    judge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Local entities that are held to be one.

    Attributes:
        id: Canonical id.
        members: Local ids, sorted; never empty.
    """

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One document that could not be used, as a value: a run reports it and goes on."""

    source: str
    error: Exception

    def __str__(self) -> str:
        """Return the error's one line; for an error that nobody foresaw, with the document and its sort."""
        line = " ".join(str(self.error).split())
        if isinstance(self.error, NewsweaveError):
            return line
        return f"{self.source}: {type(self.error).__name__}: {line}; please report this with the article"
