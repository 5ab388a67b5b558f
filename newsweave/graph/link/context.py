"""What a document tells about the places in it, before any of them is linked: its candidates and its countries.

Only what is plain counts: a name that one country alone, or by far, has given to something. Names that are
themselves in question say nothing, so that two wrong guesses never prop each other up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from newsweave.graph.link.readings import around, is_playing, opens, rank
from newsweave.graph.link.wholes import Whole, spelled_out, wholes
from newsweave.graph.names.keys import is_acronym, is_generic, person_name
from newsweave.knowledge.types import Candidate, Fit, Item, KnowledgeBase
from newsweave.types import Entity, Extraction, Form, Kind, Mention

# Kinds that are looked up at all: a nationality is no country (demonyms are relations), and of works, events
# and laws no package knows enough to tell a name from a phrase.
LINKED = (Kind.PLACE, Kind.PERSON, Kind.ORG)
# So many times more inhabitants make a place plain, where another country has a namesake.
_PLAIN = 20.0
# What adjectives and capitals may name without a name of its own.
_NAMELESS = frozenset({"country", "former", "organisation"})
_LARGE, _SHORTEST = 500_000, 4  # inhabitants and letters of places whose names in other languages are believed
_NAMES = 12  # spellings of one entity that are looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known when one entity is judged.

    Attributes:
        entity: The entity.
        candidates: What its fullest known name may mean.
        name: That name.
        named: Share of the entity's mentions that go by a name of the item, by the item's id.
        odd: An acronym that it is called by and that the base does not know; empty if there is none.
        countries: How often the other entities of the document speak for each country.
        inland: As `countries`, but only places inside them that are no capitals.
        parents: Ids of what other places of the document lie in, and the name of one such place.
        wholes: What the text says that it lies in.
        around: The words of the sentences that name it, in small letters.
        dateline: Whether the name opens a paragraph, before a dash or an agency in brackets.
        rank: "town", "region" or "county", if the text calls it so.
        playing: Whether it is mostly named as a team: "England beat Samoa 36-22".
        published: Day of the document.
    """

    entity: Entity
    candidates: tuple[Candidate, ...]
    name: str
    named: Mapping[str, float]
    odd: str
    countries: Mapping[str, int]
    inland: Mapping[str, int]
    parents: Mapping[str, str]
    wholes: tuple[Whole, ...]
    around: frozenset[str]
    dateline: bool
    rank: str
    playing: bool
    published: date | None


def contexts(extraction: Extraction, entities: Iterable[Entity], base: KnowledgeBase) -> Iterator[Context]:
    """Look up the names of some entities, and gather for each what the rest of the document says.

    Only their names are looked up, so that a service is not asked for what is linked already.
    """
    wanted = list(entities)
    if not wanted:
        return
    known = dict(_known(wanted, base, foreign=not extraction.document.language.lower().startswith("en")))
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        mentions[mention.entity].append(mention)
    voices = {
        entity.id: _voice(entity, known[entity.id].candidates if entity.id in known else ())
        for entity in extraction.entities
    }
    counts = {identifier: max(1, len(mentions[identifier])) for identifier in voices}
    lying = wholes(
        extraction, wanted, mentions, {one: (each.name, each.candidates) for one, each in known.items()}, base
    )
    countries = _counted(voices, counts)
    inland = _counted({one: voice for one, voice in voices.items() if voice.inland}, counts)
    parents = _parents(voices)
    for entity in wanted:
        looked_up = known.get(entity.id, _Known(name=entity.name))
        own = {entity.id: voices[entity.id]}
        named = [mention for mention in mentions[entity.id] if mention.form is Form.NAMED]
        yield Context(
            entity=entity,
            candidates=looked_up.candidates,
            name=looked_up.name,
            named=looked_up.named,
            odd=looked_up.odd,
            countries=countries - _counted(own, counts),
            inland=inland - _counted(own, counts) if voices[entity.id].inland else inland,
            parents={whole: part for whole, part in parents.items() if part != voices[entity.id].name},
            wholes=tuple(lying.get(entity.id, ())),
            around=around(extraction, mentions[entity.id]),
            dateline=any(opens(extraction.document.text, mention) for mention in named),
            rank=rank(extraction.document.text, named),
            playing=is_playing(extraction.document.text, named),
            published=extraction.document.published,
        )


def _counted(voices: Mapping[str, "_Voice"], counts: Mapping[str, int]) -> Counter[str]:
    counted = Counter[str]()
    for one, voice in voices.items():
        if voice.country:
            counted[voice.country] += counts[one]
    return counted


def _parents(voices: Mapping[str, "_Voice"]) -> dict[str, str]:
    """Name one place for each region or country that some place lies in: the last in the alphabet."""
    named = sorted((voice.name, voice.parent) for voice in voices.values() if voice.parent)
    return {parent: name for name, parent in named}


