"""A large graph of which every name, sentence and title is full of what breaks writers; the same each time."""

import random
from collections import defaultdict
from dataclasses import dataclass

from newsweave.graph import Graph
from newsweave.ids import canonical_id, content_id, make_document
from newsweave.types import (
    Cluster,
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Kind,
    Modality,
    Participant,
    Polarity,
    Quote,
    QuoteKind,
    Role,
    RoleFiller,
    Span,
    Statement,
)
from tests.factory import make_entity, make_mention

# Quotes, markup, line ends, tabs, escapes, emoji, Arabic, Hebrew, bidi marks, combining and wide letters, formulas.
_SPICE = (
    *('"quoted"', "O'Neil & Sons", "<b>bold</b>", "]]>", "a\nb", "a\r\nb", "tab\there", "back\\slash", "=1+1", "-2"),
    *(
        "\U0001f600\U0001f1f0\U0001f1ff",
        "\u0645\u0648\u0633\u0643\u0648",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u202eleft\u202c",
    ),
    *("e\u0301", "\u6771\u4eac", "100%", "{x}", "a|b", "&amp;", "\u00a0", "\u2028", "semi;colon", "com,ma", "\x7f"),
    *("& <", "^^<x>", "@en", "`tick`", "#mark", "q?a=b&c", "\x01", "\ufffe", "</script>", "\x85"),
)
_KINDS = (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.EVENT)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence: where it begins, its words, and who is named in it."""

    start: int
    words: str
    names: tuple[str, ...]


def hostile_graph(documents: int, lines: int = 20, names: int = 500) -> Graph:
    """Make a graph of so many documents with so many sentences each."""
    chance = random.Random(7)
    pool = [f"{chance.choice(_SPICE)}{number} {chance.choice(_SPICE)}" for number in range(names)]
    extractions = [_extraction(number, lines, pool, chance) for number in range(documents)]
    members = defaultdict(list)
    for extraction in extractions:
        for entity in extraction.entities:
            members[canonical_id(entity.kind, entity.name)].append(entity.id)
    clusters = tuple(Cluster(id=identifier, members=tuple(local)) for identifier, local in members.items())
    return Graph(extractions=tuple(extractions), clusters=clusters)


def _extraction(number: int, count: int, pool: list[str], chance: random.Random) -> Extraction:
    lines: list[_Line] = []
    text = ""
    for _ in range(count):
        named = tuple(chance.sample(pool, 3))
        words = f"{named[0]} \u2014 met \u201c{named[1]}\u201d in {named[2]}, {chance.choice(_SPICE)}."
        lines.append(_Line(len(text), words, named))
        text += f"{words}\n"
    title = f"{chance.choice(_SPICE)} {number}"
    url = f"https://news.example/a b/{number}?q=<{chance.choice(_SPICE)}>"
    document = make_document(text, title=title, publisher=chance.choice(_SPICE), url=url, author=chance.choice(_SPICE))
    known = {name: _entity(document, name, pool) for line in lines for name in line.names}
    entities = sorted(known.values(), key=lambda each: each.id)
    said = [_said(document, line, [known[name] for name in line.names], chance) for line in lines]
    return Extraction(
        document=document,
        pipeline="made@1",
        entities=tuple(entities),
        mentions=tuple(make_mention(document, each, each.name) for each in entities),
        statements=tuple(sorted((statement for statement, _, _ in said), key=lambda each: each.id)),
        events=tuple(event for _, event, _ in said),
        quotes=tuple(quote for _, _, quote in said),
    )


def _entity(document: Document, name: str, pool: list[str]) -> Entity:
    return make_entity(document, _KINDS[pool.index(name) % len(_KINDS)], name, f"{name}\u0301")


def _said(document: Document, line: _Line, who: list[Entity], chance: random.Random) -> tuple[Statement, Event, Quote]:
    """Make of a line a statement, an event and a quote, each claimed, denied or planned by chance."""
    sentence = Span(document=document.id, start=line.start, end=line.start + len(line.words))
    ends = [Participant(text=entity.name, span=_place(document, line, entity.name), entity=entity.id) for entity in who]
    unknown = Participant(text=line.words[:9], span=Span(document=document.id, start=line.start, end=line.start + 9))
    evidence = Evidence(
        sentence=sentence,
        claimant=chance.choice([None, None, ends[1], unknown]),
        modality=chance.choice(list(Modality)),
        polarity=chance.choice(list(Polarity)),
        extractor=chance.choice(_SPICE),
        score=0.7,
    )
    statement = Statement(
        id=content_id("s", document.id, line.start),
        subject=who[0].id,
        predicate="member_of",
        object=who[1].id,
        role=chance.choice(_SPICE),
        evidence=(evidence,),
    )
    roles = [RoleFiller(role=role, participant=each) for role, each in zip(list(Role)[:2], ends[:2], strict=True)]
    event = Event(
        id=content_id("v", document.id, line.start),
        type="CONSULT",
        trigger=sentence,
        lemma="meet",
        roles=(
            *roles,
            RoleFiller(role=Role.PLACE, participant=ends[2]),
            RoleFiller(role=Role.PATIENT, participant=unknown),
        ),
        evidence=(evidence,),
    )
    quote = Quote(
        id=content_id("q", document.id, line.start),
        kind=QuoteKind.MIXED,
        speaker=ends[0],
        cue=chance.choice(_SPICE),
        content=sentence,
        evidence=(evidence,),
    )
    return statement, event, quote


def _place(document: Document, line: _Line, name: str) -> Span:
    start = document.text.index(name, line.start)
    return Span(document=document.id, start=start, end=start + len(name))
