from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Maria Lopez of the Chalmers University agreed.",
            ("Maria Lopez", "member_of", "Chalmers University"),
        ),
        (
            "Maria Lopez, of the Social Democratic Party, agreed.",
            ("Maria Lopez", "member_of", "Social Democratic Party"),
        ),
        (
            "Maria Lopez, of the Rostock-based Max Planck Institute, agreed.",
            ("Maria Lopez", "member_of", "Max Planck Institute"),
        ),
        (
            "Maria Lopez (photo) of the ruling Green Party agreed.",
            ("Maria Lopez", "member_of", "Green Party"),
        ),
        ("Franz Meier (of the Left Party) agreed.", ("Franz Meier", "member_of", "Left Party")),
        ("Franz Meier (SPD) was not convinced.", ("Franz Meier", "member_of", "SPD")),
        ("Human Rights Watch's Kenneth Roth disagreed.", ("Kenneth Roth", "member_of", "Human Rights Watch")),
        ("Turkey's Recep Erdogan called for calm.", ("Recep Erdogan", "citizen_of", "Turkey")),
        (
            "Angela Merkel's conservative Christian Democratic Union won.",
            ("Angela Merkel", "member_of", "Christian Democratic Union"),
        ),
        ("Ahmed Khan, a boy from Chicago, was arrested.", ("Ahmed Khan", "resident_of", "Chicago")),
    ],
)
def test_reads_the_body_or_place_beside_a_name(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel travelled from Berlin to Paris.",
        "Angela Merkel spoke of NATO.",
        "He met Angela Merkel at NATO.",
        "Marles met Prime Minister Sitiveni Rabuka at Government House.",
        "Siemens' Berlin plant was closed by Maria Lopez.",
    ],
)
def test_a_body_that_is_only_near_is_no_affiliation(text: str, facts: Facts) -> None:
    assert not {fact for fact in facts(text) if fact[1] in {"member_of", "resident_of", "citizen_of"}}
