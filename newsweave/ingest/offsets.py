r"""A text on its way through cleaning, with the way back to the text as it came: where the words of an evidence stand.

"Pu\u200btin\r\n spoke" becomes "Putin\n spoke": Putin, 0 to 5, stands at 0 to 6 of the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from re import Pattern

from newsweave.ingest.cleaning import CLEAN, TIDY, Replacement, Step
from newsweave.raw import Change, Raw, Run, runs_of

_MOST = 50_000  # changes that are kept: an article of 40,000 words that lost something at each


@dataclass(frozen=True, slots=True)
class Traced:
    r"""A text, and where its letters stood before it was cleaned.

    >>> traced = Traced("Pu\u200btin\r\n spoke of \ufb01nance").cleaned()
    >>> traced.text, traced.raw().span(0, 5), traced.raw().span(7, 12)
    ('Putin\n spoke of finance', (0, 6), (9, 14))

    Attributes:
        text: The text as it is by now.
        changes: As in `newsweave.raw`; None if they are too many to be kept.
    """

    text: str
    changes: tuple[Change, ...] | None = ()

    def raw(self, *, extracted: bool = False, field: str | None = None) -> Raw | None:
        """Return the way back; None if it is too long to be kept."""
        if self.changes is None:
            return None
        match self.changes:
            case ((0, start, 0), *changes):
                pass
            case changes:
                start = 0
        return Raw(extracted=extracted, field=field, start=start, changes=tuple(changes))

    def cleaned(self) -> "Traced":
        """Clean it, as `newsweave.ingest.cleaning.clean` does."""
        return self.by(CLEAN)

    def tidied(self) -> "Traced":
        """Clean what was taken out of markup or off a page, as `newsweave.ingest.cleaning.tidy` does."""
        return self.by(TIDY)

    def by(self, steps: Iterable[Step]) -> "Traced":
        """Take steps of cleaning, one after the other."""
        traced = self
        for pattern, replacement in steps:
            traced = traced.replaced(pattern, replacement)
        return traced

    def replaced(self, pattern: Pattern[str], replacement: Replacement) -> "Traced":
        """Put something in the place of each match."""
        text = pattern.sub(replacement, self.text)
        if text == self.text:
            return self
        return Traced(text, _composed(self.changes, _changes(pattern, replacement, self.text)))

    def behind(self, start: int) -> "Traced":
        """Leave out what stands before a place."""
        return self.lines([(start, len(self.text))])

    def lines(self, pieces: Iterable[tuple[int, int]]) -> "Traced":
        """Keep some pieces of it, from and to, a line each."""
        kept = list(pieces)
        text = "\n".join(self.text[start:end] for start, end in kept)
        if text == self.text or not kept:
            return self if kept else Traced("")
        return Traced(text, _composed(self.changes, [(0, kept[0][0], 0), *_gaps(kept)]))


def _gaps(pieces: list[tuple[int, int]]) -> Iterator[Change]:
    """Yield what lies between pieces of which each becomes a line; one letter between them is a line feed already."""
    length = 0
    for (start, end), (begin, _) in pairwise(pieces):
        length += end - start
        if begin - end == 1:
            length += 1
        else:
            yield length, begin - end, 1
            length = 0


def _changes(pattern: Pattern[str], replacement: Replacement, text: str) -> list[Change] | None:
    """List what a step changes; None if that is too much. What it puts one for one in the place of others stays."""
    changes: list[Change] = []
    end = 0
    for found in pattern.finditer(text):
        new = replacement(found) if callable(replacement) else found.expand(replacement)
        if len(new) != len(found[0]):
            changes.append((found.start() - end, len(found[0]), len(new)))
            end = found.end()
        if len(changes) > _MOST:
            return None
    return changes


def _composed(first: Sequence[Change] | None, second: Sequence[Change] | None) -> tuple[Change, ...] | None:
    """Make one way back of two: what stayed in both steps has stayed."""
    if first is None or second is None:
        return None
    changes = tuple(_between(_common(list(runs_of(first)), list(runs_of(second)))))
    return changes if len(changes) <= _MOST else None


def _common(first: list[Run], second: list[Run]) -> Iterator[Run]:
    """Yield what stayed in two steps, in the terms of the text after both and before both."""
    former = latter = 0
    while former < len(first) and latter < len(second):
        middle, raw, length = first[former]
        text, begins, long = second[latter]
        low, high = max(middle, begins), min(middle + length, begins + long)
        if low <= high:
            yield text + low - begins, raw + low - middle, high - low
        if middle + length < begins + long:
            former += 1
        else:
            latter += 1


def _between(runs: Iterable[Run]) -> Iterator[Change]:
    """Yield what lies between stretches that stayed."""
    kept = 0
    for (text, raw, length), (next_text, next_raw, _) in pairwise(chain([(0, 0, 0)], runs)):
        taken, given = next_raw - raw - length, next_text - text - length
        kept += length
        if taken or given:
            yield kept, taken, given
            kept = 0
