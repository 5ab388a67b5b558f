from collections.abc import Callable

import pytest

from newsweave.types import Extraction

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Russian President Vladimir Putin left Russia.", ("Vladimir Putin", "position_in", "Russia")),
        (
            "The director of Brazilian planemaker Embraer, Karl Weber, resigned.",
            ("Karl Weber", "position_in", "Embraer"),
        ),
        ("Anna Berg, head of the state airline Zamair, agreed.", ("Anna Berg", "position_in", "Zamair")),
        (
            "The Acacia Fund, whose founder, former president Karl Weber, is ill, was closed.",
            ("Acacia Fund", "founded_by", "Karl Weber"),
        ),
        (
            "Anna Berg, Central Africa director at the International Crisis Group, agreed.",
            ("Anna Berg", "position_in", "International Crisis Group"),
        ),
        (
            "Helsinki was calm. Finnish voters stayed at home in Helsinki. President Karl Weber was ill.",
            ("Karl Weber", "position_in", "Finland"),
        ),
        ("U.S. Secretary of State Antony Blinken called.", ("Antony Blinken", "position_in", "U.S.")),
        (
            "The European Union's top diplomat, Josep Borrell, was worried.",
            ("Josep Borrell", "position_in", "European Union"),
        ),
        ("UN rights chief Michelle Bachelet urged calm.", ("Michelle Bachelet", "position_in", "UN")),
        (
            "Timothy Ash, senior strategist at Bluebay Asset Management, said so.",
            ("Timothy Ash", "position_in", "Bluebay Asset Management"),
        ),
        (
            "Russia has backed Alyaksandr Lukashenka, the authoritarian ruler of Belarus.",
            ("Alyaksandr Lukashenka", "position_in", "Belarus"),
        ),
        (
            "Blinken called his Kazakh counterpart Mukhtar Tileuberdi in Kazakhstan.",
            ("Mukhtar Tileuberdi", "position_in", "Kazakhstan"),
        ),
        (
            "The ambassador to France Maria Lopez arrived.",
            ("Maria Lopez", "position_in", "France"),
        ),
        (
            "Dutch Transport Minister Mark Harbers will meet them in The Hague.",
            ("Mark Harbers", "position_in", "Netherlands"),
        ),
        ("Jalisco Governor Enrique Alfaro said so in Jalisco.", ("Enrique Alfaro", "position_in", "Jalisco")),
        (
            "A spokesman for the Chinese foreign ministry, Wang Wenbin, said so in China.",
            ("Wang Wenbin", "position_in", "China"),
        ),
        (
            "Pakistan Muslim League (PML-N) leader Nawaz Sharif condemned it.",
            ("Nawaz Sharif", "position_in", "Pakistan Muslim League"),
        ),
        ("Angela Merkel is the chancellor of Germany.", ("Angela Merkel", "position_in", "Germany")),
        ("Prime Minister Manasseh Tuipulotu of Tonga spoke.", ("Manasseh Tuipulotu", "position_in", "Tonga")),
        ("Analyst Joost Kramer of ING said so.", ("Joost Kramer", "position_in", "ING")),
        ("China's special envoy for climate, Xie Guowei, said no.", ("Xie Guowei", "position_in", "China")),
        ("Texas Sen. John Kessler voted against it.", ("John Kessler", "position_in", "Texas")),
        (
            "Amnesty International hailed it. Its president, Nuria Costa, said so.",
            ("Nuria Costa", "position_in", "Amnesty International"),
        ),
        (
            "The Green Party met in Paris. Karl Weber, the party's leader, spoke.",
            ("Karl Weber", "position_in", "Green Party"),
        ),
        (
            "Nordvik AG grew. Nordvik sold ships. Anna Berg, its chief technology officer, left.",
            ("Anna Berg", "position_in", "Nordvik AG"),
        ),
        (
            "Green Party MP Harriet Osgood, the shadow health secretary, resigned.",
            ("Harriet Osgood", "position_in", "Green Party"),
        ),
        (
            "Kenya grieved. Kenya's parliament met. The health minister, Ruth Mwangi, spoke.",
            ("Ruth Mwangi", "position_in", "Kenya"),
        ),
        (
            "Kenji Watanabe, Executive Vice President of Toyota, will lead it.",
            ("Kenji Watanabe", "position_in", "Toyota"),
        ),
        (
            "Karim Benali, a professor of French literature at Columbia University, agreed.",
            ("Karim Benali", "position_in", "Columbia University"),
        ),
        ("Siemens' owner, Vicente Soler, was silent.", ("Siemens", "owned_by", "Vicente Soler")),
        ("Facebook co-founder Mark Zuckerberg wrote back.", ("Facebook", "founded_by", "Mark Zuckerberg")),
        (
            "Greek journalist Maria Papadopoulou was arrested in Greece.",
            ("Maria Papadopoulou", "citizen_of", "Greece"),
        ),
    ],
)
def test_finds_who_holds_which_post_where(text: str, fact: tuple[str, str, str], facts: Facts) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Syria expert Petra Becker spoke.",
        "He met the president, and Angela Merkel smiled.",
        "Bavarian Premier Markus Weber resigned.",
        "After a meeting with Maria Lopez, senators left the room.",
    ],
)
def test_reads_no_post_where_none_is_told(text: str, facts: Facts) -> None:
    assert not {fact for fact in facts(text) if fact[1] in {"position_in", "member_of"}}


