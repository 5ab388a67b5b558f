"""Local entities that are written alike: the groups resolution starts from, and how two groups compare."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsweave.graph.compare import DIFFERENT, SAME, Comparison, compare_persons
from newsweave.graph.merge import best_name
from newsweave.graph.names import (
    PersonName,
    equivalents,
    group_key,
    is_acronym,
    is_generic,
    person_name,
    skeleton,
    thing_key,
)
from newsweave.types import Entity, Judgement, Kind, Verdict

JUDGE = "resolver@1"

# Kinds whose names may be mere descriptions, and kinds that have acronyms.
_GENERIC = frozenset({Kind.ORG, Kind.LAW, Kind.EVENT})
_SHORTENED = frozenset({Kind.ORG, Kind.PLACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """Local entities of one kind that are held to be one because their names are written alike.

    Attributes:
        members: By id; never empty.
        key: The folded name, the same for all members.
        country: The one country that any of them is known to belong to, if any is.
        distinctions: How much beside kind and name it takes to tell who is meant: 0 nothing, 1 the country,
            2 the local entity itself.
        shorts: Keys of the acronyms that some member has beside its name.
        shared: Those of `shorts` that stand for other groups as well.
    """

    members: tuple[Entity, ...]
    key: str
    country: str | None
    distinctions: int
    shorts: frozenset[str]
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
    def name(self) -> str:
        """The fullest way to write the name."""
        return best_name(self.members)

    @property
    def person(self) -> PersonName:
        """The parts of the name."""
        return person_name(self.members[0].name)

    @property
    def is_acronym(self) -> bool:
        """Whether some member is called by an acronym alone."""
        return any(is_acronym(member.name) for member in self.members)


def namesakes(entities: Iterable[Entity]) -> tuple[list[Namesakes], list[Judgement]]:
    """Group entities by kind and folded name; where the name does not tell its bearer, keep them apart.

    Returns:
        The groups, by kind, key and smallest id, and the judgements that made them.
    """
    alike: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        alike[entity.kind.value, _key(entity)].append(entity)
    groups: list[Namesakes] = []
    judgements: list[Judgement] = []
    for _, found in sorted(alike.items(), key=lambda item: item[0]):
        parts = sorted(_parts(found), key=lambda part: part.id)
        groups += parts
        judgements += _within(parts)
        judgements += (judge(parts[0], part, compare(parts[0], part)) for part in parts[1:])
    return _mark_shared(groups), judgements


def _mark_shared(groups: Sequence[Namesakes]) -> list[Namesakes]:
    """Note which acronyms stand for more than one group of a kind."""
    number = Counter((group.kind, short) for group in groups for short in group.shorts)
    return [
        replace(group, shared=frozenset(short for short in group.shorts if number[group.kind, short] > 1))
        for group in groups
    ]


def _key(entity: Entity) -> str:
    if entity.kind is Kind.PERSON:
        return person_name(entity.name).key
    return group_key(entity.name) if entity.kind is Kind.NORP else thing_key(entity.name)


def _parts(alike: Sequence[Entity]) -> Iterator[Namesakes]:
    """Part entities that are written alike by country; those that nothing identifies stay alone."""
    first = alike[0]
    if first.kind is Kind.PERSON and not person_name(first.name).whole:
        yield from (_group([entity], 2) for entity in alike)
        return
    generic = first.kind in _GENERIC and is_generic(first.name)
    by_country: dict[str | None, list[Entity]] = defaultdict(list)
    for entity in alike:
        by_country[entity.country].append(entity)
    unknown = by_country.pop(None, [])
    if generic:
        yield from (_group([entity], 2) for entity in unknown)
    elif unknown and len(by_country) == 1:
        by_country[next(iter(by_country))] += unknown
    elif unknown:
        yield _group(unknown, 0)
    yield from (_group(members, 1 if generic else 0) for members in by_country.values())


def _group(members: Sequence[Entity], distinctions: int) -> Namesakes:
    shorts = (
        thing_key(name)
        for member in members
        for name, _ in member.names
        if member.kind in _SHORTENED and is_acronym(name) and not is_acronym(member.name)
    )
    return Namesakes(
        members=tuple(sorted(members, key=lambda member: member.id)),
        key=_key(members[0]),
        country=next((member.country for member in members if member.country), None),
        distinctions=distinctions,
        shorts=frozenset(shorts),
    )


def _within(parts: Iterable[Namesakes]) -> Iterator[Judgement]:
    for part in parts:
        first, *others = part.members
        for other in others:
            reason = f"{first.name!r} and {other.name!r} are one name, once spelling is set aside."
            yield judgement(first.id, other.id, Verdict.SAME, 1.0, reason)


# --- two groups


def keys(group: Namesakes) -> Iterator[str]:
    """List the keys under which a group meets those that may be the same; none if nothing identifies it."""
    if group.distinctions > 1:
        return
    if group.kind is Kind.PERSON:
        yield from _person_keys(group.person)
    elif group.kind in _SHORTENED:
        yield from (f"{group.kind}:{short}" for short in sorted(group.shorts))
        if group.is_acronym:
            yield f"{group.kind}:{group.key}"


def _person_keys(name: PersonName) -> Iterator[str]:
    surname = skeleton(name.surname)[:7]
    given = name.given[0] if name.given else ""
    yield f"surname:{surname}:{skeleton(given)[:2]}"
    yield from (f"surname:{surname}:{group}" for group in sorted(equivalents(given)))
    if sum(len(word) > 1 for word in name.given) > 1:
        yield f"given:{' '.join(name.given)}"


def compare(left: Namesakes, right: Namesakes) -> Comparison:
    """Compare two groups of one kind.

    Namesakes of different countries are different, except persons: a person can have two.
    """
    if left.kind is Kind.PERSON and left.key != right.key:
        names = compare_persons(left.person, right.person)
        return min(names, _countries(left, right, 0.5), key=lambda feature: feature.score)
    countries = _countries(left, right, 0.5 if left.kind is Kind.PERSON else 0.1)
    if countries.score < SAME:
        return countries
    return _same_name(left, right) if left.key == right.key else _shortened(left, right)


def clash(left: Namesakes, right: Namesakes) -> bool:
    """Tell whether two groups can never be in one cluster: they differ, or have different countries."""
    return compare(left, right).score <= DIFFERENT or _countries(left, right, 0.0).score < SAME


def _countries(left: Namesakes, right: Namesakes, score: float) -> Comparison:
    if left.country and right.country and left.country != right.country:
        return Comparison(score, f"They belong to different countries, {left.country} and {right.country}.")
    return Comparison(1.0, "No country tells them apart.")


def _same_name(left: Namesakes, right: Namesakes) -> Comparison:
    """Say why groups that are written alike were not made one group."""
    if left.kind is Kind.PERSON and not left.person.whole:
        return Comparison(0.6, f"{left.name!r} alone does not tell who is meant.")
    if left.distinctions or right.distinctions:
        return Comparison(0.6, f"{left.name!r} fits a body in any country, and the country is not known.")
    return Comparison(0.6, f"{left.name!r} is a name in several countries, and the country is not known.")


def _shortened(left: Namesakes, right: Namesakes) -> Comparison:
    for whole, short in ((left, right), (right, left)):
        if not short.is_acronym or short.key not in whole.shorts:
            continue
        if short.key in whole.shared:
            return Comparison(0.6, f"{short.name!r} is short for {whole.name!r}, but for others as well.")
        return Comparison(0.93, f"{short.name!r} is short for {whole.name!r}, and for nothing else.")
    return Comparison(0.5, "Their names differ, and nothing else tells them apart.")


# --- judgements


def judge(left: Namesakes, right: Namesakes, comparison: Comparison) -> Judgement:
    """Judge two groups that were not united, by their score alone."""
    verdict = Verdict.DIFFERENT if comparison.score <= DIFFERENT else Verdict.UNSURE
    return judgement(left.id, right.id, verdict, comparison.score, comparison.reason)


def judgement(left: str, right: str, verdict: Verdict, score: float, *reasons: str) -> Judgement:
    """Make a judgement of this resolver, with the smaller id on the left."""
    left, right = sorted((left, right))
    return Judgement(left=left, right=right, verdict=verdict, score=score, reasons=reasons, judge=JUDGE)
