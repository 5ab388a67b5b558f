"""Whether two names fit one bearer: the rules by example, and the benchmark with its floors."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.graph.compare.names import ALIKE, DIFFERENT, SAME, compare
from newsweave.graph.names.bodies import body_name
from newsweave.graph.names.consonants import spells
from newsweave.graph.names.countries import take_countries
from newsweave.graph.names.fold import sounds_like
from newsweave.types import Kind, Verdict

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    """Import a benchmark, which is a script and no module of the package."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("kind", "left", "right", "verdict"),
    [
        (Kind.ORG, "Kazakh Interior Ministry", "Ministry of Internal Affairs of Kazakhstan", Verdict.SAME),
        (Kind.ORG, "Interior Ministry of Kazakhstan", "Interior Ministry of Kyrgyzstan", Verdict.DIFFERENT),
        (Kind.ORG, "Kazakh Interior Ministry", "Kazakh Foreign Ministry", Verdict.DIFFERENT),
        (Kind.ORG, "Interior Ministry", "Kazakh Interior Ministry", Verdict.UNSURE),
        (Kind.ORG, "European Council", "Council of Europe", Verdict.DIFFERENT),
        (Kind.ORG, "82nd Airborne Division", "101st Airborne Division", Verdict.DIFFERENT),
        (Kind.ORG, "CSTO", "Collective Security Treaty Organization", Verdict.SAME),
        (Kind.ORG, "KNB", "National Security Committee", Verdict.SAME),
        (Kind.ORG, "AfD", "Alternative for Germany", Verdict.UNSURE),
        (Kind.ORG, "Toyota", "Toyota Kazakhstan", Verdict.UNSURE),
        (Kind.PLACE, "Almaty", "Almaty Region", Verdict.UNSURE),
        (Kind.PLACE, "Almaty Oblast", "Almaty Region", Verdict.SAME),
        (Kind.PLACE, "Guinea", "Guinea-Bissau", Verdict.DIFFERENT),
        (Kind.PLACE, "Ivory Coast", "Côte d’Ivoire", Verdict.SAME),
        (Kind.PLACE, "Kiev", "Київ", Verdict.SAME),
        (Kind.PERSON, "بنيامين نتنياهو", "Benjamin Netanyahu", Verdict.SAME),
        (Kind.PERSON, "Donald Trump", "Donald Trump Jr.", Verdict.DIFFERENT),
        (Kind.NORP, "Italian", "Italians", Verdict.SAME),
        (Kind.WORK, "War and Peace", "Crime and Punishment", Verdict.DIFFERENT),
    ],
)
def test_names_are_compared_by_the_rules_of_their_kind(kind: Kind, left: str, right: str, verdict: Verdict) -> None:
    comparison = compare(left, right, kind)
    assert comparison.verdict is verdict
    assert all(reason.endswith(".") for reason in comparison.reasons)


def test_countries_that_the_text_tells_are_a_veto() -> None:
    comparison = compare("Supreme Court", "Supreme Court", Kind.ORG, left_country="IN", right_country="PK")
    assert comparison.verdict is Verdict.DIFFERENT


def test_what_the_names_leave_open_takes_more_than_names_to_unite() -> None:
    assert ALIKE <= compare("Joe Biden", "Joseph R. Biden", Kind.PERSON).score < SAME


def test_countries_are_taken_out_of_a_name_longest_first() -> None:
    words = "bank of the democratic republic of the congo".split()
    assert take_countries(words) == (("bank", "of", "the"), frozenset({"CD"}))


def test_a_generic_name_has_one_key_in_all_countries() -> None:
    assert body_name("Supreme Court of India").key == body_name("Supreme Court of Pakistan").key
    assert body_name("Toyota Kazakhstan").key != body_name("Toyota").key


def test_short_words_are_never_near() -> None:
    assert not sounds_like("kim", "kem")


def test_consonants_spell_a_name() -> None:
    assert spells("mhmd", "mohamed")
    assert not spells("mhmd", "mansur")


TEXTS = st.text(max_size=24) | st.sampled_from(
    ["", "Jr.", "III", "von", "The", "U.S.", "\ud800", "مح", "金", "'", "Inc."]
)


@given(st.sampled_from(list(Kind)), TEXTS, TEXTS)
def test_any_two_texts_compare_alike_from_both_sides(kind: Kind, left: str, right: str) -> None:
    comparison = compare(left, right, kind)
    assert 0 <= comparison.score <= 1
    assert comparison.score == compare(right, left, kind).score


@given(st.sampled_from(list(Kind)), TEXTS)
def test_a_name_never_differs_from_itself(kind: Kind, name: str) -> None:
    assert compare(name, name, kind).score > DIFFERENT


def test_our_scorer_is_above_its_floors_and_above_the_others_on_both_parts_of_the_benchmark() -> None:
    names = load("names")
    pairs = names.read_pairs()
    assert len(pairs) >= 360
    assert names.below_floors(names.measure(names.ours, ALIKE, pairs)) == []
    dev = [pair for pair in pairs if not pair.held_out]
    for part in (dev, [pair for pair in pairs if pair.held_out]):
        ours = names.measure(names.ours, ALIKE, part).f1
        for other in (names.weighted_ratio, names.jaro_winkler):
            assert ours > names.measure(other, names.best_threshold(other, dev), part).f1 + 0.1


def test_the_floors_of_the_benchmark_are_checked() -> None:
    names = load("names")
    assert len(names.below_floors(names.Figures(right=1, found=2, asked=2))) == 2


def test_the_resolution_benchmark_makes_the_same_documents_each_time() -> None:
    resolution = load("resolution")
    assert list(resolution.extractions(200, 300)) == list(resolution.extractions(200, 300))


def test_the_resolution_benchmark_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert load("resolution").run(2_000) < 10
    assert "2,000 mentions" in capsys.readouterr().out
