"""Capitals and houses that act: "Moscow denied", "the Kremlin said", "governments from Washington to Beijing".

Such a place stays the place that it is, and gets a derived statement `acts_for` with the country or body whose
government it stands for (`Item.acts_for`), but only where it acts: as the speaker of a quote, the claimant of a
statement or the agent of an event, right before a verb of `[acts]` in `link.toml`, or in a list of governments.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from newsweave.graph.link.wholes import words
from newsweave.ids import content_id
from newsweave.knowledge.types import Item, KnowledgeBase
from newsweave.types import Entity, Evidence, Extraction, Form, Kind, Mention, Participant, Role, Span, Statement

PREDICATE = "acts_for"
_RULE = "metonyms@1"
_SCORE = 0.8
_GOVERNMENT = "government"  # the sort of an item that stands between a capital and its country

_BEFORE = re.compile(
    r"\b(?:about|across|against|around|at|by|for|from|in|into|near|of|outside|over|to|with)\s+(?:the\s+)?$"
)
_GOVERNMENTS = re.compile(
    r"\b(?:[Gg]overnments|[Cc]apitals)\s+(?:from|in|of)\s+(?:(?:[A-Z][\w.'’-]*|and|to|or|the)(?:,\s*|\s+))*$"
)


def metonyms(extraction: Extraction, chosen: Mapping[str, Item], base: KnowledgeBase) -> Extraction:
    """State for which country or body a place acts, where it does; nothing else changes.

    Args:
        extraction: What one document says, linked.
        chosen: The items that its entities were linked to, by entity id.
        base: Where the bodies are looked up.
    """
    bodies = _Bodies(extraction, chosen, base)
    statements = {statement.id: statement for statement in extraction.statements}
    for entity in extraction.entities:
        body = bodies.of(entity)
        acting = sorted(set(_acting(extraction, entity))) if body else []
        if body and acting:
            statement = _statement(entity, bodies.name(body, acting), acting)
            statements[statement.id] = statement
    return replace(
        extraction,
        entities=tuple(sorted((*extraction.entities, *bodies.entities), key=lambda entity: entity.id)),
        mentions=tuple(sorted((*extraction.mentions, *bodies.mentions), key=lambda each: (each.span, each.entity))),
        statements=tuple(statements[identifier] for identifier in sorted(statements)),
    )


# sentence, name, and the words that show it acting
Act = tuple[Span, Span, Span]


def _statement(entity: Entity, body: str, acting: Iterable[Act]) -> Statement:
    evidence = tuple(
        Evidence(sentence=sentence, trigger=trigger, subject=name, object=name, extractor=_RULE, score=_SCORE)
        for sentence, name, trigger in acting
    )
    key = (entity.id, PREDICATE, body, None, None, None, False)
    return Statement(
        id=content_id("s", *key),
        subject=entity.id,
        predicate=PREDICATE,
        object=body,
        derived=True,
        evidence=evidence,
    )


# --- who acts


def _acting(extraction: Extraction, entity: Entity) -> Iterator[Act]:
    mentions = (mention for mention in extraction.mentions if mention.entity == entity.id)
    named = [mention for mention in mentions if mention.form is Form.NAMED]
    for participant, trigger in _actors(extraction):
        if participant.entity == entity.id:
            for mention in named:
                if _inside(mention.span, participant.span):
                    yield mention.sentence, mention.span, trigger or mention.span
    for mention in named:
        trigger = _act_after(extraction, mention) or _listed(extraction, mention)
        if trigger:
            yield mention.sentence, mention.span, trigger


def _actors(extraction: Extraction) -> Iterator[tuple[Participant, Span | None]]:
    for quote in extraction.quotes:
        if quote.speaker:
            yield quote.speaker, None
    for statement in extraction.statements:
        for evidence in statement.evidence:
            if evidence.claimant:
                yield evidence.claimant, evidence.trigger
    for event in extraction.events:
        for filler in event.roles:
            if filler.role is Role.AGENT:
                yield filler.participant, event.trigger


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _act_after(extraction: Extraction, mention: Mention) -> Span | None:
    """Find the verb in "Moscow has repeatedly denied"; not in "officials in Moscow denied"."""
    text, span = extraction.document.text, mention.span
    match = _verbs().match(text, span.end, mention.sentence.end)
    before = text[mention.sentence.start : span.start]
    if match is None or _BEFORE.search(before):
        return None
    return replace(span, start=match.start(1), end=match.end(1))


def _listed(extraction: Extraction, mention: Mention) -> Span | None:
    """Find the noun in "governments from Washington, Moscow and Beijing"."""
    start = mention.sentence.start
    match = _GOVERNMENTS.search(extraction.document.text[start : mention.span.start])
    if match is None:
        return None
    noun = start + match.start()
    return replace(mention.span, start=noun, end=noun + len(match.group().split()[0]))


@cache
def _verbs() -> re.Pattern[str]:
    acts = words()["acts"]
    return re.compile(rf"\s+(?:(?:{'|'.join(acts['helpers'])})\s+)*({'|'.join(acts['verbs'])})\b")


# --- for whom


class _Bodies:
    """Whom the places of one document act for: what it names itself, and what only they name."""

    def __init__(self, extraction: Extraction, chosen: Mapping[str, Item], base: KnowledgeBase) -> None:
        self._document = extraction.document
        self._chosen = chosen
        self._base = base
        self._known = {item.id: one for one, item in sorted(chosen.items(), reverse=True)}
        self._ids = {entity.id for entity in extraction.entities}
        self._made: dict[str, Entity] = {}
        self._places: dict[str, set[tuple[Span, Span]]] = defaultdict(set)

    def of(self, entity: Entity) -> Item | None:
        """Return the country or body that an entity acts for: the country, rather than a government without a name."""
        item = self._chosen.get(entity.id)
        body = self._base.item(item.acts_for) if item and item.acts_for else None
        if body is None or body.id in self._known or body.sort != _GOVERNMENT:
            return body
        return self._base.item(body.parent) if body.parent else None

    def name(self, item: Item, acting: Iterable[Act]) -> str:
        """Return the id of the entity for an item, and remember where one that is not named acts."""
        if item.id in self._known:
            return self._known[item.id]
        what = f"country:{item.country}" if item.kind is Kind.PLACE else item.id
        identifier = content_id("e", self._document.id, item.kind, what)
        if identifier not in self._ids:
            self._made[identifier] = _implied(identifier, item)
            self._places[identifier] |= {(sentence, name) for sentence, name, _ in acting}
        return identifier

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What only a place that acts for it names."""
        return tuple(self._made.values())

    @property
    def mentions(self) -> Iterator[Mention]:
        """Where it is so named."""
        for identifier, places in self._places.items():
            for sentence, name in places:
                yield self._mention(self._made[identifier], sentence, name)

    def _mention(self, entity: Entity, sentence: Span, name: Span) -> Mention:
        return Mention(
            span=name,
            text=self._document.text[name.start : name.end],
            kind=entity.kind,
            form=Form.NOMINAL,
            sentence=sentence,
            head=name,
            entity=entity.id,
        )


def _implied(identifier: str, item: Item) -> Entity:
    return Entity(
        id=identifier,
        kind=item.kind,
        name=item.name,
        names=(),
        country=item.country,
        reasons=("a place that acts for it names it",),
    )
