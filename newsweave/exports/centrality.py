"""How large nodes are drawn: by mentions, by degree, or by PageRank."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from newsweave.config import Size
from newsweave.exports.rows import diameter
from newsweave.exports.sheets import AnyNode

Link = tuple[str, str, float]  # from, to, weight

_DAMPING = 0.85  # Brin and Page, 1998
_ROUNDS = 50  # 0.85 ** 50 is below a thousandth


def sizing(by: Size, links: Sequence[Link]) -> Callable[[AnyNode], float]:
    """Choose how to size nodes that are linked so; diameters are 4 to 60."""
    if by is Size.DEGREE:
        return lambda node: diameter(node.links)
    if by is Size.PAGERANK:
        ranks = pagerank(links)
        lone = min(ranks.values(), default=1.0)
        return lambda node: diameter(ranks.get(node.identifier, lone))
    return lambda node: diameter(node.mentions)


def pagerank(links: Iterable[Link]) -> dict[str, float]:
    """Rank what is linked by how much leads there; 1 is the average.

    Additions and multiplications in a fixed order alone, so that each machine finds the same.

    >>> ranks = pagerank([("a", "b", 1.0), ("c", "b", 2.0)])
    >>> ranks["b"] > ranks["a"] == ranks["c"]
    True
    """
    out: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for source, target, weight in links:
        out[source].append((target, weight))
        totals[source] += weight  # type: ignore[assignment]
    nodes = sorted({end for source, found in out.items() for end in (source, *(target for target, _ in found))})
    ranks = dict.fromkeys(nodes, 1.0)
    for _ in range(_ROUNDS):
        stuck = sum(rank for node, rank in ranks.items() if node not in out)
        fresh = dict.fromkeys(nodes, 1 - _DAMPING + _DAMPING * stuck / max(1, len(nodes)))
        for node, found in out.items():
            share = _DAMPING * ranks[node] / totals[node]
            for target, weight in found:
                fresh[target] += share * weight
        ranks = fresh
    return ranks
