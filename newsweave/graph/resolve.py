"""Decide which local entities of different documents are one: block, score, veto, cluster.

Local entities whose names are written alike form a namesake group, unless the name does not tell its bearer
(a lone surname, a ministry without a country). Groups that share a key are then compared, and united if the
whole clusters fit. Every decision is kept as a judgement; the result does not depend on any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsweave.graph.cluster import Naming, agglomerate, name_clusters
from newsweave.graph.compare import SAME, Comparison
from newsweave.graph.merge import best_country, best_name, distinct
from newsweave.graph.namesakes import Namesakes, clash, compare, judge, judgement, keys, namesakes
from newsweave.types import Cluster, Entity, Extraction, Judgement, Verdict

# Groups under one key are sorted, and each is compared with so many that follow: blocks of a million distinct
# names had at most 280 groups, so that this bounds only hostile input.
_WINDOW = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is one and the same.

    Attributes:
        clusters: Each local entity is in exactly one; by id.
        judgements: What was decided and why, by the two ids. Of a group that is written alike, each member
            is judged against the one with the smallest id.
    """

    clusters: tuple[Cluster, ...]
    judgements: tuple[Judgement, ...]


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Decide which entities of different documents are one.

    Args:
        extractions: One for each document, in any order; of two for one document, one is taken.
    """
    readings = distinct(extractions)
    mentions = Counter(mention.entity for reading in readings for mention in reading.mentions)
    groups, judgements = namesakes(entity for reading in readings for entity in reading.entities)
    compared = list(_compared(groups))
    united = agglomerate(groups, [(comparison.score, *pair) for pair, comparison in compared], _fit)
    cluster_of = {group.id: number for number, cluster in enumerate(united) for group in cluster}
    for (left, right), comparison in compared:
        one = cluster_of[groups[left].id] == cluster_of[groups[right].id]
        judgements.append(_judge(groups[left], groups[right], comparison, one))
    return Resolution(
        clusters=_clusters(united, mentions),
        judgements=tuple(sorted(judgements, key=lambda judgement: (judgement.left, judgement.right))),
    )


def _compared(groups: Sequence[Namesakes]) -> Iterator[tuple[tuple[int, int], Comparison]]:
    """Compare each pair of groups that share a key and are not written alike, once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for key in keys(group):
            blocks[key].append(place)
    pairs = {
        (left, right)
        for block in blocks.values()
        for start, left in enumerate(block)
        for right in block[start + 1 : start + 1 + _WINDOW]
        if groups[left].key != groups[right].key
    }
    for left, right in sorted(pairs):
        yield (left, right), compare(groups[left], groups[right])


def _fit(left: Sequence[Namesakes], right: Sequence[Namesakes]) -> bool:
    """Tell whether two clusters may be one: their fullest groups are the same, and no two groups clash."""
    if any(clash(one, other) for one in left for other in right):
        return False
    return compare(_fullest(left), _fullest(right)).score >= SAME


def _fullest(cluster: Sequence[Namesakes]) -> Namesakes:
    name = best_name([member for group in cluster for member in group.members])
    return next(group for group in cluster if any(member.name == name for member in group.members))


def _judge(left: Namesakes, right: Namesakes, comparison: Comparison, one: bool) -> Judgement:
    score, reason = comparison.score, comparison.reason
    if one:
        return judgement(left.id, right.id, Verdict.SAME, score, reason)
    if score >= SAME:
        clash = "Others that each of them is one with do not fit together."
        return judgement(left.id, right.id, Verdict.UNSURE, score, reason, clash)
    return judge(left, right, comparison)


def _clusters(united: Sequence[Sequence[Namesakes]], mentions: Mapping[str, int]) -> tuple[Cluster, ...]:
    members = [[member for group in cluster for member in group.members] for cluster in united]
    needed = [max(group.distinctions for group in cluster) for cluster in united]
    ids = name_clusters([_naming(entities, mentions) for entities in members], needed)
    clusters = (
        Cluster(id=identifier, members=tuple(sorted(member.id for member in entities)))
        for identifier, entities in zip(ids, members, strict=True)
    )
    return tuple(sorted(clusters, key=lambda cluster: cluster.id))


def _naming(entities: Sequence[Entity], mentions: Mapping[str, int]) -> Naming:
    country = best_country(entities, mentions) or ""
    return entities[0].kind, best_name(entities), (country, min(entity.id for entity in entities))