def test_a_country_that_only_an_adjective_names_is_an_entity_with_evidence(
    extracted: Callable[[str], Extraction],
) -> None:
    extraction = extracted("French President Emmanuel Macron spoke.")
    (statement,) = extraction.statements
    country = next(entity for entity in extraction.entities if entity.id == statement.object)
    assert (country.name, country.country) == ("France", "FR")
    assert [m.text for m in extraction.mentions if m.entity == country.id] == ["French"]


def test_a_title_after_a_comma_may_be_the_next_persons(facts: Facts) -> None:
    found = facts("After a call with Maria Lopez, Montana's Senator Max Baucus spoke.")
    assert {fact for fact in found if fact[1] == "position_in"} == {("Max Baucus", "position_in", "Montana")}


def test_a_post_that_is_over_is_former(extracted: Callable[[str], Extraction]) -> None:
    (statement,) = extracted("Former British Prime Minister Tony Blair spoke.").statements
    assert (statement.role, statement.former) == ("Prime Minister", True)


def test_a_lone_title_is_of_the_country_in_focus(facts: Facts) -> None:
    text = "Protests shook Kazakhstan. In Kazakhstan, President Daniyar Akhmetov dismissed his cabinet."
    assert ("Daniyar Akhmetov", "position_in", "Kazakhstan") in facts(text)


def test_a_leader_known_by_the_surname_is_of_his_own_country(facts: Facts) -> None:
    text = "Iraq is free. In Iraq, President Bush was praised. Iraq and the United States agreed."
    assert {fact for fact in facts(text) if fact[1] == "position_in"} == {("Bush", "position_in", "United States")}


def test_an_office_that_one_country_has_needs_no_country_beside_it(facts: Facts) -> None:
    found = facts("In the US, John Kerry, the secretary of state, called Thailand.")
    assert ("John Kerry", "position_in", "US") in found


def test_a_body_with_its_acronym_stands_before_a_title(facts: Facts) -> None:
    text = "She met Catholic Relief Services (CRS) President Ken Hackett."
    assert ("Ken Hackett", "position_in", "Catholic Relief Services") in facts(text)


def test_two_posts_joined_by_and_are_two_facts(facts: Facts) -> None:
    found = facts("Maria Lopez, director of Greenpeace and a spokeswoman of Siemens, agreed.")
    assert {fact[2] for fact in found if fact[1] == "position_in"} == {"Greenpeace", "Siemens"}


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Karl Weber, president and chief executive of Siemens, agreed.", "president and chief executive", "Siemens"),
        ("Karl Weber, leader of the opposition Green Party, agreed.", "leader", "Green Party"),
        ("Karl Weber, director of the internationally respected Red Cross, agreed.", "director", "Red Cross"),
        ("Karl Weber, president of Rwanda's Green Party, agreed.", "president", "Green Party"),
    ],
)
def test_reads_an_apposition_to_its_end(
    text: str, role: str, body: str, extracted: Callable[[str], Extraction]
) -> None:
    extraction = extracted(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    (found,) = [each for each in extraction.statements if each.predicate == "position_in"]
    assert (found.role, names[found.object]) == (role, body)


def test_a_title_before_the_next_name_is_not_of_the_name_before(facts: Facts) -> None:
    found = facts("According to Maria Lopez, the head of Greenpeace, Karl Weber, agreed.")
    assert ("Maria Lopez", "position_in", "Greenpeace") not in found


def test_a_title_beside_a_quotation_is_the_papers_own_word(extracted: Callable[[str], Extraction]) -> None:
    (statement,) = extracted("Police said German Chancellor Angela Merkel had left.").statements
    assert statement.asserted


def test_a_lone_title_abroad_is_not_of_the_country_in_focus(facts: Facts) -> None:
    text = (
        "Kenya's parliament met in Nairobi. Kenya's High Court ruled. Kenya will appeal. "
        "Koech is to visit Beijing on Monday, where he will ask President Xi Jinping for loans."
    )
    assert ("Xi Jinping", "position_in", "Kenya") not in facts(text)


def test_the_author_of_a_study_did_not_found_the_university(facts: Facts) -> None:
    said = facts("It changes what we thought, said lead author Dr. Hiroshi Tanabe of the University of Bergen.")
    assert "founded_by" not in {predicate for _, predicate, _ in said}
