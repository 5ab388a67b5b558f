"""Any extraction that can be: odd characters, lone fields, and everything that a type allows."""

from hypothesis import strategies as st

from newsweave.graph import Graph
from newsweave.ids import content_id, make_document
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

# What breaks writers: markup, quotes, control characters, line ends, bidi marks, noncharacters, an emoji.
HOSTILE = "<&>\"'\\\x00\x01\x1b\x7f\x85\t\r\n\u2028\u202e\ufeff\ufffe\U0001f600{}[]|^`% #\u0600\u05d0e\u0301"
words = st.text(max_size=12) | st.text(HOSTILE, max_size=8)
# Lone surrogates; JSON cannot tell a high one before a low one from the letter that they make in UTF-16.
broken = words | st.text("\ud800\udbff", max_size=3) | st.text("\udc00\udfff", max_size=3)
scores = st.floats(0, 1)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
maybe = st.none() | words


def spans(document: Document) -> st.SearchStrategy[Span]:
    ends = st.tuples(*[st.integers(0, len(document.text))] * 2).map(sorted)
    return ends.map(lambda pair: Span(document=document.id, start=pair[0], end=pair[1]))


documents = st.builds(
    make_document,
    words,
    title=st.none() | broken,
    url=st.none() | broken,
    publisher=maybe,
    author=st.none() | broken,
    published=st.none() | st.dates(),
    language=st.sampled_from(["en", "de-AT", "", "x y"]),
    source=maybe,
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    document = draw(documents)
    names = draw(st.lists(st.tuples(st.sampled_from(Kind), broken), max_size=4, unique=True))
    entities = tuple(_entity(draw, document, kind, name) for kind, name in names)
    if not entities:
        return Extraction(document=document, pipeline=draw(words))
    return _with_items(draw, document, entities)


def _ids(letter: str) -> st.SearchStrategy[str]:
    """Ids as they are made from content: rdflib cannot read the name "quote:\\.", which Turtle allows."""
    return st.integers(0, 99).map(lambda number: content_id(letter, str(number)))


def _entity(draw: st.DrawFn, document: Document, kind: Kind, name: str) -> Entity:
    links = st.builds(
        Link,
        scheme=st.sampled_from(["wikidata", "geonames", "mine"]),
        id=words,
        score=scores,
        accepted=st.booleans(),
        reasons=st.lists(words, max_size=2).map(tuple),
    )
    return Entity(
        id=content_id("e", document.id, kind, name.encode("utf-8", "surrogatepass")),
        kind=kind,
        name=name,
        names=tuple(draw(st.lists(st.tuples(words, st.integers(1, 9)), max_size=3))),
        country=draw(maybe),
        links=tuple(draw(st.lists(links, max_size=2))),
        reasons=tuple(draw(st.lists(words, max_size=2))),
    )


def _with_items(draw: st.DrawFn, document: Document, entities: tuple[Entity, ...]) -> Extraction:
    span = spans(document)
    ids = st.sampled_from([entity.id for entity in entities])
    who = st.builds(Participant, text=words, span=span, entity=st.none() | ids)
    value = st.builds(
        Value,
        kind=st.sampled_from(ValueKind),
        text=words,
        span=span,
        start=st.sampled_from([None, "2022", "2022-01", "2022-01-05", "2022-13", "soon"]),
        end=st.sampled_from([None, "2022-02"]),
        precision=st.none() | st.sampled_from(Precision),
        low=numbers,
        high=numbers,
        unit=maybe,
        role=maybe,
    )
    evidence = st.builds(
        Evidence,
        sentence=span,
        trigger=st.none() | span,
        subject=st.none() | span,
        object=st.none() | span,
        claimant=st.none() | who,
        modality=st.sampled_from(Modality),
        polarity=st.sampled_from(Polarity),
        values=st.lists(value, max_size=2).map(tuple),
        extractor=words,
        score=scores,
    )
    evidences = st.lists(evidence, min_size=1, max_size=2).map(tuple)
    mention = st.builds(
        Mention,
        span=span,
        text=words,
        kind=st.sampled_from(Kind),
        form=st.sampled_from(Form),
        sentence=span,
        head=span,
        entity=ids,
    )
    statement = st.builds(
        Statement,
        id=_ids("s"),
        subject=ids,
        predicate=st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True),
        object=ids,
        role=maybe,
        since=maybe,
        until=maybe,
        former=st.booleans(),
        derived=st.booleans(),
        evidence=evidences,
    )
    event = st.builds(
        Event,
        id=_ids("v"),
        type=st.sampled_from(["ARREST", "x y"]),
        cameo=maybe,
        trigger=span,
        lemma=words,
        roles=st.lists(st.builds(RoleFiller, role=st.sampled_from(Role), participant=who), max_size=2).map(tuple),
        time=st.none() | value,
        quantities=st.lists(value, max_size=2).map(tuple),
        evidence=evidences,
    )
    quote = st.builds(
        Quote,
        id=_ids("q"),
        kind=st.sampled_from(QuoteKind),
        speaker=st.none() | who,
        cue=words,
        content=span,
        addressee=st.none() | who,
        medium=st.none() | who,
        evidence=evidences,
    )
    triple = st.builds(Triple, id=words, subject=who, relation=words, object=who, evidence=evidence)
    return Extraction(
        document=document,
        pipeline=draw(words),
        entities=entities,
        mentions=tuple(draw(st.lists(mention, max_size=3))),
        statements=tuple(draw(st.lists(statement, max_size=3))),
        events=tuple(draw(st.lists(event, max_size=2))),
        quotes=tuple(draw(st.lists(quote, max_size=2))),
        triples=tuple(draw(st.lists(triple, max_size=2))),
    )


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a graph in which every local entity stands alone, with a judgement for good measure."""
    drawn = draw(st.lists(extractions(), max_size=2, unique_by=lambda item: item.document.id))
    ids = sorted({entity.id for extraction in drawn for entity in extraction.entities})
    judgement = st.builds(
        Judgement,
        left=words,
        right=words,
        verdict=st.sampled_from(Verdict),
        score=scores,
        reasons=st.lists(words, max_size=2).map(tuple),
        judge=words,
    )
    return Graph(
        extractions=tuple(drawn),
        clusters=tuple(Cluster(id=f"x-{identifier}", members=(identifier,)) for identifier in ids),
        judgements=tuple(draw(st.lists(judgement, max_size=2))),
    )
