"""Two groups of namesakes: under which keys they meet, and what names, countries and links say of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsweave.graph.compare.bodies import compare_bodies
from newsweave.graph.compare.comparison import DIFFERENT, SAME, Comparison, worst
from newsweave.graph.compare.names import country_veto
from newsweave.graph.compare.persons import compare_persons
from newsweave.graph.link.judgement import compare_links, link_keys
from newsweave.graph.names.bodies import BodyName
from newsweave.graph.names.fold import sound
from newsweave.graph.names.persons import PersonName, equivalents
from newsweave.graph.resolution.namesakes import Namesakes, letters
from newsweave.types import Kind

# Of the groups under one key, each is compared with so many that follow in their order, which bounds the work
# that hostile input can make.
WINDOW = 300

# A key, and whether the group asks for all that it meets there: two groups that do not ask are not compared.
Key = tuple[str, bool]


def pairs(groups: Sequence[Namesakes]) -> list[tuple[int, int]]:
    """List the places of all groups that share a key, each pair once, in order; not those that are written alike."""
    blocks: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for place, group in enumerate(groups):
        for key, asking in keys(group):
            blocks[key].append((place, asking))
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1:
            found.update(pair for pair in meeting(block) if groups[pair[0]].key != groups[pair[1]].key)
    return sorted(found)


def meeting(block: Sequence[tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    """List the pairs that meet in a block: its places in order, and whether each asks for the others."""
    if not any(asking for _, asking in block):
        return
    for start, (left, asks) in enumerate(block):
        for right, asked in block[start + 1 : start + 1 + WINDOW]:
            if (asks or asked) and left != right:
                yield left, right


def keys(group: Namesakes) -> Iterator[Key]:
    """List the keys under which a group meets those that may be the same."""
    yield from ((key, True) for key in link_keys(group.members))
    if group.lone or (group.alone and group.kind is not Kind.PERSON):
        return
    parsed = group.parsed
    if isinstance(parsed, PersonName):
        yield from _person_keys(parsed)
    elif isinstance(parsed, BodyName):
        yield from _body_keys(group, parsed)


def _person_keys(name: PersonName) -> Iterator[Key]:
    surname = sound(name.surname)
    whole = [word for word in name.given if len(word) > 1]
    for given in whole[:3]:
        yield f"given:{surname}:{sound(given)}", True
        yield from ((f"given:{surname}:{group}", True) for group in sorted(equivalents(given)))
    if name.given:
        yield f"initial:{surname}:{name.given[0][0]}", len(whole) == 0
    words = name.words
    if len(words) > 1:
        yield f"words:{' '.join(sorted(words))}", True
        yield f"start:{words[0]} {words[1]}", len(words) > 2
    if len(whole) == 1:
        yield f"given:{sound(whole[0])}:{surname}", True


def _body_keys(group: Namesakes, name: BodyName) -> Iterator[Key]:
    kind = group.kind
    yield from ((f"{kind}:short:{short}", True) for short in sorted(group.shorts))
    if group.is_acronym:
        yield f"{kind}:short:{letters(group.name)}", True
    if kind is Kind.ORG:
        yield from ((f"{kind}:short:{short}", False) for short in sorted(name.initials) if len(short) > 2)
    countries = ",".join(sorted(name.countries))
    sounds = " ".join(sorted(sound(word) if len(word) > 4 else word for word in name.words))
    yield f"{kind}:{sounds}:{countries}", True


# --- comparing


def compare_groups(left: Namesakes, right: Namesakes) -> Comparison:
    """Compare two groups of one kind by their links, then their names and countries."""
    linked = compare_links(left.members, right.members)
    if linked is not None:
        return linked
    countries = country_veto(left.country, right.country, left.kind)
    if left.key == right.key:
        return _same_name(left, right) if countries.score >= SAME else countries
    if isinstance(left.parsed, PersonName) and isinstance(right.parsed, PersonName):
        return worst((compare_persons(left.parsed, right.parsed), countries))
    if isinstance(left.parsed, BodyName) and isinstance(right.parsed, BodyName):
        return worst((_bodies(left, right, left.parsed, right.parsed), countries))
    return countries if countries.score < SAME else Comparison(0.5, "Their names differ.")


def clash(left: Namesakes, right: Namesakes) -> bool:
    """Tell whether two groups can never be in one cluster: they differ, or have different countries."""
    if compare_groups(left, right).score <= DIFFERENT:
        return True
    return bool(left.country and right.country and left.country != right.country)


def _same_name(left: Namesakes, right: Namesakes) -> Comparison:
    """Say why groups that are written alike were not made one group."""
    if left.lone:
        return Comparison(0.5, f"{left.name!r} alone does not tell who is meant.")
    if left.alone and left.kind is Kind.PERSON:
        return Comparison(0.7, f"Many are called {left.name!r}.")
    if left.distinctions or right.distinctions:
        return Comparison(0.7, f"{left.name!r} fits a body in any country, and the country is not known.")
    if left.country and left.country == right.country:
        return Comparison(0.6, f"{left.name!r} is linked to several things there, and one of them is not linked.")
    return Comparison(0.6, f"{left.name!r} is a name in several countries, and the country is not known.")


def _bodies(left: Namesakes, right: Namesakes, one: BodyName, other: BodyName) -> Comparison:
    """Compare names; of acronyms, what a text defines counts more than initials."""
    for whole, short in ((left, right), (right, left)):
        key = letters(short.name)
        if not short.is_acronym or key not in whole.shorts:
            continue
        if key in whole.shared:
            return Comparison(0.6, f"{short.name!r} is short for {whole.name!r}, but for others as well.")
        return Comparison(0.93, f"{short.name!r} is short for {whole.name!r}, and for nothing else.")
    if left.shorts & right.shorts:
        return Comparison(0.5, "They have one acronym, but their names differ.")
    return compare_bodies(one, other)
