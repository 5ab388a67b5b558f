from collections.abc import Callable

import pytest

from newsweave.types import Extraction, Form

pytestmark = pytest.mark.model
Extracted = Callable[[str], Extraction]


def _referring(extraction: Extraction) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(m.text, names[m.entity]) for m in extraction.mentions if m.form is not Form.NAMED}


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Toqaev sacked the government. He also declared an emergency.", "He", "Toqaev"),
        ("Michelle Bachelet called for calm, as she urged restraint.", "she", "Michelle Bachelet"),
        ("The CSTO said in a statement on its website that troops had left.", "its", "CSTO"),
        ("The CSTO sent troops. The alliance said they would leave soon.", "The alliance", "CSTO"),
        ("Unrest shook Kazakhstan. The state of the country was unclear.", "the country", "Kazakhstan"),
        (
            "French President Emmanuel Macron spoke in Paris. The president then left.",
            "The president",
            "Emmanuel Macron",
        ),
        ("Timothy Ash, a senior strategist, said so.", "a senior strategist", "Timothy Ash"),
        (
            "Toqaev asked the CSTO, a military alliance, for help. Google left. Troops of the alliance left.",
            "the alliance",
            "CSTO",
        ),
        ('"I have seen nothing like it," Jen Psaki said on Monday.', "I", "Jen Psaki"),
        ("John Kerry was fined. Jen Psaki ordered him to pay. Police arrested him.", "him", "John Kerry"),
    ],
)
def test_a_phrase_refers_to_what_was_named(text: str, phrase: str, name: str, extracted: Extracted) -> None:
    assert (phrase, name) in _referring(extracted(text))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It was clear that Google had won.", "It"),
        ("Kofi Annan met Ban Ki-moon and Boutros Ghali.\nThe firm kept its word.", "its"),
        ("Google bought a company of some renown in Texas.", "a company"),
        ("Google and Apple talked. A deal was reached. It was signed in May.", "It"),
    ],
)
def test_what_refers_to_nothing_named_stays_open(text: str, phrase: str, extracted: Extracted) -> None:
    assert phrase not in {words for words, _ in _referring(extracted(text))}


def test_a_woman_is_not_he(extracted: Extracted) -> None:
    text = "Spokeswoman Jen Psaki met John Kerry. He left early."
    assert ("He", "Jen Psaki") not in _referring(extracted(text))


def test_a_pronoun_can_be_the_subject_of_a_fact(facts: Callable[[str], set[tuple[str, str, str]]]) -> None:
    assert ("Finland", "member_of", "NATO") in facts("Finland had waited for years. In 2023 it joined NATO.")


def test_a_given_name_tells_the_pronoun(facts: Callable[[str], set[tuple[str, str, str]]]) -> None:
    found = facts("Harriet Osgood spoke with Martin Pell. She was born in Leeds.")
    assert ("Harriet Osgood", "born_in", "Leeds") in found
