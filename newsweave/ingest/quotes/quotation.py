"""A quotation as the rules find it, in tokens."""

from dataclasses import dataclass

from spacy.tokens import Doc

from newsweave.types import QuoteKind

_TRIM = frozenset(",;:—–- ")
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that somebody is reported to have said. All pairs are half-open runs of tokens.

    Attributes:
        kind: Direct, indirect or mixed.
        content: The words reported, without quotation marks around them.
        speaker: The phrase that names who speaks.
        cue: The reporting words: "said", "called for", "According to"; None if there are none.
        addressee: To whom.
        medium: Where: "Twitter", "a statement".
        sentence: The sentence or sentences that it stands in.
        rule: Name of the rule with its version.
    """

    kind: QuoteKind
    content: tuple[int, int]
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    addressee: tuple[int, int] | None = None
    medium: tuple[int, int] | None = None
    sentence: tuple[int, int]
    rule: str


def around(doc: Doc, *runs: tuple[int, int] | None) -> tuple[int, int]:
    """Return the sentences that some runs of tokens stand in."""
    told = [run for run in runs if run is not None]
    first, last = min(run[0] for run in told), max(run[1] for run in told)
    return doc[first].sent.start, doc[last - 1].sent.end


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Take commas and white space off both ends and stops off the last; None if nothing is left."""
    while start < end and (doc[start].text in _TRIM or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _TRIM or doc[end - 1].text in _STOPS or doc[end - 1].is_space):
        end -= 1
    return (start, end) if start < end else None
