"""What a text says that a place lies in: "Springfield, Illinois", "Houston, TX", "the Texas city of Paris"."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from newsweave.knowledge.types import Candidate, Fit, Item, KnowledgeBase
from newsweave.types import Entity, Extraction, Kind, Mention

# What can hold a town.
_WHOLES = frozenset({"country", "former", "region"})
_CERTAIN = frozenset({Fit.NAME, Fit.ALIAS})

_AFTER_COMMA = re.compile(r",\s+(?:the\s+)?((?:[A-Z][\w'’-]*\.?(?:[A-Z]\.)*)(?:\s+(?:of\s+)?[A-Z][\w'’-]*){0,3})")
_OPENING = re.compile(r"(?:^|[.!?]\s+|\n)\s*(?:In|At|From|To|Near|Outside|Across)\s+$")
_LIST = re.compile(r"(?:,\s*|,?\s+(?:and|or)\s+)[A-Z]|,\s*(?:and|or)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Something that the text names as what a place lies in.

    Attributes:
        items: What its name may mean: countries and regions.
        words: Its name.
        sure: Whether it can mean nothing else: "Cairo, Georgia, was", not one place of a list.
    """

    items: tuple[Item, ...]
    words: str
    sure: bool


@cache
def words() -> dict[str, Any]:
    """Read `link.toml`; nobody may change what is returned."""
    return tomllib.loads(resources.files(__package__).joinpath("link.toml").read_text("utf-8"))


def spelled_out(name: str) -> str:
    """Write the short form of a state or province in full; any other name as it is.

    >>> spelled_out("Calif."), spelled_out("TX"), spelled_out("Texas")
    ('California', 'Texas', 'Texas')
    """
    return _regions().get(name) or _regions().get(f"{name}.", name)


@cache
def _regions() -> dict[str, str]:
    return {short: name for name, listed in words()["abbreviations"].items() for short in listed}


def lies_in(item: Item, whole: Item) -> bool:
    """Tell whether a place lies in a country or a region, as far as the base tells."""
    if item.id == whole.id or item.sort in {"country", "former"}:
        return False
    return item.parent == whole.id or (whole.sort == "country" and item.country == whole.country is not None)


def wholes(
    extraction: Extraction,
    entities: Iterable[Entity],
    mentions: Mapping[str, Sequence[Mention]],
    known: Mapping[str, tuple[str, tuple[Candidate, ...]]],
    base: KnowledgeBase,
) -> dict[str, list[Whole]]:
    """List what the text says that each place lies in, by entity id.

    Args:
        extraction: The document: its statements of where things lie, and its words.
        entities: Those that are asked about.
        mentions: Its mentions by entity id.
        known: The name and candidates of each entity, by id.
        base: Where the words after a comma are looked up.
    """
    found: dict[str, list[Whole]] = defaultdict(list)
    for statement in extraction.statements:
        if statement.predicate == "located_in" and statement.object in known:
            name, candidates = known[statement.object]
            found[statement.subject].append(_whole(name, candidates, sure=False))
    text = extraction.document.text
    for entity in entities:
        if entity.kind is Kind.PLACE:
            for mention in mentions[entity.id]:
                found[entity.id] += _after_comma(text, mention.span.start, mention.span.end, base)
    return {one: [whole for whole in listed if whole.items] for one, listed in found.items()}


def _whole(name: str, candidates: Iterable[Candidate], *, sure: bool) -> Whole:
    items = tuple(each.item for each in candidates if each.item.sort in _WHOLES and each.fit in _CERTAIN)
    return Whole(items=items, words=name, sure=sure)


def _after_comma(text: str, start: int, end: int, base: KnowledgeBase) -> Iterator[Whole]:
    """Read what stands after a comma: "Springfield, Illinois", "Houston, TX", "London, Ont."."""
    match = _AFTER_COMMA.match(text, end)
    if match is None:
        return
    said = match[1].split()
    for name in (" ".join(said[:size]) for size in range(len(said), 0, -1)):
        full = spelled_out(name).rstrip(".")
        whole = _whole(full, base.candidates(full, Kind.PLACE), sure=False)
        if whole.items:
            short = full != name.rstrip(".")
            after = match.start(1) + len(name if short else full)
            yield replace(whole, sure=_is_sure(text, start, after, short))
            return


def _is_sure(text: str, start: int, end: int, short: bool) -> bool:
    """Tell "Cairo, Georgia, was" from "in Cairo, Georgia said" and from a list of places."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if short:
        return True
    if re.match(r"\s+[A-Z]", after) or _LIST.match(after) or re.search(r"[A-Z][\w-]*(?:,|\s+and|\s+or)\s+$", before):
        return False
    return after.startswith((",", ".", ")", ";")) or (not _OPENING.search(before) and not after.startswith(("'", "’")))
