from collections.abc import Callable

import pytest

from newsweave.ingest.lists import read_table
from newsweave.ingest.names.coreference import normal
from newsweave.ingest.names.cues import cues

pytestmark = pytest.mark.model
Kinds = Callable[[str], dict[str, str]]
Forms = Callable[[str], list[set[str]]]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Interior Ministry said that 18 people had died.", "Interior Ministry", "ORG"),
        ("U.S. Secretary of State Antony Blinken called for calm.", "Antony Blinken", "PERSON"),
        ("His predecessor, 81-year-old Nursultan Nazarbaev, was removed.", "Nursultan Nazarbaev", "PERSON"),
        ("Police used tear gas in Republican Square.", "Republican Square", "PLACE"),
        ("Borrell wrote on Twitter that rights must be guaranteed.", "Twitter", "ORG"),
        ("Members are Armenia, Belarus, and Tajikistan.", "Tajikistan", "PLACE"),
        ("His Kazakh counterpart agreed.", "Kazakh", "NORP"),
        ("The post-Soviet republic was calm.", "Soviet", "NORP"),
        ("They met in Washington, D.C., on Friday.", "Washington, D.C.", "PLACE"),
        ("Terminal operator ECT denied it.", "ECT", "ORG"),
        ("Alex Salmond accused Theresa May of capitulating.", "Theresa May", "PERSON"),
        ("The banned group Lashkar-e-Jhangvi claimed the attack.", "Lashkar-e-Jhangvi", "ORG"),
        ("Imran Khan's Tehreek-e-Insaf party came second.", "Tehreek-e-Insaf", "ORG"),
        ("He heads the UN-backed Government of National Accord in Tripoli.", "Government of National Accord", "ORG"),
        ("Justice Beatrice Mutua told a packed courtroom so.", "Beatrice Mutua", "PERSON"),
        ("The fund bought a stake in the port operator Pwani Terminals.", "Pwani Terminals", "ORG"),
        ("Nordwind is owned by Halden Holdings.", "Nordwind", "ORG"),
        ("Mikkel Juhl plays for Harwick Rovers.", "Harwick Rovers", "ORG"),
        ("Analysts at Berenhold said the regulator could object.", "Berenhold", "ORG"),
        ("A court sentenced former Valdeona mayor Rosa Iglesias to six years.", "Valdeona", "PLACE"),
        ("Analyst Arndt Ellinghorst of Evercore ISI said so.", "Evercore ISI", "ORG"),
        ("Jalisco Governor Enrique Alfaro declared three days of mourning.", "Jalisco", "PLACE"),
        ("Amnesty International's Muleya Mwananyanda said so.", "Muleya Mwananyanda", "PERSON"),
        ("Police arrested Tsitsi Dangarembga on Friday.", "Tsitsi Dangarembga", "PERSON"),
        ("Marles met Fijian Home Affairs Minister Pio Tikoduadua in Suva.", "Fijian", "NORP"),
        ("The State Department Spokesperson, Jeff Rathke, said so.", "State Department", "ORG"),
        ("Kwame Boateng scored twice in the first half.", "Kwame Boateng", "PERSON"),
        ("The lawyer Joseph ole Tipanoi danced outside the court.", "Joseph ole Tipanoi", "PERSON"),
        ('Police held Nemesio "El Largo" Salgado on Sunday.', 'Nemesio "El Largo" Salgado', "PERSON"),
        ("She wrote for The Hindu and for Le Monde.", "The Hindu", "ORG"),
        ("The study was published in Nature on Wednesday.", "Nature", "ORG"),
        ("Alpha Centauri is 4.4 light-years from the Sun.", "Alpha Centauri", "PLACE"),
        ("The Lumo chatbot answers in Danish.", "Lumo", "PRODUCT"),
        ("Copper producer Grupo Cerrano gained 3 percent.", "Grupo Cerrano", "ORG"),
        ("Sailors were saved from the MV Star Mindoro on Monday.", "MV Star Mindoro", "PRODUCT"),
        ("Typhoon Rosing hit the coast on Monday.", "Typhoon Rosing", "EVENT"),
        ('Her novel "Ashes of June" sold well.', "Ashes of June", "WORK"),
        ("The All Progressives Congress won in Lagos.", "All Progressives Congress", "ORG"),
        ("She worked at the Inter-American Court of Trade.", "Inter-American Court of Trade", "ORG"),
        ("Kenya's Supreme Court on Friday upheld the ruling.", "Supreme Court", "ORG"),
        ("Metsola Oy bought the mill.", "Metsola Oy", "ORG"),
        ("Shares of the investment firm Halden Bridge rose.", "Halden Bridge", "ORG"),
        ("He was a pupil of St Munchin's College in the 1970s.", "St Munchin's College", "ORG"),
        ("She wrote for the Irish Examiner in May.", "Irish Examiner", "ORG"),
        ("The Party of Action and Solidarity won on Sunday.", "Party of Action and Solidarity", "ORG"),
        ("Talks were held in Sao Bernardo do Campo on Monday.", "Sao Bernardo do Campo", "PLACE"),
        ("Conservative group leader Simon Fairley said so.", "Conservative", "NORP"),
        (
            "The book won a medal of the Lithuanian Academy of Music and Theatre.",
            "Lithuanian Academy of Music and Theatre",
            "ORG",
        ),
    ],
)
def test_finds_a_name_and_what_it_names(text: str, name: str, kind: str, kinds: Kinds) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("U.S. Secretary of State Antony Blinken called for calm.", "State"),
        ("Prices for liquefied petroleum gas (LPG) rose.", "LPG"),
        ("He spoke on Monday.", "Monday"),
        ("Marles met Fijian Home Affairs Minister Pio Tikoduadua in Suva.", "Fijian Home Affairs"),
        ("Defence Minister Prabowo Hartarto leads the party.", "Defence"),
        ("She holds a Ph.D. from Stanford University.", "Ph.D."),
        ("Chief Scientific Officer Anna Berg resigned.", "Scientific"),
        ("Candice Miller (R-Harrison Township) voted for it.", "R-Harrison Township"),
    ],
)
def test_what_is_no_name_is_left_out(text: str, no_name: str, kinds: Kinds) -> None:
    assert no_name not in kinds(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vladimir Putin spoke. Later Putin left.", {"Vladimir Putin", "Putin"}),
        (
            "The Collective Security Treaty Organization (CSTO) met. The CSTO sent troops.",
            {"Collective Security Treaty Organization", "CSTO"},
        ),
        ("The U.S. said no. The United States later agreed.", {"US", "United States"}),
        ("The European Union met. The EU agreed.", {"European Union", "EU"}),
        ("Jenoptik AG grew. Jenoptik said so on Friday.", {"Jenoptik AG", "Jenoptik"}),
        ("OSLO, Norway (AP) — Oslo was calm.", {"OSLO", "Oslo"}),
        ("The Swedish Security Service, Säpo, said so.", {"Swedish Security Service", "Säpo"}),
        ("Savanna Trust Bank grew. Shares in Savanna rose.", {"Savanna Trust Bank", "Savanna"}),
        (
            "Shares of Nordvik Motors AG fell. Nordvik Motors said so on Friday. It is good for Nordvik, he said.",
            {"Nordvik Motors AG", "Nordvik Motors", "Nordvik"},
        ),
        (
            "Opposition spokesperson Fadzayi Mahere was arrested. Mahere, a lawyer, denies the charges.",
            {"Fadzayi Mahere", "Mahere"},
        ),
        (
            "Veldkamp Logistics NV was founded by Johannes Veldkamp. Veldkamp gained 19 percent in Amsterdam.",
            {"Veldkamp Logistics NV", "Veldkamp"},
        ),
        ("The Gerindra Party met. Gerindra secretary-general Ahmad Muzakir spoke.", {"Gerindra Party", "Gerindra"}),
        (
            "Nordvik Biosciences, Inc. grew. Nordvik Biosciences said so.",
            {"Nordvik Biosciences, Inc.", "Nordvik Biosciences"},
        ),
    ],
)
def test_names_of_one_thing_are_joined(text: str, names: set[str], forms: Forms) -> None:
    assert names in forms(text)


