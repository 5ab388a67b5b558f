"""Decide which local entities of different documents are one: block, score, veto, raise by context, cluster.

Local entities whose names are written alike form a namesake group, unless the name does not tell its bearer
(a lone surname, John Smith, a ministry without a country). Groups that share a key are compared, by names alone
first and then by what their documents share, and united if the whole clusters fit. Decisions that matter are kept
as judgements; the result does not depend on any order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from newsweave.graph.compare.comparison import PLAIN, SAME, Comparison
from newsweave.graph.extractions import MENTIONS, distinct, entities, ties
from newsweave.graph.merge import best_country, best_name
from newsweave.graph.resolution.cluster import Naming, agglomerate, name_clusters
from newsweave.graph.resolution.context import told_countries
from newsweave.graph.resolution.judgements import apart, judgement
from newsweave.graph.resolution.matching import clash, compare_groups, pairs
from newsweave.graph.resolution.namesakes import Keys, Namesakes, alike, namesakes, spellings
from newsweave.graph.resolution.raising import Pair, raise_unsure
from newsweave.types import Cluster, Entity, Extraction, Judgement, Verdict

# Of namesakes whom their name does not identify, so many are judged against the first.
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is one and the same.

    Attributes:
        clusters: Each local entity is in exactly one; by id.
        judgements: What was decided and why, by the two ids. Entities of one name that are one have none; each
            other way to write the name is judged once. Names that plainly differ have none either.
    """

    clusters: tuple[Cluster, ...]
    judgements: tuple[Judgement, ...]


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Decide which entities of different documents are one.

    Args:
        extractions: One for each document, in any order; of two for one document, one is taken.
    """
    readings = distinct(extractions)
    keys = Keys()
    gathered = alike(entities(readings), keys)
    groups = namesakes(gathered, told_countries(ties(readings)))
    compared = _compared(groups)
    raised = raise_unsure(groups, compared, ties(readings), gathered, keys)
    joined = united(groups, compared | raised)
    judgements = _judgements(groups, compared, raised, joined)
    mentions = Counter(mention.entity for found in MENTIONS.of(readings) for mention in found)
    return Resolution(
        clusters=_clusters([[groups[place] for place in places] for places in joined], mentions),
        judgements=tuple(sorted(judgements, key=lambda item: (item.left, item.right))),
    )


def _compared(groups: Sequence[Namesakes]) -> dict[Pair, Comparison]:
    """Compare each pair of groups that share a key; names that plainly differ are left out."""
    found = {}
    for left, right in pairs(groups):
        comparison = compare_groups(groups[left], groups[right])
        if comparison.score > PLAIN:
            found[left, right] = comparison
    return found


def united(groups: Sequence[Namesakes], compared: Mapping[Pair, Comparison]) -> list[list[int]]:
    """Unite groups best score first, as long as clusters fit as a whole; by their places."""

    def same(left: int, right: int) -> bool:
        found = compared.get((min(left, right), max(left, right)))
        if found is not None:
            return found.score >= SAME
        return groups[left].key == groups[right].key

    def fits(left: Sequence[int], right: Sequence[int]) -> bool:
        if any(clash(groups[one], groups[other]) for one in left for other in right):
            return False
        return same(_fullest(groups, left), _fullest(groups, right))

    scored = [(comparison.score, *pair) for pair, comparison in compared.items() if comparison.score >= SAME]
    return agglomerate(range(len(groups)), scored, fits)


def _fullest(groups: Sequence[Namesakes], places: Sequence[int]) -> int:
    if len(places) == 1:
        return places[0]
    name = best_name([member for place in places for member in groups[place].members])
    return next(place for place in places if any(member.name == name for member in groups[place].members))


# --- judgements


def _judgements(
    groups: Sequence[Namesakes],
    compared: Mapping[Pair, Comparison],
    raised: Mapping[Pair, Comparison],
    united: Sequence[Sequence[int]],
) -> Iterator[Judgement]:
    cluster_of = {place: number for number, places in enumerate(united) for place in places}
    for (left, right), comparison in {**compared, **raised}.items():
        one = cluster_of[left] == cluster_of[right]
        yield judge(groups[left].id, groups[right].id, comparison, one)
    for group in groups:
        yield from spellings(group)
    judged = compared.keys() | raised.keys()
    for left, right in same_names(groups):
        if (left, right) not in judged and cluster_of[left] != cluster_of[right]:
            first, other = groups[left], groups[right]
            yield apart(first.id, other.id, compare_groups(first, other))


def same_names(groups: Sequence[Namesakes]) -> Iterator[Pair]:
    """Pair groups of one name with the first of them, of those that nothing identifies only some."""
    for _, same in groupby(range(len(groups)), key=lambda place: (groups[place].kind, groups[place].key)):
        first, *others = same
        for number, other in enumerate(others):
            if not (groups[other].alone and number >= SHOWN):
                yield first, other


def judge(left: str, right: str, comparison: Comparison, one: bool) -> Judgement:
    """Judge two groups by what was said of them and whether they came to be one."""
    if one:
        tied = () if comparison.score >= SAME else ("Each of them is one with others of the same cluster.",)
        return judgement(left, right, Verdict.SAME, comparison.score, *comparison.reasons, *tied)
    if comparison.score >= SAME:
        torn = "Others that each of them is one with do not fit together."
        return judgement(left, right, Verdict.UNSURE, comparison.score, *comparison.reasons, torn)
    return apart(left, right, comparison)


# --- clusters


def _clusters(united: Sequence[Sequence[Namesakes]], mentions: Mapping[str, int]) -> tuple[Cluster, ...]:
    members = [[member for group in cluster for member in group.members] for cluster in united]
    needed = [max(group.distinctions for group in cluster) for cluster in united]
    ids = name_clusters([naming(entities, mentions) for entities in members], needed)
    clusters = (
        Cluster(id=identifier, members=tuple(sorted(member.id for member in found)))
        for identifier, found in zip(ids, members, strict=True)
    )
    return tuple(sorted(clusters, key=lambda cluster: cluster.id))


def naming(entities: Sequence[Entity], mentions: Mapping[str, int]) -> Naming:
    """Gather what the id of a cluster is made from; its entities come in the order of their groups."""
    country = best_country(entities, mentions) or ""
    return entities[0].kind, best_name(entities), (country, min(entity.id for entity in entities))
