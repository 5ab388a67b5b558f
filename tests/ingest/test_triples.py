from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest.extraction import extract
from newsweave.types import Extraction, Modality, Polarity, Triple

pytestmark = pytest.mark.model

# A sentence, and every triple that it gives: too few and too many both fail.
SENTENCES = {
    "Police arrested the driver.": ["Police | arrested | the driver"],
    "The delegation arrived in Paris.": ["The delegation | arrived in | Paris"],
    "Maria Lopez is a judge.": ["Maria Lopez | is | a judge"],
    "Maria Lopez is the president of Peru.": ["Maria Lopez | is the president of | Peru"],
    "The talks were difficult.": ["The talks | were | difficult"],
    "The ministry is responsible for the bridge.": ["The ministry | is responsible for | the bridge"],
    "Lopez was born in Lima.": ["Lopez | was born in | Lima"],
    "The charity was founded by Anna Berg.": ["The charity | was founded by | Anna Berg"],
    "The driver was arrested by police in Lima on Monday.": [
        "The driver | was arrested by | police",
        "The driver | was arrested in | Lima",
        "The driver | was arrested on | Monday",
    ],
    "The girls were granted asylum.": ["The girls | were granted | asylum"],
    "The minister sent three ships to Malta.": [
        "The minister | sent | three ships",
        "The minister | sent three ships to | Malta",
    ],
    "The committee gave the city a grant.": ["The committee | gave the city | a grant"],
    "Fans call the stadium the Cathedral.": ["Fans | call the stadium | the Cathedral"],
    "The jury found Rao guilty.": ["The jury | found Rao | guilty"],
    "Rao was elected president.": ["Rao | was elected | president"],
    "The rebels had ties to the cartel.": ["The rebels | had ties to | the cartel"],
    "Soldiers seized control of the airport.": ["Soldiers | seized control of | the airport"],
    "The vote will take place in March.": ["The vote | will take place in | March"],
    # negation and modals
    "The senator did not sign the treaty.": ["The senator | did not sign | the treaty"],
    "Peru hasn't recognised the government.": ["Peru | hasn't recognised | the government"],
    "The minister may resign from the cabinet.": ["The minister | may resign from | the cabinet"],
    "The company refused to pay the fine.": ["The company | refused to pay | the fine"],
    "The bank never closed the account.": ["The bank | never closed | the account"],
    "The firm no longer owns the mine.": ["The firm | no longer owns | the mine"],
    "The army found no weapons.": ["The army | found | no weapons"],
    "The envoy failed to reach the border.": ["The envoy | failed to reach | the border"],
    "Nobody has claimed the prize.": ["Nobody | has claimed | the prize"],
    # chains
    "Rao plans to meet donors.": ["Rao | plans to meet | donors"],
    "The union is ready to sign the contract.": ["The union | is ready to sign | the contract"],
    "Envoys urged the rebels to free the hostages.": ["Envoys | urged the rebels to free | the hostages"],
    "The mayor called on the army to leave the city.": [
        "The mayor | called on | the army",
        "The mayor | called on the army to leave | the city",
    ],
    "The medics helped the girls cross the river.": ["The medics | helped the girls cross | the river"],
    "Critics accused the army of killing civilians.": [
        "Critics | accused | the army",
        "Critics | accused the army of killing | civilians",
    ],
    "Rao was forced to leave the country.": ["Rao | was forced to leave | the country"],
    "The crew tried to stop drilling the well.": ["The crew | tried to stop drilling | the well"],
    # coordination
    "Peru and Chile signed the treaty.": ["Peru | signed | the treaty", "Chile | signed | the treaty"],
    "The fire destroyed a school and two shops.": [
        "The fire | destroyed | a school",
        "The fire | destroyed | two shops",
    ],
    "Police arrested and beat the driver.": ["Police | arrested | the driver", "Police | beat | the driver"],
    "The editor was arrested and charged with fraud.": ["The editor | was charged with | fraud"],
    "The king sacked the premier and closed the court.": [
        "The king | sacked | the premier",
        "The king | closed | the court",
    ],
    "The refugees want visas or asylum.": ["The refugees | want | visas or asylum"],
    "The court convicted the general but not the colonel.": ["The court | convicted | the general"],
    "The troops did not enter the town or shell the port.": [
        "The troops | did not enter | the town",
        "The troops | did not shell | the port",
    ],
    # relative clauses
    "Workers who built the dam sued the company.": [
        "Workers | built | the dam",
        "Workers | sued | the company",
    ],
    "The bridge that Rao designed collapsed.": ["Rao | designed | The bridge"],
    "The agency, which consists of lawyers, opened an inquiry.": [
        "The agency | consists of | lawyers",
        "The agency | opened | an inquiry",
    ],
    "Police found a car stolen by the gang.": [
        "Police | found | a car",
        "a car | stolen by | the gang",
    ],
    "Families living near the plant have left the valley.": [
        "Families | living near | the plant",
        "Families | have left | the valley",
    ],
    # appositions and titles
    "Anna Berg, the head of the union, met the minister.": [
        "Anna Berg | is | the head of the union",
        "Anna Berg | met | the minister",
    ],
    "Peru's largest city, Lima, hosted the summit.": [
        "Lima | is | Peru's largest city",
        "Lima | hosted | the summit",
    ],
    "White House press secretary Jane Miller defended the order.": [
        "Jane Miller | is | White House press secretary",
        "Jane Miller | defended | the order",
    ],
    "President Jane Miller vetoed the bill.": ["President Jane Miller | vetoed | the bill"],
    # prepositions
    "On Monday, Rao left the hospital.": ["Rao | left | the hospital", "Rao | left the hospital on | Monday"],
    "Troops arrived as part of a mission.": ["Troops | arrived as part of | a mission"],
    "In addition, the firm closed the mine.": ["the firm | closed | the mine"],
    "The minister removed his predecessor from the post in May.": [
        "The minister | removed | his predecessor",
        "The minister | removed his predecessor from | the post",
        "The minister | removed his predecessor in | May",
    ],
    "Guards turned away the boats.": ["Guards | turned away | the boats"],
    "Dozens of protesters stormed the building.": ["Dozens of protesters | stormed | the building"],
    # nothing to say
    "The minister resigned.": [],
    "Did the minister sign the treaty?": [],
    "There were concerns.": [],
    "Close the door.": [],
}

