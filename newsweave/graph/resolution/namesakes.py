"""Local entities that are written alike: the groups that resolution starts from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsweave.graph.link.judgement import accepted_ids
from newsweave.graph.merge import best_name
from newsweave.graph.names.bodies import BodyName, body_name, name_of
from newsweave.graph.names.keys import PersonName, group_key, is_acronym, is_common, is_generic, person_name, thing_key
from newsweave.graph.resolution.judgements import judgement
from newsweave.types import Entity, Judgement, Kind, Verdict

# Kinds whose names are taken apart as those of bodies are; they may have acronyms.
BODIES = frozenset({Kind.ORG, Kind.PLACE})
# Kinds whose names may be mere descriptions.
_GENERIC = frozenset({Kind.ORG, Kind.LAW, Kind.EVENT})

Parsed = PersonName | BodyName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """Local entities of one kind that are held to be one because their names are written alike.

    Attributes:
        members: By id; never empty.
        key: The folded name, the same for all members.
        name: The fullest way to write the name.
        parsed: The parts of the name, of a person, an organisation or a place.
        country: The country that they are known to belong to, if any is; all that a body's name says, if several.
        distinctions: How much beside kind and name it takes to tell who is meant: 0 nothing, 1 the country,
            2 the local entity itself.
        shorts: Keys of the acronyms that some member has beside its name.
        shared: Those of `shorts` that stand for other groups as well.
    """

    members: tuple[Entity, ...]
    key: str
    name: str
    parsed: Parsed
    country: str | None
    distinctions: int
    shorts: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The smallest id of a member, which stands for the group in judgements."""
        return self.members[0].id

    @property
    def kind(self) -> Kind:
        """The kind of all members."""
        return self.members[0].kind

    @property
    def alone(self) -> bool:
        """Whether the name does not tell who is meant, so that the group is one local entity."""
        return self.distinctions > 1

    @property
    def lone(self) -> bool:
        """Whether it is a person's lone name, which nothing raises to an identity."""
        return isinstance(self.parsed, PersonName) and not self.parsed.whole

    @property
    def is_acronym(self) -> bool:
        """Whether it is called by an acronym alone."""
        return is_acronym(self.name)


class Keys:
    """The key of each entity's name, made once for each distinct name."""

    def __init__(self) -> None:
        self._keys: dict[tuple[Kind, str], str] = {}

    def __call__(self, entity: Entity) -> str:
        """Return a text that is equal for entities of one kind whose names say the same."""
        place = entity.kind, entity.name
        key = self._keys.get(place)
        if key is None:
            key = self._keys[place] = _key(entity.kind, entity.name)
        return key


def _key(kind: Kind, name: str) -> str:
    parsed = parse(kind, name)
    if parsed is not None:
        return parsed.key
    return group_key(name) if kind is Kind.NORP else thing_key(name)


def parse(kind: Kind, name: str) -> Parsed:
    """Take a name apart by the rules for its kind; None for kinds that have none."""
    if kind is Kind.PERSON:
        return person_name(name)
    return name_of(name, kind) if kind in BODIES else None


Alike = dict[tuple[Kind, str], list[Entity]]


def alike(entities: Iterable[Entity], keys: Keys) -> Alike:
    """Gather entities by kind and folded name."""
    found: Alike = defaultdict(list)
    for entity in entities:
        found[entity.kind, keys(entity)].append(entity)
    return found


def namesakes(gathered: Alike, told: Mapping[str, str]) -> list[Namesakes]:
    """Make groups of entities that are written alike; where the name does not tell its bearer, keep them apart.

    Args:
        gathered: Entities by kind and folded name.
        told: By id, the country that statements give an entity that has none.

    Returns:
        The groups, by kind, key and smallest id.
    """
    groups: list[Namesakes] = []
    for (_, key), found in sorted(gathered.items(), key=lambda item: (item[0][0].value, item[0][1])):
        groups += sorted(parts(key, found, told), key=lambda part: part.id)
    return _mark_shared(groups)


