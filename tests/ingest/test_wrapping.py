"""A text that was broken at a column is put together again, and nothing else is."""

from textwrap import fill

import pytest

from newsweave.ingest.offsets import Traced
from newsweave.ingest.wrapping import unwrapped
from tests.ingest.samples import FIRST, SECOND

_LONG = f"{FIRST} {SECOND} The short-sighted plan of the Prime Minister of New Zealand was told to reporters in Leeds."


@pytest.mark.parametrize("width", [30, 45, 60, 72, 80, 100])
def test_it_is_put_together(width: int) -> None:
    wrapped = f"Rain in Leeds\n\n{fill(_LONG, width)}\n\n{fill(SECOND, width)}"
    traced = unwrapped(Traced(wrapped))
    assert traced.text == f"Rain in Leeds\n\n{_LONG}\n\n{SECOND}"
    raw = traced.raw()
    assert raw is not None
    begin = traced.text.index("Zealand")
    start, end = raw.span(begin, begin + 7)
    assert wrapped[start:end] == "Zealand"


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell.\nIt stopped.\nSnow fell after that on all the roads.",
        f"{FIRST}\n{SECOND}\n{_LONG}",
        "Half a league, half a league,\nHalf a league onward,\nAll in the valley of Death\nRode the six hundred.",
        "Armley\nBeeston\nSeacroft\nHeadingley",
        f"{fill(_LONG, 60)}\n- Armley is the first of them all\n- Beeston is the second of them",
    ],
)
def test_lines_that_mean_something_stay(text: str) -> None:
    kept = [line for line in text.split("\n") if line.startswith("- ") or not text.startswith(FIRST[:20])]
    assert set(kept) <= set(unwrapped(Traced(text)).text.split("\n"))
