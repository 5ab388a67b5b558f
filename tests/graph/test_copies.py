"""Reprints and versions brought up to date: found whatever the order, told apart from letters filled in anew."""

import random
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.exports.rows import edges
from newsweave.graph import Graph
from newsweave.graph.copies import copies, is_copy, told_once
from newsweave.ids import make_document
from newsweave.types import Document
from tests.factory import OWN_END, TEXT, make_extraction

STORY = (
    "A bridge over the river Lenne gave way on Tuesday evening while two lorries were crossing it. "
    "Fire crews pulled both drivers from the water within an hour, and neither was badly hurt. "
    "The district had closed the lane nearest the bank in spring after cracks were seen in a pier. "
    "Engineers said then that the rest could carry traffic until work began in autumn. "
    "Mayor Ida Holm told reporters that she would ask for an inquiry. "
    "The ferry at Altdorf will run through the night until further notice."
)
HEAD = "Our reporter writes from the scene. Listen to this article. "
MORE = " On Wednesday divers began to look for the parts of the pier that broke first."
LETTER = (
    "The fire department of {town} will receive {sum} dollars from the fund for safer homes, the ministry announced "
    "today. The department of {town} will use the grant to buy hoses, helmets and a second engine. The fund was set "
    "up four years ago and helps departments that serve small communities to replace what is worn out. The people of "
    "{town} can be proud of those who protect them by day and by night, the minister said in a short statement."
)


def read(text: str, day: int | None = 1) -> Document:
    return make_document(text, published=date(2024, 5, day) if day else None)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        HEAD + STORY,
        STORY + MORE,
        STORY.replace("two lorries", "three lorries"),
        STORY.replace("Fire crews", "Rescue teams").replace("an hour", "a few minutes"),
        STORY.replace("The district", "  The\ndistrict").replace(",", ""),
        STORY.rpartition("The ferry")[0],
    ],
)
def test_an_edited_copy_is_a_copy(copy: str) -> None:
    assert is_copy(STORY, copy)
    assert is_copy(copy, STORY)


@pytest.mark.parametrize(
    "other",
    [
        "",
        STORY[:180],
        " ".join(reversed(STORY.split())),
        STORY + OWN_END,
        "The mayor of Altdorf told reporters that she would ask for an inquiry. The ferry will run through the night.",
    ],
)
def test_another_text_is_none(other: str) -> None:
    assert not is_copy(STORY, other)


def test_texts_without_a_word_are_no_copies() -> None:
    assert not is_copy("", "")
    assert not is_copy(" | ", "...")


def test_a_letter_filled_in_anew_is_no_copy() -> None:
    norburg, altdorf = LETTER.format(town="Norburg", sum="40,000"), LETTER.format(town="Altdorf", sum="70,000")
    assert not is_copy(norburg, altdorf)
    assert is_copy(norburg, "Press release. " + norburg)


def test_the_first_published_is_what_the_others_are_copies_of() -> None:
    early, late, undated = read(STORY + MORE, 2), read(HEAD + STORY, 3), read(STORY, None)
    assert copies([undated, late, read("Rain fell."), early]) == ((early.id, late.id, undated.id),)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 30))
def test_groups_do_not_depend_on_the_order_and_hold_each_document_once(order: random.Random, edits: int) -> None:
    words = STORY.split()
    documents = [read(STORY), read(LETTER.format(town="Norburg", sum="1")), read(LETTER.format(town="Lund", sum="2"))]
    for number in range(edits):
        edited = [*words]
        edited[order.randrange(len(words))] = f"word{number}"
        documents.append(read(" ".join(edited), 1 + number % 28))
    groups = copies(documents)
    shuffled = [*documents]
    order.shuffle(shuffled)
    assert copies(shuffled) == groups == copies([*shuffled, *documents])
    listed = [copy for group in groups for copy in group]
    assert len(listed) == len(set(listed))
    assert sum(map(len, groups)) == (1 + len({document.id for document in documents[3:]}) if edits else 0)


def test_a_thousand_copies_and_long_texts_take_a_moment() -> None:
    order = random.Random(1)
    vocabulary = [f"w{number}" for number in range(5000)]
    documents = [read(STORY + f" Copy {number}.", 1 + number % 28) for number in range(1000)]
    documents += [read(" ".join(order.choices(vocabulary, k=2000))) for _ in range(100)]
    documents.append(read("x" * 1_000_000))
    began = time.process_time()
    assert [len(group) for group in copies(documents)] == [1000]
    assert time.process_time() - began < 20


def test_told_once_takes_the_copy_that_tells_it_most_often() -> None:
    assert told_once([], {}) == 0
    assert told_once(["d1", "d1", "d2", "d2", "d2"], {"d1": "d1", "d2": "d1"}) == 3
    assert told_once(["d1", "d2"], {}) == 2


def three() -> Graph:
    first = make_extraction(TEXT)
    reprint = make_extraction(TEXT, publisher="The Reprint")
    other = make_extraction(TEXT + OWN_END)
    return Graph.of([first, reprint, other])


def test_what_copies_repeat_counts_once_and_stays_visible() -> None:
    graph = three()
    ((early, late),) = graph.copies()
    assert {early.publisher, late.publisher} == {"RFE/RL", "The Reprint"}
    assert graph.version_of(late) == early
    assert graph.version_of(early.id) is None
    statement = graph.statements(predicate="position_in")[0]
    assert len(statement.evidence) == 3
    assert graph.times_told(statement.evidence) == 2
    assert {edge.weight for edge in edges(graph)} == {2.0}
    assert {data["weight"] for _, _, data in graph.to_networkx().edges(data=True)} == {2}


def test_a_text_of_the_same_words_is_a_copy_whatever_is_known_about_it() -> None:
    first = make_extraction(TEXT)
    again = replace(first.document, id="d" + "0" * 16, published=None)
    assert copies([first.document, again]) == ((first.document.id, again.id),)