def test_a_surname_that_two_people_bear_joins_neither(forms: Forms) -> None:
    found = forms("Laura Bush and George Bush arrived by plane. Bush then spoke to reporters.")
    assert {"Laura Bush"} in found
    assert {"George Bush"} in found


def test_a_surname_stays_with_whom_the_text_has_called_by_it(forms: Forms) -> None:
    found = forms(
        "Miriam Adelstein died on Sunday. Adelstein studied medicine in Haifa. "
        "Her husband, the violinist Yosef Adelstein, died in 2003. Adelstein worked for four decades."
    )
    assert {"Miriam Adelstein", "Adelstein"} in found
    assert {"Yosef Adelstein"} in found


def test_a_name_that_a_person_and_a_company_bear_is_told_apart_at_each_place(forms: Forms) -> None:
    found = forms(
        "Harrow Group said on Monday it would close two factories. James Harrow, who founded the company, spoke. "
        "Harrow, 71, will step down in June. Shares in Harrow fell."
    )
    assert {"Harrow Group", "Harrow"} in found
    assert {"James Harrow", "Harrow"} in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They were let down, said Meryl Hall, a regional officer for the union.", "Meryl Hall"),
        ("A court in Leeds jailed Arthur Park, 43, on Tuesday.", "Arthur Park"),
    ],
)
def test_halls_and_parks_may_be_persons(text: str, name: str, kinds: Kinds) -> None:
    assert kinds(text)[name] == "PERSON"


def test_a_name_seen_once_is_found_again(kinds: Kinds) -> None:
    text = "Spicejet said it will buy planes. The airline Spicejet is based in India. Shares in Spicejet rose."
    assert "Spicejet" in kinds(text)


def test_two_names_run_together_are_cut(forms: Forms) -> None:
    text = "Germany beat Turkey.\nThe match Germany Germany was over. Turkey lost, Germany won."
    assert {"Germany"} in forms(text)


def test_a_name_cut_at_a_line_break_is_one(forms: Forms) -> None:
    text = (
        "The president of the small republic told reporters on Monday that Angela\n"
        "Merkel would not resign, although several of her ministers had left the cabinet\n"
        "and the opposition had called for new elections in the coming spring term there\n"
        "in a statement that was read out on Monday evening by a spokesman of the party.\n"
    )
    assert {"Angela Merkel"} in forms(text)


def test_dots_in_acronyms_do_not_matter() -> None:
    assert normal("U.S.") == normal("US")


@pytest.mark.parametrize(("sort", "prefix"), sorted((str(kind), word) for word, kind in cues().prefixes.items()))
def test_every_prefix_makes_a_name(sort: str, prefix: str, kinds: Kinds) -> None:
    assert kinds(f"They were afraid of {prefix} Halvard on Monday.").get(f"{prefix} Halvard") == sort


def test_no_given_name_stands_under_two_pronouns() -> None:
    table = read_table("given_names")
    listed = [name for names in table.values() for name in names]
    assert len(listed) == len(set(listed))
    assert all(name[0].isupper() and " " not in name for name in listed)
