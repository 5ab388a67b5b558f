"""Find what a person types: an entity by any of its names, or the near names if there is none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph.names.keys import plain
from newsweave.types import Entity

# Below this WRatio (0 to 100) a name is no help as a suggestion; by eye on the sample article.
_NEAR = 75.0


def name_index(entities: Iterable[Entity]) -> dict[str, tuple[Entity, ...]]:
    """Map each id and each name without case and accents to the entities that bear it, by id."""
    index: dict[str, set[Entity]] = defaultdict(set)
    for entity in entities:
        for name in (entity.id, entity.name, *(name for name, _ in entity.names)):
            index[plain(name)].add(entity)
    return {name: tuple(sorted(found, key=lambda entity: entity.id)) for name, found in index.items()}


def find_entity(text: str, index: Mapping[str, Sequence[Entity]]) -> Entity:
    """Find the one entity that a typed name means.

    In this order: the id; the whole name; any name; words of the whole name ("Toqaev"). Case and accents do
    not matter; the first step that fits any entity decides.

    Raises:
        NewsweaveError: The name fits more than one entity; the message lists their ids.
        UnknownNameError: It fits none; the message lists near names.
    """
    for found in _steps(text, index):
        if len(found) > 1:
            ids = ", ".join(entity.id for entity in found[:10])
            more = f" and {len(found) - 10} more" if len(found) > 10 else ""
            raise NewsweaveError(f"name {text!r}", f"it fits {len(found)} entities", f"give an id: {ids}{more}")
        if found:
            return found[0]
    raise UnknownNameError("entity", text, near_names(text, index), near=True)


def _steps(text: str, index: Mapping[str, Sequence[Entity]]) -> Iterator[Sequence[Entity]]:
    typed = plain(text)
    bearers = index.get(typed, ())
    yield [entity for entity in bearers if entity.id == text.strip()]
    yield [entity for entity in bearers if plain(entity.name) == typed]
    yield bearers
    words = set(typed.split())
    entities = {entity for found in index.values() for entity in found}
    within = (entity for entity in entities if words and words <= set(plain(entity.name).split()))
    yield sorted(within, key=lambda entity: entity.id)


def near_names(text: str, index: Mapping[str, Sequence[Entity]]) -> tuple[str, ...]:
    """List at most five whole names that look like the text, the nearest first."""
    near = process.extract(plain(text), sorted(index), scorer=fuzz.WRatio, limit=5, score_cutoff=_NEAR)
    return tuple(dict.fromkeys(entity.name for name, _, _ in near for entity in index[name]))[:5]


def near_ids(text: str, ids: Iterable[str]) -> tuple[str, ...]:
    """List the three ids that look most like the text."""
    near = process.extract(text, sorted(ids), scorer=fuzz.ratio, limit=3)
    return tuple(found for found, _, _ in near)
