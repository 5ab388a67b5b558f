"""What a person writes about an article comes through, and what cannot be meant is an error."""

from datetime import date

import pytest

from newsweave.errors import MetadataError
from newsweave.ingest.metadata import Metadata, front_matter, sidecar, united

WHOLE = """---
title: Fuel prices: what we know
publisher: RFE/RL
Author: "Jane Doe"
published: 2022-01-06
language: en
url: https://example.org/a?b=c#d
---

Rain fell.
"""


def test_front_matter_gives_every_key_and_leaves_the_text() -> None:
    metadata, text = front_matter(WHOLE, "a.md")
    assert text == "Rain fell.\n"
    assert metadata == Metadata(
        title="Fuel prices: what we know",
        publisher="RFE/RL",
        author="Jane Doe",
        published=date(2022, 1, 6),
        language="en",
        url="https://example.org/a?b=c#d",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell.",
        "",
        "---",
        "---\n\nRain fell between two rules.\n\n---\n",
        "---\nNote: an unclosed rule over prose.\n",
        "----\ntitle: five hyphens\n----\n",
    ],
)
def test_text_without_front_matter_stays_whole(text: str) -> None:
    assert front_matter(text, "a.md") == (Metadata(), text)


@pytest.mark.parametrize(
    "block",
    [
        "tags:\n  - kazakhstan\n  - unrest",
        "tags:\n- kazakhstan\n-\n- unrest",
        "tags: [a, b]\naliases: []\nlayout: post",
        "# a comment\n\ncssclass: wide",
        "published: true",
        "publish: false",
        "author:",
    ],
)
def test_what_other_tools_keep_in_front_matter_is_passed_over(block: str) -> None:
    metadata, text = front_matter(f"---\n{block}\ntitle: A\n---\nRain.", "a.md")
    assert (metadata, text) == (Metadata(title="A"), "Rain.")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-01-06", date(2022, 1, 6)),
        ("'2022-01-06'", date(2022, 1, 6)),
        ("2022-01-06T23:30:00Z", date(2022, 1, 6)),
        ("2022-01-06T23:30-05:00", date(2022, 1, 6)),
        ("2022-01-06 10:00:00 +0600", date(2022, 1, 6)),
    ],
)
def test_the_day_is_kept_as_written(written: str, day: date) -> None:
    assert front_matter(f"---\npublished: {written}\n---\nRain.", "a.md")[0].published == day


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            "title: A\npublished: 6 January",
            "a.md, line 3: published is '6 January', which is no date; write year, month and day: 2022-01-06",
        ),
        ("published: 2022-02-30", "line 2: published is '2022-02-30', which is no date"),
        ("published: 20220106", "line 2: published is '20220106', which is no date"),
        ("published: 2022-W01-4", "which is no date"),
        ("pubished: 2022-01-06", "line 2: there is no key 'pubished'; did you mean published? the keys are"),
        ("tilte: A", "did you mean title?"),
        ("author:\n  - Jane\n  - John", "line 2: author is not one line"),
        ("title: >-\n  Folded", "line 2: title is not one line"),
        ("author: [Jane, John]", "line 2: author is not one line"),
        ("title: A\ntitle: B", "line 3: title is given twice; keep one of the two"),
        ("title: A\nRain fell.", "line 3: 'Rain fell.' is not key: value"),
        ("language: English", "language is 'English', which is no language tag; write a BCP 47 tag"),
        ("url: www.example.org/a", "url is 'www.example.org/a', which is no web address; write it whole"),
        ("url: https://[", "no web address"),
        ("url: javascript:alert(1)", "no web address"),
    ],
)
def test_front_matter_that_cannot_be_meant_names_line_and_cure(block: str, message: str) -> None:
    with pytest.raises(MetadataError) as caught:
        front_matter(f"---\n{block}\n---\nRain.", "a.md")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(MetadataError, match=r"a\.md, line 1: the front matter has no end; put a line ---"):
        front_matter("---\ntitle: A\n\nRain fell.", "a.md")


def test_a_sidecar_gives_dates_in_either_form() -> None:
    assert sidecar('published = "2022-01-06"', "a.toml").published == date(2022, 1, 6)
    assert sidecar("published = 2022-01-06", "a.toml").published == date(2022, 1, 6)
    assert sidecar("published = 2022-01-06 23:30:00-05:00", "a.toml").published == date(2022, 1, 6)


def test_control_characters_and_blanks_in_values_become_single_spaces() -> None:
    assert sidecar('title = """A\n  B\\u0000C"""', "a.toml").title == "A B C"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "A"\npublished = "soon"', "a.toml, line 2: published is 'soon', which is no date"),
        ("published = 2022-13-45", "a.toml, line 1: is not TOML"),
        ("published = 12:30:00", "line 1: published is datetime.time(12, 30), not text"),
        ('title = "A"\nauthors = "B"', "line 2: there is no key 'authors'; did you mean author?"),
        ("[project]\nname = 1", "line 1: there is no key 'project'; the keys are title, publisher"),
        ("title = 1984", 'line 1: title is 1984, not text; write title = "..."'),
        ('title = "A', "a.toml: is not TOML"),
        ("title: A", "a.toml, line 1: is not TOML"),
    ],
)
def test_a_sidecar_is_strict(text: str, message: str) -> None:
    with pytest.raises(MetadataError) as caught:
        sidecar(text, "a.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_and_sidecar_complete_each_other() -> None:
    front, beside = Metadata(title="A"), Metadata(title="A", publisher="B")
    assert united(front, beside, "a.txt") == Metadata(title="A", publisher="B")


def test_front_matter_and_sidecar_may_not_disagree() -> None:
    front, beside = Metadata(published=date(2022, 1, 6)), Metadata(published=date(2022, 1, 7))
    with pytest.raises(MetadataError, match="published is '2022-01-06' in the front matter and '2022-01-07'"):
        united(front, beside, "a.txt")


@pytest.mark.parametrize(
    ("line", "day"), [("date: 2022-01-06", date(2022, 1, 6)), ("date: some day", None), ("date:", None)]
)
def test_what_jekyll_calls_date_is_the_day_if_it_is_one(line: str, day: date | None) -> None:
    assert front_matter(f"---\ntitle: Rain\n{line}\n---\nRain fell.", "a.md")[0].published == day


def test_our_own_key_goes_before_an_alias() -> None:
    text = "---\ndate: 2021-01-01\npublished: 2022-01-06\n---\nRain fell."
    assert front_matter(text, "a.md")[0].published == date(2022, 1, 6)
