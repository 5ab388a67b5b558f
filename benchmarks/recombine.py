"""Many articles out of a few: extractions whose names are put together anew, with text and offsets that fit.

Names come as they do in news: some in a thousand articles, most in one. Half of the persons are drawn from those of
the sample, the others get a given name of one and the surname of another; so with a third of the bodies, a word at
a time. Places stay among the sample's.
"""

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from newsweave.ids import content_id, make_document
from newsweave.types import Entity, Extraction, Kind, Span, Statement

Item = TypeVar("Item")

_NEW = {Kind.PERSON: 0.5, Kind.ORG: 0.3}  # share of names that are put together


@dataclass(frozen=True, slots=True)
class _Move:
    """How the places of a text move when names are replaced: from where on, and by how much."""

    document: str
    cuts: tuple[tuple[int, int, int], ...]  # start, end, new end of each name replaced, in order
    shifts: tuple[int, ...]  # before each of them

    def span(self, span: Span) -> Span:
        start, end = self._at(span.start), self._at(span.end)
        return Span(document=self.document, start=start, end=max(start, end))

    def _at(self, place: int) -> int:
        number = bisect_right(self.cuts, (place, -1, -1)) - 1
        if number < 0:
            return place
        start, end, length = self.cuts[number]
        shift = self.shifts[number]
        if place >= end:
            return place + shift + length - (end - start)
        return min(place, start + length) + shift if place > start else place + shift


class Recombination:
    """Makes articles out of a sample, the same for the same seed."""

    def __init__(self, sample: Sequence[Extraction], seed: int = 0) -> None:
        self._sample = sample
        self._random = random.Random(seed)
        entities = [entity for extraction in sample for entity in extraction.entities]
        self._pool: dict[Kind, list[Entity]] = defaultdict(list)
        for entity in entities:
            self._pool[entity.kind].append(entity)
        self._words = {
            kind: [entity.name.split() for entity in pool if len(entity.name.split()) > 1]
            for kind, pool in self._pool.items()
        }

    def articles(self, number: int) -> Iterator[Extraction]:
        """Make so many articles."""
        for count in range(number):
            yield self._article(self._random.choice(self._sample), count)

    def _article(self, model: Extraction, count: int) -> Extraction:
        drawn: dict[str, Entity] = {}
        taken = Counter[tuple[Kind, str]]()
        for entity in model.entities:
            other = self._draw(entity)
            if taken[other.kind, other.name]:
                other = entity
            taken[other.kind, other.name] += 1
            drawn[entity.id] = other
        if max(taken.values(), default=1) > 1:
            drawn = {entity.id: entity for entity in model.entities}
        return _renamed(model, drawn, count)

    def _draw(self, entity: Entity) -> Entity:
        words = self._words.get(entity.kind, [])
        if self._random.random() < _NEW.get(entity.kind, 0) and words and len(entity.name.split()) > 1:
            first, last = self._random.choice(words), self._random.choice(words)
            name = " ".join((*first[:-1], last[-1]))
            return replace(entity, name=name, names=((name, 1),), links=(), country=None)
        return self._random.choice(self._pool[entity.kind])


def _renamed(model: Extraction, drawn: dict[str, Entity], count: int) -> Extraction:
    """Put other names into an article, and move all places after them."""
    text, parts, done = model.document.text, [], 0
    cuts, shifts, shift = [], [], 0
    for mention in sorted(model.mentions, key=lambda item: (item.span.start, -item.span.end)):
        start, end = mention.span.start, mention.span.end
        said = _said(mention.text, drawn[mention.entity], model, mention.entity)
        if start < done or said is None:
            continue
        parts += [text[done:start], said]
        cuts.append((start, end, len(said)))
        shifts.append(shift)
        shift += len(said) - (end - start)
        done = end
    new = "".join((*parts, text[done:]))
    document = make_document(
        new,
        title=f"{model.document.title or 'Release'}, {count}",
        published=model.document.published,
        source=f"{count:06}.txt",
    )
    return _moved(model, document, drawn, _Move(document.id, tuple(cuts), tuple(shifts)))


def _said(text: str, other: Entity, model: Extraction, identifier: str) -> str | None:
    """Say a name anew: the whole name, or the surname of who was called by it; None for pronouns and common nouns."""
    own = next(entity for entity in model.entities if entity.id == identifier)
    if text == own.name:
        return other.name
    if own.kind is Kind.PERSON and own.name.split()[-1:] == [text]:
        return other.name.split()[-1]
    return None


def _moved(model: Extraction, document: Any, drawn: dict[str, Entity], move: _Move) -> Extraction:
    ids = {
        entity.id: content_id("e", document.id, drawn[entity.id].kind, drawn[entity.id].name)
        for entity in model.entities
    }
    names: dict[str, Counter[str]] = defaultdict(Counter)
    mentions = []
    for mention in model.mentions:
        moved = _move(mention, move, ids)
        said = document.text[moved.span.start : moved.span.end]
        mentions.append(replace(moved, text=said))
        if mention.form.value == "named":
            names[mention.entity][said] += 1
    entities = [
        replace(
            drawn[entity.id],
            id=ids[entity.id],
            names=tuple(sorted(names[entity.id].items(), key=lambda item: (-item[1], item[0])))
            or ((drawn[entity.id].name, 1),),
        )
        for entity in model.entities
    ]
    statements = [_restated(_move(statement, move, ids)) for statement in model.statements]
    return Extraction(
        document=document,
        pipeline=model.pipeline,
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mentions=tuple(mentions),
        statements=tuple(sorted(statements, key=lambda statement: statement.id)),
        events=tuple(
            replace(_move(event, move, ids), id=content_id("v", document.id, event.id)) for event in model.events
        ),
        quotes=tuple(
            replace(_move(quote, move, ids), id=content_id("q", document.id, quote.id)) for quote in model.quotes
        ),
    )


def _restated(statement: Statement) -> Statement:
    key = (statement.subject, statement.predicate, statement.object, statement.role, statement.since, statement.until)
    return replace(statement, id=content_id("s", *key, statement.former, statement.derived))


def _move(item: Item, move: _Move, ids: dict[str, str]) -> Item:
    """Put new places and ids into whatever holds them."""
    return _walk(item, move, ids)  # type: ignore[no-any-return]


def _walk(value: Any, move: _Move, ids: dict[str, str]) -> Any:
    if isinstance(value, Span):
        return move.span(value)
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, tuple):
        return tuple([_walk(each, move, ids) for each in value])
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _walk(getattr(value, field.name), move, ids) for field in fields(value)})
    return value
