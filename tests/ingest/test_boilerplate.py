"""What stands between the words of an article is left out, each row of the table with its example."""

import time

import pytest

from newsweave.ingest.boilerplate import without_boilerplate
from newsweave.ingest.lists import read_table
from newsweave.ingest.offsets import Traced

_TABLE = read_table("boilerplate")


@pytest.mark.parametrize(("example", "gives"), [(row["example"], row["gives"]) for row in _TABLE["line"]])
def test_a_line_is_left_out_wherever_it_stands(example: str, gives: str) -> None:
    for line in (example, example.upper()):
        assert without_boilerplate(Traced(line)).text == gives
        assert without_boilerplate(Traced(f"Snow fell.\n\n{line}\n\nIt stopped.")).text == "Snow fell.\n\nIt stopped."
    assert without_boilerplate(Traced(f"Snow fell. {example} It stopped.")).text == f"Snow fell. {example} It stopped."


@pytest.mark.parametrize(("example", "gives"), [(row["example"], row["gives"]) for row in _TABLE["tail"]])
def test_a_tail_is_left_out_at_the_end_alone(example: str, gives: str) -> None:
    assert without_boilerplate(Traced(f"Snow fell.\n\n{example}")).text == f"Snow fell.\n\n{gives}"
    assert without_boilerplate(Traced(f"{example}\n\nIt stopped.")).text == f"{example}\n\nIt stopped."


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to the newsletter were told on Monday.",
        "The Post said on Monday that the talks had failed.",
        "Updated figures of 2022 show that prices rose.",
        "Follow-up talks are planned on Monday.",
        "Police asked people to share videos of the attack.",
        "Copyright law was changed in 2022.",
        "Read more than one book, the minister said.",
        "Three hours ago the army entered Leeds.",
    ],
)
def test_what_only_looks_like_it_stays(line: str) -> None:
    assert without_boilerplate(Traced(line)).text == line


def test_the_way_back_goes_around_it() -> None:
    traced = without_boilerplate(Traced("Snow fell.\n\nADVERTISEMENT\n\nIt stopped."))
    raw = traced.raw(extracted=True)
    assert raw is not None
    assert raw.span(12, 14) == (27, 29)


@pytest.mark.parametrize(
    "part", ["follow ", "copyright 2022\n", " ", "The post ", "unsubscribe ", "published ", "[+1", "\n"]
)
def test_no_text_takes_long(part: str) -> None:
    text = part * (2_000_000 // len(part)) + "x"
    began = time.process_time()
    without_boilerplate(Traced(text))
    assert time.process_time() - began < 3
