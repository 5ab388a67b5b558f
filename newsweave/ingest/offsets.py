r"""The way back from a cleaned text to the text as it came: where the words of an evidence stand in the file.

"Pu\u200btin\r\n spoke" became "Putin\n spoke": Putin, 0 to 5, stands at 0 to 6 of the first.
"""

from bisect import bisect_right
from dataclasses import dataclass
from re import Pattern

from newsweave.ingest.cleaning import STEPS


@dataclass(frozen=True, slots=True)
class _Step:
    """What one step of cleaning moved.

    Attributes:
        after: Where stretches begin after it, in code points.
        before: Where they began before it.
        kept: Whether a stretch stayed as it was; else all of it stands for the place where what it replaced began.
    """

    after: tuple[int, ...]
    before: tuple[int, ...]
    kept: tuple[bool, ...]

    def back(self, offset: int) -> int:
        """Return where an offset was before the step."""
        nth = bisect_right(self.after, offset) - 1
        return self.before[nth] + (offset - self.after[nth] if self.kept[nth] else 0)


@dataclass(frozen=True, slots=True)
class Offsets:
    """The way back from a cleaned text; made by `mapped`."""

    steps: tuple[_Step, ...]

    def back(self, offset: int) -> int:
        """Return where the code point at an offset of the cleaned text stands in the text as it came."""
        for step in reversed(self.steps):
            offset = step.back(offset)
        return offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the cleaned text stands in the text as it came, half-open."""
        return self.back(start), (self.back(end - 1) + 1 if end > start else self.back(start))


def mapped(text: str) -> tuple[str, Offsets]:
    r"""Clean a text as `newsweave.ingest.cleaning.clean` does, and keep the way back.

    >>> cleaned, offsets = mapped("Pu\u200btin\r\n spoke of \ufb01nance")
    >>> cleaned, offsets.span(0, 5), offsets.span(7, 12)
    ('Putin\n spoke of finance', (0, 6), (9, 14))
    """
    steps = []
    for pattern, replacement in STEPS:
        step, text = _taken(pattern, replacement, text)
        if len(step.after) > 1:
            steps.append(step)
    return text, Offsets(tuple(steps))


def _taken(pattern: Pattern[str], replacement: object, text: str) -> tuple[_Step, str]:
    """Take one step: put something in the place of each match, and note what moves."""
    parts, marks = [], [(0, 0, True)]
    length = at = 0
    for found in pattern.finditer(text):
        new = replacement(found) if callable(replacement) else str(replacement)
        length += found.start() - at
        marks += [(length, found.start(), False), (length + len(new), found.end(), True)]
        parts += [text[at : found.start()], new]
        length, at = length + len(new), found.end()
    after, before, kept = zip(*marks, strict=True)
    return _Step(after, before, kept), "".join([*parts, text[at:]])
