"""What links say about two entities: different things in one scheme are never one, the same thing always is.

Two places of one name and country ("Springfield") are told apart by nothing else, and two transliterations of a
name may be tied by nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from newsweave.graph.compare.comparison import Comparison
from newsweave.types import Entity

_SAME = 0.99  # links are right 95 times in 100, two equal ones by chance are wrong together far less often
_DIFFERENT = 0.05


def compare_links(left: Iterable[Entity], right: Iterable[Entity]) -> Comparison | None:
    """Compare what two groups of entities are linked to; None if links say nothing.

    >>> from newsweave.types import Kind, Link
    >>> def entity(identifier):
    ...     links = (Link(scheme="wikidata", id=identifier, score=0.9),)
    ...     return Entity(id="e1", kind=Kind.PLACE, name="Congo", names=(), links=links)
    >>> compare_links([entity("Q974")], [entity("Q971")]).reason
    'In wikidata they are different things, Q971 and Q974.'
    """
    mine, theirs = accepted_ids(left), accepted_ids(right)
    shared = sorted(mine.keys() & theirs.keys())
    for scheme in shared:
        if not mine[scheme] & theirs[scheme]:
            one, other = sorted((min(mine[scheme]), min(theirs[scheme])))
            return Comparison(_DIFFERENT, f"In {scheme} they are different things, {one} and {other}.")
    if shared:
        scheme = shared[0]
        return Comparison(_SAME, f"In {scheme} they are one thing, {min(mine[scheme] & theirs[scheme])}.")
    return None


def accepted_ids(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """List what entities are linked to, by scheme."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for link in entity.links:
            if link.accepted:
                found[link.scheme].add(link.id)
    return dict(found)


def link_keys(entities: Sequence[Entity]) -> Iterator[str]:
    """List the keys under which entities of one kind meet that are linked to one thing, for blocking.

    The kind is part of the key: the White House as a body and as a building are kept apart.
    """
    for scheme, identifiers in sorted(accepted_ids(entities).items()):
        yield from (f"link:{entities[0].kind}:{scheme}:{identifier}" for identifier in sorted(identifiers))