Extracted = Callable[[str], Extraction]


def _written(triple: Triple) -> str:
    return f"{triple.subject.text} | {triple.relation} | {triple.object.text}"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gives_its_triples_and_no_others(extracted: Extracted, sentence: str) -> None:
    assert sorted(map(_written, extracted(sentence).triples)) == sorted(SENTENCES[sentence])


def _one(extraction: Extraction, verb: str) -> Triple:
    return next(each for each in extraction.triples if verb in each.relation.split())


def test_a_triple_in_reported_speech_has_its_claimant(extracted: Extracted) -> None:
    found = extracted("The governor said the rebels attacked the convoy. The convoy carried flour.")
    attacked, carried = _one(found, "attacked"), _one(found, "carried")
    assert attacked.evidence.claimant is not None
    assert attacked.evidence.claimant.text == "The governor"
    assert carried.evidence.claimant is None
    assert carried.evidence.asserted


def test_hearsay_is_a_claimant_and_stays_in_the_relation(extracted: Extracted) -> None:
    (found,) = extracted("The navy reportedly sank the trawler.").triples
    assert found.relation == "reportedly sank"
    assert found.evidence.claimant is not None


@pytest.mark.parametrize(
    ("sentence", "verb", "modality", "polarity"),
    [
        ("The senator did not sign the treaty.", "sign", Modality.ASSERTED, Polarity.NEGATIVE),
        ("The senator may sign the treaty.", "sign", Modality.POSSIBLE, Polarity.POSITIVE),
        ("The senator plans to sign the treaty.", "sign", Modality.PLANNED, Polarity.POSITIVE),
        ("The senator refused to sign the treaty.", "sign", Modality.ASSERTED, Polarity.NEGATIVE),
        ("The king urged the senator to sign the treaty.", "sign", Modality.DEMANDED, Polarity.POSITIVE),
        ("If the senator signs the treaty, the king will go.", "signs", Modality.HYPOTHETICAL, Polarity.POSITIVE),
        ("The troops did not enter the town or shell the port.", "shell", Modality.ASSERTED, Polarity.NEGATIVE),
    ],
)
def test_a_triple_tells_how_real_it_is(
    extracted: Extracted, sentence: str, verb: str, modality: Modality, polarity: Polarity
) -> None:
    evidence = _one(extracted(sentence), verb).evidence
    assert (evidence.modality, evidence.polarity) == (modality, polarity)


def test_a_pronoun_stays_and_its_entity_is_known(extracted: Extracted) -> None:
    found = extracted("Angela Merkel met the bishops in Bonn. She praised the choir.")
    praised = _one(found, "praised")
    assert praised.subject.text == "She"
    assert praised.subject.entity == _one(found, "met").subject.entity


def test_ids_differ_by_place_and_are_stable(extracted: Extracted) -> None:
    text = "Police arrested the driver. Police arrested the driver."
    first, second = extracted(text).triples
    assert first.id != second.id
    assert extracted(text).triples == (first, second)


def test_triples_can_be_left_out() -> None:
    extraction = extract(make_document("Police arrested the driver."), config=Config(triples=False))
    assert extraction.triples == ()
    assert extraction.events


_WORDS = st.sampled_from(
    "Peru Rao the army which who said not did to sign be was arrested and or , . ? “ \" ( ) - 's of in on as "
    "by if may treaty talks , that met whose with without it there never according \n \n\n 5 %".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_arguments_that_are_runs_of_it_and_relations_of_its_words(text: str) -> None:
    document = make_document(text)
    for triple in extract(document).triples:
        for argument in (triple.subject, triple.object):
            assert document.text[argument.span.start : argument.span.end] == argument.text
            assert argument.text.strip()
        if triple.evidence.extractor.startswith("triples.clause"):
            assert all(part.lower() in document.text.lower() for part in triple.relation.split())
        else:
            assert triple.relation == "is"
