import pytest

from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.types import Kind


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kazakhstan", Kind.PLACE, "KZ"),
        ("U.S.", Kind.PLACE, "US"),
        ("Netherlands", Kind.PLACE, "NL"),
        ("Soviet Union", Kind.PLACE, "SU"),
        ("Kazakh", Kind.NORP, "KZ"),
        ("Kazakhs", Kind.NORP, "KZ"),
        ("Danes", Kind.NORP, "DK"),
        ("French", Kind.NORP, "FR"),
        ("Muslims", Kind.NORP, None),
        ("Almaty", Kind.PLACE, "KZ"),
        ("Bavaria", Kind.PLACE, "DE"),
        ("Middle East", Kind.PLACE, None),
        ("CSTO", Kind.ORG, None),
        ("World War II", Kind.EVENT, None),
    ],
)
def test_knows_what_a_name_names(name: str, kind: Kind, country: str | None) -> None:
    known = gazetteer().best(name)
    assert known is not None
    assert (known.kind, known.country) == (kind, country)


def test_synonyms_share_a_key() -> None:
    keys = {known.key for name in ("U.S.", "United States", "USA", "America") if (known := gazetteer().best(name))}
    assert keys == {"country:US"}


@pytest.mark.parametrize("name", ["Nice", "Reading", "Split", "Mobile", "Man", "NA", "Blinken"])
def test_words_that_are_also_towns_are_not_known(name: str) -> None:
    assert gazetteer().readings(name) == ()


def test_a_country_is_no_demonym() -> None:
    assert {known.sort for known in gazetteer().readings("New Zealand")} == {"country"}


@pytest.mark.parametrize(("code", "name"), [("US", "United States"), ("GB", "United Kingdom"), ("SU", "Soviet Union")])
def test_names_a_country_by_its_code(code: str, name: str) -> None:
    assert gazetteer().country_name(code) == name


def test_curly_apostrophes_are_no_hindrance() -> None:
    assert gazetteer().readings("Côte d’Ivoire") == gazetteer().readings("Côte d'Ivoire") != ()
