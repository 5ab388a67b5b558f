import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsweave.config import DEFAULT_MODEL
from newsweave.errors import ModelError
from newsweave.ingest import nlp


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_a_shadow_has_the_length_of_its_text(text: str) -> None:
    assert len(nlp.shadow(text)) == len(text)


@given(st.text(max_size=400), st.integers(1, 60))
def test_pieces_join_to_the_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nlp, "_PIECE", size)
        pieces = list(nlp._pieces(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [last for _, last in pieces] == [False] * (len(pieces) - 1) + [True]


@pytest.mark.model
def test_the_default_model_is_the_one_that_was_measured() -> None:
    meta = nlp.load(DEFAULT_MODEL).meta
    assert (meta["lang"], meta["name"], meta["version"]) == ("en", "core_web_md", "3.7.1")
    assert meta["performance"]["ents_f"] == pytest.approx(0.8521652315, abs=1e-9)


@pytest.mark.parametrize("model", ["no_such_model", "json"])
def test_an_unknown_model_is_a_clear_error(model: str) -> None:
    with pytest.raises(ModelError, match=rf"model '{model}': it cannot be loaded .*; install it with pip"):
        nlp.load(model)


def test_a_pipeline_without_a_parser_is_a_clear_error(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="it has no tagger and no parser and no ner"):
        nlp.load(str(tmp_path))


@pytest.mark.model
def test_a_line_that_ends_a_sentence_ends_it(parsed: Callable[[str], Doc]) -> None:
    doc = parsed("Storm hits coast\nAt least 12 people died on Monday.\nMore rain is expected.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Storm hits coast",
        "At least 12 people died on Monday.",
        "More rain is expected.",
    ]


@pytest.mark.model
def test_a_wrapped_paragraph_is_read_on(parsed: Callable[[str], Doc]) -> None:
    text = (
        "The president of the small republic told reporters on Monday that he would\n"
        "not resign, although several of his ministers had already left the cabinet\n"
        "and the opposition had called for new elections in the coming spring term.\n"
    )
    assert len(list(parsed(text).sents)) == 1


@pytest.mark.model
def test_a_long_text_is_read_in_pieces_with_its_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris.\n" * 6
    monkeypatch.setattr(nlp, "_PIECE", 100)
    doc = next(nlp.read([text], DEFAULT_MODEL, 8))
    assert doc.text == text
    assert sum(entity.text == "Angela Merkel" for entity in doc.ents) == 6


@pytest.mark.model
def test_eight_thousand_brackets_take_no_time() -> None:
    start = time.process_time()
    doc = next(nlp.read(["(" * 8000], DEFAULT_MODEL, 1))
    assert len(doc.text) == 8000
    assert time.process_time() - start < 3


@pytest.mark.model
def test_the_fingerprint_names_software_and_model() -> None:
    assert "en_core_web_md 3.7.1" in nlp.fingerprint(DEFAULT_MODEL)
    assert nlp.fingerprint(DEFAULT_MODEL).startswith("newsweave ")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Weber left. See the castle empireWeber had built it.", ["empire", "Weber"]),
        ("Weber left. He posted it on YouTube.", ["YouTube"]),
        ("Weber left. He founded RiverWeber.", ["River", "Weber"]),
        ("Weber left. He founded RiverGlass.", ["RiverGlass"]),
        ("Weber met McWeber and O'Weber.", ["McWeber"]),
    ],
)
def test_words_that_a_lost_line_break_has_glued_are_parted(
    parsed: Callable[[str], Doc], text: str, words: list[str]
) -> None:
    doc = parsed(text)
    assert doc.text == text
    assert " ".join(words) in " ".join(token.text for token in doc)
    if len(words) > 1:
        assert words[1] in [sentence[0].text for sentence in doc.sents]
