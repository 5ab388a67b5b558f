"""Compare the quotes of an extraction with a gold graph: contents that share at least half of the longer, and speakers.

A speaker is right if it is the entity that answers the gold one, or, where the gold graph has only words ("Police"),
if it shares a word with them.
"""

from collections.abc import Mapping
from typing import Any

from score import Score, answered, names_in_use, plain

from newsweave.types import Extraction, Quote

_HALF = 0.5
_EMPTY = frozenset({"of", "the", "in", "and"})


def score_quotes(extraction: Extraction, gold: Mapping[str, Any]) -> dict[str, Score]:
    """Score one article: "quote" (right words) and "quote speaker" (right words and speaker)."""
    used = names_in_use(extraction)
    answers = answered(used, gold["entities"])
    names = {entity["id"]: {plain(name) for name in entity["names"]} for entity in gold["entities"]}
    left = list(extraction.quotes)
    right = spoken = 0
    for asked in gold["quotes"]:
        start = extraction.document.text.find(asked["content"])
        found = next((quote for quote in left if _is_same(quote, start, start + len(asked["content"]))), None)
        if found is not None:
            left.remove(found)
            right += 1
            spoken += _speaks(found, asked["speaker"], answers, names)
    size = len(extraction.quotes), len(gold["quotes"])
    return {"quote": Score(right, right, *size), "quote speaker": Score(spoken, spoken, *size)}


def _is_same(quote: Quote, start: int, end: int) -> bool:
    shared = min(end, quote.content.end) - max(start, quote.content.start)
    return shared >= _HALF * max(end - start, quote.content.end - quote.content.start)


def _speaks(quote: Quote, asked: str, answers: Mapping[str, str], names: Mapping[str, set[str]]) -> bool:
    if quote.speaker is None:
        return False
    words = plain(quote.speaker.text)
    if asked in names:
        return answers.get(quote.speaker.entity or "") == asked or words in names[asked]
    return bool((set(plain(asked).split()) & set(words.split())) - _EMPTY)
