"""Place traps: whole short texts, read by the model and linked with the base that comes with the package."""

import functools

import pytest

from newsweave.graph.link.entities import link
from newsweave.ids import make_document
from newsweave.ingest import extract
from newsweave.knowledge.places import default_base
from newsweave.types import Entity, Extraction

pytestmark = pytest.mark.model

NIL = ""
# text, name, Wikidata or GeoNames id; NIL for a name that has to stay without a link.
TRAPS = (
    ("Protests in Tbilisi went on as Georgia's parliament passed the law.", "Georgia", "Q230"),
    ("Russian troops entered Georgia in 2008, and Georgian forces withdrew.", "Georgia", "Q230"),
    ("Voters in Atlanta and Savannah will decide who wins Georgia this year.", "Georgia", "Q1428"),
    ("The king of Jordan received the Israeli minister in Amman.", "Jordan", "Q810"),
    ("Michael Jordan scored 40 points. Jordan left the game early.", "Michael Jordan", NIL),
    ("The president flew back to Washington after talks with Congress.", "Washington", "Q61"),
    ("Washington said on Monday that it would send more weapons to Ukraine.", "Washington", "Q61"),
    ("George Washington was the first president. Washington died in 1799.", "George Washington", NIL),
    ("Fires burned near Seattle and Spokane, said Washington state officials.", "Seattle", "5809844"),
    ("The prime minister spoke in London on Tuesday about Britain's budget.", "London", "Q84"),
    ("A factory in London, Ontario, will close next year, the company said.", "London", "6058560"),
    ("Tourists filled the streets of Granada as Spain lifted its rules.", "Granada", "2517117"),
    ("The government of Grenada asked Trinidad and Tobago for help.", "Grenada", "Q769"),
    ("Ebola spread from Guinea to Liberia and Sierra Leone.", "Guinea", "Q1006"),
    ("Equatorial Guinea joined OPEC in 2017.", "Equatorial Guinea", "Q983"),
    ("Papua New Guinea held its election in July.", "Papua New Guinea", "Q691"),
    ("Guinea-Bissau's president met the leader of Guinea in Conakry.", "Guinea", "Q1006"),
    ("The Democratic Republic of Congo accused Rwanda of backing the rebels.", "Democratic Republic of Congo", "Q974"),
    ("The Republic of the Congo closed its border near Brazzaville.", "Brazzaville", "2260535"),
    ("Macedonia changed its name after talks with Greece in Skopje.", "Macedonia", "Q221"),
    ("Flowers from Holland are sold in every market of Europe.", "Holland", "Q55"),
    ("A storm hit Paris, Texas, on Friday and cut power to 9,000 homes.", "Paris", "4717560"),
    ("President Macron spoke in Paris about France's schools.", "Paris", "2988507"),
    ("Paris Hilton opened a hotel in Las Vegas.", "Paris Hilton", NIL),
    ("Lincoln lived in Springfield, Illinois, before he was elected.", "Springfield", "4250542"),
    ("The suspect was last seen in Springfield, police said.", "Springfield", NIL),
    ("Dr. King was jailed in Birmingham, Alabama, in 1963.", "Birmingham", "4049979"),
    ("The council of Birmingham, England's second city, is bankrupt, Britain's press says.", "Birmingham", "2655603"),
    ("She studied physics in Cambridge, Massachusetts, in the 1990s.", "Cambridge", "4931972"),
    ("Four students were killed in Moscow, Idaho, police said.", "Moscow", "5601538"),
    ("Russia's president spoke in Moscow on Thursday.", "Moscow", "Q649"),
    ("The hurricane reached St. Petersburg, Florida, at noon.", "St. Petersburg", "4171563"),
    ("Putin was born in St. Petersburg, Russia's second city.", "St. Petersburg", "498817"),
    ("It rained in Cairo, Georgia, on Sunday.", "Cairo", NIL),
    ("Egypt's government met in Cairo.", "Cairo", "360630"),
    ("Turkey bought missiles from Russia, angering NATO.", "Turkey", "Q43"),
    ("Troops crossed from Chad into Niger and Nigeria.", "Niger", "Q1032"),
    ("Chad Kelly threw three passes.", "Chad Kelly", NIL),
    ("China Miéville wrote a novel about Cuba.", "Cuba", "Q241"),
    ("The Soviet Union fell in 1991, and Russia took its seat.", "Soviet Union", "Q15180"),
    ("North Korea and South Korea exchanged fire.", "North Korea", "Q423"),
    ("South Sudan split from Sudan in 2011.", "Sudan", "Q1049"),
    ("The Emirates and Qatar restored ties.", "Qatar", "Q846"),
    ("Kazakhstan's largest city, Almaty, was calm on Monday.", "Almaty", "1526384"),
    ("Lawmakers in Mexico City voted; Mexico's president signed.", "Mexico", "Q96"),
    ("Police in New Mexico arrested a man from Albuquerque.", "New Mexico", "Q1522"),
    ("Germany beat Argentina 1-0 in the final of the World Cup.", "Argentina", NIL),
    ("The World Cup final was played in Argentina.", "Argentina", "Q414"),
    ("The party won 40 points in Bavaria, and the election in Germany was a draw.", "Germany", "Q183"),
    ("It runs clinics in Denver, Boulder and Jefferson Counties.", "Denver", NIL),
    ("Ireland and Northern Ireland agreed on the border.", "Ireland", "Q27"),
)


@functools.cache
def linked(text: str) -> Extraction:
    return link(extract(make_document(text)), default_base())


def named(text: str, name: str) -> Entity:
    return next(each for each in linked(text).entities if name in {each.name, *(form for form, _ in each.names)})


def ids(entity: Entity) -> list[str]:
    return [each.id for each in entity.links if each.accepted]


@pytest.mark.parametrize(("text", "name", "expected"), TRAPS)
def test_trap(text: str, name: str, expected: str) -> None:
    found = ids(named(text, name))
    assert expected in found if expected else not found, named(text, name).links


def test_nil_keeps_the_springfields_that_it_turned_down() -> None:
    kept = named("The suspect was last seen in Springfield, police said.", "Springfield").links
    assert kept
    assert not any(link.accepted for link in kept)
    assert all(link.reasons for link in kept)


def test_russians_are_not_russia() -> None:
    text = "Russian troops entered Georgia in 2008, and Georgian forces withdrew."
    assert not ids(named(text, "Russian"))


def test_a_country_that_an_adjective_names_is_linked_though_its_team_plays() -> None:
    text = "German Chancellor Angela Merkel saw the team win the World Cup final."
    assert ids(named(text, "Germany")) == ["2921044", "Q183"]


def test_moscow_and_washington_act_for_their_countries() -> None:
    extraction = linked("Moscow denied the report. Washington said on Monday that it was true.")
    names = {each.id: each.name for each in extraction.entities}
    acting = {names[each.subject]: names[each.object] for each in extraction.statements if each.derived}
    assert acting == {"Moscow": "Russia", "Washington": "United States"}