# --- names to candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the base knows of one entity; as the fields of `Context`."""

    name: str
    candidates: tuple[Candidate, ...] = ()
    named: Mapping[str, float] = field(default_factory=dict)
    odd: str = ""


def names_of(entity: Entity) -> list[str]:
    """List the names to look up, fullest first: no lone surname, and no description that fits many bodies.

    >>> names_of(Entity(id="e1", kind=Kind.PERSON, name="Toqaev", names=(("Toqaev", 2),)))
    []
    """
    names = sorted({entity.name, *(name for name, _ in entity.names)}, key=lambda name: (-len(name.split()), name))
    if entity.kind is Kind.PERSON:
        names = [name for name in names if person_name(name).whole]
    if entity.kind is Kind.ORG:
        names = [name for name in names if not is_generic(name)]
    return names[:_NAMES]


def _known(entities: Sequence[Entity], base: KnowledgeBase, *, foreign: bool) -> Iterator[tuple[str, "_Known"]]:
    """Ask for all names at once; an entity goes by the fullest of its names that the base knows."""
    asked = [(entity, name) for entity in entities if entity.kind in LINKED for name in names_of(entity)]
    answers = base.candidates_of(_question(entity, name) for entity, name in asked)
    found: dict[str, list[tuple[str, tuple[Candidate, ...]]]] = defaultdict(list)
    for (entity, name), answer in zip(asked, answers, strict=True):
        fitting = tuple(candidate for candidate in answer if _may_be(entity, candidate.item))
        if foreign:
            fitting = tuple(_at_home(candidate, name) for candidate in fitting)
        if fitting:
            found[entity.id].append((name, fitting))
    by_id = {entity.id: entity for entity in entities}
    for identifier, answered in found.items():
        name, candidates = min(answered, key=lambda one: all(each.fit is Fit.WEAK for each in one[1]))
        shares = _shares(by_id[identifier], answered)
        heard = {one for one, _ in answered}
        odd = min((each for each in names_of(by_id[identifier]) if is_acronym(each) and each not in heard), default="")
        yield identifier, _Known(name=name, candidates=candidates, named=shares, odd=odd)


def _at_home(candidate: Candidate, name: str) -> Candidate:
    """Take an exonym for a usual name, where the article is in another language than the base: "Allemagne", "Moscou".

    Codes stay what they are, and so do small towns, whose names in some language are words in another.
    """
    item = candidate.item
    large = item.sort in {"country", "former", "capital"} or item.population >= _LARGE
    at_home = candidate.fit is Fit.WEAK and large and len(name) >= _SHORTEST
    return replace(candidate, fit=Fit.ALIAS) if at_home else candidate


def _shares(entity: Entity, answered: Iterable[tuple[str, Sequence[Candidate]]]) -> dict[str, float]:
    """Tell what share of an entity's mentions goes by a name of each item."""
    counts, total = dict(entity.names), sum(count for _, count in entity.names)
    shares = Counter[str]()
    for name, candidates in answered:
        for candidate in candidates:
            shares[candidate.item.id] += counts.get(name, 0)
    return {item: count / total for item, count in shares.items()} if total else {}


def _question(entity: Entity, name: str) -> tuple[str, Kind | None]:
    """Ask for states in full, and for bodies without a kind, so that seats are among the answers."""
    if entity.kind is Kind.PLACE:
        return spelled_out(name), Kind.PLACE
    return name, None if entity.kind is Kind.ORG else entity.kind


def _may_be(entity: Entity, item: Item) -> bool:
    """Keep kinds apart, save a seat and its body ("the White House"); what no name names is a country or a body."""
    if item.kind is not entity.kind and not (entity.kind is Kind.ORG and item.sort == "seat"):
        return False
    return bool(entity.names) or (item.country == entity.country and item.sort in _NAMELESS)


# --- countries in focus


@dataclass(frozen=True, slots=True)
class _Voice:
    """What one entity says about where the document plays."""

    name: str
    country: str | None = None
    inland: bool = False
    parent: str | None = None


def _voice(entity: Entity, candidates: Sequence[Candidate]) -> _Voice:
    if entity.kind is not Kind.PLACE or not entity.names:
        return _Voice(entity.name, entity.country)
    strong = [candidate.item for candidate in candidates if candidate.fit is not Fit.WEAK]
    if not strong:
        return _Voice(entity.name, None if candidates else entity.country)
    first = max(strong, key=_weight)
    rivals = [item for item in strong if item.country != first.country]
    if any(_weight(item) * _PLAIN > _weight(first) for item in rivals):
        return _Voice(entity.name)
    inland = first.sort in {"city", "region"}
    alike = all(item.sort == first.sort for item in strong)
    return _Voice(entity.name, first.country, inland and alike, first.parent if inland else None)


def _weight(item: Item) -> float:
    """Weigh a place for `_PLAIN`: a country counts as much as its people, and is never outweighed by a town."""
    return max(1.0, float(item.population)) * (10 if item.sort in {"country", "capital"} else 1)
