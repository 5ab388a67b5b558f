"""Dates, quantities and sums of money as they are found in a text, before an event takes them up."""

from dataclasses import dataclass

from newsweave.types import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value and where it stands.

    Attributes:
        start: First token.
        end: After the last token.
        value: What it says.
        counted: First token and token after the last of what a quantity counts: "security personnel" in "18 security
            personnel", "protesters" in "dozens of protesters"; None for a date or if it is left out: "hundreds more".
    """

    start: int
    end: int
    value: Value
    counted: tuple[int, int] | None = None


def number(value: Value) -> int | None:
    """Return the one whole number that a quantity gives; None if it is vague, a range or a fraction.

    18 for "18" and for "at least 18", 16 for "up to 16", 2000 for "around 2,000", 40 for "40 per cent"; None for
    "dozens", "10 to 20", "a quarter", "1.5".
    """
    bounds = {bound for bound in (value.low, value.high) if bound is not None}
    if len(bounds) != 1:
        return None
    (only,) = bounds
    return int(only) if only == int(only) else None
