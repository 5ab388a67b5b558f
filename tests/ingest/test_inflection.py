import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from newsweave.ingest.grammar.inflection import base, forms, lemma, plural

_DATA = tomllib.loads(resources.files("newsweave.ingest").joinpath("data/inflection.toml").read_text("utf-8"))


@pytest.mark.parametrize("verb", list(_DATA["verbs"]))
def test_irregular_forms_come_back_to_their_verb(verb: str) -> None:
    told = _DATA["verbs"][verb].split()
    assert set(told) <= forms(verb)
    for form in told:
        assert base(form, "VBZ" if form.endswith("s") else "VBN") in {verb, "see", "lie", "find"}


@pytest.mark.parametrize("noun", list(_DATA["nouns"]))
def test_irregular_plurals_come_back_to_their_noun(noun: str) -> None:
    assert plural(noun) == _DATA["nouns"][noun]
    assert base(plural(noun), "NNS") == noun


@pytest.mark.parametrize("noun", _DATA["nouns_of_one_form"]["words"])
def test_nouns_of_one_form_keep_it(noun: str) -> None:
    assert base(noun, "NNS") == noun


@pytest.mark.parametrize(
    "verb",
    sorted(
        {word for words in (*_DATA["doubling"].values(), *_DATA["silent_e"].values()) for word in words}
        - set(_DATA["silent_e"]["prefixes"])
        - {"focus", "gas", "bus"}
    ),
)
def test_words_with_a_spelling_of_their_own_come_back_to_themselves(verb: str) -> None:
    assert base(_written(verb, "ing"), "VBG") == verb


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("kill", "kill kills killed killing"),
        ("deny", "deny denies denied denying"),
        ("stop", "stop stops stopped stopping"),
        ("agree", "agree agrees agreed agreeing"),
        ("announce", "announce announces announced announcing"),
        ("say", "say says said saying"),
        ("travel", "travel travels traveled travelled traveling travelling"),
        ("veto", "veto vetoes vetoed vetoing"),
        ("die", "die dies died dying"),
        ("overthrow", "overthrow overthrows overthrew overthrown overthrowing"),
        ("be", "be am is are was were been being 's 're 'm ’s ’re ’m"),
        ("quit", "quit quits quitting"),
    ],
)
def test_forms_of_a_verb(verb: str, expected: str) -> None:
    assert forms(verb) == set(expected.split())


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("accused", "VBD", "accuse"),
        ("evaluated", "VBN", "evaluate"),
        ("repeated", "VBD", "repeat"),
        ("visited", "VBD", "visit"),
        ("developing", "VBG", "develop"),
        ("hoping", "VBG", "hope"),
        ("planned", "VBN", "plan"),
        ("killed", "VBN", "kill"),
        ("reported", "VBD", "report"),
        ("needed", "VBD", "need"),
        ("required", "VBN", "require"),
        ("putting", "VBG", "put"),
        ("saw", "VBD", "see"),
        ("crises", "NNS", "crisis"),
        ("viruses", "NNS", "virus"),
        ("attacks", "NNS", "attack"),
        ("houses", "NNS", "house"),
        ("deputies", "NNS", "deputy"),
        ("presses", "VBZ", "press"),
        ("has", "VBZ", "have"),
        ("are", "VBP", "be"),
        ("found", "VB", "found"),
        ("building", "NN", "building"),
        ("would", "MD", "would"),
    ],
)
def test_dictionary_form_of_a_word(word: str, tag: str, expected: str) -> None:
    assert base(word, tag) == expected


def test_a_token_gives_its_dictionary_form() -> None:
    doc = Doc(English().vocab, words=["They", "Told", "us"], tags=["PRP", "VBD", "PRP"])
    assert lemma(doc[1]) == "tell"


@given(st.text(max_size=12), st.sampled_from(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "JJ", ""]))
def test_any_word_has_some_dictionary_form(word: str, tag: str) -> None:
    assert isinstance(base(word, tag), str)
    assert forms(word)


def _written(verb: str, ending: str) -> str:
    return min(form for form in forms(verb) if form.endswith(ending) and form != verb)
