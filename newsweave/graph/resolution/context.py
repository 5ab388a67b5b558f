"""What two entities share beside their names: posts and ties that statements give them, and rare company.

A tie is telling if its other end is: "press secretary of Nur Otan" is, "lives in Moscow" is not. Company is who or
what is named in the same document, and counts only if few documents name it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from newsweave.graph.extractions import Ties
from newsweave.graph.names.keys import is_common, is_generic, person_name
from newsweave.types import Entity, Kind, Statement

# Who is named in more documents than this is no evidence; larger groups are not asked about their company.
RARE = 20
_SEVERAL = 50
# Statements that tell which country an entity belongs to.
_TELLING = frozenset({"based_in", "located_in", "part_of", "citizen_of"})
_SPECIFIC = frozenset({Kind.PERSON, Kind.ORG, Kind.WORK, Kind.EVENT})

KeyOf = Callable[[Entity], str]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two groups share.

    Attributes:
        ties: Ties of both, in words.
        company: Names of the rare company of both.
    """

    ties: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """The ties and the company of chosen local entities, by their ids."""

    ties: dict[str, frozenset[str]] = field(default_factory=dict)
    company: dict[str, frozenset[str]] = field(default_factory=dict)

    def shared(self, left: Iterable[Entity], right: Iterable[Entity]) -> Shared:
        """List what two groups of entities share, in order."""
        ours, theirs = list(left), list(right)
        small = max(len(ours), len(theirs)) <= _SEVERAL
        return Shared(
            ties=_common(self.ties, ours, theirs),
            company=_common(self.company, ours, theirs) if small else (),
        )

    def meeting(self, identifiers: Sequence[str]) -> Iterator[tuple[str, str]]:
        """List pairs of entities that share a tie or company; what many of them share ties none."""
        holders: dict[str, list[str]] = defaultdict(list)
        for identifier in identifiers:
            for item in self.ties.get(identifier, frozenset()) | self.company.get(identifier, frozenset()):
                holders[item].append(identifier)
        met = {pair for listed in holders.values() if len(listed) <= RARE for pair in combinations(sorted(listed), 2)}
        yield from sorted(met)


def _common(table: Mapping[str, frozenset[str]], ours: Sequence[Entity], theirs: Sequence[Entity]) -> tuple[str, ...]:
    def united(members: Sequence[Entity]) -> Set[str]:
        return frozenset().union(*(table.get(member.id, frozenset()) for member in members))

    return tuple(sorted(united(ours) & united(theirs)))


def gather(
    readings: Iterable[Ties], wanted: Set[str], key_of: KeyOf, frequency: Mapping[tuple[Kind, str], int]
) -> Context:
    """Gather the context of chosen entities.

    Args:
        readings: Of all documents.
        wanted: Ids of the entities whose context is asked for.
        key_of: The key of an entity's name.
        frequency: How many documents name each kind and key.
    """
    context = Context()
    for reading in readings:
        here = [entity for entity in reading.entities if entity.id in wanted]
        if not here:
            continue
        entities = {entity.id: entity for entity in reading.entities}
        ties = ties_of(reading.statements, entities)
        rare = {
            entity.id: entity.name
            for entity in reading.entities
            if is_specific(entity) and frequency[entity.kind, key_of(entity)] <= RARE
        }
        for entity in here:
            context.ties[entity.id] = frozenset(ties.get(entity.id, ()))
            context.company[entity.id] = frozenset(name for other, name in rare.items() if other != entity.id)
    return context


def ties_of(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> dict[str, set[str]]:
    """List the ties of each entity of one document, in words, by its id."""
    ties: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        subject, object_ = entities.get(statement.subject), entities.get(statement.object)
        if subject is None or object_ is None:
            continue
        words = (statement.role or statement.predicate.replace("_", " ")).casefold()
        if is_specific(object_) or (statement.role and object_.kind is Kind.PLACE):
            ties[subject.id].add(f"{words}, {object_.name}")
        if is_specific(subject):
            ties[object_.id].add(f"{words}, of {subject.name}")
    return ties


def is_specific(entity: Entity) -> bool:
    """Tell whether to be tied to an entity, or named beside it, tells anything."""
    if entity.kind is Kind.PERSON:
        name = person_name(entity.name)
        return name.whole and not is_common(name)
    return entity.kind in _SPECIFIC and not is_generic(entity.name)


def told_countries(readings: Iterable[Ties]) -> dict[str, str]:
    """Tell the country of each entity that has none itself, where statements tie it to places of one country."""
    told: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        if not reading.statements:
            continue
        entities = {entity.id: entity for entity in reading.entities}
        for statement in reading.statements:
            subject, place = entities.get(statement.subject), entities.get(statement.object)
            if statement.predicate not in _TELLING or subject is None or place is None or subject.country:
                continue
            if place.kind is Kind.PLACE and place.country and subject.kind is not Kind.PLACE:
                told[subject.id].add(place.country)
    return {identifier: next(iter(countries)) for identifier, countries in told.items() if len(countries) == 1}
