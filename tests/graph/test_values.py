"""Times and numbers of events, in days and in words."""

from dataclasses import replace
from datetime import date

import pytest

from newsweave.graph.events.values import covered, date_words, days, number_words, told
from newsweave.graph.show.wording import says_words
from newsweave.types import Precision, Span, Value, ValueKind
from tests.happenings import make_happenings

HERE = Span(document="d", start=0, end=4)


def when(start: str | None, end: str | None = None, precision: Precision | None = None) -> Value:
    return Value(kind=ValueKind.DATE, text="then", span=HERE, start=start, end=end, precision=precision)


def count(text: str, unit: str | None = None, role: str | None = None) -> Value:
    return Value(kind=ValueKind.QUANTITY, text=text, span=HERE, unit=unit, role=role)


@pytest.mark.parametrize(
    ("value", "words", "first", "last"),
    [
        (when("2022"), "2022", date(2022, 1, 1), date(2022, 12, 31)),
        (when("2024-02"), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (when("2022-01-05"), "2022-01-05", date(2022, 1, 5), date(2022, 1, 5)),
        (when("2022-01-05T10:30"), "2022-01-05T10:30", date(2022, 1, 5), date(2022, 1, 5)),
        (when("2022-W02"), "week of 2022-01-10", date(2022, 1, 10), date(2022, 1, 16)),
        (when("2022-01-10", None, Precision.WEEK), "week of 2022-01-10", date(2022, 1, 10), date(2022, 1, 16)),
        (when("2022-01-10", "2022-01-16", Precision.WEEK), "week of 2022-01-10", date(2022, 1, 10), date(2022, 1, 16)),
        (when("2022-W02", "2022-W03"), "2022-01-10 to 2022-01-23", date(2022, 1, 10), date(2022, 1, 23)),
        (when("2022-01-05", "2022-01-08"), "2022-01-05 to 2022-01-08", date(2022, 1, 5), date(2022, 1, 8)),
        (when("2022-01", "2022-02"), "2022-01 to 2022-02", date(2022, 1, 1), date(2022, 2, 28)),
        (when("2022-01-05", "2022-01-05"), "2022-01-05", date(2022, 1, 5), date(2022, 1, 5)),
        (when("9999-12-31", None, Precision.WEEK), "week of 9999-12-31", date.max, date.max),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value: Value, words: str, first: date, last: date) -> None:
    assert (date_words(value), days(value)) == (words, (first, last))


@pytest.mark.parametrize("start", [None, "soon", "2022-13", "2022-02-30", "0000", "2022-W54", "٢٠٢٢"])
def test_what_is_no_date_is_told_in_the_words_of_the_text(start: str | None) -> None:
    assert days(when(start)) is None
    assert date_words(when(start)) == "then"
    assert covered(start or "") is None


def test_only_dates_cover_days() -> None:
    assert days(None) is None
    assert days(replace(count("2022"), start="2022")) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (count("18", "protesters", "arrested"), "18 protesters arrested"),
        (count("At least 18", "people", "killed"), "at least 18 people killed"),
        (count("Dozens", "protesters"), "dozens of protesters"),
        (count("several hundreds", "people", "injured"), "several hundreds of people injured"),
        (count("18 protesters", "protesters", "arrested"), "18 protesters arrested"),
        (count("dozens", "people", "other"), "dozens of people"),
        (count("2,000"), "2,000"),
        (replace(count("$5 million", "USD"), kind=ValueKind.MONEY), "$5 million"),
    ],
)
def test_a_number_says_of_what_and_what_it_tells(value: Value, words: str) -> None:
    assert number_words(value) == words


def test_numbers_without_a_teller_belong_to_the_sentence_that_they_stand_in() -> None:
    killed = next(event for event in make_happenings().events if event.type == "DIE")
    bare = replace(killed, evidence=tuple(replace(each, values=()) for each in killed.evidence))
    assert [told(bare, each) for each in bare.evidence] == [told(killed, each) for each in killed.evidence]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("police", "police say"),
        ("local officials", "local officials say"),
        ("United Nations", "United Nations says"),
        ("his boss", "his boss says"),
        ("reporters in Almaty", "reporters in Almaty say"),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs says"),
        ("head of police", "head of police says"),
        ("", " says"),
    ],
)
def test_several_say_and_one_says(who: str, words: str) -> None:
    assert says_words(who) == words
