import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ingest import nlp
from newsweave.ingest.names.naming import named
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.amounts import AmountRow, RoleRow, amounts
from newsweave.ingest.values.found import Found, number
from newsweave.ingest.values.numerals import SMALL
from newsweave.ingest.values.quantities import quantities
from newsweave.types import ValueKind

pytestmark = pytest.mark.model
TABLE = amounts()


def found(text: str) -> tuple[Found, ...]:
    doc: Doc = next(nlp.read([text], Config().model, 1))
    return quantities(Reading("d", doc, named(doc)))


@pytest.mark.parametrize(
    "row", [*TABLE.rows, *TABLE.modifiers, *TABLE.tails, *TABLE.roles], ids=lambda row: row.example
)
def test_every_row_gives_what_its_example_says(row: AmountRow | RoleRow) -> None:
    value = found(row.example)[0].value
    bounds = ["" if bound is None else bound for bound in (value.low, value.high)]
    assert (value.text, *bounds, value.unit or "", value.role or "") == row.gives


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 security personnel died.", 18),
        ("At least 18 sailors died.", 18),
        ("The city took in around 2,000 families.", 2000),
        ("Dozens of sailors died.", None),
        ("A quarter of the sailors died.", None),
        ("The mayor expects 10 to 20 ships.", None),
        ("Wages rose forty percent.", 40),
        ("The bridge cost $1.5 million.", 1_500_000),
        ("Two hundred and fifty-one ships sank.", 251),
    ],
)
def test_the_number_meant(text: str, expected: int | None) -> None:
    assert [number(quantity.value) for quantity in found(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He won in 2019.",
        "The 81-year-old was first sent there aged eighteen.",
        "Maria Berg, 44, was absent.",
        "He ruled for three decades and twelve days.",
        "The team won 2-1 on May 6.",
        "She lives at 1990 K Street.",
        "They read Section 5 and page 12.",
        "The G20 met in Room 4.",
        "It was the second of its kind.",
        "One of the reasons is rain.",
        "The six-member team lost the 131-page report.",
        "It opened at 10:30 a.m. and closed at 5 p.m.",
    ],
)
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert [quantity.value.text for quantity in found(text)] == []


def test_what_is_counted_has_its_tokens() -> None:
    doc = next(
        nlp.read(["Dozens of the angry protesters threw 18 stones, with hundreds more injured."], Config().model, 1)
    )
    quantity = quantities(Reading("d", doc, named(doc)))
    counted = [None if item.counted is None else doc[slice(*item.counted)].text for item in quantity]
    assert counted == ["angry protesters", "stones", None]


def test_money_is_told_from_numbers() -> None:
    (quantity,) = found("The bridge cost 5 million euros.")
    assert (quantity.value.kind, quantity.value.unit, quantity.counted) == (ValueKind.MONEY, "EUR", None)


@settings(max_examples=60, deadline=None)
@given(count=st.integers(2, 999_999_999), commas=st.booleans())
def test_a_number_in_figures_comes_back(count: int, commas: bool) -> None:
    (quantity,) = found(f"The storm sank {count:,} ships." if commas else f"The storm sank {count} ships.")
    assert number(quantity.value) == count


def spelt(count: int) -> str:
    """Write a number below a million in words."""
    if count < 20:
        return next(word for word, value in SMALL.items() if value == count)
    if count < 100:
        tens = next(word for word, value in SMALL.items() if value == count - count % 10)
        return f"{tens}-{spelt(count % 10)}" if count % 10 else tens
    scale, name = (100, "hundred") if count < 1000 else (1000, "thousand")
    rest = f" {'and ' if count % scale < 100 else ''}{spelt(count % scale)}" if count % scale else ""
    return f"{spelt(count // scale)} {name}{rest}"


@settings(max_examples=60, deadline=None)
@given(count=st.integers(2, 999_999))
def test_a_number_in_words_comes_back(count: int) -> None:
    (quantity,) = found(f"The storm sank {spelt(count)} ships.")
    assert number(quantity.value) == count


_PIECES = st.sampled_from(
    [
        *"18 two million hundred % $ € ２０ ٢٠ ² of the people dead - to more or 1,2,3 a half dozens . between".split(),
        "\n",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map(" ".join)))
def test_no_text_breaks_it_and_offsets_reproduce_the_words(text: str) -> None:
    text = re.sub("[\ud800-\udfff\0]", " ", text)
    for quantity in found(text):
        value = quantity.value
        assert " ".join(text[value.span.start : value.span.end].split()) == value.text
        assert value.low is None or value.high is None or value.low <= value.high


@pytest.mark.parametrize("text", ["9" * 10_000, "million " * 2_000, "one hundred " * 2_000, "1,000," * 1_000])
def test_hostile_texts_are_read(text: str) -> None:
    assert isinstance(found(text), tuple)
