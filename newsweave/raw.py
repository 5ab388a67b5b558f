r"""The way back from a document's text to what it was read from: where an evidence stands in the file.

"Pu\u200btin\r\n spoke" became "Putin\n spoke": two letters stayed, one went, three stayed, two became one, six stayed.
What stayed needs no numbers of its own, so that the map of most articles is empty, and of the others as long as the
list of what was cleaned.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

# How many code points stayed where they were, how many of the raw text come then, and how many stand in their place.
Change: TypeAlias = tuple[int, int, int]
Run: TypeAlias = tuple[int, int, int]  # where it begins in the text, where in the raw one, and how long it is
_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    r"""How a text came out of the raw one.

    Attributes:
        extracted: Whether the raw text is what was taken out of markup or off a page (HTML, PDF, Word, e-mail, feeds)
            as the extractor gave it; else it is the file or the record in it as decoded, without a byte order mark.
        field: The column or field of a table or of JSON that holds the raw text; None if all of it does.
        start: Where the text begins in the raw one, in code points: behind front matter.
        changes: What was changed, in text order; letters that were put one for one in the place of others stayed.

    Raises:
        ValueError: A number is negative.

    >>> Raw(changes=((2, 1, 0), (3, 2, 1))).span(0, 5)  # of "Pu\u200btin\r\n spoke"
    (0, 6)
    """

    extracted: bool = False
    field: str | None = None
    start: int = 0
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        """Hold that the map runs forward."""
        if self.start < 0 or any(number < 0 for change in self.changes for number in change):
            raise ValueError("a way back runs forward: no number in it is negative")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the raw one, half-open, in code points.

        What was left out at its ends does not belong to it; of what was replaced as a whole ("ﬁ" by "fi") all does.
        """
        first = last = self.start
        amid = False  # whether the end lies in what was replaced
        for text, raw, length in runs_of(self.changes, self.start):
            if text <= start:
                first = raw + min(start - text, length)
            elif end <= text:
                last = raw if amid else last
                break
            last, amid = raw + min(end - text, length), end - text > length
        return first, max(first, last) if end > start else first


def runs_of(changes: Iterable[Change], start: int = 0) -> Iterator[Run]:
    """Yield the stretches that stayed; the last has no end."""
    text, raw = 0, start
    for kept, taken, given in changes:
        yield text, raw, kept
        text, raw = text + kept + given, raw + kept + taken
    yield text, raw, _ENDLESS
