from collections.abc import Callable
from datetime import date

import pytest

from newsweave.ids import make_document
from newsweave.ingest.extraction import extract
from newsweave.types import Statement

pytestmark = pytest.mark.model
Read = Callable[[str], Statement]


@pytest.fixture
def said() -> Read:
    """Return a function from a sentence of 2022 to the one fact that it states."""

    def read(text: str) -> Statement:
        extraction = extract(make_document(text, published=date(2022, 1, 6)))
        (found,) = [each for each in extraction.statements if not each.derived]
        return found

    return read


@pytest.mark.parametrize(
    ("text", "since", "until", "former"),
    [
        ("Tony Blair, prime minister of Britain from 1997 to 2007, spoke.", "1997", "2007", True),
        ("Angela Merkel has been chancellor of Germany since 2005.", "2005", None, False),
        ("Gordon Brown, who led the Labour Party until May 2010, agreed.", None, "2010-05", True),
        ("Maria Lopez was mayor of Paris between 2001 and 2014.", "2001", "2014", True),
        ("Karl Weber, head of Siemens (2003-2007), agreed.", "2003", "2007", True),
        ("Finland joined NATO in 2004.", "2004", None, False),
        ("In May, Karl Weber resigned as head of Siemens.", None, "2021-05", True),
        ("In 1998 Mary Smith became president of Ireland.", "1998", None, False),
        ("German composer Ludwig van Beethoven (1770-1827) was deaf.", None, None, False),
        ("In 1998 Angela Merkel, chancellor of Germany, agreed.", None, None, False),
    ],
)
def test_a_date_beside_a_fact_is_its_beginning_or_end(
    text: str, since: str | None, until: str | None, former: bool, said: Read
) -> None:
    found = said(text)
    assert (found.since, found.until, found.former) == (since, until, former)
