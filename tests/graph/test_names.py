"""Names: what folds to the same, and who is who."""

import pytest

from newsweave.graph.compare.names import DIFFERENT, SAME, compare_persons
from newsweave.graph.names.keys import group_key, is_common, is_generic, person_name, plain, thing_key

ONE_PERSON = [
    ("Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev"),
    ("Qasym-Zhomart Toqaev", "Qasym-Zhomart Toqayev"),
    ("Қасым-Жомарт Тоқаев", "Qasym-Zhomart Toqaev"),
    ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
    ("Nursultan Nazarbaev", "Nursultan Nazarbayev"),
    ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
    ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ("Yerzhan Kazykhanov", "Erzhan Kazykhanov"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Tony Blinken", "Antony Blinken"),
    ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
    ("Ursula von der Leyen", "Ursula Von Der Leyen"),
    ("Volodymyr O'Neill", "Volodymyr O’Neill"),
    ("Dr. Rand Paul", "Rand Paul"),
    ("Pope Francis", "pope Francis"),
    ("Crown Prince Haakon", "Prince Haakon"),
    ("Xi Jinping", "习近平"),
    ("Kim Jong-un", "Jong Un Kim"),
    ("Nazarbayev Nursultan Abishevich", "Nursultan Nazarbaev"),
    ("Abdel Fattah el-Sisi", "Abdelfattah al-Sissi"),
]
TWO_PERSONS = [
    ("George W. Bush", "George H. W. Bush"),
    ("Nursultan Nazarbaev", "Dariga Nazarbaeva"),
    ("Martin Luther King", "Martin Luther King Jr."),
    ("Charles II", "Charles III"),
    ("Pope Francis", "Jorge Francis"),
    ("Prince Albert", "Albert Prince"),
    ("John Smith", "Jane Smith"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Joe Biden", "Hunter Biden"),
    ("J. Biden", "Hunter Biden"),
    ("Robert Anderson", "Robert Andersen"),
    ("John Roberts", "John Robertson"),
    ("Mario Rossi", "Maria Rossi"),
    ("Wang Li", "Wang Lin"),
    ("Ivan Petrovich Sidorov", "Ivan Sergeyevich Sidorov"),
]
PERHAPS_ONE = [
    ("Timothy Ash", "Timothy Garton Ash"),
    ("Joe Biden", "Joseph R. Biden"),
    ("J. Biden", "Joe Biden"),
    ("Alexei Ivanov", "Alexei Ivanova"),
    ("Mukhtar Tileuberdi", "Mukhtar Tleuberdi"),
    ("Toqaev", "Qasym-Zhomart Toqaev"),
    ("Viktor Orban", "Orbán Viktor"),
    ("Paul Simon", "Simon Paul"),
    ("Josep Borrell", "Josep Borrell Fontelles"),
    ("Muhammad Ali", "Muhammad Ali Jinnah"),
    ("محمد بن سلمان", "Mohammed bin Salman"),
]


def score(left: str, right: str) -> float:
    return compare_persons(person_name(left), person_name(right)).score


@pytest.mark.parametrize(("left", "right"), ONE_PERSON)
def test_spellings_of_one_name_are_the_same(left: str, right: str) -> None:
    assert score(left, right) >= SAME


@pytest.mark.parametrize(("left", "right"), TWO_PERSONS)
def test_a_conflict_in_any_part_is_a_veto(left: str, right: str) -> None:
    assert score(left, right) <= DIFFERENT


@pytest.mark.parametrize(("left", "right"), PERHAPS_ONE)
def test_what_may_be_either_is_unsure(left: str, right: str) -> None:
    assert DIFFERENT < score(left, right) < SAME


@pytest.mark.parametrize(("left", "right"), [*ONE_PERSON, *TWO_PERSONS, *PERHAPS_ONE])
def test_comparing_does_not_depend_on_the_side(left: str, right: str) -> None:
    assert score(left, right) == score(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the Labour Party", "Labor Party"),
        ("U.S.", "US"),
        ("Gazprom PAO", "Gazprom"),
        ("Organisation for Security", "Organization for Security"),
        ("Café Müller", "CAFE MULLER"),
    ],
)
def test_spellings_of_one_thing_have_one_key(left: str, right: str) -> None:
    assert thing_key(left) == thing_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Council of Europe", "European Council"), ("Almaty", "Almaty Region"), ("1st Army", "2nd Army")],
)
def test_names_of_two_things_have_two_keys(left: str, right: str) -> None:
    assert thing_key(left) != thing_key(right)


def test_a_people_has_one_key_in_singular_and_plural() -> None:
    assert group_key("Italians") == group_key("Italian")


@pytest.mark.parametrize("name", ["Interior Ministry", "Supreme Court", "the Ministry of Defence", "Senate"])
def test_a_name_of_common_words_is_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["World Bank", "NATO", "Kazakh Interior Ministry", "Google"])
def test_a_name_with_a_word_of_its_own_is_not_generic(name: str) -> None:
    assert not is_generic(name)


def test_a_number_is_a_regnal_number_only_in_capitals() -> None:
    assert person_name("Charles III").number == "III"
    assert person_name("Jinping Xi").number == ""


@pytest.mark.parametrize(("name", "whole"), [("Pope Francis", True), ("Francis", False), ("Mr. Francis", False)])
def test_a_style_makes_a_given_name_a_name(name: str, whole: bool) -> None:
    assert person_name(name).whole is whole


def test_a_common_name_does_not_tell_who_is_meant() -> None:
    assert is_common(person_name("John Smith"))
    assert not is_common(person_name("John A. Smith"))
    assert not is_common(person_name("Qasym-Zhomart Toqaev"))


@pytest.mark.parametrize("name", ["", "—", "?!", "\ud800", "W.", "III", "Jr.", "von", "Mr", "'"])
def test_any_text_is_taken_for_a_name(name: str) -> None:
    assert isinstance(plain(name) + thing_key(name) + group_key(name) + person_name(name).key, str)
