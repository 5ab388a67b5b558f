"""Link entities of one document to what a knowledge base knows, with the document as witness.

    candidates of the fullest name -> points for and against (`link_features`) -> the best, or NIL

NIL is an answer: the entity stays what it is and keeps the candidates that were turned down, with the reasons.
Nationalities get no link to their country: that is a relation and no identity. A lone surname gets none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsweave.graph.link.context import LINKED, Context, contexts
from newsweave.graph.link.features import points
from newsweave.graph.link.metonyms import metonyms
from newsweave.graph.link.points import Point, chance
from newsweave.knowledge.types import Item, KnowledgeBase
from newsweave.types import Entity, Extraction, Kind, Link

_VERSION = "link@1"

# Least probability, by the sort of the candidate, else by kind. Countries are seldom anything else; a town's
# name is often a person's, a club's or another town's.
_LEAST = {"country": 0.6, "former": 0.6, "region": 0.65, "capital": 0.75, "city": 0.8}
_LEAST_OF_KIND = {Kind.PLACE: 0.8, Kind.PERSON: 0.85, Kind.ORG: 0.8}
_MARGIN = 1.0  # points to the second candidate
_KEPT = 2  # candidates that are kept, turned down
_WORTH = 0.05  # least probability of a candidate that is kept

_SCHEMES = {"wd": "wikidata", "gn": "geonames", "nw": "newsweave"}  # prefixes of the ids in the base that we ship


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A candidate with all that was said of it."""

    item: Item
    score: float
    said: tuple[Point, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was said, weightiest first."""
        weighty = sorted(self.said, key=lambda point: (-abs(point.points), point.reason))
        return tuple(point.reason for point in weighty)


def link(extraction: Extraction, base: KnowledgeBase) -> Extraction:
    """Link the persons, bodies and places of a document: a pure function of the two.

    An entity that has an accepted link keeps it as it is, so that bases can be asked one after another.

    Args:
        extraction: What one document says.
        base: What may be meant.

    Returns:
        The extraction with `Entity.links` filled, `Entity.country` where it was empty (of linked places, always
        the place's own), statements of who acts for which country, and the base's fingerprint in `pipeline`.

    Raises:
        ServiceError: The base is a service, and it does not answer.
    """
    mark = f"{_VERSION}:{base.fingerprint}"
    if mark in extraction.pipeline.split():
        return extraction
    first = _VERSION not in extraction.pipeline
    pipeline = " ".join(filter(None, (extraction.pipeline, mark)))
    linked, chosen = _link_some(replace(extraction, pipeline=pipeline), extraction.entities, base)
    if not first:
        return linked
    acting = metonyms(linked, chosen, base)
    known = {entity.id for entity in extraction.entities}
    return _link_some(acting, [entity for entity in acting.entities if entity.id not in known], base)[0]


def _link_some(
    extraction: Extraction, entities: Iterable[Entity], base: KnowledgeBase
) -> tuple[Extraction, dict[str, Item]]:
    """Link some entities of a document; return it, and the items chosen by entity id."""
    unlinked = [entity for entity in entities if entity.kind in LINKED and not is_linked(entity)]
    linked: dict[str, Entity] = {}
    chosen: dict[str, Item] = {}
    for context in contexts(extraction, unlinked, base):
        ranked = _ranked(context)
        item = _choice(ranked)
        linked[context.entity.id] = _linked(context.entity, ranked, item)
        if item is not None:
            chosen[context.entity.id] = item
    done = tuple(linked.get(entity.id, entity) for entity in extraction.entities)
    return replace(extraction, entities=done), chosen


def is_linked(entity: Entity) -> bool:
    """Tell whether an entity has an accepted link."""
    return any(link.accepted for link in entity.links)


def _ranked(context: Context) -> list[_Scored]:
    scored = []
    for candidate in context.candidates:
        said = tuple(points(candidate, context))
        scored.append(_Scored(item=candidate.item, score=round(sum(one.points for one in said), 6), said=said))
    return sorted(_once(scored), key=lambda one: (-one.score, one.item.id))


def _once(scored: Iterable[_Scored]) -> Iterable[_Scored]:
    """Keep one candidate for each identifier elsewhere: stacked bases may know a thing twice."""
    best: dict[tuple[tuple[str, str], ...], _Scored] = {}
    for one in scored:
        key = _identifiers(one.item)[:1]
        if key not in best or (-one.score, one.item.id) < (-best[key].score, best[key].item.id):
            best[key] = one
    return best.values()


# --- the decision


def _choice(ranked: Sequence[_Scored]) -> Item | None:
    if not ranked or _doubt(ranked):
        return None
    return ranked[0].item


def _doubt(ranked: Sequence[_Scored]) -> str | None:
    """Say why not even the best candidate is taken; None if it is."""
    best = ranked[0]
    least = _least(best.item)
    if chance(best.score) < least:
        return f"It is not likely enough: {chance(best.score)} is below {least}."
    if len(ranked) > 1 and best.score - ranked[1].score < _MARGIN:
        return f"Another is nearly as likely: {_words(ranked[1].item)}."
    return None


def _least(item: Item) -> float:
    return _LEAST.get(item.sort, _LEAST_OF_KIND[item.kind]) if item.kind is Kind.PLACE else _LEAST_OF_KIND[item.kind]


def _words(item: Item) -> str:
    told = item.description or ", ".join(filter(None, (item.sort, item.country)))
    return f"{item.name} ({told})" if told else item.name


# --- links


def _linked(entity: Entity, ranked: Sequence[_Scored], item: Item | None) -> Entity:
    links = list(_links(ranked, item))
    known = {(link.scheme, link.id) for link in links}
    links += (link for link in entity.links if (link.scheme, link.id) not in known)
    country = entity.country
    if item is not None and item.country:
        country = item.country if item.kind is Kind.PLACE else country or item.country
    order = tuple(sorted(links, key=lambda link: (not link.accepted, link.scheme, -link.score, link.id)))
    return replace(entity, links=order, country=country)


def _links(ranked: Sequence[_Scored], item: Item | None) -> Iterator[Link]:
    rest = ranked if item is None else ranked[1:]
    if item is not None:
        for scheme, identifier in _identifiers(item):
            yield _link(scheme, identifier, ranked[0], accepted=True)
    for one in rest[:_KEPT]:
        if chance(one.score) >= _WORTH:
            scheme, identifier = _identifiers(one.item)[0]
            yield _link(scheme, identifier, one, _refusal(one, ranked), accepted=False)


def _refusal(one: _Scored, ranked: Sequence[_Scored]) -> str:
    if one is ranked[0]:
        return _doubt(ranked) or ""
    return f"{_words(ranked[0].item)} is likelier than {_words(one.item)}."


def _link(scheme: str, identifier: str, scored: _Scored, *why: str, accepted: bool) -> Link:
    reasons = (*filter(None, why), *scored.reasons)
    return Link(scheme=scheme, id=identifier, score=chance(scored.score), accepted=accepted, reasons=reasons)


def _identifiers(item: Item) -> tuple[tuple[str, str], ...]:
    """List the identifiers of an item, Wikidata's first; of a user's own item that has none, its id."""
    found = sorted(item.links.items(), key=lambda one: (one[0] != "wikidata", one))
    prefix, _, rest = item.id.partition(":")
    own = (_SCHEMES.get(prefix, prefix), rest) if rest else ("local", item.id)
    if own[0] not in item.links and own[0] not in {"wikidata", "geonames"}:
        found.append(own)
    return tuple(found) or (own,)
