"""Days of publication are read as they are meant, or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.ingest.days import day
from newsweave.ingest.formats.page_day import day_of
from newsweave.ingest.formats.page_tree import grown
from newsweave.ingest.metadata import front_matter

_SIXTH = date(2022, 1, 6)


@pytest.mark.parametrize(
    "written",
    [
        *("2022-01-06", "2022-01-06T23:30:00-05:00", "2022/1/6", "2022.01.06", "20220106", "20220106T101500Z"),
        *("January 6, 2022", "Jan. 6, 2022", "Jan 6 2022 10:04 PM", "Thursday, January 6, 2022", "January 6th, 2022"),
        *("6 January 2022", "6th January 2022", "06 Jan 2022", "6-Jan-2022", "Thu, 06 Jan 2022 10:00:00 GMT"),
        *("06.01.2022", "6.1.2022 10:04", "1641427200", "1641427200000", " 6  January\n2022 "),
        *(1641427200, 1641427200000, datetime(2022, 1, 6, 23, tzinfo=UTC), date(2022, 1, 6)),
    ],
)
def test_a_day_is_read_as_it_is_written(written: object) -> None:
    assert day(written) == _SIXTH


@pytest.mark.parametrize(("written", "wanted"), [("1/25/2022", (1, 25)), ("25/1/2022", (1, 25)), ("3/3/2022", (3, 3))])
def test_numbers_that_can_stand_one_way_alone_are_read(written: str, wanted: tuple[int, int]) -> None:
    assert day(written) == date(2022, *wanted)


@pytest.mark.parametrize(
    "written", ["5/1/2022", "05-01-2022", "yesterday", "2022", "Jan 2022", "31 June 2022", "", True, None, 7]
)
def test_what_can_be_read_two_ways_or_none_is_not_read(written: object) -> None:
    assert day(written) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    day(text)


def test_dates_of_other_tools_and_lists_of_authors_are_taken_from_front_matter() -> None:
    for authors in (
        'authors: [Jane Doe, "John Roe"]',
        "authors:\n  - Jane Doe\n  - John Roe",
        "authors: Jane Doe, John Roe",
    ):
        known, text = front_matter(f"---\ndate: 6 January 2022\n{authors}\ntags: [a]\n---\nRain fell.", "a.md")
        assert (known.published, known.author, text) == (_SIXTH, "Jane Doe, John Roe", "Rain fell.")
    assert front_matter("---\nauthor: Ann\nauthors: [Jane]\n---\nx", "a.md")[0].author == "Ann"


_BODY = (
    "<p>On 5 March 2019 the High Court in Leeds ruled that the city must pay for all of the damage that was done.</p>"
    * 2
)


def _page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<html lang="{lang}"><head>{head}</head><body><article>{_BODY}{body}</article><p>© 2022 A</p></body></html>'


def _found(page: str) -> date | None:
    return day_of(page, grown(page))


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (_page(""), None),  # neither the copyright nor the ruling
        (_page("<p>3 hours ago</p>"), None),
        (_page("<p>By Jane Doe, January 6, 2022</p>"), _SIXTH),
        (_page("<p>6. Januar 2022</p>", lang="de"), _SIXTH),
        (_page('<time datetime="2022-01-01">1 January 2022</time>'), date(2022, 1, 1)),
        (_page("", '<meta property="article:published_time" content="2022-01-06T10:00Z">'), _SIXTH),
        (_page("", '<meta name="date" content="01/06/2022">'), None),
        (_page("", '<meta name="date" content="01/06/2022">', "en-US"), _SIXTH),
        (_page("", '<meta name="date" content="01/06/2022"><meta property="og:locale" content="en_US">'), _SIXTH),
        (_page("", '<meta name="date" content="25/01/2022">'), date(2022, 1, 25)),
        (_page("", '<link rel="canonical" href="https://a.example/2022/01/06/rain">'), _SIXTH),
    ],
)
def test_a_page_has_a_day_if_it_says_so(page: str, wanted: date | None) -> None:
    assert _found(page) == wanted
