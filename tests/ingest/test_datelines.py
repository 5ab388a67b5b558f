from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsweave.ingest.datelines import datelines

Kinds = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "places", "begins"),
    [
        ("MEXICO CITY, May 19 (Reuters) - At least nine died.", ["MEXICO CITY"], "At least"),
        ("OSLO, Norway, Sept. 5, 2022 /PRNewswire/ -- Nordvik said so.", ["OSLO", "Norway"], "Nordvik"),
        ("LAGOS, Nigeria (AP) — A court ruled.", ["LAGOS", "Nigeria"], "A court"),
        ("WASHINGTON, D.C.- U.S. Senators met.", ["WASHINGTON", "D.C."], "U.S."),
        ("Harare - Police on Friday arrested two men.", ["Harare"], "Police"),
        ("Rain fell.\n\nIt fell on.\n\nGENEVA – “It fell,” she said.", ["GENEVA"], "“It"),
        ("QUETTA: At least eight people died.", ["QUETTA"], "At least"),
        ("RIO DE JANEIRO -- The rain fell.", ["RIO DE JANEIRO"], "The"),
    ],
)
def test_a_dateline_is_found_with_its_places(text: str, places: list[str], begins: str) -> None:
    (dateline,) = datelines(text)
    assert [text[start:end] for start, end in dateline.places] == places
    assert text[dateline.end :].startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Sens. Carl Levin, D-Mich., and Debbie Stabenow met.",
        "The Senate - It met.",
        "Anna-Lena Berg met him.",
        "Rain fell.\n\nIt fell on.\n\nIt stopped.\n\nPaul Meier – He came late.",
        "Paris and London - where it rained - were wet.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert not [each for each in datelines(text) if each.sure]
    assert "Paul Meier" not in text or not list(datelines(text))


@pytest.mark.model
def test_an_article_begins_behind_its_dateline(parsed: Callable[[str], Doc]) -> None:
    doc = parsed("KOCHI, India -- Floods killed at least 164 people in Kerala, officials said.")
    assert [sentence.text for sentence in doc.sents] == [
        "KOCHI, India --",
        "Floods killed at least 164 people in Kerala, officials said.",
    ]


@pytest.mark.model
def test_where_it_was_written_is_a_place_and_a_heading_is_none(kinds: Kinds) -> None:
    assert kinds("MEXICO CITY, May 19 (Reuters) - Rain fell.").items() >= {("MEXICO CITY", "PLACE")}
    assert "SCHEDULE" not in kinds("SCHEDULE - Rain is to fall.")
