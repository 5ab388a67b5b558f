"""Other languages than the pipeline's are told, reported and left out; English is never taken for another."""

from pathlib import Path

import pytest

from newsweave.errors import LanguageError
from newsweave.ids import make_document
from newsweave.ingest import extract_all
from newsweave.ingest.languages import language
from newsweave.ingest.readers import read
from newsweave.types import Document, Extraction, Failure
from tests.ingest.samples import PAGE, put

FRENCH = (
    "Le président a limogé mercredi son gouvernement, accusé de ne pas avoir su prévenir les troubles dans le pays. "
    "Des milliers de manifestants étaient descendus dans les rues de la capitale pour protester contre les prix."
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FRENCH, "fr"),
        ("Der Präsident entließ am Mittwoch die Regierung, weil sie die Unruhen im Land nicht verhindert habe.", "de"),
        (
            "El presidente destituyó el miércoles a su gobierno, acusado de no haber sabido prevenir los disturbios.",
            "es",
        ),
        ("Президент в среду отправил в отставку правительство, которое не смогло предотвратить беспорядки.", "ru"),
        (
            "总统星期三解散了政府，因为政府未能阻止全国各地的骚乱，成千上万的示威者走上首都街头抗议物价上涨，警察随后逮捕了人。"
            * 2,
            "zh",
        ),
        ("Vlada je podnela ostavku u sredu nakon protesta u glavnom gradu zemlje, rekao je predsednik.", "bs"),
        ("The president sacked his government on Wednesday because it had not prevented the unrest.", "en"),
        ("Qasym-Zhomart Toqaev, Nursultan Nazarbaev, Almaty, Aqtobe, Zhanaozen, Qostanai, Mukhtar Tileuberdi", "en"),
        ("Toqaev", "en"),
        ("", "en"),
        ("12 345 67.8 % " * 50, "en"),
    ],
)
def test_languages_are_told_where_the_text_is_long_enough(text: str, wanted: str) -> None:
    assert language(text) == wanted


def test_what_a_person_says_stands_and_what_a_machine_says_is_checked(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", f"---\nlanguage: en\n---\n{FRENCH}")
    put(tmp_path / "b.txt", FRENCH)
    put(tmp_path / "c.html", PAGE.replace("<p>", f"<p>{FRENCH * 5}</p><p>", 1))
    assert [item.language for item in read(tmp_path) if isinstance(item, Document)] == ["en", "fr", "fr"]


@pytest.mark.model
def test_another_language_is_reported_and_the_others_go_on() -> None:
    documents = [make_document("Rain fell."), make_document(FRENCH, language="fr-CA", source="a.txt")]
    first, second, third = extract_all([*documents, make_document("Snow fell.", language="en-GB")])
    assert isinstance(first, Extraction)
    assert isinstance(third, Extraction)
    assert isinstance(second, Failure)
    assert isinstance(second.error, LanguageError)
    assert str(second) == (
        "a.txt: is in the language 'fr-CA'; give --language fr=PIPELINE, or write language: en into its metadata if "
        "it is en"
    )