def _mark_shared(groups: Sequence[Namesakes]) -> list[Namesakes]:
    """Note which acronyms stand for more than one group of a kind."""
    number = Counter((group.kind, short) for group in groups for short in group.shorts)
    return [
        replace(group, shared=frozenset(short for short in group.shorts if number[group.kind, short] > 1))
        if group.shorts
        else group
        for group in groups
    ]


def parts(key: str, found: Sequence[Entity], told: Mapping[str, str]) -> Iterator[Namesakes]:
    """Part entities that are written alike by country and link; those that nothing identifies stay alone."""
    first = min(found, key=lambda entity: entity.id)
    parsed = parse(first.kind, first.name)
    if isinstance(parsed, PersonName) and (not parsed.whole or is_common(parsed)):
        yield from (_group(key, [entity], entity.country or told.get(entity.id), 2) for entity in found)
        return
    generic = fits_any_country(first, parsed)
    by_country: dict[str | None, list[Entity]] = defaultdict(list)
    for entity in found:
        by_country[country_of(entity, told)].append(entity)
    unknown = by_country.pop(None, [])
    if generic:
        yield from (_group(key, [entity], None, 2) for entity in unknown)
    elif unknown and len(by_country) == 1:
        by_country[next(iter(by_country))] += unknown
    elif unknown:
        by_country[None] = unknown
    for country, members in by_country.items():
        yield from (_group(key, part, country, 1 if generic else 0) for part in _by_link(members))


def country_of(entity: Entity, told: Mapping[str, str]) -> str | None:
    """Tell the country that an entity belongs to: the one that a body's name says, or the text."""
    if entity.kind is Kind.ORG:
        countries = body_name(entity.name).countries
        if countries:
            return ", ".join(sorted(countries))
    return entity.country or told.get(entity.id)


def fits_any_country(entity: Entity, parsed: Parsed) -> bool:
    """Tell whether the name of a body or law fits one in each country."""
    if entity.kind not in _GENERIC:
        return False
    return parsed.generic if isinstance(parsed, BodyName) else is_generic(entity.name)


def _by_link(members: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Part namesakes that are linked to different things; those without a link join the only thing there is."""
    linked: dict[tuple[str, str] | None, list[Entity]] = defaultdict(list)
    for member in members:
        linked[_link(member)].append(member)
    unlinked = linked.pop(None, [])
    if len(linked) == 1:
        yield next(iter(linked.values())) + unlinked
        return
    if unlinked:
        yield unlinked
    yield from linked.values()


def _link(entity: Entity) -> tuple[str, str] | None:
    if not entity.links:
        return None
    identifiers = accepted_ids([entity])
    return min(((scheme, min(listed)) for scheme, listed in identifiers.items()), default=None)


def _group(key: str, members: Sequence[Entity], country: str | None, distinctions: int) -> Namesakes:
    kind = members[0].kind
    name = members[0].name
    if len(members) > 1 and any(member.name != name for member in members):
        name = best_name(members)
    return Namesakes(
        members=tuple(sorted(members, key=lambda member: member.id)),
        key=key,
        name=name,
        parsed=parse(kind, name),
        country=country,
        distinctions=distinctions,
        shorts=frozenset(_shorts(members)) if kind in BODIES else frozenset(),
    )


def _shorts(members: Iterable[Entity]) -> Iterator[str]:
    for member in members:
        if len(member.names) > 1 and not is_acronym(member.name):
            yield from (letters(name) for name, _ in member.names if is_acronym(name))


def letters(acronym: str) -> str:
    """Make the key of an acronym: RFE/RL is rferl."""
    return "".join(filter(str.isalnum, acronym)).lower()


def spellings(group: Namesakes) -> Iterator[Judgement]:
    """Judge each way to write a group's name, once, against the first; the same name needs no judgement."""
    first, *others = group.members
    seen = {(first.name, first.country)}
    for other in others:
        if (other.name, other.country) not in seen:
            seen.add((other.name, other.country))
            reason = f"{first.name!r} and {other.name!r} are one name, once spelling is set aside."
            yield judgement(first.id, other.id, Verdict.SAME, 1.0, reason)
