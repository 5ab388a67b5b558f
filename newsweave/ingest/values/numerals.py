"""Numbers as words and figures: "seventeen", "twenty-five", "1.5 million", "2,000"."""

import re

from newsweave.ingest.values.phrases import DIGITS, Slot, Words

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: number for number, word in enumerate(_UNITS)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
# Scales that are written right behind figures and mean something else as words.
_SHORT = frozenset({"k", "m", "mn", "bn", "tn"})
# Thousands by commas; digits of any script; fifteen digits are exact in a float.
_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,9})?")


def figures(text: str) -> float | None:
    """Read a number in figures: "2,000", "1.5"; None for "2-1", "1,2", "10:30", "²"."""
    return float(text.replace(",", "")) if _FIGURES.fullmatch(text) else None


def numeral(words: Words, at: int) -> tuple[float, int] | None:
    """Read a number and return it with the place after it: "1.5 million", "one hundred and twenty - five"."""
    read = _group(words, at)
    if read is None:
        return None
    total, at = read
    before = float("inf")
    part, result = total, 0.0
    while at < len(words.texts):
        scale = SCALES.get(words.texts[at])
        if (
            scale is None
            or scale >= before
            or (scale == 100 and part >= 100)
            or (words.texts[at] in _SHORT and not _glued(words, at))
        ):
            break
        at += 1
        if scale == 100:
            part *= 100
            more = _more(words, at)
            if more and more[0] < 100:
                part, at = part + more[0], more[1]
            continue
        result, before = result + round(part * scale, 6), scale  # 4.1 million is 4100000, not a bit less
        more = _more(words, at)
        if more is None or more[0] >= 1000:
            return result, at
        part, at = more
    return result + part, at


def _group(words: Words, at: int) -> tuple[float, int] | None:
    """Read figures, or a word below a hundred: "18", "twenty", "twenty - five"; "a" before a scale."""
    texts = words.texts
    if at >= len(texts):
        return None
    text = texts[at]
    if text[0].isdecimal():
        number = figures(text)
        return None if number is None else (number, at + 1)
    if text in {"a", "one"} and at + 1 < len(texts) and SCALES.get(texts[at + 1], 0) >= 100:
        return None if texts[at + 1] in _SHORT else (1.0, at + 1)
    small = SMALL.get(text)
    if small is None:
        return None
    if small >= 20:
        after = at + 2 if at + 2 < len(texts) and texts[at + 1] in {"-", "‑", "–"} else at + 1
        unit = SMALL.get(texts[after], 0) if after < len(texts) else 0
        if 0 < unit < 10:
            return small + float(unit), after + 1
    return float(small), at + 1


def _more(words: Words, at: int) -> tuple[float, int] | None:
    """Read on in a number after a scale, in words alone: "and twenty", "fifty"."""
    if at < len(words.texts) and words.texts[at] == "and":
        at += 1
    if at < len(words.texts) and words.texts[at] in SMALL and words.texts[at] != "zero":
        return _group(words, at)
    return None


def _glued(words: Words, at: int) -> bool:
    """Tell whether a short scale stands right behind its figures: "3.5m"."""
    if not words.texts[at - 1][0].isdecimal():
        return False
    before, here = words.doc[words.tokens[at - 1]], words.doc[words.tokens[at]]
    return before.i == here.i or not before.whitespace_


# Words that a number may begin with.
FIRST = frozenset({DIGITS, "a", *SMALL})
NUMBER = Slot(FIRST, numeral, then={"a": frozenset(SCALES) - _SHORT})
