import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ingest import nlp
from newsweave.ingest.names.naming import named
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.found import Found
from newsweave.ingest.values.times import times
from newsweave.ingest.values.timetable import TimeRow, timetable
from newsweave.types import Precision

pytestmark = pytest.mark.model
THURSDAY = date(2022, 1, 6)
Said = tuple[str, str, str, str]


def found(text: str, published: date | None = THURSDAY) -> tuple[Found, ...]:
    doc: Doc = next(nlp.read([text], Config().model, 1))
    return times(Reading("d", doc, named(doc)), published)


def said(text: str, published: date | None = THURSDAY) -> list[Said]:
    """Return words, first day, last day and precision of each time."""
    values = [time.value for time in found(text, published)]
    return [(value.text, value.start or "", value.end or "", str(value.precision or "")) for value in values]


@pytest.mark.parametrize("row", [*timetable().rows, *timetable().frames], ids=lambda row: row.pattern.text)
def test_every_row_gives_what_its_example_says(row: TimeRow) -> None:
    assert said(row.example)[-1] == row.gives


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The fair runs from November 20 to December 11.", "2021-11-20", "2021-12-11"),
        ("The fair will run from November 20 to December 11.", "2022-11-20", "2022-12-11"),
        ("The fair ran from December 30 to January 2.", "2021-12-30", "2022-01-02"),
        ("The fair ran from Monday to Wednesday.", "2022-01-03", "2022-01-05"),
        ("He ruled from 1993 to 2004.", "1993", "2004"),
        ("The park was open March 1 through May 30.", "2021-03-01", "2021-05-30"),
        ("He ruled between March 2003 and May 2004.", "2003-03", "2004-05"),
        ("The fair ran from November 20 to December 11, 2015.", "2015-11-20", "2015-12-11"),
    ],
)
def test_two_dates_make_a_stretch(text: str, start: str, end: str) -> None:
    ((_, first, last, _),) = said(text)
    assert (first, last) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The court ruled on Thursday.", "2022-01-06"),
        ("The court ruled on Friday.", "2021-12-31"),
        ("The court will rule on Friday.", "2022-01-07"),
        ("The trial begins on Friday.", "2022-01-07"),
        ("The judge will hear the case and rule on Friday.", "2022-01-07"),
        ("The court is expected to rule on Friday.", "2022-01-07"),
        ("On Friday, the judges are to visit the town.", "2022-01-07"),
        ("The meeting is set to take place in Graz on May 16.", "2022-05-16"),
        ("The meeting took place in Graz on May 16.", "2021-05-16"),
        ("He was arrested on December 28.", "2021-12-28"),
    ],
)
def test_the_tense_of_the_clause_chooses_the_day(text: str, day: str) -> None:
    assert [start for _, start, _, _ in said(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "You may march on if you must.",
        "The 81-year-old ruled for three decades.",
        "She was first sent there aged eighteen for two weeks.",
        "He was elected to a 6-month term.",
        "The plant employs 2000 people.",
        "The accident closed Route 2019 near the coast.",
        "USA Today reported it.",
        "Theresa May met Angela Merkel.",
        "They talk every Friday.",
        "The team won 2-1.",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["It rained yesterday.", "It rained four days ago.", "It rained on May 6.", "It rained on Friday."]
)
def test_without_a_day_of_publication_a_relative_time_is_found_and_left_open(text: str) -> None:
    ((_, start, end, precision),) = said(text, None)
    assert (start, end, precision) == ("", "", "")


def test_a_full_date_at_the_head_stands_for_the_day_of_publication() -> None:
    text = "Rain closes bridge\nThursday, May 7, 2015\nIt rained on Tuesday."
    assert said(text, None)[-1][1] == "2015-05-05"
    assert said("It rained, as on May 7, 2015.\nIt rained on Tuesday.", None)[-1][1] == ""


def test_a_day_that_does_not_exist_is_left_open() -> None:
    assert said("It rained on February 30, 2021.") == [("February 30, 2021", "", "", "")]


FORMATS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    lambda day: f"the {day.day}{_th(day.day)} of {day:%B} {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day:%d.%m.%Y}",
)


def _th(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(1800, 1, 1), date(2099, 12, 31)), write=st.sampled_from(FORMATS))
def test_a_day_written_out_comes_back(day: date, write: Callable[[date], str]) -> None:
    ((_, start, end, precision),) = said(f"It rained on {write(day)}.", None)
    assert (start, end, precision) == (day.isoformat(), "", Precision.DAY)


@settings(max_examples=40, deadline=None)
@given(published=st.dates(date(1900, 1, 1), date(2099, 12, 31)), back=st.integers(2, 400))
def test_days_ago_are_counted_from_any_day(published: date, back: int) -> None:
    ((_, start, _, _),) = said(f"It rained {back} days ago.", published)
    assert start == (published - timedelta(back)).isoformat()


_PIECES = st.sampled_from(
    [
        *"January may 6 , 2022 - to from the past last next two ago % ２０ ٢٠ ² 1990s 31 week ( ) . since".split(),
        "\n",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map(" ".join)), dated=st.booleans())
def test_no_text_breaks_it_and_offsets_reproduce_the_words(text: str, dated: bool) -> None:
    for time in found(nlp_safe(text), date(2020, 2, 29) if dated else None):
        value = time.value
        assert " ".join(nlp_safe(text)[value.span.start : value.span.end].split()) == value.text
        width = {Precision.YEAR: 4, Precision.MONTH: 7, None: 0}.get(value.precision, 10)
        assert {len(day) for day in (value.start, value.end) if day} <= {width}
        assert not (value.start and value.end) or value.start <= value.end


def nlp_safe(text: str) -> str:
    return re.sub("[\ud800-\udfff\0]", " ", text)


@pytest.mark.parametrize(
    "text", ["2" * 10_000, "May " * 2_000, "from 1990 to " * 500, "9999-12-31", "in 9999 years ago"]
)
def test_hostile_texts_are_read(text: str) -> None:
    assert isinstance(found(text, date(9999, 12, 31)), tuple)


def texts() -> Iterator[str]:
    yield from ("It rained 99,999,999,999 years ago.", "It rained a few weeks ago.", "It rained 2.5 years ago.")


@pytest.mark.parametrize("text", list(texts()))
def test_what_cannot_be_counted_is_left_open(text: str) -> None:
    assert [start for _, start, _, _ in said(text)] == [""]


def test_last_winter_is_over_even_in_the_middle_of_one() -> None:
    assert said("They met last winter.") == [("last winter", "2020-12", "2021-02", "month")]
