"""Values made by hand: a document, and entities, mentions and statements found in it by their words."""

from datetime import date

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
    Judgement,
    Kind,
    Link,
    Mention,
    Modality,
    Participant,
    Polarity,
    Precision,
    Quote,
    QuoteKind,
    Role,
    RoleFiller,
    Span,
    Statement,
    Triple,
    Value,
    ValueKind,
    Verdict,
)

TEXT = (
    "Qasym-Zhomart Toqaev, the president of Kazakhstan, asked the CSTO for help.\n"
    "Toqaev is not a member of Nur Otan, said Dosym Satpaev.\n"
    "Police in Almaty arrested 18 protesters on January 5.\n"
    "\u201cIt is calm,\u201d Toqaev said.\n"
)
# So many words of its own that an article which ends so is no copy of one that does not.
OWN_END = " ".join(f"word{number}" for number in range(300)) + ".\n"


def make_span(document: Document, words: str, nth: int = 0) -> Span:
    """Find the nth place where these words stand."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(document=document.id, start=start, end=start + len(words))


def make_sentence(document: Document, span: Span) -> Span:
    """Take the line around a span for its sentence."""
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return Span(document=document.id, start=start, end=len(document.text) if end < 0 else end)


def make_entity(
    document: Document, kind: Kind, *names: str, links: tuple[Link, ...] = (), country: str | None = None
) -> Entity:
    """Make a local entity; the first name is the fullest."""
    return Entity(
        id=content_id("e", document.id, kind, names[0]),
        kind=kind,
        name=names[0],
        names=tuple((name, 1) for name in names),
        links=links,
        country=country,
    )


def make_mention(document: Document, entity: Entity, words: str, nth: int = 0) -> Mention:
    """Mention an entity by the nth occurrence of these words."""
    span = make_span(document, words, nth)
    return Mention(
        span=span,
        text=words,
        kind=entity.kind,
        form=Form.NAMED,
        sentence=make_sentence(document, span),
        head=span,
        entity=entity.id,
    )


def make_evidence(
    document: Document,
    words: str,
    *,
    claimant: Participant | None = None,
    modality: Modality = Modality.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
    score: float = 0.9,
) -> Evidence:
    """Rest something on the sentence around these words."""
    trigger = make_span(document, words)
    return Evidence(
        sentence=make_sentence(document, trigger),
        trigger=trigger,
        claimant=claimant,
        modality=modality,
        polarity=polarity,
        extractor="factory@1",
        score=score,
    )


def make_statement(
    subject: Entity,
    predicate: str,
    object: Entity,  # noqa: A002 - the word of RDF
    *evidence: Evidence,
    role: str | None = None,
    since: str | None = None,
    former: bool = False,
) -> Statement:
    """State something of two entities."""
    return Statement(
        id=content_id("s", subject.id, predicate, object.id, role, since, former),
        subject=subject.id,
        predicate=predicate,
        object=object.id,
        role=role,
        since=since,
        former=former,
        evidence=evidence,
    )


def make_extraction(text: str = TEXT, publisher: str | None = "RFE/RL") -> Extraction:
    """Read the example text by hand: entities, mentions, statements, events, quotes and an open triple."""
    document = make_document(
        text,
        title="Kazakhstan asks CSTO for help",
        url="https://news.example/2022/01/06/kazakhstan",
        publisher=publisher,
        published=date(2022, 1, 6),
        source="kazakhstan.txt",
    )
    wikidata = Link(scheme="wikidata", id="Q232", score=0.99, reasons=("the only country of that name",))
    rejected = Link(scheme="wikidata", id="Q1", score=0.1, accepted=False)
    toqaev = make_entity(document, Kind.PERSON, "Qasym-Zhomart Toqaev", "Toqaev")
    kazakhstan = make_entity(document, Kind.PLACE, "Kazakhstan", links=(wikidata, rejected), country="KZ")
    csto = make_entity(document, Kind.ORG, "CSTO")
    nur_otan = make_entity(document, Kind.ORG, "Nur Otan")
    satpaev = make_entity(document, Kind.PERSON, "Dosym Satpaev")
    almaty = make_entity(document, Kind.PLACE, "Almaty", country="KZ")
    claimant = Participant(text="Dosym Satpaev", span=make_span(document, "Dosym Satpaev"), entity=satpaev.id)
    return Extraction(
        document=document,
        pipeline="factory@1",
        entities=tuple(sorted((toqaev, kazakhstan, csto, nur_otan, satpaev, almaty), key=lambda e: e.id)),
        mentions=(
            make_mention(document, toqaev, "Qasym-Zhomart Toqaev"),
            make_mention(document, kazakhstan, "Kazakhstan"),
            make_mention(document, csto, "CSTO"),
            make_mention(document, toqaev, "Toqaev", 1),
            make_mention(document, nur_otan, "Nur Otan"),
            make_mention(document, satpaev, "Dosym Satpaev"),
            make_mention(document, almaty, "Almaty"),
            make_mention(document, toqaev, "Toqaev", 2),
        ),
        statements=(
            make_statement(
                toqaev,
                "position_in",
                kazakhstan,
                make_evidence(document, "president"),
                role="president",
                since="2019-06",
            ),
            make_statement(
                toqaev,
                "member_of",
                nur_otan,
                make_evidence(document, "member", claimant=claimant, polarity=Polarity.NEGATIVE, score=0.5),
            ),
            make_statement(almaty, "located_in", kazakhstan, make_evidence(document, "Almaty", score=1.0)),
            make_statement(satpaev, "position_in", csto, make_evidence(document, "said"), role="adviser", former=True),
        ),
        events=(_arrest(document, almaty),),
        quotes=(_quote(document, toqaev),),
        triples=(_triple(document, toqaev, csto),),
    )


def _arrest(document: Document, place: Entity) -> Event:
    trigger = make_span(document, "arrested")
    number, day = make_span(document, "18"), make_span(document, "January 5")
    police, protesters = (
        Participant(text=words, span=make_span(document, words)) for words in ("Police", "18 protesters")
    )
    there = Participant(text="Almaty", span=make_span(document, "Almaty"), entity=place.id)
    return Event(
        id=content_id("v", "ARREST", trigger),
        type="ARREST",
        cameo="17",
        trigger=trigger,
        lemma="arrest",
        roles=(
            RoleFiller(role=Role.AGENT, participant=police),
            RoleFiller(role=Role.PATIENT, participant=protesters),
            RoleFiller(role=Role.PLACE, participant=there),
        ),
        time=Value(kind=ValueKind.DATE, text="January 5", span=day, start="2022-01-05", precision=Precision.DAY),
        quantities=(
            Value(
                kind=ValueKind.QUANTITY,
                text="18",
                span=number,
                low=18.0,
                high=18.0,
                unit="protesters",
                role="arrested",
            ),
        ),
        evidence=(make_evidence(document, "arrested"),),
    )


def _quote(document: Document, speaker: Entity) -> Quote:
    content = make_span(document, "It is calm")
    return Quote(
        id=content_id("q", content),
        kind=QuoteKind.DIRECT,
        speaker=Participant(text="Toqaev", span=make_span(document, "Toqaev", 2), entity=speaker.id),
        cue="said",
        content=content,
        evidence=(make_evidence(document, "It is calm"),),
    )


def _triple(document: Document, subject: Entity, object: Entity) -> Triple:  # noqa: A002
    return Triple(
        id=content_id("t", "asked"),
        subject=Participant(text="Toqaev", span=make_span(document, "Toqaev"), entity=subject.id),
        relation="asked for help",
        object=Participant(text="CSTO", span=make_span(document, "CSTO"), entity=object.id),
        evidence=make_evidence(document, "asked"),
    )


def make_graph(*extractions: Extraction) -> Graph:
    """Unite entities of one kind and name, without the resolver."""
    members: dict[str, list[str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            members.setdefault(canonical_id(entity.kind, entity.name), []).append(entity.id)
    clusters = tuple(Cluster(id=name, members=tuple(sorted(ids))) for name, ids in sorted(members.items()))
    judgements = tuple(
        Judgement(left=min(ids), right=max(ids), verdict=Verdict.SAME, score=1.0, reasons=("same name",), judge="hand")
        for ids in members.values()
        if len(ids) > 1
    )
    return Graph(extractions=extractions, clusters=clusters, judgements=judgements)
