from collections.abc import Callable

import pytest

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ('The novel "The Red House" by Maria Lopez was praised.', ("Red House", "created_by", "Maria Lopez")),
        ("Greenpeace's ship, Rainbow Warrior, left.", ("Rainbow Warrior", "owned_by", "Greenpeace")),
        ('The robot of the team is old. Siemens\' robot, named "Robbie", is new.', ("Robbie", "owned_by", "Siemens")),
        ("He left on the Greenpeace-owned ship Rainbow Warrior.", ("Rainbow Warrior", "owned_by", "Greenpeace")),
        ('Maria Lopez\'s novel "The Red House" was praised.', ("Red House", "created_by", "Maria Lopez")),
    ],
)
def test_finds_owners_and_makers_before_the_noun(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


def test_a_noun_that_is_no_such_thing_has_no_owner(facts: Facts) -> None:
    assert not {fact for fact in facts("Greenpeace's members boarded the Rainbow Warrior.") if fact[1] == "owned_by"}
