from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsweave.ingest.names.credits import credited

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The talks failed on Friday. dm/kms (Reuters, AP, dpa)", "dm/kms (Reuters, AP, dpa)"),
        ("WASHINGTON (Reuters) - The talks failed.", "(Reuters)"),
        ("Volkswagen (VOWG_p.DE) fell.", "(VOWG_p.DE)"),
        ("Senator Laura Bennett (D-CO) spoke.", "(D-CO)"),
        ("Congressman Scott Tipton (R-CO-03) spoke.", "(R-CO-03)"),
        ("OSLO, Sept. 5, 2022 /PRNewswire/ -- Shares rose.", "/PRNewswire/"),
        ("Nordvik Pharma ASA (OSE: NVP) bought it.", "(OSE: NVP)"),
        ("The talks failed.\nAuthor: Kyle James Editor: Rob Mudge", "Author: Kyle James Editor: Rob Mudge"),
        ("The talks failed.\n(Photo by Jane Doe/Getty Images)\nThey met.", "(Photo by Jane Doe/Getty Images)"),
        ("The talks failed.\nPhoto: Jane Doe/AP\nThey met.", "Photo: Jane Doe/AP"),
        ("The talks failed. Reporting by Jane Doe; Editing by John Roe", "Reporting by Jane Doe; Editing by John Roe"),
    ],
)
def test_credits_are_told_from_the_article(text: str, words: str, parsed: Callable[[str], Doc]) -> None:
    doc = parsed(text)
    tokens = sorted(credited(doc))
    assert doc[tokens[0] : tokens[-1] + 1].text == words


@pytest.mark.parametrize(
    "text",
    [
        "Agence France-Presse (AFP) said so.",
        "He told Reuters that it was over.",
        "The editor said: wait.",
        "Images by Jane Doe were shown.",
    ],
)
def test_an_agency_that_is_spoken_of_is_no_credit(text: str, parsed: Callable[[str], Doc]) -> None:
    assert not credited(parsed(text))


def test_nobody_in_a_credit_becomes_an_entity(kinds: Callable[[str], dict[str, str]]) -> None:
    assert kinds("Angela Merkel spoke. Author: Kyle James Editor: Rob Mudge") == {"Angela Merkel": "PERSON"}
